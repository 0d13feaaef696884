"""Trades that no list names, by how French makes their names: `fleuriste`, `perchiste`, `rappeuse`, `garagiste`.

The endings and the adjectives that have them, too, are in the lexicon; what stands beside the word has to say that it
is a person's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from pressmine.french.function_lexicon import head_length, is_function, listed
from pressmine.french.functions import Phrase, goes_on
from pressmine.french.lexicon import forms
from pressmine.french.words import Word

#: How participles end, which stand in apposition as well: `ému et président`.
_PARTICIPLES = ("é", "ée", "ant", "ante", "i", "u")
#: Letters of the shortest trade that its ending alone shows.
_SHORTEST = 6


@cache
def _endings() -> tuple[str, ...]:
    return tuple(forms("trade_ending"))


def is_trade(folded: str) -> bool:
    """True for a word whose ending is that of a trade, and that is no common adjective or thing.

    >>> is_trade("fleuriste"), is_trade("optimiste"), is_trade("souriant")
    (True, False, False)
    """
    return len(folded) >= _SHORTEST and folded.endswith(_endings()) and folded not in forms("no_trade")


def trade_at(
    words: Sequence[Word], index: int, last: int, name_at: Callable[[int], tuple[int, int] | None]
) -> Phrase | None:
    """The phrase of a trade that begins at a word: `fleuriste à Dreux`; or of any noun that a function is joined to:
    `doula et maire de Dreux`.
    """
    start = index
    while index < last and words[index].folded in listed("before") and words[index].gap in (" ", "", ", ", " ("):
        index += 1
    if index >= last or words[index].cap or is_function(words[index].folded):
        return None
    if words[index].text.endswith(("é", "és", "ée", "ées")):
        return None  # `considéré comme influent` is no trade in -ère
    if not is_trade(words[index].folded) and not _joined_to_function(words, index, last):
        return None
    return goes_on(words, start, index + 1, last, name_at)


def _joined_to_function(words: Sequence[Word], index: int, last: int) -> bool:
    """True for a noun that `et` and a function follow; a participle is none: `ému et président`."""
    if index + 2 >= last or words[index + 1].folded != "et" or words[index + 1].gap != " ":
        return False
    word = words[index]
    noun = word.text.isalpha() and len(word.text) > 3 and word.folded not in listed("stops") | listed("aside")
    noun = noun and word.folded not in forms("no_trade") and not word.text.endswith(_PARTICIPLES)
    return noun and not words[index + 2].cap and bool(head_length(words, index + 2, last))
