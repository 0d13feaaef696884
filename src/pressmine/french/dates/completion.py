"""Completing date expressions once something else is known: a base date, a weekday, a date named before.

Pure functions. The base date is always the caller's; no clock is read.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, Literal, Protocol

from pressmine.french.dates.feasts import from_easter
from pressmine.french.dates.nth_days import within, written
from pressmine.french.dates.types import (
    Anaphor,
    AtHour,
    DayOfMonth,
    FromEaster,
    Nearest,
    NthOf,
    OnWeekday,
    Shift,
    Unit,
    Unread,
    WeekEnd,
)
from pressmine.french.edtf import Moment, days_in_month, first_day, is_valid, lacks_year, last_day, parse, with_year

_WEEKS_AROUND: Final = 9
_A_WEEK: Final = 7
_MONTHS_OF_UNIT: Final[dict[str, int]] = {"m": 1, "q": 3, "h": 6, "y": 12}


class Expression(Protocol):
    """A date expression as it was read: a match of the grammar, or something derived from one."""

    @property
    def value(self) -> str | None:
        """EDTF, XXXX for a year that the words do not give; None if ``relative`` alone says it."""

    @property
    def weekday(self) -> int | None:
        """Monday is 0."""

    @property
    def relative(self) -> Any:
        """A ``Relative`` of ``dates_types``, or None."""

    @property
    def bound(self) -> str | None:
        """``before`` or ``after`` where one side is open."""


def weekday_agrees(match: Expression) -> bool | None:
    """Whether the named weekday fits the day; None if the text gives only one of the two."""
    if match.weekday is None or match.value is None:
        return None
    low, high = parse(match.value.rstrip("~"))
    moment = low or high
    if moment is None or not moment.year.isdigit() or moment.day is None or moment.month is None:
        return None
    return date(int(moment.year), moment.month, moment.day).weekday() == match.weekday


@lru_cache(maxsize=2**12)
def nearest_year(value: str, base: date, direction: Literal[-1, 0, 1] = 0) -> int | None:
    """The year for an open ``value`` that brings it nearest to ``base``: on either side (0), before it (-1) or after it
    (+1).

    None if ``value`` already has a year, or if no year nearby has that day.

    >>> nearest_year("XXXX-12-20", date(2024, 1, 8)), nearest_year("XXXX-06", date(2023, 9, 20), -1)
    (2023, 2023)
    """
    if not lacks_year(value):
        return None
    best: tuple[int, int] | None = None
    for year in range(base.year - 4, base.year + 5):
        filled = with_year(value, year)
        if filled is None:
            continue
        low, high = parse(filled.rstrip("~"))
        begin = first_day(low or high)  # type: ignore[arg-type]  # one of the two is there
        end = last_day(high or low)  # type: ignore[arg-type]
        if begin is None or end is None or (direction < 0 and end > base) or (direction > 0 and begin < base):
            continue
        distance = max((begin - base).days, (base - end).days, 0)
        if best is None or distance < best[0]:
            best = (distance, year)
    return best[1] if best else None


#: Years beyond which no text says what happens.
_AHEAD = 50


def complete(match: Expression, base: date | None, named_before: str | None = None) -> str | None:
    """The value of a relative expression, computed from the day it was written and the last date named before.

    A match that is not relative keeps its value, even with an open year. None if what it counts from is unknown.
    """
    relative = match.relative
    if relative is None:
        return match.value
    if isinstance(relative, Unread | AtHour):
        return None
    if isinstance(relative, Nearest):
        return _nearest(match, base, relative)
    if isinstance(relative, NthOf):
        return _nth(match.value, base, relative)
    if isinstance(relative, Shift) and match.value is not None:  # "juin de l'année prochaine"
        return with_year(match.value, base.year + relative.n) if base else match.value
    if isinstance(relative, Anaphor) and match.value is not None:  # "novembre de la même année"
        year = _anaphor(relative, named_before)
        return with_year(match.value, int(year)) if year else match.value
    if isinstance(relative, Anaphor):
        point = _anaphor(relative, named_before)
        if point and base and point[:4].isdigit() and int(point[:4]) > base.year + _AHEAD:
            return None  # `Soixante ans après, …`: it counts from what the text has not dated
    elif base is None:
        return None
    elif isinstance(relative, Shift):
        point = shift(base, relative.unit, relative.n, relative.stretch)
    elif isinstance(relative, OnWeekday):
        point = _weekday(base, relative)
    elif isinstance(relative, WeekEnd):
        saturday = base + timedelta(days=5 - base.weekday() + 7 * relative.direction)
        point = f"{saturday}/{saturday + timedelta(days=1)}"
    elif isinstance(relative, FromEaster):
        point = str(from_easter(base, relative))
    else:
        point = _day_of_month(base, relative)
    if point and not isinstance(relative, WeekEnd) and relative.hours and is_valid(f"{point}T00:00"):
        point = relative.hours.on(point)
    return bounded(point, match) if point else None


def bounded(point: str, match: Expression) -> str:
    """A value made an open interval by its bound: ``depuis hier``."""
    low, _, high = point.partition("/")
    if match.bound == "before":
        return f"../{high or low}"
    return f"{low}/.." if match.bound == "after" else point


def _nearest(match: Expression, base: date | None, relative: Nearest) -> str | None:
    if match.value is None or base is None or not lacks_year(match.value):
        return match.value
    if relative.direction == 0:
        return with_year(match.value, base.year)
    year = nearest_year(match.value, base, relative.direction)
    return with_year(match.value, year) if year else match.value


def shift(base: date, unit: Unit, n: int, stretch: bool = False) -> str:
    """``base`` moved by ``n`` units, said to that unit; with ``stretch`` all the time between the two.

    >>> shift(date(2024, 2, 6), "d", -1), shift(date(2024, 2, 6), "y", -1), shift(date(2024, 2, 6), "q", -1)
    ('2024-02-05', '2023', '2023-10/2023-12')
    """
    if unit in {"d", "w"}:
        day = base + timedelta(days=n if unit == "d" else 7 * n)
        if stretch:
            return f"{min(base, day)}/{max(base, day)}"
        if unit == "d":
            return str(day)
        monday = day - timedelta(days=day.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"
    length = _MONTHS_OF_UNIT[unit]
    months = base.year * 12 + base.month - 1 + n * length
    year, month = divmod(months, 12)
    if stretch and unit == "y":
        return f"{min(base.year, year):04d}/{max(base.year, year):04d}"
    if stretch:
        day = date(year, month + 1, min(base.day, days_in_month(year, month + 1)))
        return f"{min(base, day)}/{max(base, day)}"
    if unit == "y":
        return f"{year:04d}"
    first = month // length * length + 1
    if length == 1:
        return str(Moment(f"{year:04d}", first))
    return f"{Moment(f'{year:04d}', first)}/{Moment(f'{year:04d}', first + length - 1)}"


def _weekday(base: date, relative: OnWeekday) -> str:
    """A bare weekday is the last one up to the base date; ``prochain`` and ``dernier`` never mean that very day."""
    back = (base.weekday() - relative.weekday) % 7
    if relative.week is not None:
        day = base + timedelta(days=relative.weekday - base.weekday() + 7 * relative.week)
    elif relative.later:
        day = base + timedelta(days=-back % 7 + 7 * relative.later)
    elif relative.direction > 0:
        day = base + timedelta(days=7 - back)
    else:
        day = base - timedelta(days=back or (7 if relative.direction < 0 else 0))
    if relative.until is not None:
        return f"{day}/{day + timedelta(days=(relative.until - relative.weekday) % 7)}"
    return str(day)


def weekday_within(value: str, relative: OnWeekday) -> str | None:
    """The day within a value's period that falls on the weekday; None if the value is a single day, longer than a week,
    or has none.

    >>> weekday_within("2023-10-07/2023-10-08", OnWeekday(6))
    '2023-10-08'
    """
    low, high = parse(value.rstrip("~"))
    first, last = first_day(low) if low else None, last_day(high) if high else None
    if first is None or last is None or not 0 < (last - first).days < _A_WEEK:
        return None
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    fits = [day for day in days if day.weekday() == relative.weekday]
    if not fits:
        return None
    if relative.until is None:
        return str(fits[0])
    return f"{fits[0]}/{fits[0] + timedelta(days=(relative.until - relative.weekday) % _A_WEEK)}"


def _day_of_month(base: date, relative: DayOfMonth) -> str | None:
    first = _first_of_month(base, relative)
    if first is None or relative.until is None:
        return first
    last = f"{first[:8]}{relative.until:02d}"
    return f"{first}/{last}" if is_valid(last) and first < last else None


def _first_of_month(base: date, relative: DayOfMonth) -> str | None:
    if relative.weekday is None and relative.direction is None:
        day = f"{shift(base, 'm', relative.months)}-{relative.day:02d}"
        return day if is_valid(day) else None
    near = [base + timedelta(days=n) for n in range(-_WEEKS_AROUND * 7, _WEEKS_AROUND * 7 + 1)]
    side = relative.direction or 0
    fits = [
        d
        for d in near
        if d.day == relative.day and relative.weekday in {None, d.weekday()} and (d - base).days * side >= 0
    ]
    if not fits:
        return None
    return str(min(fits, key=lambda d: (abs((d - base).days), d)))


def _nth(value: str | None, base: date | None, relative: NthOf) -> str | None:
    """The day within the month of an open value, or within a month counted from the base date's."""
    if base is None:
        return value
    if value is None:
        month = shift(base, "m", relative.months)
    else:
        year = nearest_year(value, base)
        month = (with_year(value, year) if year else None) or value
    return nth_within(month, relative) or value


def nth_within(month: str, relative: NthOf) -> str | None:
    """The n-th day meant within a month of a known year; None if the month has no such day.

    >>> nth_within("2023-11", NthOf(3, 3))
    '2023-11-16'
    """
    low, _ = parse(month)
    if low is None or low.month is None or not low.year.isdigit():
        return None
    point = written(within(int(low.year), low.month, relative))
    return relative.hours.on(point) if point and relative.hours and relative.length == 1 else point


def _anaphor(relative: Anaphor, named_before: str | None) -> str | None:
    """The date named before, moved; None if it is less precise than what is asked of it."""
    if named_before is None:
        return None
    low, high = parse(named_before.rstrip("~"))
    anchor = (high or low) if relative.n >= 0 else (low or high)
    if anchor is None or not anchor.year.isdigit():
        return None
    if relative.unit == "d" and anchor.day is None:
        return str(anchor) if relative.n == 0 else None
    if relative.unit in {"m", "w"} and (anchor.month is None or anchor.month > 12):
        return None
    day = first_day(anchor)
    return shift(day, relative.unit, relative.n) if day else None
