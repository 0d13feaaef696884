"""The commands to look at records: `pressmine report` and `pressmine show`. Words in, words out."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressmine.cli_options import PageLanguage, RulePaths, TrustRules, chosen_rules
from pressmine.errors import RunError, counted

if TYPE_CHECKING:
    from pressmine.document import Source
    from pressmine.pipeline import Pressmine
    from pressmine.record import Record
    from pressmine.report.why import Reasons


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(report)
    app.command()(show)
    app.command()(serve)


def report(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="What pressmine run wrote, or a .jsonl file.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the report; by default OUTPUT/report.")
    ] = None,
    lang: PageLanguage = "fr",
    why: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The articles: read them again to show cues, decisions and near misses."),
    ] = None,
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
    open_: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
) -> int:
    """Write pages to look at records.

    An offline site: a page for each article, search, an overview with charts.
    """
    from pressmine.report import write_report

    explain = _Looker(why, rules, trust_rules) if why is not None else None
    made = write_report(output, out, lang, explain)
    print(f"{counted(made.pages, 'article')}, {made.size / 1e6:.1f} MB: {made.index}")
    for line in made.invalid:
        print(f"pressmine: left out: {line}", file=sys.stderr)
    for name in explain.changed if explain is not None else ():
        print(f"pressmine: no reasons for {name}: it gives another record now", file=sys.stderr)
    if open_:
        webbrowser.open(made.index.resolve().as_uri())
    return 0


def serve(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="What pressmine run wrote.")],
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help="Port on 127.0.0.1; 0 takes a free one.")
    ] = 0,
    lang: PageLanguage = "fr",
    why: Annotated[Path | None, typer.Option(metavar="FOLDER", help="The articles, as report takes them.")] = None,
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
    open_: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
) -> int:
    """Serve the report and write corrections.

    The report is served on this machine only. Corrections go to OUTPUT/corrections.jsonl, and the next run takes them.
    """
    from pressmine.report import write_report
    from pressmine.report.serve import Server

    if not output.is_dir():
        raise RunError(f"{output} is not a folder: give what pressmine run wrote")
    made = write_report(output, None, lang, _Looker(why, rules, trust_rules) if why is not None else None)
    with Server(made.folder, output / "corrections.jsonl", port) as server:
        print(f"{server.address}\ncorrections go to {output / 'corrections.jsonl'}; Ctrl-C ends", flush=True)
        if open_:
            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def show(
    what: Annotated[str, typer.Argument(metavar="FILE|ID", help="An article, a record, or the start of its id.")],
    output: Annotated[
        Path, typer.Option("--in", metavar="OUTPUT", help="Where to look for an id: what pressmine run wrote.")
    ] = Path("output"),
    html: Annotated[bool, typer.Option("--html", help="Print one HTML page instead.")] = False,
    lang: PageLanguage = "fr",
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
) -> int:
    """Print an article with its values marked."""
    record = _record(what, output, rules, trust_rules)
    if html:
        from pressmine.report import render

        title = record.document.title or record.document.source
        print(_document(title, render(record, lang), lang))
    else:
        from pressmine.report.ansi import print_marked

        print_marked(record)
    return 0


def _document(title: str, body: str, lang: str) -> str:
    from markupsafe import escape

    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    style = (
        "<style>html { color-scheme: light dark } body { max-width: 52rem; margin: 1em auto; padding: 0 1em }</style>"
    )
    return f'<!doctype html><html lang="{lang}"><head>{policy}{head}{style}</head><body>{body}</body></html>'


def _record(what: str, output: Path, rules: list[Path] | None, trust: bool) -> Record:
    from pressmine.record import Record
    from pressmine.sinks.stored import read_stored

    if Path(what).suffix == ".json" and Path(what).is_file():
        for where, record in read_stored(what, sys.stdin.buffer):
            if isinstance(record, Record):
                return record
            raise RunError(f"{where} is not a record: {record.reason}")
    if Path(what).is_file():
        from pressmine.pipeline import Pressmine

        return Pressmine(chosen_rules(rules, trust).rules).extract(what)
    if not output.exists():
        raise RunError(f"{what} is not a file, and there is no {output} to look for a record: give --in OUTPUT")
    if len(what) >= 6:
        for _, record in read_stored(str(output), sys.stdin.buffer):
            if isinstance(record, Record) and record.document.id.startswith(what):
                return record
    raise RunError(
        f"{what} is not a file, and no record in {output} has an id that begins with it (give six characters or more)"
    )


class _Looker:
    """Reads articles again and says why their values stand. `changed` names those that give another record now."""

    def __init__(self, folder: Path, rules: list[Path] | None, trust: bool) -> None:
        self.folder = folder
        self.changed: list[str] = []
        self._rules = rules
        self._trust = trust
        self._engine: Pressmine | None = None
        if not folder.is_dir():
            raise RunError(f"--why: {folder} is not a folder: give the folder of the articles")

    def __call__(self, record: Record) -> Reasons | None:
        """The reasons, or None where the article is not there or gives another record."""
        from pressmine.assembly import assemble
        from pressmine.errors import StageError
        from pressmine.pipeline import Pressmine
        from pressmine.report.why import reasons

        if self._engine is None:
            self._engine = Pressmine(chosen_rules(self._rules, self._trust).rules)
        engine = self._engine
        try:
            source = self._source(record.document.source)
            document, _, resolution = engine.analyse(source)
            again = assemble(document, resolution, engine.produced_by)
        except StageError:
            again = None
        if again is None or again.text != record.text or again.dates != record.dates:
            self.changed.append(record.document.source)
            return None
        return reasons(record, document, resolution, engine.rules)

    def _source(self, name: str) -> Source:
        """The source of that name; what is attached to a mail is named below it. Raises StageError."""
        from pressmine.errors import StageError
        from pressmine.readers import read

        path = self.folder / name
        file = next((above for above in (path, *path.parents) if above.is_file()), path)
        for source in read(file, file.relative_to(self.folder).as_posix()).sources:
            if source.name == name:
                return source
        raise StageError("read", f"{name} is not there any more.")
