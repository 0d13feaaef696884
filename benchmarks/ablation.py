"""Which rules change nothing: each is taken away in turn.

    python -m benchmarks.ablation [FOLDER ...] [--only RULE ...]

It reads `corpus/`, a sample of the behaviours and the folders that are named; `--only names.` tries the rules whose id
begins so.

A rule that proposes nothing on an article cannot change its record, so that each rule is tried on those articles alone
where it speaks, until the first whose record differs without it. `silent` rules speak nowhere; `idle` ones speak, and
no record needs them: each of both wants a behaviour, or goes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pressmine.document import Source
from pressmine.errors import StageError
from pressmine.evidence import Rule
from pressmine.folder import survey
from pressmine.pipeline import Pressmine
from pressmine.readers import format_of, read
from tests.behaviours.expand import expand
from tests.behaviours.run import load
from tests.behaviours.template import templates

ROOT = Path(__file__).resolve().parent.parent
#: Articles of each behaviour, and how many articles a rule is tried on at most.
SAMPLE, MOST = 2, 150

Read = tuple[Source, date | None]


def articles(folders: list[Path], sample: int = SAMPLE) -> Iterator[Read]:
    """What is read: the articles of the folders, then the sampled behaviours."""
    for folder in folders:
        for found in survey(folder, lambda name: format_of(name) is not None).articles:
            yield from ((source, None) for source in _sources(found.path, found.name))
    with tempfile.TemporaryDirectory() as place:
        for template in templates():
            for article in expand(template, sample):
                if article.change is None:
                    path = Path(place, f"article.{article.form}")
                    path.write_bytes(article.content)
                    day = date.fromisoformat(article.published) if article.published else None
                    yield from ((source, day) for source in _sources(path, path.name))


def _sources(path: Path, name: str) -> tuple[Source, ...]:
    try:
        return read(path, name).sources
    except StageError:
        return ()


def spoken(pm: Pressmine, found: list[Read]) -> dict[str, list[int]]:
    """The articles, by number, in which each rule speaks."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, (source, day) in enumerate(found):
        try:
            _, evidence, _ = pm.analyse(source, day)
        except StageError:
            continue
        names = {each.rule for each in evidence}
        for rule in pm.rules:
            if any(rule.answers_to(name) for name in names):
                where[rule.id].append(number)
    return where


def needed(pm: Pressmine, less: Pressmine, found: list[Read], numbers: list[int]) -> bool:
    """Whether one of the articles has another record without the rule."""
    spread = numbers[:: max(1, len(numbers) // MOST)][:MOST]
    return any(_record(pm, found[n]) != _record(less, found[n]) for n in spread)


def _record(pm: Pressmine, read_: Read) -> str:
    try:
        record = pm.record(*read_)
    except StageError as error:
        return str(error)
    fields = record.model_dump(exclude={"produced_by", "text"})
    return str({name: _without_source(value) for name, value in fields.items()})


def _without_source(value: object) -> object:
    """A value without which rule said so, how surely, and in which of several places."""
    if isinstance(value, dict):
        return {k: _without_source(v) for k, v in value.items() if k not in ("source", "confidence", "mentions")}
    return [_without_source(one) for one in value] if isinstance(value, list | tuple) else value


def without(pm: Pressmine, rule: Rule) -> Pressmine:
    """The product without one of its rules."""
    less = Pressmine(tuple(each for each in pm.rules if each.id != rule.id))
    less.produced_by = pm.produced_by
    return less


def main() -> int:
    """Prints the rules that change nothing."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.ablation", description=__doc__)
    ask.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    ask.add_argument("--only", nargs="+", default=[""], metavar="RULE", help="rules whose id begins so")
    given = ask.parse_args()
    pm = load()
    found = list(articles([ROOT / "corpus", *given.folders]))
    where = spoken(pm, found)
    tried = [rule for rule in sorted(pm.rules, key=lambda r: r.id) if rule.id.startswith(tuple(given.only))]
    print(f"{len(tried)} rules, {len(found)} articles", flush=True)
    idle = 0
    for rule in tried:
        numbers = where.get(rule.id, [])
        if not numbers or not needed(pm, without(pm, rule), found, numbers):
            idle += 1
            print(f"{'idle' if numbers else 'silent':8}{rule.id:40}{len(numbers):5} articles  {rule.says}", flush=True)
    print(f"{idle} of {len(tried)} rules change nothing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
