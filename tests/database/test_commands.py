"""The commands, as a user gives them: load, run --db, export, search, bodies, people."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import text

from pressmine import batch
from pressmine.record import Record
from pressmine.sinks.database import open_database
from pressmine.sinks.database.views import VIEWS
from pressmine.sinks.exporting import EXPORTED
from pressmine.sinks.json_text import to_json, to_line
from tests.conftest import ROOT, Command
from tests.database.conftest import Places
from tests.database.factory import Release, many
from tests.database.reading import dump, load, one, rows
from tests.fakes import FakeRecipe


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Five records, one a line, with what is no record among them."""
    path = tmp_path / "envoi.jsonl"
    records = [to_line(record) for record in many(5)]
    wrong = json.loads(records[4])
    wrong["zones"] = []
    newer = json.loads(records[4])
    newer["schema_version"] = "9.0.0"
    bad = ["{half", json.dumps(wrong), json.dumps(newer)]
    path.write_text("".join([records[0], bad[0], "\n", "\n", records[1], records[2], bad[1], "\n", records[3], bad[2]]))
    return path


def test_bad_lines_are_named_kept_aside_and_stop_nothing(inside: Command, lines: Path, address: str) -> None:
    done = inside("load", lines, "--db", address)
    assert done.returncode == 3
    assert "collection envoi: 4 added, 0 replaced, 0 unchanged, 3 rejected" in done.stdout
    said = done.stderr.splitlines()
    assert said[0].startswith(f"pressmine: {lines}: line 2: not valid JSON")
    assert said[1] == f"pressmine: {lines}: line 6: the zones end at 0, the text at {len(list(many(5))[4].text)}"
    assert said[2] == f"pressmine: {lines}: line 8: a record of schema 9.0.0, which this pressmine does not know"
    aside = lines.with_name("envoi.rejected.jsonl")
    assert said[3] == f"pressmine: 3 kept aside in {aside}"
    kept = aside.read_bytes().splitlines(keepends=True)
    given = lines.read_bytes().splitlines(keepends=True)
    assert kept == [given[1], given[5], given[7] + b"\n"]
    with open_database(address) as database:
        assert one(database, "SELECT count(*) FROM documents") == 4
        assert one(database, "SELECT rejected FROM runs") == 3


def test_records_come_from_a_folder_a_file_or_standard_input(inside: Command, tmp_path: Path, places: Places) -> None:
    records = list(many(3))
    out = tmp_path / "sortie"
    for record in records:
        file = out / "records" / f"{record.document.source}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(to_json(record))
    (out / "manifest.json").write_text("{}")
    text_lines = "".join(map(to_line, records))
    (out / "records.jsonl").write_text(text_lines)
    for where, collection in (
        (out, "sortie"),
        (out / "records", "sortie"),
        (out / "records.jsonl", "sortie"),
        (out / "records" / f"{records[0].document.source}.json", "00000.txt"),
        ("-", "stdin"),
    ):
        address = places.new("sqlite")
        done = inside("load", where, "--db", address, stdin=text_lines)
        assert done.returncode == 0, done.stderr
        with open_database(address) as database:
            assert one(database, "SELECT count(*) FROM documents") == (1 if collection == "00000.txt" else 3)
            assert rows(database, "SELECT DISTINCT collection FROM sources") == [(collection,)]


def test_a_folder_without_records_is_said(inside: Command, tmp_path: Path, places: Places) -> None:
    done = inside("load", tmp_path, "--db", places.new("sqlite"))
    assert done.returncode == 1 and "holds no records" in done.stderr


