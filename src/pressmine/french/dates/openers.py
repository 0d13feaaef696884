"""Where a date may begin, and which rules of the grammar are tried there: at certain words, and at digits by their
shape.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates import anaphors as back
from pressmine.french.dates import feasts, month_days, nth_days, numeric_dates, spans, weekdays
from pressmine.french.dates import relative as near
from pressmine.french.dates import short_and_spelt as years
from pressmine.french.dates.types import Piece
from pressmine.french.lexicon import forms

Rule = Callable[[str, int], list[Piece]]
#: What begins with digits: each rule with what the digits and the two characters after them look like (the digits a 9
#: each). Where they don't, the rule finds nothing and isn't tried.
FROM_DIGITS: Final[tuple[tuple[Rule, re.Pattern[str]], ...]] = tuple(
    (rule, re.compile(shape))
    for rule, shape in (
        (numeric_dates.iso, r"9{4}-"),
        (month_days.days, r"99?."),
        (numeric_dates.numeric, r"(?:99?|9{4})(?:[/.-]|\s[/.\d-])"),
        (numeric_dates.numeric_range, r"99?\s[ae\s]"),
        (spans.quarter, r"9(?:[denr]|\s[e\s])"),
        (spans.letter_quarter, r"9\s?[qst]"),
        (spans.first_months, r"9{1,3}\s[p\s]"),
        (spans.fortnight, r"9(?:[denr]|\s[e\s])"),
        (near.days_of_month, r"99?(?:e|\s[aej\s])"),
        (near.day_of_month, r"99?(?:e|[\s.,;)]|$)"),
        (near.counted, rf"9{{1,3}}\s(?:[dp\s]|{'|'.join(sorted({unit[0] for unit in cal.UNITS}))})"),
        (nth_days.nth, r"9(?:[denr]|\s[e\s])"),
        (back.later, rf"9{{1,3}}\s(?:\s|{'|'.join(sorted({unit[0] for unit in cal.UNITS}))})"),
        (spans.years, r"9{4}(?!9)"),
        (years.short_year, r"99(?![9%€])"),
    )
)
#: More digits than this begin nothing.
_MOST_DIGITS: Final = 5
#: Rules that find nothing if no month is named at their word or after it.
_WITH_MONTH: Final = frozenset({month_days.days, month_days.in_words, numeric_dates.english, spans.fortnight})
_OPENERS: Final[dict[str, tuple[Rule, ...]]] = {
    "weekday": (
        month_days.days,
        numeric_dates.english,
        numeric_dates.with_weekday,
        month_days.in_words,
        weekdays.weekday_day,
        weekdays.weekday,
    ),
    "weekdays": (month_days.days,),
    "month": (numeric_dates.english, spans.month),
    "season": (spans.season,),
    "letter": (spans.letter_quarter,),
    "dayword": (month_days.in_words, spans.quarter, spans.first_months, spans.fortnight, nth_days.nth),
    "dernier": (spans.quarter, nth_days.nth),
    "lasts": (near.counted,),
    "day": (near.near_day,),
    "this": (near.this, weekdays.weekday, weekdays.week_end, back.anaphor),
    "count": (back.later, near.counted),
    "thousand": (years.year_in_words,),
    "unit": (spans.named_year, near.last_next, near.part_of_current),
    "siecle": (spans.century,),
    "rentree": (spans.school_return,),
    "feast": (feasts.feast,),
    "il": (near.ago,),
    "ago": (near.ago,),
    "within": (near.within,),
    "nuit": (weekdays.night, near.last_next),
    "weekend": (weekdays.week_end,),
    "same": (back.anaphor,),
    "eve": (back.eve,),
}
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "weekday": (*cal.WEEKDAYS, *cal.WEEKDAY_ABBREVIATIONS),
    "weekdays": tuple(word + "s" for word in cal.WEEKDAYS),
    "month": (*cal.MONTHS, *cal.ENGLISH_MONTHS),
    "season": tuple(cal.SEASONS),
    "dayword": (*cal.DAY_WORDS, *(w for w in cal.ORDINALS if w.isalpha())),
    "dernier": ("dernier", "derniere"),
    "lasts": tuple(word for word in forms("relative_time") if word[-1] == "s"),
    "count": tuple(cal.COUNT_WORDS),
    "thousand": cal.THOUSAND_OPENERS,
    "day": tuple(forms("near_day")),
    "this": ("ce", "cet", "cette"),
    "unit": (*cal.UNITS, *forms("named_stretch")),
    "siecle": ("siecle", "siecles"),
    "rentree": ("rentree",),
    "feast": tuple(w.split()[0] for w in (*cal.FEASTS, *cal.MOVABLE_FEASTS)),
    "il": ("il",),
    "ago": ("voici", "voila"),
    "within": ("dans", "sous", "d'ici"),
    "nuit": ("nuit",),
    "weekend": ("week-end", "weekend", "week"),
    "same": ("le", "la"),
    "eve": tuple(forms("eve")),
    "letter": tuple(f"{kind}{n}" for kind in "tqsh" for n in range(1, 5)),
}
_KINDS: Final[dict[str, tuple[Rule, ...]]] = {}
for _kind, _words in _WORDS.items():
    for _word in _words:
        _KINDS[_word] = tuple(dict.fromkeys((*_KINDS.get(_word, ()), *_OPENERS[_kind])))
#: Words too frequent to try a rule on each: the word after them is looked at first.
_FREQUENT: Final = {"dans", *_WORDS["same"], *_WORDS["il"], *_WORDS["this"]}
_PLAIN: Final = any_of(word for word in _KINDS if word not in _FREQUENT)


_TRIGGER: Final = re.compile(
    r"(?<![a-z0-9œ])(?:\d+|" + _PLAIN.replace(r"\s{1,3}", " ") + r"(?![a-zœ])|(?:le|la)(?=\s{1,3}meme)"
    rf"|il(?=\s{{1,3}}y\s)|dans(?=\s{{1,3}}(?:les\s|une?\s|[\w-]{{1,14}}\s{{1,3}}(?:prochain|{any_of(cal.UNITS)})))|(?:cette|cet|ce)(?=\s))"
)
_MONTHS: Final = frozenset(_WORDS["month"])


def openings(folded: str) -> Iterator[tuple[int, tuple[Rule, ...]]]:
    """Where a date may begin in a normalised text, in order, and the rules to try there."""
    triggers = [(m.start(), m.group()) for m in _TRIGGER.finditer(folded)]
    last_month = -1
    for at, word in reversed(triggers):
        if word in _MONTHS:
            last_month = at
            break
    for at, word in triggers:
        if word.isdigit():
            end = at + len(word)
            rules = at_digits(
                min(len(word), _MOST_DIGITS), folded[end : end + 2], at < last_month or folded[end : end + 1].isalpha()
            )
        else:
            rules = _at_word(word, at <= last_month)
        if rules:
            yield at, rules


@lru_cache(maxsize=2**12)
def at_digits(digits: int, behind: str, month: bool) -> tuple[Rule, ...]:
    """The rules for a number of digits and the two characters after them; ``month``: a month is named further on."""
    look = "9" * digits + behind
    return tuple(rule for rule, shape in FROM_DIGITS if shape.match(look) and (month or rule not in _WITH_MONTH))


@lru_cache(maxsize=2**10)
def _at_word(word: str, month: bool) -> tuple[Rule, ...]:
    return tuple(rule for rule in _KINDS[word] if month or rule not in _WITH_MONTH)
