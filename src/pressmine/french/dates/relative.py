"""Dates that are said from where one stands: ``hier``, ``l'an dernier``, ``il y a trois ans``, ``le même jour``."""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates.hours import hour_follows
from pressmine.french.dates.lexicon import COUNT, LAST, MONTH, NEXT, OSP, SP, count_number
from pressmine.french.dates.types import (
    Anaphor,
    DayOfMonth,
    Granularity,
    Part,
    Piece,
    Relative,
    Shift,
    Side,
    Unit,
)  # fmt: skip
from pressmine.french.lexicon import any_form, before_word, forms

GRAIN: Final[dict[Unit, Granularity]] = {
    "d": "day",
    "w": "week",
    "m": "month",
    "q": "quarter",
    "h": "half",
    "y": "year",
}
SPAN_OF_DAY: Final = rf"(?:{SP}{any_form('part_of_day.short')}\b)?"
_NEAR_DAY: Final = any_form("near_day")
_DAY: Final = re.compile(rf"(?P<word>{_NEAR_DAY})\b{SPAN_OF_DAY}")
#: ``aujourd'hui comme hier``, ``plus qu'hier``: times in general.
_COMPARED: Final = rf"(?:comme|qu'){OSP}(?:d'|a{SP})?"
_ANY_DAY: Final = re.compile(
    rf",?{SP}(?:(?:encore{SP})?(?:plus{SP}|mieux{SP}|moins{SP})?{_COMPARED}{_NEAR_DAY}\b|{any_of(cal.BEHIND_ANY_DAY)}\b)"
)
_COMPARED_BEFORE: Final = re.compile(rf"\b{_NEAR_DAY}{SP}(?:(?:plus|mieux|moins){SP})?{_COMPARED}\Z")
_OF: Final = re.compile(r"(?:\bde\s{1,3}|\bd')\Z")
_ONE_UNIT: Final = [word for word in cal.UNITS if word == "mois" or not word.endswith("s")]
_PART: Final = any_form("part_of_day.short", "part_of_day.hour", "part_of_day.night")
_OF_MONTH: Final = rf"(?!{SP}(?:de{SP}|d'){MONTH})"
_THIS: Final = re.compile(
    rf"ce(?:t|tte)?{SP}(?P<word>{_PART}|{any_of(_ONE_UNIT)})"
    rf"(?:-ci)?\b(?!-la\b){_OF_MONTH}(?P<meme>-?meme)?"
)
UNIT: Final = any_of(cal.UNITS)
_LAST_NEXT: Final = re.compile(
    rf"(?P<unit>{UNIT}|nuit|{any_form('named_stretch')}){SP}(?:(?P<before>precedente?)\b|(?P<after>suivante?|d'apres)\b|(?P<last>{LAST})|(?P<next>{NEXT})|(?P<now>en{SP}cours)\b)"
)
_ABOUT: Final = before_word("hedge.about", "hedge.at_least", "number_aside", space=SP)
_AGO: Final = re.compile(
    rf"(?:il{SP}y{SP}a|voici|voila)(?:{SP}de{SP}cela)?{SP}{_ABOUT}{{0,2}}(?P<n>{COUNT}|une{SP}(?P<round>{any_of(cal.ROUND_COUNTS)}))(?:{SP}de{SP}|{SP}d'|{SP})(?P<unit>{UNIT})\b(?!{SP}qu)(?P<half>{SP}et{SP}demie?\b)?"
)
_NOT_FROM_NOW: Final = any_form("stretch_not_from_now", space=SP)
_WITHIN: Final = re.compile(
    rf"(?:dans|sous|d'ici)(?:{SP}a)?{SP}(?P<les>les{SP})?(?:prochains{SP}|environ{SP})?(?P<n>{COUNT}){SP}(?P<near>prochaine?s{SP})?(?P<unit>{UNIT})(?:{SP}(?P<near2>qui{SP}viennent|prochaine?s|a{SP}venir))?\b(?!{SP}{_NOT_FROM_NOW})"
)
_COUNTED: Final = re.compile(
    rf"(?:(?P<n>{COUNT}){SP}(?:(?P<next>prochaine?s)|derniere?s){SP}|(?:(?P<next2>prochaine?s)|derniere?s){SP}(?P<n2>{COUNT}){SP})(?P<unit>{UNIT})\b"
    rf"|(?<=s\s)(?P<n3>{COUNT}){SP}(?P<unit3>{UNIT}){SP}(?:(?:qui{SP}viennent|a{SP}venir)|(?P<past>passee?s|ecoulee?s))\b(?!{SP}{any_form('behind_participle')}\b)"
)
#: `la fin de semaine` is a week-end, and `la fin de l'an` a feast.
_LONG_UNIT: Final = [word for word in _ONE_UNIT if cal.UNITS[word] not in {"d", "w"} and word != "an"]
_BARE_UNIT: Final = re.compile(rf"(?P<unit>{any_of(_LONG_UNIT)})\b{_OF_MONTH}")
_BARE_BEFORE: Final = re.compile(
    rf"\b(?P<part>{any_form('part_of_period')})(?:{SP}|-)(?:{before_word('of', space=SP)}|de{SP}ce(?:tte)?{SP})\Z"
)
PARTS: Final[dict[str, Part]] = dict(forms("part_of_period"))  # type: ignore[arg-type]  # its types are these
_DAY_OF_MONTH: Final = re.compile(
    rf"(?P<day>1\s?er|[1-9]|[12]\d|3[01])(?!\d)(?:(?P<month>{SP}(?:courant\b|(?:de{SP}ce{SP}|du{SP}present{SP})mois\b))|(?P<end>(?P<inside>{SP}inclus\b)?(?={OSP}(?:[,;)]|\.(?!\d)|\Z))))?"
)
#: ``du 13 au 18``, ``les 4 et 22 de ce mois``.
_DAYS_OF_MONTH: Final = re.compile(
    rf"(?P<first>1\s?er|[1-9]|[12]\d|3[01])(?:e(?:me)?)?{SP}(?P<tie>au|et(?:{SP}le)?|jusqu'au){SP}(?P<last>[1-9]|[12]\d|3[01])(?!\d)"
    rf"(?:{SP}(?:(?P<this>courant\b|(?:de{SP}ce{SP}|du{SP}present{SP})mois\b)|du{SP}mois{SP}(?:(?P<gone>{LAST})|(?P<next>{NEXT})))"
    rf"|(?P<end>(?P<inside>{SP}inclus\b)?(?={OSP}(?:[;)]|[,.](?!\d)|\Z))))"
)
_FROM_DAY: Final = re.compile(r"\b(?P<word>du|les|(?:entre\s{1,3})?le)\s{1,3}\Z")
_THE: Final = re.compile(rf"\b{any_form('masculine.definite')}\s{{1,3}}\Z")
_OPENED: Final = re.compile(
    rf"(?:\bjusqu'au|\b(?:d'ici|avant|plus{SP}tard|des){SP}le|\b(?:partir|compter){SP}du){SP}\Z"
)


