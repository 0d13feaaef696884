"""Opening a database, and saying in one sentence why it can't be opened or written."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from pressmine.errors import RunError, reason_of

#: Exit codes; `docs/database.md` explains them.
REFUSED, NEWER, FULL = 4, 5, 6
DEFAULT = "sqlite:///output/pressmine.db"
#: How a path ends that is an address as it stands.
_SUFFIXES = (".db", ".db3", ".sqlite", ".sqlite3")
#: Seconds that a loader waits for another one, and for a server to answer.
_PATIENCE, _ANSWER = 120, 10
#: PostgreSQL's advisory lock that a writer holds: any number that other programs don't use.
_LOCK = 0x70726573736D696E


class DatabaseError(RunError):
    """A database can't be opened, read or written. One plain sentence, and the exit code that says which sort."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


class Database:
    """A database whose schema is this version's. Use `open_database`, and `close` it or use it in a `with`."""

    def __init__(self, url: URL, engine: Engine) -> None:
        self.url = url
        self.engine = engine
        self.shown = shown(url)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file rather than a server."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database. Raises DatabaseError."""
        with self._speaking(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer shares: a second one waits. Raises DatabaseError."""
        writer = self.engine.execution_options(pressmine_writes=True)
        with self._speaking(), writer.connect() as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise explain(error, self.url) from error

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def connect(address: str, must_exist: bool = False) -> Database:
    """Connect without looking at the schema. Raises DatabaseError for an address that names no database."""
    url = parse(address)
    if url.get_backend_name() == "sqlite":
        path = _find_file(url, must_exist)
        target = _read_only(url, path) if must_exist and not _may_write(path) else url
        engine = create_engine(target, connect_args={"timeout": _PATIENCE, "check_same_thread": False})
        event.listen(engine, "connect", _sqlite_connected)
        event.listen(engine, "begin", _sqlite_begin)
    else:
        engine = create_engine(url, connect_args={"connect_timeout": _ANSWER, "application_name": "pressmine"})
    return Database(url, engine)


def parse(address: str) -> URL:
    """The address as everybody writes it, as SQLAlchemy wants it. Raises DatabaseError.

    >>> str(parse("sqlite")), str(parse("presse.db")), str(parse("postgres://localhost/press"))
    ('sqlite:///output/pressmine.db', 'sqlite:///presse.db', 'postgresql+psycopg://localhost/press')
    """
    if address == "sqlite":
        return make_url(DEFAULT)
    if "://" not in address and Path(address).suffix in _SUFFIXES:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
        known = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
        url = url.set(drivername=known[url.drivername.removesuffix("+psycopg")])
        url.get_dialect().import_dbapi()
    except ImportError:
        raise DatabaseError("PostgreSQL needs a part of its own: pip install 'pressmine[postgresql]'") from None
    except (ArgumentError, NoSuchModuleError, KeyError, ValueError):
        raise DatabaseError(
            f"{_hidden(address)} is not a database address: write FILE.db or postgresql://USER@HOST/NAME"
        ) from None
    if url.get_backend_name() == "sqlite" and (url.host or not url.database or url.database == ":memory:"):
        raise DatabaseError(f"{_hidden(address)} names no file: write sqlite:///FILE, with three slashes")
    return url


def _hidden(address: str) -> str:
    named = re.sub(r"([?&][^=&\s]{0,200}=)[^&\s]{0,1000}", r"\1***", address)
    return re.sub(r"((?://|^[a-z]{1,20}:)[^:/@\s]{0,200}):\S{1,1000}@", r"\1:***@", named)


def shown(url: URL) -> str:
    """An address without its password, for messages; of options it shows the names."""
    host = url.host and url.host.rpartition("@")[2]  # what stands before it is the end of a password with an `@`
    hidden = url.set(host=host, drivername=url.get_backend_name(), query=dict.fromkeys(url.query, "***"))
    return hidden.render_as_string(hide_password=True).replace("%2A%2A%2A", "***")


def _find_file(url: URL, must_exist: bool) -> Path:
    path = Path(str(url.database))
    if must_exist and not path.exists():
        raise DatabaseError(
            f"there is no database {path}: name yours with --db, or make one with pressmine load or pressmine run --db",
            REFUSED,
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"the folder of {path} can't be made: {reason_of(error)}", REFUSED) from error
    return path


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _read_only(url: URL, path: Path) -> URL:
    """The address of a file that can't change: SQLite takes no lock and writes nothing next to it."""
    options = {"mode": "ro", "uri": "true"}
    if not path.with_name(f"{path.name}-wal").exists():
        options["immutable"] = "1"
    return url.set(database=path.resolve().as_uri(), query={**url.query, **options})


def _sqlite_connected(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, with DDL inside
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):  # one that may not be written can still be read
            connection.execute("PRAGMA journal_mode = WAL")


def _sqlite_begin(connection: Connection) -> None:
    # A writer takes the lock first: one that reads, then writes, would fail where another wrote in between.
    writes = connection.get_execution_options().get("pressmine_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


#: What SQLite says -> what it means, and the exit code.
_SQLITE = (
    ("database or disk is full", "the disk is full; what was loaded before is whole, make room and load again", FULL),
    ("unable to open database file", "the file can't be opened: check that it may be read and written", REFUSED),
    ("file is not a database", "this file is not an SQLite database", REFUSED),
    ("file is encrypted", "this file is not an SQLite database", REFUSED),
    ("attempt to write a readonly database", "the file may not be written", REFUSED),
    ("database is locked", f"another program has held it for {_PATIENCE} seconds: try again when it is done", REFUSED),
    ("disk image is malformed", "the file is damaged: restore a copy or load the records into a new one", 1),
    ("no such module: fts5", "this Python's SQLite lacks FTS5: take another Python", 1),
)
#: The same for PostgreSQL, by the beginning of the SQLSTATE.
_STATES = (
    ("53100", "the server's disk is full; what was loaded before is whole, make room and load again", FULL),
    ("53", "the server is out of connections or memory: try again later", REFUSED),
    ("28", "the server refuses this user or password", REFUSED),
    ("3D000", "the server has no database of this name: create it first", REFUSED),
    ("42501", "this user may not make or write the tables", REFUSED),
    ("25006", "the database may not be written", REFUSED),
    ("57P", "the server shut down; what was loaded before is whole, load again", REFUSED),
    ("08", "the connection broke; what was loaded before is whole, load again", REFUSED),
)
#: While connecting there is no SQLSTATE, only words in the server's language.
_CONNECTING = (
    (r"password|mot de passe|no pg_hba|\brole .* does not exist|rôle .* n'existe pas", _STATES[2]),
    (r"database .* does not exist|base de données .* n'existe pas", _STATES[3]),
    (r"server closed the connection|connection is lost|terminating connection", _STATES[7]),
)


def explain(error: DBAPIError, url: URL) -> DatabaseError:
    """One sentence and an exit code for what a driver raised."""
    said = str(error.orig)
    where = f"database {shown(url)}"
    state = getattr(error.orig, "sqlstate", None)
    if url.get_backend_name() == "sqlite":
        for part, meaning, code in _SQLITE:
            if part in said:
                return DatabaseError(f"{where}: {meaning}", code)
    elif state:
        for part, meaning, code in _STATES:
            if state.startswith(part):
                return DatabaseError(f"{where}: {meaning}", code)
    elif type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout"):
        for pattern, (_, meaning, code) in _CONNECTING:
            if re.search(pattern, said):
                return DatabaseError(f"{where}: {meaning}", code)
        return DatabaseError(f"{where}: the server can't be reached: check host, port and that it runs", REFUSED)
    first = said.strip().splitlines()[0] if said.strip() else type(error.orig).__name__
    return DatabaseError(f"{where}: {first}")
