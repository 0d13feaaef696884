"""A tree of alternatives matches what the same words match one after the other, the longest first."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pressmine.french.alternatives import any_of

_WORDS = st.lists(st.text(alphabet="ab c.'-", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1)


def _flat(words: list[str]) -> str:
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in ordered) + ")"


@given(_WORDS, st.text(alphabet="ab c.'-\n", max_size=30))
def test_the_same_matches(words: list[str], text: str) -> None:
    for before, behind in (("", ""), (r"(?<!\w)", r"(?!\w)"), ("", r"\s?c")):
        tree, flat = (re.compile(f"{before}{make(words)}{behind}") for make in (any_of, _flat))
        assert [m.span() for m in tree.finditer(text)] == [m.span() for m in flat.finditer(text)]


def test_no_word_matches_nothing_more_than_before() -> None:
    assert any_of([]) == "(?:)"
    assert any_of(["port", "ports", "porte"]) == "(?:port(?:e|s)?)"
