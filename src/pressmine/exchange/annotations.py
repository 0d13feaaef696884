"""What a record marks, as labelled spans, and what a person's annotations change about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pressmine.corrections.lines import Correction, Field_
from pressmine.corrections.places import around
from pressmine.record import Record

#: The label of each list of the record, as annotation tools call them.
LABELS: dict[Field_, str] = {
    "organisations": "ORG",
    "persons": "PER",
    "places": "LOC",
    "dates": "DATE",
    "figures": "FIGURE",
    "quotes": "QUOTE",
}
#: What a value that was added by hand holds until somebody says more.
_ADDED: dict[str, dict[str, object]] = {
    "organisations": {"type": "other"},
    "persons": {"function": None},
    "places": {"type": "other"},
    "dates": {"value": None},
    "figures": {"kind": "count", "value": 0},
    "quotes": {"speaker": None},
}


@dataclass(frozen=True, slots=True, order=True)
class Annotation:
    """A labelled span, half-open, in code points of the source text."""

    start: int
    end: int
    label: str


def annotations_of(record: Record) -> list[Annotation]:
    """Every span that the record marks, by place, each once."""
    return sorted({Annotation(start, end, LABELS[field]) for field, start, end in _marked(record)})


def _marked(record: Record) -> Iterator[tuple[Field_, int, int]]:
    for organisation in record.organisations:
        yield from (("organisations", m.start, m.end) for m in organisation.mentions)
    for person in record.persons:
        yield from (("persons", m.start, m.end) for m in person.mentions)
    for place in record.places:
        yield from (("places", m.start, m.end) for m in place.mentions)
    yield from (("dates", date.start, date.end) for date in record.dates)
    yield from (("figures", figure.start, figure.end) for figure in record.figures)
    yield from (("quotes", quote.start, quote.end) for quote in record.quotes)


def corrections_from(
    record: Record, annotations: Iterable[Annotation], shown: Iterable[Annotation] | None = None
) -> Iterator[Correction]:
    """What a person changed: spans that are gone are rejected, new ones are added. Labels that are none of ours
    are passed over. `shown` is what the person saw of the record, all of it by default: nobody rejects the rest.
    """
    fields = {label: field for field, label in LABELS.items()}
    was = set(annotations_of(record) if shown is None else shown)
    now = {a for a in annotations if a.label in fields}
    for annotation in sorted(was ^ now):
        field = fields[annotation.label]
        before, after = around(record.text, annotation.start, annotation.end)
        yield Correction(
            source=record.document.source,
            field=field,
            action="reject" if annotation in was else "add",
            start=annotation.start,
            end=annotation.end,
            text=record.text[annotation.start : annotation.end],
            before=before,
            after=after,
            value={} if annotation in was else _ADDED[field],
        )
