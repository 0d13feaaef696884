"""The tables of known names: sorted, no form twice, valid types and countries; and what a bad table says."""

from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path
from typing import get_args

import phonenumbers
import pytest

import pressmine
from pressmine.french.known import Names, TableError, bodies, is_body, read_table, tables
from pressmine.record_types import OrganisationType

HEAD = "name;aliases;acronym;type;country;ambiguous;note"
THINGS = {
    "product", "software", "brand", "vehicle", "drug", "ship", "event", "fair", "programme", "law", "tax", "prize",
    "competition", "work", "place", "building", "index",
}  # fmt: skip
TABLES = [*tables("bodies"), *tables("things")]


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_is_sorted_and_its_cells_are_valid(path: Path) -> None:
    assert path.read_text(encoding="utf-8").split("\n", 1)[0] == HEAD
    rows = cells(path)
    names = [row["name"] for row in rows]
    assert names == sorted(names), "sort the rows by name, as code points"
    types = set(get_args(OrganisationType)) if path.parent.name == "bodies" else THINGS
    for row in rows:
        assert row["type"] in types, row
        assert row["country"] in ("", *phonenumbers.SUPPORTED_REGIONS), row
        assert row["ambiguous"] in ("", "yes"), row
        for text in row.values():
            assert text == " ".join(text.split()) and "’" not in text, row


@pytest.mark.parametrize("kind", ["bodies", "things"])
def test_no_name_or_alias_stands_twice(kind: str) -> None:
    rows = [row for path in tables(kind) for row in cells(path)]
    forms = Counter(form for row in rows for form in (row["name"], *row["aliases"].split("|")))
    assert [form for form, count in forms.items() if form and count > 1] == []


def test_an_acronym_is_no_other_bodys_name() -> None:
    rows = [row for path in tables("bodies") for row in cells(path)]
    names = {form: row["name"] for row in rows for form in (row["name"], *row["aliases"].split("|"))}
    assert [r["acronym"] for r in rows if r["acronym"] and names.get(r["acronym"], r["name"]) != r["name"]] == []


def test_a_name_is_found_whatever_its_capitals_hyphens_and_article() -> None:
    assert bodies().get("ademe") is bodies().get("agence de la transition ecologique") is not None
    assert is_body("la Croix-Rouge") and is_body("croix rouge") and not is_body("Valdor")
    assert not is_body("Carrefour"), "a common word bears the name, too"


def test_fifteen_thousand_rows_cost_little(tmp_path: Path) -> None:
    rows = "".join(f"Société Valdor {n} du Morvelin;Valdor {n};VM{n};company;FR;;\n" for n in range(15_000))
    (tmp_path / "a.csv").write_text(f"{HEAD}\n{rows}", encoding="utf-8")
    start = time.process_time()
    found = Names(read_table(tmp_path / "a.csv")).get("valdor 14999")
    assert found is not None and found.name == "Société Valdor 14999 du Morvelin"
    assert time.process_time() - start < 3, "the table is read in a fraction of a second on an idle machine"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty"),
        ("nom;type\nValdor;company\n", 1, "column 1 is unknown"),
        ("type\ncompany\n", 1, "the column `name` is missing"),
        ("name;name\nA;B\n", 1, "a column stands twice"),
        ("name;type\nValdor\n", 2, "expected 2 cells"),
        ("name;type\n;company\n", 2, "the name is empty"),
        ("name;ambiguous\nValdor;oui\n", 2, "`ambiguous` is yes or left empty"),
    ],
)
def test_a_bad_table_says_where_and_why(tmp_path: Path, text: str, line: int, message: str) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message) as error:
        list(read_table(tmp_path / "a.csv"))
    assert error.value.line == line


def test_a_users_own_list_wins(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text(
        "name;aliases;type;siren\nOrvelle Participations;Linux|Orvelle;company;732 829 320\nParis;;company;\n",
        encoding="utf-8",
    )
    text = "Un contrat.\n\nDreux, le 3 mars 2024. Un logiciel, Linux, a été livré à Paris. Orvelle est satisfaite."
    record = pressmine.load(known=[tmp_path / "clients.csv"]).extract_text(text)
    one, other = record.organisations
    assert (one.name, one.type, {m.text for m in one.mentions}) == (
        "Orvelle Participations",
        "company",
        {"Linux", "Orvelle"},
    )
    assert [(i.scheme, i.value) for i in one.identifiers] == [("siren", "732829320")]
    assert (other.name, other.type) == ("Paris", "company")


def test_a_users_list_that_can_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("nom\nOrvelle\n", encoding="utf-8")
    with pytest.raises(pressmine.errors.RuleFileError, match=r"clients\.csv:1:1: column 1 is unknown"):
        pressmine.load(known=[tmp_path / "clients.csv"])
