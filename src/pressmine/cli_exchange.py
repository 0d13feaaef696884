"""The commands that exchange records with other tools: `pressmine import`, and what `export --to FORM` does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from pressmine.errors import RunError, counted

if TYPE_CHECKING:
    from pressmine.record import Record

#: As `pressmine.exchange.forms` has them; said again here, since that module takes its time to import.
Form = Literal["labelstudio", "brat", "spacy", "conll", "cas", "jsonld", "ninjs", "ics"]
Imported = Literal["labelstudio", "brat", "spacy", "conll", "cas"]
#: What `export --to` takes beside the formats of tables.
EXCHANGED: tuple[str, ...] = get_args(Form)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("import")(take)


def take(
    where: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="What an annotation tool saved.")],
    form: Annotated[Imported, typer.Option("--from", help="The tool.")],
    records: Annotated[
        Path, typer.Option("--records", metavar="RECORDS", help="The records that were exported, to compare with.")
    ],
) -> int:
    """Turn annotations into corrections.

    What is gone is rejected, what is new is added. The lines that are printed go into OUTPUT/corrections.jsonl.
    """
    from pressmine.exchange import corrections_from, read_form, shown_in

    articles = corrections = 0
    known = {record.document.source: record for record in read(records)}
    for source, marked in read_form(form, where, known):
        if source not in known:
            print(f"pressmine: no record of {source} in {records}: left out", file=sys.stderr)
            continue
        articles += 1
        for correction in corrections_from(known[source], marked, shown_in(form, known[source])):
            corrections += 1
            print(correction.model_dump_json(exclude_defaults=True))
    if not articles:
        raise RunError(f"{where} holds none of the articles of {records} in the form of {form}")
    print(f"pressmine: {counted(articles, 'article')}, {counted(corrections, 'correction')}", file=sys.stderr)
    return 0


def give(folder: Path, form: Form, records: Path) -> int:
    """Write records in the form of another tool."""
    from pressmine.exchange import write_form

    count = write_form(form, read(records), folder)
    print(f"{folder}: {counted(count, 'article')}")
    return 0


def read(where: Path) -> list[Record]:
    """The records of a run, or of a file. Raises RunError where one is invalid: what is exchanged is whole."""
    from pressmine.record import Record
    from pressmine.sinks.stored import read_stored

    found = []
    for stored, record in read_stored(str(where), sys.stdin.buffer):
        if not isinstance(record, Record):
            raise RunError(f"{stored}: {record.reason}")
        found.append(record)
    return found
