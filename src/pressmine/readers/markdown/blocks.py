"""What the blocks of a Markdown text are: headings, quotes, lists, tables, notes, and the signs that make them so."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from pressmine.document import Mark, MarkKind
from pressmine.offsets import Span
from pressmine.readers.markdown.inline import inline_marks
from pressmine.readers.markdown.lines import Placed, SourceLines
from pressmine.readers.markdown.parser import parse_inline, reference_lines

_ITEM = re.compile(r"(?P<bullet>[*+])[ \t]{1,4}$|(?P<kept>-|\d{1,9}[.)])[ \t]{1,4}$")
_DEFINITION = re.compile(r"\[\^([\w-]{1,30})\]:[ \t]*")
#: The signs after a heading, where its attributes follow.
_CLOSING = re.compile(r"[ \t]{1,9}#{1,6}[ \t]{0,9}(?=\{)")
_BAR = re.compile(r"(?<!\\)\|")
_PREFIX = re.compile(r"[ \t]*>[ \t>]*|[ \t]*$")
#: A heading in HTML: `<h1 align="center">…</h1>`.
_HTML_HEADING = re.compile(
    r"<h(?P<level>[1-6])\b[^<>]{0,300}>\s{0,20}(?P<said>\S(?:(?!</?h[1-6]).){0,500}?)\s{0,20}</h(?P=level)>",
    re.DOTALL | re.I,
)
#: Words beyond which a paragraph over a line of dashes is not a heading: the dashes part it from the next.
_LONGEST_HEADING = 20


def block_marks(tokens: Sequence[Token], env: MutableMapping[str, Any], lines: SourceLines) -> Iterator[Mark]:
    """The marks of all blocks, in no order; markup may overlap."""
    walk = _Walk(env, lines)
    for number, token in enumerate(tokens):
        yield from walk.token(token, tokens[number - 1] if number else None)
    for first, last in reference_lines(env):
        yield from walk.drop(first, last)
    yield from walk.rest(tokens)


class _Walk:
    """One pass over the tokens; `read` holds the lines whose signs were seen to."""

    def __init__(self, env: MutableMapping[str, Any], lines: SourceLines) -> None:
        self.env = env
        self.lines = lines
        self.read: set[int] = set()
        self.cells: list[Span] = []

    def token(self, token: Token, before: Token | None) -> Iterator[Mark]:
        kind, at = token.type, token.map
        if at is None:
            return
        if kind == "hr":
            yield from self.drop(at[0], at[1])
        elif kind == "fence":
            yield from self._fence(at[0], at[1], token.info)
        elif kind == "heading_open":
            yield from self._heading_signs(token)
        elif kind == "table_open":
            yield Mark(MarkKind.TABLE, self._span(at[0], at[1]))
            self.read.add(at[0] + 1)
            yield Mark(MarkKind.MARKUP, Span(self.lines.ends[at[0]], self.lines.ends[at[0] + 1]))
        elif kind == "tr_open":
            yield from self._row(at[0])
        elif kind == "blockquote_open":
            yield Mark(MarkKind.QUOTE, self._span(at[0], at[1]))
        elif kind == "inline" and before is not None and before.type in ("th_open", "td_open"):
            yield from self._cell(before.type == "th_open")
        elif kind in ("inline", "html_block"):
            yield from self._content(token, before)

    def drop(self, first: int, last: int) -> Iterator[Mark]:
        """Whole lines that are not text."""
        for number in range(first, min(last, len(self.lines))):
            self.read.add(number)
            if self.lines.line(number).strip():
                yield Mark(MarkKind.MARKUP, Span(self.lines.starts[number], self.lines.ends[number]))

    def _fence(self, first: int, last: int, language: str) -> Iterator[Mark]:
        """The signs of a fence; with them all of it where it names the language of its code: code is not an article."""
        if language.strip():
            yield from self.drop(first, last)
            return
        yield from self.drop(first, first + 1)
        closing = self.lines.line(min(last, len(self.lines)) - 1).strip(" \t>")[:3]
        if closing in ("```", "~~~") and last > first + 1:
            yield from self.drop(last - 1, last)
        self.read.update(range(first, last))

    def rest(self, tokens: Sequence[Token]) -> Iterator[Mark]:
        """The signs of block quotes on lines that hold nothing else."""
        for token in tokens:
            if token.type == "blockquote_open" and token.map:
                for number in range(*token.map):
                    m = None if number in self.read else _PREFIX.match(self.lines.line(number))
                    if m and m.end():
                        self.read.add(number)
                        start = self.lines.starts[number]
                        yield Mark(MarkKind.MARKUP, Span(start, start + m.end()))

    def _span(self, first: int, last: int) -> Span:
        last = min(last, len(self.lines)) - 1
        while last > first and not self.lines.line(last).strip():
            last -= 1
        return Span(self.lines.starts[first], self.lines.ends[last])

    def _heading_signs(self, token: Token) -> Iterator[Mark]:
        if token.map and not token.markup.startswith("#"):
            yield from self.drop(token.map[1] - 1, token.map[1])

    def _content(self, token: Token, before: Token | None) -> Iterator[Mark]:
        first = (token.map or [0])[0]
        content = token.content.rstrip("\n")
        placed = self.lines.place(content, first)
        if placed is None or not content.strip():
            return
        for number in range(len(placed.places)):
            yield from self._prefix(placed, number)
        note = _DEFINITION.match(content)
        if note:
            yield Mark(MarkKind.FOOTNOTE, Span(placed.at(note.end()), placed.at(len(content) - 1) + 1), note[1])
            yield Mark(MarkKind.MARKUP, Span(placed.at(0), placed.at(note.end() - 1) + 1))
        yield from inline_marks(content, parse_inline(content, self.env), placed)
        for m in _HTML_HEADING.finditer(content) if token.type == "html_block" else ():
            yield Mark(MarkKind.HEADING, Span(placed.at(m.start("said")), placed.at(m.end("said") - 1) + 1), m["level"])
        if before is not None and before.type == "heading_open":
            yield from self._heading(content, placed, before)

    def _prefix(self, placed: Placed, number: int) -> Iterator[Mark]:
        """What is on a line before its content: signs go, a list's bullet becomes a dash."""
        line = placed.first + number
        self.read.add(line)
        start, end = self.lines.starts[line], placed.places[number]
        said = self.lines.text[start:end]
        if end <= start or not said.strip():
            return
        m = _ITEM.search(said)
        if m is None:
            tail = self.lines.text[end : self.lines.ends[line]]
            yield Mark(MarkKind.MARKUP, Span(start, end + len(tail) - len(tail.lstrip())))
        elif m["bullet"]:
            yield Mark(MarkKind.MARKUP, Span(start, end), "- ")
        elif said[: m.start()].strip():
            yield Mark(MarkKind.MARKUP, Span(start, start + m.start()))

    def _heading(self, content: str, placed: Placed, opened: Token) -> Iterator[Mark]:
        start, end = placed.at(0), placed.at(len(content) - 1) + 1
        line = placed.first + content.count("\n")
        if opened.markup.startswith("#"):
            closing = _CLOSING.search(content)
            if closing:
                yield Mark(MarkKind.MARKUP, Span(placed.at(closing.start()), placed.at(closing.end() - 1) + 1))
            if end < self.lines.ends[line]:
                yield Mark(MarkKind.MARKUP, Span(end, self.lines.ends[line]))
        elif len(content.split()) > _LONGEST_HEADING or content.endswith("."):
            return
        yield Mark(MarkKind.HEADING, Span(start, end), opened.tag[1:])

    def _row(self, line: int) -> Iterator[Mark]:
        """The cells of a table's line, and what parts them: a tab in the text that is read."""
        self.read.add(line)
        start, said = self.lines.starts[line], self.lines.line(line)
        bars = [m.start() for m in _BAR.finditer(said)]
        if not bars or said[: bars[0]].strip(" \t>"):
            bars.insert(0, -1)
        if said[bars[-1] + 1 :].strip():
            bars.append(len(said))
        self.cells, at = [], 0
        for left, right in pairwise(bars):
            inner = said[left + 1 : right]
            left += 1 + len(inner) - len(inner.lstrip())
            right = max(left, left + len(inner.strip()))
            if left > at:
                yield Mark(MarkKind.MARKUP, Span(start + at, start + left), "\t" if self.cells else "")
            self.cells.append(Span(start + left, start + right))
            at = right
        if at < len(said):
            yield Mark(MarkKind.MARKUP, Span(start + at, start + len(said)))
        if self.cells:
            yield Mark(MarkKind.ROW, Span(self.cells[0].start, self.cells[-1].end))
        self.cells.reverse()

    def _cell(self, head: bool) -> Iterator[Mark]:
        if not self.cells:
            return
        span = self.cells.pop()
        yield Mark(MarkKind.HEAD_CELL if head else MarkKind.CELL, span)
        said = self.lines.text[span.start : span.end]
        if said:
            yield from inline_marks(said, parse_inline(said, self.env), Placed([0], [span.start], 0))
