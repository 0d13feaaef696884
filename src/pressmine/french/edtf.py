"""Values of dates: EDTF (ISO 8601-2), written from parts and completed part by part.

``XXXX`` stands for a year that is not known (yet); seasons are months 21 (spring) to 24 (winter); ``..`` is an open
end.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

UNKNOWN_YEAR: Final = "XXXX"
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# First and last day of each season, as the almanac has them; they move by a day from year to year.
_SEASON_DAYS: Final = {21: ((3, 20), (6, 20)), 22: ((6, 21), (9, 22)), 23: ((9, 23), (12, 20)), 24: ((12, 21), (3, 19))}
_POINT: Final = re.compile(
    r"(?P<year>\d{4}|XXXX|\d{3}X|\d\dXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>[01]\d:[0-5]\d|2[0-3]:[0-5]\d))?)?)?~?"
)


class Moment(NamedTuple):
    """A point of the calendar, as far as it is known.

    ``year`` has four characters: digits, ``XXXX``, or a decade (``198X``) or century (``19XX``). ``month`` is 1 to 12,
    or 21 to 24 for a season. ``time`` is ``HH:MM``.
    """

    year: str = UNKNOWN_YEAR
    month: int | None = None
    day: int | None = None
    time: str | None = None

    def __str__(self) -> str:
        if self.month is None:
            return self.year
        if self.day is None:
            return f"{self.year}-{self.month:02d}"
        if self.time is None:
            return f"{self.year}-{self.month:02d}-{self.day:02d}"
        return f"{self.year}-{self.month:02d}-{self.day:02d}T{self.time}"


def days_in_month(year: int | None, month: int) -> int:
    """Number of days of a month; 29 for a February whose year is not known.

    >>> days_in_month(2023, 2), days_in_month(None, 2)
    (28, 29)
    """
    if month == 2 and year is not None and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return 28
    return _DAYS[month - 1]


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has this day.

    >>> is_day(2023, 2, 29), is_day(None, 2, 29), is_day(2023, 13, 1)
    (False, True, False)
    """
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def moved(moment: Moment, days: int) -> Moment | None:
    """A day so many days before or after another, whose year need not be known; None for what is no day.

    >>> str(moved(Moment("2024", 5, 31), 1)), str(moved(Moment(month=1, day=1), -1))
    ('2024-06-01', 'XXXX-12-31')
    >>> str(moved(Moment(month=2, day=29), 1))
    'XXXX-03-01'
    """
    some = "2000" if (moment.month, moment.day) == (2, 29) else "2001"  # most years have no 29 February
    day = first_day(moment._replace(year=moment.year if moment.year.isdigit() else some)) if moment.day else None
    if day is None:
        return None
    day += timedelta(days=days)
    year = f"{day.year:04d}" if moment.year.isdigit() else moment.year
    return moment._replace(year=year, month=day.month, day=day.day)


def moved_months(moment: Moment, months: int) -> Moment | None:
    """A day so many months before or after another, the last of its month at most; None for what is no day.

    >>> str(moved_months(Moment("2024", 1, 31), 1)), str(moved_months(Moment(month=3, day=5), -4))
    ('2024-02-29', 'XXXX-11-05')
    """
    if moment.month is None or moment.day is None or moment.month > 12:
        return None
    known = int(moment.year) if moment.year.isdigit() else None
    years, month = divmod(moment.month - 1 + months, 12)
    year = None if known is None else known + years
    day = min(moment.day, days_in_month(year, month + 1))
    return moment._replace(year=moment.year if year is None else f"{year:04d}", month=month + 1, day=day)


@lru_cache(maxsize=2**12)
def parse(value: str) -> tuple[Moment | None, Moment | None]:
    """The first and last point that ``value`` names; None for an open end, the same point twice for a single one.

    Raises ValueError on anything that this module does not write.

    >>> parse("../2030")
    (None, Moment(year='2030', month=None, day=None, time=None))
    """
    low, slash, high = value.partition("/")
    first = None if low == ".." and slash else _moment(low)
    if not slash:
        return first, first
    last = None if high == ".." else _moment(high)
    if first is None and last is None:
        raise ValueError(f"an interval open at both ends: {value!r}")
    return first, last


def _moment(text: str) -> Moment:
    if not (m := _POINT.fullmatch(text)):
        raise ValueError(f"not an EDTF point: {text!r}")
    month = int(m["month"]) if m["month"] else None
    day = int(m["day"]) if m["day"] else None
    if month is not None and not (1 <= month <= 12 or 21 <= month <= 24):
        raise ValueError(f"no such month: {text!r}")
    year = int(m["year"]) if m["year"].isdigit() else None
    if day is not None and not is_day(year, month or 0, day):
        raise ValueError(f"no such day: {text!r}")
    return Moment(m["year"], month, day, m["time"])


