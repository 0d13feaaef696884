"""Word lists as data: each is a `.toml` file beside this module that a French speaker can mend."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `french/<name>.toml`. FileNotFoundError where the package has no such file."""
    return tomllib.loads(files("pressmine.french").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(key: str, name: str = "words") -> frozenset[str]:
    """One list of a file, as a set.

    >>> "mme" in words("abbreviations")
    True
    """
    return frozenset(load(name)[key])
