"""How much each cue counts for what a name names: one table, `weights.toml`, with the meaning of each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def weight(cue: str) -> float:
    """The weight of a cue. KeyError where the table has none of that name."""
    return _table()[cue]


@cache
def _table() -> dict[str, float]:
    text = files("pressmine.rules.names").joinpath("weights.toml").read_text(encoding="utf-8")
    return {cue: float(value) for cue, value in tomllib.loads(text).items()}
