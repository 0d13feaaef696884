"""Dates, figures and what is neither: where they overlap, one total order says who stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pressmine.evidence import DateReading, Evidence, FigureReading, NotReading
from pressmine.resolve.ledger import Ledger

_FIELDS = {DateReading: "dates", FigureReading: "figures"}


#: Characters of a stretch of text by which pieces that stand are found again: some of them stand in each.
_STRETCH = 64


def settle_overlaps(ledger: Ledger) -> None:
    """Lose dates and figures that a stronger piece covers; what is left open here stands.

    Stronger is: of higher priority, then surer, then longer, then earlier, then by rule id. `NotReading` competes
    for the fields that it names.
    """
    rivals = [item for item in ledger.evidence if isinstance(item.reading, (DateReading, FigureReading, NotReading))]
    standing: list[Evidence] = []
    places: dict[int, list[int]] = {}  # by stretch: the indexes in `standing`, so the strongest first
    for item in sorted(rivals, key=_strength):
        stretches = range(item.span.start // _STRETCH, item.span.end // _STRETCH + 1)
        index: int | None = None
        for stretch in stretches:
            if stretch in places and (winner := _first(standing, places[stretch], item)) is not None:
                index = winner if index is None else min(index, winner)
        if index is None:
            for stretch in stretches:
                places.setdefault(stretch, []).append(len(standing))
            standing.append(item)
        elif not isinstance(item.reading, NotReading):
            ledger.lose(item, standing[index], f"{standing[index].rule} says more surely what stands here")
    for item in standing:
        if isinstance(item.reading, NotReading):
            ledger.keep(item, item.reading.reason)


def _first(standing: Sequence[Evidence], indexes: Iterable[int], item: Evidence) -> int | None:
    """The first of some pieces with which `item` can't stand."""
    start, end = item.span.start, item.span.end
    for index in indexes:
        other = standing[index]
        if other.span.start < end and start < other.span.end and _excludes(other, item):
            return index
    return None


def _strength(item: Evidence) -> tuple[int, float, int, int, str]:
    """The strongest sorts first; of two alike in all of this the one that stands first in the ledger's total order."""
    span = item.span
    return -item.priority, -item.confidence, span.start - span.end, span.start, item.rule


def _excludes(winner: Evidence, item: Evidence) -> bool:
    """True where the two can't both stand."""
    if isinstance(item.reading, NotReading):
        return not isinstance(winner.reading, NotReading) and _FIELDS[type(winner.reading)] in item.reading.fields
    if isinstance(winner.reading, NotReading):
        return _FIELDS[type(item.reading)] in winner.reading.fields
    return True
