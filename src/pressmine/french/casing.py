"""Text in capitals, rewritten in a case that the model understands: `ASSEMBLÉE GÉNÉRALE DE VALDOR` -> `Assemblée
générale de Valdor`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pressmine.french.folding import fold
from pressmine.french.lexicon import forms
from pressmine.french.lists import ambiguous_names, given_names

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = forms("small_in_title")
#: Gives a form's frequency rank (0 is the most frequent), None if it is unknown; it minds the case.
Rank = Callable[[str], "int | None"]


def in_capitals(text: str, share: float) -> bool:
    """True if at least `share` (0 to 1) of the letters are capitals, in a text of eight letters or more."""
    letters = sum(map(str.isalpha, text))
    return letters >= 8 and sum(c.isalpha() for c in text if c.isupper()) >= share * letters


def recase(text: str, rank: Rank) -> str:
    """`text`, which is in capitals, with each word in the case in which it is most often written; same length.

    A word unknown in any case is taken for a name. The first word keeps its capital.

    >>> ranks = {"signature": 30, "Signature": 90, "convention": 20, "Rennes": 40, "rennes": 150, "CNRS": 50}
    >>> recase("SIGNATURE DE LA CONVENTION À RENNES AVEC LE CNRS ET VALDOR", ranks.get)
    'Signature de la convention à Rennes avec le CNRS et Valdor'
    >>> recase("MICHEL ROUX", {"roux": 10}.get)
    'Michel Roux'
    """
    if is_person(text):
        return _WORD.sub(lambda m: m.group().capitalize(), text)
    out = _WORD.sub(lambda m: _usual(m.group(), rank), text)
    first = _WORD.search(out)
    if first:
        out = out[: first.start()] + out[first.start()].upper() + out[first.start() + 1 :]
    return out if len(out) == len(text) else text


def is_person(text: str) -> bool:
    """True for a line that is given names and one surname, which may be a common word, too: `MICHEL ROUX`."""
    *given, surname = text.split() or [""]
    return (
        len(given) in (1, 2)
        and len(surname) > 2
        and text.replace("-", "").replace(" ", "").isalpha()
        and all(fold(part) in given_names() for name in given for part in name.split("-"))
        and all(fold(name.split("-")[0]) not in ambiguous_names() for name in given)
    )


def _usual(word: str, rank: Rank) -> str:
    lower, title = word.lower(), word.capitalize()
    if not word.isupper() or fold(word) in _SMALL:
        return lower if word.isupper() else word
    if len(word) == 1:
        return word
    ranked = sorted((r, form) for form in (lower, title, word) if (r := rank(form)) is not None)
    return ranked[0][1] if ranked else title
