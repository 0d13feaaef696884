"""The grammar of figures, held to one-line cases, plain and dirtied."""

from itertools import pairwise
from pathlib import Path

import pytest

from pressmine.french.counted import counted_all
from pressmine.french.quantities import QuantityMatch, find_all, find_quantities
from tests.casefile import Case, Mark, dirty, read_cases

CASES = read_cases(Path(__file__).parents[1] / "cases" / "figures.txt", max_attrs=5)


def told(match: QuantityMatch, of: str | None, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """What a match says, in the words of a mark: value, kind, unit, approx, of; only as many as the mark asks for."""
    value = f"{match.low:.12g}..{match.high:.12g}" if match.low is not None else f"{match.value:.12g}"
    return (value, match.kind, match.unit or "-", match.approx or "-", of or "-")[: len(wanted)]


def check(text: str, marks: list[Mark]) -> None:
    matches = find_quantities(text)
    stretches = counted_all(text, matches)
    assert [text[m.start : m.end] for m in matches] == [text[m.start : m.end] for m in marks]
    for match, stretch, mark in zip(matches, stretches, marks, strict=True):
        of = " ".join(text[stretch[0] : stretch[1]].replace("\u00ad", "").split()) if stretch else None
        assert (match.start, match.end) == (mark.start, mark.end)
        assert told(match, of, mark.attrs) == mark.attrs


def param(case: Case) -> object:
    return pytest.param(case, id=str(case), marks=[pytest.mark.xfail(strict=True)] if case.known_failure else [])


@pytest.mark.parametrize("case", [param(c) for c in CASES])
def test_case_plain(case: Case) -> None:
    check(case.text, list(case.marks))


@pytest.mark.parametrize("case", [param(c) for c in CASES])
def test_case_dirtied(case: Case) -> None:
    text, place = dirty(case.text)
    marks = [Mark(place[m.start], place[m.end - 1] + 1, m.attrs) for m in case.marks]
    check(text, marks)


def test_a_third_of_the_cases_must_yield_nothing() -> None:
    assert len(CASES) >= 250
    assert sum(c.negative for c in CASES) * 3 >= len(CASES)


def test_matches_stand_in_order_and_apart() -> None:
    text = " ; ".join(c.text for c in CASES)
    matches = find_quantities(text)
    assert all(a.end <= b.start for a, b in pairwise(matches))


def test_figures_and_unfigures_never_overlap() -> None:
    text = "\n\n".join(c.text for c in CASES)
    taken = {i for n in find_all(text)[1] for i in range(n.start, n.end)}
    assert not [text[m.start : m.end] for m in find_quantities(text) if taken & set(range(m.start, m.end))]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("appelez le 01 03 19 20 21", "phone"),
        ("de 9h30 à 17h", "time"),
        ("35000 Rennes", "address"),
        ("voir l'article 12", "article"),
        ("l'Isère (38)", "code"),
        ("sur www.exemple12.fr", "url"),
    ],
)
def test_a_stretch_that_is_no_figure_says_why(text: str, reason: str) -> None:
    assert reason in [n.reason for n in find_all(text)[1]]


@pytest.mark.parametrize(
    "text", ["", "\n", "€", "%", "un", "..", "1" * 400, "1 " * 400, "1," * 300, "- " * 300, "a-" * 400 + "1"]
)
def test_odd_texts_are_read_in_no_time(text: str) -> None:
    for match in find_quantities(text):
        assert 0 <= match.start < match.end <= len(text)
