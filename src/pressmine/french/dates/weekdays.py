"""Days of the week: ``lundi dernier``, ``mardi soir``, ``jeudi 26``, ``nuit de samedi à dimanche``, ``ce week-end``."""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates.lexicon import LAST, NEXT, OSP, SP, WEEKDAY
from pressmine.french.dates.relative import SPAN_OF_DAY
from pressmine.french.dates.types import DayOfMonth, OnWeekday, Piece, WeekEnd
from pressmine.french.lexicon import any_form

_THIS_WEEKDAY: Final = re.compile(
    rf"(?:ce{SP})?(?P<day>{WEEKDAY})(?:{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT})|{SP}(?:de{SP})?(?P<week>cette|la){SP}semaine"
    rf"(?:{SP}(?:(?P<before>derniere|passee)|(?P<after>prochaine|suivante|d'apres))\b)?|{SP}en{SP}(?P<later>huit|quinze|8|15)\b)?{SPAN_OF_DAY}"
)
_NOT_ONE_DAY: Final = re.compile(
    rf"\b(?:{any_form('weekday_in_general')}|(?<!jusqu')a|{any_of(cal.ORDINALS)}|{any_of(cal.WEEKDAYS)}{OSP}(?:,|et|-)|(?:du|le){SP}[a-z]{{5,8}}{SP}au){OSP}\Z"
)
_NOT_A_WEEKDAY: Final = re.compile(
    rf"{OSP}(?:(?:au|a|et|ou|-|/|,){OSP}(?:le{SP})?{WEEKDAY}|s\b|{any_form('behind_named_weekday', space=SP)}\b)"
)
_TWO_DAYS: Final = re.compile(
    rf"(?P<a>{WEEKDAY}){SP}(?:et|a|au){SP}(?P<b>{WEEKDAY}){SP}(?:(?P<last>{LAST})|(?P<next>{NEXT}))"
)
_PART: Final = any_form("part_of_day.short", "part_of_day.hour")
_SPELL: Final = re.compile(
    rf"(?P<a>{WEEKDAY}){SP}{_PART}{SP}(?:a|au|jusqu'(?:a|au)){SP}(?P<b>{WEEKDAY})(?:{SP}{_PART})?\b"
)
_WEEKDAY_DAY: Final = re.compile(
    rf"(?P<day>{WEEKDAY}){SP}(?:(?P<word>{any_of(cal.DAY_WORDS)})(?={SP}a{SP}(?:\d|midi|{any_of(cal.HOUR_WORDS)}{SP}heures?))|(?P<n>1\s?er\b|[1-9]\b|[12]\d\b|3[01]\b)(?!\s?[h%€/]|:\d|[.,]\d|{SP}(?:\d|(?!{any_of(cal.BEHIND_SHORT_YEARS)}\b)[a-z]{{3,20}}s\b)))"
)
#: `mardi 2 mai`; not `lundi 350 000 €`, which no day of a month opens.
_DAY_NUMBER: Final = re.compile(
    rf",?{SP}(?:le{SP})?(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|\s?h(?:eures?)?(?![a-z])|{SP}\d{{3}}(?!\d)|\s?(?:%|€|m€|k€|euros?\b|millions?\b))"
)
_WEEK_END: Final = re.compile(rf"(?:(?P<this>ce){SP})?week-?{OSP}end(?:{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT}))?")
_NIGHT: Final = re.compile(
    rf"nuit{SP}(?:de{SP}|du{SP})?(?P<a>{WEEKDAY}){SP}(?:a|au){SP}(?P<b>{WEEKDAY})(?!{SP}\d)(?:{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT}))?"
)


def weekday(text: str, at: int) -> list[Piece]:
    """``lundi dernier``, ``mardi soir``; not ``le lundi``, ``du lundi au vendredi``, ``tous les lundis``."""
    if not (m := _THIS_WEEKDAY.match(text, at)):
        return []
    before = text[max(0, at - 24) : at]
    direction = -1 if m["last"] else 1 if m["next"] or m["later"] else 0
    settled = direction or m[0].startswith("ce") or m["week"]
    if two := _TWO_DAYS.match(text, at):
        first, last = cal.WEEKDAYS[two["a"]], cal.WEEKDAYS[two["b"]]
        side = OnWeekday(first, -1 if two["last"] else 1, until=last)
        return [Piece(at, two.end(), "date.weekday", "interval", weekday=first, relative=side)]
    if spell := _SPELL.match(text, at):
        first, last = cal.WEEKDAYS[spell["a"]], cal.WEEKDAYS[spell["b"]]
        return [
            Piece(at, spell.end(), "date.weekday", "interval", weekday=first, relative=OnWeekday(first, until=last))
        ]
    if _DAY_NUMBER.match(text, m.end("day")):  # "ce mardi 2 mai": the day is the date
        return []
    if not settled and (_NOT_ONE_DAY.search(before) or _NOT_A_WEEKDAY.match(text, m.end("day"))):
        return []
    day = cal.WEEKDAYS[m["day"]]
    this = m["week"] or (m[0].startswith("ce") and not direction)
    week = (-1 if m["before"] else 1 if m["after"] else 0) if this else None
    later = {None: 0, "huit": 1, "8": 1}.get(m["later"], 2)
    relative = OnWeekday(day, direction, week=week, later=later)  # type: ignore[arg-type]  # -1, 0 or 1
    sure = 0.95 if settled else 0.75
    return [Piece(at, m.end(), "date.weekday", "day", weekday=day, relative=relative, confidence=sure)]


def weekday_day(text: str, at: int) -> list[Piece]:
    """``jeudi 26``, ``samedi 16 à 18h``: a day of a month that the text does not name."""
    if not (m := _WEEKDAY_DAY.match(text, at)):
        return []
    day = cal.WEEKDAYS[m["day"]]
    number = int(re.sub(r"\D", "", m["n"])) if m["n"] else cal.DAY_WORDS[" ".join(m["word"].split())]
    relative = DayOfMonth(number, day)
    return [Piece(at, m.end(), "date.day-of-month", "day", weekday=day, relative=relative, confidence=0.8)]


def night(text: str, at: int) -> list[Piece]:
    """``nuit de samedi à dimanche``."""
    if not (m := _NIGHT.match(text, at)):
        return []
    direction = -1 if m["last"] else 1 if m["next"] else 0
    first, last = cal.WEEKDAYS[m["a"]], cal.WEEKDAYS[m["b"]]
    relative = OnWeekday(first, direction, until=last)  # type: ignore[arg-type]  # -1, 0 or 1
    return [Piece(at, m.end(), "date.weekday-night", "interval", weekday=first, relative=relative)]


def week_end(text: str, at: int) -> list[Piece]:
    """``ce week-end``, ``week-end dernier``; an unspecified weekend is not a date."""
    m = _WEEK_END.match(text, at)
    if not m or not (m["this"] or m["last"] or m["next"]):
        return []
    return [
        Piece(at, m.end(), "date.week-end", "interval", relative=WeekEnd(-1 if m["last"] else 1 if m["next"] else 0))
    ]
