"""Quotes: what is one and what is none, where it begins and ends, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pressmine.pipeline import Pressmine
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.quotes import resolve_quotes
from pressmine.rules import quotes
from pressmine.rules.quotes import blocks as quote_blocks
from tests.casefile import Case
from tests.said.stage import cases, cast, evidence, framed, name_of, option, original, params, read, soiled

CASES = cases("quotes")


def _wanted(case: Case) -> list[tuple[str, str]]:
    return [(case.text[m.start : m.end], option(m, "by") or "-") for m in case.marks if m.attrs[0] == "quote"]


def _found(pm: Pressmine, case: Case, text: str, place: Sequence[int]) -> list[tuple[str, str]]:
    text, place = framed(text, place)
    document = read(pm, text)
    ledger = Ledger(document, evidence(document, (*quotes.RULES, *quote_blocks.RULES)), None)
    cast(ledger, case, place)
    resolve_quotes(ledger)
    found = sorted(ledger.resolution.quotes, key=lambda q: q.span)
    return [(original(case, place, q.span).rstrip(" ,"), name_of(ledger, q.speaker)) for q in found]


@pytest.mark.parametrize("case", params(CASES))
def test_quotes_and_their_speakers(pm: Pressmine, case: Case) -> None:
    assert _found(pm, case, case.text, range(len(case.text) + 1)) == _wanted(case)


@pytest.mark.parametrize("case", params(CASES))
def test_quotes_through_odd_spaces_and_wrapped_lines(pm: Pressmine, case: Case) -> None:
    assert _found(pm, case, *soiled(case, wrap=True)) == _wanted(case)


def test_there_are_enough_cases_and_a_third_say_what_is_no_quote() -> None:
    none = [case for case in CASES if not _wanted(case)]
    assert len(CASES) >= 80
    assert len(none) * 3 >= len(CASES)
