"""Corrections as gold: what a person accepted, added or changed must be found, what was rejected must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pressmine.corrections import Correction
from pressmine.corrections.places import place_of
from pressmine.evaluate.comparing import SAME_SPAN, Bounds, folded, overlap
from pressmine.evaluate.verdicts import Verdict, Verdicts
from pressmine.record import Organisation, Person, Record

#: The field of a table that each list of the record is judged as, and those of the keys that a correction may set.
_FIELDS = {"organisations": "organisations", "persons": "persons", "dates": "dates.span", "figures": "figures.span",
           "quotes": "quotes"}  # fmt: skip
_KEYS = {
    "persons": {"function": "persons.function", "organisation": "persons.organisation"},
    "dates": {"value": "dates.value"},
    "figures": {"value": "figures.value", "low": "figures.value", "high": "figures.value", "unit": "figures.value",
                "approx": "figures.approx", "of": "figures.of"},
    "quotes": {"speaker": "quotes.speaker"},
    "document": {"title": "title", "published": "published", "place": "place", "issuer": "issuer"},
}  # fmt: skip


def judge_corrections(record: Record, corrections: Iterable[Correction]) -> list[Verdict]:
    """The verdicts on what corrections speak of, and on nothing else; those of other articles are passed over.

    Places are in no table and are not judged. A place that the text no longer has is missed.
    """
    verdicts = Verdicts(record.document.source)
    for correction in corrections:
        if correction.source != record.document.source:
            continue
        if correction.field == "document":
            _judge_keys(verdicts, record, record.document, correction)
        elif correction.field in _FIELDS:
            _judge_place(verdicts, record, correction)
    return verdicts.found


def own_values(record: Record) -> int:
    """How many values of a record a person gave: they say nothing of what the rules find."""
    entities: list[Organisation | Person] = [*record.organisations, *record.persons]
    said = [mention for entity in entities for mention in entity.mentions]
    return sum(item.source == "correction" for item in (*said, *record.dates, *record.figures, *record.quotes))


def _judge_place(verdicts: Verdicts, record: Record, correction: Correction) -> None:
    field, place = _FIELDS[correction.field], place_of(correction, record.text)
    found = next(_items(record, correction.field, place), None) if place else None
    if correction.action == "reject":
        if found is not None:
            verdicts.surplus(field, correction.text, found[1].source, place)
    elif found is None:
        verdicts.missed(field, correction.text, place)
    else:
        verdicts.right(field, correction.text, found[1].source)
        _judge_keys(verdicts, record, found[0], correction)


def _items(record: Record, field: str, place: Bounds) -> Iterator[tuple[Any, Any]]:
    """The items that are at a place, each with the mention that does."""
    for item in getattr(record, field):
        said: Sequence[Any] = getattr(item, "mentions", (item,))
        yield from ((item, m) for m in said if overlap((m.start, m.end), place) >= SAME_SPAN)


def _judge_keys(verdicts: Verdicts, record: Record, item: Any, correction: Correction) -> None:
    entities: list[Organisation | Person] = [*record.organisations, *record.persons]
    names = {entity.ref: entity.name for entity in entities}
    judged: set[str] = set()
    for key, wanted in correction.value.items():
        field = _KEYS.get(correction.field, {}).get(key)
        if field is None or field in judged:
            continue
        got = getattr(item, key)
        got = names.get(got, got) if isinstance(got, str) else got
        wanted = None if correction.action == "reject" else names.get(wanted, wanted)
        if _same(got, wanted):
            if wanted is not None:
                verdicts.right(field, str(wanted))
            continue
        judged.add(field)
        verdicts.wrong(field, None if got is None else str(got), str(wanted), getattr(item, "source", None))


def _same(got: Any, wanted: Any) -> bool:
    return folded(got) == folded(wanted) if isinstance(got, str) and isinstance(wanted, str) else bool(got == wanted)
