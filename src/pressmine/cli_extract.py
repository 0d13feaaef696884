"""The commands about one record: the record of an article, and the schema of all. Words in, words out."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pressmine.cli_options import KnownPaths, RulePaths, TrustRules, chosen_rules, known_lists
from pressmine.errors import RunError

OK = 0


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(extract)
    app.command()(schema)


def extract(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="An article, or - for text on standard input.")],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date (2024-03-29); relative dates count from it.")
    ] = None,
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
    known: KnownPaths = None,
) -> int:
    """Print the record of one article."""
    day = _day(published)
    book = chosen_rules([*(rules or ()), *known_lists(known)], trust_rules)
    if file != "-" and not Path(file).exists():
        raise RunError(f"{file} does not exist")
    from pressmine.pipeline import Pressmine
    from pressmine.readers import read_bytes
    from pressmine.sinks.json_text import to_json

    if file == "-":
        (source,) = read_bytes(sys.stdin.buffer.read(), "-", "txt").sources
        record = Pressmine(book.rules).record(source, day)
    else:
        record = Pressmine(book.rules).extract(file, day)
    print(to_json(record), end="")
    return OK


def schema() -> int:
    """Print the JSON Schema (2020-12) of a record."""
    from pressmine.record import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return OK


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise RunError(f"--published: {text!r} is not a date, write it as 2024-03-29") from None