def is_valid(value: str) -> bool:
    """Whether ``value`` is a value as this project writes them, with days that exist.

    >>> is_valid("XXXX-02-29"), is_valid("2023-02-29"), is_valid("2019/..")
    (True, False, True)
    """
    try:
        parse(value)
    except ValueError:
        return False
    return True


def lacks_year(value: str) -> bool:
    """Whether a year of ``value`` is open.

    >>> lacks_year("XXXX-03-29"), lacks_year("198X")
    (True, False)
    """
    return UNKNOWN_YEAR in value


@lru_cache(maxsize=2**12)
def with_year(value: str, year: int) -> str | None:
    """``value`` with its open year filled in; an interval that runs past New Year ends in the year after.

    None where that year has no such day (29 February).

    >>> with_year("XXXX-12-28/XXXX-01-03", 2023)
    '2023-12-28/2024-01-03'
    >>> with_year("XXXX-02-29", 2023) is None
    True
    """
    low, slash, high = value.partition("/")
    last_year = year
    if slash and low.startswith(UNKNOWN_YEAR) and high.startswith(UNKNOWN_YEAR) and high[5:] < low[5:]:
        last_year = year + 1
    filled = low.replace(UNKNOWN_YEAR, f"{year:04d}") + slash + high.replace(UNKNOWN_YEAR, f"{last_year:04d}")
    return filled if is_valid(filled) else None


def first_day(moment: Moment) -> date | None:
    """The first day of a point whose year is known; None where it is not.

    >>> first_day(Moment("2021", 22))
    datetime.date(2021, 6, 21)
    """
    if not moment.year.isdigit():
        return None
    year = int(moment.year)
    if moment.month is None:
        return date(year, 1, 1)
    if moment.month > 12:
        return date(year, *_SEASON_DAYS[moment.month][0])
    return date(year, moment.month, moment.day or 1)


def last_day(moment: Moment) -> date | None:
    """The last day of a point whose year is known; None where it is not. Winter ends in the year after.

    >>> last_day(Moment("2020", 2)), last_day(Moment("2020", 24))
    (datetime.date(2020, 2, 29), datetime.date(2021, 3, 19))
    """
    if not moment.year.isdigit():
        return None
    year = int(moment.year)
    if moment.month is None:
        return date(year, 12, 31)
    if moment.day is not None:
        return date(year, moment.month, moment.day)
    if moment.month > 12:
        month, day = _SEASON_DAYS[moment.month][1]
        return date(year + (moment.month == 24), month, day)
    return date(year, moment.month, days_in_month(year, moment.month))


@lru_cache(maxsize=2**12)
def _ends(value: str) -> tuple[Moment, Moment]:
    """The two ends of a value, an open one taken for the other."""
    low, high = parse(value.rstrip("~"))
    first, last = low or high, high or low
    if first is None or last is None:
        raise ValueError(f"a value without an end: {value!r}")
    return first, last


def falls_on(value: str, year: int, weekday: int) -> bool:
    """Whether the first day of an open value falls on a weekday (Monday is 0) in a year.

    >>> falls_on("XXXX-03-29T17:30", 2011, 1)
    True
    """
    filled = with_year(value, year)
    if filled is None:
        return False
    first, _ = _ends(filled)
    day = first_day(first) if first.day else None
    return day is not None and day.weekday() == weekday


def month_day(value: str) -> str:
    """Month and day of the first day of a value; the value itself where it names no day.

    >>> month_day("XXXX-03-29T17:30/XXXX-03-29T19:00")
    '03-29'
    """
    first, _ = _ends(value)
    return f"{first.month:02d}-{first.day:02d}" if first.month and first.day else value


def has_day(value: str) -> bool:
    """Whether a value is precise to the day.

    >>> has_day("../2023-05-01"), has_day("2023-05")
    (True, False)
    """
    return _ends(value)[1].day is not None


def distance(value: str, base: date) -> int:
    """Days between a value and a day; 0 where it holds it, or where its year is open.

    >>> distance("2023-05", date(2023, 4, 29)), distance("2023-05", date(2023, 5, 20))
    (2, 0)
    """
    first, last = _ends(value)
    begin, end = first_day(first), last_day(last)
    if begin is None or end is None:
        return 0
    return max((begin - base).days, (base - end).days, 0)


def begins_by(value: str, day: date) -> bool:
    """Whether a value of a known year begins on a day or before it.

    >>> begins_by("2023-05", date(2023, 5, 20)), begins_by("2024", date(2023, 5, 20))
    (True, False)
    """
    begin = first_day(_ends(value)[0])
    return begin is not None and begin <= day
