"""What each family of rules and each step of resolution costs, in milliseconds for 5,000 characters of article.

    python -m benchmarks.families [FOLDER]      (corpus/ where no folder is named)

Each family runs on documents that nothing has read yet, so that what families share and keep (words, dates, figures)
is counted where it is first needed; the best of three passes counts. `shared words` is what the families about names
share.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from pressmine.cleaning import clean
from pressmine.document import Document
from pressmine.errors import StageError
from pressmine.evidence import Evidence, Rule
from pressmine.folder import survey
from pressmine.nlp import load_french
from pressmine.readers import format_of, read
from pressmine.resolve import STEPS
from pressmine.resolve.ledger import Ledger
from pressmine.rules import FAMILIES, propose
from pressmine.rules.names.reading import scan
from pressmine.zones import find_zones

ROOT = Path(__file__).resolve().parent.parent


def documents(folder: Path) -> list[Document]:
    """The documents of a folder's articles, read afresh."""
    french, found = load_french(), []
    for article in survey(folder, lambda name: format_of(name) is not None).articles:
        try:
            sources = read(article.path, article.name).sources
        except StageError as error:
            print(f"{article.name}: {error.reason}", file=sys.stderr)
            continue
        for source in sources:
            view = clean(source)
            found.append(french.read(source, view, *find_zones(source, view)))
    return found


def _settle() -> None:
    """As a worker does once it has loaded the model, which no collection of garbage has to walk through."""
    gc.collect()
    gc.freeze()


def best(folder: Path, work: Callable[[Document], object]) -> float:
    """Milliseconds for 5,000 characters: the best of three passes over fresh documents."""
    costs = []
    for _ in range(3):
        fresh = documents(folder)
        _settle()
        size = sum(len(d.source.text) for d in fresh)
        started = time.perf_counter()
        for document in fresh:
            work(document)
        costs.append((time.perf_counter() - started) / size * 5_000 * 1_000)
    return min(costs)


def _run(rules: Iterable[Rule]) -> Callable[[Document], object]:
    return lambda document: [list(rule.find(document)) for rule in rules]


def main() -> int:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "corpus"
    names = {family: family[0].id.partition(".")[0] for family in FAMILIES}
    grouped: dict[str, list[Rule]] = {}
    for family in FAMILIES:
        grouped.setdefault(names[family], []).extend(family)
    print(f"{'family':34}{'ms / 5,000 characters':>24}")
    for name, rules in sorted(grouped.items()):
        print(f"{name:34}{best(folder, _run(rules)):24.2f}")
    print(f"{'dates and figures together':34}{best(folder, _run([*grouped['date'], *grouped['figure']])):24.2f}")
    print(f"{'shared words':34}{best(folder, scan):24.2f}")
    every = [rule for family in FAMILIES for rule in family]
    print(f"{'all rules':34}{best(folder, _run(every)):24.2f}")
    _steps(folder, every)
    return 0


def _steps(folder: Path, rules: list[Rule]) -> None:
    fresh = documents(folder)
    size = sum(len(d.source.text) for d in fresh)
    evidence: list[tuple[Evidence, ...]] = [propose(document, rules) for document in fresh]
    costs = dict.fromkeys((step.__name__ for step in STEPS), 0.0)
    for document, pieces in zip(fresh, evidence, strict=True):
        ledger = Ledger(document, pieces, None)
        for step in STEPS:
            started = time.perf_counter()
            step(ledger)
            costs[step.__name__] += time.perf_counter() - started
    for name, seconds in costs.items():
        print(f"{name:34}{seconds / size * 5_000 * 1_000:24.2f}")


if __name__ == "__main__":
    sys.exit(main())
