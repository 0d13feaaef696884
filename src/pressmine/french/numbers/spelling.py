"""Every spelling of the small numbers: `vingt et un`, `vingt-et-une`, `septante-cinq`, `dix-septième`."""

import re
from functools import cache

from pressmine.french.alternatives import any_of
from pressmine.french.lists import read_list
from pressmine.french.numbers.words import words_value

_TIES = ("-", " ", "-et-", " et ")
_LAST = re.compile(r"[a-z]+\Z")


@cache
def spelt(most: int = 100) -> dict[str, int]:
    """The numbers from 1 to `most` (100 at the highest) in words, folded, in all their spellings.

    >>> [spelt()[word] for word in ("dix-sept", "vingt et une", "soixante-quinze", "nonante-neuf", "quatre-vingts")]
    [17, 21, 75, 99, 80]
    """
    words = read_list("numbers")
    small = {word: n for word, n in words["units"].items() if n}
    for tie in ("-", " "):
        small |= {f"dix{tie}{word}": 10 + n for word, n in words["units"].items() if 7 <= n <= 9}
        small |= {f"quatre{tie}{word}": 80 for word in ("vingt", "vingts")}
    tens = [*(word for word in words["tens"] if word != "vingts"), "quatre-vingt", "quatre vingt"]
    pairs = {f"{ten}{tie}{word}" for ten in tens for tie in _TIES for word in small}
    read = {word: value for word in pairs if (value := words_value(word)) is not None}
    every = {**{w: n for w, n in words["tens"].items() if w != "vingts"}, **small, "cent": 100}
    every |= {word: int(value) for word, value in read.items()}
    return {word: n for word, n in sorted(every.items()) if n <= most}


@cache
def any_number_word() -> str:
    """A regular expression for a number from one to a hundred in words, or `mille`."""
    return any_of([*spelt(), "mille"], " ")


@cache
def ranks_spelt(most: int) -> dict[str, int]:
    """The ranks from `deuxième` to that of `most` in words, folded: `dix-huitième`, `vingt et unième`."""
    stems = {word: stem for stem, word in read_list("numbers")["ordinals"].items()}
    found = {}
    for word, n in spelt(most).items():
        last = _LAST.search(word)
        if n > 1 and last and last[0] in stems:
            found[f"{word[: last.start()]}{stems[last[0]]}ieme"] = n
    return found
