"""Workers: what an article does to its process costs that article only; nothing depends on how many there are."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pressmine.batch import Batch, Limits, Options
from pressmine.batch.plain import Answer
from pressmine.batch.workers import Job, Pool, can_start
from pressmine.errors import Failure, RunError
from tests.batch.making import harmless, outputs, put, run
from tests.fakes import FakeEngine, is_text, missing

QUICK = Limits(timeout=0.5, memory=64 << 20, retries=1)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ("raise", "Unexpected SystemExit: a rule that ends the process, even alone"),
        ("exit", "It ended its worker (exit code 7), even alone"),
        ("segfault", "It ended its worker (signal SIGSEGV), even alone"),
        ("kill", "It ended its worker (signal SIGKILL, perhaps for want of memory), even alone"),
        ("memory", "It takes more than 64 MB of memory, even alone"),
        ("sleep 60", "It takes longer than 0.5 s, even alone"),
    ],
)
def test_an_article_that_harms_its_worker_is_set_aside(tmp_path: Path, harm: str, reason: str) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    harmless(folder, 12)
    put(folder, "05b.txt", f"harm: {harm}")
    limits = QUICK if harm.startswith("sleep") else replace(QUICK, timeout=60)  # on a slow machine all takes long
    batch = run(folder, out, workers=2, limits=limits)
    (failure,) = batch.manifest.failures
    assert (failure.path, failure.stage) == ("05b.txt", "worker")
    assert failure.reason.startswith(reason)
    assert failure.reason.endswith(".")
    assert batch.manifest.records == 12
    (folder / "05b.txt").unlink()
    run(folder, tmp_path / "without", workers=2)
    assert outputs(out, "records") == outputs(tmp_path / "without", "records")


def test_where_the_system_bounds_no_memory_a_worker_looks_at_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressmine.batch.worker._BOUNDS_ADDRESSES", False)
    harmless(tmp_path / "in", 6)
    put(tmp_path / "in", "03b.txt", "harm: memory")
    batch = run(tmp_path / "in", None, workers=2, limits=Limits(memory=64 << 20))
    (failure,) = batch.manifest.failures
    assert failure.reason == "It takes more than 64 MB of memory, even alone: split it, or raise --max-memory."
    assert batch.manifest.records == 6


def test_all_of_them_at_once_and_every_other_article_has_its_record(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    harmless(folder, 40)
    for number, harm in enumerate(("raise", "exit", "segfault", "kill", "memory", "sleep 60") * 2):
        put(folder, f"{number:02}-{harm.split()[0]}.txt", f"harm: {harm}")
    for workers in (1, 3):
        batch = run(folder, tmp_path / str(workers), workers=workers, limits=replace(QUICK, timeout=2))
        assert (batch.manifest.records, len(batch.manifest.failures)) == (40, 12)
    assert outputs(tmp_path / "1") == outputs(tmp_path / "3")


def test_an_innocent_gets_its_record_when_tried_alone(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    harmless(folder, 6)
    put(folder, "03b.txt", f"harm: once {tmp_path / 'was-here'}")
    batch = run(folder, tmp_path / "out", workers=2)
    assert (batch.manifest.records, batch.manifest.failures) == (7, [])


def test_without_retries_it_is_set_aside_at_once(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", f"harm: once {tmp_path / 'was-here'}")
    batch = run(tmp_path / "in", None, workers=1, limits=Limits(retries=0))
    assert batch.manifest.failures == [
        Failure(
            "a.txt",
            "worker",
            "It ended its worker (signal SIGKILL, perhaps for want of memory): take it out of the folder, and report "
            "it.",
        )
    ]


def test_what_was_set_aside_is_tried_again_by_the_next_run(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    harmless(folder, 3)
    put(folder, "01b.txt", f"harm: once {tmp_path / 'was-here'}")
    assert run(folder, out, workers=1, limits=Limits(retries=0)).manifest.records == 3
    again = run(folder, out, workers=1, limits=Limits(retries=0))
    assert (again.manifest.records, again.known) == (4, 3)


@pytest.mark.parametrize("workers", [None, 1, 2, 5])
def test_the_number_of_workers_changes_nothing(tmp_path: Path, workers: int | None) -> None:
    folder = tmp_path / "in"
    harmless(folder, 30)
    put(folder, "11b.txt", "fail: The file is empty.")
    put(folder, "m.eml", "Sujet\nattach: annexe.pdf\nattach: annexe.pdf")
    put(folder, "m.eml.d/x.txt", "Bonjour.")
    run(folder, tmp_path / "out", workers=workers)
    run(folder, tmp_path / "alone", workers=None)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "alone")


def test_steps_come_by_name_even_if_the_first_is_the_slowest(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    harmless(folder, 8)
    put(folder, "00.txt", "harm: sleep 0.3")
    batch = Batch(folder, None, FakeEngine, is_text, Options(workers=3))
    assert [step.name for step in batch.steps()] == [f"{n:02}.txt" for n in range(8)]


def test_a_run_that_is_left_leaves_no_worker(tmp_path: Path) -> None:
    harmless(tmp_path / "in", 50)
    before = _children()  # a browser that another test has opened
    steps = Batch(tmp_path / "in", None, FakeEngine, is_text, Options(workers=2)).steps()
    next(steps)
    assert len(_children() - before) >= 2
    steps.close()
    assert not _children() - before


def _children() -> set[int]:
    """The processes that this one has started and that are still there."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text().split()}


