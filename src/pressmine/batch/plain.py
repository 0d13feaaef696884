"""Results as plain data: what a worker sends back, what the sink writes, what the manifest counts."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pressmine.errors import Failure
from pressmine.manifest import Tally, tally_of
from pressmine.record import ProducedBy, Record
from pressmine.sinks.json_text import to_json_and_line

Result = Record | Failure


class Engine(Protocol):
    """What reads an article: `pressmine.pipeline.Pressmine`, or a stand-in of a test."""

    produced_by: ProducedBy
    timings: dict[str, float]

    def process(self, path: Path, name: str) -> Iterator[Result]:
        """Yield a record or a failure for the file and for each of its attachments; never raise for its content."""
        ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record as its files hold it. `digest` is the document's id, the SHA-256 of the bytes that were read."""

    source: str
    digest: str
    text: str
    line: str
    tally: Tally

    def record(self) -> Record:
        """The record itself."""
        return Record.model_validate_json(self.line)


@dataclass(frozen=True, slots=True)
class Standing:
    """A record that an earlier run wrote: it is at `path`."""

    source: str
    path: Path
    tally: Tally

    def record(self) -> Record:
        """The record itself, read again. Raises OSError."""
        return Record.model_validate_json(self.path.read_bytes())


Outcome = Sheet | Standing | Failure


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one file. `seconds` is CPU time by stage; `lasting` says that a second try would say the same."""

    results: tuple[Outcome, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)
    lasting: bool = True

    def weight(self) -> int:
        """Characters that it holds, about."""
        return sum(len(r.text) + len(r.line) for r in self.results if isinstance(r, Sheet))


def answer(engine: Engine, path: Path, name: str) -> Answer:
    """Read a file and put what comes of it into plain data."""
    before = dict(engine.timings)
    results: list[Outcome] = []
    writing = 0.0
    for result in engine.process(path, name):
        started = time.process_time()
        results.append(result if isinstance(result, Failure) else sheet_of(result))
        writing += time.process_time() - started
    spent = {stage: value - before.get(stage, 0.0) for stage, value in engine.timings.items()}
    lasting = not any(isinstance(result, Failure) and not result.lasting for result in results)
    return Answer(tuple(results), {**spent, "write": writing}, lasting)


def sheet_of(record: Record) -> Sheet:
    """A record as its files hold it."""
    text, line = to_json_and_line(record)
    return Sheet(record.document.source, record.document.id, text, line, tally_of(record))