def test_a_run_loads_marks_and_prunes(
    inside: Command, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "Recipe", FakeRecipe)
    folder, out = tmp_path / "communiques", tmp_path / "out"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (folder / name).write_text(f"Texte de {name}")

    def run(*options: str) -> str:
        done = inside("run", folder, "--out", out, "--db", address, *options)
        assert done.returncode == (3 if "fail" in (folder / "d.txt").read_text() else 0), done.stderr
        return done.stdout.splitlines()[-1]

    assert run().endswith("collection communiques: 4 added, 0 replaced, 0 unchanged, 0 rejected")
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text("Texte nouveau")
    (folder / "d.txt").write_text("fail: on ne lit rien")
    assert run().endswith("1 added, 0 replaced, 1 unchanged, 0 rejected, 1 superseded, 1 vanished")
    with open_database(address) as database:
        states = dict(rows(database, "SELECT source || ' ' || substr(document_id, 1, 0) || state, state FROM sources"))
        assert sorted(states) == [
            "a.txt vanished",
            "b.txt current",
            "b.txt superseded",
            "c.txt current",
            "d.txt current",
        ]
        assert run("--prune").endswith("2 unchanged, 0 rejected, 1 pruned")
        assert one(database, "SELECT count(*) FROM documents") == 4
        assert rows(database, "SELECT action FROM history ORDER BY id")[-1] == ("pruned",)
    done = inside("run", tmp_path / "out", "--out", tmp_path / "leer", "--db", address, "--collection", "communiques")
    assert "nothing was marked as vanished" in done.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_export_writes_every_table(inside: Command, tmp_path: Path, address: str, form: str) -> None:
    records = [*many(4), Release("z.txt", title="Un « titre », deux\nlignes; 3 %").record()]
    with open_database(address) as database:
        load(database, records)
        expected = dump(database)
    done = inside("export", tmp_path / "tables", "--to", form, "--db", address)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == sorted(f"{t.name}.{form}" for t in EXPORTED)
    for table in EXPORTED:
        if table.name == "records":
            continue
        names = [column.name for column in table.columns]
        found = _read(tmp_path / "tables" / f"{table.name}.{form}", form, names)
        held = [["" if v is None and form == "csv" else v for v in row] for row in expected[table.name]]
        if form == "csv":
            held = [[str(whole(value)) for value in row] for row in held]
        assert sorted(found, key=repr) == sorted(held, key=repr), table.name


def whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _read(path: Path, form: str, names: list[str]) -> list[list[object]]:
    if form == "csv":
        with path.open(encoding="utf-8", newline="") as stream:
            head, *found = csv.reader(stream)
        assert head == names
        return [list(row) for row in found]
    if form == "jsonl":
        return [list(json.loads(line).values()) for line in path.read_text(encoding="utf-8").splitlines()]
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    assert table.column_names == names
    return [list(row.values()) for row in table.to_pylist()]


def test_what_was_exported_loads_again(inside: Command, tmp_path: Path, places: Places) -> None:
    records = list(many(4))
    source = tmp_path / "in.jsonl"
    source.write_text("".join(map(to_line, records)))
    done = inside("export", tmp_path / "a", "--to", "jsonl", "--records", source)
    assert done.returncode == 0, done.stderr
    again = (tmp_path / "a" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(again) == sorted(to_line(record).rstrip("\n") for record in records)
    address = places.new("sqlite")
    inside("load", tmp_path / "a" / "records.jsonl", "--db", address)
    inside("export", tmp_path / "b", "--to", "jsonl", "--db", address)
    for file in sorted((tmp_path / "a").iterdir()):
        if file.name != "sources.jsonl":  # the collection is another one
            assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes(), file.name


def test_search_finds_words_in_all_their_forms(inside: Command, address: str) -> None:
    texts = {
        "a.txt": ("Les conventions signées", "2024-01-02"),
        "b.txt": ("Une convention à signer", "2024-05-06"),
        "c.txt": ("Le projet", None),
    }
    with open_database(address) as database:
        load(database, [Release(name, title, day).record() for name, (title, day) in texts.items()])
    found = inside("search", "signees", "CONVENTION", "--db", address).stdout.splitlines()
    assert [line[14:] for line in found] == [
        "2024-05-06  Une convention à signer",
        "b.txt: Une convention à signer",
        "2024-01-02  Les conventions signées",
        "a.txt: Les conventions signées",
    ]
    assert inside("search", "conv*", "--db", address, "--", "-une").stdout.count("\n") == 2
    assert "-           Le projet" in inside("search", "projets", "--db", address).stdout
    assert inside("search", "convention projet", "--db", address).stdout == ""
    assert inside("search", "--db", address, "--", "-projet").stdout == ""


def sought(inside: Command, address: str, *arguments: str) -> list[str]:
    """The titles of what a search finds."""
    done = inside("search", *arguments, "--json", "--db", address)
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["title"] for line in done.stdout.splitlines()]


