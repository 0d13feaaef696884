"""The version of the tables: checked on opening, brought up to date by the packaged migrations."""

from __future__ import annotations

from importlib.resources import as_file, files

from sqlalchemy import Connection, inspect, text

from pressmine.sinks.database import contents, views
from pressmine.sinks.database.columns import metadata
from pressmine.sinks.database.connection import NEWER, Database, DatabaseError, connect

#: Every version that there was, oldest first: the names of the files in `migrations/versions`.
VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
VERSION_TABLE = "pressmine_schema"

assert contents.CONTENTS, "importing it completes the metadata"


def open_database(address: str, must_exist: bool = False) -> Database:
    """Open a database and bring its tables up to date. Raises DatabaseError.

    `must_exist` refuses to make a new SQLite file, for commands that only read.
    """
    database = connect(address, must_exist)
    try:
        with database.reading() as connection:
            _check(connection, database.shown)
            current = version(connection)
        if current != VERSIONS[-1]:
            with database.writing() as connection:
                if version(connection) != VERSIONS[-1]:  # another loader may have been quicker
                    _upgrade(connection)
    except BaseException:
        database.close()
        raise
    return database


def version(connection: Connection) -> str | None:
    """The version of the tables, null if there are none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()


def _check(connection: Connection, where: str) -> None:
    current = version(connection)
    if current is None:
        taken = sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))
        if taken:
            raise DatabaseError(
                f"database {where} has a table {taken[0]!r} that pressmine did not make: choose another database"
            )
    elif current not in VERSIONS:
        raise DatabaseError(
            f"database {where} was written by a newer pressmine (schema {current}, this one knows {VERSIONS[-1]}): "
            "upgrade pressmine",
            NEWER,
        )
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SELECT current_setting('server_encoding')")).scalar_one()
        if encoding != "UTF8":
            raise DatabaseError(f"database {where} holds {encoding}, not UTF8: create it with ENCODING 'UTF8'")


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    views.drop_views(connection)
    with as_file(files(__package__) / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    views.make_views(connection)
