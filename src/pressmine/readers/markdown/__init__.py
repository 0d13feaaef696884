"""Markdown: what a CommonMark parser sees in a text, as marks with exact places; the text itself stays as it is.

Signs of the markup, targets of links, tags, comments, attributes and shortcodes are marked as `MARKUP`, each with what
it stands for in the text (nothing, mostly); headings, quotes, tables and notes are marked as what they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Mark, MarkKind
from pressmine.offsets import Span
from pressmine.readers.drawing import sort_marks
from pressmine.readers.markdown.blocks import block_marks
from pressmine.readers.markdown.foreign import blank_foreign
from pressmine.readers.markdown.lines import SourceLines
from pressmine.readers.markdown.parser import parse_blocks

#: Characters of a text beyond which its structure is not asked for: the parser's time grows with them.
MAX_CHARACTERS = 400_000


def markdown_marks(text: str, start: int) -> tuple[Mark, ...]:
    """The marks of a Markdown text from `start` on (what stands before is its front matter)."""
    if len(text) - start > MAX_CHARACTERS:
        return ()
    plain, foreign = blank_foreign(text, start)
    lines = SourceLines(plain, start)
    tokens, env = parse_blocks(lines.joined)
    return sort_marks(_disjoint([*foreign, *block_marks(tokens, env, lines)]))


def _disjoint(marks: list[Mark]) -> Iterator[Mark]:
    """The marks, of two pieces of markup that overlap the one that begins first (the longer of two at one place)."""
    end = 0
    for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end)):
        if mark.kind is not MarkKind.MARKUP:
            yield mark
        elif mark.span.start >= end:
            yield mark
            end = mark.span.end
        elif mark.span.end > end and not mark.label:
            yield Mark(MarkKind.MARKUP, Span(end, mark.span.end))
            end = mark.span.end
