"""Full-text search: the same question, the same documents, in both databases."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, column, select, table, text

from pressmine.sinks.database import contents as c
from pressmine.sinks.database.words import asked

_OUT = table("documents_in_force", *(column(name) for name in ("id", "title", "published")))


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds all words of a question."""

    document_id: str
    published: str | None
    title: str | None


def find(connection: Connection, question: str) -> list[Hit]:
    """Documents in force that hold every word of the question, the newest first, those without a date last.

    Case, accents, plural and feminine endings don't matter; `conv*` is a beginning, `-projet` must not occur. A
    question without a word finds nothing.
    """
    terms = list(asked(question))
    if not any(not unwanted for _, _, unwanted in terms):
        return []
    where = [_holds(connection, stem, prefix, unwanted, place) for place, (stem, prefix, unwanted) in enumerate(terms)]
    d = _OUT.c
    rows = connection.execute(
        select(d.id, d.published, d.title)
        .join_from(_OUT, c.search, c.search.c.document_id == d.id)
        .where(*where)
        .order_by(d.published.is_(None), d.published.desc(), d.id)
    )
    return [Hit(row.id, row.published, row.title) for row in rows]


def _holds(connection: Connection, stem: str, prefix: bool, unwanted: bool, place: int) -> ColumnElement[bool]:
    """The condition that a document holds a stem; stems are ASCII letters and digits, and bound all the same."""
    name = f"stem_{place}"
    if connection.dialect.name == "sqlite":
        match = f"search.number IN (SELECT rowid FROM search_fts WHERE search_fts MATCH :{name})"
        term = f'"{stem}"{"*" if prefix else ""}'
    else:
        match = f"to_tsvector('simple', search.stems) @@ to_tsquery('simple', :{name})"
        term = f"{stem}:*" if prefix else stem
    return and_(text(f"NOT ({match})" if unwanted else f"({match})").bindparams(**{name: term}))
