"""Reading tables back, whole, to compare them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import text

from pressmine.record import Record
from pressmine.sinks.database import Database, Loader
from pressmine.sinks.database.columns import metadata
from pressmine.sinks.database.writing import Counts

#: What says when and how something was loaded, rather than what.
JOURNAL = ("runs", "history")


def load(database: Database, records: Iterable[Record], collection: str = "essai", batch: int = 100) -> Counts:
    with Loader[str](database, collection, "test", batch) as loader:
        for record in records:
            loader.add(record, record.document.source)
        counts = loader.finish()
    assert not loader.refused, [refused.reason for refused in loader.refused]
    return counts


def rows(database: Database, query: str, **values: Any) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query), values)]


def one(database: Database, query: str, **values: Any) -> Any:
    ((value,),) = rows(database, query, **values)
    return value


def dump(database: Database, without: Iterable[str] = JOURNAL) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in order of its values."""
    found = {}
    with database.reading() as connection:
        for name, table in sorted(metadata.tables.items()):
            if name not in without:
                found[name] = sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
    return found
