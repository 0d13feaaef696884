"""The tables around a document's contents: documents and where they came from, bodies and people, runs.

`docs/database.md` draws them. Moments are ISO 8601 text in UTC (`2026-03-01T05:00:00Z`), days and EDTF values are text:
they sort and compare alike in SQLite and PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from pressmine.sinks.database.columns import JSON_TEXT, TEXT, code, document_column, metadata, text_column

documents = Table(
    "documents",
    metadata,
    Column("id", code(64), primary_key=True),
    text_column("format"),
    text_column("language"),
    text_column("kind"),
    text_column("title", null=True),
    text_column("subtitle", null=True),
    Column("published", TEXT, nullable=True, index=True),
    text_column("place", null=True),
    text_column("embargo", null=True),
    text_column("embargo_until", null=True),
    text_column("replaces", null=True),
    text_column("state"),
    text_column("title_key", null=True),
    text_column("schema_version"),
    text_column("pressmine"),
    text_column("model"),
    text_column("rules"),
    Column("characters_read", Integer, nullable=True),
    Column("not_understood", Integer, nullable=True),
    Index(None, "title_key"),
)

records = Table(
    "records", metadata, document_column(), text_column("digest"), Column("record", JSON_TEXT, nullable=False)
)

sources = Table(
    "sources",
    metadata,
    Column("collection", TEXT, primary_key=True),
    Column("source", TEXT, primary_key=True),
    document_column(),
    text_column("state"),
    Column("superseded_by", code(64), ForeignKey("documents.id", ondelete="SET NULL"), nullable=True),
    Index(None, "document_id"),
    Index(None, "superseded_by"),
)

replacements = Table(
    "replacements",
    metadata,
    document_column(),
    Column("replaced_id", code(64), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    text_column("found_by"),
)

bodies = Table(
    "bodies",
    metadata,
    Column("id", code(16), primary_key=True),
    text_column("name"),
    text_column("acronym", null=True),
    text_column("type"),
    *(Column(scheme, TEXT, nullable=True) for scheme in ("siren", "lei", "isin", "domain")),
)

body_forms = Table(
    "body_forms",
    metadata,
    Column("id", code(32), primary_key=True),
    Column("body_id", code(16), ForeignKey("bodies.id"), nullable=False, index=True),
    text_column("name"),
    text_column("acronym", null=True),
    text_column("type"),
    Column("pin", Integer, nullable=True),
)

body_keys = Table(
    "body_keys",
    metadata,
    Column("form_id", code(32), ForeignKey("body_forms.id", ondelete="CASCADE"), primary_key=True),
    Column("sort", TEXT, primary_key=True),
    Column("key", TEXT, primary_key=True),
    Index(None, "key"),
)

people = Table(
    "people",
    metadata,
    Column("id", code(16), primary_key=True),
    text_column("name"),
    Column("body_id", code(16), ForeignKey("bodies.id"), nullable=True, index=True),
)

people_keys = Table(
    "people_keys",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("person_id", code(16), ForeignKey("people.id"), nullable=False, index=True),
    text_column("name_key"),
)

former_ids = Table(
    "former_ids",
    metadata,
    Column("kind", TEXT, primary_key=True),
    Column("former", code(16), primary_key=True),
    text_column("now"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    text_column("kind"),
    text_column("action"),
    text_column("made_at"),
    text_column("said"),
)

correction_handles = Table(
    "correction_handles",
    metadata,
    Column("number", Integer, ForeignKey("corrections.number", ondelete="CASCADE"), primary_key=True),
    Column("handle", TEXT, primary_key=True),
    Index(None, "handle"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    text_column("command"),
    text_column("collection"),
    text_column("pressmine"),
    text_column("started_at"),
    text_column("finished_at", null=True),
    *(
        Column(count, Integer, nullable=False)
        for count in ("added", "replaced", "unchanged", "rejected", "superseded", "vanished", "pruned")
    ),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=False, index=True),
    Column("document_id", code(64), nullable=False, index=True),
    text_column("action"),
    *(Column(name, TEXT, nullable=True) for name in ("source", "pressmine", "model", "rules")),
)
