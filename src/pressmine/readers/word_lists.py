"""The word lists of the readers, which are data: `words.toml` for French, `web.toml` for the parts of web pages."""

from __future__ import annotations

from functools import cache

from pressmine.tables import read_toml


@cache
def words(file: str, name: str) -> frozenset[str]:
    """A list of a file (`web` or `words`)."""
    return frozenset(ordered(file, name))


@cache
def ordered(file: str, name: str) -> tuple[str, ...]:
    """A list in the order of its file: what comes first is preferred. KeyError if there is no such list."""
    return tuple(read_toml("pressmine.readers", f"{file}.toml")[name])


def table(file: str, name: str) -> dict[str, list[str]]:
    """A table of lists, in the order of its file."""
    found: dict[str, list[str]] = read_toml("pressmine.readers", f"{file}.toml")[name]
    return found
