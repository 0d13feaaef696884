"""Hours: ``17h 30``, ``de 9h à 12h``, ``midi et demi``, ``vingt heures trente``, ``9:40 AM``.

An hour is a value of its own. ``with_hours`` gives it to the day in front of it, ``with_hours_before`` to the day
behind it, whatever words or digits said the day; ``hours_alone`` finds those that no day stands beside.
"""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates.lexicon import OSP, SP
from pressmine.french.dates.types import Anaphor, AtHour, Bound, DayOfMonth, FromEaster, NthOf, OnWeekday, Piece, Shift
from pressmine.french.edtf import UNKNOWN_YEAR, moved
from pressmine.french.lexicon import any_form

_HOUR: Final = r"(?:[01]?\d|2[0-3])"
_WORD: Final = any_of(cal.HOUR_WORDS)
# "et demie", "moins le quart", "trente"; before a noun a number counts something: "à 20 heures trente choristes".
_MINUTES: Final = (
    rf"(?:{SP}{any_of(cal.CLOCK_WORDS)}(?![\w-])(?!{SP}(?!{any_of(cal.NOT_COUNTED)}\b)[a-z]{{3,20}}[sx]\b))?"
)
_CLOCK: Final = (
    rf"(?:{_HOUR}\s?h(?:eures?\b|rs?\b)?(?:\s?[0-5]\d(?!\d)|{_MINUTES})(?![a-z\d])"
    rf"|{_HOUR}:[0-5]\d(?::[0-5]\d)?(?!\d)(?:\s?[ap]\.?m\b)?|(?:0?[1-9]|1[0-2])\s?[ap]m\b"
    rf"|(?:midi|minuit)\b{_MINUTES}|{_WORD}{SP}heures?\b{_MINUTES})"
)
# "9" in "de 9 à 11 h", "neuf" in "de neuf à onze heures".
_TO: Final = rf"{OSP}(?:a|-|(?:et{SP})?jusqu'a|et|/|>){OSP}"
_FIRST: Final = rf"(?:{_CLOCK}|(?:{_HOUR}|{_WORD})(?={OSP}(?:a|-|et){OSP}{_CLOCK}))"
_STRETCH: Final = rf"(?P<t1>{_FIRST})(?:{_TO}(?P<t2>{_CLOCK}))?"
_HALF: Final = (
    rf"(?:{SP}(?:(?P<morning>du{SP}mat(?:in)?)"
    rf"|(?P<evening>du{SP}soir|de{SP}l'apres-midi|dans{SP}(?:la{SP}soiree|l'apres-midi)))\b)?"
)
_ZONE: Final = rf"(?:\s{any_form('clock_zone')}(?:\s?[+-]\s?\d{{1,2}})?\b)?"
_PART: Final = any_form("part_of_day")
_BEFORE_PART: Final = any_form("before_part_of_day", space=SP)
_BEFORE_HOUR: Final = any_form("before_hour", space=SP)
_LINK: Final = (
    rf"(?:{SP}(?:{_BEFORE_PART}?{OSP}(?P<part>{_PART})\b))?{OSP}[,(]?{OSP}"
    rf"(?:(?:(?:plutot|mais|et){SP})?(?:(?P<until>avant|jusqu'a|au{SP}plus{SP}tard{SP}a)|{_BEFORE_HOUR}(?:{SP}environ)?|at|-|\||:){SP})?"
)
_BEHIND: Final = re.compile(rf"{_LINK}{_STRETCH}{_HALF}{_ZONE}(?P<close>\))?")
_BEFORE_DAY: Final = re.compile(
    rf"(?<![\d,.:/\w-])(?:(?P<until>avant|jusqu'a){SP})?{_STRETCH}{_HALF}{_ZONE}{OSP},?{OSP}(?:(?:le|ce|du){SP})?\Z"
)
#: The year at the end of a stamp: ``lun 11 avr 15:04:12 CEST 2011``.
_STAMPED: Final = re.compile(rf"{SP}((?:19|20)\d\d)(?![\w,.]?\d)")
#: Behind hours that no word leads up to: they last (``le 3 mai, 2 h de concert``).
_LASTS: Final = re.compile(rf"{SP}(?:de{SP}|d')(?!l'|la\b|ce|demain\b)[a-z]")
_AFTERNOON: Final = ("apres-midi", "soir", "soiree")
_UP_TO: Final = re.compile(rf"\b(?:jusqu')?au{SP}\Z")
_SIGN: Final = re.compile(r"\d\s?(?:h|:\d)|midi|minuit|heures?\b|[ap]m\b")
_DIGITS: Final = re.compile(r"(\d{1,2})(?:\D{0,8}(\d\d))?")
_WINDOW: Final = 44
#: From noon on hours may last until the small ones of the next day: ``de 19 h à minuit``.
_NOON: Final = "12:00"
_SMALL_HOURS: Final = "06:00"


