"""Options that several commands take, and what one of them chooses."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pressmine.errors import RunError

if TYPE_CHECKING:
    from pressmine.rules.declared.book import Book
    from pressmine.sinks.database import Database

#: `--rules`, as every command that reads an article takes it.
RulePaths = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="PATH", help="A rule file or a folder of rule files; may be repeated."),
]
#: `--lang`, as every command that writes pages takes it.
PageLanguage = Annotated[Literal["fr", "en"], typer.Option("--lang", help="Language of the pages.")]
#: `--known`, as every command that reads an article takes it.
KnownPaths = Annotated[
    list[Path] | None,
    typer.Option(
        "--known",
        metavar="FILE.csv",
        help="Your own list of bodies (name;aliases;type;siren); it overrules what is found.",
    ),
]
Corrections = Annotated[
    list[Path] | None,
    typer.Option(
        "--corrections", metavar="FILE", help="Corrections that win; by default those of DIR/corrections.jsonl."
    ),
]
Timeout = Annotated[
    float, typer.Option(min=0.1, metavar="SECONDS", help="Seconds that an article may take before it is set aside.")
]
MaxSize = Annotated[int, typer.Option(min=1, metavar="MB", help="A file larger than this is not read.")]
MaxMemory = Annotated[int, typer.Option(min=64, metavar="MB", help="Memory that a worker may use beside the model.")]
Retries = Annotated[
    int, typer.Option(min=0, metavar="N", help="How often an article that harmed its worker is tried again, alone.")
]

#: `--db`, as every command that reads or mends a database takes it.
Address = Annotated[
    str,
    typer.Option(
        "--db", metavar="DB", help="FILE.db or postgresql://USER@HOST/NAME; `sqlite` stands for output/pressmine.db."
    ),
]


TrustRules = Annotated[
    bool, typer.Option("--trust-rules", help="Let rule files run the Python functions that they name.")
]


def chosen_rules(paths: Sequence[Path] | None, trust: bool = False) -> Book:
    """The book of all rules: built-in, of installed packages, of `[tool.pressmine]`, and of `--rules`."""
    from pressmine.project import project_rules
    from pressmine.rulebook import load_rules

    return load_rules([*project_rules(), *(paths or ())], trust=trust)


def drafted_rules(paths: Sequence[Path] | None, trust: bool = False) -> Book:
    """The same while an author is at work: tests of rule files that fail are reported and stop nothing."""
    from pressmine.project import project_rules
    from pressmine.rulebook import open_book, tested

    book = open_book([*project_rules(), *(paths or ())], trust=trust)
    book.raise_first()
    failed = sum(len(errors) for _, errors in tested(book))
    if failed:
        what = "1 test of your rules fails" if failed == 1 else f"{failed} tests of your rules fail"
        print(f"pressmine: {what}; `pressmine rules test` says why", file=sys.stderr)
    return book


def known_lists(paths: Sequence[Path] | None) -> list[Path]:
    """The lists of `--known`: CSV files. Raises RunError for another file."""
    for path in paths or ():
        if path.suffix != ".csv":
            raise RunError(f"--known takes a list as a .csv file, found {path}")
    return list(paths or ())


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
def existing(address: str) -> Iterator[Database]:
    """The database at an address, which must be there: for commands that only read or mend."""
    with opened(address, must_exist=True) as database:
        assert database is not None, "an address gives a database"
        yield database


def one_line(text: str) -> str:
    """A value on one line of a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
