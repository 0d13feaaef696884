"""Dates that are said from where one stands: ``hier``, ``l'an dernier``, ``il y a trois ans``, ``le même jour``."""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.dates_hours import TIMES, clock
from pressmine.french.dates_lexicon import COUNT, LAST, MONTH, NEXT, OSP, SP, WEEKDAY, count_number
from pressmine.french.dates_types import (
    Anaphor,
    DayOfMonth,
    Granularity,
    OnWeekday,
    Part,
    Piece,
    Relative,
    Shift,
    Unit,
    WeekEnd,
)  # fmt: skip

GRAIN: Final[dict[Unit, Granularity]] = {
    "d": "day",
    "w": "week",
    "m": "month",
    "q": "quarter",
    "h": "half",
    "y": "year",
}
_SPAN_OF_DAY: Final = rf"(?:{SP}(?:matin|midi|apres-midi|soir)\b)?"
_DAY: Final = re.compile(rf"(?P<word>aujourd'hui|avant-hier|apres-demain|hier|demain)\b{_SPAN_OF_DAY}{TIMES}")
_DAY_SHIFT: Final = {"aujourd'hui": 0, "avant-hier": -2, "hier": -1, "demain": 1, "apres-demain": 2}
_OF: Final = re.compile(r"(?:\bde\s{1,3}|\bd')\Z")
_THIS: Final = re.compile(
    rf"(?:ce{SP}(?P<day>jour|matin|soir|midi)|cette{SP}(?P<fem>nuit|annee|semaine)|cet{SP}(?P<noon>apres-midi)|ce{SP}(?P<long>mois|trimestre|semestre))"
    rf"(?:-ci)?\b(?!-la\b)(?P<meme>-?meme)?{TIMES}"
)
_THIS_WEEKDAY: Final = re.compile(
    rf"(?:ce{SP})?(?P<day>{WEEKDAY})(?:{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT}))?{_SPAN_OF_DAY}{TIMES}"
)
_NOT_ONE_DAY: Final = re.compile(
    rf"\b(?:le|les|du|au|un|une|chaque|tous|toutes|de|(?<!jusqu')a|d'un|dernier|premier|{cal.alternatives(cal.WEEKDAYS)}{OSP}(?:,|et|-)|(?:du|le){SP}[a-z]{{5,8}}{SP}au){OSP}\Z"
)
_NOT_A_WEEKDAY: Final = re.compile(
    rf"{OSP}(?:(?:au|a|et|ou|-|/|,){OSP}(?:le{SP})?{WEEKDAY}|s\b|de{SP}(?:paques|pentecote)\b|noir\b|gras\b|saint\b)"
)
_TWO_DAYS: Final = re.compile(
    rf"(?P<a>{WEEKDAY}){SP}(?:et|a|au){SP}(?P<b>{WEEKDAY}){SP}(?:(?P<last>{LAST})|(?P<next>{NEXT}))"
)
_SPELL: Final = re.compile(
    rf"(?P<a>{WEEKDAY}){SP}(?:matin|midi|soir){SP}(?:a|au|jusqu'(?:a|au)){SP}(?P<b>{WEEKDAY})(?:{SP}(?:matin|midi|soir))?\b"
)
_WEEKDAY_DAY: Final = re.compile(
    rf"(?P<day>{WEEKDAY}){SP}(?P<n>1\s?er\b|[1-9]\b|[12]\d\b|3[01]\b)(?!\s?[h%€/]|:\d|[.,]\d|{SP}(?:\d|[a-z]{{3,20}}s\b)){TIMES}"
)
_DAY_NUMBER: Final = re.compile(rf",?{SP}(?:le{SP})?\d")
UNIT: Final = cal.alternatives(cal.UNITS)
_LAST_NEXT: Final = re.compile(
    rf"(?P<unit>{UNIT}|nuit|saison|exercice){SP}(?:(?P<before>precedente?)\b|(?P<after>suivante?|d'apres)\b|(?P<last>{LAST})|(?P<next>{NEXT})|(?P<now>en{SP}cours)\b)"
)
_AGO: Final = re.compile(
    rf"il{SP}y{SP}a{SP}(?:(?:environ|pres{SP}de|plus{SP}de|deja|a{SP}peine|tout{SP}juste|presque|quelque){SP}|plus{SP}d'){{0,2}}(?P<n>{COUNT}){SP}(?P<unit>{UNIT})\b(?P<half>{SP}et{SP}demie?\b)?"
)
_WITHIN: Final = re.compile(
    rf"(?:dans|sous|d'ici)(?:{SP}a)?{SP}(?P<les>les{SP})?(?:prochains{SP}|environ{SP})?(?P<n>{COUNT}){SP}(?P<near>prochaine?s{SP})?(?P<unit>{UNIT})(?:{SP}(?P<near2>qui{SP}viennent|prochaine?s|a{SP}venir))?\b(?!{SP}(?:qui{SP}sui|sui[tv]|apres|precede|a{SP}compter|de{SP}(?:la{SP}|leur|son|l')))"
)
_BAREUNIT: Final = re.compile(rf"(?P<unit>annee|mois|semestre|trimestre)\b(?!{SP}(?:de{SP}|d'){MONTH})")
_BARE_UNIT: Final = re.compile(rf"(?P<unit>annee|mois|semestre|trimestre)\b(?!{SP}(?:de{SP}|d'){MONTH})")
_BARE_BEFORE: Final = re.compile(
    rf"\b(?P<part>debut|fin|milieu|mi)(?:{SP}|-)(?:de{SP}l'|d'|du{SP}|de{SP}la{SP}|de{SP}cette{SP}|de{SP}ce{SP})\Z"
)
_PARTS: Final[dict[str, Part]] = {"debut": "begin", "fin": "end", "milieu": "middle", "mi": "middle"}
_WEEK_END: Final = re.compile(rf"(?:(?P<this>ce){SP})?week-?{OSP}end(?:{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT}))?")
_NIGHT: Final = re.compile(
    rf"nuit{SP}(?:de{SP}|du{SP})?(?P<a>{WEEKDAY}){SP}(?:a|au){SP}(?P<b>{WEEKDAY})(?!{SP}\d)(?:{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT}))?"
)
_DAY_OF_MONTH: Final = re.compile(
    rf"(?P<day>1\s?er|[1-9]|[12]\d|3[01]){SP}(?:courant\b|(?:de{SP}ce{SP}|du{SP}present{SP})mois\b)"
)


