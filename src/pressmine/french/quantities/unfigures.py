"""Numbers that are no figures: dates, times, phones, codes, addresses, list and footnote marks, names; each with a
reason.

For speed no pattern scans the text: each is tried where a run of digits begins, or at a word that announces a number.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pressmine.french.flat import Flat
from pressmine.french.quantities.unfigure_patterns import (
    AFTER_DATE,
    CHUNK,
    CLOCK,
    CODE,
    COORDINATE,
    DAY,
    FOOTNOTE_BEHIND,
    GLUED,
    LIST_MARK,
    LONE_POSTAL,
    NAME,
    NORM,
    PAGE,
    PLUS,
    POSTAL,
    RUN,
    SECOND_MARK,
    WORD,
    announced_by_word,
    dates_from_digit,
    others_from_digit,
)


class NotFigure(NamedTuple):
    """A stretch that looks like a figure and is none.

    `reason` is date, year, time, phone, url, code, address, label, list_mark, footnote_mark, version, name, identifier,
    page, score or article.
    """

    start: int
    end: int
    reason: str


class _Claims:
    """Stretches claimed so far: the first to claim a character keeps it."""

    def __init__(self, length: int) -> None:
        self.taken = bytearray(length + 1)
        self.found: list[NotFigure] = []

    def claim(self, start: int, end: int, reason: str) -> bool:
        if end <= start or any(self.taken[start:end]):
            return False
        self.taken[start:end] = b"\x01" * (end - start)
        self.found.append(NotFigure(start, end, reason))
        return True


#: How far a word may stand before the number that it announces.
_REACH = 44


#: Characters to each side that belong to one run without white space: no address is so long.
_LONGEST_CHUNK = 2_000


def _chunk(low: str, start: int, end: int) -> tuple[int, int]:
    """The run of characters without white space around a run of digits."""
    least, most = max(0, start - _LONGEST_CHUNK), min(len(low), end + _LONGEST_CHUNK)
    left = max(low.rfind(sign, least, start) for sign in (" ", "\n", "<")) + 1
    right = min((x for x in (low.find(" ", end, most), low.find("\n", end, most)) if x >= 0), default=most)
    return left or least, right


def _words_before(low: str, runs: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The words in front of runs of digits, near enough to announce them."""
    done = 0
    for start, _ in runs:
        left = max(done, start - _REACH)
        while left > done and low[left - 1].isalnum():
            left -= 1
        if left < start:
            yield from WORD.finditer(low, left, start)
        done = max(done, start)


def _announced(low: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """What begins with a word that announces a number (`article 12`, `mardi 29`, `tél. 01 …`)."""
    starts, patterns = announced_by_word()
    for word in _words_before(low, runs):
        stem = word.group().rstrip(".")
        if (
            stem in starts
            or (stem[:1] in "stqhjnp" and len(stem) > 1 and stem[1] in "°0123456789.")
            or stem[2:4] == "00"
        ):
            before = low[word.start() - 1 : word.start()]
            if before.isalnum() or before in ("-", "_"):
                continue
            for reason, pattern in patterns:
                if match := pattern.match(low, word.start()):
                    yield match.start(), match.end(), reason


def _at_digit(flat: Flat, start: int) -> Iterator[tuple[int, int, str]]:
    """What begins where a run of digits begins."""
    low = flat.low
    before = low[start - 1 : start]
    if before in ("(", "[") and (match := CODE.match(low, start - 1)):
        yield match.start(), match.end(), "code" if before == "(" else "footnote_mark"
    if before == "+" and (match := PLUS.match(low, start - 1)):
        yield match.start(), match.end(), "phone"
    nearest = max(0, start - _REACH)
    line = low.rfind("\n", nearest, start) + 1 or nearest
    if not low[line:start].strip(" •"):
        for reason, pattern in (("page", PAGE), ("list_mark", LIST_MARK)):
            if match := pattern.match(low, start):
                yield start, match.end(), reason
    elif low[start - 2 : start] in (": ", "; ", ", ") and (match := SECOND_MARK.match(low, start)):
        yield start, match.end(), "list_mark"
    for reason, pattern in others_from_digit():
        if match := pattern.match(low, start):
            yield start, match.end(), reason
    if (match := POSTAL.match(flat.text, start)) or (match := LONE_POSTAL.match(low, start)):
        yield start, match.end(), "address"
    yield from _beside(flat, start, line)
    if before.isalpha() or (before == "-" and low[start - 2 : start - 1].isalpha()):
        left = _chunk(low, start, start)[0]
        if low[left:start].isalpha() and start - left > 2 and (match := FOOTNOTE_BEHIND.match(low, start)):
            yield start, match.end(), "footnote_mark"
        while not low[left].isalnum():
            left += 1
        currency = flat.text[left:start] in ("EUR", "USD", "GBP", "CHF")
        if not currency and not low.startswith("x", left) and (match := NAME.match(low, left)) and match.end() > start:
            yield left, match.end(), "name"
    elif before in ("»", ")") and (match := FOOTNOTE_BEHIND.match(low, start)):
        yield start, match.end(), "footnote_mark"
    if match := GLUED.match(low, start):
        yield start, match.end(), "name"


def _beside(flat: Flat, start: int, line: int) -> Iterator[tuple[int, int, str]]:
    """What only the words before a number tell: the day of a month, the hour of a programme, a norm, a place on a
    map."""
    low = flat.low
    before = low[max(line, start - 24) : start]
    if before.endswith(" le ") and (match := DAY.match(low, start)):
        yield start, match.end(), "date"
    if (not before.strip(" •-") or AFTER_DATE.search(before)) and (match := CLOCK.match(low, start)):
        yield start, match.end(), "time"
    if match := COORDINATE.match(low, start):
        yield start, match.end(), "code"
    if flat.text[max(0, start - 3) : start] == "EN " and (match := NORM.match(low, start)):
        yield start, match.end(), "label"


def find_not_figures(flat: Flat) -> list[NotFigure]:
    """Stretches whose numbers are no figures, in order, without overlap (what is tried first claims the text)."""
    low = flat.low
    claims = _Claims(len(low))
    runs = [(m.start(), m.end()) for m in RUN.finditer(low)]
    looked = 0
    for start, end in runs:
        if end <= looked:
            continue
        left, right = _chunk(low, start, end)
        if right - left > end - start + 3:
            looked = right
            if CHUNK.search(low[left:right]):
                claims.claim(left, right, "url")
    for start, _ in runs:
        for reason, pattern in dates_from_digit():
            if match := pattern.match(low, start):
                claims.claim(start, match.end(), reason)
    for start, end, reason in _announced(low, runs):
        claims.claim(start, end, reason)
    for start, _ in runs:
        if not claims.taken[start]:
            for left, right, reason in _at_digit(flat, start):
                claims.claim(left, right, reason)
    return sorted(claims.found, key=lambda n: n.start)
