"""The word lists of `lists/*.toml`, read once, folded, ready to look words up in.

A list says something of French (a legal form, a title, a given name), never of a document.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pressmine.french.folding import fold
from pressmine.french.known import read_table
from pressmine.tables import read_toml


def read_list(name: str) -> dict[str, Any]:
    """The content of `lists/NAME.toml`. Raises FileNotFoundError if there is no such list."""
    return read_toml("pressmine.french", "lists", f"{name}.toml")


@cache
def folded_set(name: str, key: str) -> frozenset[str]:
    """The entries of one key, folded; a key that holds a text has its words as entries."""
    value = read_list(name)[key]
    entries = value.split() if isinstance(value, str) else value
    return frozenset(fold(entry) for entry in entries)


@cache
def given_names() -> frozenset[str]:
    """Given names, folded, including those that are also common words."""
    lists = (folded_set("given_names", key) for key in ("french", "world", "origins"))
    return ambiguous_names().union(*lists)


@cache
def ambiguous_names() -> frozenset[str]:
    """Given names that are also common words, months or places."""
    return folded_set("given_names", "ambiguous")


#: Lists of `things.toml` that are not common nouns before a name.
_OTHER_LISTS = ("endings", "channels", "channel_cues")


@cache
def things() -> dict[str, str]:
    """Common nouns that show that the name next to them is not a body: folded noun -> its kind (product, event, place,
    …).
    """
    return {
        fold(noun): kind for kind, nouns in read_list("things").items() if kind not in _OTHER_LISTS for noun in nouns
    }


@cache
def no_names(kind: str | None = None) -> frozenset[str]:
    """Capitalised words that name nothing, folded, from `terms/sans-nom.csv`: all of them or one kind (`sigle`, `mot`).

    The rule `names.no-name` looks them up.
    """
    path = Path(str(files("pressmine.french"))).joinpath("terms", "sans-nom.csv")
    return frozenset(fold(row.name) for row in read_table(path) if kind in (None, row.type))
