"""Records as files: one JSON file per article, and all of them as JSON lines. A file appears whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
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
_LINE_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
#: Errors that every further article would meet too: the run stops. Any other costs one article.
_HOPELESS = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO, errno.ENODEV})


def plain(record: Record) -> dict[str, Any]:
    """The record as JSON knows it, keys in the order of the schema."""
    return record.model_dump(mode="json", by_alias=True)


def to_json(record: Record) -> str:
    """A record as its file holds it: UTF-8 text, indented, with a line break at its end."""
    return json.dumps(plain(record), ensure_ascii=False, indent=1) + "\n"


def to_line(record: Record) -> str:
    """A record on one line, with a line break at its end; nothing inside of it breaks a line."""
    return json.dumps(plain(record), ensure_ascii=False).translate(_LINE_BREAKS) + "\n"


def record_path(source: str) -> PurePosixPath:
    """Where the record of a source goes, below `records/`: `a/b.txt` gives `a/b.txt.json`.

    Whatever the name, the path stays inside: `..` and empty parts become `_`, a part that is too long for a file name
    is cut and told apart by a digest.
    """
    *folders, name = (_part(part) for part in source.split("/"))
    return PurePosixPath(*folders, f"{name}.json")


def write_whole(path: Path, text: str) -> None:
    """Write a file under another name and rename it, so that nobody ever sees half of it.

    Raises OSError. Folders above the path are made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(os.fsencode(path.name)).hexdigest()
    part = path.with_name(f"{_PART}{digest[:16]}.part")
    try:
        part.write_bytes(text.encode())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


class FileSink:
    """The folder that a run writes: `records/`, `records.jsonl`, `manifest.json`.

    Used as a context manager. `finish` ends a run that went to its end: then records of an earlier run that this one
    did not write are gone, and the JSON lines appear. Left without `finish`, the manifest says that it is incomplete.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.records = out / "records"
        self._lines_path = out / "records.jsonl"
        self._part_path = out / f"{_PART}records.part"
        self._lines: IO[bytes] | None = None
        self._written: set[PurePosixPath] = set()

    def begin(self, manifest: str) -> Self:
        """Claim the folder. Raises RunError where it can't be written or holds records that are not ours."""
        if self.records.is_dir() and any(self.records.iterdir()) and not self._is_ours():
            raise RunError(
                f"{self.records} holds files, but no manifest.json beside it says that pressmine wrote them: "
                "choose another folder for --out or empty this one"
            )
        with _written(self.out):
            write_whole(self.out / "manifest.json", manifest)
            self.records.mkdir(exist_ok=True)
            self._lines_path.unlink(missing_ok=True)
            self._lines = self._part_path.open("wb")
        return self

    def write(self, record: Record) -> None:
        """Write one record. Raises StageError where this one can't be written, RunError where none could."""
        path = record_path(record.document.source)
        if path in self._written:
            raise StageError("write", f"another article has its record at {path} already: rename one of them")
        try:
            write_whole(self.records / path, to_json(record))
        except OSError as error:
            if error.errno in _HOPELESS:
                raise _unwritable(self.out, error) from error
            raise StageError("write", f"its record can't be written: {_reason(error)}") from error
        self._written.add(path)
        assert self._lines is not None, "begin comes first"
        with _written(self.out):
            self._lines.write(to_line(record).encode())

    def finish(self, manifest: str) -> None:
        """End the run: JSON lines and manifest appear, what an earlier run left is removed. Raises RunError."""
        assert self._lines is not None, "begin comes first"
        with _written(self.out):
            self._lines.close()
            self._part_path.replace(self._lines_path)
            self._remove_stale()
            write_whole(self.out / "manifest.json", manifest)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._lines is not None:
            self._lines.close()
            self._part_path.unlink(missing_ok=True)

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
                if ours and below / name not in self._written:
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
