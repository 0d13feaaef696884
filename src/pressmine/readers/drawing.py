"""Text drawn out of a format, piece by piece, with the marks that the format gives to spans of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pressmine.document import Mark, MarkKind
from pressmine.offsets import Span

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(digits: str) -> str:
    """Raised digits: a note's call stays apart from a number or a word that it is glued to (`santé¹`)."""
    return digits.translate(_SUPERSCRIPTS)


def sort_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in the order of the text, outer ones before inner ones."""
    kinds = list(MarkKind)
    return tuple(sorted(marks, key=lambda m: (m.span.start, -m.span.end, kinds.index(m.kind), m.label)))


class Drawing:
    """A text that grows at its end. Positions count code points from its start."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._breaks = 0
        self.at = 0

    def add(self, text: str) -> Span:
        """Append `text` as it is and return where it stands."""
        start = self.at
        if text:
            self._parts.append(text)
            self.at += len(text)
            stripped = text.rstrip("\n")
            self._breaks = len(text) - len(stripped) + (0 if stripped else self._breaks)
        return Span(start, self.at)

    def break_lines(self, count: int) -> None:
        """Make sure that the text ends with at least `count` line breaks; nothing at the very start."""
        if self.at and self._breaks < count:
            self.add("\n" * (count - self._breaks))

    def mark(self, kind: MarkKind, span: Span, label: str = "") -> None:
        """Mark a span; empty ones are kept for cells alone."""
        if span.end > span.start or kind in (MarkKind.CELL, MarkKind.HEAD_CELL):
            self._marks.append(Mark(kind, span, label))

    def table(self, rows: Sequence[Sequence[str]], heads: Sequence[Sequence[bool]]) -> Span:
        """Append a table, a line a row and a tab between cells, with its marks; `heads` says which cells are heads."""
        self.break_lines(2)
        start = self.at
        for row, row_heads in zip(rows, heads, strict=True):
            self.break_lines(1)
            row_start = self.at
            for index, (cell, head) in enumerate(zip(row, row_heads, strict=True)):
                if index:
                    self.add("\t")
                self.mark(MarkKind.HEAD_CELL if head else MarkKind.CELL, self.add(" ".join(cell.split())))
            self.mark(MarkKind.ROW, Span(row_start, self.at))
        span = Span(start, self.at)
        self.mark(MarkKind.TABLE, span)
        self.break_lines(2)
        return span

    def text(self) -> str:
        """All of it, without line breaks at its end."""
        return "".join(self._parts).rstrip("\n")

    def marks(self) -> tuple[Mark, ...]:
        """The marks in order, cut to the text."""
        end = len(self.text())
        return sort_marks(
            Mark(m.kind, Span(min(m.span.start, end), min(m.span.end, end)), m.label) for m in self._marks
        )
