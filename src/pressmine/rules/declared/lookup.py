"""Terms looked up in a text: tens of thousands of them at the cost of one look-up for each word.

An index maps the words of each name to the name, so that a text costs the same whatever the length of the list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final
from weakref import WeakValueDictionary

from pressmine.french.folding import fold
from pressmine.rules.declared.terms import Term
from pressmine.rules.declared.words import ELISIONS, WORD, Page, Word, same_name, split

#: A list with so many terms at most tells which lines a pattern can match in.
_MANY: Final = 4000
#: A word of so many letters may be another one in capitals; a name of more characters is no other.
_ANY_WORD, _LONG = 4, 12
#: Elided forms -> the words that they stand for.
_LONG_FORMS: Final = {
    short: tuple(long for long, shorts in ELISIONS.items() if short in shorts)
    for shorts in ELISIONS.values()
    for short in shorts
}

#: The index of the word at which a term begins, with the terms that do: the index after each, the longest first.
Start = tuple[int, tuple[tuple[int, Term], ...]]


class TermIndex:
    """An index of terms by their words: a word is looked up once for each length of the terms that begin with it."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        #: The terms by their first word. They are cut into words when a text has it: few of a long list ever are.
        self._by_first: dict[str, list[Term]] = {}
        self._groups: dict[str, _Group] = {}
        for term in self.terms:
            self._by_first.setdefault(_first(term.form), []).append(term)
        #: The folded words that a term can begin with, elided or not.
        self._openers = _as_written(self._by_first)

    @cached_property
    def telling(self) -> frozenset[str] | None:
        """Folded words of which each term contains one; None for a long list."""
        if len(self.terms) > _MANY:
            return None
        return _as_written(max((word.folded for word in split(term.form)), key=len) for term in self.terms)

    @cached_property
    def digest(self) -> str:
        """A digest of the terms, independent of their order."""
        return hashlib.sha256("\n".join(sorted(map(repr, self.terms))).encode()).hexdigest()

    def at(self, page: Page, index: int, last: int) -> Iterator[tuple[int, Term]]:
        """Terms that begin at a word and end before `last`, the longest first, with the index after them."""
        word = page.words[index].folded
        if word in self._openers:
            known = self._group(word)
            for length, term in known.of(page, page.words[index : min(last, index + known.lengths[0])]):
                yield index + length, term

    def _group(self, word: str) -> _Group:
        """The terms that begin with a word, elided or not."""
        if word not in self._groups:
            self._groups[word] = _Group(self._by_first.get(word) or self._by_first[_key(word)])
        return self._groups[word]

    def starts(self, page: Page) -> list[Start]:
        """Every word of a page where a term begins, in text order."""
        if self not in page.read:
            found = ((index, tuple(self.at(page, index, page.line(index)[1]))) for index in self._may_start(page))
            page.read[self] = sorted((index, terms) for index, terms in found if terms)
        starts: list[Start] = page.read[self]
        return starts

    def _may_start(self, page: Page) -> Iterator[int]:
        """Where a term may begin, by its first two words: `La` begins many a sentence, and few a term."""
        words = page.words
        for form in page.known(self._openers):
            seconds, indexes = self._group(form).seconds, page.forms[form]
            alone = "" in seconds
            yield from (i for i in indexes if alone or i + 1 < len(words) and words[i + 1].folded in seconds)

    def find(self, page: Page) -> Iterator[tuple[int, int, Term]]:
        """The terms of a page in text order, without overlaps: the earlier start wins, then the longer term.

        Entries that share a form are all found. Bounds are positions in the view.
        """
        done = 0
        for start, terms in self.starts(page):
            if start >= done:
                done = terms[0][0]
                for end, term in terms:
                    if end == done:
                        yield page.words[start].start, page.words[end - 1].end, term


class _Group:
    """The terms that begin with one word, with their lengths in words, the longest first, and their second words."""

    def __init__(self, terms: Iterable[Term]) -> None:
        seconds: set[str] = set()
        self._said: dict[tuple[str, ...], list[tuple[tuple[str, ...], Term]]] = {}
        for term in sorted(terms, key=lambda t: (t.form, t.name, t.type or "", t.code or "")):
            words = split(term.form)
            key = tuple(_key(word.folded) for word in words)
            self._said.setdefault(key, []).append((tuple(word.text for word in words), term))
            seconds.add(key[1] if len(key) > 1 else "")
        #: Second words as a text may write them; the empty one where a term is one word.
        self.seconds = _as_written(seconds)
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


def _as_written(words: Iterable[str]) -> frozenset[str]:
    """Folded words with the forms that an elision gives them: `de` is `d'` before a vowel."""
    return frozenset(form for word in words for form in (word, *ELISIONS.get(word, ()), *_LONG_FORMS.get(word, ())))


def _key(folded: str) -> str:
    """The key of a word: its elided form, if it has one."""
    return ELISIONS.get(folded, (folded,))[0]
