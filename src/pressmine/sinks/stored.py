"""Records that were written before: JSON files, JSON lines, Parquet, or standard input. A bad line stops nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from pressmine.errors import RunError, reason_of, refused_as
from pressmine.record import Record
from pressmine.record_types import first_fault

#: Rows of a Parquet file that are held in memory at a time.
_ROWS = 64


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a record was found: the file's name, the line or row (from 1), and the bytes as they are there."""

    name: str
    line: int | None
    raw: bytes

    def __str__(self) -> str:
        return self.name if self.line is None else f"{self.name}: line {self.line}"


@dataclass(frozen=True, slots=True)
class Invalid:
    """What stood there is no record; `reason` is one sentence."""

    reason: str


def must_hold_records(where: str) -> None:
    """Raise RunError for a place that `read_stored` can't begin with: nothing need be made for it."""
    path = Path(where)
    try:
        if where != "-":
            _files(path)
    except OSError as error:
        raise RunError(f"{error.filename or where} can't be read: {reason_of(error)}") from error


def read_stored(where: str, stdin: BinaryIO) -> Iterator[tuple[Stored, Record | Invalid]]:
    """Yield the records of a folder, of a `.jsonl`, `.json` or `.parquet` file, or of standard input (`-`, JSON lines).

    A folder gives its `records/` if it has one (as `pressmine run` writes it), else its `.json` files, else its
    `.jsonl` files, else its `.parquet` files (as `pressmine spark-run` writes them), each by name. Raises RunError
    where nothing can be read.
    """
    if where == "-":
        yield from _lines("standard input", stdin)
        return
    path = Path(where)
    try:
        for file in _files(path):
            if file.suffix == ".parquet":
                yield from _rows(file)
                continue
            with file.open("rb") as stream:
                if file.suffix == ".json":
                    raw = stream.read()
                    yield Stored(str(file), None, raw), parse(raw)
                else:
                    yield from _lines(str(file), stream)
    except OSError as error:
        raise RunError(f"{error.filename or where} can't be read: {reason_of(error)}") from error


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        path.stat()
        return [path]
    folder = path / "records" if (path / "records").is_dir() else path
    for suffix in (".json", ".jsonl", ".parquet"):
        found = [file for file in folder.rglob(f"*{suffix}") if file.name != "manifest.json"]
        if found:
            return sorted(found)
    raise RunError(f"{path} holds no records: give a folder that pressmine run or spark-run wrote, or a .jsonl file")


def _lines(name: str, lines: Iterable[bytes]) -> Iterator[tuple[Stored, Record | Invalid]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield Stored(name, number, line), parse(line)


def _rows(path: Path) -> Iterator[tuple[Stored, Record | Invalid]]:
    """The records of a Parquet file: its column `json`, null if a row is a failure."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise RunError("Parquet needs a part of its own: pip install 'pressmine[parquet]'") from None
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            if "json" not in file.schema_arrow.names:
                raise RunError(f"{path} has no column `json`: give what pressmine spark-run wrote")
            for batch in file.iter_batches(_ROWS, columns=["json"]):
                for line in batch.column(0):
                    number += 1
                    if line.is_valid:
                        raw = line.as_py().encode()
                        yield Stored(str(path), number, raw), parse(raw)
    except pa.ArrowInvalid as error:
        raise RunError(f"{path} can't be read as Parquet: {' '.join(str(error).split())[:200]}") from error


def parse(raw: bytes) -> Record | Invalid:
    """A record from its JSON, or what is wrong with it."""
    try:
        return Record.model_validate_json(raw)
    except ValidationError as error:
        where, said = first_fault(error)
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        if not where and said.startswith("Invalid JSON: "):
            return Invalid(f"not valid JSON: {said.removeprefix('Invalid JSON: ')}")
        version = _version(raw) if where == "schema_version" else None
        if version is not None:
            return Invalid(f"a record of schema {version}, which this pressmine does not know")
        return Invalid(f"{where}: {said}{more}" if where else f"{said}{more}")


def _version(raw: bytes) -> str | None:
    data = json.loads(raw)
    version = data.get("schema_version") if isinstance(data, dict) else None
    return version if isinstance(version, str) else None


class Aside:
    """Keeps lines that could not be taken, letter for letter, in a file of their own: mend them and load that file.

    The file appears with the first such line; one that is there already is added to. Raises RunError if it would be
    among the records that are read.
    """

    def __init__(self, path: Path, records: str = "-") -> None:
        if records != "-" and _is_among(path, Path(records)):
            raise RunError(f"--rejected {path} is among the records that are read: choose another file")
        self.path = path
        self.kept = 0

    def keep(self, stored: Stored) -> None:
        """Keep a line. Raises RunError if it can't be written."""
        what = f"{stored} can't be kept aside in {self.path}"
        with refused_as(what, "; give --rejected FILE"), self.path.open("ab") as stream:
            stream.write(stored.raw.rstrip(b"\r\n") + b"\n")
        self.kept += 1


def _is_among(path: Path, records: Path) -> bool:
    """Whether a file would be read as a part of `records`: by whatever name, links and hard links are that file."""
    source, target = records.resolve(), path.resolve()
    if not source.is_dir():
        return target == source or (target.exists() and source.exists() and target.samefile(source))
    if target.is_relative_to(source):
        return True
    if not target.is_file() or target.stat().st_nlink < 2:
        return False
    return any(inside.is_file() and inside.samefile(target) for inside in source.rglob("*"))
