"""Runs that are killed at random moments and started again leave what a run leaves that is let alone.

`python -m tests.batch.killing [--kills 50] [--real]` kills a run so often, now and then one of its workers too, and
says what it saw; `--real` takes the real pipeline and the project's corpus. The test suite does it a few times.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pressmine.batch import Batch, Options, Result
from pressmine.sinks.json_text import to_line
from pressmine.sinks.stored import parse
from tests.batch.making import harmless, outputs, put
from tests.conftest import ROOT
from tests.fakes import PRODUCED_BY, FakeEngine, is_text

#: Seconds that the stand-in takes for an article.
PACE = 0.02


@dataclass(slots=True)
class Seen:
    """What the kills met: `midway` with some articles done and others not, `late` when the run was over."""

    kills: int = 0
    late: int = 0
    midway: int = 0
    workers: int = 0


def command(folder: Path, out: Path, real: bool) -> Sequence[str]:
    """What starts a run in a process of its own."""
    if real:
        return [sys.executable, "-m", "pressmine", "run", str(folder), "--out", str(out), "--workers", "2", "--prune"]
    return [sys.executable, "-m", "tests.batch.killing", "--run", str(folder), str(out)]


def start(folder: Path, out: Path, real: bool) -> subprocess.Popen[bytes]:
    """A run that has just begun."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(
        command(folder, out, real),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_once(folder: Path, out: Path, dice: random.Random, seen: Seen, longest: float, real: bool) -> None:
    """Start a run, kill it at a random moment, most often of its work, and look at what can be seen of its output."""
    manifest = out / "manifest.json"
    before = manifest.stat().st_mtime_ns if manifest.exists() else None
    with start(folder, out, real) as process:
        if dice.random() < 0.9:  # at work; else as it starts
            while process.poll() is None and (not manifest.exists() or manifest.stat().st_mtime_ns == before):
                time.sleep(0.001)
        time.sleep(dice.uniform(0, longest) * dice.random())  # early more often: each run leaves less to the next
        if dice.random() < 0.3:
            seen.workers += kill_worker(process.pid, dice)
            time.sleep(dice.uniform(0, longest / 4))
        seen.late += process.poll() is not None
        process.send_signal(signal.SIGKILL)
    seen.kills += 1
    seen.midway += 0 < check_whole(out) < sum(1 for _ in folder.iterdir()) or _incomplete(manifest)


def _incomplete(manifest: Path) -> bool:
    return manifest.exists() and json.loads(manifest.read_bytes())["status"] == "incomplete"


def kill_worker(pid: int, dice: random.Random) -> int:
    """Kill one of the processes that a run has started; says how many it was."""
    try:
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        if workers:
            os.kill(int(dice.choice(workers)), signal.SIGKILL)
    except (FileNotFoundError, ProcessLookupError):  # it was over before
        return 0
    return int(bool(workers))


def check_whole(out: Path) -> int:
    """Nothing that can be seen is half written: counts the records."""
    count = 0
    for path in sorted(p for p in out.rglob("*") if p.is_file() and ".pressmine" not in p.relative_to(out).parts):
        assert path.suffix in (".json", ".jsonl"), path
        if path.suffix == ".jsonl":
            lines = path.read_bytes().splitlines(keepends=True)
            assert all(to_line(parse(line)).encode() == line for line in lines), path  # type: ignore[arg-type]
        elif path.name == "manifest.json":
            assert json.loads(path.read_bytes())["status"] in ("complete", "incomplete")
        else:
            json.loads(path.read_bytes())
            count += 1
    return count


def change(folder: Path, dice: random.Random) -> None:
    """Change some articles, take one away, add one, break one."""
    names = sorted(path.name for path in folder.iterdir())
    for name in dice.sample(names, len(names) * 3 // 4):
        put(folder, name, f"Texte nouveau {dice.random()}\n")
    (folder / dice.choice(names)).unlink()
    put(folder, f"neuf-{dice.randrange(10**6)}.txt", "Un texte de plus.\n")
    put(folder, dice.choice(names), "fail: It is broken now.")


def trial(top: Path, kills: int, seed: int, real: bool = False, count: int = 60) -> Seen:
    """Kill so many runs, let one in ten go to its end, change the folder then, and compare."""
    folder, out = top / "in", top / "out"
    if real:
        shutil.copytree(ROOT / "corpus", folder)
    else:
        harmless(folder, count)
    dice, seen = random.Random(seed), Seen()
    began = time.monotonic()
    with start(folder, top / "timed", real) as timed:
        assert timed.wait() in (0, 3)
    # of a real run the half is starting; the work of the other is known
    longest = (time.monotonic() - began) * 0.5 if real else count * PACE / 2
    for number in range(1, kills + 1):
        kill_once(folder, out, dice, seen, longest, real)
        if number % 5 == 0 or number == kills:
            compare(folder, out, top / "alone", real)
            shutil.rmtree(top / "alone")
            if real:
                shutil.rmtree(out)
            else:
                change(folder, dice)
    return seen


def compare(folder: Path, out: Path, alone: Path, real: bool) -> None:
    """Run to the end, and compare with a run that was let alone."""
    for target in (out, alone):
        with start(folder, target, real) as process:
            assert process.wait() in (0, 3), target
    found, expected = outputs(out), outputs(alone)
    assert list(found) == list(expected)
    for name in expected:
        assert found[name] == expected[name], name


class Slow(FakeEngine):
    """A stand-in that takes its time, so that kills meet it at work."""

    def process(self, path: Path, name: str) -> Iterator[Result]:
        time.sleep(PACE)
        return super().process(path, name)


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--run", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        folder, out = options.run
        batch = Batch(folder, out, Slow, is_text, Options(workers=2, prune=True), lambda: PRODUCED_BY)
        for _ in batch.steps():
            pass
        return
    with tempfile.TemporaryDirectory() as top:
        seen = trial(Path(top), options.kills, options.seed, options.real)
    print(
        f"{seen.kills} kills ({seen.midway} midway, {seen.late} after the end), "
        f"{seen.workers} of workers: nothing half written was seen, "
        "and every run that went to its end left the bytes of one that was let alone"
    )


if __name__ == "__main__":
    main()
