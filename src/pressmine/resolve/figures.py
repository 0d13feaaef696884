"""Figures resolved: whose they are and of when, where the sentence says so; a unit that another figure gives."""

from __future__ import annotations

import re
from typing import Final

from pressmine.document import ZoneKind
from pressmine.evidence import Evidence, FigureReading
from pressmine.offsets import Span
from pressmine.resolution import Date, Figure
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import organisations_in

_ROLES_OF_NO_PERIOD: Final = frozenset({"published", "event", "signature", "embargo"})
_OUTER: Final = " \t\n.,;:()[]«»“”\"'’*_-–—"


def resolve_figures(ledger: Ledger) -> None:
    """Every figure of the document, in the order of the text. Runs after dates and organisations."""
    for item, reading in ledger.open(FigureReading):
        ledger.resolution.figures.append(_figure(ledger, item, reading))
        ledger.keep(item, "nothing stronger stands here")


def _figure(ledger: Ledger, item: Evidence, reading: FigureReading) -> Figure:
    return Figure(
        span=item.span,
        kind=reading.kind,
        value=reading.value,
        low=reading.low,
        high=reading.high,
        approx=reading.approx,
        unit=reading.unit,
        of=_of(ledger, reading),
        organisation=_organisation(ledger, item, reading),
        period=_period(ledger, item, reading),
        source=item.rule,
        confidence=item.confidence,
    )


def _of(ledger: Ledger, reading: FigureReading) -> str | None:
    if reading.of_text:
        return reading.of_text
    if reading.of is None:
        return None
    said = re.sub(r"\s*\((?:en |€)?[^()]{0,12}\)$", "", ledger.document.clean(reading.of))
    return said.strip(_OUTER) or None


def _organisation(ledger: Ledger, item: Evidence, reading: FigureReading) -> str | None:
    """The body that the sentence names first before the figure: its subject more often than not."""
    if reading.organisation is None:
        return None
    named = organisations_in(ledger, reading.organisation)
    if named:
        return named[0].ref
    return _about(ledger, item.span)


def _about(ledger: Ledger, span: Span) -> str | None:
    """In a paragraph `À propos de …`, the body that it is about: the first that it names."""
    document = ledger.document
    zone = document.zone_at(document.view_span(span).start)
    if zone.kind is not ZoneKind.ABOUT:
        return None
    named = organisations_in(ledger, Span(zone.source.start, max(zone.source.start, span.start)))
    return named[0].ref if named else None


def _period(ledger: Ledger, item: Evidence, reading: FigureReading) -> str | None:
    if reading.period is None:
        return None
    stretch = reading.period
    near = [d for d in ledger.resolution.dates if d.span.overlaps(stretch) and _says_when(d)]
    behind = [d for d in near if d.span.start >= item.span.end]
    before = [d for d in near if d.span.end <= item.span.start]
    chosen = behind[0] if behind and behind[0].span.start - item.span.end <= 60 else before[-1] if before else None
    if chosen is None and behind:
        chosen = behind[0]
    return chosen.value if chosen else None


def _says_when(date: Date) -> bool:
    return date.value is not None and "X" not in date.value and date.role not in _ROLES_OF_NO_PERIOD
