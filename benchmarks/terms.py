"""What ten thousand terms add to a run: the corpus with and without them, in turns, the best of several passes.

python benchmarks/terms.py [FOLDER] [TERMS]
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

from pressmine.pipeline import Pressmine
from pressmine.rulebook import load_rules
from pressmine.workshop.articles import sources

_RULE = """pressmine: 1
rules:
  - id: banc.noms
    says: Un nom d'une longue liste.
    field: extra.noms
    type: text
    find: {{terms: noms.csv}}
    tests: {{match: [{{text: "{first} est là.", gives: "{first}"}}], no_match: [rien]}}
"""
_PASSES = 5


def main() -> None:
    """Print the seconds of a pass without and with the terms, and what they add."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "corpus")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    read = [source for _, source in sources(folder)]
    with tempfile.TemporaryDirectory() as place:
        path = _rule_file(Path(place), count)
        start = time.perf_counter()
        book = load_rules([path], installed=False)
        loaded = time.perf_counter() - start
    engines = {"without": Pressmine(), "with": Pressmine(book.rules)}
    best = dict.fromkeys(engines, float("inf"))
    values = 0
    for _ in range(_PASSES):
        for name, engine in engines.items():
            start = time.perf_counter()
            records = [engine.record(source) for source in read]
            best[name] = min(best[name], time.perf_counter() - start)
            values = sum(len(v) for record in records for v in record.extra.values())
    print(f"{len(read)} articles, {count} terms, {values} found; loading the rule with its terms {loaded:.2f} s")
    for name, seconds in best.items():
        print(f"{name:<8} {seconds:.3f} s")
    print(f"the terms add {100 * (best['with'] / best['without'] - 1):.1f} %")


def _rule_file(folder: Path, count: int) -> Path:
    """A rule whose terms are French communes, spread over the whole table; long lists are made up of their pairs."""
    text = files("pressmine.french").joinpath("places.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    names = list(dict.fromkeys(row[0] for row in csv.reader(lines, delimiter=";")))
    step = max(1, len(names) // count)
    chosen = names[::step][:count]
    chosen += [f"{a} {b}" for a, b in zip(names, names[7:], strict=False)][: max(0, count - len(chosen))]
    (folder / "noms.csv").write_text("name\n" + "".join(f"{name}\n" for name in chosen), encoding="utf-8")
    path = folder / "noms.yaml"
    path.write_text(_RULE.format(first=chosen[0]), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
