"""Names that no vocabulary, no gazetteer and no list of given names has: more often a body's than anything else's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.determiners import ARTICLES
from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import is_head
from pressmine.french.known import known_things
from pressmine.french.lists import folded_set, given_names, no_names, things
from pressmine.french.places import place_named, town_stem
from pressmine.french.verbs import taking_forms
from pressmine.rules.names.lines import Range
from pressmine.rules.names.name_runs import items
from pressmine.rules.names.person_names import people
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import before, holder, vote
from pressmine.rules.shared_look import rules_of
from pressmine.weights import weight

#: `XXIe`, `XIXème`.
_ORDINAL = re.compile(r"[IVXLC]+(?:e|er|re|ème|eme)")
#: `A350`, `RN88`, `B-737`.
_CODE = re.compile(r"[A-Z]{1,3}-?\d{2,4}[A-Z]{0,2}")
#: Letters that a word needs in order to be taken for a name by its look alone.
_SHORTEST = 4
#: Words of a name in capitals without a determiner at most.
_PHRASE = 3
#: Behind these stands what one uses as often as a body.
_OF_THINGS = ("via", "comme", "et", "a")
#: Capitals that are rather a name than an acronym.
_LONG = 8


def unknown(document: Document) -> Iterator[Evidence]:
    """`Triskal`, `DataLoire`, `Bio-Céréales`."""
    view = scan(document)
    tails = {w.folded for n in people(view) for w in view.words[slice(*n.words)] if w.cap}
    for name in view.names:
        first = name[0]
        if first > view.line(first)[0] and view.words[first - 1].folded in things() or _located(view, first):
            continue
        if any(w.gap == " & " for w in view.words[first + 1 : name[1]]) and _bare(view, first):
            yield vote(view, "names.ampersand", name, "organisation", weight("ampersand"))
        if _capital_article(view, name):
            yield vote(view, "names.capital-article", name, "organisation", weight("capital_article"))
        elif _article_of_phrase(view, name):
            yield vote(view, "names.capital-article", name, "organisation", weight("capital_article_phrase"))
        elif _opens_with_acronym(view, name):
            yield vote(view, "names.acronym-opens", name, "organisation", weight("acronym_opens"))
        elif _code(view, first):
            yield vote(view, "names.code", name, "none", weight("code"))
        elif name[1] - first == 1:
            if view.words[first].folded not in tails and is_new_word(view, first):
                yield vote(view, "names.unknown", name, "organisation", weight("unknown_word"))
            elif _bare_capital(view, first):
                yield vote(view, "names.bare-capital", name, "organisation", weight("bare_capital"))
        elif _bare_phrase(view, name):
            yield vote(view, "names.bare-capital", name, "organisation", weight("bare_capital"))
    for name in items(document):
        if not view.words[name[0]].cap and view.words[name[0] - 1].folded in taking_forms() and name[0] in view.brands:
            yield vote(view, "names.unknown", name, "organisation", weight("unknown_word"))


def is_ordinal(text: str) -> bool:
    """True for a century or a rank in Roman numerals: `XXIe`, `XIXème`."""
    return bool(_ORDINAL.fullmatch(text))


def _located(view: Scan, first: int) -> bool:
    """True for the place of `un habitant de X`, `le maire de X`, `à 20 km de X`."""
    at, governed = holder(view, first)
    return governed and view.words[at].folded in folded_set("cues", "of_places")


def is_acronym_of_several(text: str) -> bool:
    """True for a kind of things in the English plural: `PMEs`, `ONGs`."""
    return text.endswith("s") and 3 <= len(text) <= _LONG and text[:-1].isalpha() and text[:-1].isupper()


def is_new_word(view: Scan, index: int) -> bool:
    """True for a word that no vocabulary, no gazetteer and no list of given names has."""
    word = view.words[index]
    if is_ordinal(word.text) or word.upper and (len(word.text) < _LONG or view.ordinary(word.text.capitalize())):
        return False
    if (
        len(word.text) < _SHORTEST
        or "/" in word.text
        or view.in_capitals(index)
        or not any(c.isalpha() for c in word.text)
    ):
        return False
    if place_named(word.folded) is not None or town_stem(word.folded) or is_acronym_of_several(word.text):
        return False
    return not view.ordinary(word.text) and not _of_known_parts(view, index)


def _capital_article(view: Scan, name: Range) -> bool:
    """True for `La Lisol`, `Le Bivic` inside of a sentence: a name that has its article is not a person's."""
    article, following = view.words[name[0]], view.words[name[0] + 1 : name[0] + 2]
    if article.initial or article.folded not in ("la", "le", "les") or name[1] - name[0] != 2 or article.gap != " ":
        return False
    front = view.words[name[0] - 1].folded
    if place_named(view.folded(name)) is not None or front in folded_set("cues", "locative") or front == "pour":
        return False
    return following[0].gap == " " and is_new_word(view, name[0] + 1)


