"""Contacts: each number and mailbox with the person or desk that the text ties to it."""

from __future__ import annotations

import pytest

from pressmine.evidence import NotReading
from pressmine.pipeline import Pressmine
from pressmine.resolve.contacts import resolve_contacts
from pressmine.resolve.ledger import Ledger
from pressmine.rules import contacts
from tests.casefile import Case
from tests.said.stage import FRAME, cases, evidence, params, read, soiled

CASES = cases("contacts", max_attrs=2)


def _wanted(case: Case) -> set[tuple[str, str]]:
    return {(m.attrs[0], m.attrs[1]) for m in case.marks}


def _found(pm: Pressmine, text: str) -> set[tuple[str, str]]:
    document = read(pm, FRAME + text)
    ledger = Ledger(document, evidence(document, contacts.RULES), None)
    resolve_contacts(ledger)
    return {(c.name or "-", channel) for c in ledger.resolution.contacts for channel in (*c.phones, *c.emails)}


@pytest.mark.parametrize("case", params(CASES))
def test_contacts_and_their_names(pm: Pressmine, case: Case) -> None:
    assert _found(pm, case.text) == _wanted(case)


@pytest.mark.parametrize("case", params(CASES))
def test_contacts_through_odd_spaces(pm: Pressmine, case: Case) -> None:
    text, _ = soiled(case, wrap=False)
    assert _found(pm, text) == _wanted(case)


def test_numbers_and_mailboxes_are_neither_dates_nor_figures(pm: Pressmine) -> None:
    document = read(pm, "Contact : Ana Roy – 02 99 12 10 20 – ana.roy@valdor.fr")
    denied = [e for e in evidence(document, contacts.RULES) if isinstance(e.reading, NotReading)]
    assert [document.clean(e.span) for e in denied] == ["02 99 12 10 20", "ana.roy@valdor.fr"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 50
    assert sum(case.negative for case in CASES) >= 12
