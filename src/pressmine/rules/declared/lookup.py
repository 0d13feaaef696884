"""Terms looked up in a text: tens of thousands of them at the cost of one look-up for each word.

An index maps the words of each name to the name, so that a text costs the same whatever the length of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final
from weakref import WeakValueDictionary

from pressmine.french.alternatives import any_of
from pressmine.french.folding import fold
from pressmine.rules.declared.literals import may_stand, shortest
from pressmine.rules.declared.terms import Term
from pressmine.rules.declared.words import CAPITAL, ELISIONS, WORD, Page, Word, same_name, split

#: A list that begins with so many words at most is looked for as it stands.
_FEW: Final = 64
#: A list with so many first words at most tells which lines a pattern can match in.
_MANY: Final = 4000
#: A word of so many letters may be another one in capitals; a name of more characters is no other.
_ANY_WORD, _LONG = 4, 12
#: Elided forms -> the words that they stand for.
_LONG_FORMS: Final = {
    short: tuple(long for long, shorts in ELISIONS.items() if short in shorts)
    for shorts in ELISIONS.values()
    for short in shorts
}

#: Where a term begins, with the terms that do: where each ends, the longest first.
Start = tuple[int, tuple[tuple[int, Term], ...]]


class TermIndex:
    """An index of terms by their words: a word is looked up once for each length of the terms that begin with it."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        #: The terms by their first word. They are cut into words when a text has it: few of a long list ever are.
        self._by_first: dict[str, list[Term]] = {}
        self._groups: dict[str, _Group | None] = {}
        small, openers = set(), set()
        for term in self.terms:
            first = _first(term.form)
            self._by_first.setdefault(first, []).append(term)
            if not term.form[0].isupper() and not CAPITAL.match(term.form):
                small.add(max((word.folded for word in split(term.form)), key=len))
                openers |= {first, *_LONG_FORMS.get(first, ())}
        elided = [long for long, short in ELISIONS.items() if short[0] in self._by_first]
        self._openers = shortest([*self._by_first, *elided]) if len(self._by_first) <= _FEW else None
        #: Words of the terms that begin with a small letter or a digit, and what finds their first; None for many.
        self._small = shortest(small) if len(small) <= _FEW else None
        self._opens_small = _one_of(openers) if self._small else None

    def possible(self, folded: str) -> bool:
        """False if no term of a short list can begin in a folded text."""
        return self._openers is None or may_stand(folded, [self._openers])

    def opening(self) -> set[str] | None:
        """The folded words that a term of a list can begin with, elided or not; None for a long list."""
        if len(self._by_first) > _MANY:
            return None
        also = (form for first in self._by_first for form in (*ELISIONS.get(first, ()), *_LONG_FORMS.get(first, ())))
        return {*self._by_first, *also}

    def at(self, page: Page, index: int, last: int) -> Iterator[tuple[int, Term]]:
        """Terms that begin at a word and end before `last`, the longest first, with the index after them."""
        known = self._group(page.words[index].folded)
        if known is not None:
            for length, term in known.of(page, page.words[index : min(last, index + known.lengths[0])]):
                yield index + length, term

    def _group(self, word: str) -> _Group | None:
        """The terms that begin with a word, elided or not; None if none does."""
        if word not in self._groups:
            terms = self._by_first.get(word) or self._by_first.get(_key(word))
            self._groups[word] = _Group(terms) if terms else None
        return self._groups[word]

    def starts(self, page: Page) -> list[Start]:
        """Every position of a page where a term begins, in text order."""
        if self not in page.read:
            page.read[self] = list(self._starts(page))
        found: list[Start] = page.read[self]
        return found

    def find(self, page: Page) -> Iterator[tuple[int, int, Term]]:
        """The terms of a page in text order, without overlaps: the earlier start wins, then the longer term.

        Entries that share a form are all found.
        """
        done = 0
        for start, terms in self.starts(page):
            if start >= done:
                done = terms[0][0]
                for end, term in terms:
                    if end == done:
                        yield start, end, term

    def _starts(self, page: Page) -> Iterator[Start]:
        text, folded, get = page.document.text, page.document.folded, self._group
        for start, stop, last in self._openings(page):
            known = get(folded[start:stop])
            if known is None:
                continue
            if "" not in known.seconds:  # `La` begins many a sentence, and few a term
                second = WORD.search(text, stop, last)
                if second is None or _key(folded[second.start() : second.end()]) not in known.seconds:
                    continue
            spans = [m.span() for m in islice(WORD.finditer(text, start, last), known.lengths[0])]
            words = [Word(a, b, text[a:b], folded[a:b]) for a, b in spans]
            terms = tuple((words[n - 1].end, term) for n, term in known.of(page, words))
            if terms:
                yield start, terms

    def _openings(self, page: Page) -> Iterator[tuple[int, int, int]]:
        """The words that a term may begin with, in text order: start, end, and the end of the line."""
        text, folded = page.document.text, page.document.folded
        if self._small is None:
            for first, last in page.stretches:
                yield from ((m.start(), m.end(), last) for m in WORD.finditer(text, first, last))
            return
        found = dict(page.capitals)
        if self._opens_small is not None and may_stand(folded, [self._small]):
            for first, last in page.stretches:
                for m in self._opens_small.finditer(folded, first, last):
                    word = WORD.match(text, m.start(), last)
                    if word is not None:
                        found[m.start()] = word.end(), last
        yield from ((start, stop, last) for start, (stop, last) in sorted(found.items()))


