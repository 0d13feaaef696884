"""One bad record costs itself, in both databases alike; nothing that was there is lost, nothing secret is shown."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pressmine.errors import RunError
from pressmine.record import Record
from pressmine.sinks.database import Loader, find, open_database
from pressmine.sinks.database.connection import DatabaseError, parse, shown
from pressmine.sinks.json_text import to_line
from pressmine.sinks.stored import Aside, Stored
from tests.conftest import ROOT
from tests.database.conftest import Places
from tests.database.factory import Release, many
from tests.database.reading import dump, load


def hostile() -> list[Record]:
    """Valid records, some of which no database holds."""
    found = []
    for number in (2**31, 2**63, 2**64 + 1, 10**300):
        release = Release(f"nombre-{len(str(number))}-{number % 97}.txt", salt=str(number))
        release.figure("270 entreprises", number)
        release.extra = {"prix": [{**release.mention("12 €"), "value": number}]}
        found.append(release.record())
    notes = [{"code": "x", "message": "…", "start": 0, "end": 2, "other_start": 0, "other_end": 2**70}]
    far = Release("loin.txt", salt="loin")
    far.lists["diagnostics"] = notes
    nul = Release("n\0ul.txt", title="Un\0titre", salt="nul")
    nul.organisation("Orvelle\0SA", "O\0")
    nul.person("Anne\0Morel", "pré\0sidente", None)
    return [*found, far.record(), nul.record()]


def test_a_bad_record_stops_nothing_and_both_databases_hold_the_same(places: Places) -> None:
    found = []
    for kind in ("sqlite", "postgresql"):
        with open_database(places.new(kind)) as database:
            with Loader[str](database, "essai", "test") as loader:
                for record in [*many(5), *hostile()]:
                    loader.add(record, record.document.source)
                counts = loader.finish()
            refused = sorted(item.token for item in loader.refused)
            found.append((refused, counts.added, dump(database)))
    assert found[0] == found[1]
    assert found[0][0] == ["loin.txt"]
    assert found[0][1] == 10


def test_a_database_that_may_not_be_written_can_be_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "base.db"
    with open_database(f"sqlite:///{path}") as database:
        load(database, [Release(text="Une passerelle pour Dreux.\n").record()])
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    before = {item.name: item.read_bytes() for item in tmp_path.iterdir()}
    with open_database(f"sqlite:///{path}", must_exist=True) as database:
        with database.reading() as connection:
            assert len(find(connection, "passerelles")) == 1
        with pytest.raises(DatabaseError, match="may not be written"):
            load(database, many(1))
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == before


def test_rejected_lines_never_overwrite(tmp_path: Path) -> None:
    source, aside = tmp_path / "records.jsonl", tmp_path / "aside.jsonl"
    source.write_text("no record\n", encoding="utf-8")
    aside.write_text("what an earlier load kept\n", encoding="utf-8")
    Aside(aside, str(source)).keep(Stored("x", 1, b"no record\n"))
    assert aside.read_text(encoding="utf-8") == "what an earlier load kept\nno record\n"
    (tmp_path / "out").mkdir()
    for name in ("linked.jsonl", "out/inside.jsonl"):
        os.link(source, tmp_path / name)
    (tmp_path / "symbolic.jsonl").symlink_to(source)
    among = [(source, source), (tmp_path / "records/a.jsonl", tmp_path)]
    among += [(tmp_path / name, source) for name in ("linked.jsonl", "symbolic.jsonl")]
    among += [(tmp_path / "linked.jsonl", tmp_path / "out")]  # by another name it lies there
    for path, records in among:
        with pytest.raises(RunError, match="among the records that are read"):
            Aside(path, str(records))


@pytest.mark.parametrize("records", [".", "records.jsonl"])
def test_where_rejected_lines_go_by_default_is_not_what_is_read(tmp_path: Path, records: str) -> None:
    folder = tmp_path / "sortie"
    folder.mkdir()
    line = to_line(Release().record())
    (folder / "records.jsonl").write_text(f"no record\n{line}", encoding="utf-8")
    code = "import sys; from pressmine.cli import main; main()"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, "load", records, "--db", f"sqlite:///{tmp_path}/base.db"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 3, done.stderr
    assert (folder / "records.jsonl").read_text(encoding="utf-8") == f"no record\n{line}"
    assert sqlite3.connect(tmp_path / "base.db").execute("SELECT count(*) FROM documents").fetchone() == (1,)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://moi:s3cret@hote/base",
        "postgresql://hote/base?password=s3cret&user=moi",
        "postgresql://hote/base?sslmode=require&sslpassword=s3cret",
        "postgresql://moi:a@b:s3cret@hote/base",
        "mysql://moi:s3cret@hote/base",
        "mysql://moi:a@s3cret@hote/base?token=s3cret",
        "nothing?password=s3cret",
        "postgres:moi:s3cret@hote",
        "postgresql://moi:a@s3cret@hote/base",
    ],
)
def test_no_message_shows_a_secret(address: str) -> None:
    try:
        assert "s3cret" not in shown(parse(address))
    except DatabaseError as error:
        assert "s3cret" not in str(error)
