"""What was done is not done again, what was not is; however a run ended, the next one ends as a first one would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from pressmine.batch import Batch, Options
from pressmine.batch.known import IDLE, Journal, fingerprint, libraries, normalised, product_of
from pressmine.batch.lock import FolderLock
from pressmine.errors import RunError
from pressmine.nlp.model import GEMM, matrix_product
from pressmine.readers import EXTENSIONS, format_of
from pressmine.record import ProducedBy
from tests.batch.making import harmless, outputs, put, run
from tests.conftest import ROOT
from tests.fakes import PRODUCED_BY, FakeEngine, is_text
from tests.readers.test_office import RTF, odt


def unchanged(folder: Path, out: Path) -> Batch:
    """Run where nothing may be read: an engine that is loaded fails the test."""

    def load() -> FakeEngine:
        raise AssertionError("everything is known")

    batch = Batch(folder, out, load, is_text, produced_by=lambda: PRODUCED_BY)
    for _ in batch.steps():
        pass
    return batch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    harmless(tmp_path / "in", 8)
    put(tmp_path / "in", "05b.txt", "fail: The file is empty.")
    put(tmp_path / "in", "m.eml", "Sujet\nattach: annexe.pdf")
    return tmp_path / "in"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_an_unchanged_folder_loads_nothing_and_stays_byte_for_byte(folder: Path, out: Path) -> None:
    run(folder, out)
    before = outputs(out)
    assert unchanged(folder, out).known == 10
    assert outputs(out) == before


def change(folder: Path) -> None:
    put(folder, "02.txt", "Un autre texte.")


def add(folder: Path) -> None:
    put(folder, "02b.txt", "Un texte de plus.")


def take_away(folder: Path) -> None:
    (folder / "02.txt").unlink()


def break_one(folder: Path) -> None:
    put(folder, "02.txt", "fail: It is broken now.")


def mend(folder: Path) -> None:
    put(folder, "05b.txt", "Le voici.")


def rename(folder: Path) -> None:
    (folder / "02.txt").rename(folder / "zz.txt")


def touch(folder: Path) -> None:
    os.utime(folder / "02.txt", (0, 0))


@pytest.mark.parametrize("action", [change, add, take_away, break_one, mend, rename, touch])
def test_after_a_change_the_output_is_that_of_a_first_run(folder: Path, out: Path, tmp_path: Path, action: Any) -> None:
    run(folder, out)
    action(folder)
    again = run(folder, out, prune=True)
    run(folder, tmp_path / "first")
    assert outputs(out) == outputs(tmp_path / "first")
    assert again.known >= again.total - 1
    assert unchanged(folder, out).known == again.total
    assert outputs(out) == outputs(tmp_path / "first")


def _zeroed(path: Path) -> None:
    """As a power cut leaves a file whose last blocks did not reach the disk."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))


@pytest.mark.parametrize(
    "harm",
    [
        lambda out: (out / "records/03.txt.json").write_text("{}"),
        lambda out: (out / "records/03.txt.json").unlink(),
        lambda out: (out / "records/03.txt.json").write_bytes(b""),  # as a power cut leaves it
        lambda out: _zeroed(out / "records/03.txt.json"),
        lambda out: _zeroed(out / ".pressmine/known.jsonl"),
        lambda out: _zeroed(out / "records.jsonl"),
        lambda out: (out / "records.jsonl").write_text("{}\n"),
        lambda out: (out / "records.jsonl").unlink(),
        lambda out: (out / ".pressmine/known.jsonl").unlink(),
        lambda out: os.truncate(out / ".pressmine/known.jsonl", 900),
        lambda out: (out / ".pressmine/known.jsonl").write_bytes(b"\xff\x00{]\n" * 9),
        lambda out: (out / "manifest.json").write_text('{"status": "incomplete", "produced_by": null}'),
    ],
)
def test_an_output_that_was_meddled_with_is_mended(folder: Path, out: Path, harm: Any) -> None:
    run(folder, out)
    before = outputs(out)
    harm(out)
    run(folder, out)
    assert outputs(out) == before


def test_force_reads_everything_again(folder: Path, out: Path) -> None:
    run(folder, out)
    before = outputs(out)
    assert run(folder, out, force=True).known == 0
    assert outputs(out) == before


def test_another_rule_or_model_is_another_mark() -> None:
    other = ProducedBy(pressmine="0.0.0", model="none", rules="other")
    assert fingerprint(PRODUCED_BY) == fingerprint(PRODUCED_BY) != fingerprint(other)


