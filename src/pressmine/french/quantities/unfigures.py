"""Numbers that are not figures: times, phones, codes, addresses, list and footnote marks, names; each with a
reason.

For speed no pattern scans the text: each is tried where a run of digits begins, or at a word that announces a number.
"""

import re
from operator import attrgetter
from typing import NamedTuple

from pressmine.french.flat import Flat
from pressmine.french.lexicon import any_form, forms
from pressmine.french.lists import read_list
from pressmine.french.numbers import scale_word, words_value
from pressmine.french.quantities.unfigure_patterns import (
    BRACKET_MARK,
    CHUNK,
    CODE,
    END_MARK,
    FOOTNOTE_BEHIND,
    HASH,
    LONGEST_RUN,
    MARK,
    NAME,
    NORM,
    PLUS,
    Chances,
    Pattern,
    chances,
    lasting,
    turn,
)
from pressmine.french.quantities.unfigure_words import NEXT_NUMBER, WORD, announced_by, announcing
from pressmine.french.quantities.units import currency_before, unit_after

_SCALE_BEHIND = re.compile(rf" {scale_word()}\b")


class NotFigure(NamedTuple):
    """A span that looks like a figure and is not one.

    `reason` is date (a lone day of a month), time, phone, url, code, address, label, list_mark, footnote_mark, version,
    name, identifier,
    page, score or article.
    """

    start: int
    end: int
    reason: str


class _Claims:
    """Spans claimed so far: the first to claim a character keeps it."""

    def __init__(self, flat: Flat, taken: bytearray) -> None:
        self.flat = flat
        self.taken = bytearray(taken)
        self.found: list[NotFigure] = []

    def claim(self, start: int, end: int, reason: str) -> bool:
        if end <= start or self.taken.find(1, start, end) >= 0:
            return False
        self.taken[start:end] = b"\x01" * (end - start)
        self.found.append(NotFigure(start, end, reason))
        return True

    def first(self, patterns: tuple[Pattern, ...], text: str, at: int) -> bool:
        """Claim what the first of some patterns finds at a place that is free; false where nothing is settled."""
        for pattern in patterns:
            match = pattern.pattern.match(text, at)
            if match is None or pattern.reason in _WEAK and _measures(self.flat, match.start(), match.end()):
                continue
            if pattern.reason == "time" and lasts(self.flat, match.start(), match.end()):
                return True  # a figure
            if self.claim(at, match.end(), pattern.reason):
                return True
        return False


#: What a unit after it, or a currency before it, refutes.
_WEAK = frozenset({"version", "label", "name"})


def _measures(flat: Flat, start: int, end: int) -> bool:
    """Whether a number has a unit or a currency: then it names nothing."""
    unit = unit_after(flat, end, False) or currency_before(flat, start)
    return unit is not None or _SCALE_BEHIND.match(flat.low, end) is not None


def lasts(flat: Flat, start: int, end: int) -> bool:
    """Whether hours and minutes are a duration by what stands around them: `dure 1 h 30`, `2h10 de trajet`."""
    before, behind = lasting()
    near = max(0, start - _REACH)
    if before.search(flat.low, near, start) or _DONE_FOR.search(flat.text, near, start):
        return True
    clock = flat.low.endswith(_CLOCK_BEFORE, 0, start) and not flat.text[end + 4 : end + 5].isupper()
    return not clock and behind.match(flat.low, end) is not None


#: `il a couru 1 h 30`: no preposition stands before what something lasted.
_DONE_FOR = re.compile(rf"(?<![\w-]){any_form('auxiliary.have')} [^\W\d_]{{2,14}}[éiust] $")
#: A time of the day follows these.
_CLOCK_BEFORE = tuple(f" {word} " for word in forms("before_clock"))
_WORDS_BEFORE = 7


def _repeats(low: str, opening: int, digits: str) -> bool:
    """Whether a number in brackets says in digits what the words before say: `trois (3) ans`."""
    words = low[max(0, opening - 60) : opening].replace("'", " ").split()[-_WORDS_BEFORE:]
    return any(words_value(" ".join(words[k:])) == int(digits) for k in range(len(words)))


