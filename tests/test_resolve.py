"""The ledger and the overlaps: every piece of evidence ends in one decision, whatever the order it came in."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmine.cleaning import clean
from pressmine.document import Document, Source
from pressmine.evidence import DateReading, Evidence, FigureReading, NotReading, Rule
from pressmine.offsets import Span
from pressmine.pipeline import Pressmine
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.overlaps import settle_overlaps
from pressmine.rules import DuplicateRule, combine, propose
from pressmine.zones import find_zones

TEXT = "Le 29 mars 2011, Valdor compte 17 000 emplois. Tél. 01 99 00 12 34."


def document(text: str = TEXT) -> Document:
    source = Source("a.txt", "txt", "0" * 64, text)
    view = clean(source)
    zones, tables, notes = find_zones(source, view)
    return Document(source, view, zones, tables, notes, (), (), (), "none")


def date(start: int, end: int, confidence: float = 0.9, rule: str = "date.day") -> Evidence:
    return Evidence(rule, Span(start, end), DateReading("2011-03-29", "day", rule), confidence)


def figure(start: int, end: int, confidence: float = 0.8, rule: str = "figure.count") -> Evidence:
    return Evidence(rule, Span(start, end), FigureReading("count", value=29), confidence)


def outcomes(evidence: list[Evidence]) -> dict[tuple[str, int], str]:
    ledger = Ledger(document(), evidence, None)
    settle_overlaps(ledger)
    for item, _ in ledger.open(DateReading):
        ledger.keep(item, "stands")
    for item, _ in ledger.open(FigureReading):
        ledger.keep(item, "stands")
    return {(d.evidence.rule, d.evidence.span.start): d.outcome for d in ledger.close().decisions}


def test_the_surer_piece_stands() -> None:
    assert outcomes([date(3, 15), figure(3, 5)]) == {("date.day", 3): "kept", ("figure.count", 3): "lost"}


def test_of_equals_the_longer_stands() -> None:
    short = date(3, 10, rule="date.day-month")
    assert outcomes([short, date(3, 15)]) == {("date.day", 3): "kept", ("date.day-month", 3): "lost"}


def test_not_a_figure_beats_a_figure_and_leaves_a_date_alone() -> None:
    phone = Evidence("not.phone", Span(52, 66), NotReading(("figures",), "a phone number"), 0.95)
    got = outcomes([phone, figure(52, 54), date(55, 57, 0.5)])
    assert got == {("not.phone", 52): "kept", ("figure.count", 52): "lost", ("date.day", 55): "kept"}


def test_evidence_that_nobody_needs_is_lost_with_a_reason() -> None:
    ledger = Ledger(document(), [date(3, 15)], None)
    (decision,) = ledger.close().decisions
    assert (decision.outcome, bool(decision.reason)) == ("lost", True)


def test_deciding_twice_is_refused() -> None:
    item = date(3, 15)
    ledger = Ledger(document(), [item], None)
    ledger.keep(item, "stands")
    with pytest.raises(ValueError, match="decided twice"):
        ledger.lose(item, None, "again")


pieces = st.builds(
    lambda kind, start, length, confidence: replace(
        (date if kind else figure)(start, start + length, confidence), rule=f"r{kind}{length}"
    ),
    st.booleans(),
    st.integers(0, 50),
    st.integers(1, 15),
    st.sampled_from([0.5, 0.7, 0.9]),
)


@given(st.lists(pieces, max_size=12, unique=True), st.integers())
def test_each_piece_gets_one_decision_in_any_order(evidence: list[Evidence], seed: int) -> None:
    def decisions(items: list[Evidence]) -> list[tuple[str, Span, str]]:
        ledger = Ledger(document(), items, None)
        settle_overlaps(ledger)
        return [(d.evidence.rule, d.evidence.span, d.outcome) for d in ledger.close().decisions]

    shuffled = list(evidence)
    random.Random(seed).shuffle(shuffled)
    assert decisions(evidence) == decisions(shuffled)
    assert len(decisions(evidence)) == len(evidence)


@given(st.lists(pieces, max_size=12, unique=True))
def test_what_stands_does_not_overlap(evidence: list[Evidence]) -> None:
    ledger = Ledger(document(), evidence, None)
    settle_overlaps(ledger)
    standing = sorted(item.span for reading in (DateReading, FigureReading) for item, _ in ledger.open(reading))
    assert all(a.end <= b.start for a, b in zip(standing, standing[1:], strict=False))


def test_rules_run_in_the_order_of_their_ids_and_never_twice() -> None:
    first = Rule("date.b", "Une date.", lambda _: [date(3, 15)])
    second = Rule("date.a", "Une date.", lambda _: [figure(31, 37), date(3, 15)])
    assert [r.id for r in combine([first, second])] == ["date.a", "date.b"]
    assert propose(document(), [first, second]) == propose(document(), [second, first])
    assert len(propose(document(), [first, second])) == 2
    with pytest.raises(DuplicateRule, match=r"date\.a"):
        combine([second, second])


def test_a_name_is_not_cut_behind_a_label_that_is_a_part_of_it(pm: Pressmine) -> None:
    text = "Pôle Emploi, le Syndicat National de la Boulangerie, le groupe Valdor et Groupe Orvelle recrutent à Dreux."
    found = {o.name: o.aliases for o in pm.extract_text(text).organisations}
    assert found["Pôle Emploi"] == found["Syndicat National de la Boulangerie"] == ()
    assert found["Groupe Orvelle"] == ("Orvelle",)


def test_the_label_of_a_name_is_no_form_of_it_by_itself(pm: Pressmine) -> None:
    text = "L'ONG togolaise Rivage ouvre un puits. ONG Rivage recrute. La Région Occitanie vote. La Région paie."
    found = {o.name: o.aliases for o in pm.extract_text(text).organisations}
    assert "ONG" not in found["ONG Rivage"]
    assert "Région" in found["Région Occitanie"]
