"""Regular expressions for agreements, built from `data/agreements.toml`; they match folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pressmine.french.calendar import MONTH_NAMES
from pressmine.french.lexicon import any_form, before_word
from pressmine.french.verbs import all_forms
from pressmine.rules.lists import any_of, word_list

_ER = ("e", "ent", "ait", "aient", "era", "eront", "ee", "ees", "es", "er", "ant")


def _forms(infinitives: Iterable[str]) -> list[str]:
    return [infinitive.removesuffix("er") + ending for infinitive in infinitives for ending in _ER]


@cache
def kinds() -> dict[str, str]:
    """Noun of agreement -> kind."""
    return {
        noun: key.removeprefix("nouns.")
        for key, nouns in word_list("agreements").items()
        if key.startswith("nouns.")
        for noun in nouns
    }


@cache
def signed_only() -> frozenset[str]:
    """Nouns that mean an agreement only with a verb of signing."""
    return frozenset(word_list("agreements")["signed.words"])


_WORD = re.compile(r"[a-z]+")


@cache
def _first_words() -> frozenset[str]:
    """The first word of everything that can make an agreement of a sentence."""
    lists = word_list("agreements")
    entries = [*kinds(), *lists["verbs.union"], *lists["verbs.acquire"], *_forms(lists["verbs.acquire_er"])]
    return frozenset(words[0] for entry in entries if (words := _WORD.findall(entry)))


def may_agree(folded: str, start: int, end: int) -> bool:
    """False if no word of a sentence can begin a noun or verb of agreement: most sentences end here, cheaply."""
    return not _first_words().isdisjoint(_WORD.findall(folded, start, end))


@cache
def noun() -> re.Pattern[str]:
    """A noun of agreement."""
    return re.compile(rf"(?<![\w-])(?P<noun>{any_of(kinds())})(?![\w-])")


@cache
def signing() -> re.Pattern[str]:
    """A verb that makes the noun after it an agreement; the group `strong` matches verbs of signing."""
    lists = word_list("agreements")
    strong = [*_forms(lists["verbs.strong_er"]), *lists["verbs.strong_forms"]]
    weak = [*_forms(lists["verbs.sign_er"]), *lists["verbs.sign_forms"]]
    return re.compile(rf"(?<![\w-])(?:(?P<strong>{any_of(strong)})|(?P<weak>{any_of(weak)}))(?![\w-])")


@cache
def union() -> re.Pattern[str]:
    """A phrase that means an agreement by itself: `unissent leurs forces`."""
    return re.compile(rf"(?<![\w-]){any_of(word_list('agreements')['verbs.union'])}(?![\w-])")


@cache
def acquiring() -> re.Pattern[str]:
    """A verb of acquisition or merger, or its noun with a preposition: `l'acquisition de`."""
    lists = word_list("agreements")
    nouns = any_of((*lists["nouns.acquisition"], *lists["nouns.merger"]))
    verbs = any_of((*lists["verbs.acquire"], *_forms(lists["verbs.acquire_er"])))
    return re.compile(
        rf"(?<![\w-])(?:(?P<verb>{verbs})(?![\w-])|(?P<noun>{nouns})\s(?:totale\s|a 100 %\s)?"
        rf"(?:{before_word('of')}|entre\s))(?![-])"
    )


@cache
def outside() -> re.Pattern[str]:
    """Words that open a phrase whose bodies do not sign; participles match in every gender and number."""
    said = word_list("agreements")["scope.outside"]
    forms = {stem + end + " par" for w in said if (stem := w.removesuffix(" par")) != w for end in ("", "e", "s", "es")}
    return re.compile(rf"(?<![\w-]){any_of(sorted({*said, *forms}))}(?:(?<=')|(?!\w))")


@cache
def purpose() -> re.Pattern[str]:
    """Words that introduce the purpose of an agreement."""
    return re.compile(rf"(?<![\w'-]){any_of(word_list('agreements')['scope.purpose'])}(?![\w-])")


@cache
def no_news() -> re.Pattern[str]:
    """Words which show that a sentence reports no new agreement."""
    return re.compile(rf"(?<![\w-]){any_of(word_list('agreements')['scope.no_news'])}(?!\w)")


@cache
def notion() -> re.Pattern[str]:
    """A noun in front of another, which says that it is only thought of: `l'idée d'une`."""
    return re.compile(rf"(?<!\w){any_of(word_list('agreements')['scope.notions'])}\sd'une?\s(?:\S{{1,14}}\s)?$")


@cache
def gathering() -> re.Pattern[str]:
    """A verb whose subject is the agreement and whose object its parties: `réunit`, `associe`, `engage`."""
    return re.compile(rf"(?<![\w'-]){any_of(word_list('agreements')['verbs.gather'])}(?![\w-])")


@cache
def things() -> re.Pattern[str]:
    """Things that are bought without any agreement between bodies: `un terrain`, `12 450 négatifs`."""
    small = any_form("determiner.article", "determiner.indefinite", "of")
    return re.compile(
        rf"\s?(?:(?:{small}|\d[\d\s]*)\s?){{0,3}}(?:\w{{3,12}}\s)?{any_of(word_list('agreements')['scope.things'])}(?!\w)"
    )


@cache
def joint() -> re.Pattern[str]:
    """`commune`, `conjointe`, `ouverte`, right after a noun that means an agreement only with such a word."""
    return re.compile(rf"\s{any_of(word_list('agreements')['joint.words'])}(?!\w)")


#: Kinds whose nouns mean an agreement only with a verb of signing or a word like `commun`.
WEAK_KINDS = frozenset({"letter", "charter", "declaration", "partnership"})
#: `À travers cette convention`: what is said next is done by its parties.
BY_IT = re.compile(rf"(?<!\w){any_form('by_it')}\s(?:cet?(?:te)?)\s?$")
#: What parties do by an agreement.
ACTS = re.compile(rf"\s(?:{any_form('parties_act')}\b|s')")
#: What came before is over: `après dix-huit mois de négociations, la Région a signé`.
AT_LAST = re.compile(rf"(?<!\w){any_form('at_last')}\s(?:[^\s,;:]{{1,20}}\s){{0,6}}$")
#: `invite les habitants à signer`: who is asked has not signed yet.
ASKED = re.compile(
    rf"(?<!\w){any_of(all_forms('asks_to_sign'))}\s"
    r"(?:\S{1,20}\s){0,5}a$"
)
#: `entend signer`, `s'apprête à signer`, in front of an infinitive: who means to sign has not signed yet.
MEANT = re.compile(rf"(?<!\w){any_of(all_forms('means_to_sign'))}\s(?:de\s|d'|a\s)?(?:\S{{1,14}}\s)?$")
#: A day without a year: a pluperfect with it is news of these weeks.
DAY = re.compile(rf"(?<!\d)(?:\d{{1,2}}|1er)\s{any_of(MONTH_NAMES)}(?!\w)(?!\s\d{{4}})")
