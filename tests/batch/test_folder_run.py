"""A folder from end to end with a stand-in for the pipeline: what is written, skipped, counted, what stops a run."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from pressmine.batch import Batch, Options
from pressmine.errors import Failure, RunError, StageError
from pressmine.folder import survey
from pressmine.manifest import Manifest
from pressmine.record import Record
from pressmine.sinks.files import FileSink, record_path
from pressmine.sinks.json_text import to_json, to_json_and_line, to_line
from pressmine.sinks.whole_files import settle, write_whole
from tests.fakes import FakeEngine, is_text, record_of


def put(folder: Path, name: str, text: str = "Bonjour.") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def tree(folder: Path) -> list[str]:
    """What a user sees; `.pressmine/` is the run's own."""
    paths = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    return sorted(p.as_posix() for p in paths if ".pressmine" not in p.parts)


def run(folder: Path, out: Path | None, prune: bool = False) -> tuple[list[Record | Failure], dict[str, Any]]:
    batch = Batch(folder, out, FakeEngine, is_text, Options(prune=prune))
    results = [result for step in batch.steps() for result in step.results]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8")) if out else batch.manifest.data("none")
    return results, manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_writes_a_record_per_article_lines_and_manifest(folder: Path, out: Path) -> None:
    for name in ("b.txt", "a.txt", "sous/c.txt"):
        put(folder, name)
    results, manifest = run(folder, out)
    assert tree(out) == ["manifest.json", "records.jsonl"] + [
        f"records/{name}.json" for name in ("a.txt", "b.txt", "sous/c.txt")
    ]
    assert [r.document.source for r in results if isinstance(r, Record)] == ["a.txt", "b.txt", "sous/c.txt"]
    lines = [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    files = [json.loads((out / "records" / f"{line['document']['source']}.json").read_bytes()) for line in lines]
    assert lines == files
    assert (manifest["status"], manifest["files"], manifest["records"], manifest["failed"]) == ("complete", 3, 3, 0)
    assert manifest["produced_by"] == {"pressmine": "0.0.0", "model": "none", "rules": "none"}
    assert manifest["fields"]["title"] == {"records": 3, "values": 3}
    assert set(manifest["seconds"]) == {"load", "read", "write", "total"}


def test_order_is_by_name_not_by_directory_listing(folder: Path) -> None:
    names = ["z.txt", "a/é.txt", "a.txt", "a/b.txt", "B.txt", "a-b.txt"]
    for name in names:
        put(folder, name)
    assert [article.name for article in survey(folder, is_text).articles] == sorted(names)


@pytest.mark.parametrize("spelling", [".", "./", "../in", "../in/.", "sous/.."])
def test_names_do_not_depend_on_how_the_folder_is_written(
    folder: Path, spelling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "a.txt")
    put(folder, "sous/b.txt")
    monkeypatch.chdir(folder)
    assert [article.name for article in survey(Path(spelling), is_text).articles] == ["a.txt", "sous/b.txt"]


def test_skips_and_counts_what_is_no_article(folder: Path, out: Path, tmp_path: Path) -> None:
    put(tmp_path, "outside.txt")
    for name in ("a.txt", "a.gold.json", "image.png", ".cache.txt", ".git/x.txt", ".git/y.txt", "d/.hidden.txt"):
        put(folder, name)
    (folder / "escape.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "twin.txt").symlink_to(folder / "a.txt")
    os.mkfifo(folder / "pipe.txt")
    _, manifest = run(folder, out)
    assert tree(out / "records") == ["a.txt.json", "twin.txt.json"]
    assert manifest["skipped_why"] == {"extension": 3, "hidden": 3, "link": 3, "not a file": 1}
    assert manifest["skipped"] == 10
    assert manifest["failed"] == 0


def test_a_failure_stops_nothing_and_is_told_with_its_reason(folder: Path, out: Path) -> None:
    for name, text in (("a.txt", "Un."), ("b.txt", "fail: The file is empty."), ("c.txt", "Trois.")):
        put(folder, name, text)
    results, manifest = run(folder, out)
    assert [type(r) for r in results] == [Record, Failure, Record]
    assert manifest["failures"] == [{"path": "b.txt", "stage": "read", "reason": "The file is empty."}]
    assert tree(out / "records") == ["a.txt.json", "c.txt.json"]


def test_attachments_stand_beside_their_mail(folder: Path, out: Path) -> None:
    put(folder, "mail.eml", "Sujet\nattach: annexe.pdf\nattach: b/c.txt")
    run(folder, out)
    assert tree(out / "records") == ["mail.eml.json", "mail.eml/annexe.pdf.json", "mail.eml/b/c.txt.json"]


def test_two_articles_never_share_a_record(folder: Path, out: Path) -> None:
    put(folder, "mail.eml", "Sujet\nattach: annexe.pdf\nattach: annexe.pdf")
    results, manifest = run(folder, out)
    assert isinstance(results[-1], Failure)
    assert manifest["failures"][0]["stage"] == "write"
    assert manifest["records"] == 2


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/passwd", "..", "a//b", "x\0y", "é" * 200, "\udce9.txt"])
def test_names_that_look_like_paths_stay_inside(folder: Path, out: Path, name: str) -> None:
    path = record_path(f"mail.eml/{name}")
    assert ".." not in path.parts
    assert not path.is_absolute()
    write_whole(out / "records" / path, "{}")
    assert [p.resolve().is_relative_to(out / "records") for p in out.rglob("*.json")] == [True]


def test_long_names_are_cut_and_kept_apart() -> None:
    one, two = record_path("é" * 200 + "1.txt"), record_path("é" * 200 + "2.txt")
    assert one != two
    assert max(len(os.fsencode(p.name)) for p in (one, two)) <= 255


def test_what_an_earlier_run_left_is_gone_and_what_is_foreign_stays(folder: Path, out: Path) -> None:
    put(folder, "a.txt")
    put(folder, "d/b.txt")
    run(folder, out)
    put(out, "records/notes.md", "the user's own")
    put(out, "records/.pressmine-0123.part", "half a record of a killed run")
    (folder / "d/b.txt").unlink()
    put(folder, "a.txt", "fail: It is broken now.")
    put(folder, "c.txt")
    run(folder, out, prune=True)
    assert tree(out / "records") == ["c.txt.json", "notes.md"]
    assert not (out / "records/d").exists()
    assert len((out / "records.jsonl").read_bytes().splitlines()) == 1


def test_refuses_a_folder_of_records_that_are_not_ours(folder: Path, out: Path) -> None:
    put(folder, "a.txt")
    put(out, "records/thesis.json", "{}")
    with pytest.raises(RunError, match="choose another folder"):
        run(folder, out)
    put(out, "manifest.json", '{"name": "a web application"}')
    with pytest.raises(RunError, match="choose another folder"):
        run(folder, out)
    assert tree(out) == ["manifest.json", "records/thesis.json"]


def test_a_run_that_was_cut_short_says_so(folder: Path, out: Path) -> None:
    put(folder, "a.txt")
    put(folder, "b.txt")
    run(folder, out)
    steps = Batch(folder, out, FakeEngine, is_text).steps()
    next(steps)
    steps.close()
    assert json.loads((out / "manifest.json").read_bytes())["status"] == "incomplete"
    assert not (out / "records.jsonl").exists()
    assert [name for name in tree(out) if name.endswith(".part")] == []
    assert run(folder, out)[1]["status"] == "complete"


def test_refuses_output_inside_the_input_and_the_other_way_round(folder: Path, out: Path) -> None:
    put(folder, "a.txt")
    for inner in (folder, folder / "out", folder / "x" / ".." / "out"):
        with pytest.raises(RunError, match="inside the input folder"):
            Batch(folder, inner, FakeEngine, is_text)
    put(out, "records/in/a.txt")
    with pytest.raises(RunError, match="among the records"):
        Batch(out / "records/in", out, FakeEngine, is_text)


def test_refuses_a_folder_that_is_none(folder: Path, out: Path) -> None:
    put(folder, "a.txt")
    for path, words in ((folder / "gone", "no such file"), (folder / "a.txt", "is a file, not a folder")):
        with pytest.raises(RunError, match=words):
            Batch(path, out, FakeEngine, is_text)
    assert not out.exists()


def test_output_that_cannot_be_written_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    put(folder, "a.txt")
    put(tmp_path, "file", "in the way")
    with pytest.raises(RunError, match="can't be written"):
        run(folder, tmp_path / "file")
    with pytest.raises(RunError, match="can't be written"):
        run(folder, tmp_path / "file" / "below")


def test_an_empty_folder_loads_no_model(folder: Path, out: Path) -> None:
    def load() -> FakeEngine:
        raise AssertionError("nothing to read, nothing to load")

    assert list(Batch(folder, out, load, is_text).steps()) == []
    assert json.loads((out / "manifest.json").read_bytes())["records"] == 0


def test_without_output_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    put(folder, "a.txt")
    before = tree(tmp_path)
    results, _ = run(folder, None)
    assert len(results) == 1
    assert tree(tmp_path) == before


def test_a_name_that_is_no_unicode_gets_one(folder: Path, out: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("Bonjour.", encoding="utf-8")
    _, manifest = run(folder, out)
    assert tree(out / "records") == ["caf%E9.txt.json"]
    assert manifest["failed"] == 0


def test_a_folder_that_cannot_be_listed_is_a_failure(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "a.txt")
    put(folder, "closed/b.txt")
    scandir = os.scandir

    def guarded(path: str) -> Any:
        if os.path.basename(path) == "closed":  # noqa: PTH119 - what os.scandir is given is a string
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    _, manifest = run(folder, out)
    assert [(f["path"], f["stage"]) for f in manifest["failures"]] == [("closed", "read")]
    assert manifest["records"] == 1


def test_a_full_disk_ends_the_run_and_leaves_no_half_file(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with FileSink(out).begin("{}") as sink:
        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(RunError, match="no space left"):
            sink.write("a.txt", *to_json_and_line(record_of("a.txt")))
    assert tree(out) == ["manifest.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_lines_that_a_full_disk_does_not_take_hide_no_reason(out: Path) -> None:
    def end(error: Exception | None) -> None:
        with FileSink(out / str(error)).begin("{}") as sink:
            sink._lines = open("/dev/full", "wb")  # noqa: SIM115, PTH123 - the sink closes it
            sink._lines.write(b"x")
            if error is not None:
                raise error

    with pytest.raises(RunError, match="no space left"):
        end(None)
    with pytest.raises(RunError, match="the first reason"):
        end(RunError("the first reason"))


def test_a_manifest_says_complete_when_all_is_on_the_disk(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    real = Path.replace
    monkeypatch.setattr("pressmine.sinks.files.settle", lambda folder: calls.append(f"settle {folder.name}"))
    monkeypatch.setattr("pressmine.sinks.files.os.fsync", lambda number: calls.append("fsync"))

    def replace(self: Path, target: Path) -> Path:
        calls.append(target.name)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with FileSink(out).begin("{}") as sink:
        sink.write("a.txt", *to_json_and_line(record_of("a.txt")))
        sink.finish("{}")
    assert calls == [
        "fsync",
        "manifest.json",
        "a.txt.json",
        "records.jsonl",
        f"settle {out.name}",
        "fsync",
        "manifest.json",
    ]


def test_a_disk_that_loses_what_was_written_ends_the_run(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error", str(folder))

    monkeypatch.setattr("pressmine.sinks.files.settle", broken)
    with FileSink(out).begin('{"status": "incomplete"}') as sink, pytest.raises(RunError, match="input/output error"):
        sink.finish("{}")
    assert "incomplete" in (out / "manifest.json").read_text(encoding="utf-8")


def test_settling_a_folder_returns(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "a.txt").write_text("Un texte.", encoding="utf-8")
    settle(out)
    if sys.platform == "linux":  # elsewhere the whole system settles, whatever folder is named
        with pytest.raises(OSError, match="No such file"):
            settle(out / "missing")


def test_a_record_in_the_way_of_a_folder_fails_alone(out: Path) -> None:
    with FileSink(out).begin('{"status": "incomplete", "produced_by": null}') as sink:
        sink.write("a.txt", *to_json_and_line(record_of("a.txt")))
        with pytest.raises(StageError, match="can't be written"):
            sink.write("a.txt.json/b.txt", *to_json_and_line(record_of("b.txt")))
        sink.finish("{}")
    assert tree(out / "records") == ["a.txt.json"]


def test_a_json_line_is_one_line_for_everybody() -> None:
    record = record_of("a.txt", "Un\u2028deux\x85trois\u2029quatre\r\ncinq")
    assert len(to_line(record).splitlines()) == 1
    assert json.loads(to_line(record)) == json.loads(to_json(record))


def test_accents_stay_readable_and_whole_numbers_whole() -> None:
    data = record_of("é.txt", "Été").model_dump()
    data["dates"] = [
        {
            "text": "Été",
            "start": 0,
            "end": 3,
            "source": "x",
            "confidence": 1.0,
            "value": "2024-22",
            "granularity": "season",
            "role": None,
            "inferred": None,
        }
    ]
    text = to_json(Record.model_validate(data))
    assert '"source": "é.txt"' in text
    assert '"confidence": 1,' in text
    assert text.endswith("}\n")


def test_manifest_counts_fields_by_record_and_by_value() -> None:
    manifest = Manifest()
    manifest.add(record_of("a.txt"))
    manifest.add(record_of("b.txt", ""))
    manifest.add(Failure("c.txt", "read", "The file is empty."))
    data = manifest.data("complete")
    assert (data["records"], data["failed"]) == (2, 1)
    assert data["fields"]["title"] == {"records": 1, "values": 1}
    assert data["fields"]["dates"] == {"records": 0, "values": 0}
