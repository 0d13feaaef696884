"""Runs on a disk that fills up, with rights that are taken away, over a folder that somebody is changing."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pressmine.batch import Batch, Options, Result
from pressmine.errors import Failure, RunError
from tests.batch.killing import check_whole
from tests.batch.making import harmless, outputs, put, run
from tests.fakes import PRODUCED_BY, FakeEngine, is_text

pytestmark = pytest.mark.attack
ARTICLES = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    harmless(tmp_path / "in", ARTICLES)
    return tmp_path / "in"


def undisturbed(folder: Path) -> dict[str, object]:
    """What a run leaves that nothing disturbs."""
    out = folder.parent / "alone"
    run(folder, out)
    found = outputs(out)
    shutil.rmtree(out)
    return found


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of its own whose size may be changed: called with kilobytes."""
    place = tmp_path / "disk"
    place.mkdir()

    def sized(kilobytes: int) -> Path:
        change = "remount," if place.is_mount() else ""
        command = ["mount", "-t", "tmpfs", "-o", f"{change}size={kilobytes}k", "none", str(place)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here: run as root")
        return place

    yield sized
    if place.is_mount():
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("kilobytes", range(4, 204, 8))
def test_a_disk_that_fills_up(folder: Path, disk: Callable[[int], Path], kilobytes: int) -> None:
    out = disk(kilobytes) / "out"
    try:
        run(folder, out)
    except RunError as error:
        assert "no space left" in str(error)
    assert not out.exists() or check_whole(out) <= ARTICLES
    disk(4096)
    run(folder, out)
    assert outputs(out) == undisturbed(folder)


class Reading(FakeEngine):
    """A stand-in that answers for a file which can't be read as the pipeline does."""

    def process(self, path: Path, name: str) -> Iterator[Result]:
        try:
            yield from super().process(path, name)
        except OSError as error:
            yield Failure(name, "read", f"The file can't be read ({error.strerror}).", lasting=False)


class Meddling(Reading):
    """Does something to the world in front of the article of that number."""

    def __init__(self, number: int, act: Callable[[], object]) -> None:
        super().__init__()
        self.number, self.act = number, act

    def process(self, path: Path, name: str) -> Iterator[Result]:
        if len(self.read) == self.number:
            self.act()
        return super().process(path, name)


def meddled(folder: Path, out: Path, number: int, act: Callable[[], object]) -> Batch:
    """A run in the middle of which that happens."""
    batch = Batch(folder, out, lambda: Meddling(number, act), is_text, Options(), lambda: PRODUCED_BY)
    for _ in batch.steps():
        pass
    return batch


@contextmanager
def as_nobody(top: Path) -> Iterator[None]:
    """Without root's rights, which no mode of a file stops."""
    if os.geteuid():
        yield
        return
    for path in (top, *top.rglob("*")):
        os.chown(path, 65534, -1)
    for above in top.parents:  # pytest's own folders are the user's alone
        if above.stat().st_uid == 0 and not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o011)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("number", range(0, ARTICLES, 4))
@pytest.mark.parametrize("what", ["out", "out/records", "out/.pressmine", "in"])
def test_rights_that_are_taken_away_during_a_run(tmp_path: Path, folder: Path, what: str, number: int) -> None:
    expected, out, place = undisturbed(folder), tmp_path / "out", tmp_path / what
    out.mkdir()
    with as_nobody(tmp_path):
        try:
            meddled(folder, out, number, lambda: place.chmod(0o000))
        except RunError as error:
            assert "permission denied" in str(error).lower(), str(error)
        finally:
            place.chmod(0o755)
        check_whole(out)
        run(folder, out)
        assert outputs(out) == expected


class Slowly(Reading):
    """Leaves time for others to meddle."""

    def process(self, path: Path, name: str) -> Iterator[Result]:
        time.sleep(0.001)
        return super().process(path, name)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("workers", [None, 2])
def test_a_folder_that_somebody_is_changing(tmp_path: Path, folder: Path, seed: int, workers: int | None) -> None:
    dice, done = random.Random(seed), threading.Event()

    def meddle() -> None:
        while not done.is_set():
            name = f"{dice.randrange(ARTICLES + 5):02}.txt"
            try:
                if dice.random() < 0.5:
                    (folder / name).unlink(missing_ok=True)
                elif dice.random() < 0.5:
                    put(folder, name, f"Un texte de plus {dice.random()}.\n" * dice.randrange(1, 2000))
                else:
                    (folder / name).rename(folder / f"sous-{name}")
            except FileNotFoundError:
                continue
            finally:
                time.sleep(dice.random() * 0.002)

    out = tmp_path / "out"
    meddler = threading.Thread(target=meddle)
    meddler.start()
    try:
        for _ in range(3):
            batch = Batch(folder, out, Slowly, is_text, Options(workers=workers), lambda: PRODUCED_BY)
            for _step in batch.steps():
                pass
            assert {failure.stage for failure in batch.manifest.failures} <= {"read", "worker"}
            check_whole(out)
    finally:
        done.set()
        meddler.join()
    run(folder, out, prune=True)
    assert outputs(out) == undisturbed(folder)
