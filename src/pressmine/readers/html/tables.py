"""Tables of a page: which of them hold values, and their grids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressmine.readers.drawing import superscript
from pressmine.readers.encodings import scrub
from pressmine.readers.grids import Purpose, purpose
from pressmine.readers.html.tree import BLOCKS, visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Columns and rows that one cell may claim to span.
_MAX_SPAN = 50
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def cell_text(element: HtmlElement) -> str:
    """The visible text of a small subtree on one line; a block's edge and `<br>` are spaces."""
    return " ".join(cell_lines(element))


def cell_lines(element: HtmlElement) -> list[str]:
    """The visible text of a small subtree, a line for each span between blocks' edges and `<br>`."""
    parts: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack:
        at, leaving = stack.pop()
        edge = "\0" if at.tag in BLOCKS or at.tag == "br" else ""
        if leaving or not visible(at):
            if at is not element:
                parts += [edge, at.tail or ""]
            continue
        raised = at.tag == "sup" and (at.text or "").isdecimal() and len(at) == 0
        parts += [edge, superscript(at.text or "") if raised else at.text or ""]
        stack.append((at, True))
        stack.extend((child, False) for child in reversed(at))
    lines = (scrub(_SPACE.sub(" ", line)).strip() for line in "".join(parts).split("\0"))
    return [line for line in lines if line]


def _rows(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    for row in table.iter("tr"):
        yield [cell for cell in row if cell.tag in ("td", "th")]


def use_of(table: HtmlElement) -> Purpose:
    """What a table is for, by what its cells hold and by what the page says of it."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return "layout"
    if next(table.iterdescendants("h1", "h2", "form", "ul", "ol", "article"), None) is not None:
        return "layout"
    rows = [row[:_MAX_SPAN] for row in _rows(table)][:_MAX_SPAN]
    use = purpose([[cell_lines(cell) for cell in row] for row in rows])
    if use != "columns":
        return use
    if next(table.iterdescendants("th"), None) is not None:
        return "values"
    linked = any(not (a.get("href") or "mailto:").startswith(("mailto:", "tel:")) for a in table.iter("a"))
    return "layout" if linked or len({len(row) for row in rows}) > 1 else use


def cells_by_column(table: HtmlElement) -> list[HtmlElement]:
    """All cells, column after column."""
    rows = list(_rows(table))
    return [row[at] for at in range(max((len(r) for r in rows), default=0)) for row in rows if at < len(row)]


def grid(table: HtmlElement) -> tuple[list[list[str]], list[list[bool]]]:
    """Cells, and which are heads, row by row; spanned places are empty cells, so that columns keep their index."""
    grid_rows: list[list[str]] = []
    grid_heads: list[list[bool]] = []
    pending: dict[int, int] = {}
    for row in _rows(table):
        in_head = bool(row) and any(a.tag == "thead" for a in row[0].iterancestors("thead", "table"))
        cells: list[str] = []
        heads: list[bool] = []

        for cell in row:
            _skip(pending, cells, heads, in_head)
            wide, tall = _spans(cell)
            for index in range(wide):
                if tall > 1:
                    pending[len(cells)] = tall - 1
                cells.append(cell_text(cell) if index == 0 else "")
                heads.append(cell.tag == "th" or in_head)
        _skip(pending, cells, heads, in_head)
        if cells:
            grid_rows.append(cells)
            grid_heads.append(heads)
    return grid_rows, grid_heads


def _skip(pending: dict[int, int], cells: list[str], heads: list[bool], in_head: bool) -> None:
    """Empty cells where a cell of a row above reaches down."""
    while pending.get(len(cells), 0):
        pending[len(cells)] -= 1
        cells.append("")
        heads.append(in_head or (bool(heads) and heads[-1]))


def _spans(cell: HtmlElement) -> tuple[int, int]:
    def number(name: str) -> int:
        value = (cell.get(name) or "1").strip()
        return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() and len(value) < 6 else 1

    return number("colspan"), number("rowspan")
