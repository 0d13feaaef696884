"""The public contract: what one article becomes. Of ours it imports spans and its own types.

`docs/record.md` explains every field. All models are frozen and refuse unknown keys; a Record checks on construction
that every span says what it claims, that refs resolve, and that the zones cover the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from pressmine.record_types import AS_NUMBER, Confidence, Edtf, Model, Number, Offset, OrganisationType, Placed, Spanned

SCHEMA_VERSION: Literal["1.1.0"] = "1.1.0"


class Mention(Spanned):
    """One place where something is named; `source` is the rule's id or the model's name."""

    source: str
    confidence: Confidence


class DocumentInfo(Model):
    """The article as a whole."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    source: str
    format: Literal["txt", "md", "html", "pdf", "docx", "odt", "rtf", "eml"]
    language: str
    kind: Literal["press_release", "article", "invitation", "other"]
    title: str | None
    subtitle: str | None
    published: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None
    place: str | None
    issuer: str | None
    embargo: str | None
    replaces: str | None
    authors: tuple[str, ...]


class ProducedBy(Model):
    """What made the record: same input and same values here, same bytes."""

    pressmine: str
    model: str
    rules: str


class Zone(Model):
    """A part of the text; zones are in order and cover it without gap or overlap."""

    kind: str
    start: Offset
    end: Offset


class Aside(Model):
    """How much of the text lies in zones of one kind that nothing is extracted from."""

    kind: str
    characters: Offset


class Coverage(Model):
    """How much of the text was read, in characters that are not white space: all but what was set aside.

    `not_understood` counts, in what was read, numbers and names with a capital that are in no value.
    """

    read: Offset
    set_aside: tuple[Aside, ...]
    not_understood: Offset


class Identifier(Placed, Model):
    """A registered number or web domain of a body."""

    scheme: Literal["siren", "siret", "rcs", "lei", "isin", "domain"]
    value: str
    start: Offset
    end: Offset


class Organisation(Model):
    """A body, with every form under which the text names it."""

    ref: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    type: OrganisationType
    roles: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    mentions: tuple[Mention, ...]


class Person(Model):
    """A human being; `function` as the text puts it."""

    ref: str
    name: str
    function: str | None
    organisation: str | None
    roles: tuple[str, ...]
    mentions: tuple[Mention, ...]


class Place(Model):
    """A place; `code` is INSEE for French places, ISO 3166 for countries, null where homonyms stay open."""

    ref: str
    name: str
    type: Literal["commune", "department", "region", "country", "other"]
    code: str | None
    mentions: tuple[Mention, ...]


Entity = Organisation | Person | Place


class Date(Mention):
    """A date; `value` is EDTF, null where a relative expression has no base."""

    value: Edtf | None
    granularity: str
    role: str | None
    inferred: str | None


class Figure(Mention):
    """A number that measures or counts: `value`, or `low` and `high`, in base form."""

    kind: Literal["money", "percent", "count", "ordinal", "duration", "quantity", "ratio"]
    value: Number | None
    low: Number | None
    high: Number | None
    approx: Literal["about", "at_least", "at_most"] | None
    unit: str | None
    of: str | None
    organisation: str | None
    period: Edtf | None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.value is None) == (self.low is None or self.high is None):
            raise ValueError(f"figure {self.text!r} needs either a value or low and high")
        return self


class Agreement(Placed, Model):
    """An agreement that the text reports; `start` and `end` are those of its sentence or block."""

    ref: str
    kind: str
    title: str | None
    date: Edtf | None
    place: str | None
    parties: tuple[str, ...]
    start: Offset
    end: Offset
    source: str
    confidence: Confidence


