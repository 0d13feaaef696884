"""Is a text French? Its share of French function words tells, since no longer text can do without them."""

from __future__ import annotations

import re
from collections.abc import Callable

from pressmine.french.folding import fold
from pressmine.french.lexicon import forms

_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = frozenset(forms("french_function_word"))
_FOREIGN = frozenset(forms("foreign_function_word"))
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
#: The rank below which a form is common, the share of them that shows French, and of foreign words that forbids it.
_COMMON, _MOSTLY, _FEW_FOREIGN = 20_000, 0.65, 0.05
#: With fewer letters than this a text is read whatever it looks like.
ENOUGH_LETTERS = 300


def is_function_word(word: str) -> bool:
    """True for a word that stands in any French text, and so says nothing of what this one is about: those that tell
    French, and those of one or two letters, which other languages have, too.

    >>> is_function_word("de"), is_function_word("fusion")
    (True, False)
    """
    folded = fold(word)
    return len(folded) < 3 or folded in _FRENCH


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


def is_of_common_words(text: str, rank: Callable[[str], int | None]) -> bool:
    """True if most lower-case words are common French words: an agenda or a list of names has few others.

    `rank` gives a form's frequency rank in French. Words of other languages and their cognates stay below .6.
    """
    said = [word for word in _LONG_WORD.findall(text) if word.islower()]
    common = sum(1 for word in said if (at := rank(word)) is not None and at < _COMMON)
    return len(said) >= 8 and common >= _MOSTLY * len(said) and foreign_share(text) <= _FEW_FOREIGN


def _share(text: str, known: frozenset[str]) -> float:
    words = _WORD.findall(fold(text))
    return sum(map(known.__contains__, words)) / len(words) if words else 0.0
