"""What views and full-text search answer from: texts with their index, authors, coverage, the days of agreements."""

from __future__ import annotations

import json
from typing import Any

from alembic import op
from sqlalchemy import Connection, text

from pressmine.sinks.database.bounds import days

revision = "0003"
down_revision = "0002"

SPELLED = {
    "sqlite": {"text": "TEXT", "id": "VARCHAR(64)", "bigint": "INTEGER"},
    "postgresql": {"text": 'TEXT COLLATE "C"', "id": 'VARCHAR(64) COLLATE "C"', "bigint": "BIGINT"},
}
TABLES = (
    """CREATE TABLE texts (
        number {bigint} NOT NULL,
        document_id {id} NOT NULL,
        title {text},
        text {text} NOT NULL,
        CONSTRAINT pk_texts PRIMARY KEY (number),
        CONSTRAINT uq_texts_document_id UNIQUE (document_id),
        CONSTRAINT fk_texts_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
    )""",
    """CREATE TABLE document_authors (
        document_id {id} NOT NULL,
        position INTEGER NOT NULL,
        person {text} NOT NULL,
        CONSTRAINT pk_document_authors PRIMARY KEY (document_id, position),
        CONSTRAINT fk_document_authors_document_id_person
            FOREIGN KEY(document_id, person) REFERENCES persons (document_id, ref),
        CONSTRAINT fk_document_authors_document_id
            FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
    )""",
    """CREATE TABLE set_aside (
        document_id {id} NOT NULL,
        position INTEGER NOT NULL,
        kind {text} NOT NULL,
        characters INTEGER NOT NULL,
        CONSTRAINT pk_set_aside PRIMARY KEY (document_id, position),
        CONSTRAINT fk_set_aside_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
    )""",
    "ALTER TABLE documents ADD COLUMN characters_read INTEGER",
    "ALTER TABLE documents ADD COLUMN not_understood INTEGER",
    "ALTER TABLE agreements ADD COLUMN first_day {text}",
    "ALTER TABLE agreements ADD COLUMN last_day {text}",
)
#: As users of sqlite3, Datasette and sqlite-utils expect it: accents don't matter, phrases can be asked for.
INDEX = (
    """CREATE VIRTUAL TABLE texts_fts USING fts5(
        title, text, content="texts", content_rowid="number", tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
        INSERT INTO texts_fts(rowid, title, text) VALUES (new.number, new.title, new.text);
    END""",
    """CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
        INSERT INTO texts_fts(texts_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
    END""",
    """CREATE TRIGGER texts_changed AFTER UPDATE ON texts BEGIN
        INSERT INTO texts_fts(texts_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
        INSERT INTO texts_fts(rowid, title, text) VALUES (new.number, new.title, new.text);
    END""",
)
MOVE = """
    INSERT INTO texts (number, document_id, title, text)
    SELECT s.number, d.id, d.title, r.text
    FROM documents d JOIN records r ON r.document_id = d.id JOIN search s ON s.document_id = d.id"""


def upgrade() -> None:
    """Make the tables and fill them from what is stored."""
    connection = op.get_bind()
    kind = connection.dialect.name
    for statement in (*TABLES, *(INDEX if kind == "sqlite" else ())):
        op.execute(statement.format_map(SPELLED[kind]))
    op.execute(MOVE)
    if kind == "sqlite":  # version 0002 did not index what was there before it
        op.execute("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
    op.execute("ALTER TABLE records DROP COLUMN text")
    op.execute("ALTER TABLE figures DROP COLUMN of_stems")
    _fill_days(connection)
    _fill_from_records(connection)


def _fill_days(connection: Connection) -> None:
    for (value,) in connection.execute(text("SELECT DISTINCT date FROM agreements WHERE date IS NOT NULL")).all():
        first, last = days(value)
        connection.execute(
            text("UPDATE agreements SET first_day = :first, last_day = :last WHERE date = :value"),
            {"first": first, "last": last, "value": value},
        )


def _fill_from_records(connection: Connection) -> None:
    """Records have authors and coverage from schema 1.1.0."""
    for document, line in connection.execute(text("SELECT document_id, CAST(record AS TEXT) FROM records")).all():
        record: dict[str, Any] = json.loads(line)
        coverage = record.get("coverage")
        if coverage is not None:
            connection.execute(
                text("UPDATE documents SET characters_read = :read, not_understood = :rest WHERE id = :id"),
                {"read": coverage["read"], "rest": coverage["not_understood"], "id": document},
            )
            for position, item in enumerate(coverage["set_aside"]):
                connection.execute(
                    text("INSERT INTO set_aside VALUES (:id, :position, :kind, :characters)"),
                    {"id": document, "position": position, **item},
                )
        persons = {item["ref"] for item in record["persons"]}
        authors = [ref for ref in record["document"].get("authors", ()) if ref in persons]
        for position, ref in enumerate(authors):
            connection.execute(
                text("INSERT INTO document_authors VALUES (:id, :position, :person)"),
                {"id": document, "position": position, "person": ref},
            )
