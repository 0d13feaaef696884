"""From records that were written before into a database."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO

from pressmine.sinks.database.connection import Database
from pressmine.sinks.database.loader import Loader
from pressmine.sinks.database.writing import Counts
from pressmine.sinks.stored import Aside, Invalid, Stored, read_stored


def load_stored(
    database: Database, where: str, collection: str, stdin: BinaryIO, aside: Aside, complain: Callable[[str], None]
) -> Counts:
    """Load records from a folder, a file or standard input. Lines that are not records are kept `aside`.

    `complain` gets a sentence for each of them. Raises DatabaseError and RunError.
    """
    with Loader[Stored](database, collection, "load") as loader:
        for stored, result in read_stored(where, stdin):
            if isinstance(result, Invalid):
                loader.reject(stored, result.reason)
            else:
                loader.add(result, stored)
            _drain(loader, aside, complain)
        counts = loader.finish()
        _drain(loader, aside, complain)
    return counts


def load_run(
    database: Database,
    lines: Path,
    collection: str,
    failed: Collection[str],
    gone: Collection[str],
    prune: bool,
    complain: Callable[[str], None],
) -> Counts:
    """Load what a run wrote (its `records.jsonl`), and mark what vanished from its folder since the last one.

    `failed` are the paths that gave no record this time, `gone` the sources whose records only stayed. Raises
    DatabaseError and RunError.
    """
    present: set[str] = set()
    with lines.open("rb") as stream, Loader[Stored](database, collection, "run") as loader:
        for stored, result in read_stored(str(lines), stream):
            if isinstance(result, Invalid):
                loader.reject(stored, result.reason)
            elif result.document.source not in gone:
                present.add(result.document.source)
                loader.add(result, stored)
        loader.flush()
        _drain(loader, None, complain)
        warning = loader.vanish(present, failed, prune)
        if warning:
            complain(warning)
        return loader.finish()


def _drain(loader: Loader[Stored], aside: Aside | None, complain: Callable[[str], None]) -> None:
    for refused in loader.refused:
        if aside is not None and refused.token.line is not None:
            aside.keep(refused.token)
        complain(f"{refused.token}: {refused.reason}")
    loader.refused.clear()
