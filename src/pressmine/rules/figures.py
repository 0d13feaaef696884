"""Figures of running text: what the grammar of `french.quantities` finds, with the span that says what is counted.

Each form of the grammar is a rule of its own. What looks like a figure and is none is evidence, too: a phone number, a
postal code, a version. Tables have rules of their own (`rules.tables`).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from typing import Final

from pressmine.document import RESIDUE, Document, ZoneKind
from pressmine.evidence import Cue, Evidence, FigureReading, NotReading, Rule
from pressmine.french.cells import unit_of_label
from pressmine.french.counted import counted_all
from pressmine.french.dates import date_numbers
from pressmine.french.numbers import times
from pressmine.french.quantities import NotFigure, QuantityMatch, find_all
from pressmine.offsets import Span
from pressmine.rules.dates.placed import read_lines

#: The form's name and what it reads, for the list of rules.
FORMS: Final = {
    "figure.count": "Un nombre en chiffres qui compte des choses : « 1 247 entreprises ».",
    "figure.count-word": "Un nombre en lettres qui compte des choses : « onze écoles », « une centaine d'emplois ».",
    "figure.money": "Une somme : « 4 M€ », « 500 millions d'euros », « CHF 3 millions ».",
    "figure.money-noun": "Une somme dont la monnaie se lit ailleurs : « le milliard de chiffre d'affaires ».",
    "figure.percent": "Un pourcentage ou des points : « 98 % », « - 3 % », « 14 points ».",
    "figure.duration": "Une durée ou un âge : « quatre ans », « 48 heures ».",
    "figure.quantity": "Une mesure : « 12 000 m² », « 40 MW », « 1 200 tonnes ».",
    "figure.range": "Un intervalle : « entre 200 et 250 », « de 3 à 5 M€ ».",
    "figure.ordinal": "Un rang en chiffres : « 23e édition », « 1ère région ».",
    "figure.ordinal-roman": "Un rang en chiffres romains : « XIVe édition ».",
    "figure.ordinal-word": "Un rang en lettres : « deuxième bassin d'emplois ».",
    "figure.ordinal-first": "Une première place : « premier producteur européen ».",
    "figure.number-one": "Une place dans un marché : « numéro un mondial », « n° 2 européen ».",
    "figure.one-in": "Une part : « un salarié sur trois », « 9 sur 10 ».",
    "figure.fraction": "Une fraction ou une note en chiffres : « 2/3 », « 92/100 ».",
    "figure.fraction-word": "Une fraction en lettres : « la moitié », « deux tiers ».",
    "figure.times": "Un facteur : « x3 », « multiplié par quatre », « deux fois plus ».",
    "figure.times-verb": "Un verbe qui dit un facteur : « tripler », « a doublé ».",
}
#: Forms of numbers that have no unit next to them.
_BARE: Final = frozenset({"figure.count", "figure.range"})
#: Zones where a number is not a figure of the article, and tables, which have their own rules.
_SILENT: Final = RESIDUE | {
    ZoneKind.FRONT_MATTER,
    ZoneKind.CREDIT,
    ZoneKind.CONTACTS,
    ZoneKind.DATELINE,
    ZoneKind.TABLE,
}
_CONFIDENCE: Final = {
    "figure.money": 0.95,
    "figure.percent": 0.95,
    "figure.quantity": 0.92,
    "figure.range": 0.9,
    "figure.duration": 0.85,
    "figure.count": 0.85,
    "figure.count-word": 0.75,
    "figure.ordinal-word": 0.7,
    "figure.ordinal-first": 0.6,
    "figure.times-verb": 0.6,
}
#: Hours and minutes together, which a time of the day is written as, too.
_HOURS: Final = re.compile(r"\d ?h(?:eures?)? ?\d|heures? [a-z-]{3,15}$")
#: Hours without a day are left to the rules for dates.
_OTHERS_SAY: Final = frozenset({"date", "time"})


class _Found:
    """The figures of one document, each with what it counts, by form; and what is not a figure."""

    def __init__(self, text: str, lines: tuple[tuple[int, int], ...], dates: list[tuple[int, int]]) -> None:
        self.by_form: dict[str, list[tuple[QuantityMatch, tuple[int, int] | None]]] = {form: [] for form in FORMS}
        matches, nots = find_all(text, wrapped=False, dates=dates)
        read = [match for match in matches if _inside(match.start, lines)]
        for match, counted in zip(read, counted_all(text, read, wrapped=False), strict=True):
            self.by_form[match.form].append((match, counted))
        self.unfigures: list[NotFigure] = [n for n in nots if n.reason not in _OTHERS_SAY and _inside(n.start, lines)]


def _inside(position: int, lines: tuple[tuple[int, int], ...]) -> bool:
    index = bisect_right(lines, (position, sys.maxsize)) - 1  # zones are in order, and never over each other
    return index >= 0 and position < lines[index][1]


def _lines(document: Document) -> tuple[tuple[int, int], ...]:
    """The zones to read, as bounds in the view."""
    return tuple((zone.span.start, zone.span.end) for zone in document.zones if zone.kind not in _SILENT)


def _found(document: Document) -> _Found:
    dates = [
        (line.start + start, line.start + end)
        for line in document.once(read_lines)
        for start, end in date_numbers(document.text[line.start : line.end], line.low)
    ]
    return _Found(document.text, _lines(document), dates)


def _find(document: Document, form: str) -> Iterator[Evidence]:
    for found, counted in document.once(_found).by_form[form]:
        match = _labelled(document.text, found) if found.form in _BARE else found
        of = document.span(*counted) if counted else None
        reading = FigureReading(
            kind=match.kind,
            value=match.value,
            low=match.low,
            high=match.high,
            unit=match.unit,
            approx=match.approx,
            of=of,
            organisation=_clause(document, match),
            period=_sentence(document, match),
        )
        cues = (Cue(f"approx:{match.approx}", document.span(*match.hedge)),) if match.hedge else ()
        yield Evidence(form, document.span(match.start, match.end), reading, _confidence(document, match), cues)


def _labelled(text: str, match: QuantityMatch) -> QuantityMatch:
    """A bare number with the unit that the label before it names: `Puissance (kW) : 6 320`."""
    line = text.rfind("\n", 0, match.start) + 1
    unit = unit_of_label(text[line : match.start]) if text.find("(", line, match.start) >= 0 else None
    if unit is None:
        return match
    value, low, high = (None if n is None else times(n, unit.scale) for n in (match.value, match.low, match.high))
    return match._replace(kind=unit.kind, unit=unit.code, value=value, low=low, high=high)


def _confidence(document: Document, match: QuantityMatch) -> float:
    sure = _CONFIDENCE.get(match.form, 0.85)
    if match.form == "figure.duration" and _HOURS.search(document.folded, match.start, match.end):
        return 0.98  # what lasts is not a time of the day, however it is written
    return sure


def _clause(document: Document, match: QuantityMatch) -> Span:
    """The part of the sentence that leads up to the figure: whose it is may be there."""
    return document.span(document.sentence_at(match.start).start, match.start)


def _sentence(document: Document, match: QuantityMatch) -> Span:
    """The sentence: when the figure holds may be there."""
    sentence = document.sentence_at(match.start)
    return document.span(sentence.start, max(sentence.end, match.end))


def _nots(document: Document) -> Iterator[Evidence]:
    for item in document.once(_found).unfigures:
        yield Evidence("figure.none", document.span(item.start, item.end), NotReading(("figures",), item.reason), 0.7)
    for note in document.footnotes:  # the number that a note begins with
        start = note.span.start + len(document.text[note.span.start : note.span.end].split(note.label, 1)[0])
        if note.label.isdigit() and start - note.span.start <= 4:
            mark = document.span(start, start + len(note.label))
            yield Evidence("figure.none", mark, NotReading(("figures",), "footnote_mark"), 0.95)


RULES: tuple[Rule, ...] = (
    *(Rule(form, says, partial(_find, form=form)) for form, says in FORMS.items()),
    Rule(
        "figure.none", "Un nombre qui ne compte rien : téléphone, code, adresse, version, norme, appel de note.", _nots
    ),
)
