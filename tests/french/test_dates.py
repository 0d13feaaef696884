"""The date grammar against its cases, and against what no text may do to it."""

from itertools import pairwise
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from pressmine.french.dates import find_dates
from pressmine.french.edtf import is_valid
from tests.casefile import Case, dirty, read_cases

CASES = read_cases(Path(__file__).parents[1] / "cases" / "dates.txt", max_attrs=2)


def _params() -> list[ParameterSet]:
    return [
        pytest.param(case, id=str(case), marks=[pytest.mark.xfail(strict=True)] if case.known_failure else [])
        for case in CASES
    ]


def _wanted(case: Case) -> list[dict[str, str]]:
    keys = ("text", "value", "form")
    return [dict(zip(keys, (case.text[m.start : m.end], *m.attrs), strict=False)) for m in case.marks]


def _found(case: Case, text: str, place: list[int]) -> list[dict[str, str]]:
    """What the grammar finds in ``text``, said in the words of the case; ``place`` maps the case's characters to it."""
    back = {at: i for i, at in enumerate(place)}
    wanted = _wanted(case)
    out = []
    for i, match in enumerate(find_dates(text)):
        start, end = back[match.start], back[match.end - 1] + 1
        item = {"text": case.text[start:end], "value": match.value or "null", "form": match.form}
        keys = wanted[i] if i < len(wanted) else item
        out.append({k: item[k] for k in keys})
    return out


@pytest.mark.parametrize("case", _params())
def test_finds_what_the_case_marks_and_nothing_else(case: Case) -> None:
    assert _found(case, case.text, list(range(len(case.text) + 1))) == _wanted(case)


@pytest.mark.parametrize("case", _params())
def test_finds_the_same_through_odd_spaces_and_wrapped_lines(case: Case) -> None:
    text, place = dirty(case.text)
    soft = text.find("\xad")
    if soft >= 0:  # soft hyphens are gone before the grammar reads
        text = text.replace("\xad", "")
        place = [at - (at > soft) for at in place]
    assert _found(case, text, place) == _wanted(case)


def test_a_third_of_the_cases_is_negative_and_there_are_enough() -> None:
    assert len(CASES) >= 250
    assert sum(case.negative for case in CASES) * 3 >= len(CASES)


WORDS = "0 1 12 31 2023 mars mai été lundi , - : à du au le et en depuis fin h30 1er T3 ’".split()


@given(st.lists(st.sampled_from([*WORDS, "\n"]), max_size=14))
def test_any_jumble_gives_ordered_spans_and_valid_values(words: list[str]) -> None:
    text = " ".join(words)
    matches = find_dates(text)
    assert all(m.start < m.end <= len(text) for m in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))
    assert all(m.value is None or is_valid(m.value) for m in matches)
    assert all(m.value is not None or m.relative is not None for m in matches)
