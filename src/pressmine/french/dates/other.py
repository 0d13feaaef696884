"""Dates left to dateparser: a day with a month in another language, ``3 days ago``.

The bounds are found here, with the parts that the text itself gives; dateparser reads the span alone, from a given day,
and its answer is checked part by part. Its search is never used.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from pressmine.french.dates.completion import shift
from pressmine.french.dates.lexicon import ENGLISH_MONTH, MONTH, SP, YEAR, normalise
from pressmine.french.dates.types import DateMatch, Granularity, Unit, Unread
from pressmine.french.lexicon import any_form

#: Months of the neighbours' languages, whole and cut short, as dateparser knows them; French and English ones are the
#: grammar's own. By these alone a text is shown to need dateparser, which takes its time.
_MONTHS: Final = any_form("foreign_month")
_FOREIGN: Final = re.compile(
    rf"(?<![\d.,/:-])(?P<day>[1-9]|[12]\d|3[01])\.?{SP}(?:(?:de|di){SP})?(?!{MONTH}|{ENGLISH_MONTH})(?P<month>{_MONTHS})\.?{SP}(?:(?:de|del){SP})?(?P<year>{YEAR})(?!-\d)"
)
_AGO: Final = re.compile(
    rf"\b(?:(?:\d{{1,3}}|an?){SP}(?P<unit>day|week|month|year)s?{SP}ago|yesterday|last{SP}(?P<last>week|month|year))\b"
)
# What each pattern can't do without: a plain look spares most texts the patterns.
_A_MONTH: Final = re.compile(rf"\s{_MONTHS}[.\s]")
_AGO_WORDS: Final = ("ago", "yesterday", "last")
# The languages that are in French releases: English pages, and the neighbours'.
_LANGUAGES: Final = ["en", "de", "es", "it", "nl", "pt"]
_UNITS: Final[dict[str, Unit]] = {"day": "d", "week": "w", "month": "m", "year": "y"}
_GRAIN: Final[dict[str, Granularity]] = {"day": "day", "week": "week", "month": "month", "year": "year"}


def may_hold_others(folded: str) -> bool:
    """Whether a normalised text has a word that `find_others` looks for; if not, it finds nothing there."""
    return any(word in folded for word in _AGO_WORDS) or _A_MONTH.search(folded) is not None


def find_others(text: str, folded: str | None = None) -> list[DateMatch]:
    """Spans that look like dates in another language; the value of `3 days ago` has to wait for a base date.

    ``folded`` is the text normalised, where that is known.

    >>> [text[m.start : m.end] for text in ["Erfurt, 12. März 2023"] for m in find_others(text)]
    ['12. März 2023']
    """
    folded = normalise(text) if folded is None else folded
    found = []
    for m in _FOREIGN.finditer(folded) if _A_MONTH.search(folded) else ():
        parts = Unread(int(m["day"]), int(m["year"]))
        if value := read_other(text[m.start() : m.end()], parts, "day", None):
            found.append(DateMatch(m.start(), m.end(), value, "day", "date.other", confidence=0.85))
    if not any(word in folded for word in _AGO_WORDS):
        return found
    found += [
        DateMatch(
            m.start(),
            m.end(),
            None,
            _GRAIN[m["unit"] or m["last"] or "day"],
            "date.other",
            relative=Unread(),
            confidence=0.6,
        )
        for m in _AGO.finditer(folded)
    ]
    return sorted(found, key=lambda match: match.start)


def warm() -> None:
    """Make dateparser load its tables now, in a process to be forked, so that its children need not."""
    for month in ("juli", "marzo", "maart", "julho"):
        read_other(f"3 {month} 2023", Unread(3, 2023), "day", None)
    read_other("3 days ago", Unread(), "day", date(2023, 7, 3))


@lru_cache(maxsize=2**10)
def read_other(text: str, parts: Unread, granularity: str, base: date | None) -> str | None:
    """The EDTF value of a span, or None if dateparser reads none, or another day or year than the text gives.

    A relative span (no parts) needs a base date; the machine's clock is never read. Results are cached:
    dateparser takes a thousand times as long as a regular expression.
    """
    if parts.day is None and base is None:
        return None
    import dateparser  # half a second of start-up that few documents need

    settings = {
        "RELATIVE_BASE": datetime.combine(base or date(parts.year or 2000, 1, 1), time()),
        "STRICT_PARSING": parts.day is not None,
        "DATE_ORDER": "DMY",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    read = dateparser.parse(text, languages=_LANGUAGES, settings=settings)
    if read is None:
        return None
    if parts.day is not None:
        return read.date().isoformat() if (read.day, read.year) == (parts.day, parts.year) else None
    if base is None or read.date() >= base:
        return None
    return shift(read.date(), _UNITS[granularity], 0)
