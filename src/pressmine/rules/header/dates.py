"""Full dates as a head writes them:

`le 3 mars 2022`, `20.09.23`, `Wednesday, 10 December 2025`, `2024-05-24`, with their time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pressmine.french.alternatives import any_of

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january janv jan",
            "fevrier february fevr fev feb",
            "mars march mar",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet july juil jul",
            "aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = any_of(_MONTHS)
_DATE = re.compile(
    rf"(?<![\d/.-])(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s(?P<month>{_MONTH})\.?,?\s(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\s(?P<day2>\d{{1,2}}),?\s(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|\d\d))(?![\d/])"
)
#: What no full date goes without: four digits, or two separators that are the same.
_SIGN = re.compile(r"\d(?:\d{3}|\s?([/.-])\s?\d\d?\s?\1)")
#: Farther than this no date reaches on either side of it.
_WIDEST = 40
_DAY_MONTH = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:er)?\s(?P<month>{_MONTH})(?!\w)(?!\.?,?\s\d{{4}})")
_TIME = re.compile(
    r"[\s,(–-]{0,4}(?:a\s|des\s|- )?(?P<hour>[01]?\d|2[0-4])\s?(?:h(?:eures?)?|:)\s?(?P<minute>[0-5]\d)?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A full date and where it stands in the text it was looked for in."""

    start: int
    end: int
    value: date


def full_dates(folded: str, start: int, end: int) -> Iterator[Found]:
    """Dates with day, month and year, in order.

    Two-digit years are of the years 1950 to 2049; days that no calendar has are none.
    """
    at = start
    for sign in _SIGN.finditer(folded, start, end):
        if sign.end() <= at:
            continue
        m = _DATE.search(folded, max(at, sign.start() - _WIDEST), min(end, sign.end() + _WIDEST))
        if m is not None and m.start() < sign.end():
            at = m.end()
            value = _value(m)
            if value is not None:
                yield Found(m.start(), m.end(), value)


def _value(m: re.Match[str]) -> date | None:
    try:
        if m.group("iso"):
            return date.fromisoformat(m.group("iso"))
        if m.group("d"):
            year = int(m.group("y"))
            year += (1900 if year >= 50 else 2000) if year < 100 else 0
            return date(year, int(m.group("m")), int(m.group("d")))
        month = m.group("month") or m.group("month2")
        return date(int(m.group("year") or m.group("year2")), _MONTHS[month], int(m.group("day") or m.group("day2")))
    except ValueError:
        return None


def day_and_month(folded: str, start: int, end: int, year: int) -> Found | None:
    """The first `22 novembre` without a year, in the given year."""
    m = _DAY_MONTH.search(folded, start, end)
    if m is None:
        return None
    try:
        return Found(m.start(), m.end(), date(year, _MONTHS[m.group("month")], int(m.group("day"))))
    except ValueError:
        return None


def time_behind(folded: str, at: int, end: int) -> tuple[int, int] | None:
    """Hour and minute that stand right behind a date: `à 6 h`, `, 18 heures`, `– 10h30`."""
    m = _TIME.match(folded, at, end)
    if m is None:
        return None
    return int(m.group("hour")), int(m.group("minute") or 0)


def paris_time(day: date, hour: int, minute: int) -> str:
    """An ISO date-time with the offset of mainland France.

    Summer time runs from the last Sunday of March to the last Sunday of October, 01:00 UTC (directive 2000/84/EC; so in
    France since 1996); a midnight written as 24 h is that of the next day.

    >>> paris_time(date(2019, 6, 4), 6, 0), paris_time(date(2022, 11, 22), 18, 0)
    ('2019-06-04T06:00:00+02:00', '2022-11-22T18:00:00+01:00')
    """
    moment = datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)
    spring = _last_sunday(moment.year, 3).replace(hour=2)
    autumn = _last_sunday(moment.year, 10).replace(hour=3)
    offset = "+02:00" if spring <= moment < autumn else "+01:00"
    return f"{moment.isoformat()}{offset}"


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
