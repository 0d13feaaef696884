"""A run says what it read and what it did not: files that no reader takes, texts that hardly speak French."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressmine import cli
from pressmine.batch import Batch, Options
from pressmine.errors import Failure
from pressmine.folder import survey
from pressmine.manifest import Manifest
from pressmine.record import Diagnostic, Record
from pressmine.terminal import summary
from tests.batch.making import put
from tests.fakes import PRODUCED_BY, FakeEngine, is_text


class Foreign(FakeEngine):
    """Finds that `b.txt` has little French."""

    def process(self, path: Path, name: str) -> Iterator[Record | Failure]:
        for result in super().process(path, name):
            if name != "b.txt" or isinstance(result, Failure):
                yield result
                continue
            note = Diagnostic(
                code="little-french",
                message="the text has few French words",
                start=None,
                end=None,
                other_start=None,
                other_end=None,
            )
            yield result.model_copy(update={"diagnostics": (note,)})


def once(folder: Path, out: Path) -> Batch:
    batch = Batch(folder, out, Foreign, is_text, Options(), lambda: PRODUCED_BY)
    for _ in batch.steps():
        pass
    return batch


def test_skipped_files_are_listed_by_path_and_reason(tmp_path: Path) -> None:
    for name in ("a.txt", "sous/b.DOC", "c.doc", "photo.png", "README", ".cache"):
        put(tmp_path / "in", name, "Un texte.")
    once(tmp_path / "in", tmp_path / "out")
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert [(f["path"], f["reason"]) for f in manifest["skipped_files"]] == [
        (".cache", "hidden"),
        ("README", "extension"),
        ("c.doc", "extension"),
        ("photo.png", "extension"),
        ("sous/b.DOC", "extension"),
    ]
    assert manifest["skipped"] == sum(manifest["skipped_why"].values()) == 5


def test_a_file_that_goes_while_the_folder_is_listed_is_the_readers_affair(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Un texte.")

    def takes(name: str) -> bool:
        (tmp_path / name).unlink()
        return True

    assert [article.name for article in survey(tmp_path, takes).articles] == ["a.txt"]


def test_the_summary_names_kinds_and_what_to_do() -> None:
    skipped = {f"{n}.doc": "extension" for n in range(2)} | {"a.msg": "extension", "x": "extension", ".b": "hidden"}
    first = next(summary(Manifest(skipped=skipped, seconds={"total": 1.0}), None))
    assert first.endswith("5 skipped (2 .doc: save as .docx, 1 .msg: save as .eml, 1 hidden, 1 without extension)")
    links = {f"{n}.txt": "link" for n in range(2)} | {"pipe": "not a file"}
    assert next(summary(Manifest(skipped=links), None)).endswith("3 skipped (2 links, 1 not a file)")
    many = {f"a.x{n}": "extension" for n in range(20)}
    assert next(summary(Manifest(skipped=many), None)).endswith(", 12 of other kinds)")


def test_little_french_is_named_by_the_first_run_and_the_next(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        put(tmp_path / "in", name, "Un texte.")
    for known in (0, 2):
        batch = once(tmp_path / "in", tmp_path / "out")
        assert batch.known == known
        assert batch.manifest.little_french == ["b.txt"]
        assert "little French, so that what was found may be wrong: b.txt" in list(summary(batch.manifest, "out"))


@pytest.mark.parametrize("names", [(), ("a.doc", "photo.png")])
def test_a_run_that_read_nothing_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...]
) -> None:
    (tmp_path / "in").mkdir()
    for name in names:
        put(tmp_path / "in", name, "Un texte.")
    with pytest.raises(SystemExit) as ended:
        cli.main(["run", str(tmp_path / "in"), "--out", str(tmp_path / "out")])
    assert ended.value.code == 1
    assert "no article was read" in capsys.readouterr().err
    assert json.loads((tmp_path / "out/manifest.json").read_bytes())["skipped"] == len(names)
