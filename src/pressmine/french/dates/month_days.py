"""Days with their month: ``mardi 29 mars à 17h 30``, ``les 3, 4 et 5 octobre``, ``premier janvier``."""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates.lexicon import (
    ANY_WEEKDAY,
    DAY,
    ENGLISH_MONTH,
    FULL_MONTH,
    LAST,
    MONTH,
    NEXT,
    OSP,
    SHORT_YEAR,
    SP,
    WEEKDAYS,
    YEAR,
    day_number,
    full_year,
    month_number,
    weekday_number,
)  # fmt: skip
from pressmine.french.dates.types import Nearest, Piece, Relative
from pressmine.french.edtf import UNKNOWN_YEAR, Moment, is_day

_SEPARATOR: Final = rf"(?:{OSP},{OSP}(?:et{SP}|ou{SP})?|{SP}(?:et|ou|&|au|a|jusqu'au){SP}|{OSP}[-/+&>→]{OSP}|\.)"
_MORE: Final = rf"{_SEPARATOR}(?:(?:le|du|les){SP})?(?:{ANY_WEEKDAY},?{SP})?{DAY}"
_DAYS: Final = re.compile(
    rf"(?:(?P<weekday>{ANY_WEEKDAY}|{WEEKDAYS}),?{SP}(?:le{SP})?|(?P<typed>{any_of(cal.WEEKDAYS)})(?=\d))?(?P<days>{DAY}(?:{_MORE}){{0,9}})"
    rf"(?:(?:{SP}(?:du{SP}mois{SP}|of{SP})?(?:de{SP}|d')?|[-/])(?P<month>{MONTH}|{ENGLISH_MONTH})|(?P<glued>{FULL_MONTH}))"
    rf"(?:(?:,?{SP}(?:(?:de{SP})?l'annee{SP})?|[-/])(?P<year>{YEAR})(?!-\d)|(?:{SP}|[-/])(?P<yy>{SHORT_YEAR})|{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT}))?"
)
_ONE_DAY: Final = re.compile(
    rf"(?P<sep>{_SEPARATOR})?(?:(?:le|du|les){SP})?(?:(?P<weekday>{ANY_WEEKDAY}),?{SP})?(?P<day>{DAY})"
)
_DAY_IN_WORDS: Final = re.compile(
    rf"(?:(?P<weekday>{ANY_WEEKDAY}){SP})?\b(?P<word>{any_of(cal.DAY_WORDS)}){SP}(?P<month>{FULL_MONTH})(?:{SP}(?P<year>{YEAR}))?"
)
_PLACE_BEFORE: Final = re.compile(rf"\b{any_of(cal.NAMED_AFTER_DAYS)}{SP}(?:du|des|de{SP}la)?{OSP}\Z")
_NUMBER_BEFORE: Final = re.compile(r"(?:\d|\d[.,/:-]|[a-z]-)\Z")
_FULL_ENGLISH: Final = frozenset(w for w in cal.ENGLISH_MONTHS if len(w) > 4 and w not in cal.MONTHS)


def in_words(text: str, at: int) -> list[Piece]:
    """``premier janvier 2024``, ``quatorze juillet``."""
    if not (m := _DAY_IN_WORDS.match(text, at)) or not (month := month_number(m["month"])):
        return []
    day = cal.DAY_WORDS[re.sub(r"\s+", " ", m["word"])]
    if not is_day(int(m["year"]) if m["year"] else None, month, day):
        return []
    low = Moment(m["year"] or UNKNOWN_YEAR, month, day)
    weekday = weekday_number(m["weekday"]) if m["weekday"] else None
    return [Piece(at, m.end(), "date.day-month", "day", low, None, weekday)]


def days(text: str, at: int) -> list[Piece]:
    """A day or days before a month: ``mardi 29 mars 2011 à 17h30``, ``13 et 14 septembre``, ``28 au 30 juin``.

    Adjoining days make one period; other days are a piece each. The month and year belong to all of them.
    """
    if _NUMBER_BEFORE.search(text[max(0, at - 2) : at]) or not (m := _DAYS.match(text, at)):
        return []
    word = (m["month"] or m["glued"]).rstrip(".")
    month = cal.MONTHS.get(word)
    if month is None:
        if not m["year"] and word not in _FULL_ENGLISH:  # "20 may", "3 mar": too short to be a date on their own
            return []
        month = cal.ENGLISH_MONTHS[word]
    runs = _runs(text, m)
    if not runs:
        return []
    if _PLACE_BEFORE.search(text[max(0, at - 28) : at]):
        return _no_date(at, m.end())
    relative: Relative | None = Nearest(-1) if m["last"] else Nearest(1) if m["next"] else None
    year = m["year"] or (full_year(m["yy"]) if m["yy"] else UNKNOWN_YEAR)
    pieces = [p for run in runs if (p := _piece(run, year, month, relative)) is not None]
    if len(pieces) != len(runs):
        return _no_date(at, m.end())
    return [*pieces[:-1], pieces[-1]._replace(end=m.end())]


def _no_date(start: int, end: int) -> list[Piece]:
    """A place named after a day, or a day that the calendar does not have: its month and year are not dates either."""
    return [Piece(start, end, "date.none", "day", confidence=0.0)]


# start, end, first day, last day, weekday, how they are tied
_Run = tuple[int, int, int, int, int | None, str]


def _runs(text: str, m: re.Match[str]) -> list[_Run]:
    """The days before the month, in runs that adjoin; a descending list keeps its last ascending part."""
    runs: list[_Run] = []
    at = m.start("days")
    while at < m.end("days") and (one := _ONE_DAY.match(text, at, m.end("days"))):
        day = day_number(one["day"])
        weekday = weekday_number(one["weekday"]) if one["weekday"] else None
        sep = (one["sep"] or "").strip()
        start = one.start("weekday") if one["weekday"] else one.start("day")
        if not runs and (said := m["weekday"] or m["typed"]):
            weekday, start = weekday_number(said), m.start()
        at = one.end()
        if not runs:
            runs.append((start, at, day, day, weekday, ""))
            continue
        begin, _, low, high, first_weekday, tie = runs[-1]
        if sep in {"au", "a", "jusqu'au", "-", "/", ">", "→"} and (day > high or (sep != "/" and low > 15 > day)):
            runs[-1] = (begin, at, low, day, first_weekday, "range")
        elif day == high + 1 and "ou" not in sep and tie != "range":
            runs[-1] = (begin, at, low, day, first_weekday, "list")
        elif day > high:
            runs.append((start, at, day, day, weekday, ""))
        else:
            runs = [(start, at, day, day, weekday, "")]
    return runs


def _piece(run: _Run, year: str, month: int, relative: Relative | None) -> Piece | None:
    """The piece of one run, or None if the calendar has no such day."""
    start, end, low, high, weekday, tie = run
    number = int(year) if year.isdigit() else None
    if not is_day(number, month, high):
        return None
    last = Moment(year, month, high)
    if not tie:
        return Piece(start, end, "date.day-month", "day", last, None, weekday, relative)
    first = Moment(year, month, low)
    if low > high:  # "du 28 au 3 mars" begins in the month before
        first = (
            Moment(year, month - 1, low) if month > 1 else Moment(str(number - 1) if number else UNKNOWN_YEAR, 12, low)
        )
    if not is_day(int(first.year) if number else None, first.month or 0, low):
        return None
    return Piece(start, end, f"date.day-{tie}", "interval", first, last, weekday, relative)
