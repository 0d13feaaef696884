"""Years that are not written with four digits: ``en 98``, ``en mille neuf cent douze``."""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates.cues import counts
from pressmine.french.dates.lexicon import OSP, SP
from pressmine.french.dates.types import Piece
from pressmine.french.edtf import UNKNOWN_YEAR, Moment
from pressmine.french.lexicon import any_form
from pressmine.french.numbers.words import number_at

_SHORT_YEAR: Final = re.compile(
    rf"[6-9]\d(?={OSP}(?:[;)\]»]|[.,](?!\d)|\Z|\n)|{SP}(?:{any_of(cal.BEHIND_SHORT_YEARS)})\b)(?!{SP}a{SP}\d)"
)
_YEAR_GAP: Final = re.compile(rf"{SP}(?:de{SP}l'an{SP})?(?={any_of(cal.THOUSAND_OPENERS)})")
_SHORT_CUE: Final = re.compile(rf"\b(?:{any_form('before_month.year')}|{any_of(cal.SEASONS)})\s{{1,3}}\Z")
_OF_YEARS: Final = re.compile(rf"\b{any_form('before_month.year', 'before_spelt_year')}\s{{1,3}}\Z")


def short_year(text: str, at: int) -> list[Piece]:
    """``en 98``: a year of the last century, two digits after a word of time."""
    m = _SHORT_YEAR.match(text, at)
    if not m or not _SHORT_CUE.search(text, max(0, at - 10), at):
        return []
    return [Piece(at, m.end(), "date.year", "year", Moment("19" + m[0]), confidence=0.7)]


def year_in_words(text: str, at: int) -> list[Piece]:
    """``en mille neuf cent douze``, ``l'an mil``, ``depuis deux mille vingt``."""
    if not _OF_YEARS.search(text, max(0, at - 10), at) or not (read := number_at(text, at)):
        return []
    value, end = read
    if not 1000 <= value <= 2100 or value % 1:
        return []
    return [Piece(at, end, "date.year", "year", Moment(f"{value:.0f}"), None, None, None, "year", confidence=0.9)]


def with_year_in_words(text: str, piece: Piece) -> Piece:
    """``le trois mars deux mille vingt-quatre``: the year after a month."""
    low = piece.low
    if low is None or low.month is None or low.year != UNKNOWN_YEAR or piece.relative:
        return piece
    gap = _YEAR_GAP.match(text, piece.end)
    read = number_at(text, gap.end()) if gap else None
    if read is None or not 1500 <= read[0] <= 2100 or counts(text, text, read[1]):
        return piece
    year = f"{read[0]:.0f}"
    high = piece.high._replace(year=year) if piece.high else None
    return piece._replace(end=read[1], low=low._replace(year=year), high=high, cue=None)
