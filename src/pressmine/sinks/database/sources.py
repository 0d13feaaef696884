"""Where documents came from: a path of a collection holds one document at a time, what it held before is history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from pressmine.sinks.database import tables as t
from pressmine.sinks.database.naming import chunks, write_changed

CURRENT, SUPERSEDED, VANISHED = "current", "superseded", "vanished"
#: Source, document.
Pair = tuple[str, str]


@dataclass(slots=True)
class Placed:
    """What changed: documents that are now at a path, and those that another one there superseded."""

    placed: list[Pair] = field(default_factory=list)
    superseded: list[Pair] = field(default_factory=list)


def place(connection: Connection, collection: str, pairs: Sequence[Pair]) -> Placed:
    """Put documents at their paths, in this order; writes only what is another way in the end."""
    before = _read(connection, collection, {source for source, _ in pairs})
    after = dict(before)
    for source, document in pairs:
        for other in [pair for pair in after if pair[0] == source and pair[1] != document]:
            if after[other][0] != SUPERSEDED:
                after[other] = (SUPERSEDED, document)
        after[source, document] = (CURRENT, None)
    done = Placed()
    for pair, (state, by) in after.items():
        if before.get(pair) == (state, by):
            continue
        values = {"state": state, "superseded_by": by}
        if pair in before:
            connection.execute(update(t.sources).where(_at(collection, pair)).values(values))
        else:
            row = {"collection": collection, "source": pair[0], "document_id": pair[1], **values}
            connection.execute(insert(t.sources), row)
        (done.placed if state == CURRENT else done.superseded).append(pair)
    refresh_states(connection, {document for _, document in (*done.placed, *done.superseded)})
    return done


def _read(connection: Connection, collection: str, sources: set[str]) -> dict[Pair, tuple[str, str | None]]:
    found: dict[Pair, tuple[str, str | None]] = {}
    s = t.sources.c
    for some in chunks(sorted(sources)):
        query = select(s.source, s.document_id, s.state, s.superseded_by)
        rows = connection.execute(query.where(s.collection == collection, s.source.in_(some)))
        found |= {(row.source, row.document_id): (row.state, row.superseded_by) for row in rows}
    return dict(sorted(found.items()))


def _at(collection: str, pair: Pair) -> ColumnElement[bool]:
    s = t.sources.c
    return and_(s.collection == collection, s.source == pair[0], s.document_id == pair[1])


def refresh_states(connection: Connection, documents: Iterable[str]) -> None:
    """A document is current where one of its paths is, else superseded where one is, else vanished."""
    for some in chunks(sorted(documents)):
        states: dict[str, set[str]] = {}
        rows = connection.execute(
            select(t.sources.c.document_id, t.sources.c.state).where(t.sources.c.document_id.in_(some))
        )
        for document, state in rows:
            states.setdefault(document, set()).add(state)
        order = (CURRENT, SUPERSEDED, VANISHED)
        best = {document: min(found, key=order.index) for document, found in states.items()}
        write_changed(connection, t.documents, {document: {"state": state} for document, state in best.items()})


def current_pairs(connection: Connection, collection: str) -> list[Pair]:
    """What the paths of a collection hold."""
    s = t.sources.c
    query = select(s.source, s.document_id).where(s.collection == collection, s.state == CURRENT)
    return [(source, document) for source, document in connection.execute(query.order_by(s.source, s.document_id))]


def vanish(connection: Connection, collection: str, pairs: Sequence[Pair]) -> None:
    """Mark documents whose path is gone from the folder."""
    for pair in pairs:
        connection.execute(update(t.sources).where(_at(collection, pair)).values(state=VANISHED))
    refresh_states(connection, {document for _, document in pairs})


def forget_vanished(connection: Connection, collection: str) -> list[Pair]:
    """Remove the marks of vanished paths; returns them. Documents at no other path are the caller's to remove."""
    s = t.sources.c
    gone = and_(s.collection == collection, s.state == VANISHED)
    query = select(s.source, s.document_id).where(gone).order_by(s.source, s.document_id)
    pairs = [(source, document) for source, document in connection.execute(query)]
    connection.execute(delete(t.sources).where(gone))
    return pairs


def homeless(connection: Connection, documents: Iterable[str]) -> list[str]:
    """Those of the documents that are at no path of any collection, not even as history."""
    left = set(documents)
    for some in chunks(sorted(left)):
        rows = connection.execute(select(t.sources.c.document_id).where(t.sources.c.document_id.in_(some)))
        left -= set(rows.scalars())
    return sorted(left)
