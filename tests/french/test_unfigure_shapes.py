"""What a number's look spares: no pattern is left out that would have matched."""

import re

import pytest

from pressmine.french.flat import flatten
from pressmine.french.quantities import unfigure_patterns as patterns
from pressmine.french.quantities.hedges import _BEFORE, hedge_before
from tests.casefile import read_cases

CASES = sorted({case.text for family in ("figures", "dates", "contacts", "header") for case in read_cases(family)})


@pytest.mark.parametrize("group", range(len(patterns.Chances._fields)), ids=patterns.Chances._fields)
def test_a_pattern_that_matches_is_among_the_chances(group: int) -> None:
    """The shapes are necessary conditions: with all patterns of a group tried everywhere, nothing more is found."""
    tried = 0
    for text in CASES:
        flat = flatten(text)
        for start, end in flat.runs:
            may = patterns.chances(
                min(end - start, patterns.LONGEST_RUN), flat.low[start] == "0", flat.low[end : end + 2]
            )
            for pattern in patterns.from_digit()[group]:
                if pattern.pattern.match(flat.low, start) or pattern.pattern.match(flat.text, start):
                    tried += 1
                    assert pattern in may[group], f"{pattern.reason}: {text[start : end + 20]!r}"
    assert tried, "no case has such a number"
