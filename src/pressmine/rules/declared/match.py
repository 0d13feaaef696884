"""Walk a pattern over the words of a page: what matches, what the slots hold, and how far the near misses came."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pressmine.rules.declared.lookup import TermIndex
from pressmine.rules.declared.name_slots import NAMES, opens_name
from pressmine.rules.declared.parties import opens_parties
from pressmine.rules.declared.pattern import Ahead, Alt, Gap, Lit, Part, Slot, openers, opening_words, required, tells
from pressmine.rules.declared.slots import Found, matches
from pressmine.rules.declared.words import Page

#: The most steps on one line: a pattern that needs more is skipped for the article, with a diagnostic.
MAX_STEPS = 200_000

Captures = tuple[tuple[str, Found], ...]


class TooSlow(RuntimeError):
    """A pattern takes too many steps on a line."""


def _anywhere(page: Page, index: int, last: int) -> bool:
    return True


def _opens_parties(page: Page, index: int, last: int) -> bool:
    key = ("OPENS_PARTIES", index)  # many patterns ask the same of a word
    if key not in page.read:
        page.read[key] = opens_parties(page.document, page.words[index].start)
    found: bool = page.read[key]
    return found


#: Where a pattern may begin that a slot opens.
_OPENS: Final[dict[str, Callable[[Page, int, int], bool]]] = {
    **dict.fromkeys(NAMES, opens_name),
    "PARTIES": _opens_parties,
    "SUBJECT": _opens_parties,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: words `first` to `end`, and the values of the slots."""

    first: int
    end: int
    captures: Captures


@dataclass(slots=True)
class Miss:
    """How far the attempts at a place came: so many parts matched, up to this word, where one of these was expected."""

    parts: int
    at: int
    expected: list[str]


@dataclass(slots=True)
class Trace:
    """The best attempt at each place: words that a gap leaps over are no progress."""

    reached: dict[int, Miss] = field(default_factory=dict)

    def note(self, first: int, parts: int, at: int, expected: str) -> None:
        """Remember an attempt from `first` that failed at `at` after so many parts."""
        best = self.reached.get(first)
        if at <= first or best is not None and (parts, at) < (best.parts, best.at):
            return
        if best is None or (parts, at) > (best.parts, best.at):
            self.reached[first] = Miss(parts, at, [expected])
        elif expected not in best.expected:
            best.expected.append(expected)

    def nearest(self) -> Iterator[tuple[int, Miss]]:
        """The attempts that went beyond the part that opens the pattern; where none did, those that only opened it."""
        most = max((miss.parts for miss in self.reached.values()), default=0)
        return ((first, miss) for first, miss in sorted(self.reached.items()) if miss.parts >= min(most, 2))


class Pattern:
    """A compiled pattern."""

    def __init__(self, parts: tuple[Part, ...], lists: Mapping[str, TermIndex]) -> None:
        self.parts = parts
        self.lists = lists
        opening = openers(parts)
        self.openers = None if opening is None else frozenset(opening)
        self.required = required(parts, lambda kind: lists[kind].telling if kind in lists else None)
        self._few_first = sorted(self.required, key=len)

    def find(self, page: Page, trace: Trace | None = None) -> Iterator[Hit]:
        """Matches in text order, without overlaps."""
        if trace is None and not self.possible(page):
            return
        done = 0
        for first in self._starts(page, trace is not None):
            if first < done:
                continue
            walk = _Walk(self, page, first, page.line(first)[1], trace)
            hit = next(walk.ends(self.parts, 0, first, ()), None)
            if hit is not None:
                yield Hit(first, hit[0], hit[1])
                done = max(hit[0], first + 1)

    def unopened(self, page: Page) -> Iterator[tuple[int, int, list[str]]]:
        """Where all of a pattern stands but the word that opens it: first word, end, and the words expected before."""
        opening, rest = self.parts[0], self.parts[1:]
        if not isinstance(opening, Lit | Alt) or self.openers is None or not tells(rest):
            return
        for start, stop in page.lines:
            for first in range(start, stop):
                hit = next(_Walk(self, page, first, stop, None).ends(rest, 0, first, ()), None)
                if hit is not None:
                    yield first, hit[0], opening_words(opening)

    def inside(self, page: Page, start: int, end: int) -> bool:
        """True if a match lies in a range of words."""
        if not self.possible(page):
            return False
        for first in self._starts(page):
            if start <= first < end:
                walk = _Walk(self, page, first, min(end, page.line(first)[1]), None)
                if next(walk.ends(self.parts, 0, first, ()), None) is not None:
                    return True
        return False

    def possible(self, page: Page) -> bool:
        """False if a page lacks a word that every match contains."""
        return all(map(page.has, self._few_first))

    def _starts(self, page: Page, whole: bool = False) -> Iterator[int]:
        """The words at which a match may begin; with `whole`, also where a required word is missing behind."""
        first = self.parts[0]
        if whole and self.openers is not None:
            yield from page.where(self.openers)
            return
        if isinstance(first, Slot) and first.kind in self.lists:
            candidates: list[int] | None = [start for start, _ in self.lists[first.kind].starts(page)]
        else:
            candidates = None if self.openers is None else page.where(self.openers)
        opens = _OPENS.get(first.kind, _anywhere) if isinstance(first, Slot) else _anywhere
        for start, stop, last in self._stretches(page):
            if candidates is None:
                yield from (index for index in range(start, stop) if opens(page, index, last))
            else:
                yield from candidates[bisect_left(candidates, start) : bisect_left(candidates, stop)]

    def _stretches(self, page: Page) -> Iterator[tuple[int, int, int]]:
        """Words before all that the pattern requires on their line, in its order: first, end, and end of the line."""
        if not self.required:
            yield from ((first, last, last) for first, last in page.lines)
            return
        rarest = min(map(page.where, self.required), key=len)
        for first, last in sorted({page.line(index) for index in rarest}):
            stop = last
            for words in reversed(self.required):
                places = page.where(words)
                at = bisect_left(places, stop) - 1
                if at < 0 or places[at] < first:
                    break
                stop = places[at]
            else:
                yield first, stop + 1, last


