"""Agreements: who signs, who speaks for whom, and what is no agreement at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pressmine.pipeline import Pressmine
from pressmine.resolve.agreements import resolve_agreements
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.quotes import resolve_quotes
from pressmine.rules import builtin_rules, quotes
from tests.casefile import Case
from tests.said.stage import cases, cast, evidence, framed, option, params, read, soiled

CASES = cases("agreements")
RULES = (*(rule for rule in builtin_rules() if rule.id.startswith("agreement.")), *quotes.RULES)


def _wanted(case: Case) -> set[tuple[str, str]]:
    """Marks with `party` or `rep` sign; `kind=…` says what."""
    roles = {"party": "party", "rep": "representative"}
    return {
        (option(m, "name") or case.text[m.start : m.end], roles[a]) for m in case.marks for a in m.attrs if a in roles
    }


def _ledger(pm: Pressmine, case: Case, text: str, place: Sequence[int]) -> Ledger:
    text, place = framed(text, place)
    document = read(pm, text)
    ledger = Ledger(document, evidence(document, RULES), None)
    cast(ledger, case, place)
    resolve_quotes(ledger)
    resolve_agreements(ledger)
    return ledger


@pytest.mark.parametrize("case", params(CASES))
def test_who_signs(pm: Pressmine, case: Case) -> None:
    ledger = _ledger(pm, case, case.text, range(len(case.text) + 1))
    assert {(s.name, s.role) for s in ledger.resolution.signatories} == _wanted(case)
    kinds = {k for m in case.marks if (k := option(m, "kind"))}
    assert kinds <= {a.kind for a in ledger.resolution.agreements}


@pytest.mark.parametrize("case", params(CASES))
def test_who_signs_through_odd_spaces_and_wrapped_lines(pm: Pressmine, case: Case) -> None:
    ledger = _ledger(pm, case, *soiled(case, wrap=True))
    assert {(s.name, s.role) for s in ledger.resolution.signatories} == _wanted(case)


def test_there_are_enough_cases_and_a_third_sign_nothing() -> None:
    nothing = [case for case in CASES if not _wanted(case)]
    assert len(CASES) >= 70
    assert len(nothing) * 3 >= len(CASES)
