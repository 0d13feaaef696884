"""Figures in tables: each cell with a number, its unit from the cell, the column's head, the row's label or the
caption.

What is counted is the row's label; where the rows are labelled by years, it is the column's head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pressmine.document import Cell, Document, Table
from pressmine.evidence import Cue, Evidence, FigureReading, Rule
from pressmine.french.cells import CellNumber, CellUnit, read_cell, read_unit
from pressmine.offsets import Span

_CONFIDENCE: Final = 0.97
_YEAR: Final = re.compile(
    r"(?:exercice |annee |fin |s[12] |t[1-4] )?(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?(?: \w{1,12})?"
)
_DATE_CELL: Final = re.compile(
    r".*\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|trimestre"
    r"|semestre)\b.*"
    r"|[tsq][1-4]\b.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2} ?h(?: ?\d\d)?"
)
#: Heads of columns that hold no figures.
_NUMBERING: Final = re.compile(
    r"(?:n°|no|numero|code|code postal|cp|dep\.?|departement|tel\.?|telephone|date|annee|echeance|siren|siret)"
)


def _find(document: Document) -> Iterator[Evidence]:
    for table in document.tables:
        yield from _table(document, table)


def _table(document: Document, table: Table) -> Iterator[Evidence]:
    heads, first = _heads(document, table)
    title = _said(document, table.caption.start, table.caption.end) if table.caption else ""
    general = read_unit(_text(document, table.rows[0][0])) if first and table.rows[0] else None
    general = general or read_unit(title)
    for row in table.rows[first:]:
        if not row:
            continue
        label = row[0]
        dated = bool(_YEAR.fullmatch(_low(document, label)))
        own = read_unit(_text(document, label))
        for index, cell in enumerate(row):
            if index == 0 and (dated or not _numeric(document, label)):
                continue
            head = heads[index] if index < len(heads) else None
            yield from _cell(document, cell, head, own or general, head if dated or index == 0 else label)


def _heads(document: Document, table: Table) -> tuple[list[Cell | None], int]:
    """The cell at the head of each column, and the index of the first row of figures."""
    count = table.heads
    if not count and table.rows and all(not _numeric(document, c) or _period(document, c) for c in table.rows[0]):
        count = 1
    width = max((len(row) for row in table.rows), default=0)
    heads: list[Cell | None] = []
    for index in range(width):
        above = [row[index] for row in table.rows[:count] if index < len(row) and len(row[index].span)]
        heads.append(above[-1] if above else None)
    return heads, count


def _cell(
    document: Document, cell: Cell, head: Cell | None, fallback: CellUnit | None, of: Cell | None
) -> Iterator[Evidence]:
    low = _low(document, cell)
    if not low or _DATE_CELL.fullmatch(low) or (head and _NUMBERING.fullmatch(_low(document, head))):
        return
    named = read_unit(_text(document, head)) if head else None
    bare_year = _YEAR.fullmatch(low) and head is None
    if bare_year:
        return
    text = _text(document, cell)
    for number in read_cell(text, named or fallback):
        start = cell.span.start + number.start
        span = document.span(start, cell.span.start + number.end)
        yield Evidence("figure.cell", span, _reading(document, number, head, of), _CONFIDENCE, _cues(document, head))


def _reading(document: Document, number: CellNumber, head: Cell | None, of: Cell | None) -> FigureReading:
    period = document.span(head.span.start, head.span.end) if head and _period(document, head) else None
    return FigureReading(
        kind=number.kind,
        value=number.value,
        unit=number.unit,
        of=_span(document, of),
        period=period,
    )


def _cues(document: Document, head: Cell | None) -> tuple[Cue, ...]:
    span = _span(document, head)
    return (Cue("head", span),) if span else ()


def _span(document: Document, cell: Cell | None) -> Span | None:
    return document.span(cell.span.start, cell.span.end) if cell and len(cell.span) else None


def _said(document: Document, start: int, end: int) -> str:
    return document.text[start:end]


def _text(document: Document, cell: Cell) -> str:
    return document.text[cell.span.start : cell.span.end]


def _low(document: Document, cell: Cell) -> str:
    return document.folded[cell.span.start : cell.span.end].strip()


def _numeric(document: Document, cell: Cell) -> bool:
    return any(c.isdigit() for c in _text(document, cell)) and bool(read_cell(_text(document, cell), None))


def _period(document: Document, cell: Cell) -> bool:
    return bool(_YEAR.fullmatch(_low(document, cell)) or _DATE_CELL.fullmatch(_low(document, cell)))


RULES: tuple[Rule, ...] = (
    Rule(
        "figure.cell",
        "Un nombre dans un tableau : son unité est dans la case, en tête de colonne ou dans le titre.",
        _find,
    ),
)
