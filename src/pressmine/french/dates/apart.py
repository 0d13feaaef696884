"""A day that is counted from another one named behind it: ``deux jours après le 29 février``."""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates.lexicon import COUNT, SP, count_number
from pressmine.french.dates.types import Piece
from pressmine.french.edtf import moved, moved_months

#: ``dans les deux jours après le 29 février`` says until when, and names no day.
_COUNTED: Final = re.compile(
    rf"(?<!les )(?<!des )\b(?P<n>{COUNT}){SP}(?P<unit>{any_of(cal.UNITS)}){SP}"
    rf"(?P<side>avant|apres){SP}(?:le{SP}|la{SP}|l')?\Z"
)
#: Characters of such words in front of a date.
_LONGEST: Final = 48
_DAYS: Final = {"d": 1, "w": 7}
_MONTHS: Final = {"m": 1, "q": 3, "h": 6, "y": 12}


def counted_from(text: str, piece: Piece) -> Piece | None:
    """The day so many units before or after a day, from the first of the words that say so; None without them."""
    if piece.low is None or piece.high or piece.granularity != "day":
        return None
    at = max(0, piece.start - _LONGEST)
    m = _COUNTED.search(text[at : piece.start])
    if m is None or not (n := count_number(m["n"])):
        return None
    n = n if m["side"] == "apres" else -n
    unit = cal.UNITS[m["unit"]]
    low = moved(piece.low, n * _DAYS[unit]) if unit in _DAYS else moved_months(piece.low, n * _MONTHS[unit])
    return piece._replace(start=at + m.start(), low=low, weekday=None) if low else None