class Signatory(Model):
    """Who stands behind an agreement or the text; `for` is the party that a representative speaks for."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    ref: str
    name: str
    role: Literal["party", "representative", "author"]
    agreement: str | None
    party: str | None = Field(alias="for")


class Quote(Mention):
    """Direct speech inside its quotation marks; `speaker` is the ref of a person or an organisation."""

    speaker: str | None


class Contact(Placed, Model):
    """A person or desk to be contacted."""

    name: str | None
    person: str | None
    organisation: str | None
    phones: tuple[Annotated[str, Field(pattern=r"^\+\d{6,15}$")], ...]
    emails: tuple[str, ...]
    start: Offset
    end: Offset
    source: str
    confidence: Confidence


class Extra(Mention):
    """A value that a user's own rule extracted."""

    value: Annotated[Any, AS_NUMBER]


class Diagnostic(Model):
    """What the reader of the record should know; the spans, where given, point at what it speaks of."""

    code: str
    message: str
    start: Offset | None
    end: Offset | None
    other_start: Offset | None
    other_end: Offset | None


class Record(Model):
    """One article. Every key is always there: null or an empty list where the text does not say."""

    schema_version: Literal["1.1.0"]
    document: DocumentInfo
    produced_by: ProducedBy
    text: str
    zones: tuple[Zone, ...]
    organisations: tuple[Organisation, ...]
    persons: tuple[Person, ...]
    places: tuple[Place, ...]
    dates: tuple[Date, ...]
    figures: tuple[Figure, ...]
    agreements: tuple[Agreement, ...]
    signatories: tuple[Signatory, ...]
    quotes: tuple[Quote, ...]
    contacts: tuple[Contact, ...]
    extra: dict[str, tuple[Extra, ...]]
    coverage: Coverage
    diagnostics: tuple[Diagnostic, ...]

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        for item in self._spanned():
            if self.text[item.start : item.end] != item.text:
                raise ValueError(f"text[{item.start}:{item.end}] is not {item.text!r}")
        identifiers = [i for o in self.organisations for i in o.identifiers]
        placed: list[Agreement | Contact | Identifier] = [*self.agreements, *self.contacts, *identifiers]
        for part in placed:
            if not part.start <= part.end <= len(self.text):
                raise ValueError(f"{part!r} lies outside the text")
        return self

    @model_validator(mode="after")
    def _covered(self) -> Self:
        at = 0
        for zone in self.zones:
            if zone.start != at or zone.end <= zone.start:
                raise ValueError(f"zone {zone.kind} at {zone.start} leaves a gap or overlaps")
            at = zone.end
        if at != len(self.text):
            raise ValueError(f"the zones end at {at}, the text at {len(self.text)}")
        return self

    @model_validator(mode="after")
    def _linked(self) -> Self:
        known = [entity.ref for entity in self.entities()] + [agreement.ref for agreement in self.agreements]
        refs = set(known)
        if len(refs) != len(known):
            raise ValueError("two items share a ref")
        for ref in self._links():
            if ref is not None and ref not in refs:
                raise ValueError(f"ref {ref!r} names nothing in the record")
        return self

    def entities(self) -> list[Entity]:
        """All that has a name and a ref."""
        return [*self.organisations, *self.persons, *self.places]

    def _spanned(self) -> Iterator[Spanned]:
        for entity in self.entities():
            yield from entity.mentions
        yield from (*self.dates, *self.figures, *self.quotes)
        yield from (value for values in self.extra.values() for value in values)

    def _links(self) -> Iterator[str | None]:
        yield from (self.document.issuer, *self.document.authors)
        yield from (p.organisation for p in self.persons)
        yield from (f.organisation for f in self.figures)
        yield from (q.speaker for q in self.quotes)
        yield from (party for agreement in self.agreements for party in agreement.parties)
        for signatory in self.signatories:
            yield from (signatory.ref, signatory.agreement, signatory.party)
        for contact in self.contacts:
            yield from (contact.person, contact.organisation)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record as it is written."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://pressmine.example/schemas/record-{SCHEMA_VERSION}.json",
        **Record.model_json_schema(mode="serialization", by_alias=True),
    }
