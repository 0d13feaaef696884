"""What a value is by its own letters and the capitals around it: the choices of `is` in a condition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pressmine.document import Document
from pressmine.offsets import ViewSpan
from pressmine.rules.names.lines import Range
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan


def holds(shape: str, document: Document, start: int, end: int) -> bool:
    """True if a span of the view is what the shape says (one of `keys.IS`)."""
    view = scan(document)
    first, last = view.range_of(ViewSpan(start, end))
    aside = first >= last or view.words[first].start != start or view.words[last - 1].end != end
    if aside or shape == "aside":
        return aside and shape == "aside"
    return _SHAPES[shape](view, (first, last))


def _whole_name(view: Scan, words: Range) -> bool:
    return words in view.names


def _goes_on(view: Scan, words: Range) -> bool:
    first, last = words
    return last < view.line(first)[1] and view.joined(last) and view.words[last].cap and not view.in_capitals(first)


def _common_word(view: Scan, words: Range) -> bool:
    text = view.text(words)
    return " " not in text and text.istitle() and view.common(words[0])


def _short(view: Scan, words: Range) -> bool:
    return len(view.text(words)) <= 3


def _in_capitals(view: Scan, words: Range) -> bool:
    return view.in_capitals(words[0])


_SHAPES: Final[dict[str, Callable[[Scan, Range], bool]]] = {
    "whole-name": _whole_name,
    "goes-on": _goes_on,
    "common-word": _common_word,
    "short": _short,
    "in-capitals": _in_capitals,
}
