"""Values of users' own fields reach the record, and a rule that raises costs nothing but its own values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from pressmine.document import Document
from pressmine.errors import StageError
from pressmine.evidence import Evidence, Rule
from pressmine.extra_values import ExtraPart, ExtraReading
from pressmine.manifest import Manifest
from pressmine.pipeline import Pressmine

TEXT = "Communiqué de presse\n\nLa société Orvelle ouvre une usine à Dreux et recrute.\n"


def finder(
    word: str, parts: tuple[ExtraPart, ...], confidence: float, priority: int
) -> Callable[[Document], Iterator[Evidence]]:
    def find(document: Document) -> Iterator[Evidence]:
        start = document.text.index(word)
        span = document.span(start, start + len(word))
        yield Evidence("", span, ExtraReading("sites", parts), confidence, priority=priority)

    return find


def rule(name: str, word: str, parts: tuple[ExtraPart, ...], confidence: float = 0.9, priority: int = 0) -> Rule:
    return Rule(name, "Un site.", finder(word, parts, confidence, priority))


def test_values_are_scalars_objects_or_ranges() -> None:
    rules = [
        rule("un", "usine", (ExtraPart(None, "text", "usine"),)),
        rule("deux", "Dreux", (ExtraPart("emplois", "number", (100.0, 120.5)), ExtraPart("neuf", "boolean", True))),
    ]
    record = Pressmine(rules).extract_text(TEXT)
    assert [(e.text, e.value) for e in record.extra["sites"]] == [
        ("usine", "usine"),
        ("Dreux", {"emplois": {"low": 100, "high": 120.5}, "neuf": True}),
    ]


@pytest.mark.parametrize("swap", [False, True])
def test_the_higher_priority_stands_whatever_the_order(swap: bool) -> None:
    weak = rule("faible", "usine à Dreux", (ExtraPart(None, "text", "a"),), confidence=0.6, priority=1)
    sure = rule("sur", "Dreux", (ExtraPart(None, "text", "b"),), confidence=0.99)
    record = Pressmine([sure, weak] if swap else [weak, sure]).extract_text(TEXT)
    assert [e.value for e in record.extra["sites"]] == ["a"]


def raising(document: Document) -> list[Evidence]:
    raise KeyError("emplois")


def test_a_rule_that_raises_is_left_out_and_named() -> None:
    bad = Rule("mauvaise", "Une règle.", raising)
    record = Pressmine([bad, rule("un", "usine", (ExtraPart(None, "text", "usine"),))]).extract_text(TEXT)
    assert [e.value for e in record.extra["sites"]] == ["usine"]
    assert [(d.code, d.message) for d in record.diagnostics] == [
        ("rule-failed", "the rule mauvaise was left out: KeyError: 'emplois'")
    ]
    manifest = Manifest()
    manifest.add(record)
    assert manifest.data("complete")["rules_failed"] == [
        {"message": "the rule mauvaise was left out: KeyError: 'emplois'", "records": 1}
    ]
    assert manifest.data("complete")["fields"]["extra.sites"] == {"records": 1, "values": 1}


def test_an_essential_rule_that_raises_fails_the_article() -> None:
    with pytest.raises(StageError, match="KeyError"):
        Pressmine([Rule("mauvaise", "Une règle.", raising, essential=True)]).extract_text(TEXT)


def test_the_digest_minds_what_rules_do_and_not_their_order() -> None:
    one, two = rule("un", "usine", ()), rule("deux", "usine", ())
    other = Rule("deux", "Un site.", two.find, digest="changed")
    digest = Pressmine([one, two]).produced_by.rules
    assert digest == Pressmine([two, one]).produced_by.rules
    assert digest != Pressmine([one, other]).produced_by.rules
