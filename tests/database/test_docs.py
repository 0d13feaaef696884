"""The page on databases: its queries run, and answer the same on both; what it names is there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from pressmine.record import Record
from pressmine.sinks.database import open_database
from pressmine.sinks.database.columns import metadata
from pressmine.sinks.database.views import VIEWS
from tests.conftest import ROOT
from tests.database.conftest import Places
from tests.database.factory import Release, many
from tests.database.reading import load, rows

if TYPE_CHECKING:
    from pathlib import Path

    from pressmine.pipeline import Pressmine

PAGE = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
#: The questions with their queries, and what stands below: how it was asked, and the first lines of the answer.
QUESTIONS: list[tuple[str, str, str, str, str]] = re.findall(
    r"\n([A-Z][^\n]+):\n\n```sql\n([^\n]+);\n```\n\n"
    r"(?:[^\n|]*With `([^\n]+?)` in place of `([^\n]+?)`[^\n]*\n\n)?((?:\|.*\n)*)",
    PAGE,
)
#: The page asks for names of `corpus/`; here they are those of the releases below.
_NAMES = {"Julien Descamps": "Anne Morel", "SAS Keravel Énergies": "Leem", "Région Occitanie": "Leem"}


def next_month() -> str:
    """The tenth of the month after this one."""
    today = datetime.now(UTC)
    return f"{today.year + today.month // 12}-{today.month % 12 + 1:02}-10"


def told() -> list[Record]:
    """Releases whose answers are known."""
    first = Release("1.txt", "Un accord", "2021-05-10")
    leem = first.organisation("Leem", issuer=True)
    cluster = first.organisation("Cluster Bois")
    anne = first.person("Anne Morel", "Présidente", leem)
    first.place("Bretagne", "region", "53")
    first.figure("120 emplois", 120, of="emplois")
    first.figure("120", 120, of="emplois")
    first.figure("30 nouveaux emplois", 30, of="nouveaux emplois")
    first.figure("4,5 M€", 4.5e6, "money", unit="EUR", organisation=cluster)
    first.figure("900 000 euros", 9e5, "money", unit="EUR")
    agreement = first.agreement("Ils signent.", [leem, cluster])
    for ref, name in ((leem, "Leem"), (cluster, "Cluster Bois")):
        first.signs(ref, name, agreement)
    first.quote("Nous signons.", anne)
    first.date("le 10 mai", "2021-05-10")
    first.contact("Service presse", ["+33102030405"], ["presse@leem.example", "com@leem.example"], leem)
    second = Release("2.txt", "Un rendez-vous", "2022-01-15")
    leem, alpin = second.organisation("LEEM", issuer=True), second.organisation("Pôle Alpin")
    second.person("Paul Girard", "présidente", leem)
    second.agreement("Une charte lie les deux depuis 2021.", [alpin, leem], "charter", date="2021-03")
    second.figure("130 emplois", 130, of="emplois")
    second.place("Lannion", "commune", "22113")
    second.place("Côtes-d'Armor", "department", "22")
    second.place("Saint-Denis", "commune")
    second.date("le 10", next_month())
    second.date("avant le 10", f"../{next_month()}", "deadline")
    second.date("avant 2020", "../2020", "deadline")
    undated = Release("3.txt", "Sans date", None)
    undated.organisation("Leem", issuer=True)
    undated.place("Bretagne", "region", "53")
    undated.figure("12 EMPLOIS", 12, of="EMPLOIS")
    undated.contact("Le standard", ["+33102030400"], [])
    undated.lists["contacts"][0]["name"] = None
    hidden = Release("4.txt", "Sous embargo", "2024-02-01", document={"embargo": "2999-01-01T00:00+01:00"})
    hidden.figure("1 000 emplois", 1000, of="emplois")
    hidden.place("Bretagne", "region", "53")
    return [made.record() for made in (first, second, undated, hidden)]


ANSWERS: dict[str, list[tuple[Any, ...]]] = {
    "Who signed with whom in 2021": [
        ("2021-03-01", "agreement", "Leem", "Pôle Alpin", "charter", "2.txt"),
        ("2021-05-10", "publication", "Cluster Bois", "Leem", "convention", "1.txt"),
    ],
    "Amounts over a million euros, with who and when": [("Cluster Bois", 4_500_000, None, "2021-05-10", "1.txt")],
    "What somebody said": [("2021-05-10", "Nous signons.", "1.txt")],
    "Whom to call or write to at a body": [
        ("Service presse", None, "+33102030405", "presse@leem.example, com@leem.example"),
        (None, None, "+33102030400", None),
    ],
    "Events of next month": [(next_month(), "le 10", "Un rendez-vous", "2.txt")],
    "Deadlines, the next one first": [(next_month(), "avant le 10", "Un rendez-vous", "2.txt")],
    "Jobs announced by year and region (a figure that a release repeats counts once)": [
        ("2021", "Bretagne", 150),
        ("2022", "Bretagne", 130),
        (None, "Bretagne", 12),
    ],
    "Who is new in a post, and who held it before": [
        ("2022-01-15", "Paul Girard", "présidente", "Leem", "Anne Morel", "2.txt")
    ],
    "Figures that changed between two releases": [
        ("Leem", "emplois", None, "2021-05-10", 120, "2022-01-15", 130, "2.txt")
    ],
    "The files behind an answer": [
        ("essai", "1.txt", "Un accord", "2021-05-10"),
        ("essai", "2.txt", "Un rendez-vous", "2022-01-15"),
    ],
}


def _asked(query: str) -> str:
    for name, here in _NAMES.items():
        query = query.replace(f"'{name}'", f"'{here}'")
    return query


QUERIES = {question: _asked(query) for question, query, *_ in QUESTIONS}


def test_there_are_ten_questions() -> None:
    assert list(QUERIES) == list(ANSWERS) and len(QUERIES) == 10


def test_the_answers_are_right(kind: str, places: Places) -> None:
    with open_database(places.new(kind)) as database:
        load(database, told())
        for question, query in QUERIES.items():
            assert rows(database, query) == ANSWERS[question], question


def test_the_answers_are_the_same_on_both(places: Places) -> None:
    answers = []
    for kind in ("sqlite", "postgresql"):
        with open_database(places.new(kind)) as database:
            load(database, [*many(40), *told()])
            answers.append({question: rows(database, query) for question, query in QUERIES.items()})
    for question in QUERIES:
        assert answers[0][question] == answers[1][question], question
        assert answers[0][question], question


@pytest.mark.parametrize("name", [*metadata.tables, *VIEWS])
def test_every_table_and_view_is_named(name: str) -> None:
    assert re.search(rf"\b{name}\b", PAGE)


def test_the_page_shows_what_the_corpus_answers(pm: Pressmine, tmp_path: Path) -> None:
    """Each question finds something in `corpus/`, and its first lines are those of the page."""
    shown = {question[0]: [line[2:-2].split(" | ") for line in question[-1].splitlines()] for question in QUESTIONS}
    unnamed = ("01-*.txt", "04-*.txt", "07-*.txt")  # contacts and sums of jobs name no file
    paths = sorted((ROOT / "corpus").glob("[0-9]*.*"))
    named = [path for path in paths if f"| {path.name} |" in PAGE or any(map(path.match, unnamed))]
    with open_database(f"sqlite:///{tmp_path}/corpus.db") as database:
        load(database, [record for path in named for record in pm.extract_all(path)], "corpus")
        for question, query, new, old, _ in QUESTIONS:
            found = rows(database, query.replace(old or query, new or query))
            cells = [["" if value is None else f"{value}" for value in row] for row in found[:3]]
            assert cells and cells == shown[question][2:], question
