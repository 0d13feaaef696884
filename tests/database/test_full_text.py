"""The full-text index is one that users of sqlite3, sqlite-utils and Datasette find and know."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlite_utils

from pressmine.sinks.database import open_database
from tests.database.factory import Release
from tests.database.reading import load

#: How Datasette looks for the index of a table (`datasette.utils.detect_fts_sql`).
DATASETTE = """
    SELECT name FROM sqlite_master WHERE rootpage = 0 AND (
        (sql LIKE '%VIRTUAL TABLE%USING FTS%content="texts"%')
        OR (sql LIKE '%VIRTUAL TABLE%USING FTS%content=[texts]%')
        OR (tbl_name = "texts" AND sql LIKE '%VIRTUAL TABLE%USING FTS%'))"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database of three releases."""
    path = tmp_path / "presse.db"
    made = [
        Release("a.txt", "Le plan climat régional"),
        Release("b.txt", "Le climat et son plan"),
        Release("c.txt", "Été"),
    ]
    made[2].say("Une réunion des élus.")
    with open_database(f"sqlite:///{path}") as database:
        load(database, [release.record() for release in made])
    return path


@pytest.fixture
def connection(file: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(file)
    yield opened
    opened.close()


def titles(connection: sqlite3.Connection, asked: str) -> list[str]:
    query = "SELECT t.title FROM texts t WHERE t.rowid IN (SELECT rowid FROM texts_fts WHERE texts_fts MATCH ?)"
    return sorted(title for (title,) in connection.execute(query, [asked]))


def test_sqlite_utils_and_datasette_find_it(file: Path, connection: sqlite3.Connection) -> None:
    database = sqlite_utils.Database(file)
    table = database["texts"]
    assert isinstance(table, sqlite_utils.db.Table)
    assert table.detect_fts() == "texts_fts"
    assert [row["title"] for row in table.search("plan climat", columns=["title"], quote=True)]
    database.conn.close()
    assert connection.execute(DATASETTE).fetchall() == [("texts_fts",)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("climat", ["Le climat et son plan", "Le plan climat régional"]),
        ('"plan climat"', ["Le plan climat régional"]),
        ("regional", ["Le plan climat régional"]),
        ("ETE", ["Été"]),
        ("elus AND reunion", ["Été"]),
        ("title : reunion", []),
        ("clim*", ["Le climat et son plan", "Le plan climat régional"]),
    ],
)
def test_words_phrases_and_accents(connection: sqlite3.Connection, asked: str, found: list[str]) -> None:
    assert titles(connection, asked) == found


def test_it_follows_the_documents_and_outlives_a_vacuum(file: Path, connection: sqlite3.Connection) -> None:
    with open_database(f"sqlite:///{file}") as database:
        load(
            database,
            [Release("a.txt", "Le plan climat régional", rules="r2").record(), Release("d.txt", "Été").record()],
        )
    connection.execute("DELETE FROM documents WHERE title = 'Le climat et son plan'")
    connection.execute("DELETE FROM texts WHERE title = 'Le climat et son plan'")
    connection.commit()
    connection.execute("VACUUM")
    assert titles(connection, "plan") == ["Le plan climat régional"]
    connection.execute("INSERT INTO texts_fts(texts_fts) VALUES ('integrity-check')")


def test_a_snippet_comes_from_the_text(connection: sqlite3.Connection) -> None:
    query = "SELECT snippet(texts_fts, 1, '[', ']', '…', 4) FROM texts_fts WHERE texts_fts MATCH 'elus'"
    assert connection.execute(query).fetchall() == [("…Une réunion des [élus].\n",)]
