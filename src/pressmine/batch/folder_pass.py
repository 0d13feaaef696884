"""One pass over a folder: its articles are read one by one, written, put into the journal and counted."""

from __future__ import annotations

import hashlib
import os
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from pressmine.batch.known import Journal, fingerprint, product_of
from pressmine.batch.lock import FolderLock
from pressmine.batch.plain import Answer, Engine, Outcome, Result, Sheet, Standing
from pressmine.batch.recipe import Recipe
from pressmine.batch.worker import Limits
from pressmine.batch.workers import Here, Job, Pool, can_start, start_method
from pressmine.errors import Failure, RunError, StageError
from pressmine.folder import survey
from pressmine.manifest import Manifest
from pressmine.readers import MAX_BYTES
from pressmine.record import ProducedBy
from pressmine.sinks.files import FileSink, writing


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch runs. `workers` is the number of processes; None reads in this process, unshielded and untimed.

    `force` forgets what earlier runs did; `prune` removes the records of articles that are gone, which stay otherwise.
    A file beyond `max_bytes` is never known: reading it fails at once.
    """

    workers: int | None = None
    limits: Limits = Limits()  # noqa: RUF009 - it is frozen
    force: bool = False
    max_bytes: int = MAX_BYTES
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One file done: its name, what became of it (several for a mail with attachments), whether it was known."""

    name: str
    outcomes: tuple[Outcome, ...]
    known: bool = False

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What failed of it."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Failure))

    @property
    def results(self) -> tuple[Result, ...]:
        """The records themselves, and the failures. Raises OSError if a known record can't be read again."""
        return tuple(o if isinstance(o, Failure) else o.record() for o in self.outcomes)


