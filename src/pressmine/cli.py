"""The command line: words in, words out. What it does is done elsewhere."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from pressmine import (
    cli_bodies,
    cli_database,
    cli_exchange,
    cli_extract,
    cli_measure,
    cli_project,
    cli_report,
    cli_rules,
    cli_spark,
)
from pressmine.cli_options import (
    Corrections,
    KnownPaths,
    MaxMemory,
    MaxSize,
    Retries,
    RulePaths,
    Timeout,
    TrustRules,
    known_lists,
    opened,
)
from pressmine.errors import Interrupted, RuleFileError, RunError, StageError, reason_of
from pressmine.version import VERSION

if TYPE_CHECKING:
    from pressmine.batch import Batch

#: Exit codes; `docs/cli.md` explains them.
OK, ERROR, SOME_FAILED = 0, 1, 3

Sink = Annotated[
    str | None, typer.Option(metavar="NAME=WHERE", help="Also hand the records to the sink of an installed package.")
]
Workers = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Processes that read; by default one for each core.")
]
Database = Annotated[
    str | None,
    typer.Option(metavar="DB", help="Also load the records into a database; `sqlite` stands for output/pressmine.db."),
]
Prune = Annotated[
    bool,
    typer.Option("--prune", help="Remove the records (and documents in --db) of articles that are gone from FOLDER."),
]
Paragraphs = Annotated[
    int | None,
    typer.Option(
        min=0, metavar="N", help="Paragraphs to keep in memory, so that one that returns is read once; 0 keeps none."
    ),
]
LogFormat = Annotated[
    Literal["text", "json"], typer.Option(help="Format of standard error; json writes an object per line.")
]

#: The commands in the order in which one meets them; those that stand not here come behind.
_FIRST = (
    "run",
    "extract",
    "show",
    "report",
    "explain",
    "load",
    "query",
    "search",
    "export",
    "bodies",
    "people",
    "rules",
)
_EPILOG = """\b
Examples:
  pressmine run communiques --out output
  pressmine report output --open
  pressmine run communiques --out output --db presse.db
  pressmine query "SELECT day, body, with_body FROM signed_together" --db presse.db
\b
Exit codes:
  0 all went well; 1 it could not be done, one line on standard error says why;
  3 an article gave no record, or a record could not be loaded;
  4 the database can't be opened, 5 a newer pressmine wrote it, 6 its disk is full;
  130 interrupted.
"""


class _Ordered(TyperGroup):
    """Lists the commands in our order."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, the usual ones first."""
        names = super().list_commands(ctx)
        return sorted(names, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))


app = typer.Typer(
    cls=_Ordered,
    help="French press releases in, validated JSON records out.",
    epilog=_EPILOG,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
cli_database.register(app)
cli_bodies.register(app)
cli_report.register(app)
cli_measure.register(app)
cli_exchange.register(app)
cli_extract.register(app)
cli_spark.register(app)
cli_project.register(app)
app.add_typer(cli_rules.app, name="rules")
app.command()(cli_rules.explain)


@app.callback(invoke_without_command=True)
def _pressmine(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False
) -> None:
    if version:
        print(f"pressmine {VERSION}")
    elif context.invoked_subcommand is None:
        print(context.get_help())
    else:
        cli_project.take_settings(context)


@app.command()
def run(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Articles: .txt, .md, .html, .pdf, .docx, .odt, .rtf, .eml.")
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for records/, records.jsonl and manifest.json.")],
    db: Database = None,
    collection: Annotated[
        str | None, typer.Option(metavar="NAME", help="Collection in the database; by default FOLDER's name.")
    ] = None,
    prune: Prune = False,
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
    known: KnownPaths = None,
    corrections: Corrections = None,
    sink: Sink = None,
    workers: Workers = None,
    timeout: Timeout = 120,
    max_size: MaxSize = 50,
    max_memory: MaxMemory = 2048,
    retries: Retries = 1,
    paragraphs: Paragraphs = None,
    force: Annotated[bool, typer.Option("--force", help="Read all articles again, even unchanged ones.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep running and read articles as they arrive, until Ctrl-C.")
    ] = False,
    log_format: LogFormat = "text",
) -> int:
    """Read a folder and write a record per article."""
    if db is None and collection is not None:
        raise RunError("--collection needs --db")
    from pressmine.batch import Limits, Options, passes, prepared

    taker = cli_rules.chosen_sink(sink)
    mended = corrections if corrections is not None else _own_corrections(out)
    given = [*_rules_of_project(log_format), *(rules or ()), *known_lists(known)]
    recipe = prepared(given, max_size << 20, paragraphs, mended, trust_rules)
    options = Options(workers or _cores(), Limits(timeout, max_memory << 20, retries), force, recipe.max_bytes, prune)
    code = OK
    with opened(db) as database, _interruptible():  # before the work: a wrong address costs nothing
        for job in passes(folder, out, recipe, options, watch):
            code = _pass(job, folder, out, log_format, watch)
            if database is not None:
                code = max(code, cli_database.after_run(database, folder, out, job.manifest, collection, prune))
            if taker is not None:
                print(taker(out))
    return code


@contextmanager
def _interruptible() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted("interrupted; the same command continues from there") from None


def _rules_of_project(log_format: str) -> tuple[Path, ...]:
    """The rule files that the project around the working folder names; standard error says which settings hold."""
    from pressmine.project import is_own, project_file, project_rules, settings

    file = project_file()
    if file is not None and log_format == "text":
        if not is_own(file):
            print(f"pressmine: {file} is not taken: others may write it or its folder", file=sys.stderr)
        elif settings().values:
            print(f"pressmine: settings from {file}", file=sys.stderr)
    return project_rules()


def _own_corrections(out: Path) -> list[Path]:
    """The corrections that were saved beside the records."""
    own = out / "corrections.jsonl"
    return [own] if own.is_file() else []


def _pass(job: Batch, folder: Path, out: Path, log_format: str, watch: bool) -> int:
    from pressmine import terminal

    terminal.follow(job, log_format)
    for line in terminal.summary(job.manifest, str(out), job.known, job.removed):
        print(line)
    if not (watch or job.total or job.manifest.failures):
        return _complain(f"no article was read: {folder} holds no file that a reader takes", ERROR)
    return SOME_FAILED if job.manifest.failures else OK


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; `arguments` are those of the process by default."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # records are UTF-8 whatever the terminal's locale says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(arguments, prog_name="pressmine", standalone_mode=False)
        sys.stdout.flush()
    except StageError as error:
        code = _complain(error.reason, SOME_FAILED)
    except RuleFileError as error:
        print(error, file=sys.stderr)
        code = ERROR
    except RunError as error:
        code = _complain(str(error), error.code)
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "pressmine"
        code = _complain(f"{_mistake(error)} Try: {command} --help", ERROR)
    except OSError as error:  # files have errors of their own: this one is of a stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor fail again when the process ends
        reason = reason_of(error)
        code = ERROR if isinstance(error, BrokenPipeError) else _complain(f"it can't be written: {reason}", ERROR)
    else:
        if code == 130:
            print("pressmine: interrupted; the same command starts over", file=sys.stderr)
    sys.exit(code)


def _mistake(error: typer.TyperException) -> str:
    """What is wrong with a command line, as a sentence."""
    said = error.format_message().replace("Value error, ", "")
    return said if said.endswith(("?", "!")) else f"{said.rstrip('.')}."


def _open_streams() -> None:
    """Whoever closed a stream before the start reads nothing from it and sees nothing on it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - as long as the process


def _complain(message: str, code: int) -> int:
    print(f"pressmine: {' '.join(message.split())}", file=sys.stderr)
    return code
