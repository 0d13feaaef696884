"""Days counted within a month or a year: ``premier mercredi du mois prochain``, ``dernier week-end de mai 2024``."""

import re
from datetime import date, timedelta
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates.lexicon import LAST, MONTH, NEXT, OSP, SP, WEEKDAY, YEAR, month_number
from pressmine.french.dates.types import Granularity, NthOf, Piece
from pressmine.french.edtf import UNKNOWN_YEAR, Moment, days_in_month

_NTH: Final = re.compile(
    rf"(?P<n>{any_of(cal.ORDINALS)}|derniere?){SP}(?P<what>{WEEKDAY}|jour|semaine|week-?{OSP}end)\b{SP}"
    rf"(?:(?:du{SP}mois{SP})?(?:de{SP}|d')(?P<month>{MONTH})(?:{SP}(?P<year>{YEAR}))?"
    rf"|du{SP}mois{SP}(?:(?P<last>{LAST})|(?P<next>{NEXT})))"
)
_SATURDAY: Final = 5


def nth(text: str, at: int) -> list[Piece]:
    """``troisième jeudi de novembre``, ``dernier jour d'octobre 2015``; a week of a month has the precision of a
    month.
    """
    if not (m := _NTH.match(text, at)):
        return []
    word = re.sub(r"\s+", " ", m["n"])
    n = cal.ORDINALS.get(word, -1)
    month = month_number(m["month"]) if m["month"] else None
    low = Moment(m["year"] or UNKNOWN_YEAR, month) if month else None
    if m["what"] == "semaine":
        return [Piece(at, m.end(), "date.nth", "month", low)] if low else []
    weekday = cal.WEEKDAYS.get(m["what"], _SATURDAY if m["what"].startswith("week") else None)
    which = NthOf(n, weekday, 2 if m["what"].startswith("week") else 1, -1 if m["last"] else 1 if m["next"] else 0)
    if m["year"] and month:
        days = within(int(m["year"]), month, which)
        ends = [Moment(f"{day.year:04d}", day.month, day.day) for day in days]
        grain: Granularity = "interval" if len(ends) > 1 else "day"
        return [Piece(at, m.end(), "date.nth", grain, ends[0], ends[1] if len(ends) > 1 else None)] if ends else []
    return [Piece(at, m.end(), "date.nth", "day", low, relative=which)]


def within(year: int, month: int, which: NthOf) -> list[date]:
    """The day meant, or the first and the last day; none if the month has no such day.

    >>> within(2024, 5, NthOf(1, 1)), within(2024, 9, NthOf(-1, 5, 2))
    ([datetime.date(2024, 5, 7)], [datetime.date(2024, 9, 28), datetime.date(2024, 9, 29)])
    """
    days = [date(year, month, n) for n in range(1, days_in_month(year, month) + 1)]
    fits = [day for day in days if which.weekday in {None, day.weekday()}]
    index = which.n if which.n < 0 else which.n - 1
    if index >= len(fits):
        return []
    return [fits[index] + timedelta(days=n) for n in range(which.length)]


def written(days: list[date]) -> str | None:
    """The days as EDTF; None for none."""
    return "/".join(str(day) for day in days) or None