def test_search_knows_phrases_days_and_a_limit(inside: Command, address: str) -> None:
    plans = Release("a.txt", "Les plans climat", "2021-12-31")
    plans.say(f"Un texte {'bien long ' * 20}avant l’Œuvre commune {'et bien long ' * 20}après.")
    others = [Release("b.txt", "Le climat et le plan", "2022-01-01"), Release("c.txt", "Plan climat", None)]
    with open_database(address) as database:
        load(database, [release.record() for release in (plans, *others)])
    assert sought(inside, address, "plan", "climat") == ["Le climat et le plan", "Les plans climat", "Plan climat"]
    assert sought(inside, address, '"plan climat"') == ["Les plans climat", "Plan climat"]
    assert sought(inside, address, "climat", "--until", "2021") == ["Les plans climat"]
    assert sought(inside, address, "climat", "--since", "2022-01") == ["Le climat et le plan"]
    assert sought(inside, address, "climat", "--since", "2021-12-31", "--limit", "1") == ["Le climat et le plan"]
    (line,) = inside("search", "oeuvre", "--json", "--db", address).stdout.splitlines()
    hit = json.loads(line)
    assert (hit["file"], hit["published"], hit["title"]) == ("a.txt", "2021-12-31", "Les plans climat")
    assert hit["snippet"].startswith("…") and "avant l’Œuvre commune et" in hit["snippet"] and len(hit["snippet"]) < 220
    for day in ("2024-13", "2024-02-31", "0000", "２０２４"):
        done = inside("search", "climat", "--until", day, "--db", address)
        assert done.returncode == 1 and f"'{day}' is not a day, month or year" in done.stderr
    done = inside("search", "climat", "--since", "hier", "--db", address)
    assert done.returncode == 1 and "'hier' is not a day, month or year" in done.stderr


def test_a_query_is_answered_as_a_table_csv_or_json(inside: Command, address: str) -> None:
    release = Release("a.txt", "Un « titre », deux")
    release.figure("270 entreprises", 270, of="entreprises")
    release.figure("3,5 %", 3.5, "percent")
    with open_database(address) as database:
        load(database, [release.record()])
    question = "SELECT title, amount, period FROM figures_by_body WHERE title LIKE '%titre%' ORDER BY position"
    assert inside("query", question, "--db", address).stdout.splitlines() == [
        "title               amount  period",
        "------------------  ------  ------",
        "Un « titre », deux  270",
        "Un « titre », deux  3.5",
    ]
    lines = inside("query", question, "--to", "csv", "--db", address).stdout.splitlines()
    assert lines == ["title,amount,period", '"Un « titre », deux",270,', '"Un « titre », deux",3.5,']
    answer = json.loads(inside("query", "-", "--to", "json", "--db", address, stdin=question).stdout)
    assert [(line["amount"], line["period"]) for line in answer] == [(270, None), (3.5, None)]
    nothing = inside("query", "SELECT title FROM documents_in_force WHERE 1 = 0", "--to", "json", "--db", address)
    assert json.loads(nothing.stdout) == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("DELETE FROM documents", "reads only"),
        ("CREATE TABLE x (y INTEGER)", "reads only"),
        ("SELECT * FROM ailleurs", "The views are documents_out, "),
        ("SELECT * FROM signed_togehter", "did you mean signed_together?"),
        ("SELECT titre FROM documents", "titre"),
        ("PRAGMA query_only = OFF", ""),
        ("", ""),
    ],
)
def test_a_query_changes_nothing_and_says_what_is_wrong(
    inside: Command, address: str, question: str, said: str
) -> None:
    with open_database(address) as database:
        load(database, many(2))
        before = dump(database)
    done = inside("query", question, "--db", address)
    assert done.returncode == 1 and said in done.stderr and done.stderr.count("\n") == 1
    with open_database(address) as database:
        assert dump(database) == before


