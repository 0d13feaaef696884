"""`python -m tests.behaviours`: run the suite and print its table. `make behaviours` does the same."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

from tests.behaviours.expand import SEED
from tests.behaviours.lists import write_counts
from tests.behaviours.run import load, results
from tests.behaviours.table import Tally
from tests.behaviours.template import templates


def main() -> int:
    """Returns 1 where a template is asked for that there is none of."""
    ask = argparse.ArgumentParser(prog="python -m tests.behaviours", description=__doc__)
    ask.add_argument("names", nargs="*", help="a capability, a template or the beginning of one; all where left out")
    ask.add_argument("--examples", type=int, default=2, metavar="N", help="failures to show of each template (2)")
    ask.add_argument("--sample", type=int, metavar="N", help="N articles of each template and sort, not all")
    ask.add_argument("--seed", type=int, default=SEED)
    ask.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ask.add_argument("--json", type=Path, metavar="FILE", help="write the counts of each template")
    ask.add_argument("--entries", action="store_true", help="write how many entries the word lists have, and end")
    given = ask.parse_args()
    if given.entries:
        write_counts()
        return 0
    chosen = [t for t in templates() if not given.names or any(t.id.startswith(name) for name in given.names)]
    if not chosen:
        print(f"There is no template {' '.join(given.names)}.", file=sys.stderr)
        return 1
    begun = time.monotonic()
    tally = Tally(chosen, results(chosen, load(), given.sample, given.seed, given.jobs))
    for line in (*tally.failing(given.examples), "", *tally.rates()):
        print(line)
    print(f"{time.monotonic() - begun:.0f} s")
    if given.json:
        given.json.write_text(json.dumps({t.id: tally.of(t.id) for t in chosen}, indent=0) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
