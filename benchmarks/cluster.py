"""The same articles by the local batch and by Spark: articles a second, and CPU seconds an article.

    python -m benchmarks.cluster [N M] [--seed 1]

Articles are made by `benchmarks.articles`, a folder of N and one of M more. What an article costs is what the larger
folder takes beyond the smaller one, so that starting a JVM and loading the model are left out and told apart. CPU
seconds are those of all processes that a run starts, looked at three times a second; memory is their largest sum
(proportional set size). Java is that of JAVA_HOME, or of the test extra. Two workers: for Spark two executors of one
core, each with a JVM and a Python worker.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.articles import ROOT, make
from benchmarks.throughput import held
from tests.spark.conftest import java_home

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall-clock and CPU seconds, bytes at the peak."""

    seconds: float
    cpu: float
    peak: int


def family(pid: int) -> list[int]:
    """A process and all that it started, from whichever of its threads: a JVM starts others from any."""
    found = [pid]
    for each in found:
        try:
            for task in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
        except (FileNotFoundError, ProcessLookupError):  # it has ended
            continue
    return found


def spent(pid: int) -> float:
    """CPU seconds of a process so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:  # it has ended
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def measured(command: list[str], env: dict[str, str]) -> Run:
    """Run a command to its end."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, "PYTHONPATH": path, **env})
        cpu: dict[int, float] = {}
        peak, looks = 0, 0
        while process.poll() is None:
            there = family(process.pid)
            for pid in there:
                cpu[pid] = max(cpu.get(pid, 0.0), spent(pid))
            if looks % 5 == 0:
                peak = max(peak, sum(held(pid) for pid in there))
            looks += 1
            time.sleep(0.3)
        if process.returncode not in (0, 3):
            said.seek(0)
            raise SystemExit(said.read()[-2000:])
    return Run(time.perf_counter() - started, sum(cpu.values()), peak)


def commands(top: Path, folder: Path) -> dict[str, list[str]]:
    """What is compared."""
    pressmine = [sys.executable, "-m", "pressmine"]
    local = [*pressmine, "run", str(folder), "--out", str(top / f"local-{folder.name}"), "--workers"]
    spark = [*pressmine, "spark-run", str(folder), str(top / f"spark-{folder.name}"), "--master"]
    quiet = ["--conf", "spark.ui.enabled=false", "--conf", f"spark.local.dir={top / 'spark'}"]
    return {"local, 2 workers": [*local, "2"], "Spark, 2 executors": [*spark, "local-cluster[2,1,1024]", *quiet]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[200, 800], metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    small, large = options.counts
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        env = {} if "JAVA_HOME" in os.environ else {"JAVA_HOME": str(java_home(top))}
        for count in (small, large):
            texts = make(top / str(count), count, options.seed)
            print(f"{count} articles, {sum(map(len, texts)) / count:,.0f} characters each")
        print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
        print(f"{'':<20}{'articles':>9}{'s':>8}{'CPU s':>8}{'MB':>7}   each further one")
        for what in commands(top, top):
            runs = [measured(commands(top, top / str(count))[what], env) for count in (small, large)]
            for count, run in zip((small, large), runs, strict=True):
                print(f"{what:<20}{count:>9}{run.seconds:>8.1f}{run.cpu:>8.1f}{run.peak / 2**20:>7.0f}", end="")
                if count == large:
                    more = large - small
                    wall, cpu = runs[1].seconds - runs[0].seconds, runs[1].cpu - runs[0].cpu
                    print(f"   {more / wall:.1f} articles/s, {1000 * cpu / more:.1f} CPU ms", end="")
                print(flush=True)


if __name__ == "__main__":
    main()
