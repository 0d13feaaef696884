"""Is a text French? By the share of French function words, which no text of some length can do without."""

from __future__ import annotations

import re

from pressmine.french.fold import fold
from pressmine.french.lists import folded_set

_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = folded_set("words", "french_function_words")
_FOREIGN = folded_set("words", "foreign_function_words")
#: With fewer letters than this a text is read whatever it looks like.
ENOUGH_LETTERS = 300


def french_share(text: str) -> float:
    """Share (0 to 1) of the words that are French function words; about 0.35 in prose, below 0.12 in other languages.

    >>> french_share("La région et la ville ont signé une convention avec le syndicat.") > 0.3
    True
    >>> french_share("The region and the city signed an agreement with the union.") < 0.05
    True
    """
    return _share(text, _FRENCH)


def foreign_share(text: str) -> float:
    """Share (0 to 1) of the words that are function words of French's neighbours."""
    return _share(text, _FOREIGN)


def _share(text: str, known: frozenset[str]) -> float:
    words = _WORD.findall(fold(text))
    return sum(map(known.__contains__, words)) / len(words) if words else 0.0