def jobs(folder: Path) -> Iterator[Job]:
    return (Job(path, path.name) for path in sorted(folder.iterdir()))


def test_where_workers_do_not_fork_each_loads_its_own_engine(tmp_path: Path) -> None:
    harmless(tmp_path, 6)
    put(tmp_path, "03b.txt", "harm: exit")
    load = FakeEngine
    assert can_start(load, "spawn")
    pool = Pool(load, 2, QUICK, method="spawn")
    try:
        answers: list[Answer] = [found for _, found in pool.answers(jobs(tmp_path))]
    finally:
        pool.close()
    assert [isinstance(a.results[0], Failure) for a in answers] == [False] * 4 + [True] + [False] * 2


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_an_engine_that_cannot_be_loaded_ends_the_run_with_its_reason(tmp_path: Path, method: str) -> None:
    harmless(tmp_path, 3)
    pool = Pool(missing, 2, QUICK, method=method)
    with pytest.raises(RunError, match="the model is missing: install it"):
        list(pool.answers(jobs(tmp_path)))
    pool.close()


def test_what_cannot_be_sent_is_not_started_elsewhere() -> None:
    assert can_start(lambda: FakeEngine(), "fork")
    assert not can_start(lambda: FakeEngine(), "spawn")


def test_a_worker_is_replaced_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressmine.batch.workers._SERVES", {"fork": 3})
    harmless(tmp_path / "in", 20)
    assert run(tmp_path / "in", None, workers=2).manifest.records == 20


def test_results_that_wait_for_the_first_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressmine.batch.workers._AHEAD", 4)
    harmless(tmp_path / "in", 20)
    put(tmp_path / "in", "00.txt", "harm: exit")
    batch = run(tmp_path / "in", tmp_path / "out", workers=2)
    assert (batch.manifest.records, len(batch.manifest.failures)) == (19, 1)


def test_a_timeout_is_kept(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", "harm: sleep 60")
    started = time.monotonic()
    run(tmp_path / "in", None, workers=1, limits=QUICK)
    assert time.monotonic() - started < 10


def test_seconds_by_stage_come_back_from_the_workers(tmp_path: Path) -> None:
    harmless(tmp_path / "in", 5)
    run(tmp_path / "in", tmp_path / "out", workers=2)
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert set(manifest["seconds"]) == {"load", "read", "write", "total"}
