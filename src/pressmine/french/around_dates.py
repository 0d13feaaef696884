"""Words around a date that tell how to complete it: `dès`, `depuis`, the end of a fiscal year."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pressmine.french.alternatives import any_of
from pressmine.french.calendar import MONTHS
from pressmine.french.lexicon import any_form

_FROM_ON: Final = re.compile(r"\bdes (?:le |la |l'|ce )?")
_OPENING: Final = re.compile(rf"\W{{0,4}}(?:{any_form('opens_with_year')}\s?)?")


def is_starting(folded: str, at: int) -> bool:
    """True for a start: `dès juin`, `dès le 1er septembre`."""
    return bool(_FROM_ON.search(folded, max(0, at - 8), at + 4))


def is_since(said: str) -> bool:
    """True for `depuis juin`."""
    return said.lower().startswith("depuis")


def is_from(said: str) -> bool:
    """True for `dès lundi`."""
    return said.lower().startswith("dès")


def opens_sentence(folded: str, start: int, end: int) -> bool:
    """True if nothing but a preposition is between a sentence's start and its year: `En 2017, …`."""
    return bool(_OPENING.fullmatch(folded, start, end))


def fiscal_end(folded: str) -> int:
    """The month in which the fiscal year of the text ends; 12 if the text does not say.

    >>> fiscal_end("l'exercice clos le 30 septembre"), fiscal_end("l'exercice")
    (9, 12)
    """
    m = _closing().search(folded) if "exercice" in folded else None
    return MONTHS[m["month"]] if m else 12


@cache
def _closing() -> re.Pattern[str]:
    month = any_of(MONTHS)
    return re.compile(
        rf"\bexercice[^.;\n]{{0,40}}\b{any_form('closes_year')}e?\s(?:le|au|fin)\s(?:\d{{1,2}}\s)?(?P<month>{month})\b"
    )
