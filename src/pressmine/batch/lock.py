"""One run at a time on an output folder: a lock that the system lets go of when its process dies, however it dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, Self

from pressmine.errors import RunError, reason_of
from pressmine.sinks.files import writing

if sys.platform == "win32":
    import msvcrt

    def _seize(stream: IO[bytes]) -> None:
        stream.seek(1 << 20)  # a lock there forbids reading there only: who holds it stays legible
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        stream.seek(0)
else:
    import fcntl

    def _seize(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Holds a lock file while it is entered. Raises RunError if somebody else holds it."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path = path
        self._folder = folder
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> Self:
        with writing(self._folder):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            stream = self._path.open("a+b")
        try:
            _seize(stream)
        except (BlockingIOError, PermissionError):
            stream.seek(0)
            holder = stream.read(20).decode("ascii", "replace").strip()
            stream.close()
            raise RunError(
                f"another run{f' (process {holder})' if holder else ''} is writing to {self._folder}: "
                "wait until it has ended, or choose another folder for --out"
            ) from None
        except OSError as error:
            stream.close()
            raise RunError(
                f"the output folder {self._folder} can't be locked ({reason_of(error)}): choose one on another disk"
            ) from error
        stream.seek(0)
        stream.truncate()
        stream.write(str(os.getpid()).encode())
        stream.flush()
        self._stream = stream
        return self

    def leave(self) -> None:
        """Close it in a forked process: the lock stays with the one that took it."""
        if self._stream is not None:
            os.close(self._stream.fileno())

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
