"""Tables as files: Parquet, CSV or JSON lines, one for each table, ready for DuckDB and pandas."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, TextIO

from sqlalchemy import Boolean, Connection, Float, Integer, Table, select

from pressmine.errors import RunError
from pressmine.sinks.database import contents, tables
from pressmine.sinks.database.connect import Database

Format = Literal["parquet", "csv", "jsonl"]
Rows = Iterable[Sequence[Any]]
#: What a file holds: all but the index of stems, the keys by which bodies meet, and the journal of runs.
EXPORTED: tuple[Table, ...] = (
    tables.documents,
    tables.records,
    tables.sources,
    tables.replacements,
    tables.bodies,
    tables.people,
    *(table for table in contents.CONTENTS if table is not contents.search),
)
#: Rows that are held in memory at a time.
_ROWS = 5000


def export(database: Database, form: Format, folder: Path) -> dict[str, int]:
    """Write every table into `folder` as NAME.parquet, NAME.csv or NAME.jsonl; returns rows by table.

    Rows come in the order of their keys. In JSON lines `records.jsonl` holds the records themselves, which
    `pressmine load` takes. Raises RunError and DatabaseError.
    """
    write = _writer(form)
    counts = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with database.reading() as connection:
            for table in EXPORTED:
                part = folder / f".{table.name}.part"
                try:
                    counts[table.name] = write(table, part, _rows(connection, table))
                    part.replace(folder / f"{table.name}.{form}")
                finally:
                    part.unlink(missing_ok=True)
    except OSError as error:
        raise RunError(f"{folder} can't be written: {(error.strerror or str(error)).lower()}") from error
    return counts


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    yield from connection.execution_options(yield_per=_ROWS).execute(query)


def _writer(form: Format) -> Callable[[Table, Path, Rows], int]:
    if form == "csv":
        return _csv
    if form == "jsonl":
        return _jsonl
    try:
        import pyarrow.parquet  # noqa: F401  (asked for here, so that nothing is written without it)
    except ImportError:
        raise RunError("Parquet needs a part of its own: pip install 'pressmine[parquet]'") from None
    return _parquet


def _csv(table: Table, path: Path, rows: Rows) -> int:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(column.name for column in table.columns)
        return _counted(rows, writer.writerow)


def _jsonl(table: Table, path: Path, rows: Rows) -> int:
    names = [column.name for column in table.columns]
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        if table is tables.records:
            place = names.index("record")
            return _counted(rows, lambda row: stream.write(row[place] + "\n"))
        return _counted(rows, lambda row: _line(stream, dict(zip(names, row, strict=True))))


def _line(stream: TextIO, row: dict[str, Any]) -> None:
    stream.write(json.dumps({name: _whole(value) for name, value in row.items()}, ensure_ascii=False) + "\n")


def _whole(value: Any) -> Any:
    """Whole numbers without a decimal point, as in the record."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _counted(rows: Rows, write: Callable[[Sequence[Any]], object]) -> int:
    count = 0
    for row in rows:
        write(row)
        count += 1
    return count


def _parquet(table: Table, path: Path, rows: Rows) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    def kind(column: Any) -> Any:
        if isinstance(column.type, Boolean):
            return pa.bool_()
        if isinstance(column.type, Float):
            return pa.float64()
        return pa.int64() if isinstance(column.type, Integer) else pa.string()

    schema = pa.schema([pa.field(c.name, kind(c), nullable=bool(c.nullable)) for c in table.columns])
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for some in _batches(rows):
            columns = [
                pa.array(values, field.type) for values, field in zip(zip(*some, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            count += len(some)
    return count


def _batches(rows: Rows) -> Iterator[list[Sequence[Any]]]:
    waiting: list[Sequence[Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _ROWS:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
