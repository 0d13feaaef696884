"""Feast days: those that never move (``Noël 2023``), and those that are counted from Easter (``lundi de Pâques``)."""

import re
from datetime import date, timedelta
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates.lexicon import LAST, NEXT, SP, YEAR
from pressmine.french.dates.types import FromEaster, Nearest, Piece, Side, Sign
from pressmine.french.edtf import UNKNOWN_YEAR, Moment
from pressmine.french.lexicon import before_word

_FEAST: Final = re.compile(
    rf"(?P<feast>{any_of((*cal.FEASTS, *cal.MOVABLE_FEASTS))})\b(?!-[a-z])"
    rf"(?:{SP}(?P<year>{YEAR})|{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT}))?"
)
#: Words after which a feast names a season of the year, a holiday or a thing: "vacances de Pâques", "île de Pâques".
_NO_DAY: Final = re.compile(rf"\b{any_of(cal.OF_A_FEAST)}{SP}{before_word('of', space=SP)}\Z")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).

    >>> easter(2024), easter(2019)
    (datetime.date(2024, 3, 31), datetime.date(2019, 4, 21))
    """
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def from_easter(base: date, relative: FromEaster) -> date:
    """The feast nearest to ``base``, on the side of it that ``relative`` asks for."""
    days = [easter(base.year + n) + timedelta(days=relative.days) for n in (-1, 0, 1)]
    fits = [day for day in days if (day - base).days * relative.direction >= 0]
    return min(fits, key=lambda day: (abs((day - base).days), day))


def feast(text: str, at: int) -> list[Piece]:
    """``Noël 2023``, ``à la Toussaint``, ``le lundi de Pentecôte``; not ``vacances de Noël``."""
    if not (m := _FEAST.match(text, at)) or _NO_DAY.search(text, max(0, at - 32), at):
        return []
    name = re.sub(r"\s+", " ", m["feast"])
    direction: Side = -1 if m["last"] else 1 if m["next"] else 0
    settled = m["year"] or direction or " d" in name
    cue: Sign | None = None if settled else "season"
    sure = 0.95 if settled else 0.8
    if (days := cal.MOVABLE_FEASTS.get(name)) is not None:
        if not m["year"]:
            relative = FromEaster(days, direction)
            return [Piece(at, m.end(), "date.feast", "day", relative=relative, cue=cue, confidence=sure)]
        day = easter(int(m["year"])) + timedelta(days=days)
        low = Moment(m["year"], day.month, day.day)
    else:
        month, number = cal.FEASTS[name].split("-")
        low = Moment(m["year"] or UNKNOWN_YEAR, int(month), int(number))
    side = Nearest(direction) if direction else None
    return [Piece(at, m.end(), "date.feast", "day", low, None, None, side, cue, confidence=sure)]
