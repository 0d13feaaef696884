"""An index of spans, and names found in a text: a look-up costs no more for a text that has many."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from pressmine.document import RESIDUE, Document, ZoneKind
from pressmine.offsets import Span

T = TypeVar("T")
#: Where a name may begin, a path apart, and what may not follow a name or a surname: no word or address continues.
_BEGINS = re.compile(r"(?<![\w@.-])\S")
_NAME, _SURNAME = re.compile(r"[\w@]|\.\w"), re.compile(r"[\w@-]")
#: Characters by which a name is looked up first; shorter names have buckets of their own.
_HEAD = 3
#: It sorts after every character.
_LAST = chr(sys.maxunicode)


class SpanIndex(Generic[T]):
    """An index of items by their span of the source; spans may overlap or be equal."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._things = sorted(enumerate(things), key=lambda t: (t[1][0].start, t[1][0].end, t[0]))
        self._starts = [span.start for _, (span, _) in self._things]
        self._longest = max((len(span) for _, (span, _) in self._things), default=0)

    def over(self, span: Span) -> Iterator[tuple[Span, T]]:
        """The items that overlap the span, by position, then in the order given."""
        first = bisect_right(self._starts, span.start - self._longest - 1)
        for index in range(first, bisect_left(self._starts, span.end)):
            where, thing = self._things[index][1]
            if where.overlaps(span):
                yield where, thing

    def free(self, span: Span) -> bool:
        """True if no item overlaps the span."""
        return next(self.over(span), None) is None


def beginning(words: Sequence[str], start: str) -> Sequence[str]:
    """The words of a sorted list that begin with a string."""
    first = bisect_left(words, start)
    return words[first : bisect_left(words, start + _LAST, first)]


def names_in(document: Document, names: Collection[str], surnames: bool = False) -> Iterator[tuple[int, int, str]]:
    """Occurrences of folded names in the zones that are prose of the article, in order and without overlaps: start and
    end in the view, and the name. The longest name wins. A space in a name also matches a hyphen, except with
    `surnames`.
    """
    lengths: dict[str, list[int]] = {}
    for name in names:
        lengths.setdefault(name[:_HEAD], []).append(len(name))
    for found in lengths.values():
        found[:] = sorted(set(found), reverse=True)
    text = document.folded if surnames else document.folded.replace("-", " ")
    goes_on = _SURNAME if surnames else _NAME
    done = 0
    for start, most in document.once(_beginnings) if names else ():
        if start < done or (known := lengths.get(text[start : start + _HEAD])) is None:
            continue
        if not surnames and start and text[start - 1] == "/":
            continue
        for length in known:
            end = start + length
            name = text[start:end]
            if end <= most and name in names and not goes_on.match(document.folded, end, most):
                yield start, end, name
                done = end
                break


def _beginnings(document: Document) -> list[tuple[int, int]]:
    """Where a name may begin in the zones that are prose of the article, each with the end of its zone."""
    return [
        (m.start(), zone.span.end)
        for zone in document.zones
        if zone.kind not in RESIDUE and zone.kind is not ZoneKind.FRONT_MATTER
        for m in _BEGINS.finditer(document.folded, zone.span.start, zone.span.end)
    ]
