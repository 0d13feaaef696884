"""Articles as they arrive, and what a machine is told of a run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pressmine import terminal
from pressmine.batch import Batch, Options
from pressmine.batch.watch import changes
from pressmine.errors import RunError
from tests.batch.making import harmless, put
from tests.conftest import ROOT
from tests.fakes import FakeEngine, is_text


class Clock:
    """Pauses that take no time; at each, the next thing happens."""

    def __init__(self, *happenings: Callable[[], object] | None) -> None:
        self._next: Iterator[Callable[[], object] | None] = iter(happenings)
        self.pauses = 0

    def __call__(self, seconds: float) -> None:
        self.pauses += 1
        happening = next(self._next)  # StopIteration would end a test that waits for ever
        if happening is not None:
            happening()


def test_a_folder_is_read_at_once_and_when_it_has_come_to_rest(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Un.")
    clock = Clock(
        None,
        lambda: put(tmp_path, "b.txt", "De"),
        lambda: put(tmp_path, "b.txt", "Deux, et la suite."),
        None,
        lambda: (tmp_path / "a.txt").unlink(),
        None,
    )
    counts = changes(tmp_path, is_text, clock)
    assert [next(counts), next(counts), next(counts)] == [1, 2, 1]
    assert clock.pauses == 6


def test_a_change_that_is_taken_back_is_none(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Un.")
    clock = Clock(
        lambda: put(tmp_path, "b.txt", "Deux."),
        lambda: (tmp_path / "b.txt").unlink(),
        None,
        lambda: put(tmp_path, "c.txt", "Trois."),
        None,
    )
    counts = changes(tmp_path, is_text, clock)
    assert [next(counts), next(counts)] == [1, 2]
    assert clock.pauses == 5


def test_a_folder_that_is_gone_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    folder, away = tmp_path / "in", tmp_path / "away"
    put(folder, "a.txt", "Un.")
    clock = Clock(
        lambda: folder.rename(away),
        None,
        lambda: come_back(away, folder),
        None,
    )
    counts = changes(folder, is_text, clock)
    assert [next(counts), next(counts)] == [1, 2]


def come_back(away: Path, folder: Path) -> None:
    away.rename(folder)
    put(folder, "b.txt", "Deux.")


def test_a_folder_that_is_not_there_at_the_start_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="gone can't be read"):
        next(changes(tmp_path / "gone", is_text))


def test_watching_reads_what_arrives_and_ends_with_an_interrupt(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    put(folder, "vide.txt", "")
    arguments = ["run", str(folder), "--out", str(out), "--watch", "--log-format", "json", "--workers", "1"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-m", "pressmine", *arguments],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            watched(process, folder)
        finally:
            process.kill()  # of no consequence where all went well
    assert process.returncode == 130
    assert json.loads((out / "manifest.json").read_bytes())["status"] == "complete"


def watched(process: subprocess.Popen[str], folder: Path) -> None:
    assert process.stderr is not None
    lines = (json.loads(line) for line in process.stderr)
    first = upto(lines, "end")
    assert (first["files"], first["failed"]) == (1, 1)
    time.sleep(0.2)
    put(folder, "encore.txt", "")
    second = upto(lines, "end")
    assert (second["files"], second["failed"], second["known"]) == (2, 2, 1)
    process.send_signal(signal.SIGINT)
    process.stderr.readlines()
    process.wait()


def upto(lines: Iterator[dict[str, Any]], event: str) -> dict[str, Any]:
    return next(line for line in lines if line["event"] == event)


def test_a_machine_is_told_what_happens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    harmless(tmp_path, 2)
    put(tmp_path, "é\n\u2028.txt", "fail: The file is empty.")
    batch = Batch(tmp_path, None, FakeEngine, is_text, Options(workers=2))
    assert terminal.follow(batch, "json") == 3
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    for event in events:
        assert event.pop("seconds") >= 0
    done = {"event": "done", "records": 1, "known": False, "total": 3}
    assert events == [
        {"event": "start", "total": 3},
        {**done, "path": "00.txt", "files": 1},
        {**done, "path": "01.txt", "files": 2},
        {"event": "failed", "path": "é\n\u2028.txt", "stage": "read", "reason": "The file is empty."},
        {**done, "path": "é\n\u2028.txt", "records": 0, "files": 3},
        {"event": "end", "files": 3, "records": 2, "failed": 1, "known": 0, "kept": 0, "removed": 0},
    ]
