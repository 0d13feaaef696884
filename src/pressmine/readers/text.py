"""Text files: `.txt`, and `.md` with what Markdown and its front matter declare.

The text is exactly the decoded characters, line breaks as they stand; a byte order mark is not a part of it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pressmine.document import Mark, MarkKind, Metadata, Source
from pressmine.offsets import Span
from pressmine.readers.dates import iso_date
from pressmine.readers.drawing import sort_marks
from pressmine.readers.encodings import decode
from pressmine.readers.frontmatter import entity_marks, read_front_matter
from pressmine.readers.markdown import markdown_marks
from pressmine.readers.word_lists import words

#: `2004-07-27 : Appel aux dirigeants`: the day that a headline opens with.
_DATED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4})\s{0,3}[:–—-]\s{1,3}(?=\S)")
_LETTERS = re.compile(r"[^\W\d_]+")


def read_text_file(data: bytes, name: str, format: str, digest: str, charset: str | None = None) -> Source:
    """A text file as a Source; `format` is `txt` or `md`. Raises StageError if the bytes are not text."""
    decoded = decode(data, charset)
    text = decoded.text
    if format == "txt":
        return Source(name, format, digest, text, tuple(entity_marks(text, len(text))), diagnostics=decoded.diagnostics)
    front = read_front_matter(text)
    marks, metadata = markdown_marks(text, front.end if front else 0), Metadata()
    if front is not None:
        marks, metadata = (*front.marks, *marks), front.metadata
    if metadata.title is None or _names_a_document(metadata.title):
        marks, metadata = _titled(text, marks, metadata)
    notes = decoded.diagnostics + (front.diagnostics if front else ())
    return Source(name, format, digest, text, sort_marks(marks), metadata, notes)


def _titled(text: str, marks: tuple[Mark, ...], metadata: Metadata) -> tuple[tuple[Mark, ...], Metadata]:
    """The headline as the title, without the day that it opens with; no title where no heading stands out.

    It stands out as the first of the highest level, if its level holds nothing else than headings for what a document
    is.
    """
    heads = [m for m in marks if m.kind is MarkKind.HEADING]
    named = [m for m in heads if not _names_a_document(text[m.span.start : m.span.end])]
    if not named:
        return tuple(m for m in marks if m not in heads), metadata
    highest = min(m.label for m in named)
    title = next(m for m in named if m.label == highest)
    if highest != "1" and title is not named[0]:
        return marks, metadata
    metadata = replace(metadata, title=None, title_span=None)
    others = tuple(m for m in marks if m is not title and (m not in heads or m in named))
    m = _DATED.match(text, title.span.start, title.span.end)
    span = Span(m.end() if m else title.span.start, title.span.end)
    day = iso_date(m["date"]) if m and not metadata.published else None
    if m and day:
        metadata = replace(metadata, published=day, published_span=Span(*m.span("date")))
    return (*others, Mark(MarkKind.TITLE, span)), metadata


def _names_a_document(heading: str) -> bool:
    """True for `Communiqué de presse` and the like: a heading that says what the document is."""
    return all(word in words("words", "document_words") for word in _LETTERS.findall(heading.lower()))
