"""Exchange with other tools: offsets are exact with emoji and decomposed accents, and what goes out comes back."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pressmine
from pressmine import cli_exchange
from pressmine.exchange import FORMS, IMPORTED, annotations_of, corrections_from, read_form, shown_in, write_form
from pressmine.exchange.offsets import Utf16
from pressmine.exchange.tools import to_conll, to_labelstudio
from pressmine.exchange.web import to_ics, to_jsonld, to_ninjs
from pressmine.record import Record
from pressmine.sinks.json_text import to_line
from tests.conftest import ROOT, Command

TEXT = (ROOT / "examples/communique.txt").read_text(encoding="utf-8")
ODD = TEXT.replace("Dreux, le 29", "🎉 Dreux, le 29").replace(
    "La société", unicodedata.normalize("NFD", "Réélue, 🌱👩\u200d🔧 la société")
)


@pytest.fixture(scope="module")
def records(pm: pressmine.Pressmine) -> list[Record]:
    texts = [TEXT, ODD.replace("\n", "\r\n")]
    found = [pm.extract_text(text) for text in texts]
    names = ["sous/a.txt", "b.txt"]
    return [
        record.model_copy(update={"document": record.document.model_copy(update={"source": name})})
        for record, name in zip(found, names, strict=True)
    ]


@given(st.text(alphabet="ab🌱é\u0301\r\n", max_size=40))
def test_code_points_and_utf_16_are_two_counts_of_one_place(text: str) -> None:
    at = Utf16(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le")) // 2
        assert at.to_utf16(point) == unit
        assert at.to_points(unit) == point


@pytest.mark.parametrize("form", IMPORTED)
def test_what_goes_out_comes_back(form: cli_exchange.Imported, records: list[Record], tmp_path: Path) -> None:
    write_form(form, records, tmp_path)
    files = {"labelstudio": "tasks.jsonl", "spacy": "spans.jsonl", "conll": "articles.conll"}
    where = tmp_path / files[form] if form in files else tmp_path
    back = dict(read_form(form, where, [record.document.source for record in records]))
    for record in records:
        said = annotations_of(record)
        came = back[record.document.source]
        if form == "conll":  # it has one label a token: the widest
            assert set(came) < set(said)
            assert len(came) > 8
        else:
            assert sorted(came) == said
        assert list(corrections_from(record, came, shown_in(form, record))) == []
        first, *rest = sorted(came)
        (gone,) = corrections_from(record, rest, shown_in(form, record))
        assert (gone.action, gone.start, gone.end) == ("reject", first.start, first.end)


@pytest.mark.parametrize("form", ["brat", "cas"])
def test_articles_whose_names_are_alike_have_files_of_their_own(
    form: cli_exchange.Imported, records: list[Record], tmp_path: Path
) -> None:
    names = ["a b.txt", "a_b.txt", "a+b.txt", "a/b.txt", "a__b.txt", "re\u0301.txt", "ré.txt"]
    plain, odd = records
    found = [
        record.model_copy(update={"document": record.document.model_copy(update={"source": name})})
        for name, record in zip(names, (plain, odd) * 4, strict=False)
    ]
    write_form(form, found, tmp_path)
    back = dict(read_form(form, tmp_path, names))
    assert [sorted(back[record.document.source]) for record in found] == [annotations_of(record) for record in found]
    if form == "brat":
        assert {"a_b.txt.ann", "a__b.txt.ann", "ré.txt.ann"} < {path.name for path in tmp_path.iterdir()}


def test_import_says_what_it_read(inside: Command, records: list[Record], tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_text("".join(to_line(record) for record in records), encoding="utf-8")
    write_form("brat", records, tmp_path / "brat")
    done = inside("import", tmp_path / "brat", "--from", "brat", "--records", lines)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "pressmine: 2 articles, 0 corrections\n")
    done = inside("import", lines, "--from", "brat", "--records", lines)
    assert done.returncode == 1 and "holds none of the articles of" in done.stderr


def test_label_studio_counts_in_utf_16(records: list[Record]) -> None:
    task = json.loads(to_labelstudio(records[1]))
    units = task["data"]["text"].encode("utf-16-le")
    for result in task["predictions"][0]["result"]:
        value = result["value"]
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]


@pytest.mark.parametrize(
    "word",
    [
        "Re\u0301e\u0301lue",
        "pay\u00adsage",
        "plate\u200bforme",
        "👩\u200d🔧",
        "❤\ufe0f",
        "👍🏽",
        "e\u0301\u0300te",
        "l",
        "🌱",
    ],
)
def test_conll_keeps_a_word_whole(records: list[Record], word: str) -> None:
    text = f"{word} {word}, ({word}) 2024\u200b"
    record = records[0].model_copy(
        update=dict.fromkeys(("organisations", "persons", "places", "dates", "figures", "quotes"), ()) | {"text": text}
    )
    tokens = [line.split("\t")[0] for line in to_conll(record).splitlines() if "\t" in line]
    assert tokens == [word, word, ",", "(", word, ")", "2024", "\u200b"]


def test_a_changed_annotation_is_a_correction(records: list[Record]) -> None:
    record = records[0]
    first, *rest = annotations_of(record)
    (correction,) = corrections_from(record, rest)
    assert (correction.action, correction.text) == ("reject", record.text[first.start : first.end])
    added = first.__class__(record.text.index("serres"), record.text.index("serres") + 6, "ORG")
    (correction,) = corrections_from(record, [first, *rest, added])
    assert (correction.action, correction.field, correction.text) == ("add", "organisations", "serres")


def test_json_ld_links_what_it_names(records: list[Record]) -> None:
    graph = json.loads(to_jsonld(records[0]))["@graph"]
    known = {item["@id"] for item in graph}
    assert {mention["@id"] for mention in graph[0]["mentions"]} <= known
    person = next(item for item in graph if item.get("name") == "Claire Vasseur")
    assert person["jobTitle"] == "directrice générale" and person["worksFor"]["@id"] in known


def test_ninjs_says_its_version_and_holds_the_text(records: list[Record]) -> None:
    schema = json.loads((ROOT / "schemas/ninjs-3.1-item.json").read_bytes())
    under = records[0].document.model_copy(update={"embargo": "2024-03-29T10:00:00+01:00", "title": None})
    for record in (*records, records[0].model_copy(update={"document": under, "organisations": (), "persons": ()})):
        jsonschema.Draft202012Validator(schema).validate(json.loads(to_ninjs(record)))
    item = json.loads(to_ninjs(records[0]))
    assert (item["standard"]["name"], item["standard"]["version"]) == ("ninjs", "3.1")
    assert item["standard"]["schema"] == "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
    assert item["bodies"][0]["value"] == records[0].text
    assert item["headlines"][0]["value"] == records[0].document.title


def test_ninjs_says_where_by_whom_and_how_to_reach_them(pm: pressmine.Pressmine) -> None:
    text = (
        "Dreux, le 29 mars 2024\n\nOrvelle ouvre un atelier à Dreux\n\nPar Lucie Brémond\n\n"
        "La société Orvelle SA (SIREN 732 829 320) ouvre un atelier à Dreux, annonce Claire Vasseur, sa directrice.\n\n"
        "Contacts presse\nOrvelle – Claire Vasseur – 02 37 00 12 34 – presse@orvelle.example\n"
    )
    record = pm.extract_text(text)
    issuer = next(o.ref for o in record.organisations if o.name.startswith("Orvelle"))
    people = {person.name: person.ref for person in record.persons}
    head = {"issuer": issuer, "authors": (people["Lucie Brémond"],), "place": "Dreux"}
    record = record.model_copy(update={"document": record.document.model_copy(update=head)})
    item = json.loads(to_ninjs(record))
    schema = json.loads((ROOT / "schemas/ninjs-3.1-item.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(item)
    assert (item["by"], item["located"]) == ("Lucie Brémond", "Dreux")
    reach = [
        {"type": "phone", "role": "press", "name": "Claire Vasseur", "value": "+33237001234"},
        {"type": "email", "role": "press", "name": "Claire Vasseur", "value": "presse@orvelle.example"},
    ]
    (source,) = item["infoSources"]
    assert (source["role"], source["literal"], source["contactInfo"]) == ("issuer", "732829320", reach)
    body = next(o for o in item["organisations"] if o["name"] == source["name"])
    assert (body["literal"], body["contactInfo"]) == ("732829320", reach)
    by_name = {person["name"]: person for person in item["people"]}
    assert by_name["Claire Vasseur"]["contactInfo"] == reach
    assert by_name["Lucie Brémond"]["literal"] == people["Lucie Brémond"]
    assert "contactInfo" not in by_name["Lucie Brémond"]


def test_a_calendar_has_the_days_that_are_known(records: list[Record]) -> None:
    text = to_ics(iter(records[:1]))
    assert text.startswith("BEGIN:VCALENDAR")
    assert "DTSTART;VALUE=DATE:20240328" in text and "DTEND;VALUE=DATE:20240329" in text
    assert text == to_ics(iter(records[:1]))


def test_a_calendar_speaks_the_language_of_the_document(records: list[Record]) -> None:
    english = records[0].model_copy(update={"document": records[0].document.model_copy(update={"language": "en"})})
    assert "SUMMARY:événement : Orvelle ouvre à Dreux" in to_ics(iter(records[:1]))
    assert "SUMMARY:event: Orvelle ouvre à Dreux" in to_ics(iter([english]))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_and_the_same_twice(
    form: cli_exchange.Form, records: list[Record], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        assert write_form(form, records, tmp_path / name) == 2
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two and one


def test_the_command_line_knows_the_same_forms() -> None:
    assert get_args(cli_exchange.Form) == FORMS
    assert get_args(cli_exchange.Imported) == IMPORTED
