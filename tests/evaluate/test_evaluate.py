"""Measuring: each kind of error is counted once, in its field, and a perfect record is perfect."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pressmine
from pressmine.cli import main
from pressmine.errors import RunError
from pressmine.evaluate import Gold, Verdict, judge, load_gold, scores
from pressmine.record import Record
from pressmine.sinks.json_text import to_json_and_line
from tests.conftest import ROOT

TEXT = (ROOT / "examples/communique.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def record(pm: pressmine.Pressmine) -> Record:
    return pm.extract_text(TEXT)


def gold_of(record: Record) -> dict[str, Any]:
    """Gold that says what the record says."""
    names = {o.ref: o.name for o in record.organisations} | {p.ref: p.name for p in record.persons}
    return {
        "document": record.document.source,
        "title": record.document.title,
        "published": record.document.published,
        "place": record.document.place,
        "issuer": [names[record.document.issuer]] if record.document.issuer else [],
        "organisations": [{"name": o.name, "type": o.type} for o in record.organisations],
        "persons": [
            {"name": p.name, "function": p.function, "organisation": names.get(p.organisation or "")}
            for p in record.persons
        ],
        "dates": [{"text": d.text, "value": d.value} for d in record.dates],
        "figures": [
            {"text": f.text, "nth": 1 + [g.text for g in record.figures[:n]].count(f.text), "kind": f.kind,
             "value": f.value, "unit": f.unit, "of": f.of, "approx": f.approx}
            for n, f in enumerate(record.figures)
        ],
        "signatories": [{"name": s.name, "role": s.role} for s in record.signatories],
        "quotes": [
            {"begins": " ".join(q.text.split()[:5]), "ends": " ".join(q.text.split()[-5:]),
             "speaker": names.get(q.speaker or "")}
            for q in record.quotes
        ],
        "contacts": [{"name": c.name, "phones": c.phones, "emails": c.emails} for c in record.contacts],
    }  # fmt: skip


def errors(record: Record | None, gold: dict[str, object]) -> list[tuple[str, str]]:
    found = judge(record, Gold.model_validate(gold), TEXT)
    return [(verdict.field, verdict.outcome) for verdict in found if verdict.outcome != "right"]


def test_a_record_that_says_what_gold_says_has_no_error(record: Record) -> None:
    assert errors(record, gold_of(record)) == []
    found = scores(judge(record, Gold.model_validate(gold_of(record)), TEXT))
    assert {score.f1 for score in found if score.gold} == {1.0}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "Autre titre"}, [("title", "surplus"), ("title", "missed")]),
        ({"published": "2024-03-30"}, [("published", "surplus"), ("published", "missed")]),
        ({"published": None}, [("published", "surplus")]),
        ({"place": "Chartres"}, [("place", "surplus"), ("place", "missed")]),
        ({"issuer": []}, [("issuer", "surplus")]),
        ({"issuer": ["Belsolia"]}, [("issuer", "surplus"), ("issuer", "missed")]),
        ({"quotes": []}, [("quotes", "surplus")]),
        ({"contacts": [{"name": "Marc Lenoir", "phones": ["+33237001234"]}]}, [("contacts", "surplus")]),
        ({"contacts": []}, [("contacts", "surplus")] * 2),
    ],
)  # fmt: skip
def test_each_error_counts_in_its_field(
    record: Record, change: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert errors(record, gold_of(record) | change) == expected


def test_a_date_of_another_value_is_missed_and_too_much(record: Record) -> None:
    gold = gold_of(record)
    first, *rest = gold["dates"]
    gold["dates"] = [first | {"value": "1999-01-01"}, *rest]
    assert errors(record, gold) == [("dates.value", "surplus"), ("dates.value", "missed")]
    gold["dates"] = [first | {"values": ["1999-01-01", first["value"]]}, *rest]
    assert errors(record, gold) == []
    gold["dates"] = [*rest]
    assert errors(record, gold) == [("dates.span", "surplus"), ("dates.value", "surplus")]
    gold["dates"] = [first | {"optional": True}, *rest]
    assert errors(record, gold) == []


def test_what_is_counted_is_judged_by_its_head(record: Record) -> None:
    gold = gold_of(record)
    figures = [dict(figure) for figure in gold["figures"]]
    figures[0]["of"] = "tonnes"
    assert errors(record, gold | {"figures": figures}) == [("figures.of", "missed")]


def test_a_person_without_a_body_in_gold(record: Record) -> None:
    gold = gold_of(record)
    persons = [dict(person) for person in gold["persons"]]
    persons[0]["organisation"] = None
    assert errors(record, gold | {"persons": persons}) == [("persons.organisation", "surplus")]
    del persons[0]["organisation"]
    assert errors(record, gold | {"persons": persons}) == []


def test_without_a_record_everything_is_missed(record: Record) -> None:
    found = errors(None, gold_of(record))
    assert {outcome for _, outcome in found} == {"missed"}
    assert {"organisations", "dates.value", "quotes", "title", "issuer"} <= {field for field, _ in found}


def test_an_error_names_the_rule_that_answers_for_it(record: Record) -> None:
    found: list[Verdict] = judge(record, Gold.model_validate(gold_of(record) | {"quotes": []}), TEXT)
    (surplus,) = [verdict for verdict in found if verdict.outcome != "right"]
    assert surplus.source == record.quotes[0].source
    assert surplus.bounds == (record.quotes[0].start, record.quotes[0].end)


def test_the_gold_of_the_corpus_can_be_read() -> None:
    assert len(list(load_gold(ROOT / "corpus"))) >= 40


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not valid JSON"),
        ("[]", "valid dictionary"),
        ('{"document": 3}', "document: Input should be a valid string"),
    ],
)
def test_gold_that_is_none_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "a.gold.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RunError, match=message) as raised:
        list(load_gold(tmp_path))
    assert "a.gold.json" in str(raised.value)


def test_the_command_prints_fails_and_compares(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, lines = tmp_path / "gold", tmp_path / "records.jsonl"
    gold.mkdir()
    said = gold_of(record) | {"quotes": [{"begins": "Un atelier", "ends": "40 emplois"}]}
    (gold / "text.gold.json").write_text(json.dumps(said), encoding="utf-8")
    lines.write_text(to_json_and_line(record)[1], encoding="utf-8")
    figures, page = tmp_path / "figures.json", tmp_path / "page.html"

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["evaluate", str(lines), str(gold), *arguments])
        shown = capsys.readouterr()
        return int(left.value.code or 0), shown.out, shown.err

    code, out, _ = run("--json", str(figures), "--errors", "--page", str(page))
    assert code == 0
    assert "quotes | surplus" in out
    assert json.loads(figures.read_text(encoding="utf-8"))["dates.value"]["f1"] == 1
    assert "Content-Security-Policy" in page.read_text(encoding="utf-8")
    code, _, err = run("--fail-under", "quotes=0.9", "--fail-under", "dates.value=1")
    assert (code, err) == (3, "pressmine: quotes is at 0.000, below 0.9\n")
    assert "+0.000" in run("--baseline", str(figures))[1]
    assert run("--fail-under", "quotes")[0] == 1
    assert "no field is called 'quote'" in run("--fail-under", "quote=1")[2]


def test_what_the_gold_does_not_judge_has_no_rate_and_fails_no_baseline(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, gold = tmp_path / "records.jsonl", tmp_path / "gold"
    lines.write_text(to_json_and_line(record)[1], encoding="utf-8")
    gold.mkdir()
    (gold / "text.gold.json").write_text(json.dumps({"document": "text", "title": record.document.title}), "utf-8")
    figures = tmp_path / "before.json"
    figures.write_text(json.dumps({"quotes": {"f1": 0.9, "gold": 5, "found": 5}}), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["evaluate", str(lines), str(gold), "--baseline", str(figures), "--no-worse", "0"])
    out = capsys.readouterr().out
    assert left.value.code == 0
    (row,) = [line.split() for line in out.splitlines() if line.startswith("quotes ")]
    assert row == ["quotes", "0", "0", "—", "—", "—", "—", "—"]
    with pytest.raises(SystemExit) as left:
        main(["evaluate", str(lines), str(gold), "--fail-under", "quotes=0.9"])
    assert (left.value.code, capsys.readouterr().err) == (3, "pressmine: quotes is not in this gold, below 0.9\n")
