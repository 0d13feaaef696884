"""What a job wrote goes into pressmine's database as what a run wrote does."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pressmine.batch.plain import sheet_of
from pressmine.errors import Failure
from pressmine.sinks.database import open_database
from pressmine.sinks.json_text import to_line
from pressmine.spark import columns
from tests.conftest import Command
from tests.database.factory import many
from tests.database.reading import one, rows


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """The output of a job: three records in two files, and a failure."""
    out = tmp_path / "sortie"
    sheets = [sheet_of(record) for record in many(3)]
    written = [columns.row(sheet.source, 0, sheet) for sheet in sheets]
    written.append(columns.row("vide.txt", 0, Failure("vide.txt", "read", "It is empty.")))
    for number, (outcome, some) in enumerate(
        (("record", written[:2]), ("record", written[2:3]), ("failure", written[3:]))
    ):
        path = out / f"outcome={outcome}" / f"part-{number}.zstd.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_batches([columns.batch(some)]), path)
    return out


def test_a_job_is_loaded_as_a_run_is(inside: Command, job: Path, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'base.db'}"
    done = inside("load", job, "--db", address)
    assert done.returncode == 0, done.stderr
    lines = {record.document.source: to_line(record) for record in many(3)}
    with open_database(address) as database:
        assert rows(database, "SELECT DISTINCT collection FROM sources") == [("sortie",)]
        found = rows(database, "SELECT source, record FROM sources JOIN records USING (document_id)")
    assert {source: f"{record}\n" for source, record in found} == lines


def test_a_row_that_is_no_record_is_kept_aside(inside: Command, job: Path, tmp_path: Path) -> None:
    pq.write_table(pa.table({"json": ['{"schema_version": "9.0.0"}']}), job / "outcome=record" / "part-9.parquet")
    address, aside = f"sqlite:///{tmp_path / 'base.db'}", tmp_path / "aside.jsonl"
    done = inside("load", job, "--db", address, "--rejected", aside)
    assert done.returncode == 3
    assert "part-9.parquet: line 1: a record of schema 9.0.0" in done.stderr
    assert aside.read_text() == '{"schema_version": "9.0.0"}\n'
    with open_database(address) as database:
        assert one(database, "SELECT count(*) FROM documents") == 3


@pytest.mark.parametrize(
    ("table", "words"), [({"a": [1]}, "has no column `json`: give what"), (None, "can't be read as Parquet: ")]
)
def test_another_file_is_refused_in_one_line(
    inside: Command, tmp_path: Path, table: dict[str, list[int]] | None, words: str
) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"no Parquet at all")
    if table is not None:
        pq.write_table(pa.table(table), path)
    done = inside("load", path, "--db", f"sqlite:///{tmp_path / 'base.db'}")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert words in done.stderr
