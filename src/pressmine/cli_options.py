"""Options that several commands take, and what one of them chooses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressmine.errors import RunError

if TYPE_CHECKING:
    from pressmine.rules.declared.book import Book

#: `--rules`, as every command that reads an article takes it.
RulePaths = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="PATH", help="A rule file or a folder of them; may be given several times."),
]
#: `--known`, as every command that reads an article takes it.
KnownPaths = Annotated[
    list[Path] | None,
    typer.Option(
        "--known",
        metavar="FILE.csv",
        help="Bodies of your own (name;aliases;type;siren): what the list says holds.",
    ),
]
Corrections = Annotated[
    list[Path] | None,
    typer.Option(
        "--corrections", metavar="FILE", help="Corrections that win; by default those of DIR/corrections.jsonl."
    ),
]
Timeout = Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="An article that takes longer is set aside.")]
MaxSize = Annotated[int, typer.Option(min=1, metavar="MB", help="A file larger than this is not read.")]
MaxMemory = Annotated[int, typer.Option(min=64, metavar="MB", help="What a worker may take beside the model.")]
Retries = Annotated[
    int, typer.Option(min=0, metavar="N", help="How often an article that harmed its worker is tried alone.")
]


def chosen_rules(paths: Sequence[Path] | None) -> Book:
    """The book of all rules: built-in, of installed packages, of `[tool.pressmine]`, and of `--rules`."""
    from pressmine.project import project_rules
    from pressmine.rulebook import load_rules

    return load_rules([*project_rules(), *(paths or ())])


def known_lists(paths: Sequence[Path] | None) -> list[Path]:
    """The lists of `--known`: CSV files. Raises RunError for another file."""
    for path in paths or ():
        if path.suffix != ".csv":
            raise RunError(f"--known takes a list as a .csv file, found {path}")
    return list(paths or ())
