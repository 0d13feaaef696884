"""The commands that speak to a database: load, export, search, bodies, people. Words in, words out."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pressmine.errors import RunError

if TYPE_CHECKING:
    from pressmine.manifest import Manifest
    from pressmine.sinks.database import Database
    from pressmine.sinks.database.listing import Candidate, Entry
    from pressmine.sinks.database.writing import Counts

OK, SOME_FAILED = 0, 3

Address = Annotated[
    str,
    typer.Option(
        "--db", metavar="URL", help="sqlite:///FILE or postgresql://USER@HOST/NAME; sqlite is output/pressmine.db."
    ),
]
Words = Annotated[str, typer.Argument(metavar="[WORDS]", help="Only those with these words in their names.")]
Candidates = Annotated[bool, typer.Option("--candidates", help="List pairs that may be the same instead.")]
Documents = Annotated[
    list[str] | None, typer.Option("--document", metavar="ID|PATH", help="What this document names; may be repeated.")
]
Keep = Annotated[str, typer.Argument(metavar="KEEP", help="The id that stays.")]
Others = Annotated[list[str], typer.Argument(metavar="OTHER...", help="The ids that become the same.")]

bodies = typer.Typer(help="Organisations across documents: list, merge, split.", no_args_is_help=True)
people = typer.Typer(help="Persons across documents: list, merge, split.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (load, export, search):
        app.command()(command)
    app.add_typer(bodies, name="bodies")
    app.add_typer(people, name="people")


@contextmanager
def opened(address: str | None, must_exist: bool = False) -> Iterator[Database | None]:
    """The database at an address, opened before any work is done; nothing for no address."""
    if address is None:
        yield None
        return
    from pressmine.sinks.database import open_database

    # a record that a server refuses is said once, by us; its driver would add a line for every try
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    with open_database(address, must_exist) as database:
        yield database


@contextmanager
def _existing(address: str) -> Iterator[Database]:
    with opened(address, must_exist=True) as database:
        assert database is not None, "an address gives a database"
        yield database


def load(
    records: Annotated[
        str,
        typer.Argument(
            metavar="RECORDS|-", help="What run or spark-run wrote, a .json, .jsonl or .parquet file, - for JSON lines."
        ),
    ],
    db: Address = "sqlite",
    collection: Annotated[
        str | None, typer.Option(metavar="NAME", help="Collection of the records; by default their folder's name.")
    ] = None,
    rejected: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where lines that are no records are kept.")
    ] = None,
) -> int:
    """Load records into a database."""
    from pressmine.sinks.database.feed import load_stored
    from pressmine.sinks.stored import Aside

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


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for one file per table.")],
    to: Annotated[Literal["parquet", "csv", "jsonl"], typer.Option(help="Format of the files.")],
    db: Annotated[
        str | None, typer.Option("--db", metavar="URL", help="Database to export; sqlite is output/pressmine.db.")
    ] = None,
    records: Annotated[
        str | None, typer.Option(metavar="RECORDS|-", help="Records to export instead, as load takes them.")
    ] = None,
) -> int:
    """Write the tables of a database, or of records, as files."""
    from pressmine.sinks.database.feed import load_stored
    from pressmine.sinks.export import export as write
    from pressmine.sinks.stored import Aside

    if records is not None and db is not None:
        raise RunError("give --db or --records, not both")
    if records is None:
        with _existing(db or "sqlite") as database:
            counts = write(database, to, folder)
        rejected = 0
    else:
        with TemporaryDirectory(prefix="pressmine-") as own, opened(f"sqlite:///{own}/export.db") as made:
            assert made is not None, "an address gives a database"
            aside = Aside(Path(own) / "rejected.jsonl")  # they stay where they are: an export changes no records
            rejected = load_stored(made, records, _collection(records), sys.stdin.buffer, aside, _warn).rejected
            counts = write(made, to, folder)
    print(f"{folder}: {len(counts)} tables, {sum(counts.values())} rows")
    return SOME_FAILED if rejected else OK


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", help="All must occur; conv* is a beginning; -projet, behind --, must not occur."
        ),
    ],
    db: Address = "sqlite",
) -> int:
    """Find documents in force by their words."""
    from pressmine.sinks.database import find

    with _existing(db) as database, database.reading() as connection:
        hits = find(connection, " ".join(words))
    for hit in hits:
        print(f"{hit.document_id[:12]}  {hit.published or '-':<10}  {_line(hit.title or '-')}")
    return OK


@bodies.command("list")
def list_bodies(words: Words = "", db: Address = "sqlite", candidates: Candidates = False) -> int:
    """List bodies, those of most documents first."""
    from pressmine.sinks.database import listing

    with _existing(db) as database, database.reading() as connection:
        if candidates:
            _print_candidates(listing.body_candidates(connection))
        else:
            _print_entries(listing.list_bodies(connection, words))
    return OK


@bodies.command("merge")
def merge_bodies(keep: Keep, others: Others, db: Address = "sqlite") -> int:
    """Make bodies one, now and at every later load."""
    from pressmine.sinks.database import mending

    with _existing(db) as database, database.writing() as connection:
        print(mending.merge_bodies(connection, keep, others))
    return OK


@bodies.command("split")
def split_body(
    body: Annotated[str, typer.Argument(metavar="BODY", help="The id of the body.")],
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that is another body; may be repeated.")
    ] = None,
    document: Documents = None,
    db: Address = "sqlite",
) -> int:
    """Make a part of a body one of its own, now and at every later load."""
    from pressmine.sinks.database import mending

    with _existing(db) as database, database.writing() as connection:
        print(" ".join(mending.split_body(connection, body, name or [], document or [])))
    return OK


@people.command("list")
def list_people(words: Words = "", db: Address = "sqlite", candidates: Candidates = False) -> int:
    """List people, those of most documents first."""
    from pressmine.sinks.database import listing

    with _existing(db) as database, database.reading() as connection:
        if candidates:
            _print_candidates(listing.people_candidates(connection))
        else:
            _print_entries(listing.list_people(connection, words))
    return OK


@people.command("merge")
def merge_people(keep: Keep, others: Others, db: Address = "sqlite") -> int:
    """Make people one, now and at every later load."""
    from pressmine.sinks.database import mending

    with _existing(db) as database, database.writing() as connection:
        print(mending.merge_people(connection, keep, others))
    return OK


@people.command("split")
def split_person(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="The id of the person.")],
    document: Documents = None,
    db: Address = "sqlite",
) -> int:
    """Make whom some documents name a person of their own, now and at every later load."""
    from pressmine.sinks.database import mending

    with _existing(db) as database, database.writing() as connection:
        print(" ".join(mending.split_person(connection, person, document or [])))
    return OK


def _collection(records: str) -> str:
    """The name of the folder that the records are of: `output` for output/, output/records and output/records.jsonl."""
    if records == "-":
        return "stdin"
    path = Path(records).resolve()
    name = path.stem if path.is_file() else path.name
    return path.parent.name if name == "records" else name


def _counted(counts: Counts) -> str:
    said = f"{counts.added} added, {counts.replaced} replaced, {counts.unchanged} unchanged, {counts.rejected} rejected"
    more = {name: getattr(counts, name) for name in ("superseded", "vanished", "pruned")}
    return ", ".join([said, *(f"{count} {name}" for name, count in more.items() if count)])


def _print_entries(entries: list[Entry]) -> None:
    for entry in entries:
        detail = f"  ({_line(entry.detail)})" if entry.detail else ""
        print(f"{entry.id}  {entry.documents:>5}  {_line(entry.name)}{detail}")


def _print_candidates(candidates: list[Candidate]) -> None:
    for one in candidates:
        print(f"{one.first}  {one.second}  {_line(one.first_name)} | {_line(one.second_name)}  ({_line(one.reason)})")


def _line(text: str) -> str:
    """A value on one line of a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _warn(sentence: str) -> None:
    print(f"pressmine: {_line(sentence)}", file=sys.stderr)