class _Group:
    """The terms that begin with one word, with their lengths in words, the longest first, and their second words."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.seconds: set[str] = set()
        self._said: dict[tuple[str, ...], list[tuple[tuple[str, ...], Term]]] = {}
        for term in sorted(terms, key=lambda t: (t.form, t.name, t.type or "", t.code or "")):
            words = split(term.form)
            key = tuple(_key(word.folded) for word in words)
            self._said.setdefault(key, []).append((tuple(word.text for word in words), term))
            self.seconds.add(key[1] if len(key) > 1 else "")
        self.lengths = sorted({len(key) for key in self._said}, reverse=True)

    def of(self, page: Page, words: Sequence[Word]) -> Iterator[tuple[int, Term]]:
        """The terms written by the first of these words, each with its number of words, the longest first."""
        keys = tuple(_key(word.folded) for word in words)
        for length in self.lengths:
            for said, term in self._said.get(keys[:length], ()) if length <= len(keys) else ():
                some = words[:length]
                if _written(said, some) or (_only_in_capitals(said, some) and not page.in_capitals(words[0].start)):
                    yield length, term


_made: WeakValueDictionary[tuple[Term, ...], TermIndex] = WeakValueDictionary()


def term_index(terms: Iterable[Term]) -> TermIndex:
    """The index of these terms; rules that look up the same list share it."""
    key = tuple(dict.fromkeys(terms))
    index = _made.get(key)
    if index is None:
        index = _made[key] = TermIndex(key)
    return index


def _one_of(words: Iterable[str]) -> re.Pattern[str]:
    """A regular expression that finds, in folded text, the beginnings of words that begin with one of these."""
    return re.compile(rf"(?<![^\W_])(?<![^\W_]-){any_of(words, ' ')}")


def _written(said: tuple[str, ...], words: Sequence[Word]) -> bool:
    """True if words with a term's letters write that term; the case inside a long name does not matter."""
    size = words[-1].end - words[0].start
    if all(same_name(s, word.text) for s, word in zip(said, words, strict=True)):
        return size > _ANY_WORD or not _only_in_capitals(said, words)
    return words[0].text[0].isupper() and size > _LONG and any(c.isupper() for s in said for c in s)


def _only_in_capitals(said: tuple[str, ...], words: Sequence[Word]) -> bool:
    """True if a short name is in capitals only in the text: in a line of capitals it may be any word."""
    return (
        words[-1].end - words[0].start <= _ANY_WORD
        and all(word.text.isupper() and same_name(s, word.text) for s, word in zip(said, words, strict=True))
        and any(s != word.text for s, word in zip(said, words, strict=True))
    )


def _first(form: str) -> str:
    """The key under which the first word of a term is looked up."""
    m = WORD.match(form) or WORD.search(form)
    return _key(fold(m.group())) if m else ""


def _key(folded: str) -> str:
    """The key of a word: its elided form, if it has one."""
    return ELISIONS.get(folded, (folded,))[0]
