"""Files that appear whole or not at all, and are on the disk when it matters."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from pathlib import Path

PART = ".pressmine-"


def write_whole(path: Path, text: str, part: Path | None = None, lasting: bool = False) -> None:
    """Write a file under another name and rename it, so that nobody ever sees half of it.

    `part` is the other name, on the same disk; by default one next to the path. With `lasting` it is on the disk, not
    only on its way there, before it has its name: a power cut leaves the old file or the new one. Raises OSError.
    Folders above the path are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if part is None:
        digest = hashlib.sha256(os.fsencode(path.name)).hexdigest()
        part = path.with_name(f"{PART}{digest[:16]}.part")
    try:
        part.write_bytes(text.encode())
        if lasting:
            with part.open("r+b") as stream:
                os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def settle(folder: Path) -> None:
    """Wait until everything written to a folder's disk is on it: one call for thousands of files, of which each would
    cost milliseconds. Raises OSError. On Windows it does nothing.
    """
    if sys.platform == "linux":
        at = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(at):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(folder))
        finally:
            os.close(at)
    elif hasattr(os, "sync"):
        os.sync()
