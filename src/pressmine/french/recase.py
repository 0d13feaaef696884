"""Capitals in a case that the model understands: `ASSEMBLÉE GÉNÉRALE DE VALDOR` -> `Assemblée Générale de Valdor`."""

from __future__ import annotations

import re

from pressmine.french.fold import fold
from pressmine.french.lexicon import words

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SMALL = words("small_in_titles")


def recase(text: str, heading: bool) -> str:
    """`text` with its words in capitals put in title case where the whole line is in capitals; same length.

    A line that mixes cases stays as it is: what is in capitals there is an acronym or a name.

    >>> recase("SIGNATURE DE LA CONVENTION AVEC LE CNRS", True)
    'Signature de la Convention avec le Cnrs'
    >>> recase("Le CNRS signe", True)
    'Le CNRS signe'
    """
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 8 or sum(c.isupper() for c in letters) < (0.75 if heading else 0.85) * len(letters):
        return text
    out = _WORD.sub(_title, text)
    return out if len(out) == len(text) else text


def _title(match: re.Match[str]) -> str:
    word = match.group()
    if not word.isupper() or (len(word) == 1 and match.start() != 0):
        return word
    head, sign, rest = word.partition("'")
    if sign and len(head) <= 2:
        return (
            head.lower() + sign + rest.capitalize() if match.start() else head.capitalize() + sign + rest.capitalize()
        )
    if fold(word) in _SMALL and match.start() != 0:
        return word.lower()
    return word.capitalize()
