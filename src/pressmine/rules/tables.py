"""Figures in tables: each cell with a number, its unit from the cell, the column's head, the row's label or the
caption.

What is counted is the row's label, or the column's head if the rows are labelled by years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pressmine.document import Cell, Document, Table
from pressmine.evidence import Cue, Evidence, FigureReading, Rule
from pressmine.french.alternatives import any_of
from pressmine.french.cells import CellNumber, CellUnit, read_cell, read_unit
from pressmine.french.dates import only_date
from pressmine.french.dates.hours import hours_alone
from pressmine.french.dates.lexicon import MONTH, straight
from pressmine.french.flat import flatten
from pressmine.french.lists import folded_set
from pressmine.french.quantities.currencies import currency_meant
from pressmine.offsets import Span

_CONFIDENCE: Final = 0.97
_LONGEST_TITLE: Final = 160
_YEAR: Final = re.compile(
    r"(?:exercice |annee |fin |s[12] |t[1-4] )?(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?(?: [a-z]{1,12})?"
)
_SPAN: Final = re.compile(rf".*\b(?:{MONTH}|trimestre\b|semestre\b).*|[tsq][1-4]\b.*")
#: Lines before a table that may say the unit of its numbers.
_LINES_ABOVE: Final = 3
#: Heads of columns that hold no figures.
_NUMBERING: Final = folded_set("tables", "numbering")
#: Heads of columns that hold the unit of each row.
_OF_UNITS: Final = folded_set("tables", "units")
_UNITLESS: Final = re.compile(rf"{any_of(folded_set('tables', 'unitless'))}(?!\w)")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, the unit that the head names, and whether it holds no figures (numbers of things, dates),
    the units of its rows, or words.
    """

    head: Cell | None
    unit: CellUnit | None
    silent: bool
    dated: bool
    units: bool
    words: bool


def _find(document: Document) -> Iterator[Evidence]:
    for table in document.tables:
        yield from _table(document, table)


def _table(document: Document, table: Table) -> Iterator[Evidence]:
    first = _heads(document, table)
    width = max((len(row) for row in table.rows), default=0)
    columns = [_column(document, table, first, index) for index in range(width)]
    corner = table.rows[0][0] if first and table.rows[0] else None
    general = (read_unit(_text(document, corner)) if corner else None) or _title_unit(document, table)
    at = next((i for i, column in enumerate(columns) if column.words and not column.units), 0)
    for row in table.rows[first:]:
        if not row:
            continue
        label = row[at] if at < len(row) else row[0]
        dated = bool(_YEAR.fullmatch(_low(document, label)))
        unitless = _UNITLESS.match(_low(document, label))
        named = (read_unit(_text(document, cell)) for column, cell in zip(columns, row, strict=False) if column.units)
        fallback = read_unit(_text(document, label)) or next(named, None) or (None if unitless else general)
        for column, cell in zip(columns, row, strict=False):
            if cell is label and (dated or not _numeric(document, label)):
                continue
            of = column.head if dated or cell is label else label
            yield from _cell(document, cell, column, fallback, of)


def _heads(document: Document, table: Table) -> int:
    """How many rows at the top are heads: as the table says, or the first one where its cells hold no amounts; with a
    row of years under them.
    """
    if not table.rows:
        return 0
    count = table.heads or int(all(not _numeric(document, c) or _period(document, c) for c in table.rows[0]))
    below = table.rows[count][1:] if count and count < len(table.rows) - 1 else ()
    return count + int(len(below) > 0 and all(_period(document, cell) for cell in below))


def _column(document: Document, table: Table, first: int, index: int) -> _Column:
    above = [cell for row in table.rows[:first] if (cell := _over(row, index))]
    below = [_low(document, row[index]) for row in table.rows[first:] if index < len(row) and len(row[index].span)]
    head = above[-1] if above else None
    said = _low(document, head) if head else ""
    silent = said in _NUMBERING or index == 0 and _counts_rows(below)
    return _Column(
        head,
        next((unit for cell in reversed(above) if (unit := read_unit(_text(document, cell)))), None),
        silent,
        any(_is_date(low) for low in below) or all(_YEAR.fullmatch(low) for low in below),
        said in _OF_UNITS,
        2 * sum(_names(low, silent) for low in below) > len(below),
    )


