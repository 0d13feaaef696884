"""The packaged migrations make what the tables say, from every version there was."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from pressmine.sinks.database import NEWER, Database, DatabaseError, connect, open_database, schema
from pressmine.sinks.database.columns import metadata
from pressmine.sinks.database.views import VIEWS
from tests.database.factory import many
from tests.database.reading import load, one, rows

FOLDER = str(files("pressmine.sinks.database") / "migrations")


def test_the_migrations_make_the_tables(database: Database) -> None:
    with database.reading() as connection:
        options = {"version_table": schema.VERSION_TABLE, "compare_type": True, "include_object": _ours}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    assert found == []


def _ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """All but the search index, which each database makes in its own way, and the json that Alembic can't compare."""
    return not (kind in ("table", "index") and reflected and re.search("search_fts|ix_search_stems", name or ""))


def test_the_versions_are_those_of_the_files() -> None:
    config = Config()
    config.set_main_option("script_location", FOLDER)
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == schema.VERSIONS


@pytest.mark.parametrize("version", schema.VERSIONS[:-1])
def test_a_database_of_an_older_version_is_brought_up_to_date(address: str, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", FOLDER)
    old = connect.connect(address)
    with old.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    old.close()
    with open_database(address) as database:
        assert load(database, many(2)).added == 2
        assert one(database, "SELECT version_num FROM pressmine_schema") == schema.VERSIONS[-1]
        for view in VIEWS:
            rows(database, f"SELECT * FROM {view}")


def test_a_newer_schema_is_refused(address: str) -> None:
    with open_database(address) as database, database.writing() as connection:
        connection.execute(text("UPDATE pressmine_schema SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match=r"newer pressmine \(schema 9999.*: upgrade pressmine") as caught:
        open_database(address)
    assert caught.value.code == NEWER


def test_tables_of_somebody_else_are_left_alone(address: str) -> None:
    other = connect.connect(address)
    with other.writing() as connection:
        connection.execute(text("CREATE TABLE documents (x INTEGER)"))
    other.close()
    with pytest.raises(DatabaseError, match="a table 'documents' that pressmine did not make"):
        open_database(address)
