"""The words of a document as patterns and terms see them, read once and shared by all declared rules.

A page is a function of the document alone: it holds no evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import Any, NamedTuple

from pressmine.document import RESIDUE, Document, ZoneKind
from pressmine.french.folding import fold

#: Numbers with their separators, elided words with their apostrophe, words with their hyphens, single signs.
WORD = re.compile(
    r"\d{1,3}(?: \d{3}){1,4}(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]{1,9}'(?=\w)|[^\W_]+(?:-[^\W_]+)*|\.{3}|[^\w\s]|_"
)


class Word(NamedTuple):
    """A word or sign and its place in the view."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def is_word(self) -> bool:
        """True for what is made of letters or digits."""
        return self.text[0].isalnum()


def split(text: str, offset: int = 0) -> list[Word]:
    """The words and signs of a cleaned text; positions count from `offset`.

    >>> [w.text for w in split("L'usine d'Orvelle, 1 247 emplois (4,5 M€).")]
    ["L'", 'usine', "d'", 'Orvelle', ',', '1 247', 'emplois', '(', '4,5', 'M', '€', ')', '.']
    """
    folded = fold(text)
    return [
        Word(offset + m.start(), offset + m.end(), m.group(), folded[m.start() : m.end()]) for m in WORD.finditer(text)
    ]


@lru_cache(maxsize=65536)
def same_word(said: str, word: str) -> bool:
    """True if `word` of a text is the word `said`, whatever its case. Accents count, but capitals may lack them.

    >>> same_word("région", "REGION"), same_word("a", "à"), same_word("état", "Etat"), same_word("de", "d'")
    (True, False, True, True)
    """
    if word.endswith("'") and said.lower() in _ELIDED.get(word.lower(), ()):
        return True
    return len(said) == len(word) and all(
        s.lower() == w.lower() or (w.isupper() and fold(s) == fold(w)) for s, w in zip(said, word, strict=True)
    )


@lru_cache(maxsize=65536)
def same_name(said: str, word: str) -> bool:
    """True if `word` writes the name `said`: its capitals stay capitals, and all of it may be in capitals.

    >>> same_name("Orange", "orange"), same_name("Orange", "ORANGE"), same_name("Évry", "Evry")
    (False, True, True)
    >>> same_name("biogaz", "Biogaz")
    True
    """
    if said == said.lower():
        return same_word(said, word)
    return same_word(said, word) and (
        word.isupper() or all(w.isupper() for s, w in zip(said, word, strict=False) if s.isupper())
    )


_ELIDED = {
    "d'": ("de",),
    "l'": ("le", "la"),
    "qu'": ("que",),
    "n'": ("ne",),
    "s'": ("se", "si"),
    "j'": ("je",),
    "m'": ("me",),
    "t'": ("te",),
    "c'": ("ce",),
    "jusqu'": ("jusque",),
    "lorsqu'": ("lorsque",),
    "puisqu'": ("puisque",),
}
#: Folded forms under which a word of a pattern may be in a text, its elision with them.
ELISIONS = {
    long: tuple(s for s, longs in _ELIDED.items() if long in longs) for longs in _ELIDED.values() for long in longs
}


class Page:
    """The words of a document with the lines and sentences that hold them. Ranges are half-open word indexes.

    They are read when a rule asks for the first of them: what most rules look for is in few documents.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        #: What slots have read of this page: dates and figures of a line, entities, …
        self.read: dict[Any, Any] = {}
        self._folded: dict[frozenset[ZoneKind], str] = {}
        self._where: dict[frozenset[str], list[int]] = {}

    def folded(self, kinds: frozenset[ZoneKind]) -> str:
        """The folded text of all zones of these kinds."""
        if kinds not in self._folded:
            folded, zones = self.document.folded, self.document.zones
            self._folded[kinds] = "\n".join([folded[z.span.start : z.span.end] for z in zones if z.kind in kinds])
        return self._folded[kinds]

    @cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """The lines that are read, as bounds in the view without the white space around them."""
        text, zones = self.document.text, self.document.zones
        found = []
        for block in self.document.blocks:
            start, end = block.span.start, block.span.end
            line = text[start:end]
            if zones[block.zone].kind not in RESIDUE and not line.isspace() and line:
                found.append((start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
        return found

    @cached_property
    def _by_line(self) -> list[list[Word]]:
        text, folded = self.document.text, self.document.folded
        return [
            [Word(a, b, text[a:b], folded[a:b]) for a, b in map(re.Match.span, WORD.finditer(text, start, end))]
            for start, end in self.stretches
        ]

    @cached_property
    def words(self) -> list[Word]:
        """All words, in order."""
        return [word for words in self._by_line for word in words]

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """The words of each line that has one."""
        ends = list(accumulate(map(len, self._by_line)))
        return list(zip([0, *ends], ends, strict=False))

    @cached_property
    def _line_of(self) -> list[int]:
        return [number for number, words in enumerate(self._by_line) for _ in words]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts in the view."""
        return [word.start for word in self.words]

    @cached_property
    def forms(self) -> dict[str, list[int]]:
        """Folded words, each with the indexes at which it stands."""
        forms: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            forms.setdefault(word.folded, []).append(index)
        return forms

    def has(self, words: frozenset[str]) -> bool:
        """True if one of these folded words is on the page."""
        return not self.forms.keys().isdisjoint(words)

    def where(self, words: frozenset[str]) -> list[int]:
        """The indexes at which one of these folded words stands, in order; many patterns ask for the same words."""
        where = self._where.get(words)
        if where is None:
            where = self._where[words] = sorted(chain.from_iterable(map(self.forms.__getitem__, self.known(words))))
        return where

    def known(self, words: frozenset[str]) -> Set[str]:
        """Those of these folded words that are on the page."""
        # a dict's view walks through the other set whatever its length
        return words.intersection(self.forms) if len(words) > len(self.forms) else self.forms.keys() & words

    def line(self, index: int) -> tuple[int, int]:
        """The words of the line that holds a word."""
        return self.lines[self._line_of[index]]

    def in_capitals(self, position: int) -> bool:
        """True if the line that holds a position of the view is all in capitals."""
        block = self.document.block_at(position)
        return block.cased != self.document.text[block.span.start : block.span.end]

    def at(self, position: int) -> int:
        """The index of the first word that starts at or after a position of the view."""
        return bisect_left(self.starts, position)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words that a span of the view touches."""
        first = max(0, bisect_right(self.starts, start) - 1)
        if first < len(self.words) and self.words[first].end <= start:
            first += 1
        return first, max(first, bisect_left(self.starts, end))

    def ends_at(self, end: int) -> int | None:
        """The index after the word that ends at a position; None if the position lies inside a word."""
        index = bisect_left(self.starts, end)
        return index if index == 0 or self.words[index - 1].end <= end else None

    @cached_property
    def sentence_ends(self) -> list[int]:
        """For each word the index after its sentence."""
        ends: list[int] = []
        for first, last in self.lines:
            index = first
            while index < last:
                end = min(last, max(index + 1, self.at(self.document.sentence_at(self.starts[index]).end)))
                ends += [end] * (end - index)
                index = end
        return ends

    @cached_property
    def sentence_starts(self) -> list[int]:
        """For each word the index of the first of its sentence."""
        starts: list[int] = []
        while len(starts) < len(self.words):
            starts += [len(starts)] * (self.sentence_ends[len(starts)] - len(starts))
        return starts


def page_of(document: Document) -> Page:
    """The page of a document, made once for every rule that asks for it."""
    return document.once(Page)
