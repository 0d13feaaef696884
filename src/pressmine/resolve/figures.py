"""Figures: the organisation and the period they belong to, if the sentence tells, and units taken from other
figures.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from pressmine.document import ZoneKind
from pressmine.evidence import Evidence, FigureReading
from pressmine.french.around_figures import (
    are_joined,
    complement,
    has_verb_behind,
    is_beside_the_point,
    is_bracketed,
    is_parted,
)
from pressmine.offsets import Span
from pressmine.record import Date, Figure
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import dates_in, organisations_in, organisations_named

_ROLES_OF_NO_PERIOD: Final = frozenset(
    {"published", "event", "signature", "embargo", "founding", "statement", "appointment", "reference"}
)
#: A date farther after a figure than this belongs to something else.
_NEAR: Final = 60


def resolve_figures(ledger: Ledger) -> None:
    """Add every figure of the document, in text order. Runs after dates and organisations."""
    standing = list(ledger.open(FigureReading))
    starts = [item.span.start for item, _ in standing]
    for item, reading in standing:
        ledger.resolution.figures.append(_figure(ledger, item, reading, starts))
        ledger.keep(item, "nothing stronger overlaps it")


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
    return complement(ledger.document.clean(reading.of))


def _organisation(ledger: Ledger, item: Evidence, reading: FigureReading) -> str | None:
    """The last body of the sentence before the figure that is the subject of a verb, of several subjects the first;
    without one, the first body.
    """
    if reading.organisation is None:
        return None
    document = ledger.document
    figure = document.view_span(item.span).start
    named = ((document.view_span(where), body.ref) for where, body in organisations_named(ledger, reading.organisation))
    own = [
        (place, ref)
        for place, ref in named
        if not is_bracketed(document.text[place.end : figure])
        and not is_beside_the_point(document.folded, place.start, place.end)
    ]
    subject = next((i for i in reversed(range(len(own))) if has_verb_behind(document.text, own[i][0].end)), 0)
    while subject and are_joined(document.text[own[subject - 1][0].end : own[subject][0].start]):
        subject -= 1
    return own[subject][1] if own else _about(ledger, item.span)


def _about(ledger: Ledger, span: Span) -> str | None:
    """The body that an `À propos de …` paragraph is about: the first one it names."""
    document = ledger.document
    zone = document.zone_at(document.view_span(span).start)
    if zone.kind is not ZoneKind.ABOUT:
        return None
    named = organisations_in(ledger, Span(zone.source.start, max(zone.source.start, span.start)))
    return named[0].ref if named else None


def _period(ledger: Ledger, item: Evidence, reading: FigureReading, starts: list[int]) -> str | None:
    """The date of the sentence that stands nearest after the figure, with no other figure between; else the last
    before.

    A date that the figure is compared with (`par rapport à 2019`) is not its period.
    """
    stretch = reading.period
    if stretch is None:
        return None
    if reading.in_table:
        return next((d.value for d in dates_in(ledger, stretch) if _says_when(d)), None)
    near = [d for d in dates_in(ledger, stretch) if _says_when(d)]
    behind = next((d for d in near if d.span.start >= item.span.end), None)
    if (
        behind
        and behind.span.start - item.span.end <= _NEAR
        and _ties(ledger, item.span.end, behind.span.start, starts)
    ):
        return behind.value
    before = [d.value for d in near if d.span.end <= item.span.start]
    return before[-1] if before else None


def _ties(ledger: Ledger, start: int, end: int, starts: list[int]) -> bool:
    """True if nothing between a figure and a date separates them: no other figure, no comparison, no new clause."""
    if bisect_left(starts, start) < bisect_left(starts, end):
        return False
    return not is_parted(ledger.document.clean(Span(start, end)))


def _says_when(date: Date) -> bool:
    return date.value is not None and "X" not in date.value and date.role not in _ROLES_OF_NO_PERIOD
