"""Corrections: they win at every run, find their place again, and say so where they can't."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pressmine
from pressmine import rulebook
from pressmine.cli import main
from pressmine.corrections import Correction, add_to_list, corrected, known_bodies, read_corrections
from pressmine.corrections.places import around, place_of
from pressmine.errors import RunError
from pressmine.evaluate import judge_corrections, own_values
from pressmine.record import Record
from pressmine.sinks.json_text import to_json_and_line
from tests.conftest import ROOT, Command

TEXT = (ROOT / "examples/communique.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def record(pm: pressmine.Pressmine) -> Record:
    return pm.extract_text(TEXT)


def at(field: str, action: str, text: str, value: dict[str, Any] | None = None, nth: int = 0) -> Correction:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    before, after = around(TEXT, start, start + len(text))
    said = {"source": "text.txt", "field": field, "action": action, "start": start, "end": start + len(text)}
    return Correction.model_validate({**said, "text": text, "before": before, "after": after, "value": value or {}})


def names(record: Record) -> set[str]:
    return {organisation.name for organisation in record.organisations}


def test_a_rejected_body_is_gone_with_all_that_names_it(record: Record) -> None:
    name = next(o.name for o in record.organisations if o.name.startswith("Orvelle"))
    mended = corrected(record, [at("organisations", "reject", "Orvelle SA")])
    assert name in names(record) and name not in names(mended)
    assert all(person.organisation in {o.ref for o in mended.organisations} | {None} for person in mended.persons)
    assert mended.document.issuer is None


def test_a_date_is_changed_and_says_who_did_it(record: Record) -> None:
    mended = corrected(record, [at("dates", "change", "1998", {"value": "1999"})])
    (date,) = [date for date in mended.dates if date.text == "1998"]
    assert (date.value, date.source, date.confidence) == ("1999", "correction", 1)


def test_a_person_gets_a_body_by_its_name(record: Record) -> None:
    mended = corrected(record, [at("persons", "change", "Marc Lenoir", {"organisation": "Ville de Dreux"})])
    (person,) = [person for person in mended.persons if person.name == "Marc Lenoir"]
    assert person.organisation == next(o.ref for o in mended.organisations if o.name == "Ville de Dreux")


def test_a_value_is_added_where_the_text_says_it(record: Record) -> None:
    mended = corrected(record, [at("organisations", "add", "serres", {"type": "other"})])
    (added,) = [o for o in mended.organisations if o.name == "serres"]
    assert [mention.source for mention in added.mentions] == ["correction"]


def test_the_head_is_changed(record: Record) -> None:
    said = Correction(source="text.txt", field="document", action="change", value={"title": "Un atelier à Dreux"})
    assert corrected(record, [said]).document.title == "Un atelier à Dreux"


def test_those_of_another_article_are_passed_over(record: Record) -> None:
    other = at("dates", "reject", "1998").model_copy(update={"source": "autre.txt"})
    assert corrected(record, [other]) == record


@pytest.mark.parametrize("line", ["", "Une ligne de plus.\n\n", "Une année, 1998, se glisse devant.\n\n"])
def test_it_finds_its_characters_again(line: str) -> None:
    correction = at("dates", "change", "1998", {"value": "1999"})
    text = line + TEXT
    start = text.rindex("1998")
    assert place_of(correction, text) == (start, start + 4)


def test_a_draw_decides_nothing() -> None:
    lost = Correction(
        source="a", field="dates", action="reject", start=900, end=904, text="1998", before="x", after="y"
    )
    assert place_of(lost, "En 1998 ou en 1998 ?") is None


def test_what_can_not_be_found_is_said(record: Record) -> None:
    lost = at("dates", "reject", "1998").model_copy(update={"text": "1789"})
    mended = corrected(record, [lost])
    assert [note.code for note in mended.diagnostics][-1] == "correction-not-found"
    assert mended.dates == record.dates


def test_what_makes_no_record_is_said(record: Record) -> None:
    mended = corrected(record, [at("dates", "change", "1998", {"value": "jadis"})])
    assert [note.code for note in mended.diagnostics][-1] == "correction-not-valid"
    assert mended.dates == record.dates


def test_the_later_of_two_counts(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    lines = [at("dates", "change", "1998", {"value": value}).model_dump_json() + "\n" for value in ("1997", "1999")]
    path.write_text("".join(lines), encoding="utf-8")
    assert [correction.value for correction in read_corrections(path)] == [{"value": "1999"}]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not valid JSON"),
        ('{"source": "a", "field": "dates", "action": "reject"}', "needs start, end and text"),
        ('{"source": "a", "field": "dates", "action": "drop"}', "action"),
        ('{"source": "a", "field": "document", "action": "change"}', "change needs a value"),
    ],
)
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(RunError, match=message) as raised:
        read_corrections(path)
    assert "line 2" in str(raised.value)


def test_a_run_takes_the_corrections_beside_its_records(tmp_path: Path) -> None:
    articles, out = tmp_path / "articles", tmp_path / "out"
    articles.mkdir()
    (articles / "text.txt").write_text(TEXT, encoding="utf-8")

    def run() -> dict[str, Any]:
        with pytest.raises(SystemExit) as left:
            main(["run", str(articles), "--out", str(out), "--workers", "1"])
        assert left.value.code == 0
        found: dict[str, Any] = json.loads((out / "records/text.txt.json").read_text(encoding="utf-8"))
        return found

    def year(found: dict[str, Any]) -> list[str]:
        return [date["value"] for date in found["dates"] if date["text"] == "1998"]

    assert year(run()) == ["1998"]
    correction = at("dates", "change", "1998", {"value": "1999"})
    (out / "corrections.jsonl").write_text(correction.model_dump_json() + "\n", encoding="utf-8")
    assert year(run()) == ["1999"]
    (articles / "text.txt").write_text("Un chapeau de plus.\n\n" + TEXT, encoding="utf-8")
    assert year(run()) == ["1999"]


MENDED = [
    at("organisations", "add", "serres", {"name": "Serres du Perche", "type": "company"}),
    at("organisations", "accept", "Ville de Dreux"),
    at("organisations", "reject", "Orvelle SA"),
    at("dates", "change", "1998", {"value": "1999"}),
    at("persons", "accept", "Marc Lenoir"),
    Correction(source="text.txt", field="document", action="change", value={"title": "Un atelier à Dreux"}),
]


def test_corrections_are_gold_for_what_they_speak_of(record: Record) -> None:
    found = [(v.field, v.outcome, v.what) for v in judge_corrections(record, MENDED)]
    assert found == [
        ("organisations", "missed", "serres"),
        ("organisations", "right", "Ville de Dreux"),
        ("organisations", "surplus", "Orvelle SA"),
        ("dates.span", "right", "1998"),
        ("dates.value", "surplus", "got '1998', want '1999'"),
        ("dates.value", "missed", "got '1998', want '1999'"),
        ("persons", "right", "Marc Lenoir"),
        ("title", "surplus", f"got {record.document.title!r}, want 'Un atelier à Dreux'"),
        ("title", "missed", f"got {record.document.title!r}, want 'Un atelier à Dreux'"),
    ]
    assert own_values(record) == 0
    mended = corrected(record, MENDED)
    assert own_values(mended) > 0
    wrong = [v.what for v in judge_corrections(mended, MENDED) if v.outcome != "right"]
    assert wrong == [], "what a correction made is what it asks for"


def test_bodies_that_were_corrected_go_to_the_known_list(tmp_path: Path, inside: Command) -> None:
    assert list(known_bodies(MENDED)) == [("Serres du Perche", "serres", "company"), ("Ville de Dreux", "", "")]
    path = tmp_path / "bodies.csv"
    path.write_text("name,type,siren\nVILLE DE DREUX,local_authority,", encoding="utf-8")
    lines = tmp_path / "corrections.jsonl"
    lines.write_text("".join(c.model_dump_json() + "\n" for c in MENDED), encoding="utf-8")
    assert inside("bodies", "known", lines, "--into", path).stdout == f"{path}: 1 added\n"
    text = path.read_text(encoding="utf-8")
    assert text == "name,type,siren\nVILLE DE DREUX,local_authority,\nSerres du Perche,company,\n"
    assert inside("bodies", "known", lines, "--into", path).stdout == f"{path}: 0 added\n"
    assert path.read_text(encoding="utf-8") == text
    printed = inside("bodies", "known", lines).stdout
    assert printed == "name;aliases;type\nSerres du Perche;serres;company\nVille de Dreux;;\n"
    path.write_text("no,list\n", encoding="utf-8")
    with pytest.raises(RunError, match="can't be added to: column 1 is unknown"):
        add_to_list(path, known_bodies(MENDED))


def test_corrections_become_tests_that_fail_until_a_rule_is_written(tmp_path: Path, inside: Command) -> None:
    lines, rules = tmp_path / "corrections.jsonl", tmp_path / "drafts.yaml"
    lines.write_text("".join(c.model_dump_json() + "\n" for c in MENDED), encoding="utf-8")
    draft = inside("rules", "new", "--from-correction", lines).stdout
    rules.write_text(draft, encoding="utf-8")
    book = rulebook.open_book([rules], installed=False)
    assert book.errors == []
    assert sorted((rule.spec.id, bool(failed)) for rule, failed in rulebook.tested(book)) == [
        ("corrections.dates-1", True),
        ("corrections.no-names-1", True),
        ("corrections.organisations-1", True),
    ]
    written = draft.replace(
        "    find:\n      pattern: REMPLACER  # par un motif",
        "    find: {terms: [serres]}\n    set: {name: Serres du Perche, type: company}",
        1,
    )
    rules.write_text(written, encoding="utf-8")
    failing = [rule.spec.id for rule, failed in rulebook.tested(rulebook.open_book([rules], installed=False)) if failed]
    assert sorted(failing) == ["corrections.dates-1", "corrections.no-names-1"]
    accepted = [c for c in MENDED if c.action == "accept"]
    lines.write_text("".join(c.model_dump_json() + "\n" for c in accepted), encoding="utf-8")
    done = inside("rules", "new", "--from-correction", lines)
    assert accepted and done.returncode == 1 and done.stdout == "" and "asks for no rule" in done.stderr


def test_evaluate_takes_corrections(record: Record, tmp_path: Path, inside: Command) -> None:
    lines, records = tmp_path / "corrections.jsonl", tmp_path / "records.jsonl"
    lines.write_text("".join(c.model_dump_json() + "\n" for c in MENDED), encoding="utf-8")
    records.write_text(to_json_and_line(record)[1], encoding="utf-8")
    done = inside("evaluate", records, lines)
    assert "6 corrections, 0 of articles without a record" in done.stdout and done.returncode == 0
    records.write_text(to_json_and_line(corrected(record, MENDED))[1], encoding="utf-8")
    assert "hold corrections already" in inside("evaluate", records, lines).stderr
