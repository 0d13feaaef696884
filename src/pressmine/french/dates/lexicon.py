"""The building blocks of the date grammar's regular expressions. They match normalised text.

``normalise`` folds case and accents, and typographic apostrophes and dashes, without moving a character.
"""

import re
from functools import lru_cache
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_form

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


@lru_cache(maxsize=16)
def normalise(text: str) -> str:
    """Folded text with plain apostrophes and hyphens; every character keeps its place."""
    return straight(fold(text))


def straight(folded: str) -> str:
    """``normalise`` for text that is already folded."""
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
DAY: Final = (
    r"(?:1(?:\s?er\b|ᵉʳ|°|º|st\b|e\b)|(?:0?[1-9]|[12]\d|3[01])(?:nd|rd|th|e(?:me)?(?=\s{1,3}(?:au|et)\s))?(?![\d]))"
)

_full = [w for w in cal.MONTHS if len(w) > 5 or w in cal.MONTHS_IN_FULL]
_short = [w for w in cal.MONTHS if w not in _full]
FULL_MONTH: Final = rf"{any_of(w for w in cal.MONTH_NAMES if w in _full)}\b"
MONTH: Final = rf"(?:{any_of(_full)}\b|{any_of(_short)}(?:\.|\b))"
ENGLISH_MONTH: Final = rf"(?:{any_of(cal.ENGLISH_MONTHS)}(?:\.|\b))"
WEEKDAY: Final = rf"{any_of(cal.WEEKDAYS)}\b"
# A year of two digits after a month's name; not "le 3 mars 24 salariés", "12 juin 20 h", "mai 12 500".
SHORT_YEAR: Final = (
    r"(?:'\d\d(?!\d)|(?:[0-3]\d|[4-9]\d)(?=\s{0,2}(?:[;)\]»\n|-]|[.,:](?!\d)|\Z)"
    rf"|{SP}(?:{any_of(cal.BEHIND_SHORT_YEARS)})\b(?!'?\d)))"
)
WEEKDAYS: Final = rf"{any_of(cal.WEEKDAYS)}s\b"
ANY_WEEKDAY: Final = rf"(?:{WEEKDAY}|{any_of(cal.WEEKDAY_ABBREVIATIONS)}(?:\.|\b))"
SEASON: Final = rf"{any_of(cal.SEASONS)}\b"
COUNT: Final = rf"(?:\d{{1,3}}|{any_of(cal.COUNT_WORDS)}(?![\w-]))"
LAST: Final = rf"{any_form('relative_time.last')}\b"
NEXT: Final = rf"{any_form('relative_time.next')}\b"

# The year said from where one stands: "en juin de l'année prochaine".
OTHER_YEAR: Final = (
    rf"{SP}de{SP}(?:l'(?:an|annee){SP}(?:(?P<before>dernier|derniere|passee?)|(?P<after>prochaine?))"
    rf"|cette{SP}annee|la{SP}(?P<same>meme){SP}annee)\b"
)


def month_number(text: str) -> int | None:
    """The number of a French month's name or abbreviation, or of an English one."""
    word = text.rstrip(".")
    return cal.MONTHS.get(word) or cal.ENGLISH_MONTHS.get(word)


def weekday_number(text: str) -> int | None:
    """Monday is 0; None for a word that is not a day of the week."""
    word = text.rstrip(".")
    number = cal.WEEKDAYS.get(word.removesuffix("s"))
    return number if number is not None else cal.WEEKDAY_ABBREVIATIONS.get(word)


def day_number(text: str) -> int:
    """``1er``, ``13``, ``20th``: the preceding number."""
    return int(re.match(r"\d+", text)[0])  # type: ignore[index]  # DAY begins with a digit


def count_number(text: str) -> int | None:
    """A small number in digits or words."""
    return int(text) if text.isdigit() else cal.COUNT_WORDS.get(" ".join(text.split()))


def full_year(text: str) -> str:
    """A year of two digits in this century up to 49, in the last from 50 on."""
    text = text.removeprefix("'")
    if len(text) == 4:
        return text
    return ("20" if int(text) < 50 else "19") + text