def near_day(text: str, at: int) -> list[Piece]:
    """``hier``, ``aujourd'hui``, ``demain à 14 h``; not ``le monde de demain``."""
    if not (m := _DAY.match(text, at)):
        return []
    word = m["word"]
    if word in {"demain", "hier"} and _OF.search(text[max(0, at - 4) : at]):
        return []
    time = clock(m["t1"])
    end = m.end() if time else _word_end(text, m)
    confidence = 0.7 if word == "aujourd'hui" else 0.95
    return [
        Piece(
            at,
            end,
            "date.relative-day",
            "minute" if time else "day",
            relative=Shift("d", _DAY_SHIFT[word], time=time),
            confidence=confidence,
        )
    ]


def _word_end(text: str, m: re.Match[str]) -> int:
    """The end of a match whose hour was not one."""
    end = m.start("t1") if m["t1"] else m.end()
    while text[end - 1] in " \n\t\xa0\u202f,-|":
        end -= 1
    return end


def this(text: str, at: int) -> list[Piece]:
    """``ce matin``, ``cette année``, ``ce mois-ci``; not ``à ce jour``, not ``ce jour-là``."""
    if not (m := _THIS.match(text, at)):
        return []
    word = m["day"] or m["fem"] or m["noon"] or m["long"]
    if word == "jour" and re.search(r"\b(?:a|jusqu'a)\s{1,3}\Z", text[max(0, at - 10) : at]):
        return []
    unit: Unit = cal.UNITS.get(word, "d")  # type: ignore[assignment]  # the units of the word list are these
    time = clock(m["t1"]) if unit == "d" else None
    end = m.end() if time else _word_end(text, m)
    return [
        Piece(
            at,
            end,
            "date.relative-day" if unit == "d" else "date.relative",
            "minute" if time else GRAIN[unit],
            relative=Shift(unit, 0, time=time),
        )
    ]


def weekday(text: str, at: int) -> list[Piece]:
    """``lundi dernier``, ``mardi soir``; not ``le lundi``, ``du lundi au vendredi``, ``tous les lundis``."""
    if not (m := _THIS_WEEKDAY.match(text, at)):
        return []
    before = text[max(0, at - 24) : at]
    direction = -1 if m["last"] else 1 if m["next"] else 0
    settled = direction or m[0].startswith("ce")
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
    time = clock(m["t1"])
    end = m.end() if time else _word_end(text, m)
    day = cal.WEEKDAYS[m["day"]]
    relative = OnWeekday(day, direction, time=time)  # type: ignore[arg-type]  # -1, 0 or 1
    return [
        Piece(
            at,
            end,
            "date.weekday",
            "minute" if time else "day",
            weekday=day,
            relative=relative,
            confidence=0.95 if settled else 0.75,
        )
    ]


def weekday_day(text: str, at: int) -> list[Piece]:
    """``jeudi 26``, ``samedi 16 à 18h``: a day of a month that the text does not name."""
    if not (m := _WEEKDAY_DAY.match(text, at)):
        return []
    day, number = cal.WEEKDAYS[m["day"]], int(re.sub(r"\D", "", m["n"]))
    time = clock(m["t1"])
    end = m.end("n") if time is None else max(m.end("t1"), m.end("morning"), m.end("evening"))
    relative = DayOfMonth(number, day, time)
    grain: Granularity = "minute" if time else "day"
    return [Piece(at, end, "date.day-of-month", grain, weekday=day, relative=relative, confidence=0.8)]


