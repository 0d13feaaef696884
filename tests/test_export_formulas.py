"""What a release says is no program: a spreadsheet that opens a CSV export runs nothing of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pressmine import cli
from pressmine.sinks.database import open_database
from pressmine.sinks.exporting import export, inert_cell
from tests.database.factory import Release
from tests.database.reading import load

FORMULAS = ('=HYPERLINK("http://x.example";"ici")', "+33102030405", "-2+3", "@SUM(A1)", "\t=1", " =1", "\uff1d1")


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_a_spreadsheet_would_run_is_inert(cell: str) -> None:
    assert inert_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Orvelle", "a=b", "", None, -2.5, 3, True])
def test_all_else_is_as_it_was(cell: object) -> None:
    assert inert_cell(cell) is cell


@pytest.mark.parametrize("raw", [False, True])
def test_an_export_is_inert_unless_raw(tmp_path: Path, raw: bool) -> None:
    with open_database(f"sqlite:///{tmp_path}/base.db") as database:
        load(database, [Release(title="=1+1").record()])
        export(database, "csv", tmp_path / "tables", raw=raw)
    with (tmp_path / "tables/documents.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["title"] == ("=1+1" if raw else "'=1+1")


@pytest.mark.parametrize("raw", [False, True])
def test_so_is_an_answer(tmp_path: Path, raw: bool, capsys: pytest.CaptureFixture[str]) -> None:
    with open_database(f"sqlite:///{tmp_path}/base.db") as database:
        load(database, [Release(title="=1+1").record()])
    question = ["query", "SELECT title, -1 FROM documents", "--to", "csv", "--db", f"{tmp_path}/base.db"]
    with pytest.raises(SystemExit) as ended:
        cli.main([*question, *(["--raw"] if raw else [])])
    assert ended.value.code == 0
    assert capsys.readouterr().out.splitlines()[1] == ("=1+1,-1" if raw else "'=1+1,-1")