def _names(low: str, numbered: bool) -> bool:
    """True for a cell that may name its row; beside a number or a day it has no digit."""
    if not any(c.isalpha() for c in low) or numbered and any(c.isdigit() for c in low):
        return False
    return not read_cell(low, None)


def _counts_rows(below: list[str]) -> bool:
    """True for `1`, `2`, `3` down a column: the number of each row, a rank."""
    return len(below) > 1 and [low.rstrip(".)°e") for low in below] == [str(n + 1) for n in range(len(below))]


def _over(row: tuple[Cell, ...], index: int) -> Cell | None:
    """The cell of a row of heads that stands over a column: its own, or the one that spans it from the left."""
    return next((cell for cell in reversed(row[1 : index + 1] if index else row[:1]) if len(cell.span)), None)


def _title_unit(document: Document, table: Table) -> CellUnit | None:
    """The unit that the table's title says, or one of the short lines above it."""
    if found := read_unit(_title(document, table)):
        return found
    for line in reversed(document.text[: table.span.start].rstrip().rsplit("\n", _LINES_ABOVE)[-_LINES_ABOVE:]):
        short = len(line) <= _LONGEST_TITLE and not line.rstrip().endswith((".", ";"))
        if short and (found := read_unit(line.strip().rstrip(":").rstrip())):
            return found
    return None


def _title(document: Document, table: Table) -> str:
    """The line that names the table: its caption, or the line before it where that is not a sentence."""
    if table.caption:
        return document.text[table.caption.start : table.caption.end]
    line = document.text[: table.span.start].rstrip().rsplit("\n", 1)[-1].strip()
    return line if len(line) <= _LONGEST_TITLE and not line.endswith((".", ";", ",")) else ""


def _cell(
    document: Document, cell: Cell, column: _Column, fallback: CellUnit | None, of: Cell | None
) -> Iterator[Evidence]:
    low = _low(document, cell)
    if not low or column.silent or _is_date(low):
        return
    if _YEAR.fullmatch(low) and (column.head is None or (column.unit is None and column.dated)):
        return
    if column.head and _UNITLESS.match(_low(document, column.head)):
        fallback = None
    for number in read_cell(_text(document, cell), column.unit or fallback):
        span = document.span(cell.span.start + number.start, cell.span.start + number.end)
        head = _span(document, column.head)
        cues = (Cue("head", head),) if head else ()
        yield Evidence("figure.cell", span, _reading(document, number, column.head, of), _CONFIDENCE, cues)


def _reading(document: Document, number: CellNumber, head: Cell | None, of: Cell | None) -> FigureReading:
    return FigureReading(
        kind=number.kind,
        value=number.value,
        low=number.low,
        high=number.high,
        unit=_unit_meant(document, number),
        of=_span(document, of),
        period=_span(document, head) if head and _period(document, head) else None,
        in_table=True,
    )


def _unit_meant(document: Document, number: CellNumber) -> str | None:
    """The unit, where `francs` or `dollars` the one that the article means."""
    if number.kind != "money" or number.unit in (None, "EUR"):
        return number.unit
    return currency_meant(flatten(document.text), number.unit)


def _span(document: Document, cell: Cell | None) -> Span | None:
    return document.span(cell.span.start, cell.span.end) if cell and len(cell.span) else None


def _text(document: Document, cell: Cell) -> str:
    return document.text[cell.span.start : cell.span.end]


def _low(document: Document, cell: Cell) -> str:
    return document.folded[cell.span.start : cell.span.end].strip()


def _is_date(low: str) -> bool:
    """Whether a cell names a month, a quarter, a day or an hour; a year alone may be a number, too."""
    if not low:
        return False
    if _SPAN.fullmatch(low):
        return True
    found = only_date(low, straight(low))
    if found is not None:
        return found.granularity != "year"
    return any((hour.start, hour.end) == (0, len(low)) for hour in hours_alone(low))


def _numeric(document: Document, cell: Cell) -> bool:
    return any(c.isdigit() for c in _text(document, cell)) and bool(read_cell(_text(document, cell), None))


def _period(document: Document, cell: Cell) -> bool:
    return bool(_YEAR.fullmatch(_low(document, cell)) or _is_date(_low(document, cell)))


RULES: tuple[Rule, ...] = (
    Rule(
        "figure.cell",
        "Un nombre dans un tableau : son unité est dans la case, en tête de colonne ou dans le titre.",
        _find,
    ),
)
