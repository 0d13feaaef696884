"""What each rule does on a folder: how often it speaks, what becomes of it, how long it takes, and if it is right."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pressmine.document import Document
from pressmine.evidence import DateReading, Decision, EntityReading, Evidence, FigureReading, Rule
from pressmine.pipeline import Pressmine
from pressmine.rules.declared.book import Book
from pressmine.workshop.articles import Tick, analyses
from pressmine.workshop.explanation import field_of


@dataclass(slots=True)
class Tally:
    """One rule: `overlap` counts its hits that another rule's of the same field touches, `conflict` those that the
    two read differently; `right` and `judged` count against gold, where there is some."""

    rule: str
    hits: int = 0
    kept: int = 0
    merged: int = 0
    lost: int = 0
    overlap: int = 0
    conflict: int = 0
    seconds: float = 0.0
    right: int = 0
    judged: int = 0


def measure(folder: Path, book: Book, tick: Tick = lambda done, total, name: None) -> list[Tally]:
    """The tallies of all rules on the articles of a folder; gold is `NAME.gold.json` next to an article.

    `tick` is told how far it is. Raises RunError if the folder can't be read.
    """
    tallies = _Tallies(book.rules)
    engine = Pressmine([replace(rule, find=_timed(rule, tallies[rule.id])) for rule in book.rules])
    for path, document, _, resolution in analyses(folder, engine, tick):
        gold = _gold(path)
        for decision in resolution.decisions:
            tally = tallies[decision.evidence.rule]
            _count(tally, decision)
            if gold is not None and decision.outcome in ("kept", "completed", "merged"):
                _judge(tally, document, decision.evidence, gold)
        _rivals([d.evidence for d in resolution.decisions], tallies)
    return [tally for _, tally in sorted({tally.rule: tally for tally in tallies.values()}.items())]


def table(tallies: Iterable[Tally]) -> Iterator[str]:
    """The tallies as lines: rules that spoke first, the others in one line."""
    spoke = list(tallies)
    width = max([len(tally.rule) for tally in spoke] or [4])
    heads = ("hits", "kept", "merged", "lost", "overlap", "conflict", "ms", "precision")
    yield "rule".ljust(width) + "".join(head.rjust(10) for head in heads)
    for t in (tally for tally in spoke if tally.hits):
        precision = f"{t.right / t.judged:.2f}" if t.judged else "-"
        cells = (t.hits, t.kept, t.merged, t.lost, t.overlap, t.conflict, f"{t.seconds * 1000:.1f}", precision)
        yield t.rule.ljust(width) + "".join(str(cell).rjust(10) for cell in cells)
    silent = [tally.rule for tally in spoke if not tally.hits]
    if silent:
        yield f"without a hit: {', '.join(silent)}"


class _Tallies(dict[str, Tally]):
    """Tallies by the id that evidence carries; the language model's name leads to the rule that hands it on."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        super().__init__({rule.id: Tally(rule.id) for rule in self.rules})

    def __missing__(self, name: str) -> Tally:
        rule = next((rule for rule in self.rules if rule.answers_to(name)), None)
        self[name] = Tally(name) if rule is None else self[rule.id]
        return self[name]


def _timed(rule: Rule, tally: Tally) -> Callable[[Document], list[Evidence]]:
    def find(document: Document) -> list[Evidence]:
        start = time.perf_counter()
        try:
            return list(rule.find(document))
        finally:
            tally.seconds += time.perf_counter() - start

    return find


def _count(tally: Tally, decision: Decision) -> None:
    tally.hits += 1
    if decision.outcome in ("kept", "completed"):
        tally.kept += 1
    elif decision.outcome == "merged":
        tally.merged += 1
    else:
        tally.lost += 1


def _rivals(evidence: list[Evidence], tallies: _Tallies) -> None:
    """Count overlaps and conflicts; evidence is in the order of the text, so that only neighbours are compared."""
    ordered = sorted(evidence, key=lambda e: (e.span.start, e.span.end))
    for index, item in enumerate(ordered):
        rivals = []
        for other in ordered[index + 1 :]:
            if other.span.start >= item.span.end:
                break
            if other.rule != item.rule and field_of(other.reading) == field_of(item.reading):
                rivals.append(other)
        for other in rivals:
            conflict = other.reading != item.reading or other.span != item.span
            for one in (item, other):
                tallies[one.rule].overlap += 1
                tallies[one.rule].conflict += conflict


def _gold(path: Path) -> dict[str, Any] | None:
    file = path.with_name(f"{path.stem}.gold.json")
    if not file.is_file():
        return None
    gold: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return gold


def _judge(tally: Tally, document: Document, evidence: Evidence, gold: dict[str, Any]) -> None:
    """Hold a piece of evidence to the gold: dates and figures by place, bodies and persons by name."""
    text = document.source.text
    if isinstance(evidence.reading, DateReading | FigureReading):
        field = "dates" if isinstance(evidence.reading, DateReading) else "figures"
        spans = [_place(text, item) for item in gold.get(field, ())]
        tally.judged += 1
        tally.right += any(start < evidence.span.end and evidence.span.start < end for start, end in spans)
    elif isinstance(evidence.reading, EntityReading) and evidence.reading.label in ("organisation", "person"):
        names = {
            name.casefold()
            for item in gold.get(f"{evidence.reading.label}s", ())
            for name in (item["name"], *item.get("variants", ()))
        }
        said = " ".join(text[evidence.span.start : evidence.span.end].replace("*", "").split()).casefold()
        tally.judged += 1
        tally.right += said in names


def _place(text: str, item: dict[str, Any]) -> tuple[int, int]:
    """Where a gold item stands: the `nth` occurrence of its text."""
    at = -1
    for _ in range(item.get("nth", 1)):
        at = text.find(item["text"], at + 1)
    return at, at + len(item["text"])
