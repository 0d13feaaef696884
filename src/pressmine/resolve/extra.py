"""Values of users' own fields: one for each place; their dates and names are as in the rest of the record."""

from __future__ import annotations

from typing import Any

from pressmine.evidence import Evidence
from pressmine.extra_values import ExtraPart, ExtraReading, joined, plain
from pressmine.offsets import Span
from pressmine.record import Extra
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import organisation_in, person_in, place_in

_NAMES = {"organisation": organisation_in, "person": person_in, "place": place_in}


def resolve_extra(ledger: Ledger) -> None:
    """Keep one of two overlapping values of a field: the one of higher priority, else the surer, else the longer."""
    standing: dict[str, list[tuple[Evidence, ExtraReading]]] = {}
    for item, reading in sorted(ledger.open(ExtraReading), key=lambda pair: _strength(pair[0])):
        field = standing.setdefault(reading.field, [])
        winner = next((other for other, _ in field if other.span.overlaps(item.span)), None)
        if winner is None:
            field.append((item, reading))
        elif any(other.span == item.span and other_reading == reading for other, other_reading in field):
            ledger.merge(item, winner, f"{winner.rule} says the same")
        else:
            ledger.lose(item, winner, f"{winner.rule} is surer evidence for this place")
    for field_name in sorted(standing):
        ledger.resolution.extra[field_name] = [
            _settled(ledger, item, reading)
            for item, reading in sorted(standing[field_name], key=lambda pair: pair[0].span)
        ]


def _strength(item: Evidence) -> tuple[int, float, int, Span, str, str]:
    return -item.priority, -item.confidence, -len(item.span), item.span, item.rule, repr(item.reading)


def _settled(ledger: Ledger, item: Evidence, reading: ExtraReading) -> Extra:
    settled = {part.key: _part(ledger, part) for part in reading.parts}
    if settled == {part.key: plain(part.value) for part in reading.parts}:
        ledger.keep(item, "nothing stronger overlaps it")
    else:
        ledger.complete(item, "its dates and names agree with the rest of the document")
    return ledger.resolution.read(Extra, item, value=joined(settled))


def _part(ledger: Ledger, part: ExtraPart) -> Any:
    if part.span is not None and part.kind == "date":
        dates = [d for d in ledger.resolution.dates if d.span.overlaps(part.span) and d.value is not None]
        exact = [d for d in dates if d.span == part.span] or dates
        if exact and (part.value is None or "X" in str(part.value)):
            return exact[0].value
    if part.span is not None and part.kind in _NAMES:
        found = _NAMES[part.kind](ledger, part.span)
        if found is not None:
            return found.name
    return plain(part.value)