def clock(text: str | None) -> str | None:
    """``17h 30``, ``9:40 am``, ``sept heures et demie`` or ``midi`` as ``HH:MM``; None for no hour of the day.

    >>> clock("17h 30"), clock("9:40 pm"), clock("midi et demi"), clock("vingt heures trente")
    ('17:30', '21:40', '12:30', '20:30')
    >>> clock("8 heures moins le quart"), clock("minuit")
    ('07:45', '00:00')
    """
    if not text:
        return None
    words = " ".join(text.split())
    if m := _DIGITS.match(words):
        hour, minute, tail = int(m[1]), int(m[2] or 0), words[m.end(1) :].replace(".", "")
    else:
        word, _, tail = words.partition(" ")
        hour, minute = 12 if word == "midi" else 0, 0
        if word not in {"midi", "minuit"}:
            name = words.partition(" heure")[0]
            if name not in cal.HOUR_WORDS:
                return None
            hour, tail = cal.HOUR_WORDS[name], words[len(name) :]
    if tail.endswith("pm") and hour < 12:
        hour += 12
    elif tail.endswith("am") and hour == 12:
        hour = 0
    said = re.sub(r"\A\s?h(?:eures?|rs?)?\s|\A\sheures?\s", "", tail)
    if shift := cal.CLOCK_WORDS.get(said):
        hour, minute = divmod((hour * 60 + shift) % 1440, 60)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _read(m: re.Match[str], afternoon: bool) -> AtHour | None:
    """The hours of a match: the first, and the last of a stretch."""
    first, last = clock(m["t1"]), clock(m["t2"])
    if afternoon:
        first, last = _evening(first), _evening(last)
    if first is None:
        return None
    return AtHour(first, last if last and (last > first or last <= _SMALL_HOURS and first >= _NOON) else None)


def _evening(time: str | None) -> str | None:
    return f"{int(time[:2]) + 12}{time[2:]}" if time and int(time[:2]) < 12 else time


def hour_follows(text: str, at: int) -> bool:
    """Whether an hour stands right behind a place: ``le 16`` in ``le 16 à 18h``."""
    m = _BEHIND.match(text, at)
    return m is not None and m.start("t1") > at and clock(m["t1"]) is not None


def with_hours(text: str, piece: Piece) -> Piece:
    """A day with the hours behind it: ``jeudi de 9h à 11h``, ``29 mars, midi et demi``, ``vendredi avant 17h``."""
    if piece.granularity != "day" or piece.high or not (m := _BEHIND.match(text, piece.end)):
        return piece
    led = text[piece.end : m.start("t1")].replace(",", "")
    if not led.strip() and not m["t2"] and _LASTS.match(text, m.end("t1")):
        return piece
    afternoon = m["evening"] is not None or text.endswith(_AFTERNOON, piece.start, piece.end)
    hours = _read(m, afternoon or m["part"] in _AFTERNOON)
    if hours is None or (hours.last and _UP_TO.search(text, max(0, piece.start - 12), piece.start)):
        return piece  # "du 1er mai au 30 septembre, de 9h à 19h": those of every day
    inside = "(" in text[piece.end : m.start("t1")]
    if inside and not m["close"]:
        return piece
    end = m.end() if inside or not m["close"] else m.start("close")
    return _stamped(text, _at(piece, hours, "before" if m["until"] else None)._replace(end=end), m["t1"])


