"""Completing dates: years that a line leaves out, and relative dates counted from the day the text was written.

A year comes from what settles it first, told in `inferred`: a weekday that fits one year only, the day of publication
and the tense, a year in the same sentence, the other dates. Else it stays `XXXX`; the machine's clock is never read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final, Literal, NamedTuple

from pressmine.evidence import DateReading, Evidence
from pressmine.french import edtf
from pressmine.french.around_dates import fiscal_end, is_from, is_since
from pressmine.french.dates.completion import bounded, complete, nth_within, weekday_agrees, weekday_within
from pressmine.french.dates.other import read_other
from pressmine.french.dates.types import Anaphor, AtHour, DayOfMonth, FromEaster, Nearest, NthOf, OnWeekday, Unread
from pressmine.offsets import Span
from pressmine.record import Date
from pressmine.resolution import change
from pressmine.resolve.dates_known import (
    ALL,
    DAYS,
    FINE,
    base_date,
    day_of,
    fiscal_value,
    lean,
    likely_year,
    newest_year,
    single_day,
    weekday_year,
    years_named,
)
from pressmine.resolve.dates_sentence import year_of_sentence, year_that_opens
from pressmine.resolve.dates_side import other_side, year_near
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.span_index import SpanIndex

#: A day this near to the publication date is meant, even where its weekday is wrong: the release has a slip.
_TYPO_DAYS: Final = 60
_HEAD: Final = frozenset({"published", "updated", "replaced", "embargo"})
_NO_EVENT: Final = _HEAD | {"deadline", "founding", "signature", "statement", "decision", "appointment", "reference"}


class _Value(NamedTuple):
    value: str | None
    inferred: str | None


def resolve_dates(ledger: Ledger) -> None:
    """Add every date of the document with its value, in text order."""
    items = list(ledger.open(DateReading))
    base = base_date(ledger, items)
    completer = _Completer(ledger, items, base)
    if base is None and (base := completer.dateline()):
        completer = _Completer(ledger, items, base)
        change(ledger.resolution.header, published=base.isoformat())
    for item, reading in items:
        found = completer.value(item, reading)
        if found is None:
            ledger.lose(
                item, None, "the year is part of a name" if reading.in_name else "nothing says what it counts from"
            )
            continue
        ledger.resolution.dates.append(ledger.resolution.read(Date, item, value=found.value, inferred=found.inferred))
        if found.inferred:
            ledger.complete(item, found.inferred)
        else:
            ledger.keep(item, "the words alone give it")


#: From a day of these years others are reckoned; at the edges of the calendar `demain` has no day.
_RECKONED = range(1000, 9000)


class _Completer:
    """What is known about a document's calendar so far, while its dates are completed in text order."""

    def __init__(self, ledger: Ledger, items: list[tuple[Evidence, DateReading]], base: date | None) -> None:
        if base is not None and base.year not in _RECKONED:
            base = None
        self.ledger = ledger
        self.base = base
        self.items = items
        self.years = years_named(items, ALL)
        self.newest = newest_year(ledger, items) if base is None else base.year
        self.fiscal_end = fiscal_end(ledger.document.folded)
        self.last: str | None = None  # the value named last, for "le même jour"
        self.last_past: str | None = None  # the same, of those that the text looks back on, for "un an plus tôt"
        self.last_day: str | None = None
        self.last_span: Span | None = None
        self.settled: list[tuple[int, str]] = []  # dates whose year is known, in order, each with its view position
        self.places = SpanIndex((item.span, (item, r)) for item, r in items)
        self.event_day: str | None = None  # the day of the event that hours belong to
        self.by_day: dict[str, int] = self._weekdays()
        self.said = {reading.value for _, reading in items}
        self.likely = likely_year(ledger, items, self.by_day) if base is None else None

    def dateline(self) -> date | None:
        """The day of a dateline with a weekday but no year, if the weekday settles the year."""
        for _, reading in self.items:
            if reading.role == "published" and reading.weekday is not None and reading.value:
                year = self.by_day.get(edtf.month_day(reading.value))
                if year is not None and edtf.lacks_year(reading.value):
                    return day_of(edtf.with_year(reading.value, year) or "")
        return None

    def value(self, item: Evidence, reading: DateReading) -> _Value | None:
        """The completed value and what it was inferred from; None if it turns out not to be a date."""
        found = self._found(item, reading)
        if found is not None and found.value is not None and not edtf.lacks_year(found.value):
            self.last = found.value
            if self.base is None or edtf.begins_by(found.value, self.base):
                self.last_past = found.value
            self.said.add(found.value)
            self.settled.append((self.ledger.document.view_span(item.span).start, found.value))
            if edtf.has_day(found.value):
                self.last_day, self.last_span = found.value, item.span
            starts = reading.role == "start" and self.event_day is not None
            if reading.granularity in DAYS and reading.role not in _NO_EVENT and not starts:
                self.event_day = single_day(found.value) or self.event_day
        return found

    def _found(self, item: Evidence, reading: DateReading) -> _Value | None:
        if reading.in_name and reading.value and not self._is_edition(int(reading.value[:4])):
            return None
        if reading.relative is not None:
            return self._relative(item, reading)
        value = reading.value
        if value is None or not edtf.lacks_year(value):
            if weekday_agrees(reading) is False:
                self.ledger.diagnose("weekday-mismatch", "The day of the week is not that day's.", item.span)
            return _Value(value, None)
        return self._year(item, reading, fiscal_value(value, reading.granularity, self.fiscal_end))

    def _is_edition(self, year: int) -> bool:
        """True if the year after a name is that of an edition; a year later than the text's next year is part of the
        name.
        """
        newest = self.base.year if self.base else max(years_named(self.items, FINE) or self.years, default=year)
        return year <= newest + 1

    def _relative(self, item: Evidence, reading: DateReading) -> _Value | None:
        relative = reading.relative
        if isinstance(relative, AtHour):
            return self._at_hour(relative)
        if isinstance(relative, Unread):
            value = read_other(self.ledger.document.clean(item.span), relative, reading.granularity, self.base)
            return _Value(value, f"publication date: {self.base}") if value else None
        if isinstance(relative, Anaphor):
            last = self.last_past if relative.n < 0 else self.last
            before = self.last_day if relative.unit == "d" and (relative.n or self.last is None) else last
            value = complete(reading, self.base, before)
            return _Value(value, f"date named before: {before}" if value and not edtf.lacks_year(value) else None)
        if isinstance(relative, NthOf) and reading.value is not None:
            return self._nth(item, reading, relative, reading.value)
        if isinstance(relative, OnWeekday) and _is_bare(relative) and (day := self._in_last(item, relative)):
            return _Value(bounded(day, reading), f"date named before: {self.last_day}")
        if isinstance(relative, OnWeekday) and _is_bare(relative) and self._is_ahead(item, reading):
            return self._from_base(complete(replace(reading, relative=replace(relative, direction=1)), self.base))
        if isinstance(relative, OnWeekday) and relative.week == 0 and lean(self.ledger, item) > 0:
            coming = complete(replace(reading, relative=replace(relative, week=1)), self.base)
            value = complete(reading, self.base)  # on a Saturday "ce lundi" is the next one
            past = value is not None and self.base is not None and value[:10] < str(self.base)
            return self._from_base(coming if past else value)
        if isinstance(relative, Nearest) and relative.direction == 0:
            turned = other_side(self.ledger, item, reading, self.base)
            if turned:
                return self._from_base(turned)
        if isinstance(relative, DayOfMonth) and relative.direction == 0 and (near := self._last_day(item)):
            return _Value(complete(reading, near), f"date named before: {near}")
        if isinstance(relative, DayOfMonth | FromEaster) and relative.direction == 0:
            directed = replace(relative, direction=self._side(item, reading))
            return self._from_base(complete(replace(reading, relative=directed), self.base))
        if isinstance(relative, DayOfMonth) and relative.weekday is not None:
            return self._day_without_month(item, reading)
        value = complete(reading, self.base)
        if value is None or edtf.lacks_year(value):
            return _Value(value, None)
        return self._from_base(value)

    def _at_hour(self, relative: AtHour) -> _Value | None:
        """The hour, on the day of the last event named before; no date if there is none."""
        if self.event_day is None:
            return None
        return _Value(relative.on(self.event_day), f"date named before: {self.event_day}")

    def _is_ahead(self, item: Evidence, reading: DateReading) -> bool:
        """True if a bare weekday is the coming one: `dès lundi`, `d'ici mercredi`, `aura lieu mardi`."""
        said = self.ledger.document.clean(item.span)
        if reading.bound is not None or is_from(said):
            return not is_since(said)
        side = lean(self.ledger, item)
        return side > 0 or (side == 0 and reading.granularity == "minute")  # an hour is given for what is to come

    def _side(self, item: Evidence, reading: DateReading) -> Literal[-1, 0, 1]:
        """Whether an expression lies before or after the base date, judging by its bound and its sentence."""
        return 1 if reading.bound == "before" else lean(self.ledger, item)

    def _nth(self, item: Evidence, reading: DateReading, relative: NthOf, month: str) -> _Value:
        """`troisième jeudi de novembre`: the day, once the year of the month is known."""
        found = self._year(item, reading, month)
        day = nth_within(found.value, relative) if found.value and not edtf.lacks_year(found.value) else None
        return _Value(bounded(day, reading), found.inferred) if day else found

    def _day_without_month(self, item: Evidence, reading: DateReading) -> _Value:
        """`vendredi 22`: the one nearest to a day named in its paragraph, else to the publication, else to the last day
        named.
        """
        named = edtf.parse(self.last_day)[1] if self.last_day else None
        last = edtf.last_day(named) if named else None
        for near in (self._last_day(item), self.base, last):
            if near is not None and (value := complete(reading, near)) is not None:
                how = "publication date" if near is self.base else "date named before"
                return _Value(value, f"{how}: {near}")
        return _Value(None, None)

    def _last_day(self, item: Evidence) -> date | None:
        """The last day named before in the same paragraph."""
        named = edtf.parse(self.last_day)[1] if self.last_day and self._same_block(item) else None
        return edtf.last_day(named) if named else None

    def _same_block(self, item: Evidence) -> bool:
        """True if the last day named is in the same paragraph."""
        document = self.ledger.document
        if self.last_span is None:
            return False
        block = document.block_at(document.view_span(item.span).start)
        return block.span.overlaps(document.view_span(self.last_span))

    def _in_last(self, item: Evidence, relative: OnWeekday) -> str | None:
        """The weekday among the days just named in the same paragraph: the Sunday of `les 7 et 8 octobre`."""
        if self.last_day is None or relative.hours or not self._same_block(item):
            return None
        return weekday_within(self.last_day, relative)

    def _from_base(self, value: str | None) -> _Value:
        return _Value(value, f"publication date: {self.base}" if value and self.base else None)

    def _year(self, item: Evidence, reading: DateReading, value: str) -> _Value:
        """The missing year of a value, from the surest source available."""
        key = edtf.month_day(value)
        opening = year_that_opens(self.ledger, item, self.settled)
        if opening is not None and (reading.weekday is None or edtf.falls_on(value, opening, reading.weekday)):
            return _Value(edtf.with_year(value, opening), f"year in the sentence: {opening}")
        if self.base is not None:
            return self._from_calendar(item, reading, value, self.base)
        if key in self.by_day:
            return _Value(edtf.with_year(value, self.by_day[key]), f"weekday: {self.by_day[key]}")
        said = year_of_sentence(self.ledger, item, self.places)
        for year, how in ((said, "year in the sentence"), self.likely or (None, "")):
            if year is not None and (reading.weekday is None or edtf.falls_on(value, year, reading.weekday)):
                return _Value(edtf.with_year(value, year), f"{how}: {year}")
        return _Value(value, None)

    def _from_calendar(self, item: Evidence, reading: DateReading, value: str, base: date) -> _Value:
        """The year nearest to the publication date, in the direction the sentence looks; a weekday must fit."""
        year = year_near(self.ledger, item, reading, value, base)
        if year is None:
            return _Value(value, None)
        if year > base.year and edtf.with_year(value, base.year) in self.said:
            year = base.year  # `proche de celle du premier semestre`, in a text on the half of this year
        if reading.weekday is not None and not edtf.falls_on(value, year, reading.weekday):
            fits = [y for y in range(base.year - 1, base.year + 2) if edtf.falls_on(value, y, reading.weekday)]
            filled = edtf.with_year(value, year)
            if len(fits) == 1 and filled and edtf.distance(filled, base) > _TYPO_DAYS:
                return _Value(edtf.with_year(value, fits[0]), f"weekday: {fits[0]}")
            self.ledger.diagnose(
                "weekday-mismatch", f"In {year} this day does not fall on the weekday that the text names.", item.span
            )
        how = "weekday and publication date" if reading.weekday is not None else "publication date"
        return _Value(edtf.with_year(value, year), f"{how}: {base}")

    def _weekdays(self) -> dict[str, int]:
        """Month and day -> year, for every day whose weekday fits only one of the years around."""
        out: dict[str, int] = {}
        for _, reading in self.items:
            value = reading.value
            if value is None or reading.weekday is None or not edtf.lacks_year(value):
                continue
            year = weekday_year(value, reading.weekday, self.base, self.years, self.newest)
            if year is not None:
                out.setdefault(edtf.month_day(value), year)
        return out


def _is_bare(relative: OnWeekday) -> bool:
    """True for a weekday with nothing that says which one: `mardi`, not `mardi dernier` or `mardi en huit`."""
    return relative.direction == 0 and relative.week is None
