"""`python -m tests.mutants`: which small changes no test notices. `make mutants` does the same."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.mutants.changes import ROOT, Mutant, mutants
from tests.mutants.trial import Trial, keep_the_model


def chosen(found: dict[str, list[Mutant]], count: int, seed: int) -> list[tuple[str, Mutant]]:
    """As many changes of each sort, in turn: a run that is broken off has tried all sorts."""
    random = Random(seed)
    share = -(-count // len(found))
    drawn = {sort: random.sample(changes, min(share, len(changes))) for sort, changes in found.items()}
    rounds = [[(sort, m) for sort, changes in drawn.items() for m in changes[turn : turn + 1]] for turn in range(share)]
    return [each for one in rounds for each in one][:count]


def main() -> int:
    """Returns 0: what goes unnoticed is for people to judge."""
    ask = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    ask.add_argument("--count", type=int, default=100, help="how many changes to try (100), as many of each sort")
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    found = mutants(ROOT / "src" / "pressmine")
    tried = chosen(found, given.count, given.seed)
    keep_the_model()
    begun, by_sort = time.monotonic(), Counter[str]()
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        print(f"{sum(map(len, found.values()))} changes possible, {len(tried)} tried, seed {given.seed}", flush=True)
        for sort, mutant in tried:
            by = trial.noticed(mutant) or "UNNOTICED"
            told[by.partition(":")[0]] += 1
            by_sort[sort] += by == "UNNOTICED"
            print(f"{by:12.12} {sort:11} {time.monotonic() - begun:5.0f} s  {mutant}"[:160], flush=True)
    for by, number in told.most_common():
        print(f"{by:12} {number:4} of {len(tried)} ({100 * number / len(tried):.0f} %)")
    print("unnoticed:", ", ".join(f"{n} of {sum(s == sort for s, _ in tried)} {sort}" for sort, n in by_sort.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
