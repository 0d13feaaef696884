"""Why a value stands, and what nearly did: the decisions of a second look at the article, by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pressmine.document import Document
from pressmine.evidence import Decision, EntityReading, Rule
from pressmine.record import Record
from pressmine.report.values import MISS, Said, Value, values_of
from pressmine.resolution import Resolution
from pressmine.workshop.explanation import field_of, reading_facts

#: The list of the record that each kind of value is in.
_LISTS = {
    "organisation": "organisations",
    "person": "persons",
    "place": "places",
    "date": "dates",
    "figure": "figures",
    "agreement": "agreements",
    "quote": "quotes",
    "contact": "contacts",
    "extra": "extra",
}
#: A vote that lost with at least this confidence is shown as a near miss.
_NEAR = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one reading: `outcome` is kept, merged, completed or lost, `to` what it lost to or went into.

    `told` is the sentence of the rule, in French. `read` is the kind of the reading and its fields, none for a name;
    they, `reason` and the labels of `cues` are English: a page says them in its language.
    """

    outcome: str
    text: str
    rule: str
    confidence: float
    told: str
    cues: Sequence[tuple[str, str]]
    read: tuple[str, Sequence[tuple[str, str]]] | None
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Miss:
    """A span that nearly became a value, in code points, and what kept it out.

    `kind` is a kind of values; `field` and `edit` are what accepting it would add.
    """

    start: int
    end: int
    kind: str
    rule: str
    confidence: float
    reason: str
    field: str
    edit: Mapping[str, str | None]

    def as_value(self, number: int) -> Value:
        """Itself as a value of the kind `miss`, so that the text can mark it."""
        place = Said(self.start, self.end, self.rule, self.confidence)
        return Value(f"{MISS}-{number}", MISS, "", (place,))


@dataclass(frozen=True, slots=True)
class Reasons:
    """Decisions by the key of the value that they touch, and near misses in the order of the text."""

    of: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    near: Sequence[Miss] = ()


def reasons(record: Record, document: Document, resolution: Resolution, rules: Sequence[Rule]) -> Reasons:
    """The reasons of a record's values. `document` and `resolution` are those of the same article and rules."""
    values = values_of(record)
    told = {rule.id: rule.says for rule in rules}
    of: dict[str, list[Line]] = {}
    for value in values:
        places = {(place.start, place.end) for place in value.places}
        for decision in resolution.decisions:
            if _LISTS[value.kind] in field_of(decision.evidence.reading) and _touches(decision, places):
                of.setdefault(value.key, []).append(_line(document, decision, told))
    return Reasons(of, tuple(_near(values, resolution)))


def _touches(decision: Decision, places: set[tuple[int, int]]) -> bool:
    span = decision.evidence.span
    return any(span.start < end and span.end > start for start, end in places)


def _line(document: Document, decision: Decision, told: Mapping[str, str]) -> Line:
    evidence, winner = decision.evidence, decision.winner
    elsewhere = winner is not None and winner.span != evidence.span
    return Line(
        outcome=decision.outcome,
        text=document.clean(evidence.span)[:80],
        rule=evidence.rule,
        confidence=evidence.confidence,
        told=told.get(evidence.rule, ""),
        cues=[(document.clean(cue.span)[:60], cue.label) for cue in evidence.cues],
        read=None if isinstance(evidence.reading, EntityReading) else reading_facts(document, evidence.reading),
        to=f"{document.clean(winner.span)[:60]} ({winner.rule})" if winner is not None and elsewhere else "",
        reason=decision.reason,
    )


def _near(values: Sequence[Value], resolution: Resolution) -> Iterator[Miss]:
    taken = sorted((place.start, place.end) for value in values for place in value.places)
    best: dict[tuple[int, int], Decision] = {}
    for decision in resolution.decisions:
        evidence = decision.evidence
        reading = evidence.reading
        if decision.outcome != "lost" or not isinstance(reading, EntityReading) or evidence.confidence < _NEAR:
            continue
        if reading.label not in ("organisation", "person") or any(
            start < evidence.span.end and end > evidence.span.start for start, end in taken
        ):
            continue
        key = (evidence.span.start, evidence.span.end)
        if key not in best or best[key].evidence.confidence < evidence.confidence:
            best[key] = decision
    for (start, end), decision in sorted(best.items()):
        evidence = decision.evidence
        label = evidence.reading.label if isinstance(evidence.reading, EntityReading) else ""
        edit: dict[str, str | None] = {"type": "other"} if label == "organisation" else {"function": None}
        yield Miss(start, end, label, evidence.rule, evidence.confidence, decision.reason, f"{label}s", edit)
