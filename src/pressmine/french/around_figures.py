"""Words around figures: whose figure it is, what it is compared with, what a table adds up."""

from __future__ import annotations

import re

from pressmine.french.dictionary import verb_and
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_form, forms

_IN_BRACKETS = re.compile(r"\s*\((?:en |€)?[^()]{0,12}\)$")
_QUOTES = re.compile(r"[«»“”\"]")
_OUTER = " \t\n.,;:()[]«»“”\"'’*_-–—"
_TO = re.compile(r"(?:\W|\w+ ){0,3}a ?(?:pres de )?")
_BESIDE = re.compile(rf"{any_form('beside_the_point')} (?:[\w'-]{{1,16}} ){{0,4}}(?:l'|d')?$")
_SAYS = re.compile(rf" (?:a |ont )?{any_form('says_stem')}\w{{1,5}} qu")
_PARTS = re.compile(rf"[;:]|\b{any_form('parts_from_date')}\b")
_BEHIND_NAME = re.compile(r"(?: \([^()\n]{1,40}\))?,? (?:(?P<who>qui )|(?:n[e'’] ?|s[e'’] ?|y |en )*)(?P<word>[\w-]+)")
_JOINED = re.compile(r"(?: \([^()\n]{1,40}\))?(?:,| et)(?: [\w'’-]+){0,4}(?: |['’])")
_TOTAL = re.compile(rf"{any_form('total')}\b(?! (?:hors|dont))")
_PART = re.compile(rf"{any_form('part_of_total')}\b")
_NO_SUM = re.compile(any_form("no_sum"))
_GROWTH_COLUMN = re.compile(rf"{any_form('growth_column')}|var\b")
_CHANGE = re.compile(rf"\b(?:{any_form('change_stem')}|cru\b|\+)")
_COMPARED = re.compile(rf"\b{any_form('compared')}\b")


def complement(said: str) -> str | None:
    """What is counted, without quotation marks, a unit in brackets after it and the word that ties it to the figure.

    >>> complement("dont emplois (en %)"), complement("« postes »")
    ('emplois', 'postes')
    """
    if said.endswith(")"):
        said = _IN_BRACKETS.sub("", said)
    if _QUOTES.search(said):
        said = " ".join(_QUOTES.sub(" ", said).split())
    plain = said.strip(_OUTER)
    return (plain[5:] if plain.startswith(("dont ", "soit ")) else plain) or None


def noun_counted(of: str) -> str:
    """The first word of what is counted, folded, in the singular.

    >>> noun_counted("Emplois directs"), noun_counted("")
    ('emploi', '')
    """
    words = re.findall(r"[\w-]+", fold(of))
    return words[0].rstrip("sx") if words else ""


def is_beside_the_point(folded: str, start: int, end: int) -> bool:
    """True for a body that the figure does not belong to: `selon le Leem, …`, `le ministère indique que …`."""
    return bool(_BESIDE.search(folded[max(0, start - 40) : start]) or _SAYS.match(folded, end))


def has_verb_behind(text: str, end: int) -> bool:
    """True if a verb, or `qui`, stands right behind a name that ends at ``end``: the name is its subject.

    >>> has_verb_behind("Orvelle a créé Valdor", 7), has_verb_behind("Orvelle, qui emploie", 7)
    (True, True)
    >>> has_verb_behind("Orvelle de Dreux", 7)
    False
    """
    behind = _BEHIND_NAME.match(text, end)
    if behind is None:
        return False
    word = behind["word"].lower()
    others = verb_and(word)
    return behind["who"] is not None or fold(word) in forms("auxiliary") or others is not None and "small" not in others


def is_bracketed(between: str) -> bool:
    """True if the words between a name and a figure close a bracket that the name is in: `Orvelle (Dreux) emploie`."""
    close, opened = between.find(")"), between.find("(")
    return close >= 0 and (opened < 0 or close < opened)


def are_joined(between: str) -> bool:
    """True if the words between two names make them one subject: `Orvelle et le laboratoire Valdor ont signé`."""
    return bool(_JOINED.fullmatch(between))


def is_parted(between: str) -> bool:
    """True if the words between a figure and a date separate them: a comparison, a new clause."""
    return bool(_PARTS.search(fold(between) + " "))


def is_total(label: str) -> bool:
    """True for the folded label of a line or column that is the sum of the others."""
    return bool(_TOTAL.match(label))


def is_part(label: str) -> bool:
    """True for the folded label of a line that is included in another one: `dont cadres`."""
    return bool(_PART.match(label))


def has_no_sum(head: str) -> bool:
    """True for the folded head of a column whose bottom line is not a sum: rates, prices, ages."""
    return bool(_NO_SUM.search(head))


def is_growth_column(head: str) -> bool:
    """True for the folded head of a column of growth rates."""
    return bool(_GROWTH_COLUMN.search(head))


def says_change(folded: str) -> bool:
    """True for words that make a percentage a rate of change: `en hausse de`, `recule de`."""
    return bool(_CHANGE.search(folded))


def comparison(between: str) -> str | None:
    """How the words between two figures relate the second: `before` (`contre`), `after` (`de … à`), or None."""
    folded = fold(between)
    if _COMPARED.search(folded):
        return "before"
    return "after" if _TO.fullmatch(folded.strip() + " ") else None
