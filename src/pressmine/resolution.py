"""What resolution hands to assembly: one item per real-world thing, links by `ref`, and the decisions behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pressmine.document import Diagnostic
from pressmine.evidence import Decision
from pressmine.offsets import Span


@dataclass(slots=True)
class Mention:
    """One place where a thing is named; `source` is the rule's id or the model's name."""

    span: Span
    source: str
    confidence: float


@dataclass(slots=True)
class Identifier:
    """A registered number or domain of a body, and where it stands."""

    scheme: str
    value: str
    span: Span


@dataclass(slots=True)
class Organisation:
    """A body. `ref` is `org-N` by first mention; `aliases` holds the other forms in order of appearance."""

    ref: str
    name: str
    mentions: list[Mention]
    acronym: str | None = None
    aliases: list[str] = field(default_factory=list)
    type: str = "other"
    roles: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)


@dataclass(slots=True)
class Person:
    """A human being. `ref` is `per-N`; `organisation` is a ref or None."""

    ref: str
    name: str
    mentions: list[Mention]
    function: str | None = None
    organisation: str | None = None
    roles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """A place. `ref` is `loc-N`; `type` commune, department, region, country or other; `code` INSEE or ISO 3166."""

    ref: str
    name: str
    mentions: list[Mention]
    type: str = "other"
    code: str | None = None


@dataclass(slots=True)
class Date:
    """A resolved date: `value` EDTF or None, `inferred` says what was not on the line and how it was found."""

    span: Span
    value: str | None
    granularity: str
    role: str | None
    inferred: str | None
    source: str
    confidence: float


@dataclass(slots=True)
class Figure:
    """A resolved figure; see record.md of the schema for each field."""

    span: Span
    kind: str
    value: float | None
    low: float | None
    high: float | None
    approx: str | None
    unit: str | None
    of: str | None
    organisation: str | None
    period: str | None
    source: str
    confidence: float


@dataclass(slots=True)
class Agreement:
    """An agreement that the text reports. `ref` is `agr-N`; `span` is its sentence or block."""

    ref: str
    kind: str
    span: Span
    title: str | None
    date: str | None
    place: str | None
    parties: list[str]
    source: str
    confidence: float


@dataclass(slots=True)
class Signatory:
    """Who stands behind an agreement or the text: role party, representative or author."""

    ref: str
    name: str
    role: str
    agreement: str | None = None
    party: str | None = None


@dataclass(slots=True)
class Quote:
    """Direct speech, inside its quotation marks; `speaker` is a person's or an organisation's ref."""

    span: Span
    speaker: str | None
    source: str
    confidence: float


@dataclass(slots=True)
class Contact:
    """A person or desk to be contacted."""

    span: Span
    name: str | None
    person: str | None
    organisation: str | None
    phones: list[str]
    emails: list[str]
    source: str
    confidence: float


@dataclass(slots=True)
class Extra:
    """A value of a user's own field: a scalar, or an object of scalars; a range is an object with low and high."""

    span: Span
    value: Any
    source: str
    confidence: float


@dataclass(slots=True)
class Header:
    """The fields of `document` that the text decides."""

    kind: str = "other"
    title: str | None = None
    subtitle: str | None = None
    published: str | None = None
    place: str | None = None
    issuer: str | None = None
    embargo: str | None = None
    replaces: str | None = None
    authors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Resolution:
    """All of it, in the order in which a record prints it."""

    header: Header = field(default_factory=Header)
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
