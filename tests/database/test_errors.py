"""What bad input gets: one clear sentence and an exit code; what was loaded before stays, whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text

from pressmine.sinks.database import FULL, NEWER, REFUSED, DatabaseError, open_database
from tests.conftest import Command
from tests.database.conftest import Places, started
from tests.database.factory import many
from tests.database.reading import load, one


@pytest.fixture(scope="module")
def guarded() -> Iterator[str]:
    """A server that asks for a password, whoever's server the other tests use: user `press`, password `s3cret`."""
    with started() as address, psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE ROLE press LOGIN PASSWORD 's3cret'")
        connection.execute("CREATE DATABASE press OWNER press")
        row = connection.execute("SHOW hba_file").fetchone()
        assert row is not None
        rules = Path(row[0])
        rules.write_text("local all press scram-sha-256\n" + rules.read_text())
        connection.execute("SELECT pg_reload_conf()")
        yield address.replace("postgres:@", "press:s3cret@").replace("/postgres?", "/press?")


def refused(address: str, **options: bool) -> DatabaseError:
    with pytest.raises(DatabaseError) as caught:
        open_database(address, **options)
    message = str(caught.value)
    assert "\n" not in message and "Traceback" not in message
    return caught.value


def test_a_wrong_password_is_said_and_not_shown(guarded: str) -> None:
    open_database(guarded).close()
    error = refused(guarded.replace("s3cret", "gu3ss"))
    assert error.code == REFUSED
    assert "refuses this user or password" in str(error)
    assert "gu3ss" not in str(error)


def test_an_unknown_database_of_a_server(guarded: str) -> None:
    error = refused(guarded.replace("/press?", "/autre?"))
    assert error.code == REFUSED and "no database of this name" in str(error)


@pytest.mark.parametrize("address", ["postgresql://localhost:1/press", "postgresql://nowhere.invalid/press"])
def test_an_unreachable_server(address: str) -> None:
    error = refused(address)
    assert error.code == REFUSED and "can't be reached" in str(error)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://localhost/press", "is not a database address"),
        ("pressmine", "is not a database address: write FILE.db"),
        ("sqlite://pressmine.db", "with three slashes"),
        ("sqlite://", "with three slashes"),
        ("sqlite:///:memory:", "names no file"),
        ("nonsense://user:s3cret@host", "user:***@host is not a database address"),
        ("postgresql://localhost:port/press", "is not a database address"),
    ],
)
def test_an_address_that_names_no_database(address: str, said: str) -> None:
    assert said in str(refused(address))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"This is a text." * 100)
    error = refused(f"sqlite:///{tmp_path}/x.db")
    assert error.code == REFUSED and "not an SQLite database" in str(error)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    error = refused(f"sqlite:///{tmp_path}")
    assert error.code == REFUSED and "can't be opened" in str(error)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    error = refused(f"sqlite:///{tmp_path}/file/x.db")
    assert error.code == REFUSED and "can't be made" in str(error)


def test_a_missing_file_is_not_made_by_a_command_that_reads(tmp_path: Path) -> None:
    error = refused(f"sqlite:///{tmp_path}/x.db", must_exist=True)
    assert error.code == REFUSED and "there is no database" in str(error)
    assert not (tmp_path / "x.db").exists()


def test_a_full_disk_leaves_whole_documents(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path}/x.db") as database:

        @event.listens_for(database.engine, "checkout")
        def _bound(connection: object, *_: object) -> None:
            connection.execute("PRAGMA max_page_count = 420")  # type: ignore[attr-defined]

        with pytest.raises(DatabaseError, match="disk is full") as caught:
            load(database, many(300), batch=10)
        assert caught.value.code == FULL
        loaded = one(database, "SELECT count(*) FROM documents")
        assert loaded % 10 == 0 and 0 < loaded < 300
        assert one(database, "SELECT count(*) FROM records") == loaded == one(database, "SELECT count(*) FROM search")
        assert one(database, "SELECT added FROM runs") == loaded
        assert one(database, "SELECT count(*) FROM runs WHERE finished_at IS NULL") == 1


def test_a_full_disk_of_a_server_leaves_whole_documents(places: Places) -> None:
    with open_database(places.new("postgresql")) as database:
        with database.writing() as connection:  # the server says what it says when its disk is full
            connection.execute(
                text("""
                CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF (SELECT count(*) FROM documents) > 25 THEN
                        RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100';
                    END IF;
                    RETURN NEW;
                END $$""")
            )
            connection.execute(text("CREATE TRIGGER fill BEFORE INSERT ON search FOR EACH ROW EXECUTE FUNCTION fill()"))
        with pytest.raises(DatabaseError, match="disk is full") as caught:
            load(database, many(60), batch=10)
        assert caught.value.code == FULL
        assert one(database, "SELECT count(*) FROM documents") == 20 == one(database, "SELECT count(*) FROM records")


def test_the_command_line_says_it_in_one_line_with_its_code(inside: Command, tmp_path: Path, places: Places) -> None:
    address = places.new("sqlite")
    with open_database(address) as database, database.writing() as connection:
        connection.execute(text("UPDATE pressmine_schema SET version_num = '9999'"))
    cases = [
        (["load", "-", "--db", "postgresql://localhost:1/press"], REFUSED),
        (["bodies", "list", "--db", f"sqlite:///{tmp_path}/none.db"], REFUSED),
        (["load", "-", "--db", address], NEWER),
        (["load", str(tmp_path / "gone"), "--db", places.new("sqlite")], 1),
        (["run", str(tmp_path), "--out", "x", "--collection", "c"], 1),
        (["export", str(tmp_path), "--to", "csv", "--db", "sqlite", "--records", "-"], 1),
    ]
    for arguments, code in cases:
        done = inside(*arguments)
        assert done.returncode == code, arguments
        assert done.stderr.startswith("pressmine: ") and done.stderr.count("\n") == 1, done.stderr
        assert done.stdout == ""


@pytest.mark.parametrize("part", ["psycopg", "pyarrow"])
def test_a_part_that_is_not_installed_is_named(
    inside: Command, tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    address = places.new("sqlite")
    with open_database(address) as database:
        load(database, many(2))
    for name in [name for name in sys.modules if name.split(".")[0] == part]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, part, None)
    if part == "psycopg":
        done = inside("load", "-", "--db", "postgresql://localhost/press")
        assert "pip install 'pressmine[postgresql]'" in done.stderr
    else:
        done = inside("export", tmp_path / "tables", "--to", "parquet", "--db", address)
        assert "pip install 'pressmine[parquet]'" in done.stderr
        assert not (tmp_path / "tables").exists()
        assert inside("export", tmp_path / "tables", "--to", "csv", "--db", address).returncode == 0
    assert done.returncode == 1 and done.stderr.count("\n") == 1
