"""What runs on the cluster: batches of articles in, batches of rows out, each article shielded from every other.

Spark keeps its Python workers from task to task. Each loads the language model once and reads in a child process of
its own, the worker of a local run: so what an article does to its process never reaches Spark, which would run the
whole task again, meet the article again, and give up.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pressmine.batch.plain import Answer, Engine, Outcome
from pressmine.batch.recipe import Recipe
from pressmine.batch.worker import Limits
from pressmine.batch.workers import Job, Pool
from pressmine.errors import Failure, StageError
from pressmine.readers import check_size, format_of, no_reader
from pressmine.sinks.files import taken
from pressmine.spark.columns import batch, row
from pressmine.spark.rulefiles import RuleFiles

if TYPE_CHECKING:
    from pressmine.evidence import Rule

#: A batch of rows ends with this many, or so many characters of JSON.
_ROWS, _CHARACTERS = 100, 8_000_000


@dataclass(frozen=True, slots=True)
class Loader:
    """Makes the pipeline in a worker, out of rule files that travelled there."""

    rules: tuple[RuleFiles | Rule, ...]
    max_bytes: int

    def __call__(self) -> Engine:
        """The pipeline. Raises as `pressmine.load` does."""
        with tempfile.TemporaryDirectory(prefix="pressmine-rules-", dir=_scratch()) as folder:
            given = [
                rule.unpack(Path(folder, str(number))) if isinstance(rule, RuleFiles) else rule
                for number, rule in enumerate(self.rules)
            ]
            return Recipe(tuple(given), self.max_bytes, trust=True)()  # where the job began, they were looked at


@dataclass(frozen=True, slots=True)
class Extraction:
    """A function for `DataFrame.mapInArrow`: what `pressmine.spark.extraction` gives, see there.

    `mark` tells it from any other in the memory of a worker. `load` makes the engine; it must be something to send.
    """

    mark: str
    load: Loader | type[Engine]
    limits: Limits
    max_bytes: int
    text_format: str = "txt"

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Read the articles of one partition. Raises RunError if no article could be read here."""
        pool = _pool_of(self)
        done = False
        try:
            with tempfile.TemporaryDirectory(prefix="pressmine-", dir=_scratch()) as folder:
                jobs = self._jobs(batches, Path(folder))
                yield from _batches(_rows(pool.answers(jobs)))
            done = True
        finally:
            if not done:  # a task that is given up leaves an article with its worker: the next one starts afresh
                _forget()

    def _jobs(self, batches: Iterable[pa.RecordBatch], folder: Path) -> Iterator[Job]:
        number = 0
        for given in batches:
            for article in _articles(given):
                number += 1
                try:
                    suffix = self._checked(article)
                except StageError as error:
                    failure = Failure(article.name, error.stage, error.reason)
                    yield Job(Path(), article.name, answer=Answer((failure,)))
                    continue
                path = folder / f"{number}{suffix}"
                path.write_bytes(article.data)
                yield Job(path, article.name)

    def _checked(self, article: _Article) -> str:
        """The suffix under which a reader takes it. Raises StageError if no reader would."""
        if not article.name:
            raise StageError("read", "The row has no name: give every article one of its own.")
        if article.copy > 1:
            raise taken(article.name)
        check_size(article.length, self.max_bytes)
        if article.is_text:
            return f".{self.text_format}"
        if format_of(article.name) is None:
            raise no_reader(article.name)
        return PurePosixPath(article.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class _Article:
    """A row that came in. `copy` counts those of one name, `length` is there even where the data was left out."""

    name: str
    data: memoryview | bytes
    is_text: bool
    length: int
    copy: int


def _articles(given: pa.RecordBatch) -> Iterator[_Article]:
    columns = {name: given.column(name) for name in given.schema.names}
    is_text = "content" not in columns
    contents = columns["text" if is_text else "content"]
    nothing = [None] * given.num_rows
    names, lengths, copies = (columns[n].to_pylist() if n in columns else nothing for n in ("name", "length", "copy"))
    for name, length, copy, content in zip(names, lengths, copies, contents, strict=True):
        buffer = content.as_buffer()
        data = b"" if buffer is None else memoryview(buffer)
        yield _Article(name or "", data, is_text, len(data) if length is None else length, copy or 1)


def _rows(answers: Iterable[tuple[Job, Answer]]) -> Iterator[dict[str, Any]]:
    for job, answer in answers:
        if job.answer is None:
            job.path.unlink(missing_ok=True)
        there: set[str] = set()
        for position, outcome in enumerate(answer.results):
            yield row(job.name, position, _once(outcome, there))


def _once(outcome: Outcome, there: set[str]) -> Any:
    """A local run keeps one record for a name, the first; so do we."""
    if isinstance(outcome, Failure) or outcome.source not in there:
        there.add(outcome.path if isinstance(outcome, Failure) else outcome.source)
        return outcome
    error = taken(outcome.source)
    return Failure(outcome.source, error.stage, error.reason)


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    waiting: list[dict[str, Any]] = []
    weight = 0
    for one in rows:
        waiting.append(one)
        weight += len(one["json"] or "")
        if len(waiting) >= _ROWS or weight >= _CHARACTERS:
            yield batch(waiting)
            waiting, weight = [], 0
    if waiting:
        yield batch(waiting)


@dataclass(slots=True)
class _Kept:
    """What a Python worker of Spark's keeps from task to task: the engine is loaded once."""

    mark: str = ""
    pool: Pool | None = None
    engines: dict[str, Engine] = field(default_factory=dict)


_KEPT = _Kept()


def _pool_of(extraction: Extraction) -> Pool:
    if _KEPT.mark != extraction.mark:
        _forget()
        _KEPT.engines.clear()
        _KEPT.mark = extraction.mark
    if _KEPT.pool is None:
        _KEPT.pool = Pool(_Once(extraction.mark, extraction.load), 1, extraction.limits)
    return _KEPT.pool


def _forget() -> None:
    if _KEPT.pool is not None:
        _KEPT.pool.close()
        _KEPT.pool = None


@dataclass(frozen=True, slots=True)
class _Once:
    """Loads an engine the first time that this process asks for it."""

    mark: str
    load: Loader | type[Engine]

    def __call__(self) -> Engine:
        if self.mark not in _KEPT.engines:
            _KEPT.engines[self.mark] = self.load()
        return _KEPT.engines[self.mark]


def _scratch() -> str | None:
    """Spark's own folder on this machine, which it removes whatever becomes of us; None if we run without it."""
    first = os.environ.get("SPARK_LOCAL_DIRS", "").split(",")[0]
    return first if first and Path(first).is_dir() else None
