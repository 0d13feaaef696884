"""What a date is for: published, event, signature, deadline, …, by the words that are next to it."""

import re
from typing import Final, NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.lexicon import any_form, forms
from pressmine.french.lists import read_list

_WINDOW_BEFORE: Final = 70
_WINDOW_AFTER: Final = 44
_SHORT: Final = {"published": frozenset({"day", "minute"}), "signature": frozenset({"day", "minute", "month"})}
_OPENING: Final = 12
_NUMBER: Final = re.compile(r"\d")
#: "79 % en", "12 000 visiteurs en", "(46/% vs 53 % en": a figure and nothing but its unit and what it counts.
_FIGURE: Final = re.compile(
    r"\d\s?(?:%|€|[a-z]{1,20}(?:\s(?:d[eu']s?\s?)?[a-z]{2,20}){0,2})?\s?[(,]?\s?"
    + any_form("before_year_of_figure")
    + r"\s(?:l')?\Z"
)
#: "En 2020, 612 plaintes": a figure after a year that opens its sentence.
_BEHIND_FIGURE: Final = re.compile(r"\s?,?\s(?:[a-z']{1,14}\s){0,3}\d")
_STARTING: Final = re.compile(r"des\s")
_PAST: Final = re.compile(rf"\b{any_of(word for word, days in forms('near_day').items() if int(days or 0) < 0)}\b")
_PERIODS: Final = frozenset({"quarter", "half", "decade", "century", "interval"})
_LONG: Final = frozenset({"year", "quarter", "half", "interval", "month"})


class RoleCue(NamedTuple):
    """A role, and the word that says it: ``text[start:end]``."""

    role: str
    start: int
    end: int


def _group(role: str, words: list[str]) -> str:
    """A star in a word stands for any ending."""
    return f"(?P<{role}>{any_of(words)})".replace(r"\*", "[a-z]{0,5}")


def _compiled(side: str) -> re.Pattern[str]:
    table = read_list("dates_roles")
    groups = "|".join(_group(role, entry[side]) for role, entry in table.items() if entry[side])
    return re.compile(rf"\b(?:{groups})\b")


_BEFORE: Final = _compiled("before")
_AFTER: Final = _compiled("after")


def role_of(
    folded: str, start: int, end: int, sentence: tuple[int, int], granularity: str, bound: str | None
) -> RoleCue | None:
    """The role of the date ``folded[start:end]`` and its cue, or None. Looks no further than its sentence.

    An upper bound is a deadline. Without a cue word, a lower bound is a start, a span of time a period, a year
    next to a figure that figure's period, and a date with an hour an event.
    """
    left = max(sentence[0], start - _WINDOW_BEFORE)
    found = list(_BEFORE.finditer(folded, left, start))
    if bound == "before":
        return RoleCue("deadline", start, end)
    if granularity in _LONG and _FIGURE.search(folded, left, start):
        return RoleCue("period", start, end)
    past = _PAST.search(folded, start, end) is not None
    for m in reversed(found):
        role = m.lastgroup or ""
        if role == "deadline" and (past or _PAST.search(folded, m.end(), start)):  # `l'indice a clôturé hier en hausse`
            continue
        if role == "published" and any(other.lastgroup == "replaced" for other in found):
            continue
        if role == "period" and granularity not in _LONG:
            continue
        if role in {"published", "signature"} and granularity not in _SHORT[role]:
            continue
        if role == "founding" and _NUMBER.search(folded, m.end(), start):  # "fondée en 1998, … (chiffre 2024)"
            continue
        if role == "start" and granularity == "interval":  # "ouvert du 3 mai au 4 juin": for all that time
            role = "period"
        return RoleCue(role, m.start(), m.end())
    if behind := _AFTER.search(folded, end, min(sentence[1], end + _WINDOW_AFTER)):
        return RoleCue(behind.lastgroup or "", behind.start(), behind.end())
    if bound == "after" or _STARTING.match(folded, start) and not past:
        return RoleCue("start", start, end)
    if granularity == "minute":
        return RoleCue("event", start, end)
    opens = start - sentence[0] <= _OPENING and _BEHIND_FIGURE.match(folded, end)
    return RoleCue("period", start, end) if granularity in _PERIODS or granularity in _LONG and opens else None
