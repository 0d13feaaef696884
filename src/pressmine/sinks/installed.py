"""Sinks that installed packages bring: entry points of the group `pressmine.sinks`, for `run --sink NAME=WHERE`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import Protocol

from pressmine.errors import RunError
from pressmine.record import Record

GROUP = "pressmine.sinks"


class Sink(Protocol):
    """What an entry point of the group gives: it takes the records of a run, and says in a sentence what it did."""

    def __call__(self, records: Iterable[Record], where: str) -> str:
        """Take the records one by one. Raises `pressmine.errors.RunError`, one sentence, where it can't."""
        ...


def open_sink(wanted: str) -> tuple[Sink, str]:
    """The sink and the place of `NAME=WHERE`. Raises RunError if there is no such sink."""
    name, _, where = wanted.partition("=")
    points = {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value))}
    if name not in points:
        there = f"installed are {', '.join(points)}" if points else "no installed package brings a sink"
        raise RunError(f"--sink {wanted}: there is no sink {name!r}; {there}")
    try:
        sink: Sink = points[name].load()
    except Exception as error:  # noqa: BLE001  # a package of somebody else's may raise anything
        raise RunError(f"the sink {name!r} can't be loaded: {type(error).__name__}: {error}") from None
    return sink, where
