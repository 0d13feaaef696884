"""Records as files: one JSON file per article, and all of them as JSON lines. A file appears whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self

from pressmine.errors import RunError, StageError, reason_of, refused_as
from pressmine.sinks.json_text import line_of
from pressmine.sinks.whole_files import PART, settle, write_whole

#: A file name holds at most so many bytes on the file systems in use (255), less what a suffix needs.
_NAME_BYTES = 240
#: How every record's file begins.
_BEGINNING = b'{\n "schema_version": "'
#: Errors that every further article would meet too: the run stops. Any other costs one article.
_HOPELESS = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO, errno.ENODEV})


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


class FileSink:
    """The folder that a run writes: `records/`, `records.jsonl`, `manifest.json`, and a `.pressmine/` of its own.

    Used as a context manager. `sweep` looks at what earlier runs left, `finish` ends a run that went to its end: then
    the JSON lines appear. Left without `finish`, the manifest says that it is incomplete. Files on their way are in
    `.pressmine/`, never where somebody may look for records (unless `records/` is another disk).

    A file is pressmine's own where it is a record that belongs at its place, or where `owned`, which the journal fills,
    names it. Nothing else is ever overwritten or removed.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.records = out / "records"
        self.own = out / ".pressmine"
        self._manifest_path = out / "manifest.json"
        self._lines_path = out / "records.jsonl"
        self._earlier = self.own / "records.jsonl"
        self._lines_part = self.own / "lines.part"
        self._record_part = self.own / "record.part"
        self._lines: IO[bytes] | None = None
        self._digest = hashlib.sha256()
        self._kept: list[str] = []
        self._there: set[str] = set()
        self._left: list[str] = []
        self._left_digest = hashlib.sha256()
        self.owned: frozenset[str] = frozenset()

    def check(self) -> None:
        """Raise RunError if the folder holds what a run would write and pressmine did not. Nothing is written."""
        with writing(self.out):
            if self._is_ours():
                return
            there = [path for path in (self._manifest_path, self._lines_path) if os.path.lexists(path)]
            if self.records.is_dir() and any(self.records.iterdir()):
                there.append(self.records)
        if there:
            raise RunError(
                f"{there[0]} is there already, and no manifest.json of pressmine's says that a run wrote it: "
                "choose another folder for --out"
            )

    def begin(self, manifest: str) -> Self:
        """Claim the folder. Raises RunError as `check` does, and where it can't be written."""
        self.check()
        with writing(self.out):
            self.own.mkdir(parents=True, exist_ok=True)
            # the next run knows by it that the records are ours: it must not be what a power cut takes
            write_whole(self._manifest_path, manifest, lasting=True)
            self.records.mkdir(exist_ok=True)
            if self._lines_path.exists():  # they may turn out to be those of this run, too
                self._lines_path.replace(self._earlier)
        return self

    def write(self, source: str, text: str, line: str) -> None:
        """Write one record, as its file and as its line. Raises StageError if this one can't be, RunError if
        none could.
        """
        path = self._free(source)
        try:
            if path not in self.owned and self._is_foreign(path):
                raise StageError("write", f"a file that pressmine did not write stands at records/{path}: move it away")
            self._put(self.records / path, text)
        except OSError as error:
            if error.errno in _HOPELESS:
                with writing(self.out):
                    raise
            raise StageError("write", f"its record can't be written: {reason_of(error)}") from error
        self._there.add(path)
        with writing(self.out):
            self._line(line)

    def keep(self, source: str) -> None:
        """A record of an earlier run stands for this one, too. Raises StageError as `write` does."""
        path = self._free(source)
        self._there.add(path)
        if self._lines is None:
            self._kept.append(path)
        else:
            with writing(self.out):
                self._line(self._line_of(path))

    def has(self, source: str) -> bool:
        """Whether a record of this article, or of what is attached to it, is here."""
        path = record_path(source)
        return (self.records / path).exists() or (self.records / path.with_suffix("")).is_dir()

    def holds_records(self) -> bool:
        """Whether any record of an earlier run is here. Raises RunError."""
        with writing(self.out):
            return self.records.is_dir() and any(self._source_of(path) is not None for path in self._leftovers())

    def sweep(self, stays: Callable[[str], bool]) -> int:
        """Remove the records that this run neither wrote nor kept, but those whose source `stays`: they get their lines
        after all others, by path. Returns how many went. Raises RunError.
        """
        removed = 0
        with writing(self.out):
            for path in sorted(self._leftovers()):
                source = self._source_of(path)
                if source is None and path not in self.owned:
                    continue
                if source is not None and stays(source):
                    self._left.append(path)
                    self._left_digest.update((self.records / path).read_bytes())
                else:
                    self._remove(self.records / path)
                    removed += 1
        return removed

    def finish(self, manifest: str, lines: str | None = None) -> str:
        """End the run: JSON lines and manifest appear. Raises RunError.

        `lines` is the mark of an earlier `records.jsonl` that holds what was kept, if there is one. Returns that of the
        one that appears: its digest, and that of the records that only stayed.
        """
        with writing(self.out):
            left = self._left_digest.hexdigest()
            if self._lines is None and lines is not None and f"{_digest_of(self._earlier)} {left}" == lines:
                mark = lines
                self._earlier.replace(self._lines_path)
            else:
                stream = self._open()
                for path in self._left:
                    self._line(self._line_of(path))
                stream.close()
                mark = f"{self._digest.hexdigest()} {left}"
                self._lines_part.replace(self._lines_path)
                self._earlier.unlink(missing_ok=True)
            for folder in {path.stat().st_dev: path for path in (self.records, self.out)}.values():
                settle(folder)  # first all that it speaks of, then the manifest
            write_whole(self._manifest_path, manifest, lasting=True)
        return mark

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._lines is not None:
            with writing(self.out) if error is None else suppress(OSError):  # what ended the run has said why
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
        return line_of(json.loads((self.records / path).read_bytes()))

    def _is_ours(self) -> bool:
        try:
            manifest = json.loads(self._manifest_path.read_bytes())
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            return False
        return isinstance(manifest, dict) and {"status", "produced_by"} <= manifest.keys()

    def _put(self, path: Path, text: str) -> None:
        try:
            write_whole(path, text, self._record_part)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            write_whole(path, text)  # on its own disk, next to its place

    def _is_foreign(self, path: str) -> bool:
        """Whether somebody else's file stands where a record would go. What a power cut emptied is nobody's."""
        try:
            data = (self.records / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return False
        return not data.startswith(_BEGINNING) and bool(data.strip(b"\0"))

    def _source_of(self, path: str) -> str | None:
        """The source of the record at a path; None if it is not a record, or not one that belongs there."""
        try:
            source = json.loads((self.records / path).read_bytes())["document"]["source"]
        except (ValueError, LookupError, TypeError):
            return None
        return source if isinstance(source, str) and str(record_path(source)) == path else None

    def _leftovers(self) -> Iterator[str]:
        """Paths below `records/` of .json files that this run neither wrote nor kept; parts of dead runs go."""
        for folder, _, names in os.walk(self.records, onerror=_raise):
            below = PurePosixPath(Path(folder).relative_to(self.records).as_posix())
            for name in names:
                if name.endswith(".json") and str(below / name) not in self._there:
                    yield str(below / name)
                elif name.startswith(PART) and name.endswith(".part"):
                    (Path(folder) / name).unlink()

    def _remove(self, path: Path) -> None:
        path.unlink()
        for folder in path.parents:
            if folder == self.records or any(folder.iterdir()):
                return
            folder.rmdir()


def _raise(error: OSError) -> None:
    raise error


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


def writing(out: Path) -> AbstractContextManager[None]:
    """A span in which a run writes to its folder. Raises RunError if it can't."""
    return refused_as(f"the output folder {out} can't be written")
