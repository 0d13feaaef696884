"""The lookups that the links ask: who stands in a stretch, who stands before it."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from pressmine.document import Document, Source
from pressmine.offsets import Span
from pressmine.record import Organisation, Person
from pressmine.resolution import draft
from pressmine.resolve import lookup
from pressmine.resolve.ledger import Ledger


@pytest.fixture
def ledger() -> Any:
    blank = SimpleNamespace(source=Source("a.txt", "txt", "", " " * 60))  # no lookup reads the text
    ledger = Ledger(cast(Document, blank), [], None)

    def named(model: Any, ref: str, name: str, *starts: int) -> Any:
        mentions = [ledger.resolution.mention(Span(start, start + 6), "r", 0.9) for start in starts]
        return draft(model, ref=ref, name=name, mentions=tuple(mentions))

    ledger.resolution.organisations = [
        named(Organisation, "org-1", "Valdor", 0, 40),
        named(Organisation, "org-2", "Norelec", 20),
    ]
    ledger.resolution.persons = [
        named(Person, "per-1", "Inès Robart", 10, 50),
        named(Person, "per-2", "Luc Dorme", 30),
    ]
    return ledger


def test_the_items_in_a_stretch_come_by_place(ledger: Any) -> None:
    assert [o.ref for o in lookup.organisations_in(ledger, Span(15, 46))] == ["org-2", "org-1"]
    assert lookup.organisations_in(ledger, Span(6, 20)) == []


def test_the_best_item_fills_most_of_the_stretch(ledger: Any) -> None:
    best = lookup.organisation_in(ledger, Span(5, 27))
    assert best is not None and best.ref == "org-2"
    assert lookup.person_in(ledger, Span(16, 30)) is None


def test_persons_come_nearest_first(ledger: Any) -> None:
    assert [(p.ref, m.span.start) for p, m in lookup.persons_before(ledger, 40)] == [("per-2", 30), ("per-1", 10)]
    assert [(p.ref, m.span.start) for p, m in lookup.persons_after(ledger, 11)] == [("per-2", 30), ("per-1", 50)]


def test_a_role_is_given_once(ledger: Any) -> None:
    person = ledger.resolution.persons[0]
    lookup.add_role(person, "speaker")
    lookup.add_role(person, "speaker")
    assert person.roles == ("speaker",)
    assert lookup.by_ref(ledger, "per-1") is person
    assert lookup.by_ref(ledger, None) is None
