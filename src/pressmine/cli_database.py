"""The commands that fill a database and ask it: load, query, search, export. Words in, words out."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from pressmine.cli_exchange import EXCHANGED, Form, give
from pressmine.cli_options import Address, existing, one_line, opened
from pressmine.errors import RunError, counted

if TYPE_CHECKING:
    from pressmine.manifest import Manifest
    from pressmine.sinks.database import Database
    from pressmine.sinks.database.writing import Counts

OK, SOME_FAILED = 0, 3
#: Characters of a value that a table shows.
_WIDE = 80
Raw = Annotated[bool, typer.Option("--raw", help="CSV cells as they are, even those that a spreadsheet would run.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (load, query, search, export):
        app.command()(command)


def load(
    records: Annotated[
        str,
        typer.Argument(
            metavar="RECORDS|-", help="What run or spark-run wrote, a .json, .jsonl or .parquet file, - for JSON lines."
        ),
    ],
    db: Address,
    collection: Annotated[
        str | None, typer.Option(metavar="NAME", help="Collection of the records; by default the one that run names.")
    ] = None,
    rejected: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File for the lines that could not be loaded.")
    ] = None,
) -> int:
    """Load records into a database."""
    from pressmine.sinks.database.feed import load_stored
    from pressmine.sinks.stored import Aside, must_hold_records

    must_hold_records(records)  # before an empty database is made
    name = "pressmine" if records == "-" else Path(records).resolve().stem
    default = Path("." if records == "-" else Path(records).resolve().parent) / f"{name}.rejected.jsonl"
    aside = Aside(rejected or default, records)
    with opened(db) as database:
        assert database is not None, "an address gives a database"
        into = collection if collection is not None else _collection(records)
        counts = load_stored(database, records, into, sys.stdin.buffer, aside, _warn)
        print(f"{database.shown}, collection {into}: {_counted(counts)}")
    if aside.kept:
        _warn(f"{aside.kept} kept aside in {aside.path}")
    return SOME_FAILED if counts.rejected else OK


def after_run(
    database: Database, folder: Path, out: Path, manifest: Manifest, collection: str | None, prune: bool
) -> int:
    """Load what a run has written; returns the exit code."""
    from pressmine.sinks.database.feed import load_run

    into = collection if collection is not None else folder.resolve().name or "/"
    failed = [failure.path for failure in manifest.failures]
    gone = {source for source, why in manifest.kept.items() if why == "gone"}
    counts = load_run(database, out / "records.jsonl", into, failed, gone, prune, _warn)
    print(f"{database.shown}, collection {into}: {_counted(counts)}")
    return SOME_FAILED if counts.rejected else OK


def query(
    question: Annotated[
        str, typer.Argument(metavar="SELECT", help="A question in SQL; - reads it from standard input.")
    ],
    to: Annotated[Literal["table", "csv", "json"], typer.Option(help="Format of the answer.")] = "table",
    raw: Raw = False,
    db: Address = "sqlite",
) -> int:
    """Answer a question in SQL.

    A question changes nothing in the database. docs/database.md has ten to start from.
    """
    from pressmine.sinks.database.query import asking
    from pressmine.sinks.exporting import inert_cell

    with existing(db) as database, asking(database, sys.stdin.read() if question == "-" else question) as answer:
        if to == "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(answer.columns)
            writer.writerows(row if raw else map(inert_cell, row) for row in answer.rows)
        elif to == "json":
            lines = (json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False) for row in answer.rows)
            print("[" + ",\n ".join(lines) + "]")
        else:
            _print_table(answer.columns, list(answer.rows))
    return OK


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...",
            help="All must occur. '\"plan climat\"' is a phrase, conv* the beginning of a word; "
            "behind --, -projet leaves a word out.",
        ),
    ],
    db: Address = "sqlite",
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published on this day, month or year, or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published on this day, month or year, or earlier.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Show at most N documents, the newest.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object for each document.")] = False,
) -> int:
    """Find documents by their words.

    Documents in force, the newest first.
    """
    from pressmine.sinks.database import find

    for name, day in (("--since", since), ("--until", until)):
        if day is not None and not _is_a_time(day):
            raise RunError(f"{name}: {day!r} is not a day, month or year: write it as 2024-03-29, 2024-03 or 2024")
    with existing(db) as database, database.reading() as connection:
        hits = find(connection, " ".join(words), since, until, limit)
    if not hits:
        _warn("nothing found: every word must occur, and a word that is not wanted needs another that is")
    for hit in hits:
        if as_json:
            print(json.dumps(asdict(hit), ensure_ascii=False))
        else:
            print(f"{hit.document_id[:12]}  {hit.published or '-':<10}  {one_line(hit.title or '-')}")
            print(f"{'':12}  {one_line(hit.file)}: {one_line(hit.snippet)}")
    return OK


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the files.")],
    to: Annotated[
        Literal["parquet", "csv", "jsonl", "xlsx", Form] | None,
        typer.Option(help="Format: a file for each table (xlsx: one for all), or another tool's (needs --records)."),
    ] = None,
    views: Annotated[
        bool, typer.Option("--views", help="Export the views, which answer questions, instead of the tables.")
    ] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="Write DIR/pressmine.xlsx, a sheet for each view: --to xlsx --views.")
    ] = False,
    db: Annotated[
        str | None, typer.Option("--db", metavar="DB", help="Database to export; sqlite is output/pressmine.db.")
    ] = None,
    records: Annotated[
        str | None, typer.Option(metavar="RECORDS|-", help="Records to export instead, as load takes them.")
    ] = None,
    raw: Raw = False,
) -> int:
    """Write tables, views or records as files."""
    from pressmine.sinks.database.feed import load_stored
    from pressmine.sinks.exporting import export as write
    from pressmine.sinks.stored import Aside

    if records is not None and db is not None:
        raise RunError("give --db or --records, not both")
    if to in EXCHANGED:
        if records is None:
            raise RunError(f"--to {to} takes records: give --records, as in --records output")
        return give(folder, cast(Form, to), Path(records))
    if (to is None) != excel:
        raise RunError("say a format, with --to parquet|csv|jsonl|xlsx or with --excel, not with both")
    form, views = cast(Any, to or "xlsx"), views or excel
    rejected = 0
    if records is None:
        with existing(db or "sqlite") as database:
            counts = write(database, form, folder, views, raw)
    else:
        with TemporaryDirectory(prefix="pressmine-") as own, opened(f"sqlite:///{own}/export.db") as made:
            assert made is not None, "an address gives a database"
            aside = Aside(Path(own) / "rejected.jsonl")  # they stay where they are: an export changes no records
            rejected = load_stored(made, records, _collection(records), sys.stdin.buffer, aside, _warn).rejected
            counts = write(made, form, folder, views, raw)
    what = counted(len(counts), "view" if views else "table")
    print(f"{folder}: {what}, {counted(sum(counts.values()), 'row')}")
    return SOME_FAILED if rejected else OK


def _is_a_time(text: str) -> bool:
    """Whether it is a day, a month or a year of the calendar: `2024-03-29`, `2024-03`, `2024`."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _collection(records: str) -> str:
    """The folder of articles that a run read, as `run --db` names it; without a run the folder of the records."""
    if records == "-":
        return "stdin"
    path = Path(records).resolve()
    run = _run_of(path)
    if run is not None:
        return run
    name = path.stem if path.is_file() else path.name
    return path.parent.name if name == "records" else name


