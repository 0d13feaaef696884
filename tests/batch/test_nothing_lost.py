"""Nothing of the user's is ever lost: what an output folder holds stays until the user says that it may go."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from pressmine.batch import Batch, Options
from pressmine.errors import RunError
from pressmine.sinks.json_text import to_json
from pressmine.terminal import summary
from tests.batch.making import harmless, outputs, put, run
from tests.fakes import PRODUCED_BY, FakeEngine, is_text, record_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    harmless(tmp_path / "in", 3)
    put(tmp_path / "in", "sous/a.txt", "Un texte.")
    put(tmp_path / "in", "sous/m.eml", "Sujet\nattach: annexe.pdf")
    return tmp_path / "in"


@pytest.fixture
def out(tmp_path: Path, folder: Path) -> Path:
    run(folder, tmp_path / "out")
    return tmp_path / "out"


def names(out: Path) -> list[str]:
    """The sources of the records, from both places; they must agree."""
    lines = [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    files = [json.loads(path.read_bytes()) for path in (out / "records").rglob("*.txt.json")]
    files += [json.loads(path.read_bytes()) for path in (out / "records").rglob("*.eml.json")]
    files += [json.loads(path.read_bytes()) for path in (out / "records").rglob("*.pdf.json")]
    assert sorted(lines, key=source) == sorted(files, key=source)
    return [source(line) for line in lines]


def source(record: dict[str, Any]) -> str:
    """The file that a record came from."""
    name: str = record["document"]["source"]
    return name


ALL = ["00.txt", "01.txt", "02.txt", "sous/a.txt", "sous/m.eml", "sous/m.eml/annexe.pdf"]


def test_records_of_articles_that_are_gone_stay_until_pruned(folder: Path, out: Path) -> None:
    shutil.rmtree(folder / "sous")
    batch = run(folder, out)
    assert names(out) == ALL
    assert batch.manifest.data("complete")["kept"] == 3
    assert "3 records kept though the article is gone: --prune removes them" in said(batch)
    before = outputs(out)
    assert run(folder, out).known == 3
    assert outputs(out) == before
    pruned = run(folder, out, prune=True)
    assert names(out) == ALL[:3]
    assert not (out / "records/sous").exists()
    assert "3 records removed" in said(pruned)
    assert run(folder, out, prune=True).removed == 0


def said(batch: Batch) -> list[str]:
    return list(summary(batch.manifest, "out", batch.known, batch.removed))


def test_a_kept_record_that_goes_by_hand_leaves_the_lines_too(folder: Path, out: Path) -> None:
    shutil.rmtree(folder / "sous")
    run(folder, out)
    (out / "records/sous/a.txt.json").unlink()
    run(folder, out)
    assert names(out) == [name for name in ALL if name != "sous/a.txt"]


def test_what_comes_back_is_where_it_was(folder: Path, out: Path, tmp_path: Path) -> None:
    before = outputs(out)
    shutil.move(folder / "sous", tmp_path / "away")
    run(folder, out)
    shutil.move(tmp_path / "away", folder / "sous")
    run(folder, out)
    assert outputs(out) == before


@pytest.mark.parametrize("other", ["empty", "another"])
def test_a_folder_without_any_known_article_is_refused(out: Path, tmp_path: Path, other: str) -> None:
    before = outputs(out)
    (tmp_path / other).mkdir()
    if other == "another":
        put(tmp_path / other, "x.txt", "Un autre.")
    with pytest.raises(RunError, match="is it the right one"):
        run(tmp_path / other, out)
    assert outputs(out) == before
    run(tmp_path / other, out, prune=True)
    assert names(out) == (["x.txt"] if other == "another" else [])


@pytest.mark.parametrize("prune", [False, True])
def test_what_cannot_be_listed_is_not_gone(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, prune: bool
) -> None:
    scandir = os.scandir

    def guarded(path: Any) -> Any:
        if str(path).endswith("in/sous"):
            raise OSError(errno.EIO, "Input/output error")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    batch = run(folder, out, prune=prune)
    assert [failure.path for failure in batch.manifest.failures] == ["sous"]
    assert (batch.total, batch.manifest.files) == (4, 3)  # progress counts what can't be listed, too
    assert "3 records kept though the article could not be read this time" in said(batch)
    assert names(out) == ALL


def test_an_article_that_is_broken_now_loses_its_record_and_that_is_said(folder: Path, out: Path) -> None:
    put(folder, "01.txt", "fail: It is broken now.")
    assert "1 record removed" in said(run(folder, out))
    assert names(out) == [name for name in ALL if name != "01.txt"]


@pytest.mark.parametrize("name", ["manifest.json", "records.jsonl", "records/notes.json"])
def test_a_folder_that_holds_somebody_elses_files_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    put(tmp_path / "project", name, '{"name": "a web application"}')
    before = outputs_raw(tmp_path / "project")
    with pytest.raises(RunError, match="choose another folder"):
        run(folder, tmp_path / "project", prune=True)
    assert outputs_raw(tmp_path / "project") == before


def outputs_raw(out: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_files_put_among_the_records_survive(folder: Path, out: Path) -> None:
    put(out, "records/notes.json", '{"mine": true}')
    put(out, "records/copies/00.txt.json", to_json(record_of("00.txt")))
    put(out, "records/sous/empty.json", "")
    shutil.rmtree(folder / "sous")
    run(folder, out, prune=True)
    there = sorted(path.relative_to(out / "records").as_posix() for path in (out / "records").rglob("*.json"))
    assert there == ["00.txt.json", "01.txt.json", "02.txt.json", "copies/00.txt.json", "notes.json", "sous/empty.json"]


def test_somebody_elses_file_at_a_records_place_is_not_overwritten(folder: Path, out: Path) -> None:
    put(folder, "neu.txt", "Un texte.")
    put(out, "records/neu.txt.json", '{"mine": true}')
    batch = run(folder, out)
    assert [failure.path for failure in batch.manifest.failures] == ["neu.txt"]
    assert (out / "records/neu.txt.json").read_text(encoding="utf-8") == '{"mine": true}'


def test_without_the_journal_records_are_still_pressmines(folder: Path, out: Path) -> None:
    shutil.rmtree(out / ".pressmine")
    shutil.rmtree(folder / "sous")
    assert run(folder, out).known == 0
    assert names(out) == ALL
    shutil.rmtree(out / ".pressmine")
    assert run(folder, out, prune=True).removed == 3


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second file system")
def test_records_may_be_another_disk(folder: Path, tmp_path: Path) -> None:
    other = Path("/dev/shm") / f"pressmine-{os.getpid()}"
    other.mkdir()
    try:
        out = tmp_path / "two"
        out.mkdir()
        (out / "records").symlink_to(other)
        run(folder, out)
        assert names(out) == ALL
    finally:
        shutil.rmtree(other)


def test_a_passing_error_keeps_the_record_and_is_forgotten(folder: Path, out: Path) -> None:
    class Failing(FakeEngine):
        def process(self, path: Path, name: str) -> Any:
            if name == "01.txt":
                raise MemoryError
            yield from super().process(path, name)

    put(folder, "01.txt", "Un texte nouveau.")
    batch = Batch(folder, out, Failing, is_text, Options(), lambda: PRODUCED_BY)
    for _ in batch.steps():
        pass
    assert [failure.path for failure in batch.manifest.failures] == ["01.txt"]
    assert names(out) == [name for name in ALL if name != "01.txt"] + ["01.txt"]
    assert run(folder, out).manifest.failures == []
    assert names(out) == ALL
