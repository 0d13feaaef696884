"""A run that is killed leaves nothing half written, and the next one ends as if nothing had been."""

from __future__ import annotations

from pathlib import Path

from tests.batch.killing import trial


def test_killed_runs_end_as_one_that_was_let_alone(tmp_path: Path) -> None:
    seen = trial(tmp_path, kills=6, seed=3, count=40)
    assert seen.kills == 6
    assert seen.late < 6, "they were to be killed at work"
