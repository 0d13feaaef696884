"""The ways French says who speaks: forms of verbs of saying, before and after the quoted words.

All patterns match a document's fold.
"""

from __future__ import annotations

import re
from functools import cache

from pressmine.french.calendar import WEEKDAYS
from pressmine.french.lexicon import any_form, before_word
from pressmine.french.verbs import participles, present_participle, third_persons
from pressmine.rules.lists import any_of, word_list

_CLITIC = rf"{before_word('clitic_before_saying')}?"
_ADVERB = rf"(?:(?:[a-z]{{2,15}}ment|{any_form('adverb_of_saying', space=' ')}|{any_of(WEEKDAYS)})\s)?"
_PRONOUN = any_form("speaking_pronoun")
_HAD = any_form("had_said")


@cache
def verb() -> str:
    """Any form of a verb of saying, as a regex group."""
    lists = word_list("saying")
    forms = [*lists["forms"], *lists["infinitives"], *lists["reflexive"]]
    for infinitive in (*lists["er"], *lists["reflexive_er"], *lists["ir"]):
        forms += [infinitive, present_participle(infinitive), *third_persons(infinitive), *participles(infinitive)]
    return any_of(forms)


@cache
def inverted() -> re.Pattern[str]:
    """After a quote: `, explique `, `, a-t-elle ajouté`, `. Et d'ajouter `; groups `p1`, `p2` hold a pronoun."""
    has_said = (
        rf"(?P<aux>{any_form('auxiliary.have')}(?:-t)?-(?P<p1>{_PRONOUN})\s{_ADVERB}"
        rf"|(?:s')?{_HAD}\s{_ADVERB}"
        rf"|(?:tient|tenait|tiennent|(?:a|ont|avait|avaient)\s{_ADVERB}tenu) a\s"
        rf"|{any_form('turns_to_say')}\s)"
    )
    return re.compile(
        rf"[\s,.;:!?)\]–—-]{{0,6}}(?:(?:et|mais|puis|comme|ainsi)\s)?(?:d'|de\s)?{_CLITIC}(?:{has_said}{_CLITIC})?"
        rf"(?P<verb>{verb()})(?!\w)(?:-t)?(?:-(?P<p2>{_PRONOUN})(?!\w))?"
    )


@cache
def unlisted() -> re.Pattern[str]:
    """After a quote: any verb that a name or a function follows: `, calcule Anne Roy`, `, blague la directrice`."""
    return re.compile(
        rf"[\s,.;:!?)\]–—-]{{1,6}}(?:(?:se\s|s'))?(?P<verb>(?!{any_form('no_verb_behind_quote')}\s)[a-z]{{3,14}}(?:e|t|d|ent))"
        rf"(?=\s(?:(?P<who>{bare().pattern})|[^\W\d_]))"
    )


@cache
def when() -> re.Pattern[str]:
    """When, where and how something was said, in front of the one who said it: `a expliqué hier matin Anne Roy`."""
    words = any_of([*word_list("saying")["when"], *WEEKDAYS])
    return re.compile(rf"(?:\s(?:[a-z]{{3,14}}ment|{words})(?!\w)){{1,4}},?(?=\s)")


@cache
def according() -> re.Pattern[str]:
    """`selon `, `d'après `, `pour `: what may introduce a speaker without a verb."""
    return re.compile(rf"(?<!\w){any_of(word_list('saying')['according'])}(?:\s|(?<='))")


@cache
def these_words() -> re.Pattern[str]:
    """After a quote: `C'est par ces mots que ` and other words that lead from it to its speaker."""
    said = word_list("saying")
    message = rf"{any_form('that_is')} {any_of(said['messages'])} (?:du|de|d')"
    return re.compile(rf"\W{{0,4}}(?:{any_of(said['these_words'])}|{message})(?:\s|(?<='))")


