"""What resolution hands to assembly: items of the record that are not finished yet, and the decisions after them.

The classes are the record's own, so a field is said once, in `record.py`. While a document is resolved its items are
unchecked and may be changed; assembly validates all of them at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin

from pressmine.document import Diagnostic, Source
from pressmine.evidence import Decision, Evidence
from pressmine.offsets import Span
from pressmine.record import (
    Agreement,
    Contact,
    Date,
    DocumentInfo,
    Entity,
    Extra,
    Figure,
    Mention,
    Organisation,
    Person,
    Place,
    Quote,
    Signatory,
)
from pressmine.record_types import Model, Spanned

M = TypeVar("M", bound=Model)


@dataclass(slots=True)
class Resolution:
    """The lists of a record as they grow, under the record's names; `header` becomes its `document`."""

    text: str
    header: DocumentInfo
    organisations: list[Organisation] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    signatories: list[Signatory] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    extra: dict[str, list[Extra]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def entities(self) -> list[Entity]:
        """All that has a name and a ref."""
        return [*self.organisations, *self.persons, *self.places]

    def placed(self, model: type[M], span: Span, **values: Any) -> M:
        """An item that is at a span of the text; its `text`, where it has one, is what is there."""
        if issubclass(model, Spanned):
            values["text"] = self.text[span.start : span.end]
        return draft(model, start=span.start, end=span.end, **values)

    def mention(self, span: Span, source: str, confidence: float) -> Mention:
        """A place where something is named; `source` is the rule's id or the model's name."""
        return self.placed(Mention, span, source=source, confidence=confidence)

    def read(self, model: type[M], evidence: Evidence, **values: Any) -> M:
        """The item that a piece of evidence becomes: `values`, and the fields that its reading has by the same name."""
        reading: Any = evidence.reading
        shared = {name: getattr(reading, name) for name in _shared(reading.__slots__, model) if name not in values}
        return self.placed(
            model, evidence.span, source=evidence.rule, confidence=evidence.confidence, **shared, **values
        )


def begin(source: Source) -> Resolution:
    """The resolution of an article of which nothing but its file is known."""
    language = source.metadata.language or "fr"
    header = draft(
        DocumentInfo, id=source.sha256, source=source.name, format=source.format, language=language, kind="other"
    )
    return Resolution(source.text, header)


def draft(model: type[M], **values: Any) -> M:
    """An item that nothing has checked yet; a field that is not given is null or empty."""
    if "confidence" in values:
        values["confidence"] = _level(values["confidence"])
    return model.model_construct(**{**_empty(model), **values})


def change(draft: Model, **values: Any) -> None:
    """Give fields of a draft other values. The items of a record are frozen."""
    draft.__dict__.update(values)


@cache
def _empty(model: type[Model]) -> dict[str, Any]:
    """The fields of a model that may be null or empty, each with that value."""
    kinds = {name: field.annotation for name, field in model.model_fields.items()}
    lists = {name: () for name, kind in kinds.items() if get_origin(kind) is tuple}
    return {name: None for name, kind in kinds.items() if NoneType in get_args(kind)} | lists


@cache
def _shared(fields: tuple[str, ...], model: type[Model]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name in fields)


@cache
def _level(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)), 2)
