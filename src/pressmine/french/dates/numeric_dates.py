"""Dates in digits and in English order: ``20/09/2023 à 9h40``, ``2023-09-20``, ``September 20, 2023``."""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.dates.lexicon import (
    ANY_WEEKDAY,
    DAY,
    ENGLISH_MONTH,
    OSP,
    SP,
    YEAR,
    day_number,
    full_year,
    weekday_number,
)
from pressmine.french.dates.types import Piece
from pressmine.french.edtf import UNKNOWN_YEAR, Moment, is_day
from pressmine.french.lexicon import any_form

_ISO: Final = re.compile(
    r"(?P<y>(?:1[5-9]|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\d-])"
    r"(?:(?:t|\s{1,3})(?P<t>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?(?:\s?(?:z\b|utc\b|[+-]\d\d:?\d\d))?)?"
)
_NUMERIC: Final = re.compile(
    r"(?P<d>0?[1-9]|[12]\d|3[01])\s?(?P<sep>[/.-])\s?(?P<m>0?[1-9]|[12]\d|3[01])\s?(?P=sep)\s?(?P<y>(?:1[5-9]|20)\d\d|\d\d)(?![\d/]|[.,:-]\d|\s?[€%])"
)
#: "le 29 03 2024": only after a word that announces a day.
_SPACED: Final = re.compile(
    r"(?P<d>0?[1-9]|[12]\d|3[01])\s(?P<m>0[1-9]|1[0-2])\s(?P<y>(?:19|20)\d\d)(?!\d|[.,]\d|\s?[€%])"
)
_YEAR_FIRST: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:(?P<sep>[/.])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])"
    r"|[/-](?P<month>1[0-2]|[1-9])[/-](?P<day>[12]\d|3[01]|[1-9]))(?![\d/]|[.,:-]\d)"
)
_SLASH: Final = re.compile(
    r"(?P<a>0?[1-9]|[12]\d|3[01])/(?P<b>0[1-9]|1[0-2]|[1-9])(?P<more>/)?(?![\d/%]|[.,]\d)(?!\s{1,3}(?:d[eu]s?\b|d'))"
)
#: ``1/3``, ``2/3``, ``3/4``: a fraction, where no hour and no end of the clause follows.
_FRACTION: Final = re.compile(r"(?P<a>[1-9])/(?P<b>[2-9])")
_DAY_ENDS: Final = re.compile(r"\s?(?:[.,;:)]|\Z|\n|(?:a|vers|de|des)\s\d|\d)")
#: ``le 12.03``.
_DOTTED: Final = re.compile(
    r"(?P<a>0[1-9]|[12]\d|3[01])\.(?P<b>0[1-9]|1[0-2])(?![\d%]|[.,]\d|\s?[€%]|\s[a-z]{3,20}[sx]\b)"
)
_DOTTED_CUE: Final = re.compile(rf"(?:\b{any_form('masculine.definite')}|{ANY_WEEKDAY}|\bdate{OSP}:){SP}?\Z")
_MONTH_YEAR: Final = re.compile(r"(?P<m>0[1-9]|1[0-2]|[1-9])(?P<sep>[/.-])(?P<y>(?:19|20)\d\d)(?![\d/]|[.,-]\d)")
#: What announces a month in digits: "en 3/2024", "depuis 11-2016", "publication : 03.2024".
_MONTH_CUE: Final = re.compile(
    rf"(?:\b(?:{any_form('before_month', 'dates_something', space=SP)}|a){OSP}:?{OSP}|\A\W{{0,4}})-?\Z"
)
_SLASH_CUE: Final = re.compile(rf"(?:\b(?:{any_form('masculine.definite')}|les)|{ANY_WEEKDAY}|\bdate{OSP}:){SP}?\Z")
_WEEKDAY_BEFORE: Final = re.compile(rf"(?P<weekday>{ANY_WEEKDAY}),?{SP}(?:le{SP})?(?=\d)")
_FIRST_DAY: Final = re.compile(rf"(?P<day>[1-9]|[12]\d|3[01]){SP}(?:au|et{SP}le){SP}(?=\d)")
_ENGLISH: Final = re.compile(
    rf"(?:(?P<weekday>{ANY_WEEKDAY}),?{SP})?(?P<month>{ENGLISH_MONTH}){SP}(?P<day>{DAY}),?{SP}(?P<year>{YEAR})"
)
_NUMBER_BEFORE: Final = re.compile(r"(?:\d|\d[.,/:-]|[a-z]-)\Z")


def iso(text: str, at: int) -> list[Piece]:
    """``2023-09-20``, ``2022-03-07 14:07:00 +01:00``."""
    if not (m := _ISO.match(text, at)) or not is_day(int(m["y"]), int(m["m"]), int(m["d"])):
        return []
    low = Moment(m["y"], int(m["m"]), int(m["d"]), m["t"])
    return [Piece(at, m.end(), "date.iso", "minute" if m["t"] else "day", low, confidence=0.99)]


