"""On a cluster of two workers: the records of a local run, byte for byte, whatever happens to a worker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pressmine.batch import Batch, Options
from pressmine.errors import Failure
from pressmine.sinks.json_text import to_line
from tests.conftest import ROOT, Command
from tests.fakes import FakeEngine, is_text
from tests.spark.cluster import TEXTS
from tests.spark.making import QUICK

# One process of the suite works the cluster: another would only wait for it.
pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("cluster")]

Cluster = tuple[Path, dict[str, Any]]


def lines(rows: list[dict[str, Any]]) -> str:
    """What a local run would have written into `records.jsonl`."""
    return "".join(f"{row['json']}\n" for row in rows if row["outcome"] == "record")


def failures(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{key: row[key] for key in ("path", "stage", "reason")} for row in rows if row["outcome"] == "failure"]


def test_a_folder_gives_what_a_local_run_gives(cluster: Cluster, command: Command, tmp_path: Path) -> None:
    top, results = cluster
    done, out = results["files"], tmp_path / "out"
    rules = ("--rules", ROOT / "examples" / "rules" / "financement.yaml", "--max-size", "1")
    local = command("run", top / "in", "--out", out, "--workers", "2", *rules)
    assert (done["code"], done["err"]) == (local.returncode, "") == (3, "")
    assert lines(done["rows"]) == (out / "records.jsonl").read_text(encoding="utf-8")
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert failures(done["rows"]) == manifest["failures"]
    assert [f["path"] for f in manifest["failures"]] == ["long.txt", "sous dossier/vide.txt"]
    files, records = manifest["files"], manifest["records"]
    assert done["out"].startswith(f"{files} articles read: {records} records, 2 failures\nfailures by reason:\n")
    assert {"_courriel.eml/22-charte-reemploi.TXT", "sous dossier/été 100%20 + à.TXT"} <= {
        row["path"] for row in done["rows"]
    }


def test_what_it_wrote_is_a_table_of_typed_columns(cluster: Cluster) -> None:
    _, results = cluster
    records = [json.loads(row["json"]) for row in results["files"]["rows"] if row["json"]]
    assert results["typed"] == {
        "organisations": sum(len(record["organisations"]) for record in records),
        "published": max(r["document"]["published"] for r in records if r["document"]["published"]),
        "end": max(record["dates"][0]["end"] for record in records if record["dates"]),
    }


def test_an_output_that_is_there_stays_as_it_is(cluster: Cluster) -> None:
    top, results = cluster
    again = results["again"]
    assert (again["code"], again["out"]) == (1, "")
    assert again["err"] == f"pressmine: the output {top / 'files'} is there already: choose another one, or remove it\n"


def test_a_table_gives_what_a_local_run_gives(cluster: Cluster, command: Command, tmp_path: Path) -> None:
    _, results = cluster
    rows = results["table"]["rows"]
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    texts = {row["path"]: json.loads(row["json"])["text"] for row in rows if row["json"]}
    assert list(texts) == ["a.txt", "b.txt"]
    assert set(texts.items()) < set(TEXTS)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert command("run", folder, "--out", out).returncode == 0
    assert lines(rows) == (out / "records.jsonl").read_text(encoding="utf-8")
    said = [f"{f['path']}: {f['stage']}: {f['reason'].split(':')[0]}" for f in failures(rows)]
    assert said == [
        ": read: The row has no name",
        "b.txt: write: another article has its record at b.txt.json already",
        "c.txt: read: The file is empty",
    ]


def test_tables_may_be_csv_and_hold_files(cluster: Cluster) -> None:
    _, results = cluster
    lines, files = (results["tables"][name] for name in ("lines.csv", "files.parquet"))
    assert [(row["path"], json.loads(row["json"])["text"]) for row in lines] == [
        ("a", 'Un titre\n\nIl dit « "oui" », puis; rien, \\ ou plus.'),
        ("b", "Un autre"),
    ]
    assert [(row["path"], row["outcome"]) for row in files] == [("a.txt", "record"), ("b.png", "failure")]


def test_mistakes_are_one_line(cluster: Cluster) -> None:
    _, results = cluster
    for name, words in (
        ("no column", "has no column 'texte': it has nom, corps"),
        ("no folder", "can't be read: no such file or directory"),
        ("no text", "it is a file; a table needs --text-column"),
        ("no output", "pressmine: Spark gave up: "),
    ):
        done = results[name]
        assert (done["code"], done["out"], done["err"].count("\n")) == (1, "", 1)
        assert words in done["err"]


def test_poison_costs_no_other_article_its_record(cluster: Cluster, tmp_path: Path) -> None:
    top, results = cluster
    rows = results["poisoned"]["rows"]
    batch = Batch(top / "poisoned", tmp_path / "out", FakeEngine, is_text, Options(workers=2, limits=QUICK))
    local = [outcome for step in batch.steps() for outcome in step.results]
    assert lines(rows) == "".join(to_line(one) for one in local if not isinstance(one, Failure))
    assert failures(rows) == [
        {"path": f.path, "stage": f.stage, "reason": f.reason} for f in local if isinstance(f, Failure)
    ]
    summary = results["poisoned"]["summary"]
    assert (summary["files"], summary["records"], summary["failures"]) == (19, 14, 7)


@pytest.mark.parametrize("victim", ["python", "executor"])
def test_a_killed_worker_loses_nothing(cluster: Cluster, victim: str, tmp_path: Path) -> None:
    top, results = cluster
    found = results[victim]
    assert len(found["killed"]) == 1
    assert len(found["loads"]) >= 3, "two workers were at work, and another one stood in for what was killed"
    assert len(found["loads"]) == len(set(found["loads"])), "none of them loaded the model twice"
    batch = Batch(top / "many", tmp_path / "out", FakeEngine, is_text)
    local = [one for step in batch.steps() for one in step.results]
    assert lines(found["rows"]) == "".join(to_line(one) for one in local if not isinstance(one, Failure))
    assert len(local) == len(found["rows"]) == 24
    if victim == "python":
        assert found["failed"] >= 1, "the task that it had was done again"


def test_the_page_about_scale_does_what_it_says(cluster: Cluster) -> None:
    _, results = cluster
    page = results["page"]
    assert [(done["line"], done["err"]) for done in page["commands"] if done["code"]] == []
    assert len(page["commands"]) == 4
    assert "Orvelle" in page["printed"]
    assert page["printed"].splitlines()[-len(page["promised"]) :] == page["promised"] == ["2"]


def test_nothing_is_left_on_the_machines(cluster: Cluster) -> None:
    top, _ = cluster
    assert not list(top.rglob("pressmine-*"))
