"""Dates that are said from the one named before: ``le même jour``, ``le lendemain``, ``un an plus tôt``."""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.dates.joins import EVE_SHIFT
from pressmine.french.dates.lexicon import COUNT, OSP, SP, count_number
from pressmine.french.dates.relative import GRAIN, UNIT
from pressmine.french.dates.types import Anaphor, Piece, Unit

_LATER: Final = re.compile(
    rf"(?P<n>{COUNT}){SP}(?P<unit>{UNIT}){SP}(?:(?P<before>plus{SP}tot|auparavant)|plus{SP}tard|apres(?={OSP}[,.;]))\b(?!{SP}qu)"
)
_SAME: Final = re.compile(
    rf"(?:(?:le|ce){SP}meme{SP}(?P<same>jour|mois)|(?:la|cette){SP}meme{SP}(?P<year>annee)|ce{SP}(?P<day>jour)-la|cette{SP}(?P<date>date)|cette{SP}(?P<that>annee)-la)\b"
)
_EVE: Final = re.compile(
    rf"(?P<word>(?:sur)?lendemain\b(?!{SP}(?:de|du|des|d')\b|-)|(?:avant-)?veille\b(?!{SP}(?:(?:de|du|des|sur|active|et)\b|d'|[a-z]{{3,14}}(?:ique|elle|aire|ale|ee)s?\b)))"
)
_EVE_ARTICLE: Final = re.compile(rf"\b(?:le|la|des{SP}le){SP}\Z")


def later(text: str, at: int) -> list[Piece]:
    """``un an plus tôt``, ``trois jours plus tard``: counted from the date named before."""
    if not (m := _LATER.match(text, at)) or not (n := count_number(m["n"])):
        return []
    unit: Unit = cal.UNITS[m["unit"]]  # type: ignore[assignment]  # the units of the word list are these
    return [
        Piece(
            at, m.end(), "date.anaphor", GRAIN[unit], relative=Anaphor(unit, -n if m["before"] else n), confidence=0.7
        )
    ]


def anaphor(text: str, at: int) -> list[Piece]:
    """``le même jour``, ``cette date``, ``cette même année``."""
    if not (m := _SAME.match(text, at)):
        return []
    unit: Unit = "y" if m["year"] or m["that"] else "m" if m["same"] == "mois" else "d"
    grain = GRAIN[unit]
    return [Piece(at, m.end(), "date.anaphor", grain, relative=Anaphor(unit, 0), confidence=0.7)]


def eve(text: str, at: int) -> list[Piece]:
    """``le lendemain``, ``la veille``; not ``veille technologique``, ``au lendemain de la guerre``."""
    if not (m := _EVE.match(text, at)) or not _EVE_ARTICLE.search(text[max(0, at - 8) : at]):
        return []
    return [Piece(at, m.end(), "date.anaphor", "day", relative=Anaphor("d", EVE_SHIFT[m["word"]]), confidence=0.8)]
