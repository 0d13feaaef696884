"""An answer to a question in SQL, which can change nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from pressmine.sinks.database.connection import Database, DatabaseError
from pressmine.sinks.database.views import VIEWS

#: The database is held from writing for as long as the question takes.
_READ_ONLY = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET TRANSACTION READ ONLY"}

#: How like the name of a view a word of the message must be to be a slip of the pen.
_CLOSE = 0.75


class Answer:
    """The names of the columns, and the rows as they come."""

    def __init__(self, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
        self.columns = tuple(columns)
        self.rows = rows


@contextmanager
def asking(database: Database, question: str) -> Iterator[Answer]:
    """Run one SELECT. Raises DatabaseError for a question that is wrong, or that would change something."""
    with database.reading() as connection:
        connection.exec_driver_sql(_READ_ONLY[connection.dialect.name])
        attached = _attaching(connection, 0)  # to attach a file that is not there makes it
        percents = connection.dialect.paramstyle in ("format", "pyformat")
        try:
            result = connection.exec_driver_sql(question.replace("%", "%%") if percents else question)
            if not result.returns_rows:
                raise DatabaseError("this changes the database or asks for nothing: a query starts with SELECT")
            yield Answer(list(result.keys()), (plain(row) for row in result))
        except DBAPIError as error:
            raise DatabaseError(_said(error)) from error
        finally:
            if database.is_sqlite:
                _attaching(connection, attached)
                connection.exec_driver_sql("PRAGMA query_only = OFF")


def _attaching(connection: Connection, most: int) -> int:
    """Set how many other files SQLite may attach; returns how many it might before."""
    if connection.dialect.name != "sqlite":
        return 0
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, most)


def _said(error: DBAPIError) -> str:
    """What is wrong with the question, and where to look."""
    said = str(error.orig).strip().splitlines()[0]
    if "readonly" in said or "read-only" in said or "too many attached" in said:
        return "a query reads only: it starts with SELECT"
    if "no such table" in said or getattr(error.orig, "sqlstate", None) == "42P01":
        close = [view for word in re.findall(r"\w+", said) for view in get_close_matches(word, VIEWS, 1, _CLOSE)]
        hint = f"; did you mean {close[0]}?" if close else f". The views are {', '.join(VIEWS)}."
        return f"{said}{hint} docs/database.md explains views and tables"
    return said


def plain(row: Sequence[Any]) -> list[Any]:
    """Whole numbers without a decimal point, as in the record; other numbers as floats."""
    return [value if value is None or isinstance(value, str | bytes | bool | int) else _number(value) for value in row]


def _number(value: Any) -> Any:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return value
    return int(number) if number.is_integer() else number
