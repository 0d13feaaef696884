"""Fold case and accents away without moving a single character.

Patterns are written once, in lower case and without accents, and matched on the folded text; since every character
keeps its place, a position in the folded text is the same position in the text.
"""

import unicodedata
from functools import lru_cache

#: Up to so many characters a text is a word or a name, which comes again and again: what it folds to is kept.
_SHORT = 48


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """The unaccented lower-case form of one character, or the character itself where that form is not one character."""
    lowered = char.lower()
    if len(lowered) != 1:
        lowered = char
    base = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return base if len(base) == 1 else lowered


def _byte_table() -> bytes:
    """What each byte of cp1252 folds to. All that French texts are written with is in cp1252, or nearly all."""
    table = bytearray(range(256))
    for code in range(256):
        char = bytes([code]).decode("cp1252", "replace")
        if char != "\ufffd":
            table[code] = _plain(char).encode("cp1252")[0]
    return bytes(table)


_BYTES = _byte_table()


def fold(text: str) -> str:
    """Lower-case ``text`` and strip its accents, character by character: the result has the same length.

    Expects NFC: a combining accent that stands alone is a character of its own and stays. Ligatures stay, too, since
    unfolding them would move what follows.

    >>> fold("À l'ÉTÉ 2023")
    "a l'ete 2023"
    >>> fold("Œuvre"), len(fold("İ"))
    ('œuvre', 1)
    """
    if text.isascii():
        return text.lower()
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    try:
        return text.encode("cp1252").translate(_BYTES).decode("cp1252")  # one look at each character, in C
    except UnicodeEncodeError:
        return _fold_any(text)


def _fold_any(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals grow when lowered: take the text character by character
        return "".join(map(_plain, text))
    for char in sorted(set(lowered)):
        if char >= "\x80" and (plain := _plain(char)) != char:
            lowered = lowered.replace(char, plain)
    return lowered


_fold_short = lru_cache(maxsize=2**15)(_fold)
