"""What a table is for: to show values, to set blocks side by side (signatures, contacts), or to lay out a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

#: Characters of a cell beyond which a table lays out a page.
LONG_CELL = 400
_NUMBER = re.compile(r"\d")
_CHANNEL = re.compile(r"@|(?:\d{2}[ .-]?){4}\d{2}|\+\d{2}")
_PARTY = re.compile(r"\s{0,5}pour\s", re.IGNORECASE)

Purpose = Literal["values", "columns", "layout"]


def purpose(rows: Sequence[Sequence[Sequence[str]]]) -> Purpose:
    """What a grid is for; each cell is the list of its lines.

    `values` is read row by row, `columns` column by column (each cell is a block), `layout` in document order.
    """
    cells = [cell for row in rows for cell in row]
    if any(sum(len(line) for line in cell) > LONG_CELL for cell in cells):
        return "layout"
    wide = [row for row in rows if sum(bool(cell) for cell in row) >= 2]
    if not wide:
        return "layout"
    inner = [" ".join(cell) for row in rows[1:] for cell in row[1:] if cell]
    numbers = sum(1 for text in inner if _NUMBER.search(text) and not _CHANNEL.search(text))
    if len(wide) >= 2 and inner and numbers >= 0.3 * len(inner):
        return "values"
    stacked = sum(1 for cell in cells if len(cell) >= 2)
    if stacked >= 2 or sum(1 for cell in wide[0] if cell and _PARTY.match(cell[0])) >= 2:
        return "columns"
    return "values" if len(wide) >= 2 else "layout"
