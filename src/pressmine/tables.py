"""The files of the package: its TOML tables, read once, and everything that decides what a run finds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


@cache
def read_toml(package: str, *path: str) -> dict[str, Any]:
    """The content of a file below a package. Raises FileNotFoundError if there is none."""
    return tomllib.loads(files(package).joinpath(*path).read_text(encoding="utf-8"))


def package_files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    """The code and data files below a folder of the package, in order of their names; each with its path below it."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        name = f"{above}/{path.name}"
        if path.is_dir():
            yield from package_files(path, name)
        elif path.name.endswith((".py", ".toml", ".yaml", ".csv")):
            yield name, path