class _Walk:
    """One attempt to match from one word; its steps are counted."""

    __slots__ = ("first", "last", "page", "pattern", "steps", "trace")

    def __init__(self, pattern: Pattern, page: Page, first: int, last: int, trace: Trace | None) -> None:
        self.pattern, self.page, self.first, self.last, self.trace = pattern, page, first, last, trace
        self.steps = 0

    def ends(
        self, parts: tuple[Part, ...], at: int, index: int, got: Captures, done: int = 0
    ) -> Iterator[tuple[int, Captures]]:
        """Where the parts from `at` on may end when they begin at a word, the preferred way first.

        `done` says how many parts have matched before.
        """
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooSlow(f"a pattern took more than {MAX_STEPS} steps on one line")
        if at == len(parts):
            yield index, got
            return
        part = parts[at]
        if isinstance(part, Alt):
            for option in part.options:
                for end, more in self.ends(option, 0, index, got, done):
                    yield from self.ends(parts, at + 1, end, more, done + (end > index))
            return
        if isinstance(part, Ahead):
            if any(self._follows(option, index) for option in part.options):
                yield from self.ends(parts, at + 1, index, got, done)
            else:
                self._missed(done, index, part.shown)
            return
        if isinstance(part, Lit):
            if index < self.last and part.writes(self.page.words[index]):
                yield from self.ends(parts, at + 1, index + 1, got, done + 1)
            else:
                self._missed(done, index, part.shown)
            return
        if isinstance(part, Gap):
            stop = min(self.last, self.page.sentence_ends[index] if index < self.last else index)
            for end in range(index, min(index + part.widest, stop) + 1):
                yield from self.ends(parts, at + 1, end, got, done)
            return
        matched = False
        for end, found in self._slot(part, index):
            matched = True
            yield from self.ends(parts, at + 1, end, (*got, (part.name, found)), done + 1)
        if not matched:
            self._missed(done, index, f"{{{part.kind}}}")

    def _follows(self, option: tuple[Part, ...], index: int) -> bool:
        """True if these words begin at a word; no words mean the end of the line."""
        if not option:
            return index == self.page.line(self.first)[1]
        return next(self.ends(option, 0, index, ()), None) is not None

    def _slot(self, slot: Slot, index: int) -> Iterator[tuple[int, Found]]:
        terms = self.pattern.lists.get(slot.kind)
        if terms is None:
            yield from matches(self.page, slot.kind, index, self.last, slot.strict, slot.last)
            return
        for start in range(index, min(index + 1, self.last)):
            for end, term in terms.at(self.page, start, self.last):
                first, stop = self.page.words[start].start, self.page.words[end - 1].end
                known = (("name", term.name), ("type", term.type), ("code", term.code))
                yield end, Found(slot.kind, first, stop, term.name, known)

    def _missed(self, done: int, index: int, expected: str) -> None:
        if self.trace is not None:
            self.trace.note(self.first, done, index, expected)
