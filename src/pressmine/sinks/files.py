"""Records as files: one JSON file per article, and all of them as JSON lines. A file appears whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, Self

from pressmine.errors import RunError, StageError
from pressmine.record import Record

#: A file name holds at most so many bytes on the file systems in use (255), less what a suffix needs.
_NAME_BYTES = 240
_PART = ".pressmine-"
#: JSON allows these inside of a string, but tools that split lines as Unicode does would break a JSON line at them.
_LINE_BREAKS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
#: Errors that every further article would meet too: the run stops. Any other costs one article.
_HOPELESS = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO, errno.ENODEV})


def plain(record: Record) -> dict[str, Any]:
    """The record as JSON knows it, keys in the order of the schema."""
    return record.model_dump(mode="json", by_alias=True)


def to_json(record: Record) -> str:
    """A record as its file holds it: UTF-8 text, indented, with a line break at its end."""
    return record.model_dump_json(by_alias=True, indent=1) + "\n"


def to_line(record: Record) -> str:
    """A record on one line, with a line break at its end; nothing inside of it breaks a line."""
    return _line(plain(record))


def to_json_and_line(record: Record) -> tuple[str, str]:
    """Both."""
    return to_json(record), to_line(record)


def _line(data: Any) -> str:
    line = json.dumps(data, ensure_ascii=False)
    for sign, escaped in _LINE_BREAKS:
        line = line.replace(sign, escaped)
    return line + "\n"


def record_path(source: str) -> PurePosixPath:
    """Where the record of a source goes, below `records/`: `a/b.txt` gives `a/b.txt.json`.

    Whatever the name, the path stays inside: `..` and empty parts become `_`, a part that is too long for a file name
    is cut and told apart by a digest.
    """
    *folders, name = (_part(part) for part in source.split("/"))
    return PurePosixPath(*folders, f"{name}.json")


def taken(source: str) -> StageError:
    """The error of an article whose record would stand where another one's does already."""
    return StageError("write", f"another article has its record at {record_path(source)} already: rename one of them")


