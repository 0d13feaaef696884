"""The word lists of rules, `rules/data/*.toml`: folded (lower case, no accents), as a document's fold is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pressmine.french.alternatives import any_of as any_of
from pressmine.french.folding import fold
from pressmine.tables import read_toml


@cache
def word_list(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of `data/NAME.toml`, each with its entries folded, in the file's order, each once."""
    found = _flat(read_toml("pressmine.rules", "data", f"{name}.toml"))
    return {key: tuple(dict.fromkeys(map(fold, entries))) for key, entries in found}


def _flat(data: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Lists by name; those of a table `[regions]` are called `regions.CH`."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
