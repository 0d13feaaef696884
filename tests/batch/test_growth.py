"""Hostile repetition costs in proportion to its length: calls are counted, not seconds, once and for twice the text.

What C code does inside of one call is not seen here: `python -m benchmarks.growth` measures that.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from pressmine.errors import StageError
from pressmine.nlp import LONGEST_LINE
from tests.batch.growing import Text, people_to_call, stages, texts

if TYPE_CHECKING:
    from types import FrameType

    from pressmine.pipeline import Pressmine

TEXTS = texts()
#: Twice the text may have so many times the calls; what grows with the square has four.
RATIO = 3.0
#: Calls of a stage that is worth a look.
LEAST = 10_000
#: Repeats of the shorter text; and its characters where all stands in one line: twice as many are not yet cut.
FEWEST, SHORTEST = 120, LONGEST_LINE // 3


def calls(pm: Pressmine, data: bytes, format: str) -> Counter[str]:
    """How often each stage calls something."""
    seen: Counter[str] = Counter()
    count = 0

    def note(frame: FrameType, event: str, value: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        for stage in stages(pm, data, format):
            seen[stage] = count
            count = 0
    except StageError:
        seen["refused"] = count
    finally:
        sys.setprofile(before)
    return seen


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_is_about_twice_the_work(pm: Pressmine, name: str) -> None:
    text = TEXTS[name]
    size = max(FEWEST, SHORTEST // text.length) if "in a line" in name else FEWEST
    grown = _grown(pm, text, size)
    if grown:  # what is compiled or read once for all counts with the first text that asks for it: another one tells
        grown = _grown(pm, text, size + 5)
    assert not grown, f"{name}: {grown}"


def _grown(pm: Pressmine, text: Text, size: int) -> dict[str, tuple[int, int]]:
    """The stages whose calls grow faster than the text, with how many there are for one text and for twice as much."""
    once, twice = (calls(pm, text.make(count), text.format) for count in (size, 2 * size))
    return {stage: (once[stage], n) for stage, n in twice.items() if n > LEAST and n > RATIO * once[stage]}


def test_people_and_bodies_on_one_line_cost_in_proportion(pm: Pressmine) -> None:
    once, twice = (calls(pm, people_to_call(count), "txt")["resolve_entities"] for count in (FEWEST // 2, FEWEST))
    assert LEAST < once < twice < RATIO * once
