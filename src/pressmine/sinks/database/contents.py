"""The tables of what a document says, one for each list of the record.

Every row has `document_id` and, where the record has a list, its `position` in it: the same records make the same rows,
whoever loads them, in whatever order. `span_start` and `span_end` count Unicode code points of `texts.text`,
half-open, as in the record.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from pressmine.record import (
    Agreement,
    Aside,
    Contact,
    Date,
    Diagnostic,
    Extra,
    Figure,
    Identifier,
    Mention,
    Organisation,
    Person,
    Place,
    Quote,
    Signatory,
    Zone,
)
from pressmine.record_types import Model
from pressmine.sinks.database.columns import (
    JSON_TEXT,
    TEXT,
    code,
    columns_of,
    document_column,
    metadata,
    position_column,
    ref_column,
    text_column,
    within,
)


def _list(name: str, model: type[Model], *more: SchemaItem) -> Table:
    """A list of the record: its items by their place, with a column for each field that holds one value."""
    if "ref" in model.model_fields:
        place: tuple[Column[Any], ...] = (ref_column(), Column("position", Integer, nullable=False))
    else:
        place = (position_column(),)
    return Table(name, metadata, document_column(), *place, *columns_of(model), *more)


def _list_below(parent: str, name: str, *columns: Column[Any]) -> Table:
    """A list that each row of the parent has."""
    return Table(name, metadata, document_column(), ref_column(), position_column(), *columns, within("ref", parent))


zones = _list("zones", Zone, text_column("text"), Index(None, "kind"))

organisations = Table(
    "organisations",
    metadata,
    document_column(),
    ref_column(),
    Column("position", Integer, nullable=False),
    Column("body_id", code(16), ForeignKey("bodies.id"), nullable=False, index=True),
    Column("form_id", code(32), ForeignKey("body_forms.id"), nullable=False, index=True),
    *columns_of(Organisation),
    Column("is_issuer", Boolean, nullable=False),
)

organisation_aliases = _list_below("organisations", "organisation_aliases", text_column("alias"))

organisation_roles = _list_below("organisations", "organisation_roles", text_column("role"))

organisation_mentions = _list_below("organisations", "organisation_mentions", *columns_of(Mention))

identifiers = _list_below(
    "organisations", "identifiers", *columns_of(Identifier), Column("valid", Boolean, nullable=False)
)

persons = Table(
    "persons",
    metadata,
    document_column(),
    ref_column(),
    Column("position", Integer, nullable=False),
    Column("person_id", code(16), ForeignKey("people.id"), nullable=False, index=True),
    Column("person_key", TEXT, ForeignKey("people_keys.key"), nullable=False, index=True),
    *columns_of(Person),
    within("organisation", "organisations"),
)

person_roles = _list_below("persons", "person_roles", text_column("role"))

person_mentions = _list_below("persons", "person_mentions", *columns_of(Mention))

places = _list("places", Place, Index(None, "type"))

place_mentions = _list_below("places", "place_mentions", *columns_of(Mention))

dates = _list("dates", Date, Column("first_day", TEXT, nullable=True, index=True), text_column("last_day", null=True))

figures = _list("figures", Figure, within("organisation", "organisations"), Index(None, "kind", "unit"))

agreements = _list("agreements", Agreement, text_column("first_day", null=True), text_column("last_day", null=True))

agreement_parties = Table(
    "agreement_parties",
    metadata,
    document_column(),
    ref_column(),
    position_column(),
    text_column("organisation", null=True),
    text_column("person", null=True),
    within("ref", "agreements"),
    within("organisation", "organisations"),
    within("person", "persons"),
)

signatories = Table(
    "signatories",
    metadata,
    document_column(),
    position_column(),
    *columns_of(Signatory),
    text_column("organisation", null=True),
    text_column("person", null=True),
    within("organisation", "organisations"),
    within("person", "persons"),
    within("agreement", "agreements"),
    within("for_organisation", "organisations"),
)

quotes = Table(
    "quotes",
    metadata,
    document_column(),
    position_column(),
    *columns_of(Quote, but="speaker"),
    text_column("person", null=True),
    text_column("organisation", null=True),
    within("person", "persons"),
    within("organisation", "organisations"),
)

contacts = _list("contacts", Contact, within("person", "persons"), within("organisation", "organisations"))

contact_points = Table(
    "contact_points",
    metadata,
    document_column(),
    position_column(),
    Column("kind", TEXT, primary_key=True),
    Column("item", Integer, primary_key=True, autoincrement=False),
    text_column("value"),
    ForeignKeyConstraint(["document_id", "position"], ["contacts.document_id", "contacts.position"]),
)

extras = Table(
    "extras",
    metadata,
    document_column(),
    Column("field", TEXT, primary_key=True),
    position_column(),
    Column("value", JSON_TEXT, nullable=False),
    *columns_of(Extra, but="value"),
)

diagnostics = _list("diagnostics", Diagnostic, Index(None, "code"))

document_authors = Table(
    "document_authors",
    metadata,
    document_column(),
    position_column(),
    text_column("person"),
    within("person", "persons"),
)

set_aside = _list("set_aside", Aside)


def _indexed(name: str, *columns: Column[Any]) -> Table:
    """A row for each document, by a number that an index of SQLite can point at."""
    number = Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False)
    document = Column("document_id", code(64), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False)
    return Table(name, metadata, number, document, *columns, UniqueConstraint("document_id"))


texts = _indexed("texts", text_column("title", null=True), text_column("text"))

search = _indexed("search", text_column("stems"))

#: What a record becomes, each table after those that it points at.
CONTENTS: tuple[Table, ...] = (
    zones,
    organisations,
    organisation_aliases,
    organisation_roles,
    organisation_mentions,
    identifiers,
    persons,
    person_roles,
    person_mentions,
    places,
    place_mentions,
    dates,
    figures,
    agreements,
    agreement_parties,
    signatories,
    quotes,
    contacts,
    contact_points,
    extras,
    diagnostics,
    document_authors,
    set_aside,
    texts,
    search,
)
