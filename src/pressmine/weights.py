"""Weights and thresholds: one table, `weights.toml`, with the meaning of each."""

from __future__ import annotations

from pressmine.tables import read_toml


def weight(name: str) -> float:
    """A weight by its name. KeyError where the table has none of that name."""
    return float(read_toml("pressmine", "weights.toml")[name])
