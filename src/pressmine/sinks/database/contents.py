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
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)

from pressmine.sinks.database.columns import (
    JSON_TEXT,
    TEXT,
    code,
    document_column,
    evidence_columns,
    mention_columns,
    metadata,
    position_column,
    ref_column,
    span_columns,
    text_column,
    within,
)


def _list_below(parent: str, name: str, *columns: Column[Any]) -> Table:
    """A list that each row of the parent has."""
    return Table(name, metadata, document_column(), ref_column(), position_column(), *columns, within("ref", parent))


zones = Table(
    "zones",
    metadata,
    document_column(),
    position_column(),
    text_column("kind"),
    text_column("text"),
    *span_columns(),
    Index(None, "kind"),
)

organisations = Table(
    "organisations",
    metadata,
    document_column(),
    ref_column(),
    Column("position", Integer, nullable=False),
    Column("body_id", code(16), ForeignKey("bodies.id"), nullable=False, index=True),
    Column("form_id", code(32), ForeignKey("body_forms.id"), nullable=False, index=True),
    text_column("name"),
    text_column("acronym", null=True),
    text_column("type"),
    Column("is_issuer", Boolean, nullable=False),
)

organisation_aliases = _list_below("organisations", "organisation_aliases", text_column("alias"))

organisation_roles = _list_below("organisations", "organisation_roles", text_column("role"))

organisation_mentions = _list_below("organisations", "organisation_mentions", *mention_columns())

identifiers = _list_below(
    "organisations",
    "identifiers",
    text_column("scheme"),
    text_column("value"),
    *span_columns(),
    Column("valid", Boolean, nullable=False),
)

persons = Table(
    "persons",
    metadata,
    document_column(),
    ref_column(),
    Column("position", Integer, nullable=False),
    Column("person_id", code(16), ForeignKey("people.id"), nullable=False, index=True),
    Column("person_key", TEXT, ForeignKey("people_keys.key"), nullable=False, index=True),
    text_column("name"),
    text_column("function", null=True),
    text_column("organisation", null=True),
    within("organisation", "organisations"),
)

person_roles = _list_below("persons", "person_roles", text_column("role"))

person_mentions = _list_below("persons", "person_mentions", *mention_columns())

places = Table(
    "places",
    metadata,
    document_column(),
    ref_column(),
    Column("position", Integer, nullable=False),
    text_column("name"),
    text_column("type"),
    text_column("code", null=True),
    Index(None, "type"),
)

place_mentions = _list_below("places", "place_mentions", *mention_columns())

dates = Table(
    "dates",
    metadata,
    document_column(),
    position_column(),
    *mention_columns(),
    text_column("value", null=True),
    text_column("granularity"),
    text_column("role", null=True),
    text_column("inferred", null=True),
    Column("first_day", TEXT, nullable=True, index=True),
    text_column("last_day", null=True),
)

figures = Table(
    "figures",
    metadata,
    document_column(),
    position_column(),
    *mention_columns(),
    text_column("kind"),
    *(Column(bound, Float(53), nullable=True) for bound in ("value", "low", "high")),
    text_column("approx", null=True),
    text_column("unit", null=True),
    text_column("of_what", null=True),
    text_column("organisation", null=True),
    text_column("period", null=True),
    within("organisation", "organisations"),
    Index(None, "kind", "unit"),
)

agreements = Table(
    "agreements",
    metadata,
    document_column(),
    ref_column(),
    Column("position", Integer, nullable=False),
    text_column("kind"),
    text_column("title", null=True),
    text_column("date", null=True),
    text_column("place", null=True),
    *span_columns(),
    *evidence_columns(),
    text_column("first_day", null=True),
    text_column("last_day", null=True),
)

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
    text_column("name"),
    text_column("role"),
    text_column("organisation", null=True),
    text_column("person", null=True),
    text_column("agreement", null=True),
    text_column("for_organisation", null=True),
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
    *mention_columns(),
    text_column("person", null=True),
    text_column("organisation", null=True),
    within("person", "persons"),
    within("organisation", "organisations"),
)

contacts = Table(
    "contacts",
    metadata,
    document_column(),
    position_column(),
    text_column("name", null=True),
    text_column("person", null=True),
    text_column("organisation", null=True),
    *span_columns(),
    *evidence_columns(),
    within("person", "persons"),
    within("organisation", "organisations"),
)

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
    *mention_columns(),
)

diagnostics = Table(
    "diagnostics",
    metadata,
    document_column(),
    position_column(),
    Column("code", TEXT, nullable=False, index=True),
    text_column("message"),
    *span_columns(null=True),
    Column("other_start", Integer, nullable=True),
    Column("other_end", Integer, nullable=True),
)

document_authors = Table(
    "document_authors",
    metadata,
    document_column(),
    position_column(),
    text_column("person"),
    within("person", "persons"),
)

set_aside = Table(
    "set_aside",
    metadata,
    document_column(),
    position_column(),
    text_column("kind"),
    Column("characters", Integer, nullable=False),
)


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