#: How far a word may stand before the number that it announces.
_REACH = 44
#: What is between a line's beginning and a number that marks it.
_MARGIN = ("", " ", "•", "\n")
_SPACES = ("", " ", "\n")
_START = attrgetter("start")
#: `(Dupont 2013 : 1339)`: the page behind the year of what is cited.
_CITED = re.compile(r"\([^()\n]{0,40}(?:1[89]|20)\d\d ?: $")
_PAGES = re.compile(r"\d{1,4}(?:-\d{1,4})?(?=[),;])")
#: Words whose full stops or degree signs are looked at more closely.
_DOTTED = re.compile(r"[stqhjnp][°.]|\.[°.]")
#: Characters to each side that belong to one run without white space: no address is so long.
_LONGEST_CHUNK = 2_000


def _chunk(low: str, start: int, end: int) -> tuple[int, int]:
    """The run of characters without white space around a run of digits."""
    least, most = max(0, start - _LONGEST_CHUNK), min(len(low), end + _LONGEST_CHUNK)
    left = low.rfind(" ", least, start) + 1 or least
    left = low.rfind("\n", left, start) + 1 or left
    left = low.rfind("<", left, start) + 1 or left
    right = low.find(" ", end, most)
    right = (
        low.find("\n", end, right if right >= 0 else most)
        if "\n" in low[end : right if right >= 0 else most]
        else right
    )
    return left, right if right >= 0 else most


def _announced(low: str, runs: list[tuple[int, int]], claims: _Claims) -> None:
    """What begins with a word that announces a number (`article 12`, `tél. 01 …`)."""
    words = announcing()
    done = 0
    for start, end in runs:
        left = max(done, start - _REACH)
        while left > done and low[left - 1].isalnum():
            left -= 1
        done = end
        near = WORD.findall(low, left, start) if start - left > 1 else ()
        if words.isdisjoint(near) and not (near and _DOTTED.search(low, left, start)):
            continue
        for word in WORD.finditer(low, left, start):
            patterns = announced_by(word.group())
            if patterns:
                before = low[word.start() - 1 : word.start()]
                if before.isalnum() or before in ("-", "_"):
                    continue
                if claims.first(patterns, low, word.start()) and word.group().endswith(("s", ".")):
                    _enumerated(low, claims)


def _enumerated(low: str, claims: _Claims) -> None:
    """The further numbers of several that one word announces: `les articles 11 (taxe) et 13`, `les lots 2, 3 et 5`."""
    last = claims.found[-1]
    while (more := NEXT_NUMBER.match(low, last.end)) and not _measures(claims.flat, more.start(1), more.end()):
        if not claims.claim(more.start(1), more.end(), last.reason):
            return
        last = claims.found[-1]


def _from_digit(flat: Flat, start: int, may: Chances, claims: _Claims) -> bool:
    """Claim what begins where a run of digits begins; false where nothing does."""
    low = flat.low
    before = low[start - 1 : start]
    code = CODE.match(low, start - 1) if before in ("(", "[") else None
    if code and code.group()[1:-1].isdigit() and _repeats(low, start - 1, code.group()[1:-1]):
        return False
    if code and claims.claim(start - 1, code.end(), "code" if before == "(" else "footnote_mark"):
        return True
    if before == "+" and (match := PLUS.match(low, start - 1)) and claims.claim(start - 1, match.end(), "phone"):
        return True
    nearest = max(0, start - _REACH)
    line = low.rfind("\n", nearest, start) + 1 or nearest
    if before in _MARGIN and not low[line:start].strip(" •"):
        if claims.first(may.heads, low, start):
            return True
    elif may.seconds and low[start - 2 : start] in (": ", "; ", ", ") and claims.first(may.seconds, low, start):
        return True
    return (
        _marked(low, start, line, claims)
        or claims.first(may.others, low, start)
        or claims.first(may.postal, flat.text, start)
        or claims.first(may.lone_postal, low, start)
        or _beside(flat, start, line, may, claims)
        or _behind_letters(flat, start, before, claims)
        or claims.first(may.glued, low, start)
    )


def _framed(before: str) -> bool:
    """Whether nothing but signs stands before a number on its line, and some do."""
    return before.strip(" ") != "" and not before.strip(" •-*#")


