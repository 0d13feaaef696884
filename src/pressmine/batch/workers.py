"""Workers in processes of their own: whatever an article does to one of them costs that article and no other.

A worker is forked when the engine is loaded (where the system forks safely; elsewhere each loads its own), takes one
article at a time and sends plain data back. An article that raises, takes too long, takes too much memory or ends its
worker is tried again when nothing else runs, so that no neighbour can be to blame; then it is set aside with a reason.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path

from pressmine.batch.plain import Answer, Engine, answer
from pressmine.batch.worker import Limits, Serving, Trouble, Worker, reason
from pressmine.errors import Failure, RunError
from pressmine.french.dates.other import warm

#: Files that may be done before the one that all wait for; and characters of results that may lie ready.
_AHEAD, _READY = 500, 100_000_000
#: A worker is replaced after so many files: what spaCy keeps of every new word never adds up.
_SERVES = {"fork": 500, "spawn": 10_000}
_NO_MEMORY = "There was not enough memory for it: run again with less beside it, or with workers."


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read; `answer` is there from the start where it is known. `digest` is of its bytes, where small."""

    path: Path
    name: str
    digest: str | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A file that did something to its worker, so many times."""

    position: int
    job: Job
    tries: int


class Here:
    """Answers in this process, one after the other: nothing shields it from what an article does."""

    def __init__(self, load: Callable[[], Engine]) -> None:
        self._load = load
        self._engine: Engine | None = None

    def answers(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Answer]]:
        """Yield every job with its answer, in order."""
        for job in jobs:
            if job.answer is not None:
                yield job, job.answer
                continue
            if self._engine is None:
                self._engine = self._load()
            try:
                found = answer(self._engine, job.path, job.name)
            except MemoryError:
                found = Answer((Failure(job.name, "read", _NO_MEMORY),), lasting=False)
            yield job, found

    def close(self) -> None:
        """Nothing to end."""


class Pool:
    """Answers from worker processes. `load` is called once here where they fork, else once in each.

    `on_fork` is called in each worker as it starts. Raises RunError if no worker can be started.
    """

    def __init__(
        self,
        load: Callable[[], Engine],
        workers: int,
        limits: Limits,
        on_fork: Callable[[], None] | None = None,
        method: str | None = None,
    ) -> None:
        self._method = method or start_method()
        self._load = load
        self._size = workers
        self._limits = limits
        self._on_fork = on_fork
        self._engine: Engine | None = None
        self._workers: list[Worker] = []
        self._suspects: deque[_Suspect] = deque()
        self._ready: dict[int, tuple[Job, Answer]] = {}
        self._jobs: dict[int, Job] = {}
        self._weight = 0
        self._alone: _Suspect | None = None

    def answers(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Answer]]:
        """Yield every job with its answer, in order, however they come in."""
        source = iter(jobs)
        given = taken = 0
        more = True
        while True:
            while more and self._may_give(given - taken):
                job = next(source, None)
                if job is None:
                    more = False
                    break
                self._give(given, job)
                given += 1
                if taken in self._ready:
                    break
            self._try_alone(blocked=not more or given - taken >= _AHEAD or self._weight > _READY)
            while taken in self._ready:
                job, found = self._ready.pop(taken)
                self._weight -= found.weight()
                taken += 1
                yield job, found
            if not more and taken == given:
                return
            if not more or not self._may_give(given - taken):
                self._wait()

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _may_give(self, ahead: int) -> bool:
        if self._alone is not None or ahead >= _AHEAD or self._weight > _READY:
            return False
        return len(self._workers) < self._size or any(w.free for w in self._workers)

    def _give(self, position: int, job: Job) -> None:
        if job.answer is not None:
            self._put(position, job, job.answer)
            return
        self._jobs[position] = job
        worker = next((w for w in self._workers if w.free), None) or self._start()
        self._hand(worker, position, job)

    def _hand(self, worker: Worker, position: int, job: Job) -> None:
        if not worker.give(position, job.path, job.name, self._limits.timeout):
            self._lost(worker)  # it died idle: a fresh one takes the file
            self._start().give(position, job.path, job.name, self._limits.timeout)

    def _put(self, position: int, job: Job, found: Answer) -> None:
        self._jobs.pop(position, None)
        self._ready[position] = job, found
        self._weight += found.weight()

    def _try_alone(self, blocked: bool) -> None:
        """When everybody else is done or has to wait, try the first suspect in a fresh worker."""
        if self._suspects and blocked and self._alone is None and not any(w.busy for w in self._workers):
            suspect = self._alone = self._suspects.popleft()
            self.close()
            self._jobs[suspect.position] = suspect.job
            self._hand(self._start(), suspect.position, suspect.job)

    def _start(self) -> Worker:
        if self._method == "fork" and self._engine is None:
            self._engine = self._load()
            warm()  # a fifth of a second, which each worker would spend again at the first foreign date
            gc.collect()
            gc.freeze()  # the model is not garbage: no collection has to walk through it, and workers share its pages
        others = [w.connection for w in self._workers]
        serving = Serving(self._engine, self._load, self._limits.memory, self._on_fork, others)
        if self._method != "fork":
            serving = replace(serving, on_fork=None, others=[])
        worker = Worker(_context(self._method), serving)
        self._workers.append(worker)
        return worker

    def _wait(self) -> None:
        """Until a worker has something to say, has died, or has used up its time."""
        busy = [w for w in self._workers if w.busy]
        until = min((w.deadline for w in busy), default=time.monotonic())
        by_connection = {w.connection: w for w in busy}
        heard = wait(list(by_connection), max(0.0, until - time.monotonic()))
        for connection in heard:
            assert isinstance(connection, Connection)
            self._hear(by_connection[connection])
        now = time.monotonic()
        for worker in busy:
            if worker.busy and worker.deadline <= now and worker.connection not in heard:
                self._troubled(worker, Trouble("time"))

    def _hear(self, worker: Worker) -> None:
        said = worker.hear(self._limits.timeout)
        if isinstance(said, RunError):
            raise said
        if isinstance(said, Trouble):
            self._troubled(worker, said)
        elif said is not None:
            position = worker.take()
            self._put(position, self._jobs[position], said)
            if self._alone is not None:
                self._alone = None
            if worker.served >= _SERVES[self._method]:
                self._lost(worker)

    def _troubled(self, worker: Worker, trouble: Trouble) -> None:
        position = worker.take()
        self._lost(worker)
        tries = self._alone.tries + 1 if self._alone is not None else 0
        self._alone = None
        job = self._jobs.pop(position)
        if tries < self._limits.retries:
            suspect = _Suspect(position, job, tries)
            self._suspects.append(suspect)
            return
        failure = Failure(job.name, "worker", reason(trouble, self._limits, tries > 0))
        self._put(position, job, Answer((failure,), lasting=False))

    def _lost(self, worker: Worker) -> None:
        worker.kill()
        self._workers.remove(worker)


def _context(method: str) -> ForkContext | SpawnContext:
    return multiprocessing.get_context("fork") if method == "fork" else multiprocessing.get_context("spawn")


def start_method() -> str:
    """How workers come about here: forking is safe on Linux; macOS' own libraries don't bear it, Windows has none."""
    forks = sys.platform not in ("darwin", "win32") and "fork" in multiprocessing.get_all_start_methods()
    return "fork" if forks else "spawn"


def can_start(load: Callable[[], Engine], method: str | None = None) -> bool:
    """Whether workers can be started: where they don't fork, what loads their engine must be something to send."""
    if (method or start_method()) == "fork":
        return True
    try:
        pickle.dumps(load)
    except (pickle.PicklingError, TypeError, AttributeError):
        return False
    return True
