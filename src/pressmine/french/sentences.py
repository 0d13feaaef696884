"""Sentence bounds of French prose, by punctuation and abbreviations; no model is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Words that end in a dot without ending a sentence (typographic abbreviations of the Lexique de l'Imprimerie nationale).
_ABBREVIATIONS = frozenset(
    "m mm mme mmes mlle dr drs pr prof me mgr st ste art al av bd bld ch chap cf env etc ex fig hab ibid inc jr ltd max min "
    "n no nos num op p pp par ref sq ss suiv tel tél vol vs janv févr fevr avr juil sept oct nov déc dec adj".split()
)
_END = re.compile(r"[.!?](?:\s?[»\"”)\]])*(?=\s+[«\"“(\[–—-]?\s?[A-ZÀ-ÖØ-ÞŒ0-9])")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.$")


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open bounds of the sentences of one paragraph; together they cover it.

    >>> [("Bonjour. Le Dr. Roy arrive. Il part."[a:b]) for a, b in split_sentences("Bonjour. Le Dr. Roy arrive. Il part.")]
    ['Bonjour. ', 'Le Dr. Roy arrive. ', 'Il part.']
    """
    start = 0
    for m in _END.finditer(text):
        if m.group()[0] == "." and _abbreviated(text, m.start() + 1):
            continue
        end = m.end()
        while end < len(text) and text[end].isspace():
            end += 1
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _abbreviated(text: str, end: int) -> bool:
    m = _WORD_BEFORE.search(text, max(0, end - 12), end)
    return bool(m) and (m.group(1).lower() in _ABBREVIATIONS or (len(m.group(1)) == 1 and m.group(1).isupper()))