def _stamped(text: str, piece: Piece, hour: str) -> Piece:
    """A day without a year, with the year behind hours that are given to the second."""
    year = _STAMPED.match(text, piece.end) if hour.count(":") == 2 else None
    if year is None or piece.low is None or piece.low.year != UNKNOWN_YEAR:
        return piece
    return piece._replace(low=piece.low._replace(year=year[1]), end=year.end())


def with_hours_before(text: str, piece: Piece) -> Piece:
    """A day with the hours in front of it: ``18h30, le mardi 4 juin 2024``, ``de 9h30 à 11h jeudi``."""
    if piece.granularity != "day" or piece.high or piece.part or piece.bound:
        return piece
    at = max(0, piece.start - _WINDOW)
    if not _SIGN.search(text, at, piece.start) or not (m := _BEFORE_DAY.search(text, at, piece.start)):
        return piece
    hours = _read(m, m["evening"] is not None or text.endswith(_AFTERNOON, piece.start, piece.end))
    if hours is None:
        return piece
    bound: Bound | None = "before" if m["until"] else None
    return _at(piece, hours, bound)._replace(start=m.start("until") if bound else m.start("t1"))


def _at(piece: Piece, hours: AtHour, bound: Bound | None) -> Piece:
    """The day at these hours."""
    if piece.low is not None and piece.low.day is not None:
        day = piece.low if hours.last is None or hours.last > hours.first else moved(piece.low, 1)
        last = day._replace(time=hours.last) if day and hours.last else None
        return piece._replace(low=piece.low._replace(time=hours.first), high=last, granularity="minute", bound=bound)
    if isinstance(piece.relative, Shift | OnWeekday | DayOfMonth | FromEaster | NthOf | Anaphor):
        return piece._replace(relative=replace(piece.relative, hours=hours), granularity="minute", bound=bound)
    return piece


class Hours(NamedTuple):
    """An hour that stands alone, ``text[start:end]``; it ``opens`` its line, or a word announces it."""

    start: int
    end: int
    first: str
    last: str | None
    opens: bool


_ALONE: Final = re.compile(rf"{_STRETCH}(?!\s?/|{SP}{any_form('behind_lasting_hours')}\b)")
#: Where an hour may begin, told by its first word.
_BEGINS: Final = re.compile(rf"(?<![\d,.:/\w-])(?:\d{{1,2}}(?!\d)|midi\b|minuit\b|{_WORD}(?={SP}(?:heure|a\b|et\b)))")
_OPENING: Final = re.compile(r"(?:(?:\A|\n)[^\w\n]{0,6}|\b(?:heure|horaire)s?\s?:\s?)\Z")
_ANNOUNCED: Final = re.compile(rf"\b(?:{_BEFORE_HOUR}|jusqu'a)(?:{SP}environ)?{SP}\Z")


def hours_alone(text: str) -> list[Hours]:
    """Hours without a day in normalised text: ``10 h 45 : accueil``, ``retour vers 14 h 30``; not ``35 heures``.

    ``de`` announces a stretch only (``de 9h à 12h``): ``un trajet de 2 h`` is a duration.
    """
    found: list[Hours] = []
    if not _SIGN.search(text):
        return found
    done = 0
    for begin in _BEGINS.finditer(text):
        m = _ALONE.match(text, begin.start()) if begin.start() >= done else None
        if m is None:
            continue
        done = m.end()
        opens = _OPENING.search(text, max(0, m.start() - 16), m.start()) is not None
        cue = _ANNOUNCED.search(text, max(0, m.start("t1") - 24), m.start("t1"))
        if not opens and (cue is None or (cue[0].startswith(("de ", "entre")) and not m["t2"])):
            continue
        hours = _read(m, afternoon=False)
        if hours is not None and (m["t2"] is None or hours.last is not None):
            end = m.end("t2") if m["t2"] else m.end("t1")
            found.append(Hours(m.start("t1"), end, hours.first, hours.last, opens))
    return found
