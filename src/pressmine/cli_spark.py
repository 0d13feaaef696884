"""The command that works past one machine: `pressmine spark-run`. Words in, words out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pressmine.cli_options import MaxMemory, MaxSize, Retries, RulePaths, Timeout, TrustRules
from pressmine.errors import Interrupted, RunError, counted

if TYPE_CHECKING:
    from pressmine.spark.job import Summary

OK, SOME_FAILED = 0, 3

TextColumn = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="INPUT is a table: its column of texts, or of files where it is binary."),
]
IdColumn = Annotated[str, typer.Option(metavar="NAME", help="The column of names of that table.")]
TableFormat = Annotated[
    Literal["parquet", "csv", "json", "orc", "table"] | None,
    typer.Option(help="Format of the table, by default as its extension says; `table` reads one of the catalogue."),
]
TextFormat = Annotated[Literal["txt", "md", "html"], typer.Option(help="Format of the texts of the table.")]
Partitions = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Tasks to cut the work into; by default by size.")
]
Master = Annotated[
    str | None, typer.Option(metavar="URL", help="The cluster, as in spark://host:7077; else as Spark is set up.")
]
Conf = Annotated[list[str] | None, typer.Option(metavar="KEY=VALUE", help="A Spark setting; may be repeated.")]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("spark-run")(spark_run)


def spark_run(
    source: Annotated[str, typer.Argument(metavar="INPUT", help="Folder of articles, or a table with --text-column.")],
    out: Annotated[str, typer.Argument(metavar="OUTPUT", help="Folder for Parquet files; it must not exist yet.")],
    text_column: TextColumn = None,
    id_column: IdColumn = "id",
    table_format: TableFormat = None,
    text_format: TextFormat = "txt",
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
    timeout: Timeout = 120,
    max_size: MaxSize = 50,
    max_memory: MaxMemory = 2048,
    retries: Retries = 1,
    partitions: Partitions = None,
    master: Master = None,
    conf: Conf = None,
) -> int:
    """Read articles on a Spark cluster.

    Every article of a folder or table; records and failures are written as Parquet.
    """
    settings = dict(_setting(text) for text in conf or ())
    from pressmine.project import project_rules
    from pressmine.spark import extraction, need

    need()
    given = [*project_rules(), *(rules or ())]
    reader = extraction(
        given,
        timeout=timeout,
        max_size=max_size << 20,
        max_memory=max_memory << 20,
        retries=retries,
        text_format=text_format,
        trust_rules=trust_rules,
    )
    from pressmine.spark.job import Table, run, session

    table = None if text_column is None else Table(text_column, id_column, table_format)
    settings.setdefault("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    try:
        with session(master, settings) as spark:
            found = run(spark, source, out, reader, table, partitions)
    except KeyboardInterrupt:
        raise Interrupted("interrupted; the same command starts over") from None
    for line in _lines(found, out):
        print(line)
    return SOME_FAILED if found.failures else OK


def _setting(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise RunError(f"--conf {text}: write it as KEY=VALUE")
    return name, value


def _lines(found: Summary, out: str) -> Iterator[str]:
    results = f"{counted(found.records, 'record')}, {counted(found.failures, 'failure')}"
    yield f"{counted(found.files, 'article')} read: {results}"
    if found.reasons:
        yield "failures by reason:"
        for stage, reason, count in found.reasons:
            yield f"{count:>5}  {stage}: {' '.join(reason.split())}"
    yield f"written to {out}"