def _run_of(path: Path) -> str | None:
    """The name of the folder that a run read, by its manifest: for output/, output/records and output/records.jsonl."""
    for folder in (path, path.parent) if path.name in ("records", "records.jsonl") else (path,):
        try:
            folder_read = json.loads((folder / "manifest.json").read_text(encoding="utf-8")).get("folder")
        except (OSError, ValueError, AttributeError):
            continue
        if isinstance(folder_read, str) and folder_read:
            return folder_read
    return None


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Columns side by side, as wide as their longest value up to a bound."""
    cells = [list(columns), *([_shown(value) for value in row] for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(columns))]
    for number, row in enumerate(cells):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def _shown(value: Any) -> str:
    said = "" if value is None else one_line(str(value))
    return said if len(said) <= _WIDE else f"{said[: _WIDE - 1]}…"


def _counted(counts: Counts) -> str:
    said = f"{counts.added} added, {counts.replaced} replaced, {counts.unchanged} unchanged, {counts.rejected} rejected"
    more = {name: getattr(counts, name) for name in ("superseded", "vanished", "pruned")}
    return ", ".join([said, *(f"{count} {name}" for name, count in more.items() if count)])


def _warn(sentence: str) -> None:
    print(f"pressmine: {one_line(sentence)}", file=sys.stderr)
