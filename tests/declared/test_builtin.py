"""pressmine's own rule files: their tests hold, and a user's file adds to them, lowers them, switches them off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressmine.document import ZoneKind
from pressmine.evidence import EntityReading, Evidence
from pressmine.pipeline import Pressmine, read_sentence
from pressmine.rulebook import load_rules, open_book, run_all_tests
from pressmine.rules import builtin_files, propose
from pressmine.rules.declared.book import Book, make_book
from pressmine.rules.declared.check import run_tests
from pressmine.rules.declared.compile import DeclaredRule
from tests.declared.making import write

KNOWN = "organisations.known"
OWN = make_book((), (), builtin_files()).declared


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: str(rule.spec.id))
def test_their_tests_hold(rule: DeclaredRule) -> None:
    assert run_tests(rule, read_sentence) == []
    assert rule.rule().origin.startswith("built-in ")


def changed(tmp_path: Path, **keys: Any) -> Book:
    """The rules of a run with a change of the known bodies."""
    return load_rules([write(tmp_path / "maison.yaml", {"extends": KNOWN, **keys})], installed=False)


def known(book: Book, text: str) -> list[tuple[str, str | None, float]]:
    """What the rule of the known bodies finds in a sentence: the text, the entry, the confidence."""
    evidence = propose(read_sentence(text, ZoneKind.BODY), book.rules)
    return [said(text, item) for item in evidence if item.rule == KNOWN]


def said(text: str, item: Evidence) -> tuple[str, str | None, float]:
    assert isinstance(item.reading, EntityReading)
    return text[item.span.start : item.span.end], item.reading.name, item.confidence


def test_a_users_file_adds_bodies_to_it(tmp_path: Path) -> None:
    (tmp_path / "nos-organismes.csv").write_text(
        "name;alias;type\nSyndicat des eaux du Morvelin;SEMOR|Eaux du Morvelin;local_authority\n", encoding="utf-8"
    )
    book = changed(tmp_path, find={"terms+": "nos-organismes.csv"})
    text = "Les Eaux du Morvelin et l'Ademe signent."
    assert known(book, text) == [
        ("Eaux du Morvelin", "Syndicat des eaux du Morvelin", 0.9),
        ("Ademe", "Agence de la transition écologique", 0.9),
    ]
    record = Pressmine(book.rules).extract_text(
        "Le SEMOR a signé lundi.\nLes Eaux du Morvelin paieront les travaux de la station, dit le maire."
    )
    one = next(o for o in record.organisations if o.name == "Eaux du Morvelin")
    assert (one.type, {m.text for m in one.mentions}) == ("local_authority", {"SEMOR", "Eaux du Morvelin"})


def test_a_users_file_switches_it_off(tmp_path: Path) -> None:
    book = changed(tmp_path, enabled=False)
    assert known(book, "Une étude de l'Ademe.") == []
    assert [name for name, _ in book.disabled] == [KNOWN]


def test_a_users_file_lowers_it(tmp_path: Path) -> None:
    assert known(changed(tmp_path, confidence=0.4), "Une étude de l'Ademe.")[0][2] == 0.4
    lowered = changed(tmp_path, **{"context+": [{"words": "étude", "to": 0.5}]})
    assert known(lowered, "Une étude de l'Ademe.")[0][2] == 0.5
    assert known(lowered, "Selon Engie Lyonnais.")[0][2] == 0.35  # what the rule's own context says goes on


def test_a_users_file_narrows_it(tmp_path: Path) -> None:
    book = changed(tmp_path, **{"unless+": ["<exemple>"]}, where={"zones": ["body"]})
    assert known(book, "Par exemple, l'Ademe.") == []
    assert known(book, "Voyez l'Ademe.") == [("Ademe", "Agence de la transition écologique", 0.9)]
    assert known(book, "Écrivez à contact@ADEME.example.") == []  # nor does the rule forget what it refuses itself


def test_what_it_must_not_find_holds_for_what_is_added(tmp_path: Path) -> None:
    path = write(tmp_path / "maison.yaml", {"extends": KNOWN, "find": {"terms+": ["monde"]}})
    book = open_book([path], installed=False)
    run_all_tests(book)
    (error,) = book.errors
    assert str(error).startswith(f"{path}:3:3: with this change a test of the rule 'organisations.known' fails: ")
    assert "organismes.yaml:" in str(error)


def test_a_users_file_adds_words_that_name_nothing(tmp_path: Path) -> None:
    text = "Le Défi Valdor réunit les équipes. Le Défi Valdor commence."
    change = write(tmp_path / "maison.yaml", {"extends": "names.no-name", "find": {"terms+": ["Défi Valdor"]}})
    book = load_rules([change], installed=False)
    evidence = propose(read_sentence(text, ZoneKind.BODY), book.rules)
    assert [said(text, e) for e in evidence if e.rule == "names.no-name"] == [("Défi Valdor", None, 0.9)] * 2
