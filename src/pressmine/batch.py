"""A folder from end to end: find the articles, read each, write the records, keep count. One bad file stops nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pressmine.errors import Failure, RunError, StageError
from pressmine.folder import survey
from pressmine.manifest import Manifest
from pressmine.readers import format_of
from pressmine.record import ProducedBy, Record
from pressmine.sinks.files import FileSink

Result = Record | Failure


class Engine(Protocol):
    """What reads an article: `pressmine.pipeline.Pressmine`, or a stand-in of a test."""

    produced_by: ProducedBy
    timings: dict[str, float]

    def process(self, path: Path, name: str) -> Iterator[Result]:
        """Yield a record or a failure for the file and for each of its attachments; never raise for its content."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One file done: its name, and the results that it gave (several for a mail with attachments)."""

    name: str
    results: tuple[Result, ...]


class Batch:
    """One pass over a folder. It knows its articles (`total`) from the start, its `manifest` is whole at the end.

    `load` is called once, and only where there is an article to read. Raises RunError where the folder can't be read.
    """

    def __init__(
        self, folder: Path, out: Path | None, load: Callable[[], Engine], is_article: Callable[[str], bool]
    ) -> None:
        if out is not None:
            _keep_apart(folder, out)
        self._found = survey(folder, is_article)
        self._out = out
        self._load = load
        self.total = len(self._found.articles)
        self.manifest = Manifest(files=self.total, skipped=self._found.skipped)

    def steps(self) -> Generator[Step, None, None]:
        """Read the articles by name and yield each as it is done and written.

        Raises RunError where the output can't be written.
        """
        started = time.perf_counter()
        manifest = self.manifest
        with ExitStack() as stack:
            sink: FileSink | None = None
            if self._out is not None:
                sink = stack.enter_context(FileSink(self._out).begin(manifest.to_json("incomplete")))
            yield from self._unlisted()
            yield from self._articles(sink)
            manifest.seconds["total"] = time.perf_counter() - started
            if sink is not None:
                sink.finish(manifest.to_json("complete"))

    def _unlisted(self) -> Iterator[Step]:
        for failure in self._found.failures:
            self.manifest.add(failure)
            yield Step(failure.path, (failure,))

    def _articles(self, sink: FileSink | None) -> Iterator[Step]:
        if not self._found.articles:
            return
        started = time.perf_counter()
        engine = self._load()
        self.manifest.produced_by = engine.produced_by
        loading, writing = time.perf_counter() - started, 0.0
        for article in self._found.articles:
            results = tuple(engine.process(article.path, article.name))
            began = time.perf_counter()
            if sink is not None:
                results = tuple(_write(sink, result) for result in results)
            writing += time.perf_counter() - began
            for result in results:
                self.manifest.add(result)
            self.manifest.seconds = {"load": loading, **engine.timings, "write": writing}
            yield Step(article.name, results)


def run(folder: Path, out: Path | None = None, load: Callable[[], Engine] | None = None) -> Iterator[Result]:
    """Yield the results of a folder one by one; see `pressmine.run`."""
    batch = open_batch(folder, out, load)
    return (result for step in batch.steps() for result in step.results)


def open_batch(folder: Path, out: Path | None = None, load: Callable[[], Engine] | None = None) -> Batch:
    """Prepare a pass over a folder with the readers' formats and, unless another is given, the real pipeline."""
    return Batch(folder, out, load or _load_pipeline, lambda name: format_of(name) is not None)


def _load_pipeline() -> Engine:
    from pressmine.pipeline import Pressmine  # brings spaCy: only when there is an article to read

    return Pressmine()


def _write(sink: FileSink, result: Result) -> Result:
    if isinstance(result, Failure):
        return result
    try:
        sink.write(result)
    except StageError as error:
        return Failure(result.document.source, error.stage, error.reason)
    return result


def _keep_apart(folder: Path, out: Path) -> None:
    source, target = folder.resolve(), out.resolve()
    if target.is_relative_to(source):
        raise RunError(f"the output folder {out} lies inside of the input folder {folder}: choose one outside of it")
    if source.is_relative_to(target / "records"):
        raise RunError(f"the input folder {folder} lies among the records of {out}: choose another output folder")
