"""Head nouns of bodies: found at a word, and never beyond the last one."""

from __future__ import annotations

import pytest

from pressmine.french.head_nouns import head_at, heads
from pressmine.french.words import words_of

_NOUNS = sorted({" ".join(h.words).replace("' ", "'") for found in heads().values() for h in found})


@pytest.mark.parametrize("text", _NOUNS[::7])
def test_a_clipped_head_is_looked_up_without_overrunning(text: str) -> None:
    """A name may be shorter than the head that its first word begins, and than the stretch that is asked for."""
    words = words_of(text)
    kinds = ("whole", "strong", "weak", "label")
    whole = head_at(words, 0, len(words) + 3, kinds)
    assert whole is not None and len(whole.words) == len(words)
    for length in range(1, len(words)):
        found = head_at(words[:length], 0, len(words), kinds)
        assert found is None or len(found.words) <= length
