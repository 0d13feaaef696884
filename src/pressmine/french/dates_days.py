"""Days: ``mardi 29 mars à 17h 30``, ``les 3, 4 et 5 octobre``, ``20/09/2023 à 9h40``, ISO, English order."""

import re
from dataclasses import replace
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.dates_lexicon import (
    ANY_WEEKDAY,
    DAY,
    ENGLISH_MONTH,
    LAST,
    MONTH,
    NEXT,
    OSP,
    SP,
    TIMES,
    YEAR,
    clock,
    day_number,
    full_year,
    month_number,
    weekday_number,
)  # fmt: skip
from pressmine.french.dates_types import Granularity, Piece, Relative, Toward
from pressmine.french.edtf import UNKNOWN_YEAR, Moment, is_day

_ISO: Final = re.compile(
    r"(?P<y>(?:1[5-9]|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\d-])"
    r"(?:(?:t|\s{1,3})(?P<t>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?(?:\s?(?:z\b|utc\b|[+-]\d\d:?\d\d))?)?"
)
_NUMERIC: Final = re.compile(
    rf"(?P<d>0?[1-9]|[12]\d|3[01])(?P<sep>[/.-])(?P<m>0?[1-9]|[12]\d|3[01])(?P=sep)(?P<y>(?:1[5-9]|20)\d\d|\d\d)(?![\d/]|[.,:-]\d|\s?[€%]){TIMES}"
)
_YEAR_FIRST: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<sep>[/.])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?![\d/]|[.,:-]\d)"
)
_SLASH: Final = re.compile(
    r"(?P<a>0?[1-9]|[12]\d|3[01])/(?P<b>0[1-9]|1[0-2]|[1-9])(?:/|(?P<y>\d{4}))?(?![\d/%]|[.,]\d)"
)
_MONTH_YEAR: Final = re.compile(r"(?P<m>0[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\d/]|[.,]\d)")
_SLASH_CUE: Final = re.compile(rf"(?:\b(?:le|du|au|les|depuis{SP}le)|{ANY_WEEKDAY}|\bdate{OSP}:){SP}?\Z")

_SEPARATOR: Final = rf"(?:{OSP},{OSP}(?:et{SP}|ou{SP})?|{SP}(?:et|ou|&|au|a){SP}|{OSP}[-/+&]{OSP})"
_MORE: Final = rf"{_SEPARATOR}(?:(?:le|du|les){SP})?(?:{ANY_WEEKDAY},?{SP})?{DAY}"
_DAYS: Final = re.compile(
    rf"(?:(?P<weekday>{ANY_WEEKDAY}),?{SP}(?:le{SP})?)?(?P<days>{DAY}(?:{_MORE}){{0,9}})"
    rf"(?:{SP}(?:du{SP}mois{SP}|of{SP})?(?:de{SP}|d')?|-)(?P<month>{MONTH}|{ENGLISH_MONTH})"
    rf"(?:(?:,?{SP}(?:(?:de{SP})?l'annee{SP})?|-)(?P<year>{YEAR})(?!-\d)|{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT}))?{TIMES}"
)
_ONE_DAY: Final = re.compile(
    rf"(?P<sep>{_SEPARATOR})?(?:(?:le|du|les){SP})?(?:(?P<weekday>{ANY_WEEKDAY}),?{SP})?(?P<day>{DAY})"
)
_ENGLISH: Final = re.compile(
    rf"(?:(?P<weekday>{ANY_WEEKDAY}),?{SP})?(?P<month>{ENGLISH_MONTH}){SP}(?P<day>{DAY}),?{SP}(?P<year>{YEAR}){TIMES}"
)
_DAY_IN_WORDS: Final = re.compile(
    rf"(?:(?P<weekday>{ANY_WEEKDAY}){SP})?\b(?P<word>{cal.alternatives(cal.DAY_WORDS)}){SP}(?P<month>{MONTH})(?:{SP}(?P<year>{YEAR}))?{TIMES}"
)
_PLACE_BEFORE: Final = re.compile(rf"\b{cal.alternatives(cal.NAMED_AFTER_DAYS)}{SP}(?:du|des|de{SP}la)?{OSP}\Z")
_NUMBER_BEFORE: Final = re.compile(r"(?:\d|\d[.,/:-]|[a-z]-)\Z")
_FULL_ENGLISH: Final = frozenset(w for w in cal.ENGLISH_MONTHS if len(w) > 4 and w not in cal.MONTHS)


