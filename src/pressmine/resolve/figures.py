"""Figures resolved: whose they are and of when, where the sentence says so; a unit that another figure gives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from pressmine.document import ZoneKind
from pressmine.evidence import Evidence, FigureReading
from pressmine.french.fold import fold
from pressmine.offsets import Span
from pressmine.record import Date, Figure
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import mentions_in, organisations_in
from pressmine.resolve.near import Stretches

_ROLES_OF_NO_PERIOD: Final = frozenset(
    {"published", "event", "signature", "embargo", "founding", "statement", "appointment", "reference"}
)
_CELL: Final = "figure.cell"
#: A date farther behind a figure than this belongs to something else.
_NEAR: Final = 60
_WITH: Final = re.compile(
    r"(?:selon|d'apres|par|avec|chez|contre|pour|via|aupres de|aux cotes de|au sein de|de concert avec|grace a"
    r"|sous l'egide de)"
    r" (?:[\w'-]{1,16} ){0,4}(?:l'|d')?$"
)
_SAYS: Final = re.compile(
    r" (?:a |ont )?(?:declar|indiqu|estim|precis|affirm|rappel|soulign|observ|constat|relev)\w{1,5} qu"
)
_APART: Final = re.compile(r"[;:]|\b(?:par rapport a|compare|contre|qu'en|que celui|que celle|d'ici|objectif|apres)\b")
_IN_BRACKETS: Final = re.compile(r"\s*\((?:en |€)?[^()]{0,12}\)$")
_QUOTES: Final = re.compile(r"[«»“”\"]")
_OUTER: Final = " \t\n.,;:()[]«»“”\"'’*_-–—"


def resolve_figures(ledger: Ledger) -> None:
    """Every figure of the document, in the order of the text. Runs after dates and organisations."""
    standing = list(ledger.open(FigureReading))
    starts = [item.span.start for item, _ in standing]
    for item, reading in standing:
        ledger.resolution.figures.append(_figure(ledger, item, reading, starts))
        ledger.keep(item, "nothing stronger stands here")


def _figure(ledger: Ledger, item: Evidence, reading: FigureReading, starts: list[int]) -> Figure:
    return ledger.resolution.read(
        Figure,
        item,
        of=_of(ledger, reading),
        organisation=_organisation(ledger, item, reading),
        period=_period(ledger, item, reading, starts),
    )


def _of(ledger: Ledger, reading: FigureReading) -> str | None:
    if reading.of_text:
        return reading.of_text
    if reading.of is None:
        return None
    said = ledger.document.clean(reading.of)
    if said.endswith(")"):
        said = _IN_BRACKETS.sub("", said)
    if _QUOTES.search(said):
        said = " ".join(_QUOTES.sub(" ", said).split())
    plain = said.strip(_OUTER)
    return (plain[5:] if plain.startswith(("dont ", "soit ")) else plain) or None


def _organisation(ledger: Ledger, item: Evidence, reading: FigureReading) -> str | None:
    """The body that the sentence names first before the figure: its subject more often than not."""
    if reading.organisation is None:
        return None
    for organisation in organisations_in(ledger, reading.organisation):
        mentions = mentions_in(ledger, organisation, reading.organisation)
        if mentions and not _beside_the_point(ledger, mentions[0].span):
            return organisation.ref
    return _about(ledger, item.span)


def _beside_the_point(ledger: Ledger, mention: Span) -> bool:
    """`selon le Leem, …`, `avec la Région, …`, `le ministère indique que …`: named, but the figure is another's."""
    view = ledger.document.view_span(mention)
    folded = ledger.document.folded
    return bool(_WITH.search(folded[max(0, view.start - 40) : view.start]) or _SAYS.match(folded, view.end))


def _about(ledger: Ledger, span: Span) -> str | None:
    """In a paragraph `À propos de …`, the body that it is about: the first that it names."""
    document = ledger.document
    zone = document.zone_at(document.view_span(span).start)
    if zone.kind is not ZoneKind.ABOUT:
        return None
    named = organisations_in(ledger, Span(zone.source.start, max(zone.source.start, span.start)))
    return named[0].ref if named else None


def _period(ledger: Ledger, item: Evidence, reading: FigureReading, starts: list[int]) -> str | None:
    """The date of the sentence that stands nearest behind the figure, with no other figure between; else the last
    before.

    A date that the figure is compared with (`par rapport à 2019`) is not when it holds.
    """
    stretch = reading.period
    if stretch is None:
        return None
    if item.rule == _CELL:
        return next((d.value for d in _dates_in(ledger, stretch) if _says_when(d)), None)
    near = [d for d in _dates_in(ledger, stretch) if _says_when(d)]
    behind = next((d for d in near if d.span.start >= item.span.end), None)
    if (
        behind
        and behind.span.start - item.span.end <= _NEAR
        and _ties(ledger, item.span.end, behind.span.start, starts)
    ):
        return behind.value
    before = [d.value for d in near if d.span.end <= item.span.start]
    return before[-1] if before else None


def _dates_in(ledger: Ledger, stretch: Span) -> Iterator[Date]:
    dates = ledger.once("dates", lambda: Stretches((d.span, d) for d in ledger.resolution.dates))
    return (date for _, date in dates.over(stretch))


def _ties(ledger: Ledger, start: int, end: int, starts: list[int]) -> bool:
    """Whether nothing between a figure and a date keeps them apart: another figure, a comparison, a new clause."""
    if bisect_left(starts, start) < bisect_left(starts, end):
        return False
    return not _APART.search(fold(ledger.document.clean(Span(start, end))) + " ")


def _says_when(date: Date) -> bool:
    return date.value is not None and "X" not in date.value and date.role not in _ROLES_OF_NO_PERIOD
