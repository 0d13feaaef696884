"""The packaged migrations make what the tables say, from every version there was."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any, get_args, get_origin

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, text

from pressmine.record import Record
from pressmine.sinks.database import NEWER, Database, DatabaseError, find, open_database, schema
from pressmine.sinks.database import connection as database_connection
from pressmine.sinks.database.columns import RENAMED, metadata, single_fields
from pressmine.sinks.database.views import VIEWS
from tests.database.conftest import Places
from tests.database.reading import dump, load, one, rows
from tests.database.test_docs import told
from tests.database.test_views import full

FOLDER = str(files("pressmine.sinks.database") / "migrations")


def test_the_migrations_make_the_tables(database: Database) -> None:
    with database.reading() as connection:
        options = {"version_table": schema.VERSION_TABLE, "compare_type": True, "include_object": _ours}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    assert found == []


def _ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """All but the search index, which each database makes in its own way, and the json that Alembic can't compare."""
    return not (
        kind in ("table", "index") and reflected and re.search("search_fts|texts_fts|ix_search_stems", name or "")
    )


def test_the_versions_are_those_of_the_files() -> None:
    config = Config()
    config.set_main_option("script_location", FOLDER)
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == schema.VERSIONS


@pytest.mark.parametrize("version", schema.VERSIONS[:-1])
def test_a_database_of_an_older_version_is_brought_up_to_date(
    address: str, kind: str, places: Places, version: str
) -> None:
    made = full("a.txt", "Une convention cadre")
    made.document["authors"] = [made.person("Paul Girard")]
    with open_database(places.new(kind)) as now:
        load(now, [*told(), made.record()])
        expected = dump(now, without=())
    write_as(version, address, expected, {record.document.id: record.text for record in [*told(), made.record()]})
    with open_database(address) as database:
        assert dump(database, without=()) == expected
        assert one(database, "SELECT version_num FROM pressmine_schema") == schema.VERSIONS[-1]
        for view in VIEWS:
            rows(database, f"SELECT * FROM {view}")
        with database.reading() as connection:
            assert [hit.title for hit in find(connection, "convention")] == ["Une convention cadre"]
        if database.is_sqlite:
            titles = (
                "SELECT t.title FROM texts_fts JOIN texts t ON t.number = texts_fts.rowid WHERE texts_fts MATCH :asked"
            )
            assert rows(database, titles, asked='"convention cadre"') == [("Une convention cadre",)]


def write_as(version: str, address: str, tables: dict[str, list[tuple[Any, ...]]], texts: dict[str, str]) -> None:
    """Make a database of an older version that holds these rows."""
    config = Config()
    config.set_main_option("script_location", FOLDER)
    old = database_connection.connect(address)
    with old.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        then = MetaData()
        then.reflect(connection)
        for table in metadata.sorted_tables:
            if table.name not in then.tables or not tables[table.name]:
                continue
            columns = then.tables[table.name].columns.keys()
            held = [dict(zip(table.columns.keys(), row, strict=True)) for row in tables[table.name]]
            if table.name == "records":
                held = [{**row, "text": texts[row["document_id"]]} for row in held]
            names = [name for name in columns if name in held[0]]
            values = ", ".join(
                f"CAST(:{n} AS JSON)" if _is_json(then.tables[table.name], n) else f":{n}" for n in names
            )
            quoted = ", ".join(f'"{name}"' for name in names)
            connection.execute(text(f"INSERT INTO {table.name} ({quoted}) VALUES ({values})"), held)
    old.close()


def _is_json(table: Table, name: str) -> bool:
    return str(table.columns[name].type) == "JSON"


def test_a_newer_schema_is_refused(address: str) -> None:
    with open_database(address) as database, database.writing() as connection:
        connection.execute(text("UPDATE pressmine_schema SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match=r"newer pressmine \(schema 9999.*: upgrade pressmine") as caught:
        open_database(address)
    assert caught.value.code == NEWER


def test_tables_of_somebody_else_are_left_alone(address: str) -> None:
    other = database_connection.connect(address)
    with other.writing() as connection:
        connection.execute(text("CREATE TABLE documents (x INTEGER)"))
    other.close()
    with pytest.raises(DatabaseError, match="a table 'documents' that pressmine did not make"):
        open_database(address)


#: Tables for the lists that an item has, where they are not called `LIST_FIELD`.
BELOW = {"identifiers": "identifiers", "phones": "contact_points", "emails": "contact_points"}
#: The lists of a record.
LISTS = [name for name, field in Record.model_fields.items() if get_origin(field.annotation) is tuple]
#: A link that two columns hold, by what it points at.
LINKS = {"quotes": {"speaker"}, "signatories": {"ref"}}


@pytest.mark.parametrize("name", LISTS)
def test_every_field_of_a_list_has_its_column_or_table(name: str) -> None:
    model = get_args(Record.model_fields[name].annotation)[0]
    columns = {column.name for column in metadata.tables[name].columns}
    single = set(single_fields(model)) - LINKS.get(name, set())
    assert {RENAMED.get(field, field) for field in single} <= columns
    for field in set(model.model_fields) - set(single_fields(model)):
        assert BELOW.get(field, f"{name[:-1]}_{field}") in metadata.tables
