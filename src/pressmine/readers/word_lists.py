"""The word lists of the readers, which are data: `words.toml` for French, `web.toml` for the parts of web pages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(file: str, name: str) -> frozenset[str]:
    """A list of a file (`web` or `words`)."""
    return frozenset(ordered(file, name))


@cache
def ordered(file: str, name: str) -> tuple[str, ...]:
    """A list in the order of its file: what comes first is preferred. KeyError where there is no such list."""
    lists = tomllib.loads((files("pressmine.readers") / f"{file}.toml").read_text("utf-8"))
    return tuple(lists[name])


@cache
def table(file: str, name: str) -> dict[str, list[str]]:
    """A table of lists, in the order of its file."""
    found: dict[str, list[str]] = tomllib.loads((files("pressmine.readers") / f"{file}.toml").read_text("utf-8"))[name]
    return found
