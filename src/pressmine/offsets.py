"""Positions: spans of the source text, spans of the cleaned view, and the alignment between the two.

All offsets are half-open and count Unicode code points. `Span` counts in the source text and is the only one that
reaches a record; `ViewSpan` counts in the cleaned text that rules read. They are different types so that mypy refuses
to mix them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True, init=False)
class _Stretch:
    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"{type(self).__name__} [{start}, {end}) is not ordered")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Self) -> bool:
        """True if the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Self) -> bool:
        """True if every character of `other` lies in this one."""
        return self.start <= other.start and other.end <= self.end


# thousands are made for an article, and this is the shortest way to fill the slots of what is frozen
_set_start, _set_end = vars(_Stretch)["start"].__set__, vars(_Stretch)["end"].__set__


class Span(_Stretch):
    """`[start, end)` in the source text."""

    __slots__ = ()


class ViewSpan(_Stretch):
    """`[start, end)` in the cleaned view."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `[start, end)` by `text`: dropped where `text` is empty, inserted where `start == end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the view and the span of the source that it stands for.

    `kept` pieces have equal lengths and map character by character; any other piece maps as a whole.
    """

    view_start: int
    view_end: int
    start: int
    end: int
    kept: bool


class Alignment:
    """How a view's characters stand for the source's: ordered pieces that cover the view without gap or overlap.

    Source characters that no piece stands for were dropped.
    """

    __slots__ = ("_source_starts", "_starts", "pieces", "source_length", "view_length")

    def __init__(self, pieces: Sequence[Piece], source_length: int) -> None:
        self.pieces = tuple(p for p in pieces if p.view_end > p.view_start)
        self.source_length = source_length
        self.view_length = self.pieces[-1].view_end if self.pieces else 0
        self._starts = [p.view_start for p in self.pieces]
        self._source_starts = [p.start for p in self.pieces]
        at_view = at_source = 0
        for p in self.pieces:
            if p.view_start != at_view or p.start < at_source or p.end < p.start or p.end > source_length:
                raise ValueError(f"piece {p} breaks the order of the alignment")
            if p.kept and p.view_end - p.view_start != p.end - p.start:
                raise ValueError(f"kept piece {p} changes its length")
            at_view, at_source = p.view_end, p.end

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """The alignment of a text with itself."""
        return cls([Piece(0, length, 0, length, True)], length)

    def to_source(self, span: ViewSpan) -> Span:
        """The source span that a span of the view stands for; dropped characters at its edges are left out.

        Raises ValueError if the span lies outside the view.
        """
        return Span(*self.bounds(span.start, span.end))

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """What `to_source` gives for `ViewSpan(start, end)`, as two numbers. Raises ValueError as it does."""
        if not 0 <= start <= end <= self.view_length:
            raise ValueError(f"[{start}, {end}) lies outside a view of {self.view_length} characters")
        if start == end:
            at = self._edge(start)
            return at, at
        starts, pieces = self._starts, self.pieces
        last = first = pieces[bisect_right(starts, start) - 1]
        if end > first.view_end:
            last = pieces[bisect_right(starts, end - 1) - 1]
        return (
            first.start + (start - first.view_start) if first.kept else first.start,
            last.start + (end - last.view_start) if last.kept else last.end,
        )

    def to_view(self, span: Span) -> ViewSpan:
        """The span of the view that shows any character of the source span; empty where all of it was dropped."""
        first, last = span.start, span.end
        index = bisect_right(self._source_starts, first) - 1
        if index >= 0 and first < last:
            p = self.pieces[index]
            if p.kept and last <= p.end:  # nearly always: the span lies in a span that was not touched
                shift = p.view_start - p.start
                return ViewSpan(first + shift, last + shift)
        start, end = self._to_view_at(first), self._to_view_at(last, closing=True)
        return ViewSpan(start, max(start, end))

    def compose(self, outer: Alignment) -> Alignment:
        """The alignment of `outer`'s view with this one's source, where `outer`'s source is this one's view."""
        if outer.source_length != self.view_length:
            raise ValueError(f"{outer.source_length} characters do not follow on {self.view_length}")
        pieces: list[Piece] = []
        for p in outer.pieces:
            if not p.kept:
                source = self.to_source(ViewSpan(p.start, p.end))
                # Where two pieces share a replaced character, the first stands for it and the second for its empty end.
                start = max(source.start, pieces[-1].end) if pieces else source.start
                pieces.append(Piece(p.view_start, p.view_end, start, max(start, source.end), False))
                continue
            index = bisect_right(self._starts, p.start) - 1
            while index < len(self.pieces) and self.pieces[index].view_start < p.end:
                pieces.append(_cut(self.pieces[index], p))
                index += 1
        return Alignment(pieces, self.source_length)

    def _edge(self, at: int) -> int:
        if not self.pieces:
            return 0
        if at == self.view_length:
            return self.pieces[-1].end
        p = self.pieces[bisect_right(self._starts, at) - 1]
        return p.start + (at - p.view_start) if p.kept else p.start

    def _to_view_at(self, at: int, closing: bool = False) -> int:
        index = bisect_right(self._source_starts, at - 1 if closing else at) - 1
        if index < 0:
            return 0
        p = self.pieces[index]
        if at >= p.end:
            return p.view_end
        if p.kept:
            return p.view_start + (at - p.start)
        return p.view_end if closing else p.view_start


def _cut(inner: Piece, outer: Piece) -> Piece:
    """The part of `inner` that `outer`'s source span shows, in `outer`'s view coordinates."""
    start, end = max(inner.view_start, outer.start), min(inner.view_end, outer.end)
    shift = outer.view_start - outer.start
    if inner.kept:
        offset = inner.start - inner.view_start
        return Piece(start + shift, end + shift, start + offset, end + offset, True)
    whole = start == inner.view_start and end == inner.view_end
    # A part of a replaced piece still stands for all of it: only its whole can be pointed at. Its later parts are
    # given the empty end of it, so that the pieces stay in order.
    at = inner.start if whole or start == inner.view_start else inner.end
    return Piece(start + shift, end + shift, at, inner.end, False)


def apply_edits(text: str, edits: Sequence[Edit]) -> tuple[str, Alignment]:
    """`text` with the edits carried out, and its alignment with the original.

    The edits must be in order and must not overlap; ValueError otherwise.
    """
    out: list[str] = []
    pieces: list[Piece] = []
    at = view = 0
    for edit in edits:
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise ValueError(f"{edit} overlaps the one before it or lies outside the text")
        if edit.start > at:
            pieces.append(Piece(view, view + edit.start - at, at, edit.start, True))
            out.append(text[at : edit.start])
            view += edit.start - at
        if edit.text:
            kept = len(edit.text) == edit.end - edit.start
            pieces.append(Piece(view, view + len(edit.text), edit.start, edit.end, kept))
            out.append(edit.text)
            view += len(edit.text)
        at = edit.end
    if at < len(text):
        pieces.append(Piece(view, view + len(text) - at, at, len(text), True))
        out.append(text[at:])
    return "".join(out), Alignment(pieces, len(text))
