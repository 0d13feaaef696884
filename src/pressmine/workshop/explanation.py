"""Why a value is in the record, and why another is not: the evidence at a place, its cues, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pressmine.document import Document
from pressmine.errors import RunError
from pressmine.evidence import (
    AgreementReading,
    AliasReading,
    AuthorReading,
    ContactReading,
    DateReading,
    Decision,
    EntityReading,
    Evidence,
    FigureReading,
    HeaderReading,
    IdentifierReading,
    NearMiss,
    NotReading,
    PostReading,
    QuoteReading,
    Reading,
    Rule,
)
from pressmine.extra_values import ExtraReading
from pressmine.offsets import Span
from pressmine.resolution import Resolution

#: The list of the record that each kind of reading speaks for, where it is always the same one.
_FIELDS: dict[type, str] = {
    DateReading: "dates",
    FigureReading: "figures",
    QuoteReading: "quotes",
    ContactReading: "contacts",
    AgreementReading: "agreements",
    AuthorReading: "signatories",
    PostReading: "persons",
    AliasReading: "organisations",
    IdentifierReading: "organisations",
}
_LABELS = {"organisation": "organisations", "person": "persons", "place": "places"}
FIELDS = (*dict.fromkeys([*_FIELDS.values(), *_LABELS.values()]), "document", "extra")


@dataclass(frozen=True, slots=True)
class Question:
    """What to explain: a position of the source text, a field, a text that is in it; all where none is set."""

    at: int | None = None
    field: str | None = None
    text: str | None = None

    def places(self, document: Document) -> tuple[Span, ...] | None:
        """The spans that are asked for, None for all. Raises RunError if the text does not have them."""
        source = document.source.text
        if self.at is not None:
            if not 0 <= self.at < len(source):
                raise RunError(f"--at {self.at}: the text has {len(source)} characters, counted from 0")
            return (Span(self.at, self.at + 1),)
        if self.text is None:
            return None
        found, start = [], source.find(self.text)
        while start >= 0 and self.text:
            found.append(Span(start, start + len(self.text)))
            start = source.find(self.text, start + len(self.text))
        if not found:
            raise RunError(f"--text {self.text!r}: the text does not say so; spaces and accents count")
        return tuple(found)


def explain(
    document: Document, resolution: Resolution, question: Question, rules: Sequence[Rule], why_not: bool = False
) -> Iterator[str]:
    """The explanation, line by line. `rules` are those that ran; `why_not` asks each where it came near.

    Raises RunError if the question names a place or a field that there is not.
    """
    if question.field is not None and question.field.partition(".")[0] not in FIELDS:
        raise RunError(f"--field {question.field!r}: expected one of {', '.join(FIELDS)}, or extra.NAME")
    places = question.places(document)
    decisions = [d for d in resolution.decisions if _asked(d.evidence, places, question.field)]
    for decision in decisions:
        yield from _decision(document, resolution, decision, rules)
    if not decisions:
        yield "no rule proposes anything here" + _where(document, places)
    if why_not:
        misses = [m for m in _near(document, rules, question.field) if places is None or _touches(m.span, places)]
        yield f"came near: {len(misses) or 'no rule'}"
        for miss in misses:
            yield f"  {miss.rule} at {_place(document, miss.span)}: {miss.failed}"


def field_of(reading: Reading) -> tuple[str, ...]:
    """The lists of the record that a reading speaks for."""
    if isinstance(reading, EntityReading):
        return (_LABELS.get(reading.label, "organisations"),)
    if isinstance(reading, ExtraReading):
        return ("extra", f"extra.{reading.field}")
    if isinstance(reading, HeaderReading):
        return ("document", f"document.{reading.name}")
    if isinstance(reading, NotReading):
        return reading.fields
    if isinstance(reading, AgreementReading):
        return ("agreements", "signatories")
    return (_FIELDS[type(reading)],)


def _asked(evidence: Evidence, places: Sequence[Span] | None, field: str | None) -> bool:
    if places is not None and not _touches(evidence.span, places):
        return False
    return field is None or field in field_of(evidence.reading)


def _touches(span: Span, places: Sequence[Span]) -> bool:
    return any(span.overlaps(place) for place in places)


def _decision(document: Document, resolution: Resolution, decision: Decision, rules: Sequence[Rule]) -> Iterator[str]:
    evidence = decision.evidence
    yield f"{_place(document, evidence.span)}"
    yield f"  {decision.outcome} — {evidence.rule}, confidence {evidence.confidence:g}"
    for rule in (rule for rule in rules if rule.answers_to(evidence.rule)):
        yield f"  rule     {rule.says if rule.id == evidence.rule else f'{rule.id}: {rule.says}'}"
    yield f"  reads    {says(document, evidence.reading)}"
    for cue in evidence.cues:
        yield f"  cue      {cue.label} at {_place(document, cue.span)}"
    if evidence.missing:
        yield f"  missing  {', '.join(evidence.missing)}"
    yield f"  because  {decision.reason}"
    if decision.winner is not None and decision.winner.span != evidence.span:
        yield f"  stands   {decision.winner.rule} at {_place(document, decision.winner.span)}"
    value = _stands_as(resolution, evidence)
    if value and decision.outcome != "lost":
        yield f"  record   {value}"


def says(document: Document, reading: Reading) -> str:
    """A reading in one line: what kind it is, and what is set in it."""
    if isinstance(reading, ExtraReading):
        return f"extra.{reading.field} = {json.dumps(reading.value, ensure_ascii=False)}"
    kind, known = reading_facts(document, reading)
    return " ".join([kind, *(f"{name}={text}" for name, text in known)])


def reading_facts(document: Document, reading: Reading) -> tuple[str, list[tuple[str, str]]]:
    """The kind of a reading, and the fields that are set in it, each with its value as it is shown."""
    if isinstance(reading, ExtraReading):
        return "extra", [(reading.field, json.dumps(reading.value, ensure_ascii=False))]
    kind = type(reading).__name__.removesuffix("Reading").lower()
    names = [item.name for item in fields(reading) if _set(reading, item.name)]
    return kind, [(name, _value(document, getattr(reading, name))) for name in names]


def _set(reading: Reading, name: str) -> bool:
    return getattr(reading, name) not in (None, (), False)


def _value(document: Document, value: Any) -> str:
    if isinstance(value, Span):
        return f"“{' '.join(document.source.text[value.start : value.end].split())}”"
    if isinstance(value, tuple):
        return f"[{', '.join(_value(document, item) for item in value)}]"
    return f"{value:g}" if isinstance(value, float) and value < 1e6 else str(value)


def _place(document: Document, span: Span) -> str:
    text = " ".join(document.source.text[span.start : span.end].split())
    shown = text if len(text) <= 80 else f"{text[:50]} … {text[-20:]}"
    return f"{span.start}-{span.end} “{shown}”"


def _where(document: Document, places: Sequence[Span] | None) -> str:
    if not places:
        return ""
    zone = document.zone_at(document.view_span(places[0]).start).kind.value
    return f" (zone {zone}{': nothing is extracted from it' if zone == 'boilerplate' else ''})"


def _stands_as(resolution: Resolution, evidence: Evidence) -> str:
    """What is in the record where the evidence is."""
    for date in resolution.dates:
        if isinstance(evidence.reading, DateReading) and date.span == evidence.span:
            return f"value={date.value} role={date.role}" + (f" inferred: {date.inferred}" if date.inferred else "")
    for figure in resolution.figures:
        if isinstance(evidence.reading, FigureReading) and figure.span == evidence.span:
            return f"value={figure.value} low={figure.low} high={figure.high} unit={figure.unit} of={figure.of}"
    if isinstance(evidence.reading, EntityReading):
        for entity in resolution.entities():
            if any(mention.span == evidence.span for mention in entity.mentions):
                return f"{entity.ref} “{entity.name}”"
    if isinstance(evidence.reading, ExtraReading):
        for extra in resolution.extra.get(evidence.reading.field, ()):
            if extra.span == evidence.span and extra.source == evidence.rule:
                return json.dumps(extra.value, ensure_ascii=False)
    return ""


def _near(document: Document, rules: Sequence[Rule], field: str | None) -> Iterator[NearMiss]:
    found: list[NearMiss] = []
    for rule in rules:
        if rule.near is not None and (
            field is None or any(f == field or f.startswith(f"{field}.") for f in rule.fields)
        ):
            found += rule.near(document)
    yield from sorted(dict.fromkeys(found), key=lambda m: (m.span, m.rule, m.failed))
