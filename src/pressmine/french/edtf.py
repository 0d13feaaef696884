"""Values of dates: EDTF (ISO 8601-2), written from parts and completed part by part.

``XXXX`` stands for a year that is not known (yet); seasons are months 21 (spring) to 24 (winter); ``..`` is an open
end.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

UNKNOWN_YEAR: Final = "XXXX"
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASON_MONTHS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_POINT: Final = re.compile(
    r"(?P<year>\d{4}|XXXX|\d{3}X|\d\dXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>[01]\d:[0-5]\d|2[0-3]:[0-5]\d))?)?)?~?"
)


@dataclass(frozen=True, slots=True)
class Moment:
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
    datetime.date(2021, 6, 1)
    """
    if not moment.year.isdigit():
        return None
    year = int(moment.year)
    if moment.month is None:
        return date(year, 1, 1)
    if moment.month > 12:
        return date(year, _SEASON_MONTHS[moment.month][0], 1)
    return date(year, moment.month, moment.day or 1)


def last_day(moment: Moment) -> date | None:
    """The last day of a point whose year is known; None where it is not. Winter ends in the year after.

    >>> last_day(Moment("2020", 2)), last_day(Moment("2020", 24))
    (datetime.date(2020, 2, 29), datetime.date(2021, 2, 28))
    """
    if not moment.year.isdigit():
        return None
    year = int(moment.year)
    if moment.month is None:
        return date(year, 12, 31)
    if moment.day is not None:
        return date(year, moment.month, moment.day)
    month = moment.month
    if month > 12:
        month = _SEASON_MONTHS[month][1]
        year += month == 2
    return date(year, month, days_in_month(year, month))
