"""The commands about rules: `pressmine rules …` and `pressmine explain`. Words in, words out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from pressmine.cli_options import RulePaths, TrustRules, chosen_rules, drafted_rules
from pressmine.errors import RuleFileError, RunError, counted

Paths = Annotated[list[Path], typer.Argument(metavar="PATH…", help="Rule files, or folders of them.")]
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of articles.")]
OK, ERROR = 0, 1

app = typer.Typer(
    help="Write, test and understand rules of your own. `docs/rules.md` goes through it step by step.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


def chosen_sink(wanted: str | None) -> Callable[[Path], str] | None:
    """What hands the records of an output folder to the sink of `--sink NAME=WHERE`; None for no sink."""
    if wanted is None:
        return None
    from pressmine.record import Record
    from pressmine.sinks.installed import open_sink
    from pressmine.sinks.stored import read_stored

    sink, where = open_sink(wanted)
    return lambda out: sink(
        (found for _, found in read_stored(str(out), sys.stdin.buffer) if isinstance(found, Record)), where
    )


@app.command()
def test(paths: Paths, trust_rules: TrustRules = False) -> int:
    """Run the tests inside rule files."""
    from pressmine.rulebook import open_book, tested

    book = open_book(paths, trust=trust_rules)
    errors = list(book.errors)
    for rule, failed in tested(book) if not errors else ():
        errors += failed
        if not failed:
            print(f"ok    {rule.spec.id}  {counted(len(rule.spec.match) + len(rule.spec.no_match), 'test')}")
    return _report(errors)


@app.command()
def check(paths: Paths, trust_rules: TrustRules = False) -> int:
    """Find errors and doubtful rules.

    Rules that are dead, duplicate, shadowed or slow are doubtful.
    """
    from pressmine.rulebook import open_book, run_all_tests
    from pressmine.workshop.warn import warnings

    book = open_book(paths, trust=trust_rules)
    if not book.errors:
        run_all_tests(book)
    code = _report(book.errors)
    if code == OK:
        found = list(warnings(book))
        for line in found:
            print(line)
        print(f"{counted(len(book.own), 'rule')}, {counted(len(found), 'warning')}")
    return code


@app.command("try")
def try_(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="A sentence of a release.")],
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
    zone: Annotated[str, typer.Option(metavar="ZONE", help="The zone that it stands in.")] = "body",
    everything: Annotated[bool, typer.Option("--all", help="Show what all other rules find, too.")] = False,
) -> int:
    """Show what rules find in a sentence.

    Your own rules, and which came near; without rules of your own, what all find.
    """
    from pressmine.workshop.trial import try_sentence

    for line in try_sentence(drafted_rules(rules, trust_rules), phrase, zone, everything):
        print(line)
    return OK


@app.command("list")
def list_(rules: RulePaths = None, trust_rules: TrustRules = False) -> int:
    """List all rules and where they come from."""
    book = chosen_rules(rules, trust_rules)
    for rule in book.rules:
        print(f"{rule.id}\t{','.join(rule.fields) or '-'}\t{rule.origin or 'built-in'}\t{rule.says}")
    for name, place in book.disabled:
        print(f"{name}\t-\t{place}\t(switched off)")
    return OK


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="A rule, by the id that `list` and `explain` show.")],
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
) -> int:
    """Print a rule as its file writes it."""
    from pressmine.workshop.show import written

    for line in written(chosen_rules(rules, trust_rules), id):
        print(line)
    return OK


@app.command()
def stats(
    folder: Folder,
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
    mine: Annotated[bool, typer.Option("--mine", help="Show your own rules only.")] = False,
) -> int:
    """Count what each rule does on a folder.

    Hits, kept, merged, lost, overlap, conflict, milliseconds; with gold beside the articles, precision.
    """
    from pressmine.terminal import tick
    from pressmine.workshop.stats import measure, table

    book = drafted_rules(rules, trust_rules)
    own = {rule.spec.id for rule in book.own}
    if mine and not own:
        raise RunError("--mine needs rules of yours: give --rules")
    for line in table(tally for tally in measure(folder, book, tick) if not mine or tally.rule in own):
        print(line)
    return OK


@app.command()
def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="Rule file or folder, or `none` for the built-in rules alone.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Rule file or folder, or `none`.")],
    folder: Folder,
    trust_rules: TrustRules = False,
) -> int:
    """Show what other rules change on a folder.

    The values that are gained, lost or changed when NEW stands in for OLD, with their sentences.
    """
    from pressmine.terminal import tick
    from pressmine.workshop.diff import compare

    before, after = (drafted_rules(() if name == "none" else (Path(name),), trust_rules) for name in (old, new))
    for line in compare(folder, before, after, tick):
        print(line)
    return OK


@app.command()
def new(
    from_correction: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A corrections.jsonl: print a rule and its failing test for each value rejected, changed or added.",
        ),
    ] = None,
) -> int:
    """Print a rule file to start from.

    Every key is explained, and its own tests pass.
    """
    if from_correction is None:
        from pressmine.rules.declared.reference_page import template

        print(template(), end="")
        return OK
    from pressmine.corrections import read_corrections
    from pressmine.workshop.draft import drafted

    lines = list(drafted(read_corrections(from_correction), from_correction.name))
    if lines[-1] == "rules:":
        raise RunError(
            f"{from_correction} asks for no rule: it only accepts values, or corrects the head of an article"
        )
    print("\n".join(lines))
    return OK


@app.command()
def reference() -> int:
    """Print the reference of rule files."""
    from pressmine.rules.declared.reference_page import reference as text

    print(text(), end="")
    return OK


@app.command()
def schema() -> int:
    """Print the JSON Schema of rule files."""
    import json

    from pressmine.rules.declared.reference_page import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return OK


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An article.")],
    at: Annotated[int | None, typer.Option(metavar="OFFSET", help="A position of the source text, from 0.")] = None,
    field: Annotated[
        str | None, typer.Option(metavar="FIELD", help="Only this field of the record, such as dates.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only where these words of the article stand.")
    ] = None,
    why_not: Annotated[bool, typer.Option("--why-not", help="Also the rules that came near, and what failed.")] = False,
    rules: RulePaths = None,
    trust_rules: TrustRules = False,
) -> int:
    """Say why a value is there, or not.

    Each piece of evidence at a place: its rule, its cues, what became of it, and why.
    """
    if not Path(file).exists():
        raise RunError(f"{file} does not exist")
    from pressmine.pipeline import Pressmine
    from pressmine.workshop.explanation import Question
    from pressmine.workshop.explanation import explain as explained

    book = drafted_rules(rules, trust_rules)
    engine = Pressmine(book.rules)
    document, _, resolution = engine.analyse(engine.read(Path(file)))
    for line in explained(document, resolution, Question(at, field, text), book.rules, why_not):
        print(line)
    return OK


def _report(errors: Sequence[RuleFileError]) -> int:
    for error in sorted(errors, key=lambda e: (e.path, e.line, e.column)):
        print(error, file=sys.stderr)
    return ERROR if errors else OK