def _timed(m: re.Match[str], day: Moment) -> tuple[Moment, Moment | None, Granularity, int]:
    """The day with its hours: first moment, last moment of a stretch or None, granularity, end of the text."""
    first, last = clock(m["t1"]), clock(m["t2"])
    if m["t1"] and first is None and re.fullmatch(r"\d\d?", m["t1"]):
        first = f"{int(m['t1']):02d}:00"
    if first is None:
        return day, None, "day", m.start("t1") if m["t1"] else m.end()
    begin = replace(day, time=first)
    if last is None or last <= first:
        return begin, None, "minute", m.end("t1")
    return begin, replace(day, time=last), "minute", m.end("t2")


def _trim(text: str, start: int, end: int) -> int:
    """The end without the spaces and punctuation in front of an hour that was not taken."""
    while end > start and text[end - 1] in " \n\t\xa0\u202f\u2009,-|":
        end -= 1
    return end


def iso(text: str, at: int) -> list[Piece]:
    """``2023-09-20``, ``2022-03-07 14:07:00 +01:00``."""
    if not (m := _ISO.match(text, at)) or not is_day(int(m["y"]), int(m["m"]), int(m["d"])):
        return []
    low = Moment(m["y"], int(m["m"]), int(m["d"]), m["t"])
    return [Piece(at, m.end(), "date.iso", "minute" if m["t"] else "day", low, confidence=0.99)]


def numeric(text: str, at: int) -> list[Piece]:
    """``20/09/2023 à 9h40``, ``20.09.23``, ``2023/09/20``, ``09/2023``; ``20/09`` behind an article or a day's name."""
    before = text[max(0, at - 16) : at]
    if _NUMBER_BEFORE.search(before):
        return []
    if m := _NUMERIC.match(text, at):
        day, month, year = int(m["d"]), int(m["m"]), full_year(m["y"])
        if month > 12 and day <= 12 and len(m["y"]) == 4:  # printed by an English content system
            day, month = month, day
        if (m["sep"] == "/" or len(m["d"]) == len(m["m"]) == 2) and is_day(int(year), month, day):
            low, high, grain, end = _timed(m, Moment(year, month, day))
            return [
                Piece(
                    at,
                    _trim(text, at, end),
                    "date.numeric",
                    grain,
                    low,
                    high,
                    confidence=0.97 if len(m["y"]) == 4 else 0.85,
                )
            ]
    if (m := _YEAR_FIRST.match(text, at)) and is_day(int(m["y"]), int(m["m"]), int(m["d"])):
        return [Piece(at, m.end(), "date.numeric", "day", Moment(m["y"], int(m["m"]), int(m["d"])), confidence=0.95)]
    if m := _MONTH_YEAR.match(text, at):
        return [Piece(at, m.end(), "date.numeric-month", "month", Moment(m["y"], int(m["m"])), confidence=0.85)]
    m = _SLASH.match(text, at)
    if (
        m
        and m["y"] is None
        and text[m.end() - 1] != "/"
        and _SLASH_CUE.search(before)
        and is_day(None, int(m["b"]), int(m["a"]))
    ):
        return [
            Piece(at, m.end(), "date.numeric", "day", Moment(UNKNOWN_YEAR, int(m["b"]), int(m["a"])), confidence=0.8)
        ]
    return []


def english(text: str, at: int) -> list[Piece]:
    """``Wednesday, September 20, 2023 At 9:40 AM``."""
    if not (m := _ENGLISH.match(text, at)):
        return []
    month = cal.ENGLISH_MONTHS[m["month"].rstrip(".")]
    if not is_day(int(m["year"]), month, day_number(m["day"])):
        return []
    low, high, grain, end = _timed(m, Moment(m["year"], month, day_number(m["day"])))
    weekday = weekday_number(m["weekday"]) if m["weekday"] else None
    return [Piece(at, _trim(text, at, end), "date.english", grain, low, high, weekday)]


