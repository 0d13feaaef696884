"""The function that Spark calls, without Spark: what an article does to a process never reaches the one that calls."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

import pressmine.spark
from pressmine.batch import Limits
from pressmine.errors import RuleFileError, RunError
from pressmine.evidence import Rule
from pressmine.sinks.json_text import to_line
from pressmine.spark import partition
from pressmine.spark.partition import Extraction
from tests.conftest import ROOT
from tests.fakes import FakeEngine, missing
from tests.spark.making import LOADS, QUICK, CountedEngine, fake, files, rows

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where articles lie while they are read; nothing stays there, and no process."""
    place = tmp_path / "scratch"
    place.mkdir()
    monkeypatch.setenv("SPARK_LOCAL_DIRS", f"{place},/nowhere")
    yield place
    assert list(place.iterdir()) == []
    partition._forget()
    partition._KEPT.engines.clear()
    partition._KEPT.mark = ""


def failures(found: list[dict[str, Any]]) -> dict[str, str]:
    return {row["path"]: f"{row['stage']}: {row['reason']}" for row in found if row["outcome"] == "failure"}


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ("raise", "worker: Unexpected SystemExit: a rule that ends the process, even alone"),
        ("exit", "worker: It ended its worker (exit code 7), even alone"),
        ("segfault", "worker: It ended its worker (signal SIGSEGV), even alone"),
        ("kill", "worker: It ended its worker (signal SIGKILL, perhaps for want of memory), even alone"),
        ("memory", "worker: It takes more than 64 MB of memory, even alone"),
        ("sleep 60", "worker: It takes longer than 1 s, even alone"),
    ],
)
def test_an_article_that_harms_its_process_is_a_row(harm: str, reason: str) -> None:
    found = rows(fake(), files({"a.txt": "Bonjour.", "b.txt": f"harm: {harm}", "c.txt": "Bonsoir."}))
    assert [row["file"] for row in found] == ["a.txt", "b.txt", "c.txt"]
    assert list(failures(found)) == ["b.txt"]
    assert failures(found)["b.txt"].startswith(reason)


def test_tries_are_bounded_and_an_innocent_gets_its_record(tmp_path: Path) -> None:
    given = files({"a.txt": f"harm: once {tmp_path / 'was-here'}"})
    assert failures(rows(fake(), given)) == {}
    (tmp_path / "was-here").unlink()
    assert list(failures(rows(fake("strict", Limits(retries=0)), given))) == ["a.txt"]


def test_attachments_are_rows_of_their_mail_and_of_one_name_the_first_counts() -> None:
    mail = "Sujet\nattach: a.pdf\nattach: b.pdf\nattach: a.pdf"
    found = rows(fake(), files({"m.eml": mail, "n.txt": "Bonjour."}))
    assert [(row["file"], row["position"], row["path"]) for row in found] == [
        ("m.eml", 0, "m.eml"),
        ("m.eml", 1, "m.eml/a.pdf"),
        ("m.eml", 2, "m.eml/b.pdf"),
        ("m.eml", 3, "m.eml/a.pdf"),
        ("n.txt", 0, "n.txt"),
    ]
    said = "write: another article has its record at m.eml/a.pdf.json already: rename one of them"
    assert failures(found) == {"m.eml/a.pdf": said}


def test_what_no_reader_would_take_is_said_without_asking_one() -> None:
    given = pa.RecordBatch.from_pydict(
        {
            "name": ["a.txt", "a.txt", "b.png", "c", "d.txt", None],
            "content": [b"Bonjour.", b"Bonsoir.", b"x", b"x", None, b"x"],
            "copy": [1, 2, 1, 1, 1, 1],
            "length": [8, 8, 1, 1, 12_000, 1],
        }
    )
    found = rows(fake(), given)
    assert [row["outcome"] for row in found] == ["record", *["failure"] * 5]
    assert [row["reason"].split(":")[0] for row in found[1:]] == [
        "another article has its record at a.txt.json already",
        "No reader takes .png",
        "No reader takes a file without extension",
        "The file has 12 kB, more than the 10 kB allowed",
        "The row has no name",
    ]


def test_the_engine_is_loaded_once_for_all_tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOADS, str(tmp_path / "loads"))
    counted = Extraction("counted", CountedEngine, Limits(retries=0), 10_000)
    for _ in range(3):
        assert len(rows(pickle.loads(pickle.dumps(counted)), files({"a.txt": "Bonjour.", "b.txt": "harm: exit"}))) == 2
    assert (tmp_path / "loads").read_text() == f"{os.getpid()}\n"
    rows(Extraction("other", CountedEngine, Limits(), 10_000), files({"a.txt": "Bonjour."}))
    assert (tmp_path / "loads").read_text() == f"{os.getpid()}\n" * 2


