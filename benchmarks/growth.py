"""What grows faster than the text: repeats of what rules and readers look for, in three sizes, each stage by itself.

    python -m benchmarks.growth [PART OF A NAME ...] [--sizes 2000 4000 8000]

A stage is named where doubling the text multiplies its CPU time by more than RATIO and it takes longer than LEAST; CPU
seconds of the three sizes stand behind it. On a shared machine, measure again what is named.
"""

from __future__ import annotations

import argparse
import gc
import time

import pressmine
from pressmine.errors import StageError
from tests.batch.growing import stages, texts

RATIO, LEAST = 2.6, 0.2


def measured(pm: pressmine.Pressmine, data: bytes, format: str) -> dict[str, float]:
    """CPU seconds by stage; a file that is refused ends with the stage `refused`."""
    seconds: dict[str, float] = {}
    gc.collect()
    started = time.process_time()
    try:
        for stage in stages(pm, data, format):
            now = time.process_time()
            seconds[stage], started = now - started, now
    except StageError:
        seconds["refused"] = time.process_time() - started
    return seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--sizes", nargs=3, type=int, default=(2_000, 4_000, 8_000))
    options = parser.parse_args()
    pm, faster = pressmine.load(), 0
    for name, text in texts().items():
        if options.names and not any(part in name for part in options.names):
            continue
        runs = [measured(pm, text.make(size), text.format) for size in options.sizes]
        grown = {
            stage: [run.get(stage, 0.0) for run in runs]
            for stage, seconds in runs[-1].items()
            if seconds > LEAST and seconds > RATIO * runs[-2].get(stage, 0.0)
        }
        faster += bool(grown)
        said = "; ".join(f"{stage} {'/'.join(f'{s:.2f}' for s in seconds)}" for stage, seconds in grown.items())
        print(f"{sum(runs[-1].values()):7.2f} s  {name}  {said}", flush=True)
    print(f"{faster} texts have a stage that grows faster than {RATIO} for a doubling")


if __name__ == "__main__":
    main()