def in_words(text: str, at: int) -> list[Piece]:
    """``premier janvier 2024``, ``quatorze juillet``."""
    if not (m := _DAY_IN_WORDS.match(text, at)) or not (month := month_number(m["month"])):
        return []
    day = cal.DAY_WORDS[re.sub(r"\s+", " ", m["word"])]
    if not is_day(int(m["year"]) if m["year"] else None, month, day):
        return []
    low, high, grain, end = _timed(m, Moment(m["year"] or UNKNOWN_YEAR, month, day))
    return [
        Piece(
            at,
            _trim(text, at, end),
            "date.day-month",
            grain,
            low,
            high,
            weekday_number(m["weekday"]) if m["weekday"] else None,
        )
    ]


def days(text: str, at: int) -> list[Piece]:
    """A day or days before a month: ``mardi 29 mars 2011 à 17h30``, ``13 et 14 septembre``, ``28 au 30 juin``.

    Days that adjoin are one stretch; days that do not are one piece each, the month and year belonging to all.
    """
    if _NUMBER_BEFORE.search(text[max(0, at - 2) : at]) or not (m := _DAYS.match(text, at)):
        return []
    word = m["month"].rstrip(".")
    month = cal.MONTHS.get(word)
    if month is None:
        if not m["year"] and word not in _FULL_ENGLISH:  # "20 may", "3 mar": too short to be a date on their own
            return []
        month = cal.ENGLISH_MONTHS[word]
    runs = _runs(text, m, month)
    if not runs:
        return []
    if _PLACE_BEFORE.search(text[max(0, at - 28) : at]):
        return _no_date(at, m.end())
    relative: Relative | None = Toward(-1) if m["last"] else Toward(1) if m["next"] else None
    year = m["year"] or UNKNOWN_YEAR
    pieces = [p for run in runs if (p := _piece(run, year, month, relative)) is not None]
    if len(pieces) != len(runs):
        return _no_date(at, m.end("year") if m["year"] else m.end("month"))
    last = pieces[-1]
    if last.high is None and last.low is not None:
        low, high, grain, end = _timed(m, last.low)
        last = replace(last, low=low, high=high, granularity=grain, end=_trim(text, at, end))
    else:
        until = (
            m.end("next")
            if m["next"]
            else m.end("last")
            if m["last"]
            else m.end("year")
            if m["year"]
            else m.end("month")
        )
        last = replace(last, end=until)
    return [*pieces[:-1], last]


def _no_date(start: int, end: int) -> list[Piece]:
    """A place named after a day, or a day that the calendar does not have: its month and year are no dates either."""
    return [Piece(start, end, "date.none", "day", confidence=0.0)]


# start, end, first day, last day, weekday, how they are tied
_Run = tuple[int, int, int, int, int | None, str]


def _runs(text: str, m: re.Match[str], month: int) -> list[_Run]:
    """The days in front of the month, in runs that adjoin; a descending list keeps its last ascending part."""
    runs: list[_Run] = []
    at = m.start("days")
    while at < m.end("days") and (one := _ONE_DAY.match(text, at, m.end("days"))):
        day = day_number(one["day"])
        weekday = weekday_number(one["weekday"]) if one["weekday"] else None
        sep = (one["sep"] or "").strip()
        start = one.start("weekday") if one["weekday"] else one.start("day")
        if not runs and m["weekday"]:
            weekday, start = weekday_number(m["weekday"]), m.start("weekday")
        at = one.end()
        if not runs:
            runs.append((start, at, day, day, weekday, ""))
            continue
        begin, _, low, high, first_weekday, tie = runs[-1]
        if sep in {"au", "a", "-", "/"} and (day > high or (sep != "/" and low > 15 > day)):
            runs[-1] = (begin, at, low, day, first_weekday, "range")
        elif day == high + 1 and "ou" not in sep and tie != "range":
            runs[-1] = (begin, at, low, day, first_weekday, "list")
        elif day > high:
            runs.append((start, at, day, day, weekday, ""))
        else:
            runs = [(start, at, day, day, weekday, "")]
    return runs


def _piece(run: _Run, year: str, month: int, relative: Relative | None) -> Piece | None:
    """The piece of one run, or None where the calendar has no such day."""
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
