"""Dates that a format declares beside the text (front matter, meta tags, mail headers), as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<date>\d{4}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{1,2})"
    r"(?:(?:T|[ \t]{1,3})(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?"
    r"[ \t]{0,3}(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?")
_FRENCH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\D.{0,40})?")
_WORDS = re.compile(
    r"(?:publiée?\s{1,3}|mise?\s{1,3}en\s{1,3}ligne\s{1,3})?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s{1,3})?(?:le\s{1,3})?"
    r"(\d{1,2})(?:er)?\s{1,3}([a-zûéèà]{3,9})\.?\s{1,3}(\d{4})(?:\D.{0,40})?",
    re.IGNORECASE,
)
#: `March 4, 2024`, as content systems in English write it.
_ENGLISH = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s{1,3})?([a-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?"
    r"\s{1,3}(\d{4})(?:\D.{0,40})?",
    re.IGNORECASE,
)
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_UNACCENTED = str.maketrans("éèûà", "eeua")


def iso_date(declared: str) -> str | None:
    """`declared` as an ISO 8601 date or date-time, or None where it is neither a full date nor a real one.

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
    if match := _FRENCH.fullmatch(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := _WORDS.fullmatch(text):
        month = _month(match[2], _MONTHS) or _month(match[2], _ENGLISH_MONTHS)
        return _day(int(match[3]), month, int(match[1]))
    if match := _ENGLISH.fullmatch(text):
        return _day(int(match[3]), _month(match[1], _ENGLISH_MONTHS), int(match[2]))
    return _from_mail(text)


def _month(word: str, names: tuple[str, ...]) -> int:
    """The number of a month by its name or the beginning of it, 0 where it is none."""
    folded = word.lower().translate(_UNACCENTED)
    return next((n for n, name in enumerate(names, 1) if folded.startswith(name)), 0)


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