def night(text: str, at: int) -> list[Piece]:
    """``nuit de samedi à dimanche``."""
    if not (m := _NIGHT.match(text, at)):
        return []
    direction = -1 if m["last"] else 1 if m["next"] else 0
    first, last = cal.WEEKDAYS[m["a"]], cal.WEEKDAYS[m["b"]]
    relative = OnWeekday(first, direction, until=last)  # type: ignore[arg-type]  # -1, 0 or 1
    return [Piece(at, m.end(), "date.weekday-night", "interval", weekday=first, relative=relative)]


def week_end(text: str, at: int) -> list[Piece]:
    """``ce week-end``, ``week-end dernier``; a week-end of nothing in particular is none."""
    m = _WEEK_END.match(text, at)
    if not m or not (m["this"] or m["last"] or m["next"]):
        return []
    return [
        Piece(at, m.end(), "date.week-end", "interval", relative=WeekEnd(-1 if m["last"] else 1 if m["next"] else 0))
    ]


def last_next(text: str, at: int) -> list[Piece]:
    """``an dernier``, ``semaine prochaine``, ``année précédente``, ``année en cours``."""
    m = _LAST_NEXT.match(text, at)
    if (
        not m
        or (m["unit"].endswith("s") and m["unit"] != "mois")
        or re.search(r"\b(?:\d{1,3}|[a-z]{2,8}s|les|ces|aux)\s{1,3}\Z", text[max(0, at - 10) : at])
    ):
        return []
    if m["unit"] == "jour" and not (m["before"] or m["after"]):
        return []
    if m["unit"] == "nuit":
        return (
            [Piece(at, m.end(), "date.relative-day", "day", relative=Shift("d", -1 if m["last"] else 1))]
            if m["last"] or m["next"]
            else []
        )
    unit: Unit = cal.UNITS.get(m["unit"], "y")  # type: ignore[assignment]  # the units of the word list are these
    n = -1 if m["last"] or m["before"] else 0 if m["now"] else 1
    relative: Relative = Anaphor(unit, n) if m["before"] or m["after"] else Shift(unit, n)
    form = "date.anaphor" if isinstance(relative, Anaphor) else "date.relative"
    return [Piece(at, m.end(), form, GRAIN[unit], relative=relative)]


def ago(text: str, at: int) -> list[Piece]:
    """``il y a trois ans``, ``il y a dix jours``."""
    if not (m := _AGO.match(text, at)) or not (n := count_number(m["n"])):
        return []
    unit: Unit = cal.UNITS[m["unit"]]  # type: ignore[assignment]  # the units of the word list are these
    if unit in {"q", "h"}:
        n, unit = (3 if unit == "q" else 6) * n, "m"
    if m["half"] and unit == "y":
        n, unit = 12 * n + 6, "m"
    return [Piece(at, m.end(), "date.ago", GRAIN[unit], relative=Shift(unit, -n), confidence=0.9)]


def within(text: str, at: int) -> list[Piece]:
    """``dans trois mois``, ``dans les six prochains mois``, ``d'ici cinq ans``."""
    if (
        not (m := _WITHIN.match(text, at))
        or not (n := count_number(m["n"]))
        or (m["n"] in {"une", "un"} and not m["unit"].startswith(("an", "mois", "jour", "sem")))
    ):
        return []
    unit: Unit = cal.UNITS[m["unit"]]  # type: ignore[assignment]  # the units of the word list are these
    if unit in {"q", "h"}:
        n, unit = (3 if unit == "q" else 6) * n, "m"
    stretch = not m[0].startswith("dans") or bool(m["les"] or m["near"] or m["near2"])
    if m[0].startswith(("d'ici", "sous")):
        return [
            Piece(at, m.end(), "date.within", GRAIN[unit], relative=Shift(unit, n), bound="before", confidence=0.85)
        ]
    return [
        Piece(
            at,
            m.end(),
            "date.within",
            "interval" if stretch else GRAIN[unit],
            relative=Shift(unit, n, stretch),
            confidence=0.85,
        )
    ]


def part_of_current(text: str, at: int) -> list[Piece]:
    """``fin de l'année``, ``début du mois``: called at the unit, looks to its left; not ``fêtes de fin d'année``."""
    if not (m := _BARE_UNIT.match(text, at)) or not (before := _BARE_BEFORE.search(text[max(0, at - 30) : at])):
        return []
    unit: Unit = cal.UNITS[m["unit"]]  # type: ignore[assignment]  # the units of the word list are these
    start = max(0, at - 30) + before.start("part")
    if _OF.search(text[max(0, start - 6) : start]):
        return []
    return [
        Piece(
            start,
            m.end(),
            "date.relative",
            GRAIN[unit],
            relative=Shift(unit, 0),
            part=_PARTS[before["part"]],
            confidence=0.85,
        )
    ]


def day_of_month(text: str, at: int) -> list[Piece]:
    """``15 courant``, ``3 de ce mois``."""
    if not (m := _DAY_OF_MONTH.match(text, at)) or not re.search(r"\b(?:le|du|au)\s{1,3}\Z", text[max(0, at - 6) : at]):
        return []
    return [
        Piece(
            at,
            m.end(),
            "date.day-of-month",
            "day",
            relative=DayOfMonth(int(re.sub(r"\D", "", m["day"]))),
            confidence=0.8,
        )
    ]
