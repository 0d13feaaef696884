"""Fold case and accents away without moving a single character.

Patterns are written once, in lower case and without accents, and matched on the folded text; since every character
keeps its place, a position in the folded text is the same position in the text.
"""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """The unaccented lower-case form of one character, or the character itself where that form is not one character."""
    lowered = char.lower()
    if len(lowered) != 1:
        lowered = char
    base = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return base if len(base) == 1 else lowered


def fold(text: str) -> str:
    """Lower-case ``text`` and strip its accents, character by character: the result has the same length.

    Expects NFC: a combining accent that stands alone is a character of its own and stays. Ligatures stay, too, since
    unfolding them would move what follows.

    >>> fold("À l'ÉTÉ 2023")
    "a l'ete 2023"
    >>> fold("Œuvre"), len(fold("İ"))
    ('œuvre', 1)
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals grow when lowered: take the text character by character
        return "".join(map(_plain, text))
    if lowered.isascii():
        return lowered
    for char in sorted(set(lowered)):
        if char >= "\x80" and (plain := _plain(char)) != char:
            lowered = lowered.replace(char, plain)
    return lowered
