"""Many articles of which one in twenty is hostile: every good one must have the record that it has alone.

    python -m benchmarks.hostile [N] [--workers 2] [--timeout 5] [--seed 1]

Hostile are damaged and oversized files of the test suite, and articles on which a rule ends its process, takes memory
without end, or never returns. The good ones are read again in this process, one after the other, and compared.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.articles import make
from pressmine.batch import Limits, Options, Recipe, open_batch
from pressmine.document import Document
from pressmine.errors import Failure
from pressmine.evidence import Evidence, Rule
from pressmine.record import Record
from pressmine.sinks.files import record_path
from pressmine.sinks.json_text import to_json
from tests.batch.test_hostile import GIANTS, HOSTILE, RELEASE
from tests.fakes import harm

HARMS = ("segfault", "exit", "kill", "raise", "memory", "sleep 3600")


def _find(document: Document) -> Iterable[Evidence]:
    for line in document.source.text.splitlines():
        if line.startswith("harm: "):
            harm(*line.removeprefix("harm: ").split())
    return ()


def spoil(folder: Path, count: int, seed: int) -> set[str]:
    """Put so many hostile files among the others; returns their names."""
    dice = random.Random(seed)
    files = {**HOSTILE, **GIANTS, **{f"{how.split()[0]}.txt": f"{RELEASE}\nharm: {how}\n".encode() for how in HARMS}}
    names = set()
    for number in range(count):
        name = dice.choice(sorted(files))
        place = Path(f"{dice.randrange(1000):06}-{number}-{name}")
        (folder / "000" / place).write_bytes(files[name])
        names.add(f"000/{place}")
    return names


def main() -> None:
    """Measure, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    recipe = Recipe((Rule("benchmark.harm", "Fait du mal.", _find),))
    with tempfile.TemporaryDirectory() as top:
        folder, out = Path(top) / "in", Path(top) / "out"
        make(folder, options.count - options.count // 20, options.seed)
        hostile = spoil(folder, options.count // 20, options.seed)
        limits = Limits(options.timeout, memory=512 << 20)
        started = time.monotonic()
        batch = open_batch(folder, out, recipe, Options(options.workers, limits))
        stages = Counter(failure.stage for step in batch.steps() for failure in step.failures)
        seconds = time.monotonic() - started
        failed = {failure.path for failure in batch.manifest.failures}
        print(f"{batch.total} files, {len(hostile)} hostile: {batch.manifest.records} records in {seconds:.1f} s")
        print(f"failures by stage: {dict(sorted(stages.items()))}; of good articles: {len(failed - hostile)}")
        print(f"good articles that differ from their solo record: {differing(folder, out, recipe, hostile)}")


def differing(folder: Path, out: Path, recipe: Recipe, hostile: set[str]) -> int:
    """How many good articles have another record, or none, when they are read alone."""
    engine, differ = recipe(), 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name in hostile:
            continue
        for result in engine.process(path, name):
            written = out / "records" / record_path(name)
            if isinstance(result, Failure):
                differ += written.exists()
            else:
                assert isinstance(result, Record)
                differ += not written.exists() or written.read_text(encoding="utf-8") != to_json(result)
    return differ


if __name__ == "__main__":
    main()
