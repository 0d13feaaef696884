"""Organisations, persons and places of one-line cases, through the whole pipeline, plain and dirtied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from pressmine.pipeline import Pressmine
from pressmine.record import Record
from tests.casefile import Case, dirty, read_cases

FOLDER = Path(__file__).parents[1] / "cases"
#: A headline that names nothing, so that a case is read as body text.
HEAD = "Un point d'étape\n\n"
Found = tuple[int, int, str, str]


def _organisations(record: Record) -> Iterator[Found]:
    for item in record.organisations:
        yield from ((m.start, m.end, item.type, item.name) for m in item.mentions)


def _persons(record: Record) -> Iterator[Found]:
    names = {o.ref: o.name for o in record.organisations}
    for item in record.persons:
        body = names.get(item.organisation or "", "-")
        yield from ((m.start, m.end, item.function or "-", body) for m in item.mentions)


def _places(record: Record) -> Iterator[Found]:
    for item in record.places:
        yield from ((m.start, m.end, item.type, item.code or "-") for m in item.mentions)


FAMILIES: dict[str, Callable[[Record], Iterator[Found]]] = {
    "organisations": _organisations,
    "persons": _persons,
    "places": _places,
}
CASES = {family: read_cases(FOLDER / f"{family}.txt", max_attrs=2) for family in FAMILIES}


def _params() -> list[ParameterSet]:
    return [
        pytest.param(
            family, case, id=f"{family}-{case}", marks=[pytest.mark.xfail(strict=True)] if case.known_failure else []
        )
        for family, cases in CASES.items()
        for case in cases
    ]


def _wanted(case: Case) -> list[tuple[str, ...]]:
    return sorted((str(m.start), str(m.end), case.text[m.start : m.end], *m.attrs) for m in case.marks)


def _found(pm: Pressmine, family: str, case: Case, text: str, place: list[int]) -> list[tuple[str, ...]]:
    """The mentions of a family in the words of the case: its places, its text, as many attributes as the case gives."""
    record = pm.extract_text(HEAD + text.replace("⏎", "\n"))
    back = {at + len(HEAD): i for i, at in enumerate(place)}
    sizes = {(m.start, m.end): len(m.attrs) for m in case.marks}
    out = []
    for start, end, *attrs in FAMILIES[family](record):
        if start < len(HEAD):
            continue
        span = back[start], back[end - 1] + 1
        shown = attrs[: sizes.get(span, 2)]
        out.append((str(span[0]), str(span[1]), case.text[span[0] : span[1]], *shown))
    return sorted(out)


@pytest.mark.parametrize(("family", "case"), _params())
def test_finds_what_the_case_marks_and_nothing_else(pm: Pressmine, family: str, case: Case) -> None:
    assert _found(pm, family, case, case.text, list(range(len(case.text) + 1))) == _wanted(case)


@pytest.mark.parametrize(("family", "case"), _params())
def test_finds_the_same_through_odd_spaces_and_soft_hyphens(pm: Pressmine, family: str, case: Case) -> None:
    text, place = dirty(case.text)
    text = text.replace("\n", " ")  # one broken line is no wrapped paragraph; those are joined before the rules read
    assert _found(pm, family, case, text, place) == _wanted(case)


@pytest.mark.parametrize("family", list(FAMILIES))
def test_the_cases_say_what_is_not_there_too(family: str) -> None:
    cases = CASES[family]
    assert len(cases) >= 30
    assert sum(case.negative for case in cases) * 6 >= len(cases)
