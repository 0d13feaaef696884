"""The commands that measure: `pressmine evaluate` and `pressmine compare`. Words in, words out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressmine.cli_options import PageLanguage
from pressmine.errors import RunError, counted, refused_as

if TYPE_CHECKING:
    from pressmine.evaluate import Score, Verdict
    from pressmine.record import Record

#: The exit code of a measure below what was asked for.
BELOW = 3

Records = Annotated[Path, typer.Argument(metavar="RECORDS", help="What pressmine run wrote, or a .jsonl file.")]

FailUnder = Annotated[
    list[str] | None, typer.Option(metavar="FIELD=F1", help="Exit with 3 where a field is below; may be repeated.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(evaluate)
    app.command()(compare)


def evaluate(
    records: Records,
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Folder of NAME.gold.json, as in corpus/, or a corrections.jsonl.")
    ],
    errors: Annotated[bool, typer.Option("--errors", help="List values that are missed, wrong or too many.")] = False,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="List the rules behind the errors.")] = False,
    page: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write an HTML page that shows gold beside record.")
    ] = None,
    to_json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the figures as JSON.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Figures of an earlier --json to compare with.")
    ] = None,
    no_worse: Annotated[
        float | None,
        typer.Option(min=0, metavar="MARGIN", help="Exit with 3 where an F1 is more than this below the baseline."),
    ] = None,
    lang: PageLanguage = "fr",
    fail_under: FailUnder = None,
) -> int:
    """Measure records against gold."""
    from pressmine.evaluate import scores
    from pressmine.evaluate.scoring import errors_by_rule, table

    asked = dict(_floor(text) for text in fail_under or ())
    before = _figures(baseline) if baseline is not None else None
    if no_worse is not None and before is None:
        raise RunError("--no-worse needs --baseline")
    known = {record.document.source.rpartition("/")[2]: record for record in _read(records)}
    verdicts, said = _mended(gold, known) if gold.suffix == ".jsonl" else _golden(gold, known)
    found = scores(verdicts)
    for verdict in verdicts if errors else ():
        if verdict.outcome != "right":
            print(verdict.document, verdict.field, verdict.outcome, verdict.what, sep=" | ")
    for line in table(found, before):
        print(line)
    print(said)
    for rule, field, wrong, right in errors_by_rule(verdicts) if by_rule else ():
        print(f"{wrong:5} wrong, {right:5} right  {field:16} {rule}")
    if to_json is not None:
        _write(to_json, json.dumps({score.field: _plain(score) for score in found}, indent=1) + "\n")
    if page is not None:
        from pressmine.report.measured import measured_page

        _write(page, measured_page(found, verdicts, known, lang))
    return _verdict(found, _no_worse(found, before or {}, no_worse) | asked)


def compare(
    before: Annotated[Path, typer.Argument(metavar="RUN_A", help="What pressmine run wrote, or a .jsonl file.")],
    after: Annotated[Path, typer.Argument(metavar="RUN_B", help="The same articles, read in another way.")],
    page: Annotated[Path | None, typer.Option(metavar="FILE", help="Write an HTML page, too.")] = None,
    lang: PageLanguage = "fr",
) -> int:
    """Show what changes between two runs.

    Value by value: + gained, - lost, ~ changed.
    """
    from pressmine.report.run_changes import changes, counted

    old, new = _read(before), _read(after)
    found = list(changes(old, new))
    for change in found:
        print(change)
    signs = {sign: sum(c for (_, s), c in counted(found).items() if s == sign) for sign in "+-~"}
    print(f"{signs['+']} gained, {signs['-']} lost, {signs['~']} changed")
    if page is not None:
        from pressmine.report.measured import compared_page

        _write(page, compared_page(list(changes(old, new, lang)), lang))
    return 0


def _golden(folder: Path, known: dict[str, Record]) -> tuple[list[Verdict], str]:
    """The verdicts of gold files, and a line that says how much there was to judge."""
    from pressmine.evaluate import judge, load_gold

    documents = list(load_gold(folder))
    out: list[Verdict] = []
    for gold in documents:
        record = known.get(gold.document)
        out += judge(record, gold, None if record is not None else _text(folder, gold.document))
    return (
        out,
        f"{counted(len(documents), 'document')}, {sum(g.document not in known for g in documents)} without a record",
    )


def _mended(path: Path, known: dict[str, Record]) -> tuple[list[Verdict], str]:
    """The same of corrections."""
    from pressmine.corrections import read_corrections
    from pressmine.evaluate import judge_corrections, own_values

    corrections = read_corrections(path)
    there = {record.document.source: record for record in known.values()}
    if any(own_values(record) for record in there.values()):
        print(
            "pressmine: these records hold corrections already: to measure the rules, run into a folder without them",
            file=sys.stderr,
        )
    out = [verdict for record in there.values() for verdict in judge_corrections(record, corrections)]
    missing = sum(correction.source not in there for correction in corrections)
    return out, f"{counted(len(corrections), 'correction')}, {missing} of articles without a record"


def _text(folder: Path, name: str) -> str:
    """The text of a document without a record, so that its quotes count as missed."""
    path = (folder if folder.is_dir() else folder.parent) / name
    if path.suffix not in (".txt", ".md"):
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def _read(where: Path) -> list[Record]:
    from pressmine.record import Record
    from pressmine.sinks.stored import read_stored

    found = []
    for stored, record in read_stored(str(where), sys.stdin.buffer):
        if isinstance(record, Record):
            found.append(record)
        else:
            print(f"pressmine: left out: {stored}: {record.reason}", file=sys.stderr)
    return found


def _floor(text: str) -> tuple[str, float]:
    from pressmine.evaluate import FIELDS

    field, _, number = text.partition("=")
    try:
        floor = float(number)
    except ValueError:
        floor = -1.0
    if number and field not in FIELDS:
        raise RunError(f"--fail-under {text!r}: no field is called {field!r}; there are {', '.join(FIELDS)}")
    if not 0 <= floor <= 1:
        raise RunError(f"--fail-under {text!r}: expected FIELD=F1 with a number from 0 to 1, as in dates.value=0.9")
    return field, floor


def _no_worse(found: list[Score], before: dict[str, float], margin: float | None) -> dict[str, float]:
    """What each field that is judged must reach, so that it is no worse than before."""
    if margin is None:
        return {}
    return {score.field: before[score.field] - margin for score in found if score.judged and score.field in before}


def _verdict(found: list[Score], floors: dict[str, float]) -> int:
    below = [score for score in found if score.f1 < floors.get(score.field, 0.0)]
    for score in below:
        at = f"is at {score.f1:.3f}" if score.judged else "is not in this gold"
        print(f"pressmine: {score.field} {at}, below {floors[score.field]:.3g}", file=sys.stderr)
    return BELOW if below else 0


def _plain(score: Score) -> dict[str, float]:
    figures = {"p": score.precision, "r": score.recall, "f1": score.f1}
    return {**figures, "gold": score.gold, "found": score.found}


def _figures(path: Path) -> dict[str, float]:
    with refused_as(f"--baseline {path} can't be read"):
        data = path.read_bytes()
    try:
        return {field: float(row["f1"]) for field, row in json.loads(data).items() if row["gold"] or row["found"]}
    except (ValueError, AttributeError, KeyError, TypeError):
        raise RunError(f"--baseline {path} holds no figures: give what --json wrote") from None


def _write(path: Path, text: str) -> None:
    from pressmine.sinks.whole_files import write_whole

    with refused_as(f"{path} can't be written"):
        write_whole(path, text)
