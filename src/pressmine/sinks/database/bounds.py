"""The first and the last day of an EDTF value, so that a database can sort and bound dates."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

#: First and last month of the seasons of ISO 8601-2 (21 spring to 24 winter, which ends in the following year).
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_DAY = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T.*)?")
Days = tuple[str | None, str | None]


def days(value: str | None) -> Days:
    """First and last day as `YYYY-MM-DD`; null if the value leaves that bound open or the year unknown.

    >>> days("2019/2022"), days("../2030"), days("XXXX-03-29")
    (('2019-01-01', '2022-12-31'), (None, '2030-12-31'), (None, None))
    >>> days("2021-22"), days("198X")
    (('2021-06-01', '2021-08-31'), ('1980-01-01', '1989-12-31'))
    """
    if value is None:
        return None, None
    first, slash, last = value.partition("/")
    return (_point(first)[0], _point(last)[1]) if slash else _point(first)


def _point(value: str) -> Days:
    match = _DAY.fullmatch(value.rstrip("~?"))
    if match is None:
        return None, None
    low, high = (int(match[1].replace("X", digit)) for digit in "09")
    month, day = (int(part) if part and part != "XX" else None for part in (match[2], match[3]))
    if month is None or low == 0:
        return (f"{low:04}-01-01", f"{high:04}-12-31") if low else (None, None)
    if month in _SEASONS:
        begins, ends = _SEASONS[month]
        high += ends < begins
        return f"{low:04}-{begins:02}-01", _end(high, ends)
    if not 1 <= month <= 12:
        return None, None
    if day is None:
        return f"{low:04}-{month:02}-01", _end(high, month)
    return f"{low:04}-{month:02}-{day:02}", f"{high:04}-{month:02}-{day:02}"


def _end(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def utc(moment: str) -> str:
    """An ISO date-time as UTC to the second; without an offset it is Paris time. Raises ValueError for anything else.

    >>> utc("2026-03-01T06:00+01:00"), utc("2026-07-01T06:00")
    ('2026-03-01T05:00:00Z', '2026-07-01T04:00:00Z')
    """
    parsed = datetime.fromisoformat(moment)
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=ZoneInfo("Europe/Paris"))
    return stamp(parsed)


def stamp(moment: datetime) -> str:
    """A moment as the tables hold it.

    >>> stamp(datetime(2026, 3, 1, 5, tzinfo=UTC))
    '2026-03-01T05:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
