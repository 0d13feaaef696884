"""Dates that a format declares next to the text (front matter, meta tags, mail headers), as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from pressmine.french.dates import find_dates

_ISO = re.compile(
    r"(?P<date>\d{4}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{1,2})"
    r"(?:(?:T|[ \t]{1,3})(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?"
    r"[ \t]{0,3}(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?")
#: What may come before the day: `publié le`, `mise en ligne le`, `lundi,`.
_BEFORE = re.compile(r"[^\d]{0,40}")


def iso_date(declared: str) -> str | None:
    """`declared` as an ISO 8601 date or date-time, or None if it is neither a full date nor a real one.

    >>> iso_date("2021-01-11 16:04:00 +01:00")
    '2021-01-11T16:04:00+01:00'
    >>> iso_date("11/01/2021"), iso_date("1er février 2021"), iso_date("2021-02-30")
    ('2021-01-11', '2021-02-01', None)
    >>> iso_date("2014/02/26"), iso_date("26-02-2014"), iso_date("March 4, 2024")
    ('2014-02-26', '2014-02-26', '2024-03-04')
    >>> iso_date("Mon, 11 Jan 2021 16:04:00 +0100")
    '2021-01-11T16:04:00+01:00'
    """
    text = declared.strip()
    if len(text) > 80:
        return None
    if match := _ISO.fullmatch(text):
        return _from_iso(match)
    if match := _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if ":" in text and (sent := _from_mail(text)):
        return sent
    for found in find_dates(text):
        if (day := found.day) and _BEFORE.fullmatch(text, 0, found.start):
            return _day(day.year, day.month, day.day)
    return None


def _from_iso(match: re.Match[str]) -> str | None:
    year, month, day = (int(part) for part in match["date"].split(match["sign"]))
    written = _day(year, month, day)
    if written is None or match["time"] is None:
        return written
    zone = (match["zone"] or "").upper()
    if zone in ("Z", "UTC", "GMT"):
        zone = "+00:00"
    elif zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    value = f"{written}T{match['time']}{zone}"
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return written
    return value


def _from_mail(text: str) -> str | None:
    try:
        value = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return value.isoformat() if 1900 <= value.year <= 2199 else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if 1900 <= year <= 2199 else None
    except ValueError:
        return None