def test_whatever_a_record_is_made_with_is_in_the_mark(tmp_path: Path) -> None:
    """What is imported when an article of every format is read must be in the list, or be known to decide nothing."""
    code = (
        "import sys, pressmine\nfrom pathlib import Path\npm = pressmine.load()\n"
        "seen = []\n"
        "for path in [*sorted(Path('corpus').iterdir()), *Path(sys.argv[1]).iterdir()]:\n"
        "    seen.append(path.suffix)\n"
        "    if path.suffix != '.json' and seen.count(path.suffix) < 4:\n"
        "        list(pm.process(path, path.name))\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    (tmp_path / "a.odt").write_bytes(odt("<text:p>Une scierie recrute.</text:p>"))
    (tmp_path / "a.rtf").write_text(RTF, encoding="latin-1")
    formats = {format_of(path.name) for folder in (ROOT / "corpus", tmp_path) for path in folder.iterdir()}
    assert formats - {None} == set(EXTENSIONS.values())
    called = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(called, cwd=ROOT, capture_output=True, text=True, check=True)
    places = packages_distributions()
    used = {normalised(name) for module in done.stdout.split() for name in places.get(module, ())}
    assert {"lxml", "numpy", "spacy", "thinc", "trafilatura", "pypdfium2", "pydantic-core"} <= used
    assert used - set(libraries()) - IDLE - {"pressmine"} == set()
    assert {"htmldate", "justext", "courlan", "blis", "regex", "dateparser"} <= set(libraries())
    assert not IDLE & {"lxml", "numpy", "spacy", "thinc"}


def test_the_matrix_product_is_in_the_mark_and_stays_that_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fingerprint(PRODUCED_BY, "numpy") != fingerprint(PRODUCED_BY, "blis")
    journal = Journal(tmp_path / "known.jsonl", "one", [], product="numpy")
    journal.begin()
    journal.close()
    assert product_of(tmp_path / "known.jsonl") == "numpy"
    monkeypatch.setenv(GEMM, "")
    assert matrix_product("numpy") == "numpy"
    assert matrix_product("blis") == "numpy"  # this process has chosen
    assert product_of(tmp_path / "missing") is None


def test_a_journal_of_another_mark_knows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "known.jsonl"
    journal = Journal(path, "one", [])
    journal.begin()
    journal.end("digest")
    journal.close()
    assert Journal(path, "one", []).lines == "digest"
    assert Journal(path, "two", []).lines is None


def test_a_file_that_changes_while_it_is_read_is_not_known(folder: Path, out: Path) -> None:
    class Changing(FakeEngine):
        def process(self, path: Path, name: str) -> Any:
            if name == "03.txt":
                put(folder, name, "Autre chose.")
            yield from super().process(path, name)

    batch = Batch(folder, out, Changing, is_text, Options(), lambda: PRODUCED_BY)
    for _ in batch.steps():
        pass
    entries = [json.loads(line) for line in (out / ".pressmine/known.jsonl").read_text().splitlines()]
    assert "03.txt" not in [entry.get("name") for entry in entries]
    assert "04.txt" in [entry.get("name") for entry in entries]


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_run_that_was_left_goes_on(folder: Path, out: Path, tmp_path: Path, after: int) -> None:
    steps = Batch(folder, out, FakeEngine, is_text, Options(), lambda: PRODUCED_BY).steps()
    for _ in range(after):
        next(steps)
    steps.close()
    assert run(folder, out).known == after
    run(folder, tmp_path / "first")
    assert outputs(out) == outputs(tmp_path / "first")


def test_the_second_of_two_runs_says_so_and_stops(folder: Path, out: Path) -> None:
    steps = Batch(folder, out, FakeEngine, is_text, Options(workers=1), lambda: PRODUCED_BY).steps()
    next(steps)
    with pytest.raises(RunError, match=rf"another run \(process {os.getpid()}\) is writing to .*out: wait"):
        run(folder, out)
    rest = list(steps)
    assert len(rest) == 9
    run(folder, out)


def test_a_worker_does_not_hold_the_lock(tmp_path: Path) -> None:
    with FolderLock(tmp_path / "lock", tmp_path) as lock:
        pid = os.fork()
        if pid == 0:
            lock.leave()
            os._exit(0)
        os.waitpid(pid, 0)
        with pytest.raises(RunError, match="another run"), FolderLock(tmp_path / "lock", tmp_path):
            pass
    with FolderLock(tmp_path / "lock", tmp_path):
        pass


def test_python_gets_known_records_too(folder: Path, out: Path) -> None:
    def results() -> list[Any]:
        batch = Batch(folder, out, FakeEngine, is_text, Options(), lambda: PRODUCED_BY)
        return [result for step in batch.steps() for result in step.results]

    assert results() == results()
