"""The words of the French calendar, read once from ``calendar.toml`` and ``years.toml``."""

from collections.abc import Iterable, Iterator
from typing import Final

from pressmine.french.lists import read_list
from pressmine.french.numbers.spelling import ranks_spelt, spelt

_CALENDAR: Final = read_list("calendar")
_YEARS: Final = read_list("years")


def _numbers(table: str) -> dict[str, int]:
    """Folded word -> number, from a table that lists words under their number."""
    return {word: int(number) for number, words in _CALENDAR[table].items() for word in words}


def _codes(table: str) -> dict[str, str]:
    """Folded word -> code, from a table that lists words under a code."""
    return {word: code for code, words in _CALENDAR[table].items() for word in words}


_LONG: Final = 6


def slips(word: str) -> Iterator[str]:
    """A word as a hurried hand may type it: a letter left out, doubled, or changed with its neighbour; never the first.

    >>> sorted(slips("mai"))
    ['ma', 'maai', 'maii', 'mi', 'mia']
    """
    for i in range(1, len(word)):
        yield word[:i] + word[i + 1 :]
        yield word[:i] + word[i] + word[i:]
        if i + 1 < len(word):
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _with_slips(words: dict[str, int], known: Iterable[str]) -> dict[str, int]:
    """The words, and the slips of the long ones, which resemble nothing else."""
    taken = {*words, *known}
    typed = {slip: n for word, n in words.items() if len(word) >= _LONG for slip in slips(word) if slip not in taken}
    return {**typed, **words}


ENGLISH_MONTHS: Final = _numbers("english_months")
MONTH_NAMES: Final = _numbers("months")
MONTHS_IN_FULL: Final = frozenset(forms[0] for forms in _CALENDAR["months"].values())
MONTHS: Final = _with_slips(MONTH_NAMES, ENGLISH_MONTHS)
WEEKDAYS: Final = _numbers("weekdays")
WEEKDAY_ABBREVIATIONS: Final = {
    word: n
    for word, n in {**_with_slips(WEEKDAYS, ()), **_numbers("weekday_abbreviations")}.items()
    if word not in WEEKDAYS
}
SEASONS: Final = _numbers("seasons")
COUNT_WORDS: Final = spelt()
#: Of the days of a month only the first has a rank.
DAY_WORDS: Final = {"premier": 1, **{word: n for word, n in COUNT_WORDS.items() if 1 < n <= 31}}
HOUR_WORDS: Final = {"zero": 0, **{word: n for word, n in COUNT_WORDS.items() if n < 24 and not word.endswith("un")}}
FIVES: Final = {word: n for word, n in COUNT_WORDS.items() if n < 60 and n % 5 == 0}
#: Minutes past an hour, in words behind it.
CLOCK_WORDS: Final = {
    **_numbers("clock_words"), **FIVES, **{f"moins {word}": -n for word, n in FIVES.items() if n < 30}
}  # fmt: skip
#: `une dizaine d'années`: how many are meant.
ROUND_COUNTS: Final = {word: n for word, n in read_list("numbers")["collectives"].items() if n <= 100}
ORDINALS: Final = _numbers("ordinals")
CENTURY_WORDS: Final = {word: n for word, n in ranks_spelt(21).items() if n >= 10}
#: `les années soixante-dix`: the third figure of the decade.
#: What a year in words begins with: `mil neuf cent douze`, `dix-neuf cent douze`, `deux mille vingt`.
THOUSAND_OPENERS: Final = ("mil", "mille", *(word for word, n in COUNT_WORDS.items() if n == 2 or 15 <= n <= 19))
DECADE_WORDS: Final = {word: n // 10 for word, n in COUNT_WORDS.items() if 20 <= n < 100 and n % 10 == 0}
FEASTS: Final = _codes("feasts")
MOVABLE_FEASTS: Final = _numbers("movable_feasts")
OF_A_FEAST: Final = tuple(_CALENDAR["of_a_feast"])
UNITS: Final = _codes("units")
BEHIND_SHORT_YEARS: Final = tuple(_CALENDAR["behind_short_years"])
PLANS: Final = tuple(_CALENDAR["plans"])
BEHIND_ANY_DAY: Final = tuple(_CALENDAR["behind_any_day"])
NAMED_AFTER_DAYS: Final = tuple(_CALENDAR["named_after_days"])
YEAR_CUES_STRONG: Final = tuple(_YEARS["strong"])
YEAR_CUES_WEAK: Final = tuple(_YEARS["weak"])
NOT_BEFORE_A_YEAR: Final = tuple(_YEARS["never"])
COUNTED: Final = frozenset(_YEARS["counted"])
NOT_COUNTED: Final = frozenset(_YEARS["not_counted"])