def _article_of_phrase(view: Scan, name: Range) -> bool:
    """True for `Les Petits Pas`, `La Passerelle`, `L'Atelier Bleu` inside of a sentence: a name with its article."""
    article = view.words[name[0]]
    if article.initial or article.folded not in ARTICLES or view.in_capitals(name[0]):
        return False
    if name[1] - name[0] < 2 + article.elision or not view.words[name[0] + 1].cap:
        return False
    return place_named(view.folded(name)) is None and not is_head(view.words[name[0] + 1].folded)


def _opens_with_acronym(view: Scan, name: Range) -> bool:
    """True for `US Sallanches`, `CECS La Garenne`: clubs, schools, hospitals have an acronym in front of their name."""
    first, second = view.words[name[0]], view.words[name[0] + 1 : name[0] + 2]
    if not second or view.in_capitals(name[0]) or not first.upper or not 2 <= len(first.text) <= 5:
        return False
    if not first.text.isalpha() or first.folded in no_names() or is_function(first.folded):
        return False
    return second[0].cap and not second[0].upper and second[0].gap == " " and known_things().get(first.folded) is None


def _code(view: Scan, first: int) -> bool:
    """True for the code of a model, a road or a standard: `A350`, `EN 9100`, `RN88`."""
    return bool(_CODE.fullmatch(view.words[first].text))


def _bare_capital(view: Scan, index: int) -> bool:
    """True for an everyday word with a capital inside of a sentence and no determiner: `conçu par Tandem`."""
    word = view.words[index]
    if word.initial or word.upper or view.in_capitals(index) or not view.ordinary(word.text):
        return False
    if word.folded in no_names() or word.folded in things() or is_head(word.folded) or is_function(word.folded):
        return False
    if word.folded in given_names() or place_named(word.folded) is not None:
        return False
    if view.words[index - 1].folded == "et" and view.document.names(word.text):
        return False  # `Darwin et Pasteur`: anybody may be named there
    return _bare(view, index)


def _bare_phrase(view: Scan, name: Range) -> bool:
    """True for capitals inside of a sentence without a determiner: `avec Nova Rivage`, `contre Quai 9`."""
    words = view.words[name[0] : name[1]]
    if words[0].initial or words[0].elision or view.in_capitals(name[0]) or len(words) > _PHRASE:
        return False
    if is_function(words[0].folded) or is_head(words[0].folded) or words[0].folded.split("-")[0] in given_names():
        return False
    if any(w.upper for w in words) or any(place_named(w.folded) for w in words) or place_named(view.folded(name)):
        return False
    front = before(view, name[0], 2)
    if front[:1] and front[0] in _OF_THINGS and front[1:] not in (["grace"], ["face"]):
        return False
    return all(w.cap or w.text.isdigit() for w in words) and _bare(view, name[0])


def _of_known_parts(view: Scan, index: int) -> bool:
    """True for a compound that is not a name of a body: `Vice-Présidence`, `Compte-Rendu`, `Saint-Vaury`."""
    word = view.words[index]
    parts = word.folded.split("-")
    if len(parts) == 1:
        return False
    known = parts[0] in folded_set("cues", "prefixes") or all(place_named(part) for part in parts)
    return known or view.ordinary(word.text.capitalize())


def _bare(view: Scan, index: int) -> bool:
    """True where a name stands without an article behind what a name without an article stands behind."""
    if index == view.line(index)[0]:
        return False
    front = view.words[index - 1]
    return front.folded in folded_set("cues", "bare_behind") or not front.cap and front.folded in taking_forms()


RULES: tuple[Rule, ...] = rules_of(
    unknown,
    {
        "names.unknown": "Un nom d'un mot que nul vocabulaire ne connaît.",
        "names.capital-article": "Un nom qui garde son article à majuscule dans la phrase : La Lisol, Les Petits Pas.",
        "names.acronym-opens": "Un sigle suivi d'un nom, comme les clubs et les écoles en ont : US Sallanches.",
        "names.code": "Le code d'un modèle, d'une route, d'une norme : A350, RN88.",
        "names.ampersand": "Des majuscules que joint « & », à la place d'un nom : contre Pons & Vidal.",
        "names.bare-capital": "Un mot de tous les jours à majuscule, sans article : conçu par Tandem.",
    },
)
