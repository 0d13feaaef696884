"""Tables and views as files: Parquet, CSV or JSON lines, ready for DuckDB and pandas; or one Excel workbook."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TextIO

from sqlalchemy import Boolean, Connection, Float, Integer, Table, select, text

from pressmine.errors import RunError, reason_of
from pressmine.record_types import whole
from pressmine.sinks.database import contents, tables
from pressmine.sinks.database.connection import Database
from pressmine.sinks.database.query import plain
from pressmine.sinks.database.views import VIEWS

Format = Literal["parquet", "csv", "jsonl", "xlsx"]
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
#: What begins a formula, full-width signs too, and blanks that a spreadsheet drops before it looks.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: Rows that are held in memory at a time.
_ROWS = 5000
#: The file of a workbook, and what a sheet and a cell of it hold.
WORKBOOK = "pressmine.xlsx"
_SHEET, _CELL = 1_048_576, 32_767


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table or a view: its name, its columns, and for a table their types."""

    name: str
    columns: tuple[str, ...]
    table: Table | None


def export(database: Database, form: Format, folder: Path, views: bool = False, raw: bool = False) -> dict[str, int]:
    """Write every table, or every view, into `folder` as NAME.parquet, NAME.csv or NAME.jsonl; returns rows by name.

    `xlsx` makes one workbook with a sheet for each. Rows come in the order of their keys. In JSON lines `records.jsonl`
    holds the records themselves, which `pressmine load` takes. In CSV a text that a spreadsheet would run as a formula
    has a `'` in front, unless `raw` wants it as it is. Raises RunError and DatabaseError.
    """
    write = None if form == "xlsx" else _writer(form)
    counts = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with database.reading() as connection:
            sheets = [(sheet, _rows(connection, sheet)) for sheet in _sheets(connection, views)]
            if write is None:
                return _workbook(sheets, folder / WORKBOOK)
            for sheet, rows in sheets:
                part = folder / f".{sheet.name}.part"
                try:
                    inert = rows if raw or form != "csv" else (list(map(inert_cell, row)) for row in rows)
                    counts[sheet.name] = write(sheet, part, inert)
                    part.replace(folder / f"{sheet.name}.{form}")
                finally:
                    part.unlink(missing_ok=True)
    except OSError as error:
        raise RunError(f"{folder} can't be written: {reason_of(error)}") from error
    return counts


def _sheets(connection: Connection, views: bool) -> Iterator[Sheet]:
    if not views:
        for table in EXPORTED:
            yield Sheet(table.name, tuple(column.name for column in table.columns), table)
        return
    for name in VIEWS:
        yield Sheet(name, tuple(connection.execute(text(f"SELECT * FROM {name} LIMIT 0")).keys()), None)


def _rows(connection: Connection, sheet: Sheet) -> Iterator[Sequence[Any]]:
    options = connection.execution_options(yield_per=_ROWS)
    if sheet.table is not None:
        yield from options.execute(select(sheet.table).order_by(*sheet.table.primary_key.columns))
        return
    order = ", ".join(f"{place} NULLS FIRST" for place in range(1, len(sheet.columns) + 1))
    yield from map(plain, options.execute(text(f"SELECT * FROM {sheet.name} ORDER BY {order}")))


def _writer(form: Format) -> Callable[[Sheet, Path, Rows], int]:
    if form == "csv":
        return _csv
    if form == "jsonl":
        return _jsonl
    try:
        import pyarrow.parquet  # noqa: F401  (asked for here, so that nothing is written without it)
    except ImportError:
        raise RunError("Parquet needs a part of its own: pip install 'pressmine[parquet]'") from None
    return _parquet


def inert_cell(value: Any) -> Any:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value


def _csv(sheet: Sheet, path: Path, rows: Rows) -> int:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(sheet.columns)
        return _counted(rows, lambda row: writer.writerow(map(whole, row)))


def _jsonl(sheet: Sheet, path: Path, rows: Rows) -> int:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        if sheet.table is tables.records:
            place = sheet.columns.index("record")
            return _counted(rows, lambda row: stream.write(row[place] + "\n"))
        return _counted(rows, lambda row: _line(stream, dict(zip(sheet.columns, row, strict=True))))


def _line(stream: TextIO, row: dict[str, Any]) -> None:
    stream.write(json.dumps({name: whole(value) for name, value in row.items()}, ensure_ascii=False) + "\n")


def _counted(rows: Rows, write: Callable[[Sequence[Any]], object]) -> int:
    count = 0
    for row in rows:
        write(row)
        count += 1
    return count


def _workbook(sheets: Iterable[tuple[Sheet, Rows]], path: Path) -> dict[str, int]:
    """A sheet for each, with a first row that stays in sight."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    counts = {}
    for sheet, rows in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        page.append(sheet.columns)
        count = 0
        for row in rows:
            count += 1
            if count >= _SHEET:
                raise RunError(f"{sheet.name} has more rows than a sheet of Excel holds: export --to csv")
            page.append([_cell(page, value) for value in row])
        counts[sheet.name] = count
    part = path.with_name(f".{path.name}.part")
    try:
        book.save(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return counts


def _cell(page: Any, value: Any) -> Any:
    """A value as Excel can hold it; a text that begins with `=` stays a text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        return whole(value)
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:_CELL])
    cell.data_type = "s"
    return cell


def _parquet(sheet: Sheet, path: Path, rows: Rows) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if sheet.table is None:  # a view does not say its types: they are those of its values
        lines = list(rows)
        columns = [pa.array([row[place] for row in lines]) for place in range(len(sheet.columns))]
        pq.write_table(pa.Table.from_arrays(columns, names=sheet.columns), path, compression="zstd")
        return len(lines)

    def kind(column: Any) -> Any:
        if isinstance(column.type, Boolean):
            return pa.bool_()
        if isinstance(column.type, Float):
            return pa.float64()
        return pa.int64() if isinstance(column.type, Integer) else pa.string()

    schema = pa.schema([pa.field(c.name, kind(c), nullable=bool(c.nullable)) for c in sheet.table.columns])
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