@pytest.mark.parametrize("question", ["ATTACH 'autre.db' AS autre", "VACUUM INTO 'autre.db'"])
def test_a_query_makes_no_file(inside: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    monkeypatch.chdir(tmp_path)
    with open_database("presse.db") as database:
        load(database, many(1))
    done = inside("query", question, "--db", "presse.db")
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert not Path("autre.db").exists()


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_export_writes_views(inside: Command, tmp_path: Path, address: str, form: str) -> None:
    with open_database(address) as database:
        load(database, [*many(3), Release("z.txt", title="=1+1").record()])
        held = rows(database, "SELECT id, title FROM documents_in_force")
    done = inside("export", tmp_path, "--to", form, "--views", "--db", address)
    assert done.returncode == 0 and f"{len(VIEWS)} views" in done.stdout, done.stderr
    assert sorted(path.name for path in tmp_path.glob(f"*.{form}")) == sorted(f"{name}.{form}" for name in VIEWS)
    columns = [
        "id", "file", "title", "subtitle", "published", "kind", "format", "language", "place", "issuer", "issuer_id",
        "authors", "embargo", "replaces", "characters_read", "not_understood", "text",
    ]  # fmt: skip
    found = _read(tmp_path / f"documents_in_force.{form}", form, columns)
    shown = {"=1+1": "'=1+1"} if form == "csv" else {}  # a formula that a spreadsheet would run
    assert [(row[0], row[2]) for row in found] == [(key, shown.get(title, title)) for key, title in sorted(held)]


def test_a_workbook_has_a_sheet_for_each_view(inside: Command, tmp_path: Path, address: str) -> None:
    release = Release("z.txt", title="=1+1")
    release.say("Une cloche \a sonne.")
    release.figure("270 entreprises", 270, of="entreprises")
    with open_database(address) as database:
        load(database, [release.record()])
    assert inside("export", tmp_path, "--excel", "--db", address).returncode == 0
    book = openpyxl.load_workbook(tmp_path / "pressmine.xlsx")
    assert book.sheetnames == list(VIEWS)
    head, line = book["documents_in_force"].iter_rows()
    cells = {name.value: cell for name, cell in zip(head, line, strict=True)}
    assert (cells["title"].value, cells["title"].data_type) == ("=1+1", "s"), "a text is no formula"
    assert "Une cloche \ufffd sonne." in cells["text"].value
    figures = list(book["figures_by_body"].values)
    assert figures[1][figures[0].index("amount")] == 270
    for wrong in ([], ["--excel", "--to", "csv"]):
        assert "say a format" in inside("export", tmp_path, *wrong, "--db", address).stderr


def test_a_run_and_a_load_of_its_records_are_one_collection(
    inside: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "Recipe", FakeRecipe)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "communiques"
    folder.mkdir()
    (folder / "a.txt").write_text("Texte")
    assert inside("run", folder, "--out", "sortie", "--db", "presse.db").returncode == 0
    for where in ("sortie", "sortie/records", "sortie/records.jsonl"):
        said = inside("load", where, "--db", "presse.db").stdout
        assert "collection communiques: 0 added, 0 replaced, 1 unchanged" in said
    with open_database("presse.db") as database:
        assert rows(database, "SELECT collection, source FROM sources") == [("communiques", "a.txt")]
    assert sorted(path.name for path in tmp_path.glob("[!p]*")) == ["communiques", "sortie"], "no ./output unasked"
    done = inside("load", "sortie")
    assert done.returncode == 1 and "--db" in done.stderr and not (tmp_path / "output").exists()


def test_bodies_and_people_are_listed_merged_and_split(inside: Command, address: str) -> None:
    def release(number: int, name: str) -> Record:
        made = Release(f"{number}.txt", title=f"Communiqué {number}")
        made.person("Anne Morel", "directrice", made.organisation(name, issuer=True, domain="alpin.example"))
        return made.record()

    with open_database(address) as database:
        load(database, [release(1, "Pôle Alpin"), release(2, "Pôle Alpin"), release(3, "Groupe Alpin")])
    listed = [line.split(maxsplit=2) for line in inside("bodies", "list", "--db", address).stdout.splitlines()]
    assert [(count, name) for _, count, name in listed] == [
        ("2", "Pôle Alpin  (association, domain alpin.example)"),
        ("1", "Groupe Alpin  (association, domain alpin.example)"),
    ]
    first, second = listed[0][0], listed[1][0]
    assert "the same domain" in inside("bodies", "list", "--candidates", "--db", address).stdout
    assert "the same name: anne morel" in inside("people", "list", "--candidates", "--db", address).stdout
    assert inside("bodies", "merge", first, second, "--db", address).stdout == f"{first}\n"
    assert inside("bodies", "list", "groupe", "--db", address).stdout.startswith(f"{first}      3  Groupe Alpin")
    assert inside("people", "list", "morel", "--db", address).stdout.split()[1:4] == ["3", "Anne", "Morel"]
    done = inside("bodies", "split", first, "--name", "Groupe Alpin", "--db", address)
    assert len(done.stdout.split()) == 2
    people = [line.split()[0] for line in inside("people", "list", "--db", address).stdout.splitlines()]
    assert len(people) == 2
    kept = inside("people", "merge", *people, "--db", address).stdout.strip()
    assert kept == people[0]
    assert len(inside("people", "split", kept, "--document", "3.txt", "--db", address).stdout.split()) == 2
    with open_database(address) as database, database.reading() as connection:
        actions = connection.execute(text("SELECT kind, action FROM corrections ORDER BY number")).all()
    assert [tuple(row) for row in actions] == [
        ("body", "merge"),
        ("body", "split"),
        ("person", "merge"),
        ("person", "split"),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"value": 4000000', '"value": 1e999'), "infinite or no number"),
        (('"title": "', '"title": "\\ud800'), "not valid JSON"),
        (('"source": "', f'"source": "{"x" * 3000}'), "longer than 2000 bytes"),
        (('"embargo": null', '"embargo": "demain"'), "not a date-time"),
        (('"schema_version": "1.1.0"', '"schema_version": "1.1.0", "colour": "red"'), "colour: Extra inputs"),
    ],
)
def test_what_no_database_can_hold_is_refused_in_words(
    inside: Command, tmp_path: Path, address: str, change: tuple[str, str], said: str
) -> None:
    good, other = (to_line(record) for record in many(2))
    assert change[0] in other
    (tmp_path / "r.jsonl").write_text(other.replace(*change, 1) + good)
    done = inside("load", tmp_path / "r.jsonl", "--db", address)
    assert done.returncode == 3, done.stderr
    assert "line 1: " in done.stderr and said in done.stderr
    assert "1 added" in done.stdout


def test_an_interrupted_load_keeps_whole_documents_and_goes_on(tmp_path: Path, address: str) -> None:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    command = [sys.executable, "-m", "pressmine", "load", "-", "--db", address]
    lines = [to_line(record).encode() for record in many(250)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}
    ) as loader:
        assert loader.stdin is not None and loader.stderr is not None
        loader.stdin.write(b"".join(lines[:150]))
        loader.stdin.flush()
        _wait_for(address, 100)
        loader.send_signal(signal.SIGINT)
        said = loader.stderr.read().decode()
        loader.stdin.close()
    assert loader.returncode == 130 and "Traceback" not in said, said
    with open_database(address) as database:
        assert one(database, "SELECT count(*) FROM documents") == 100
        assert load(database, many(250), "stdin").added == 150


def _wait_for(address: str, documents: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with open_database(address) as database:
            if one(database, "SELECT count(*) FROM documents") == documents:
                return
        time.sleep(0.05)
    raise AssertionError(f"{documents} documents were expected")