def _marked(low: str, start: int, line: int, claims: _Claims) -> bool:
    """A number that signs next to it, or a turn, make no figure: `– 30 –`, `et 2) payer`, `#9`, `à 180 degrés`."""
    before = low[start - 1 : start]
    match = None
    reason = "list_mark"
    if before == "^":
        match, reason = MARK.match(low, start), "footnote_mark"
    elif before == "#":
        match, reason = HASH.match(low, start), "label"
    elif before in ("-", "*", " ") and _framed(low[line:start]):
        match, reason = END_MARK.match(low, start), "page"
    if match is None and before == " " and (mark := BRACKET_MARK.match(low, start)):
        match, reason = None if low.count("(", line, start) > low.count(")", line, start) else mark, "list_mark"
    if match is None and low.endswith(": ", line, start) and _CITED.search(low, max(line, start - _REACH), start):
        match, reason = _PAGES.match(low, start), "page"
    if match is None and before == " ":
        words, degrees = turn()
        if (found := degrees.match(low, start)) and words.search(low, max(line, start - _REACH), start):
            match, reason = found, "name"
    return match is not None and claims.claim(start, match.end(), reason)


def _beside(flat: Flat, start: int, line: int, may: Chances, claims: _Claims) -> bool:
    """What only the words before a number tell: the day of a month, the hour of a programme, a norm, a place on a
    map."""
    low = flat.low
    if may.days and low.endswith(" le ", line, start) and claims.first(may.days, low, start):
        return True
    if may.clocks and not low[max(line, start - 24) : start].strip(" •-") and claims.first(may.clocks, low, start):
        return True
    if claims.first(may.coordinates, low, start):
        return True
    norm = NORM.match(low, start) if flat.text.endswith("EN ", 0, start) else None
    return norm is not None and claims.claim(start, norm.end(), "label")


def _behind_letters(flat: Flat, start: int, before: str, claims: _Claims) -> bool:
    """A number glued to letters (`sites2`, `CO2`, `A-320`) or to a bracket: the mark of a note, or part of a name."""
    low = flat.low
    if before.isalpha() or (before == "-" and low[start - 2 : start - 1].isalpha()):
        left = _chunk(low, start, start)[0]
        left = low.rfind("'", left, start) + 1 or left  # `l'A350-900`
        mark = FOOTNOTE_BEHIND.match(low, start) if start - left > 2 and low[left:start].isalpha() else None
        if mark and claims.claim(start, mark.end(), "footnote_mark"):
            return True
        while not low[left].isalnum():
            left += 1
        currency = flat.text[left:start] in read_list("units")["currency"]
        name = None if currency or low.startswith("x", left) else NAME.match(low, left)
        return name is not None and name.end() > start and claims.claim(left, name.end(), "name")
    mark = FOOTNOTE_BEHIND.match(low, start) if before in ("»", ")") else None
    return mark is not None and claims.claim(start, mark.end(), "footnote_mark")


def _addresses(low: str, runs: list[tuple[int, int]], claims: _Claims) -> None:
    """What looks like an address of the web, or like a tag."""
    looked = 0
    for start, end in runs:
        if end <= looked or (low[start - 1 : start] in _SPACES and low[end : end + 1] in _SPACES):
            continue
        left, right = _chunk(low, start, end)
        if right - left > end - start + 3:
            looked = right
            if CHUNK.search(low[left:right]):
                claims.claim(left, right, "url")


def find_not_figures(flat: Flat, dates: bytearray) -> list[NotFigure]:
    """Spans whose numbers are not figures, in order, without overlap (what is tried first claims the text).

    ``dates`` marks the characters of dates, whose numbers need no other reason.
    """
    low = flat.low
    runs = [(start, end) for start, end in flat.runs if not dates[start]]
    claims = _Claims(flat, dates)
    taken = claims.taken
    may = [chances(min(end - start, LONGEST_RUN), low[start] == "0", low[end : end + 2]) for start, end in runs]
    _addresses(low, runs, claims)
    _announced(low, runs, claims)
    for (start, _), chance in zip(runs, may, strict=True):
        if not taken[start]:
            _from_digit(flat, start, chance, claims)
    return sorted(claims.found, key=_START)
