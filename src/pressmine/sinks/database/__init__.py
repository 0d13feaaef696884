"""Records in a database: SQLite or PostgreSQL, the same tables, the same answers. `docs/database.md` explains them."""

from pressmine.sinks.database.connection import DEFAULT, FULL, NEWER, REFUSED, Database, DatabaseError
from pressmine.sinks.database.loader import Loader, Refused
from pressmine.sinks.database.schema import open_database
from pressmine.sinks.database.search import Hit, find

__all__ = [
    "DEFAULT",
    "FULL",
    "NEWER",
    "REFUSED",
    "Database",
    "DatabaseError",
    "Hit",
    "Loader",
    "Refused",
    "find",
    "open_database",
]
