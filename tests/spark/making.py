"""Extractions with a stand-in for the pipeline, and batches to feed them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pressmine.batch import Limits, Result
from pressmine.spark.partition import Extraction
from tests.fakes import FakeEngine

QUICK = Limits(timeout=1.0, memory=64 << 20, retries=1)
PATIENT = Limits(timeout=120, retries=1)
#: Names the file into which a `CountedEngine` writes its process when it is made.
LOADS = "PRESSMINE_TEST_LOADS"
#: Seconds that it takes for an article.
PACE = 0.1


class CountedEngine(FakeEngine):
    """A stand-in that says when it is loaded, and takes its time, so that kills meet it at work."""

    def __init__(self) -> None:
        super().__init__()
        with Path(os.environ[LOADS]).open("a", encoding="ascii") as stream:
            stream.write(f"{os.getpid()}\n")

    def process(self, path: Path, name: str) -> Iterator[Result]:
        time.sleep(PACE)
        return super().process(path, name)


class WaitingEngine(CountedEngine):
    """One that reads nothing before somebody was killed: a kill meets it at work, however slow the machine."""

    def process(self, path: Path, name: str) -> Iterator[Result]:
        until = time.monotonic() + PATIENT.timeout / 2
        while not gone(Path(os.environ[LOADS])).exists() and time.monotonic() < until:
            time.sleep(0.05)
        return super().process(path, name)


def gone(loads: Path) -> Path:
    """The file that says that somebody was killed."""
    return loads.with_name("killed")


def fake(mark: str = "fake", limits: Limits = QUICK, max_bytes: int = 10_000) -> Extraction:
    return Extraction(mark, FakeEngine, limits, max_bytes)


def files(contents: Mapping[str, str]) -> pa.RecordBatch:
    data = [text.encode() for text in contents.values()]
    return pa.RecordBatch.from_pydict({"name": list(contents), "content": data})


def rows(extraction: Extraction, *batches: pa.RecordBatch) -> list[dict[str, Any]]:
    return [row for batch in extraction(batches) for row in batch.to_pylist()]
