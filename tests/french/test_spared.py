"""What is not tried, for speed, would not have matched: the conditions that spare a pattern are necessary ones."""

import calendar
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from pressmine.french import tense
from pressmine.french.dates import openers, other
from pressmine.french.dates.lexicon import ENGLISH_MONTH, MONTH, normalise
from pressmine.french.flat import Flat, flatten
from pressmine.french.quantities import unfigure_patterns as patterns
from pressmine.french.quantities import unfigure_words as words

CASES = [
    line.translate({ord(mark): " " for mark in "⟦⟧|∅"})
    for path in sorted((Path(__file__).parents[1] / "cases").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def flats() -> list[Flat]:
    return [flatten(line) for line in CASES]


def _runs(flat: Flat) -> Iterator[tuple[int, patterns.Chances]]:
    for start, end in flat.runs:
        digits = min(end - start, patterns.LONGEST_RUN)
        yield start, patterns.chances(digits, flat.low[start] == "0", flat.low[end : end + 2])


@pytest.mark.parametrize("group", range(len(patterns.Chances._fields)), ids=patterns.Chances._fields)
def test_a_pattern_that_matches_at_a_digit_has_its_shape(flats: list[Flat], group: int) -> None:
    """Each number that is no figure is tried by what its digits and the two characters behind them look like."""
    matched = 0
    for flat in flats:
        for start, may in _runs(flat):
            for pattern in patterns.from_digit()[group]:
                if pattern.pattern.match(flat.low, start) or pattern.pattern.match(flat.text, start):
                    matched += 1
                    assert pattern in may[group], f"{pattern.reason}: {flat.text[start : start + 20]!r}"
    assert matched, "no case holds what this group of patterns is about"


def test_a_pattern_that_matches_at_a_word_has_its_shape(flats: list[Flat]) -> None:
    """Each word that announces a number is given to the patterns that begin like it."""
    matched = 0
    for flat in flats:
        for word in words.WORD.finditer(flat.low):
            stem = word.group().rstrip(".")
            if stem not in words.announcing() or flat.low[: word.start()][-1:].isalnum():
                continue
            for pattern in words.announced():
                if pattern.pattern.match(flat.low, word.start()):
                    matched += 1
                    assert pattern in words.announced_by(word.group()), f"{pattern.reason}: {word.group()!r}"
    assert matched > 100


@pytest.mark.parametrize("rule", [rule for rule, _ in openers.FROM_DIGITS], ids=lambda rule: rule.__name__)
def test_a_date_that_begins_with_digits_has_its_look(rule: openers.Rule) -> None:
    """Each rule for dates is tried where digits look like one of its own, and a month stands where it needs one."""
    read = 0
    for case in CASES:
        folded = normalise(case)
        tried = dict(openers.openings(folded))
        for run in re.finditer(r"(?<![a-z0-9œ])\d+", folded):
            at = run.start()
            if rule(folded, at):
                read += 1
                assert rule in tried.get(at, ()), f"{rule.__name__}: {case[at : at + 30]!r}"
    assert read, "no case holds what this rule is about"


def test_the_markers_of_a_tense_begin_with_a_word_that_may() -> None:
    """The words of a sentence that look back or ahead are those that the whole pattern finds."""
    found = [
        tuple((m.start(), m.end(), m["ahead"] is not None) for m in tense._MARKER.finditer(case)) for case in CASES
    ]
    assert sum(map(len, found)) > 100
    assert [tense._markers(case) for case in CASES] == found


@pytest.mark.parametrize("language", other._LANGUAGES)
def test_each_month_that_dateparser_knows_is_one_that_it_is_asked_for(language: str) -> None:
    """dateparser is asked where a month of these languages stands; French and English months are the grammar's."""
    known = import_module(f"dateparser.data.date_translation_data.{language}").info
    months = [normalise(form) for name in calendar.month_name[1:] for form in known[name.lower()]]
    asked = re.compile(f"(?:{MONTH}|{ENGLISH_MONTH}|{other._MONTHS})")
    assert len(months) >= 12
    assert [month for month in months if not asked.fullmatch(month)] == []
