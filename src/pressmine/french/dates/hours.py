"""Hours: ``17h 30``, ``de 9h à 12h``, ``9:40 AM``, behind a day, in front of it, or alone."""

import re
from typing import Final, NamedTuple

from pressmine.french.dates.lexicon import OSP, SP
from pressmine.french.dates.types import Granularity
from pressmine.french.edtf import Moment

_HOUR: Final = r"(?:[01]?\d|2[0-3])"
CLOCK: Final = (
    rf"(?:{_HOUR}\s?h(?:eures?\b|rs?\b)?(?:\s?[0-5]\d(?!\d))?(?![a-z\d])|{_HOUR}:[0-5]\d(?::[0-5]\d)?(?!\d)(?:\s?[ap]\.?m\b)?"
    rf"|(?:0?[1-9]|1[0-2])\s?[ap]m\b|midi\b)"
)
# The hour behind a date: "à 17h 30", ", de 9h à 12h", "At 9:40 AM", "- 18 heures".
TIMES: Final = (
    rf"(?:{OSP},?{OSP}(?:(?:a(?:{SP}environ)?|at|des|vers|de|entre|aux{SP}alentours{SP}de|a{SP}partir{SP}de|-|\||:){SP})?"
    rf"(?P<t1>{CLOCK}|{_HOUR}(?={OSP}(?:a|-|et){OSP}{CLOCK}))(?:{OSP}(?:a|-|et|jusqu'a){OSP}(?P<t2>{CLOCK}))?(?:{SP}(?:(?P<morning>du{SP}matin)|(?P<evening>du{SP}soir|de{SP}l'apres-midi))\b)?)?"
)
_CLOCK_PARTS: Final = re.compile(r"(\d{1,2})\D{0,8}(\d\d)?")


def clock(text: str | None) -> str | None:
    """``17h 30``, ``9:40 am``, ``18 heures`` or ``midi`` as ``HH:MM``; None for none, or for no hour of the day.

    >>> clock("17h 30"), clock("9:40 pm"), clock("midi")
    ('17:30', '21:40', '12:00')
    """
    if not text:
        return None
    if text == "midi":
        return "12:00"
    if not (m := _CLOCK_PARTS.match(text)):
        return None
    hour, minute = int(m[1]), int(m[2] or 0)
    tail = text.replace(".", "").rstrip()
    if tail.endswith("pm") and hour < 12:
        hour += 12
    elif tail.endswith("am") and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _evening(time: str | None) -> str | None:
    return f"{int(time[:2]) + 12}{time[2:]}" if time and int(time[:2]) < 12 else time


def timed(m: re.Match[str], day: Moment) -> tuple[Moment, Moment | None, Granularity, int]:
    """The day with its hours: first moment, last moment of a stretch or None, granularity, end of the text."""
    first, last = clock(m["t1"]), clock(m["t2"])
    if m["evening"]:
        first, last = _evening(first), _evening(last)
    if m["t1"] and first is None and re.fullmatch(r"\d\d?", m["t1"]):
        first = f"{int(m['t1']):02d}:00"
    if first is None:
        return day, None, "day", m.start("t1") if m["t1"] else m.end()
    begin = day._replace(time=first)
    if last is None or last <= first:
        return begin, None, "minute", max(m.end("t1"), m.end("morning"), m.end("evening"))
    return begin, day._replace(time=last), "minute", max(m.end("t2"), m.end("morning"), m.end("evening"))


def trim(text: str, start: int, end: int) -> int:
    """The end without the spaces and punctuation in front of an hour that was not taken."""
    while end > start and text[end - 1] in " \n\t\xa0\u202f\u2009,-|":
        end -= 1
    return end


_BEFORE_DAY: Final = re.compile(
    rf"(?<![\d,.:/-])(?P<t1>{CLOCK}|{_HOUR}(?={OSP}(?:a|-|et){OSP}{CLOCK}))(?:{OSP}(?:a|-|et|jusqu'a){OSP}(?P<t2>{CLOCK}))?{OSP},?{OSP}(?:(?:le|ce){SP})?\Z"
)


def before_day(text: str, start: int) -> tuple[int, str, str | None] | None:
    """The hours in front of a day: where they begin, the first, the last or None: ``18h30, le mardi 4 juin``."""
    at = max(0, start - 36)
    if not (m := _BEFORE_DAY.search(text, at, start)):
        return None
    first, last = clock(m["t1"]), clock(m["t2"])
    if first is None and m["t1"].isdigit():
        first = f"{int(m['t1']):02d}:00"
    if first is None:
        return None
    return m.start("t1"), first, last if last and last > first else None


class Hours(NamedTuple):
    """An hour that stands alone, ``text[start:end]``; it ``opens`` its line, or a word announces it."""

    start: int
    end: int
    first: str
    last: str | None
    opens: bool


_ALONE: Final = re.compile(
    rf"(?P<opens>(?:\A|\n)[^\w\n]{{0,6}}|\b(?:heure|horaire)s?\s?:\s?)?(?<![\d,.:/-])(?P<t1>{CLOCK}|{_HOUR}(?={OSP}(?:a|-|et){OSP}{CLOCK}))"
    rf"(?:{OSP}(?:a|-|et|jusqu'a){OSP}(?P<t2>{CLOCK}))?(?!\s?/|{SP}(?:de|d'|par|sur|du|en|environ|plus)\b)"
)
_CLOCK_SIGN: Final = re.compile(r"\d\s?(?:h|:\d)")
_ANNOUNCED: Final = re.compile(rf"\b(?:a|des|vers|a{SP}partir{SP}de|jusqu'a|entre|de)(?:{SP}environ)?{SP}\Z")


def hours_alone(text: str) -> list[Hours]:
    """Hours without a day in normalised text: ``10 h 45 : accueil``, ``retour vers 14 h 30``; not ``35 heures``.

    ``de`` announces a stretch only (``de 9h à 12h``): ``un trajet de 2 h`` is a duration.
    """
    found: list[Hours] = []
    if not _CLOCK_SIGN.search(text) and "midi" not in text:
        return found
    for m in _ALONE.finditer(text):
        cue = _ANNOUNCED.search(text, max(0, m.start("t1") - 24), m.start("t1"))
        if m["opens"] is None and (cue is None or (cue[0].startswith(("de ", "entre")) and not m["t2"])):
            continue
        first, last = clock(m["t1"]), clock(m["t2"])
        if first is None and m["t1"].isdigit():
            first = f"{int(m['t1']):02d}:00"
        if first is not None and (m["t2"] is None or (last is not None and last > first)):
            found.append(
                Hours(m.start("t1"), m.end("t2") if m["t2"] else m.end("t1"), first, last, m["opens"] is not None)
            )
    return found
