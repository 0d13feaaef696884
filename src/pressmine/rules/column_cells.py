"""Cells that a page sets side by side in one line, as in contacts or signatures, separated by tabs or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pressmine.document import Document
from pressmine.offsets import ViewSpan

_CELL = re.compile(r"[^\t\n]+?(?=\t|\s{3,}|$)")

Bounds = tuple[int, int]


def cells(document: Document, line: ViewSpan) -> list[Bounds]:
    """The bounds of the cells of a line; the whole line if it has no tab and no wide gap."""
    text = document.text[line.start : line.end]
    found = (m for m in _CELL.finditer(text) if m.group().strip())
    return [(line.start + m.end() - len(m.group().lstrip()), line.start + m.end()) for m in found]


def columns(document: Document, lines: Sequence[ViewSpan]) -> Iterator[list[Bounds]]:
    """The cells of some lines, column by column; line by line if fewer than two lines are laid out side by side."""
    table = [row for line in lines if (row := cells(document, line))]
    width = max((len(row) for row in table), default=0)
    if width < 2 or sum(len(row) == width for row in table) < 2:
        yield from ([(row[0][0], row[-1][1])] for row in table)
        return
    if width == 2:
        table = _placed(document, table)
    for column in range(width):
        yield [row[column] for row in table if column < len(row) and row[column][0] < row[column][1]]


def _placed(document: Document, table: Sequence[list[Bounds]]) -> list[list[Bounds]]:
    """Two columns, with the lines that fill one of them, or both with a single space between, where they belong."""
    second = min(_left(document, row[1][0]) for row in table if len(row) == 2)
    out = []
    for row in table:
        if len(row) == 1:
            (a, b), left = row[0], _left(document, row[0][0])
            at = a + second - left
            if left >= second - 1:
                row = [(a, a), (a, b)]
            # a cell as wide as its column pushes the next one a little to the right
            elif cut := next((c for c in range(at, at + 3) if a < c < b and _begins(document, c)), 0):
                row = [(a, cut), (cut, b)]
        out.append(row)
    return out


def _begins(document: Document, at: int) -> bool:
    return document.text[at - 1] == " " and document.text[at].isupper()


def _left(document: Document, at: int) -> int:
    """The column of a place, counted from the start of its line."""
    return at - (document.text.rfind("\n", 0, at) + 1)
