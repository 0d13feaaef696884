"""Names that no vocabulary, no gazetteer and no list of given names has: more often a body's than anything else's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import is_head
from pressmine.french.lists import folded_set, given_names, no_names, things
from pressmine.french.places import place_named
from pressmine.french.verbs import taking_forms
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import people
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import holder, vote
from pressmine.rules.shared_look import rules_of
from pressmine.weights import weight

#: `XXIe`, `XIXème`.
_ORDINAL = re.compile(r"[IVXLC]+(?:e|er|re|ème|eme)")
#: Letters that a word needs in order to be taken for a name by its look alone.
_SHORTEST = 4
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
        elif name[1] - first == 1:
            if view.words[first].folded not in tails and _new_word(view, first):
                yield vote(view, "names.unknown", name, "organisation", weight("unknown_word"))
            elif _bare_capital(view, first):
                yield vote(view, "names.bare-capital", name, "organisation", weight("bare_capital"))


def is_ordinal(text: str) -> bool:
    """True for a century or a rank in Roman numerals: `XXIe`, `XIXème`."""
    return bool(_ORDINAL.fullmatch(text))


def _located(view: Scan, first: int) -> bool:
    """True for the place of `un habitant de X`, `le maire de X`, `à 20 km de X`."""
    at, governed = holder(view, first)
    return governed and view.words[at].folded in folded_set("cues", "of_places")


def _new_word(view: Scan, index: int) -> bool:
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
    return not view.ordinary(word.text) and place_named(word.folded) is None and not _of_known_parts(view, index)


def _capital_article(view: Scan, name: Range) -> bool:
    """True for `La Lisol`, `Le Bivic` inside of a sentence: a name that has its article is not a person's."""
    article, following = view.words[name[0]], view.words[name[0] + 1 : name[0] + 2]
    if article.initial or article.folded not in ("la", "le", "les") or name[1] - name[0] != 2 or article.gap != " ":
        return False
    front = view.words[name[0] - 1].folded
    if place_named(view.folded(name)) is not None or front in folded_set("cues", "locative") or front == "pour":
        return False
    return following[0].gap == " " and _new_word(view, name[0] + 1)


def _bare_capital(view: Scan, index: int) -> bool:
    """True for an everyday word with a capital inside of a sentence and no determiner: `conçu par Tandem`."""
    word = view.words[index]
    if word.initial or word.upper or view.in_capitals(index) or not view.ordinary(word.text):
        return False
    if word.folded in no_names() or word.folded in things() or is_head(word.folded) or is_function(word.folded):
        return False
    if word.folded in given_names() or place_named(word.folded) is not None:
        return False
    return _bare(view, index)


def _of_known_parts(view: Scan, index: int) -> bool:
    """True for a compound that is not a name of a body: `Vice-Présidence`, `Compte-Rendu`, `Saint-Vaury`."""
    word = view.words[index]
    parts = word.folded.split("-")
    if len(parts) == 1:
        return False
    known = parts[0] in folded_set("cues", "prefixes") or any(place_named(part) for part in parts)
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
        "names.capital-article": "Un nom inconnu qui garde son article à majuscule dans la phrase : La Lisol.",
        "names.ampersand": "Des majuscules que joint « & », à la place d'un nom : contre Pons & Vidal.",
        "names.bare-capital": "Un mot de tous les jours à majuscule, sans article : conçu par Tandem.",
    },
)
