"""The data files of the package that are written in TOML: read once, wherever they stand."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_toml(package: str, *path: str) -> dict[str, Any]:
    """The content of a file below a package. Raises FileNotFoundError where there is none."""
    return tomllib.loads(files(package).joinpath(*path).read_text(encoding="utf-8"))
