"""What a sentence says about an agreement besides its parties: its name, its place, and the notes it calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.french.body_extent import extent
from pressmine.french.clauses import has_finite_verb
from pressmine.offsets import Span
from pressmine.rules.names.reading import scan

_PLACE = re.compile(r"(?<!\w)à\s(?=[A-ZÀ-Ý])")
_QUOTED = re.compile(r"\s?(?:«[^»]{2,80}»|“[^”]{2,80}”|\"[^\"]{2,80}\")")
#: Characters in which the name of a place ends.
_REACH = 40


def whole_title(document: Document, start: int, end: int) -> tuple[int, int]:
    """The name of an agreement from its noun on: `convention de mécénat`, `charte « Eau claire »`."""
    view = scan(document)
    first = view.at(start)
    index = view.at(end)
    if first < index <= len(view.words):
        last = view.line(first)[1]
        end = view.words[max(index, extent(view.words, index, last, first)) - 1].end
    quoted = _QUOTED.match(document.text, end)
    return start, quoted.end() if quoted else end


def place_of(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """The span of the place: what follows the first `à` before a capital in a sentence."""
    found = _PLACE.search(document.text, start, end)
    return (found.end(), min(end, found.end() + _REACH)) if found else None


def notes_called(document: Document, start: int, end: int) -> Iterator[Span]:
    """The notes that a sentence calls and that enumerate: `douze organisations¹ …`."""
    for note in document.footnotes:
        text = document.text[note.span.start : note.span.end]
        if "," in text and any(start <= call.start < end for call in note.calls) and not has_finite_verb(text):
            yield document.span(note.span.start, note.span.end)
