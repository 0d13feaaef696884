"""Overlapping dates, figures and denials ("this is not a date"): one total order decides which is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pressmine.evidence import DateReading, Evidence, FigureReading, NotReading
from pressmine.resolve.ledger import Ledger

_FIELDS = {DateReading: "dates", FigureReading: "figures"}


#: Characters of a span of text by which pieces that stand are found again: some of them are in each.
_BUCKET = 64


def settle_overlaps(ledger: Ledger) -> None:
    """Lose dates and figures that overlap stronger evidence; what stays undecided here has won.

    Stronger means of higher priority, then surer, longer, earlier, then first by rule id. A `NotReading` competes
    for the fields that it names.
    """
    rivals = [item for item in ledger.evidence if isinstance(item.reading, (DateReading, FigureReading, NotReading))]
    standing: list[Evidence] = []
    places: dict[int, list[int]] = {}  # by span: the indexes in `standing`, so the strongest first
    for item in sorted(rivals, key=_strength):
        buckets = range(item.span.start // _BUCKET, item.span.end // _BUCKET + 1)
        index: int | None = None
        for bucket in buckets:
            if bucket in places and (winner := _first(standing, places[bucket], item)) is not None:
                index = winner if index is None else min(index, winner)
        if index is None:
            for bucket in buckets:
                places.setdefault(bucket, []).append(len(standing))
            standing.append(item)
        elif not isinstance(item.reading, NotReading):
            ledger.lose(item, standing[index], f"{standing[index].rule} is surer evidence for this place")
    for item in standing:
        if isinstance(item.reading, NotReading):
            ledger.keep(item, item.reading.reason)


def _first(standing: Sequence[Evidence], indexes: Iterable[int], item: Evidence) -> int | None:
    """The first of some pieces of evidence that `item` cannot coexist with."""
    start, end = item.span.start, item.span.end
    for index in indexes:
        other = standing[index]
        if other.span.start < end and start < other.span.end and _excludes(other, item):
            return index
    return None


def _strength(item: Evidence) -> tuple[int, float, int, int, str]:
    """A sort key, the strongest first; ties keep the ledger's total order."""
    span = item.span
    return -item.priority, -item.confidence, span.start - span.end, span.start, item.rule


def _excludes(winner: Evidence, item: Evidence) -> bool:
    """True if the two cannot both be kept."""
    if isinstance(item.reading, NotReading):
        return not isinstance(winner.reading, NotReading) and _FIELDS[type(winner.reading)] in item.reading.fields
    if isinstance(winner.reading, NotReading):
        return _FIELDS[type(item.reading)] in winner.reading.fields
    return True
