"""One worker: its side of the pipe, and the side of the one that it works for."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path
from typing import Literal

from pressmine.batch.plain import Answer, Engine, answer
from pressmine.errors import RunError, reason_of

if sys.platform != "win32":
    import resource

MEGABYTE = 1 << 20
#: Starting takes seconds where each worker loads its own model, and longer on a busy machine.
_STARTING = 300.0
_READY = "ready"
#: How many objects make Python look for cycles among them. An article makes thousands, and few cycles: looking as often
#: as Python does by itself costs 7 % of the time.
_COLLECTIONS = 50_000, 20, 20
#: Whether the system keeps a process' address space within the bound that it is given.
_BOUNDS_ADDRESSES = sys.platform == "linux"
#: How a worker ends that took too much memory, and how often (seconds) it looks where the system does not.
_TOO_MUCH, _LOOKS = 113, 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """What an article may take: seconds of wall-clock time, bytes of memory next to the model's; and how often one that
    takes more, or ends its worker, is tried alone.
    """

    timeout: float = 120.0
    memory: int = 2048 * MEGABYTE
    retries: int = 1


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an article did to its worker; `how` says it in words where the kind does not."""

    kind: Literal["time", "memory", "raised", "died"]
    how: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """What a worker starts with. `engine` is None if it has to load its own; `others` are ends of pipes that a fork
    inherits and must not hold.
    """

    engine: Engine | None
    load: Callable[[], Engine] | None
    memory: int
    on_fork: Callable[[], None] | None
    others: Sequence[Connection]


def reason(trouble: Trouble, limits: Limits, alone: bool) -> str:
    """The sentence that a failure gives."""
    too = ", even alone" if alone else ""
    if trouble.kind == "time":
        return f"It takes longer than {limits.timeout:g} s{too}: split it, or raise --timeout."
    if trouble.kind == "memory":
        return f"It takes more than {limits.memory // MEGABYTE} MB of memory{too}: split it, or raise --max-memory."
    if trouble.kind == "raised":
        return f"Unexpected {trouble.how}{too}; the file may be damaged, or this is a bug to report."
    return f"It ended its worker ({trouble.how}){too}: take it out of the folder, and report it."


class Worker:
    """A process that reads one article at a time, seen from the one that it works for."""

    def __init__(self, context: ForkContext | SpawnContext, serving: Serving) -> None:
        forked = serving.engine is not None
        self.connection, theirs = context.Pipe()
        if forked:
            serving = Serving(serving.engine, None, serving.memory, serving.on_fork, [*serving.others, self.connection])
        self.process = context.Process(target=_serve, args=(theirs, serving, os.getpid()), daemon=True)
        try:
            with warnings.catch_warnings(), _no_interrupt():
                # Python warns of any fork beside threads; a worker uses none of the locks that they may hold
                warnings.simplefilter("ignore", DeprecationWarning)
                self.process.start()
        except OSError as error:
            raise RunError(f"no worker can be started ({reason_of(error)}): lower --workers") from error
        theirs.close()
        self.served = 0
        self.deadline = 0.0
        self._position: int | None = None
        self._loading = not forked

    @property
    def busy(self) -> bool:
        """Whether it has an article."""
        return self._position is not None

    @property
    def free(self) -> bool:
        """Whether it could take one."""
        return self._position is None

    def give(self, position: int, path: Path, name: str, timeout: float) -> bool:
        """Hand over an article; False if the worker is not there any more."""
        try:
            self.connection.send((path, name))
        except OSError:
            return False
        self._position = position
        self.deadline = time.monotonic() + (_STARTING if self._loading else timeout)
        return True

    def take(self) -> int:
        """The position of the article that it had; now it has none."""
        assert self._position is not None, "it was given one"
        position, self._position = self._position, None
        self.served += 1
        return position

    def hear(self, timeout: float) -> Answer | Trouble | RunError | None:
        """What it says; None if it only says that it is ready now."""
        try:
            said = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            if self.process.exitcode == _TOO_MUCH:
                return Trouble("memory")
            if self._loading:
                return RunError(f"a worker ended while it started ({_ended(self.process.exitcode)}): report it")
            return Trouble("died", _ended(self.process.exitcode))
        if said == _READY:
            self._loading = False
            self.deadline = time.monotonic() + timeout
            return None
        assert isinstance(said, Answer | Trouble | RunError), said
        return said

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def _ended(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    return f"signal {name}" + (", perhaps for want of memory" if name == "SIGKILL" else "")


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C waits until a new worker has said that it does not mind."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, serving: Serving, parent: int) -> None:
    """What a worker does with its life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the one that it works for decides
    _die_with(parent)
    for other in serving.others:
        other.close()
    if serving.on_fork is not None:
        serving.on_fork()
    engine = serving.engine
    if engine is None:
        assert serving.load is not None, "one of both is given"
        try:
            engine = serving.load()
        except RunError as error:
            connection.send(error)
            return
        gc.freeze()  # the model is not garbage; one that was forked had this done before
        connection.send(_READY)
    gc.set_threshold(*_COLLECTIONS)
    _bound_memory(serving.memory)
    while True:
        try:
            path, name = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(_try(engine, path, name))
        except BrokenPipeError:
            return


def _try(engine: Engine, path: Path, name: str) -> Answer | Trouble:
    try:
        return answer(engine, path, name)
    except MemoryError:
        return Trouble("memory")
    except BaseException as error:  # noqa: BLE001 - rules of users may raise even what ends a process
        said = " ".join(str(error).split())[:200]
        return Trouble("raised", f"{type(error).__name__}: {said}" if said else type(error).__name__)


def _die_with(parent: int) -> None:
    """A worker must not outlive a run that was killed. Elsewhere than on Linux it ends when its pipe does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)


def _bound_memory(more: int) -> None:
    """Let the process grow by so many bytes and no further; no core is dumped. Linux bounds the address space; macOS
    does not keep to that, so the process looks at itself there; Windows knows no such bound.
    """
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not _BOUNDS_ADDRESSES:
        threading.Thread(target=_watch_memory, args=(_peak() + more,), daemon=True).start()
        return
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + more
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _watch_memory(most: int) -> None:
    """End this process when its memory has once been larger than so many bytes."""
    while _peak() <= most:
        time.sleep(_LOOKS)
    os._exit(_TOO_MUCH)


def _peak() -> int:
    """The most bytes of memory that this process has ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # kilobytes but on macOS