class Batch:
    """One pass over a folder. It knows from the start how many `steps` it takes (`total`: its articles, and the folders
    that can't be listed); its `manifest` is whole at the end.

    `load` is called where there is an article to read: here once, or once in each worker where those don't fork.
    `produced_by` says without loading what `load` will make; without it nothing is known from earlier runs. `known`
    counts the files that were, `removed` the records of earlier runs that went; `notice` is a sentence for the user or
    None. Raises RunError if the folder can't be read.
    """

    def __init__(
        self,
        folder: Path,
        out: Path | None,
        load: Callable[[], Engine],
        is_article: Callable[[str], bool],
        options: Options = Options(),
        produced_by: Callable[[], ProducedBy] | None = None,
    ) -> None:
        if out is not None:
            _keep_apart(folder, out)
        self._found = survey(folder, is_article)
        self._out = out
        self._load = load
        self._produced_by = produced_by
        self._options, self.notice = _possible(options, load)
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self.total = len(self._found.articles) + len(self._found.failures)
        self.known = self.removed = 0
        self._names = frozenset(article.name for article in self._found.articles)
        self._unlisted = frozenset(failure.path for failure in self._found.failures)
        self._unsettled: set[str] = set()
        self.manifest = Manifest(
            folder=folder.resolve().name or "/", files=len(self._found.articles), skipped=self._found.skipped
        )

    def steps(self) -> Generator[Step, None, None]:
        """Read the articles and yield each, in the order of their names, when it is done and written.

        Raises RunError if the output can't be written, another run is writing to it, or it has records of other
        articles only.
        """
        started = time.perf_counter()
        manifest = self.manifest
        with ExitStack() as stack:
            sink: FileSink | None = None
            lock: FolderLock | None = None
            if self._out is not None:
                sink = FileSink(self._out)
                sink.check()
                lock = stack.enter_context(FolderLock(sink.own / "lock", self._out))
                self._refuse_another_folder(sink)
                stack.enter_context(sink.begin(manifest.to_json("incomplete")))
            for failure in self._found.failures:
                manifest.add(failure)
                yield Step(failure.path, (failure,))
            journal = self._journal(sink)
            if journal is not None:
                stack.callback(journal.close)
            yield from self._articles(sink, journal, lock)
            manifest.seconds = {**self._seconds, "total": time.perf_counter() - started}
            if sink is not None:
                self._finish(sink, journal)

    def _journal(self, sink: FileSink | None) -> Journal | None:
        if not self._found.articles:
            return None
        if self._produced_by is not None:
            self.manifest.produced_by = self._produced_by()
        if sink is None or self.manifest.produced_by is None:
            return None
        path = sink.own / "known.jsonl"
        product = self._load.product(product_of(path)) if isinstance(self._load, Recipe) else ""
        mark = fingerprint(self.manifest.produced_by, product)
        journal = Journal(path, mark, self._names, self._options.force, product)
        sink.owned = journal.paths
        with writing(sink.out):
            journal.begin()
        return journal

    def _articles(self, sink: FileSink | None, journal: Journal | None, lock: FolderLock | None) -> Iterator[Step]:
        reader: Here | Pool
        if self._options.workers is None:
            reader = Here(self._loaded)
        else:
            load = self._loaded if start_method() == "fork" else self._load
            leave = lock.leave if lock is not None else None
            reader = Pool(load, self._options.workers, self._options.limits, leave)
        try:
            for job, answer in reader.answers(self._jobs(sink, journal)):
                yield self._done(job, answer, sink, journal)
        finally:
            reader.close()

    def _loaded(self) -> Engine:
        started = time.process_time()
        engine = self._load()
        self.manifest.produced_by = engine.produced_by
        self._seconds["load"] = time.process_time() - started
        return engine

    def _jobs(self, sink: FileSink | None, journal: Journal | None) -> Iterator[Job]:
        for article in self._found.articles:
            if sink is None or journal is None:
                yield Job(article.path, article.name)
                continue
            digest = _digest(article.path, self._options.max_bytes)
            known = journal.find(article.name, digest, sink.records) if digest is not None else None
            yield Job(article.path, article.name, digest, known)

    def _done(self, job: Job, answer: Answer, sink: FileSink | None, journal: Journal | None) -> Step:
        """Write what came of a file, then put it into the journal, then count it."""
        for stage, seconds in answer.seconds.items():
            self._seconds[stage] += seconds
        started = time.process_time()
        outcomes = answer.results
        if sink is not None:
            outcomes = tuple(_written(sink, outcome) for outcome in outcomes)
        if job.answer is not None:
            self.known += 1
        elif not answer.lasting or outcomes != answer.results:
            self._unsettled.add(job.name)
        elif journal is not None and sink is not None:
            # a file that changed between our look at it and the worker's is not a file that is known
            same = all(o.digest == job.digest for o in outcomes if isinstance(o, Sheet) and o.source == job.name)
            if job.digest is not None and same:
                with writing(sink.out):
                    journal.add(job.name, job.digest, answer)
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self.manifest.add(outcome)
            else:
                self.manifest.count(outcome.tally, outcome.source)
        self._seconds["write"] += time.process_time() - started
        return Step(job.name, outcomes, job.answer is not None)

    def _refuse_another_folder(self, sink: FileSink) -> None:
        """An empty folder, a disk that is not mounted, another folder: they cost no record of an earlier run."""
        if self._options.prune or any(map(sink.has, self._names)) or not sink.holds_records():
            return
        raise RunError(
            f"{sink.out} has records, and none is of an article in the input folder: is it the right one, and mounted? "
            "--prune removes them; another --out leaves them alone"
        )

    def _stays(self, source: str) -> bool:
        """Whether a record of an earlier run stays though this one did not write it."""
        parts = source.split("/")
        above = {"/".join(parts[:n]) for n in range(1, len(parts) + 1)}
        here = above & self._names
        for_now = bool(here & self._unsettled or above & self._unlisted)  # its article could not be read this time
        stays = for_now or not (here or self._options.prune)
        if stays:
            self.manifest.kept[source] = "failed" if for_now else "gone"
        return stays

    def _finish(self, sink: FileSink, journal: Journal | None) -> None:
        self.removed = sink.sweep(self._stays)
        whole = journal is not None and self.known == len(journal)
        lines = sink.finish(self.manifest.to_json("complete"), journal.lines if journal and whole else None)
        if journal is not None:
            with writing(sink.out):
                journal.end(lines)


def _possible(options: Options, load: Callable[[], Engine]) -> tuple[Options, str | None]:
    """The options as far as this machine can follow them, and what to tell the user of it."""
    if options.workers is None or can_start(load):
        return options, None
    return replace(options, workers=None), (
        "rules written in Python can't be sent to other processes on this system: one process reads all, unshielded"
    )


def _written(sink: FileSink, outcome: Outcome) -> Outcome:
    try:
        if isinstance(outcome, Sheet):
            sink.write(outcome.source, outcome.text, outcome.line)
        elif isinstance(outcome, Standing):
            sink.keep(outcome.source)
    except StageError as error:
        assert not isinstance(outcome, Failure), "a failure is not written"
        return Failure(outcome.source, error.stage, error.reason)
    return outcome


def _digest(path: Path, most: int) -> str | None:
    """The SHA-256 of a file's bytes; None if it is larger, can't be read, or is not a file any more."""
    try:
        with path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > most:
                return None
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _keep_apart(folder: Path, out: Path) -> None:
    source, target = folder.resolve(), out.resolve()
    if target.is_relative_to(source):
        raise RunError(f"the output folder {out} lies inside the input folder {folder}: choose one outside of it")
    if source.is_relative_to(target / "records"):
        raise RunError(f"the input folder {folder} lies among the records of {out}: choose another output folder")