def test_a_task_that_is_given_up_leaves_nothing_to_the_next(
    scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOADS, str(tmp_path / "loads"))
    monkeypatch.setattr("tests.spark.making.PACE", 0.001)
    counted = Extraction("counted", CountedEngine, QUICK, 10_000)
    task = counted([files({f"{number:03}.txt": f"Texte {number}." for number in range(250)})])
    assert len(next(task).to_pylist()) == 100
    task.close()  # type: ignore[attr-defined]
    assert list(scratch.iterdir()) == []
    names = [f"b{number:03}.txt" for number in range(150)]
    assert [row["path"] for row in rows(counted, files(dict.fromkeys(names, "Bonjour.")))] == names
    assert (tmp_path / "loads").read_text() == f"{os.getpid()}\n"


def test_batches_are_small_whatever_came_in() -> None:
    many = files({f"{number:03}.txt": "Bonjour." for number in range(250)})
    assert [batch.num_rows for batch in fake()([many])] == [100, 100, 50]
    large = files({f"{number}.txt": "x" * 3_000_000 for number in range(4)})
    assert [batch.num_rows for batch in fake(max_bytes=4_000_000)([large])] == [2, 2]


def test_an_engine_that_cannot_be_loaded_stops_the_task() -> None:
    with pytest.raises(RunError, match="the model is missing"):
        rows(Extraction("missing", missing, Limits(), 100), files({"a.txt": "Bonjour."}))  # type: ignore[arg-type]


def test_texts_are_read_as_files_of_their_format(pm: Pressmine) -> None:
    text = (ROOT / "examples" / "communique.txt").read_text(encoding="utf-8")
    given = pa.RecordBatch.from_pydict({"name": ["communique.txt", "vide"], "text": [text, None]})
    record, failure = rows(pressmine.spark.extraction(), given)
    assert record["json"] + "\n" == to_line(pm.extract(ROOT / "examples" / "communique.txt"))
    assert (failure["path"], failure["stage"]) == ("vide", "read")
    page = pa.RecordBatch.from_pydict({"name": ["42"], "text": [f"<html><body><p>{text}</p></body></html>"]})
    (record,) = rows(pressmine.spark.extraction(text_format="html"), page)
    assert (record["document"]["source"], record["document"]["format"]) == ("42", "html")


def test_rules_travel_with_their_word_lists(tmp_path: Path, pm: Pressmine) -> None:
    text = "Paris, le 3 mai 2024\n\nArdemix boucle un tour de table de 12 millions d'euros.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    for given in ([ROOT / "examples/rules"], [ROOT / "examples/rules/financement.yaml"]):
        sent = pickle.loads(pickle.dumps(pressmine.spark.extraction(given)))
        (row,) = rows(sent, files({"a.txt": text}))
        there = pressmine.load(given).extract(tmp_path / "a.txt")
        assert row["json"] + "\n" == to_line(there)
        assert there.extra
        assert there.produced_by != pm.produced_by


def test_what_is_made_of_the_same_is_loaded_once(tmp_path: Path, pm: Pressmine) -> None:
    def marks(*given: Path | Rule, **options: Any) -> tuple[str, str]:
        return pressmine.spark.extraction(given, **options).mark, pressmine.spark.extraction(given, **options).mark

    rules = tmp_path / "regles.yaml"
    rules.write_bytes((ROOT / "examples/rules/financement.yaml").read_bytes())
    plain, files = marks(), marks(rules)
    rules.write_text(rules.read_text(encoding="utf-8") + "\n# autre chose\n", encoding="utf-8")
    changed, function = marks(rules), marks(Rule("x", "Rien.", lambda document: ()))
    assert [one == other for one, other in (plain, files, changed, function)] == [True, True, True, False]
    assert len({*plain, *files, *changed, *function, *marks(retries=7)}) == 6


def test_a_wrong_rule_is_said_where_the_job_starts(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("pressmine: 1\nrules: [{id: x}]\n", encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"a\.yaml:2:"):
        pressmine.spark.extraction([tmp_path])


def test_without_spark_articles_lie_where_the_system_puts_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPARK_LOCAL_DIRS")
    before = set(Path(tempfile.gettempdir()).glob("pressmine-*"))
    assert len(rows(Extraction("here", FakeEngine, Limits(), 100), files({"a.txt": "Bonjour."}))) == 1
    assert set(Path(tempfile.gettempdir()).glob("pressmine-*")) <= before
