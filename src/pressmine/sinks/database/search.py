"""Full-text search: the same question, the same documents, in both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, column, select, table, text

from pressmine.sinks.database import contents as c
from pressmine.sinks.database.words import Stem, asked, found_at, phrases

_OUT = table("documents_in_force", *(column(name) for name in ("id", "file", "title", "published", "text")))
#: Characters of a text that are shown before and after the first word that was asked for.
_BEFORE, _BEHIND = 60, 140


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds all words of a question; the snippet is one line of its text."""

    document_id: str
    file: str
    published: str | None
    title: str | None
    snippet: str


def find(
    connection: Connection, question: str, since: str | None = None, until: str | None = None, limit: int | None = None
) -> list[Hit]:
    """Documents in force that hold every word of the question, the newest first, those without a date last.

    Case, accents, plural and feminine endings don't matter; `"plan climat"` is a phrase, `conv*` a beginning, `-projet`
    must not occur. A question without a word finds nothing. `since` and `until` are days, months or years of
    publication, both included; documents without a date are left out where one of them is given.
    """
    terms = list(asked(question))
    if not any(not unwanted for _, _, unwanted in terms):
        return []
    where = [_holds(connection, stem, prefix, unwanted, place) for place, (stem, prefix, unwanted) in enumerate(terms)]
    d = _OUT.c
    if since is not None:
        where.append(d.published >= since)
    if until is not None:
        where.append(d.published <= f"{until}~")  # a year holds all of its days: `~` comes behind digits and hyphens
    rows = connection.execute(
        select(_OUT)
        .join_from(_OUT, c.search, c.search.c.document_id == d.id)
        .where(*where)
        .order_by(d.published.is_(None), d.published.desc(), d.id)
    )
    shown = [(stem, prefix) for stem, prefix, unwanted in terms if not unwanted][:1]
    return list(islice(_hits(rows, phrases(question), shown), limit))


def _hits(rows: Iterable[Row[Any]], together: Sequence[Sequence[Stem]], shown: Sequence[Stem]) -> Iterator[Hit]:
    """The documents that hold the phrases word for word; the snippet shows the first one, or the word `shown`."""
    for row in rows:
        places = [found_at(row.text, phrase) for phrase in together]
        if None not in places:
            start = places[0] if places else found_at(row.text, shown)
            yield Hit(row.id, row.file, row.published, row.title, _snippet(row.text, start or 0))


def _snippet(text: str, start: int) -> str:
    """The text around a place on one line, cut at blanks."""
    low, high = max(0, start - _BEFORE), min(len(text), start + _BEHIND)
    piece = text[low:high]
    if low and " " in piece[: start - low]:
        piece = piece[piece.index(" ") :]
    if high < len(text) and " " in piece[_BEFORE:]:
        piece = piece[: piece.rindex(" ")]
    return f"{'…' if low else ''}{' '.join(piece.split())}{'…' if high < len(text) else ''}"


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