def near_day(text: str, at: int) -> list[Piece]:
    """``hier``, ``aujourd'hui``, ``demain à 14 h``; not ``le monde de demain``, ``aujourd'hui comme hier``."""
    if not (m := _DAY.match(text, at)):
        return []
    word = " ".join(m["word"].split())
    if word in {"demain", "hier"} and _OF.search(text[max(0, at - 4) : at]):
        return []
    if _ANY_DAY.match(text, m.end("word")) or _COMPARED_BEFORE.search(text, max(0, at - 30), at):
        return []
    sure = 0.7 if word == "aujourd'hui" else 0.95
    return [
        Piece(
            *(at, m.end(), "date.relative-day", "day"),
            relative=Shift("d", int(forms("near_day")[word])),
            cue="name",
            confidence=sure,
        )
    ]


def this(text: str, at: int) -> list[Piece]:
    """``ce matin``, ``cette année``, ``ce mois-ci``; not ``à ce jour``, not ``ce jour-là``."""
    if not (m := _THIS.match(text, at)):
        return []
    word = m["word"]
    if word == "jour" and re.search(r"\b(?:a|jusqu'a)\s{1,3}\Z", text[max(0, at - 10) : at]):
        return []
    unit: Unit = cal.UNITS.get(word, "d")  # type: ignore[assignment]  # the units of the word list are these
    form = "date.relative-day" if unit == "d" else "date.relative"
    return [Piece(at, m.end(), form, GRAIN[unit], relative=Shift(unit, 0))]


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


