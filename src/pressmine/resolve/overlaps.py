"""Dates, figures and what is neither: where they overlap, one total order says who stands."""

from __future__ import annotations

from pressmine.evidence import DateReading, Evidence, FigureReading, NotReading
from pressmine.resolve.ledger import Ledger

_FIELDS = {DateReading: "dates", FigureReading: "figures"}


def settle_overlaps(ledger: Ledger) -> None:
    """Lose dates and figures that a stronger piece covers; what is left open here stands.

    Stronger is: of higher priority, then surer, then longer, then earlier, then by rule id. `NotReading` competes
    for the fields that it names.
    """
    rivals = [item for item in ledger.evidence if isinstance(item.reading, (DateReading, FigureReading, NotReading))]
    standing: list[Evidence] = []
    for item in sorted(rivals, key=_strength):
        winner = next((s for s in standing if s.span.overlaps(item.span) and _excludes(s, item)), None)
        if winner is None:
            standing.append(item)
        elif not isinstance(item.reading, NotReading):
            ledger.lose(item, winner, f"{winner.rule} says more surely what stands here")
    for item in standing:
        if isinstance(item.reading, NotReading):
            ledger.keep(item, item.reading.reason)


def _strength(item: Evidence) -> tuple[int, float, int, int, str, str]:
    return -item.priority, -item.confidence, -len(item.span), item.span.start, item.rule, repr(item.reading)


def _excludes(winner: Evidence, item: Evidence) -> bool:
    """True where the two can't both stand."""
    if isinstance(item.reading, NotReading):
        return not isinstance(winner.reading, NotReading) and _FIELDS[type(winner.reading)] in item.reading.fields
    if isinstance(winner.reading, NotReading):
        return _FIELDS[type(item.reading)] in winner.reading.fields
    return True
