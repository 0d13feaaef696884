"""The words of the French calendar, read once from ``calendar.toml`` and ``years.toml``."""

import re
from collections.abc import Iterable
from typing import Final

from pressmine.french.lists import read_list

_CALENDAR: Final = read_list("calendar")
_YEARS: Final = read_list("years")


def _numbers(table: str) -> dict[str, int]:
    """Folded word -> number, from a table that lists words under their number."""
    return {word: int(number) for number, words in _CALENDAR[table].items() for word in words}


def _codes(table: str) -> dict[str, str]:
    """Folded word -> code, from a table that lists words under a code."""
    return {word: code for code, words in _CALENDAR[table].items() for word in words}


MONTHS: Final = _numbers("months")
ENGLISH_MONTHS: Final = _numbers("english_months")
WEEKDAYS: Final = _numbers("weekdays")
WEEKDAY_ABBREVIATIONS: Final = _numbers("weekday_abbreviations")
SEASONS: Final = _numbers("seasons")
DAY_WORDS: Final = _numbers("day_words")
COUNT_WORDS: Final = _numbers("count_words")
ORDINALS: Final = _numbers("ordinals")
FEASTS: Final = _codes("feasts")
UNITS: Final = _codes("units")
NAMED_AFTER_DAYS: Final = tuple(_CALENDAR["named_after_days"])
YEAR_CUES_STRONG: Final = tuple(_YEARS["strong"])
YEAR_CUES_WEAK: Final = tuple(_YEARS["weak"])
NOT_BEFORE_A_YEAR: Final = tuple(_YEARS["never"])
COUNTED: Final = frozenset(_YEARS["counted"])
NOT_COUNTED: Final = frozenset(_YEARS["not_counted"])


def alternatives(words: Iterable[str]) -> str:
    """A non-capturing group that matches any of ``words``, longest first; a space in a word stands for any spaces.

    >>> alternatives(["an", "ans"])
    '(?:ans|an)'
    """
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in ordered) + ")"
