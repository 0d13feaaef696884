"""The commands about bodies and people across documents: list, merge, split. Words in, words out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressmine.cli_options import Address, existing, one_line
from pressmine.errors import refused_as

if TYPE_CHECKING:
    from pressmine.sinks.database.listing import Candidate, Entry

OK = 0

Words = Annotated[str, typer.Argument(metavar="[WORDS]", help="Only those with these words in their names.")]
Candidates = Annotated[bool, typer.Option("--candidates", help="List pairs that may be the same instead.")]
Documents = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="ID|PATH", help="Split off what this document names; may be repeated."),
]
Keep = Annotated[str, typer.Argument(metavar="KEEP", help="The id that stays.")]
Others = Annotated[list[str], typer.Argument(metavar="OTHER...", help="The ids that become the same.")]

bodies = typer.Typer(help="Organisations across documents: list, merge, split.", no_args_is_help=True)
people = typer.Typer(help="Persons across documents: list, merge, split.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(bodies, name="bodies")
    app.add_typer(people, name="people")


@bodies.command("list")
def list_bodies(words: Words = "", db: Address = "sqlite", candidates: Candidates = False) -> int:
    """List bodies, those of most documents first."""
    from pressmine.sinks.database import listing

    with existing(db) as database, database.reading() as connection:
        if candidates:
            _print_candidates(listing.body_candidates(connection))
        else:
            _print_entries(listing.list_bodies(connection, words))
    return OK


@bodies.command("merge")
def merge_bodies(keep: Keep, others: Others, db: Address = "sqlite") -> int:
    """Make bodies one.

    They stay so at every later load.
    """
    from pressmine.sinks.database import mending

    with existing(db) as database, database.writing() as connection:
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
    """Split part of a body off as one of its own.

    It stays so at every later load.
    """
    from pressmine.sinks.database import mending

    with existing(db) as database, database.writing() as connection:
        print(" ".join(mending.split_body(connection, body, name or [], document or [])))
    return OK


@bodies.command("known")
def known(
    corrections: Annotated[Path, typer.Argument(metavar="CORRECTIONS", help="A corrections.jsonl.")],
    into: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="The list to add them to; without it they are printed.")
    ] = None,
) -> int:
    """Turn corrections into a list for --known.

    The bodies that corrections name; later runs know them everywhere.
    """
    from pressmine.corrections import add_to_list, known_bodies, read_corrections
    from pressmine.sinks.whole_files import write_whole

    text, count = add_to_list(into, known_bodies(read_corrections(corrections)))
    if into is None:
        print(text, end="")
        return OK
    with refused_as(f"{into} can't be written"):
        write_whole(into, text)
    print(f"{into}: {count} added")
    return OK


@people.command("list")
def list_people(words: Words = "", db: Address = "sqlite", candidates: Candidates = False) -> int:
    """List people, those of most documents first."""
    from pressmine.sinks.database import listing

    with existing(db) as database, database.reading() as connection:
        if candidates:
            _print_candidates(listing.people_candidates(connection))
        else:
            _print_entries(listing.list_people(connection, words))
    return OK


@people.command("merge")
def merge_people(keep: Keep, others: Others, db: Address = "sqlite") -> int:
    """Make people one.

    They stay so at every later load.
    """
    from pressmine.sinks.database import mending

    with existing(db) as database, database.writing() as connection:
        print(mending.merge_people(connection, keep, others))
    return OK


@people.command("split")
def split_person(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="The id of the person.")],
    document: Documents = None,
    db: Address = "sqlite",
) -> int:
    """Split the person of some documents off as another.

    It stays so at every later load.
    """
    from pressmine.sinks.database import mending

    with existing(db) as database, database.writing() as connection:
        print(" ".join(mending.split_person(connection, person, document or [])))
    return OK


def _print_entries(entries: list[Entry]) -> None:
    for entry in entries:
        detail = f"  ({one_line(entry.detail)})" if entry.detail else ""
        print(f"{entry.id}  {entry.documents:>5}  {one_line(entry.name)}{detail}")


def _print_candidates(candidates: list[Candidate]) -> None:
    for one in candidates:
        names = f"{one_line(one.first_name)} | {one_line(one.second_name)}"
        print(f"{one.first}  {one.second}  {names}  ({one_line(one.reason)})")