@cache
def spoken() -> re.Pattern[str]:
    """A verb of saying anywhere in a span before a quote."""
    return re.compile(rf"(?<![\w-])(?P<verb>{verb()})(?![\w-])")


#: A lower-case noun after an article: a function, no name.
ARTICLE = re.compile(r"(?:[Ll]e\s|[Ll]a\s|[Ll]'|[Cc]e\s|[Cc]et(?:te)?\s|[Ss]on\s|[Ss]a\s|[Nn]otre\s)(?=[a-zà-öø-ÿ])")


@cache
def bare() -> re.Pattern[str]:
    """A function that stands for its holder: `la présidente`, `ce dernier`, `notre directeur général`."""
    return re.compile(
        rf"(?:{any_form('determiner')}|cel(?:ui|le))\s?(?:[a-z]{{3,12}}\s)?(?P<noun>{any_of(word_list('saying')['bare'])})(?!\w)"
    )


@cache
def nameless() -> re.Pattern[str]:
    """A subject that has no name: `un salarié`, `plusieurs riverains`; not one who speaks for a body."""
    lists = word_list("saying")
    known = any_of([*lists["speaks_for"], *lists["documents"]])
    return re.compile(
        rf"\W*(?:(?:a|pour|selon)\s)?{any_of(lists['nameless'])}(?:\s|(?<='))"
        rf"(?!(?:[a-z]{{1,12}}\s)?{known}(?!\w))[a-z]"
    )


@cache
def heading() -> re.Pattern[str]:
    """The head of someone's words, up to their name: `le mot de`, `trois questions à`, `témoignage :`."""
    nouns = any_of(word_list("saying")["headings"])
    return re.compile(
        rf"\W{{0,4}}(?:[a-z\d]{{1,6}}\s|l')?{nouns}(?:\s(?:de|du|des|a|au|aux|avec)\s|\sd'|\s?[:|–—-]\s?)"
    )


@cache
def documents() -> re.Pattern[str]:
    """A text in which a body speaks: no function that someone holds."""
    nouns = any_of(word_list("saying")["documents"])
    return re.compile(rf"\W*(?:l[ea]\s|l'|ce\s|cette\s)(?:[a-z]{{1,12}}\s)?{nouns}(?!\w)")


@cache
def naming() -> re.Pattern[str]:
    """Words right before an opening mark that make a name, a title or a term of what follows."""
    return re.compile(rf"(?<!\w){any_of(word_list('saying')['naming'])}\s?:?\s{{0,2}}$")


@cache
def calls() -> re.Pattern[str]:
    """`s'appelle`, right before an opening mark: a name follows it."""
    return re.compile(rf"(?<!\w){any_of(word_list('saying')['calls'])}\s?:?\s{{0,2}}$")


@cache
def naming_word() -> re.Pattern[str]:
    """The same words, anywhere."""
    return re.compile(rf"(?<!\w){any_of(word_list('saying')['naming'])}(?!\w)")


@cache
def on() -> re.Pattern[str]:
    """After a quote: any verb with `on`, who is no one: `, apprend-on`; what says where they are: `chez Valdor`."""
    places = any_of(word_list("saying")["among"])
    return re.compile(
        rf"\W{{0,4}}(?:[a-z']+\s){{0,2}}(?P<verb>[a-z]{{2,14}})(?:-t)?-on(?:\s(?:lire|entendre))?(?!\w)(?:\s(?P<among>{places})\s?)?"
    )


#: After `selon`, `pour`: someone named before.
HIM = re.compile(rf"\s?{any_form('named_before.stressed', 'named_before.one')}(?!\w)")
_PRONOUNS = any_form("speaking_pronoun.one", "speaking_pronoun.several", "named_before.one", "named_before.several")
PRONOUN_SUBJECT = re.compile(rf"(?<!\w){_PRONOUNS}\s(?:\S{{1,3}}\s?|{before_word('clitic')}|s'|l'){{0,3}}$")