def numeric(text: str, at: int) -> list[Piece]:
    """``20/09/2023``, ``3-7-2024``, ``20.09.23``, ``2023/09/20``, ``09/2023``; ``20/09`` after an article."""
    before = text[max(0, at - 16) : at]
    if _NUMBER_BEFORE.search(before):
        return []
    if m := _NUMERIC.match(text, at):
        day, month, year = int(m["d"]), int(m["m"]), full_year(m["y"])
        if month > 12 and day <= 12 and len(m["y"]) == 4:  # printed by an English content system
            day, month = month, day
        if _is_plain(m) and is_day(int(year), month, day):
            sure = 0.97 if len(m["y"]) == 4 else 0.85
            return [Piece(at, m.end(), "date.numeric", "day", Moment(year, month, day), confidence=sure)]
    if m := _YEAR_FIRST.match(text, at):
        month, day = int(m["m"] or m["month"]), int(m["d"] or m["day"])
        if is_day(int(m["y"]), month, day):
            return [Piece(at, m.end(), "date.numeric", "day", Moment(m["y"], month, day), confidence=0.95)]
    if (m := _SPACED.match(text, at)) and _SLASH_CUE.search(before) and is_day(int(m["y"]), int(m["m"]), int(m["d"])):
        return [Piece(at, m.end(), "date.numeric", "day", Moment(m["y"], int(m["m"]), int(m["d"])), confidence=0.8)]
    m = _MONTH_YEAR.match(text, at)
    if m and (m["sep"] == "/" and len(m["m"]) == 2 or _MONTH_CUE.search(before)):
        return [Piece(at, m.end(), "date.numeric-month", "month", Moment(m["y"], int(m["m"])), confidence=0.85)]
    return _without_year(text, at, before)


def _without_year(text: str, at: int, before: str) -> list[Piece]:
    """``le 20/09``, ``le 2/3 à 17 h``, ``le 12.03``; not ``les 2/3 des élus``."""
    m = _SLASH.match(text, at)
    if m:
        part = _FRACTION.fullmatch(m[0])
        fraction = part is not None and part["a"] <= part["b"] and not _DAY_ENDS.match(text, m.end())
        if m["more"] or fraction or not _SLASH_CUE.search(before):
            return []
    else:
        m = _DOTTED.match(text, at)
        alone = m is not None and before.endswith("(") and text[m.end() : m.end() + 1] == ")"
        if not m or not (alone or _DOTTED_CUE.search(before)):
            return []
    if not is_day(None, int(m["b"]), int(m["a"])):
        return []
    low = Moment(UNKNOWN_YEAR, int(m["b"]), int(m["a"]))
    return [Piece(at, m.end(), "date.numeric", "day", low, confidence=0.85)]


def _is_plain(m: re.Match[str]) -> bool:
    """Whether three numbers are a day: by their year of four digits, a slash, or two digits each; not `3.7.24`."""
    spaced = " " in m[0] or "\n" in m[0]
    if len(m["y"]) == 4:
        return not spaced or m["sep"] == "/" or len(m["m"]) == 2
    return not spaced and (m["sep"] == "/" or len(m["d"]) == len(m["m"]) == 2)


def numeric_range(text: str, at: int) -> list[Piece]:
    """``5 au 9/06/2023``: the month and year of the last day also belong to the first."""
    if not (m := _FIRST_DAY.match(text, at)) or _NUMBER_BEFORE.search(text[max(0, at - 2) : at]):
        return []
    last = numeric(text, m.end())
    low = last[0].low if last else None
    if low is None or low.day is None or last[0].high or int(m["day"]) >= low.day:
        return []
    return [last[0]._replace(start=at, low=low._replace(day=int(m["day"])), high=low, granularity="interval")]


def with_weekday(text: str, at: int) -> list[Piece]:
    """``Samedi 08/06/2024 de 10h à 18h``: the day's name before its digits."""
    if not (m := _WEEKDAY_BEFORE.match(text, at)):
        return []
    return [piece._replace(start=at, weekday=weekday_number(m["weekday"])) for piece in numeric(text, m.end())]


def english(text: str, at: int) -> list[Piece]:
    """``Wednesday, September 20, 2023 At 9:40 AM``."""
    if not (m := _ENGLISH.match(text, at)):
        return []
    month = cal.ENGLISH_MONTHS[m["month"].rstrip(".")]
    if not is_day(int(m["year"]), month, day_number(m["day"])):
        return []
    low = Moment(m["year"], month, day_number(m["day"]))
    weekday = weekday_number(m["weekday"]) if m["weekday"] else None
    return [Piece(at, m.end(), "date.english", "day", low, None, weekday)]
