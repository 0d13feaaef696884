"""Pieces of pattern that the date grammar is put together from. All of them match normalised text.

``normalise`` folds case and accents, and typographic apostrophes and dashes, without moving a character.
"""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.fold import fold

_STRAIGHT: Final = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("´", "'"),
    ("‐", "-"),
    ("‑", "-"),
    ("‒", "-"),
    ("–", "-"),
    ("—", "-"),
    ("−", "-"),
)


def normalise(text: str) -> str:
    """Folded text with plain apostrophes and hyphens; every character keeps its place."""
    folded = fold(text)
    if folded.isascii():
        return folded
    for fancy, plain in _STRAIGHT:
        if fancy in folded:
            folded = folded.replace(fancy, plain)
    return folded


# Spaces inside an expression: at most one line break, so that a paragraph's end separates.
SP: Final = r"(?:[^\S\n]{1,6}\n?[^\S\n]{0,8}|\n[^\S\n]{0,8})"
OSP: Final = f"{SP}?"

YEAR: Final = r"(?:1[5-9]\d\d|20\d\d|2100)(?!\d)"
DAY: Final = r"(?:1(?:\s?er\b|ᵉʳ|°|º|st\b)|(?:0?[1-9]|[12]\d|3[01])(?:nd|rd|th)?(?![\d]))"

_full = [w for w in cal.MONTHS if len(w) > 4 or w in {"mars", "mai", "juin", "aout"}]
_short = [w for w in cal.MONTHS if w not in _full]
MONTH: Final = rf"(?:{cal.alternatives(_full)}\b|{cal.alternatives(_short)}(?:\.|\b))"
ENGLISH_MONTH: Final = rf"(?:{cal.alternatives(cal.ENGLISH_MONTHS)}(?:\.|\b))"
WEEKDAY: Final = rf"{cal.alternatives(cal.WEEKDAYS)}\b"
ANY_WEEKDAY: Final = rf"(?:{WEEKDAY}|{cal.alternatives(cal.WEEKDAY_ABBREVIATIONS)}(?:\.|\b))"
SEASON: Final = rf"{cal.alternatives(cal.SEASONS)}\b"
COUNT: Final = rf"(?:\d{{1,3}}|{cal.alternatives(cal.COUNT_WORDS)})"
LAST: Final = r"(?:dernier|derniere|derniers|dernieres|passe|passee|ecoule|ecoulee|precedent|precedente)\b"
NEXT: Final = r"(?:prochain|prochaine|prochains|prochaines|a\s{1,3}venir)\b"

# The year said from where one stands: "en juin de l'année prochaine".
OTHER_YEAR: Final = (
    rf"{SP}de{SP}(?:l'(?:an|annee){SP}(?:(?P<before>dernier|derniere|passee?)|(?P<after>prochaine?))|cette{SP}annee)\b"
)

_HOUR: Final = r"(?:[01]?\d|2[0-3])"
CLOCK: Final = (
    rf"(?:{_HOUR}\s?h(?:eures?\b|rs?\b)?(?:\s?[0-5]\d(?!\d))?(?![a-z\d])|{_HOUR}:[0-5]\d(?::[0-5]\d)?(?!\d)(?:\s?[ap]\.?m\b)?"
    rf"|(?:0?[1-9]|1[0-2])\s?[ap]m\b|midi\b)"
)
# The hour behind a date: "à 17h 30", ", de 9h à 12h", "At 9:40 AM", "- 18 heures".
TIMES: Final = (
    rf"(?:{OSP},?{OSP}(?:(?:a|at|des|vers|de|entre|a{SP}partir{SP}de|-|\|){SP})?"
    rf"(?P<t1>{CLOCK}|{_HOUR}(?={OSP}(?:a|-|et){OSP}{CLOCK}))(?:{OSP}(?:a|-|et|jusqu'a){OSP}(?P<t2>{CLOCK}))?)?"
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


def month_number(text: str) -> int | None:
    """The number of a French month's name or abbreviation, or of an English one."""
    word = text.rstrip(".")
    return cal.MONTHS.get(word) or cal.ENGLISH_MONTHS.get(word)


def weekday_number(text: str) -> int | None:
    """Monday is 0; None for a word that is no day of the week."""
    word = text.rstrip(".")
    number = cal.WEEKDAYS.get(word)
    return number if number is not None else cal.WEEKDAY_ABBREVIATIONS.get(word)


def day_number(text: str) -> int:
    """``1er``, ``13``, ``20th``: the number in front."""
    return int(re.match(r"\d+", text)[0])  # type: ignore[index]  # DAY begins with a digit


def count_number(text: str) -> int | None:
    """A small number in digits or words."""
    return int(text) if text.isdigit() else cal.COUNT_WORDS.get(text)


def full_year(text: str) -> str:
    """A year of two digits in this century up to 49, in the last from 50 on."""
    if len(text) == 4:
        return text
    return ("20" if int(text) < 50 else "19") + text
