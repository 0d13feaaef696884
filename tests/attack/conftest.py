"""The databases of tests/database/, which are attacked here."""

from tests.database.conftest import kind, places, server

__all__ = ["kind", "places", "server"]
