"""Weights and thresholds: one table, `weights.toml`, with the meaning of each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def weight(name: str) -> float:
    """A weight by its name. KeyError where the table has none of that name."""
    return _table()[name]


@cache
def _table() -> dict[str, float]:
    text = files("pressmine").joinpath("weights.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text).items()}
