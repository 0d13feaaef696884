"""Initials that stand for a name of the text: `A. R. :` in an interview with Anne Roy."""

from __future__ import annotations

import re

from pressmine.document import Document
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_written
from pressmine.offsets import ViewSpan

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_WORD = rf"{_CAPITAL}[\w'-]{{1,30}}"
_NAME = re.compile(rf"(?<![\w'-]){_WORD}(?:\s(?:{any_written('particle')}\s?)?{_WORD}){{1,3}}(?![\w-])")
_PART = re.compile(r"[^\s-]+")
#: Initials in front of a colon or a dash.
INITIALS = rf"(?:{_CAPITAL}\.[\s-]?){{2,4}}|{_CAPITAL}{{2,4}}"
_ALONE = re.compile(rf"\s*({INITIALS})\s?:\s?$")


def introduced(document: Document, start: int, end: int) -> ViewSpan | None:
    """The name for which the initials stand that are all there is before a quotation: `A. R. : « … »`."""
    m = _ALONE.match(document.text, start, end)
    return bearer(document, m[1]) if m else None


def bearer(document: Document, initials: str) -> ViewSpan | None:
    """Where the first name stands that has these initials; None if the text has none."""
    return document.once(_bearers).get("".join(c for c in fold(initials) if c.isalpha()))


def _bearers(document: Document) -> dict[str, ViewSpan]:
    """The first name of a text for all initials that may stand for it: `AR` and `BAR` for Béatrice Anne Roy."""
    found: dict[str, ViewSpan] = {}
    for m in _NAME.finditer(document.text):
        words = [w for w in _PART.finditer(m.group()) if w.group()[0].isupper()]
        letters = "".join(fold(w.group()[0]) for w in words)
        for at in range(len(letters) - 1):
            found.setdefault(letters[at:], ViewSpan(m.start() + words[at].start(), m.end()))
    return found