def _in_months(n: int, word: str) -> tuple[int, Unit]:
    """So many of a unit; quarters and half-years are told in months."""
    unit: Unit = cal.UNITS[word]  # type: ignore[assignment]  # the units of the word list are these
    return (n * {"q": 3, "h": 6}[unit], "m") if unit in {"q", "h"} else (n, unit)


def ago(text: str, at: int) -> list[Piece]:
    """``il y a trois ans``, ``il y a dix jours``."""
    if not (m := _AGO.match(text, at)):
        return []
    n = cal.ROUND_COUNTS[m["round"]] if m["round"] else count_number(m["n"])
    if not n:
        return []
    n, unit = _in_months(n, m["unit"])
    if m["half"] and unit == "y":
        n, unit = 12 * n + 6, "m"
    return [Piece(at, m.end(), "date.ago", GRAIN[unit], relative=Shift(unit, -n), confidence=0.9)]


def within(text: str, at: int) -> list[Piece]:
    """``dans trois mois``, ``dans les six prochains mois``, ``d'ici cinq ans``."""
    if (
        not (m := _WITHIN.match(text, at))
        or not (n := count_number(m["n"]))
        or (m["n"] in {"une", "un"} and not cal.UNITS[m["unit"]] not in {"q", "h"})
    ):
        return []
    n, unit = _in_months(n, m["unit"])
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


def counted(text: str, at: int) -> list[Piece]:
    """``trois prochaines années``, ``six derniers mois``, ``derniers 12 mois``: all the time between."""
    if not (m := _COUNTED.match(text, at)) or not (n := count_number(m["n"] or m["n2"] or m["n3"])) or n < 2:
        return []
    n, unit = _in_months(n, m["unit"] or m["unit3"])
    ahead = m["next"] or m["next2"] or (m["n3"] and not m["past"])
    relative = Shift(unit, n if ahead else -n, stretch=True)
    return [Piece(at, m.end(), "date.within", "interval", relative=relative, confidence=0.8)]


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
            part=PARTS[before["part"]],
            confidence=0.85,
        )
    ]


def days_of_month(text: str, at: int) -> list[Piece]:
    """``du 13 au 18``, ``entre le 3 et le 9``, ``les 4 et 22 de ce mois``; without a month, only ends that two
    prepositions tie.
    """
    m, before = _DAYS_OF_MONTH.match(text, at), _FROM_DAY.search(text, max(0, at - 12), at)
    if m is None or before is None:
        return []
    first, last = int(m["first"].rstrip("er ")), int(m["last"])
    stretch = m["tie"] in {"au", "jusqu'au"} and before["word"] == "du" or before["word"].startswith("entre")
    if last <= first or m["end"] is not None and not stretch:
        return []
    side: Side | None = 0 if m["end"] is not None else None
    months = 1 if m["next"] else -1 if m["gone"] else 0
    end = m.end("inside") if m["inside"] else m.end()
    if stretch or last == first + 1:
        relative = DayOfMonth(first, direction=side, until=last, months=months)
        return [Piece(at, end, "date.day-of-month", "interval", relative=relative, confidence=0.75)]
    days = ((at, m.end("first"), first), (m.start("last"), end, last))
    return [
        Piece(a, b, "date.day-of-month", "day", relative=DayOfMonth(day, months=months), confidence=0.75)
        for a, b, day in days
    ]


def day_of_month(text: str, at: int) -> list[Piece]:
    """``15 courant``, ``3 de ce mois``; ``le 16 à 18h``, ``jusqu'au 15.``: a day whose month is not said."""
    m = _DAY_OF_MONTH.match(text, at)
    if not m or not _THE.search(text, max(0, at - 16), at):
        return []
    day = int(re.sub(r"\D", "", m["day"]))
    if m["month"]:
        return [Piece(at, m.end(), "date.day-of-month", "day", relative=DayOfMonth(day), confidence=0.8)]
    opened = m["end"] is not None and _OPENED.search(text, max(0, at - 18), at)
    if not opened and not hour_follows(text, m.end("day")):
        return []
    end = m.end("inside") if m["inside"] else m.end("day")
    return [Piece(at, end, "date.day-of-month", "day", relative=DayOfMonth(day, direction=0), confidence=0.88)]
