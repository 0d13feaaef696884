"""What a document says about its own calendar: the day it was written, its years, the end of its fiscal year."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pressmine.document import Document, ZoneKind
from pressmine.evidence import DateReading, Evidence
from pressmine.french import edtf
from pressmine.french.tense import behind_participle, leaning
from pressmine.resolution import change
from pressmine.resolve.ledger import Ledger

DAYS: Final = frozenset({"day", "minute"})
FINE: Final = DAYS | {"month"}
ALL: Final = FINE | {"week", "season", "quarter", "half", "year", "interval"}
#: Roles of dates that say nothing of the year in which the text was written.
_OTHER_TIMES: Final = frozenset({"founding", "appointment", "reference", "replaced"})
#: What happened, and when, is in the first third of a text.
_LEAD: Final = 3
_LENGTHS: Final = {"quarter": 3, "half": 6}


def base_date(ledger: Ledger, items: list[tuple[Evidence, DateReading]]) -> date | None:
    """The day the text was written: the one the caller gives, else the header's, else a date in dateline position."""
    if ledger.published is not None:
        return ledger.published
    header = ledger.resolution.header
    if header.published is not None:
        return day_of(header.published)
    published = [(item, reading) for item, reading in items if reading.role == "published"]
    for _, reading in sorted(published, key=lambda pair: not pair[1].in_dateline):
        if reading.value and (day := day_of(reading.value)):
            change(header, published=day.isoformat())
            return day
    return None


def day_of(value: str) -> date | None:
    """The day that an EDTF value names; None if it names no single day."""
    try:
        low, high = edtf.parse(value)
    except ValueError:
        return None
    if low is None or low != high or low.day is None:
        return None
    return edtf.first_day(low)


def single_day(value: str) -> str | None:
    """The day that a value lies in; None if it is open or longer than a day."""
    low, high = edtf.parse(value.rstrip("~"))
    if low is None or high is None or low.day is None:
        return None
    return str(edtf.first_day(low)) if edtf.first_day(low) == edtf.first_day(high) else None


def is_background(ledger: Ledger, item: Evidence, reading: DateReading) -> bool:
    """True if a date belongs to the background, past or planned: `lancé en 2015`, `d'ici 2030`, `la loi de 2019`."""
    if reading.role in _OTHER_TIMES or reading.bound is not None:
        return True
    document = ledger.document
    at = document.view_span(item.span).start
    sentence = document.sentence_at(at)
    return behind_participle(document.text, at, (sentence.start, sentence.end))


def years_named(items: list[tuple[Evidence, DateReading]], grains: frozenset[str]) -> list[int]:
    """The years in the document's dates of these granularities, in text order, each once; founding dates do not
    count.
    """
    out: set[int] = set()
    for _, reading in items:
        if reading.value is None or reading.in_name or reading.granularity not in grains:
            continue
        if grains is not ALL and reading.role == "founding":
            continue
        for moment in edtf.parse(reading.value.rstrip("~")):
            if moment is not None and moment.year.isdigit():
                out.add(int(moment.year))
    return sorted(out)


def newest_year(ledger: Ledger, items: list[tuple[Evidence, DateReading]]) -> int:
    """The latest year that a text names without looking ahead to it: it was written then or later. 0 if there is none.

    Of a plan's years (`2022-2025`) the first counts only.
    """
    past = [r for item, r in items if not r.in_name and r.bound != "before" and lean(ledger, item) <= 0]
    firsts = [r.value[:4] for r in past if r.value and r.granularity in ALL]
    return max((int(year) for year in firsts if year.isdigit()), default=0)


def likely_year(
    ledger: Ledger, items: list[tuple[Evidence, DateReading]], by_day: dict[str, int]
) -> tuple[int, str] | None:
    """The likely year of a text without a date of its own, and its source: days or months, the first ones, the
    headline.

    It counts only if it is not earlier than other years the text looks back on.
    """
    newest = max(newest_year(ledger, items), *by_day.values(), 0)
    items = [(item, r) for item, r in items if not is_background(ledger, item, r)]
    precise = [(item, r) for item, r in items if r.value and edtf.has_day(r.value)]
    days = sorted({*years_named(precise, DAYS | {"interval"}), *by_day.values()})
    headline = [
        (item, r)
        for item, r in items
        if _in_headline(ledger.document, item) and r.granularity == "year" and lean(ledger, item) <= 0
    ]
    named = sorted({int(r.value[:4]) for _, r in headline if r.value and r.value[:4].isdigit()})
    lead = [(item, r) for item, r in precise if item.span.end * _LEAD <= len(ledger.document.source.text)]
    first_days = years_named(lead, DAYS | {"interval"})
    fine = years_named(items, FINE)
    for years, how in ((days, "other dates"), (fine, "other dates"), (first_days, "other dates"), (named, "headline")):
        if len(years) == 1 and years[0] >= newest - (how != "headline"):
            return years[0], how
    return None


def weekday_year(value: str, weekday: int, base: date | None, named: list[int], newest: int) -> int | None:
    """The only year, near the publication date or the text's years, in which a day falls on its weekday."""
    if base is not None:
        fits = [y for y in range(base.year - 1, base.year + 2) if edtf.falls_on(value, y, weekday)]
        return fits[0] if len(fits) == 1 else None
    for window in (0, 1):
        near = sorted({y + d for y in named for d in range(-window, window + 1)})
        # an old year that fits is chance
        fits = [y for y in near if y >= newest - 1 and edtf.falls_on(value, y, weekday)]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def lean(ledger: Ledger, item: Evidence) -> Literal[-1, 0, 1]:
    """Whether the sentence around a date looks back or ahead."""
    document = ledger.document
    at = document.view_span(item.span)
    sentence = document.sentence_at(at.start)
    return leaning(document.text, at.start, at.end, (sentence.start, sentence.end))


def _in_headline(document: Document, item: Evidence) -> bool:
    return document.zone_at(document.view_span(item.span).start).kind in {ZoneKind.HEADLINE, ZoneKind.SUBTITLE}


def fiscal_value(value: str, granularity: str, end: int) -> str:
    """A quarter or half of an open year, counted from the month after a fiscal year's end.

    >>> fiscal_value("XXXX-10/XXXX-12", "quarter", 9), fiscal_value("XXXX-01/XXXX-06", "half", 12)
    ('XXXX-07/XXXX-09', 'XXXX-01/XXXX-06')
    """
    length = _LENGTHS.get(granularity)
    low, _ = edtf.parse(value)
    if end == 12 or length is None or low is None or low.month is None or "/" not in value or ".." in value:
        return value
    first = (low.month - 1 + end) % 12 + 1
    last = (first + length - 2) % 12 + 1
    return f"XXXX-{first:02d}/XXXX-{last:02d}"
