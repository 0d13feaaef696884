"""Sentence bounds of French prose, by punctuation and abbreviations; no model is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.french.folding import fold
from pressmine.french.lexicon import forms

_ABBREVIATIONS = forms("abbreviation")
_END = re.compile(r"[.!?](?:\s?[»\"”)\]])*(?=\s+[«\"“(\[–—-]?\s?[A-ZÀ-ÖØ-ÞŒ0-9])")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.$")

#: Characters of a sentence: a longer span without an end is a list, or no prose. It is cut after a word, since what
#: looks back to the begin of its sentence costs the square of it.
LONGEST_SENTENCE = 2_000


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open bounds of the sentences of one paragraph; together they cover it.

    >>> text = "Bonjour. Le Dr. Roy arrive. Il part."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Bonjour. ', 'Le Dr. Roy arrive. ', 'Il part.']
    """
    start = 0
    for m in _END.finditer(text):
        if m.group()[0] == "." and _abbreviated(text, m.start() + 1):
            continue
        end = m.end()
        while end < len(text) and text[end].isspace():
            end += 1
        yield from _cut(text, start, end)
        start = end
    if start < len(text):
        yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces where it is too long."""
    while end - start > LONGEST_SENTENCE:
        most = start + LONGEST_SENTENCE
        at = text.rfind(" ", start + LONGEST_SENTENCE // 2, most) + 1 or most
        yield start, at
        start = at
    yield start, end


def _abbreviated(text: str, end: int) -> bool:
    m = _WORD_BEFORE.search(text, max(0, end - 12), end)
    if not m:
        return False
    word = m.group(1)
    return fold(word) in _ABBREVIATIONS or (len(word) == 1 and word.isupper())
