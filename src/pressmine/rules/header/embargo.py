"""Until when a text must not be published: `SOUS EMBARGO JUSQU'AU …`, `À ne pas diffuser avant le …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pressmine.document import Document, ZoneKind
from pressmine.evidence import Evidence, HeaderReading, Rule
from pressmine.french.dates import DateMatch, find_dates
from pressmine.rules.lists import any_of, word_list

EMBARGO = re.compile(rf"(?<!\w){any_of(word_list('header')['embargo'])}(?!\w)")
#: Characters after the words in which the day stands, and before them on their line.
_BEHIND, _BEFORE = 120, 50
_HEAD = frozenset(
    {ZoneKind.LETTERHEAD, ZoneKind.SURTITLE, ZoneKind.DATELINE, ZoneKind.BYLINE, ZoneKind.HEADLINE, ZoneKind.SUBTITLE}
)
_VALUE = re.compile(r"(?P<year>\d{4}|XXXX)-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d))?)?")


def find_embargo(document: Document) -> Iterator[Evidence]:
    """The end of an embargo: an ISO date-time in Paris; midnight where no hour is given."""
    for m in document.search(EMBARGO):
        line = document.block_at(m.start()).span
        head = document.zone_at(m.start()).kind in _HEAD
        if not head and (
            m.start() - line.start > _BEFORE or "embargo" in m.group() and not m.group().startswith("sous")
        ):
            continue  # `l'embargo sur les armes`
        end = min(line.end, m.end() + _BEHIND)
        for match in find_dates(document.text[m.end() : end]):
            moment = _moment(document, match)
            if moment is not None:
                span = document.span(m.start(), m.end() + match.end)
                yield Evidence("header.embargo", span, HeaderReading("embargo", moment), 0.9)
                return


def _moment(document: Document, match: DateMatch) -> str | None:
    m = _VALUE.search(match.value or "")
    if m is None:
        return None
    year = int(m.group("year")) if m.group("year").isdigit() else document.once(first_year)
    if year is None:
        return None
    try:
        day = date(year, int(m.group("month")), int(m.group("day")))
    except ValueError:
        return None
    return paris_time(day, int(m.group("hour") or 0), int(m.group("minute") or 0))


def first_year(document: Document) -> int | None:
    """The year of the first full date that the top of a text gives."""
    for block in document.blocks[:40]:
        for match in find_dates(document.text[block.span.start : block.span.end]):
            if match.day is not None:
                return match.day.year
    return None


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


RULES = (Rule("header.embargo", "La levée d'un embargo, à l'heure de Paris.", find_embargo),)