def write_whole(path: Path, text: str, part: Path | None = None, lasting: bool = False) -> None:
    """Write a file under another name and rename it, so that nobody ever sees half of it.

    `part` is the other name, on the same disk; by default one beside the path. With `lasting` it is on the disk, not
    only on its way there, before it has its name: a power cut leaves the old file or the new one. Raises OSError.
    Folders above the path are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if part is None:
        digest = hashlib.sha256(os.fsencode(path.name)).hexdigest()
        part = path.with_name(f"{_PART}{digest[:16]}.part")
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


class FileSink:
    """The folder that a run writes: `records/`, `records.jsonl`, `manifest.json`, and a `.pressmine/` of its own.

    Used as a context manager. `finish` ends a run that went to its end: then records of an earlier run that this one
    neither wrote nor kept are gone, and the JSON lines appear. Left without `finish`, the manifest says that it is
    incomplete. Files on their way stand in `.pressmine/`, never where somebody may look for records.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.records = out / "records"
        self.own = out / ".pressmine"
        self._lines_path = out / "records.jsonl"
        self._earlier = self.own / "records.jsonl"
        self._lines_part = self.own / "lines.part"
        self._record_part = self.own / "record.part"
        self._lines: IO[bytes] | None = None
        self._digest = hashlib.sha256()
        self._kept: list[str] = []
        self._there: set[str] = set()

    def check(self) -> None:
        """Raise RunError where the folder holds records that are not ours. Nothing is written."""
        try:
            foreign = self.records.is_dir() and any(self.records.iterdir()) and not self._is_ours()
        except OSError as error:
            raise _unwritable(self.out, error) from error
        if foreign:
            raise RunError(
                f"{self.records} holds files, but no manifest.json beside it says that pressmine wrote them: "
                "choose another folder for --out or empty this one"
            )

    def begin(self, manifest: str) -> Self:
        """Claim the folder. Raises RunError as `check` does, and where it can't be written."""
        self.check()
        with _written(self.out):
            self.own.mkdir(parents=True, exist_ok=True)
            # the next run knows by it that the records are ours: it must not be what a power cut takes
            write_whole(self.out / "manifest.json", manifest, lasting=True)
            self.records.mkdir(exist_ok=True)
            if self._lines_path.exists():  # they may turn out to be those of this run, too
                self._lines_path.replace(self._earlier)
        return self

    def write(self, source: str, text: str, line: str) -> None:
        """Write one record, as its file and as its line. Raises StageError where this one can't be, RunError where
        none could.
        """
        path = self._free(source)
        try:
            write_whole(self.records / path, text, self._record_part)
        except OSError as error:
            if error.errno in _HOPELESS:
                raise _unwritable(self.out, error) from error
            raise StageError("write", f"its record can't be written: {_reason(error)}") from error
        self._there.add(path)
        with _written(self.out):
            self._line(line)

    def keep(self, source: str) -> None:
        """A record of an earlier run stands for this one, too. Raises StageError as `write` does."""
        path = self._free(source)
        self._there.add(path)
        if self._lines is None:
            self._kept.append(path)
        else:
            with _written(self.out):
                self._line(self._line_of(path))

    def finish(self, manifest: str, lines: str | None = None) -> str:
        """End the run: JSON lines and manifest appear, what an earlier run left is removed. Raises RunError.

        `lines` is the digest of an earlier `records.jsonl` that holds what was kept, if there is one. Returns that of
        the one that appears.
        """
        with _written(self.out):
            if self._lines is None and lines is not None and _digest_of(self._earlier) == lines:
                digest = lines
                self._earlier.replace(self._lines_path)
            else:
                self._open().close()
                digest = self._digest.hexdigest()
                self._lines_part.replace(self._lines_path)
                self._earlier.unlink(missing_ok=True)
            self._remove_stale()
            settle(self.out)  # first all that it speaks of, then the manifest
            write_whole(self.out / "manifest.json", manifest, lasting=True)
        return digest

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._lines is not None:
            self._lines.close()
            self._lines_part.unlink(missing_ok=True)

    def _free(self, source: str) -> str:
        path = str(record_path(source))
        if path in self._there:
            raise taken(source)
        return path

    def _open(self) -> IO[bytes]:
        """The JSON lines, with those of the records that were kept until now."""
        if self._lines is None:
            self._lines = self._lines_part.open("wb")
            for path in self._kept:
                self._line(self._line_of(path))
            self._kept.clear()
        return self._lines

    def _line(self, line: str) -> None:
        data = line.encode()
        self._open().write(data)
        self._digest.update(data)

    def _line_of(self, path: str) -> str:
        return _line(json.loads((self.records / path).read_bytes()))

    def _is_ours(self) -> bool:
        try:
            manifest = json.loads((self.out / "manifest.json").read_bytes())
        except (OSError, ValueError):
            return False
        return isinstance(manifest, dict) and {"status", "produced_by"} <= manifest.keys()

    def _remove_stale(self) -> None:
        for folder, _, names in os.walk(self.records, topdown=False):
            here = Path(folder)
            below = PurePosixPath(here.relative_to(self.records).as_posix())
            for name in names:
                ours = name.endswith(".json") or (name.startswith(_PART) and name.endswith(".part"))
                if ours and str(below / name) not in self._there:
                    (here / name).unlink()
            if here != self.records and not any(here.iterdir()):
                here.rmdir()


def _part(part: str) -> str:
    part = part.replace("\0", "_").encode("utf-8", "replace").decode()
    if part in ("", ".", ".."):
        return "_"
    data = part.encode()
    if len(data) <= _NAME_BYTES:
        return part
    digest = hashlib.sha256(data).hexdigest()[:16]
    return f"{data[: _NAME_BYTES - 17].decode(errors='ignore')}~{digest}"


def _digest_of(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return None


@contextmanager
def _written(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable(out, error) from error


def _unwritable(out: Path, error: OSError) -> RunError:
    return RunError(f"the output folder {out} can't be written: {_reason(error)}")


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
