"""Tables: as the format marks them, as tab-separated or piped lines, and lists of a label and a number under a head."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from pressmine.document import Cell, Mark, MarkKind, Source, Table, View, ZoneKind
from pressmine.offsets import Span, ViewSpan
from pressmine.zones.lines import Line, lines_over

_RULE = re.compile(r"\|?[\s:|-]*-{2,}[\s:|-]*\|?$")
_NUMBER = re.compile(r"[+-]?\d")
#: A cell that says an amount: a number with at most a short unit around it. A phone or a postal address is not one.
_AMOUNT = re.compile(
    r"(?:[A-Z]{3}\s|[€$£]\s?)?[+-]?\s?\d{1,3}(?:(?:[ .']\d{3}){1,4}|\d{0,9})(?:[.,]\d{1,4})?"
    r"\s?(?:%|[€$£]|[^\W\d]{1,4}[²³23]?(?:\s?€)?)?\.?-?"
)

#: What is between two or more spaces.
_SPACED = re.compile(r"\S+(?: \S+){0,14}")


def find_tables(lines: list[Line], source: Source, view: View) -> tuple[Table, ...]:
    """All tables of the text, their lines labelled as such."""
    tables = [*_marked(lines, source, view), *_separated(lines), *_aligned(lines)]
    return tuple(sorted(tables, key=lambda t: t.span))


def _marked(lines: list[Line], source: Source, view: View) -> list[Table]:
    out = []
    inner = sorted(source.marks, key=lambda m: m.span.start)
    cells = [m for m in inner if m.kind in (MarkKind.CELL, MarkKind.HEAD_CELL)]
    rows = [m for m in inner if m.kind is MarkKind.ROW]
    for mark in source.marks:
        if mark.kind is not MarkKind.TABLE:
            continue
        span = view.alignment.to_view(mark.span)
        grid = tuple(tuple(_cell(c, view) for c in _within(cells, row.span)) for row in _within(rows, mark.span))
        heads = 0
        while heads < len(grid) and grid[heads] and all(c.head for c in grid[heads]):
            heads += 1
        if not _amounts(grid, view.text):
            continue
        for line in lines_over(lines, span):
            if line.kind is not ZoneKind.BOILERPLATE:
                line.kind = ZoneKind.TABLE
        out.append(Table(span, grid, heads or _heads(grid, view.text)))
    return out


def _within(marks: list[Mark], span: Span) -> list[Mark]:
    """The marks that a span holds, of some in order."""
    first = bisect_left(marks, span.start, key=lambda m: m.span.start)
    last = bisect_right(marks, span.end, first, key=lambda m: m.span.start)
    return [m for m in marks[first:last] if m.span.end <= span.end]


def _cell(mark: Mark, view: View) -> Cell:
    span = view.alignment.to_view(mark.span)
    text = view.text[span.start : span.end]
    left, right = len(text) - len(text.lstrip()), len(text.rstrip())
    return Cell(ViewSpan(span.start + min(left, right), span.start + right), mark.kind is MarkKind.HEAD_CELL)


def _separated(lines: list[Line]) -> list[Table]:
    """Runs of at least two lines with tabs or pipes between their cells."""
    out: list[Table] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.kind is None and _row_like(line):
            run.append(line)
            continue
        if line is not None and line.blank and not run:
            continue
        table = _table(run) if len(run) > 1 else None
        if table is not None:
            for row in run:
                row.kind = ZoneKind.TABLE
            run[0].opens = True
            out.append(table)
        run = []
    return out


def _aligned(lines: list[Line]) -> list[Table]:
    """Runs of lines whose cells stand under each other by spaces, as `pdftotext -layout` leaves them."""
    out: list[Table] = []
    run: list[tuple[Line, tuple[Cell, ...]]] = []
    if not any(line.kind is None and "   " in line.text for line in lines):
        return out
    for line in [*lines, None]:
        cells = _spaced_cells(line) if line is not None and line.kind is None and "   " in line.text else ()
        if line is not None and len(cells) >= 3 and (not run or len(cells) == len(run[-1][1])):
            run.append((line, cells))
            continue
        rows = tuple(cells for _, cells in run)
        if len(rows) >= 3 and _figures(rows, run[0][0].view_text) >= len(rows) - 1:
            for row, _ in run:
                row.kind = ZoneKind.TABLE
            run[0][0].opens = True
            span = ViewSpan(run[0][0].start, run[-1][0].end)
            out.append(Table(span, rows, _heads(rows, run[0][0].view_text)))
        run = [(line, cells)] if line is not None and len(cells) >= 3 else []
    return out


def _spaced_cells(line: Line) -> tuple[Cell, ...]:
    """The cells of a line between runs of spaces; a line that begins with many has an empty cell in the corner."""
    cells = [Cell(ViewSpan(*m.span())) for m in _SPACED.finditer(line.view_text, line.start, line.end)]
    if cells and cells[0].span.start - line.start >= 8:
        cells.insert(0, Cell(ViewSpan(line.start, line.start)))
    return tuple(cells)


def _figures(rows: tuple[tuple[Cell, ...], ...], text: str) -> int:
    """How many rows are a label and, for the rest, amounts or signs that there is none."""
    return sum(
        any(c.isalpha() for c in text[row[0].span.start : row[0].span.end])
        and all(_AMOUNT.fullmatch(w) or not any(c.isalnum() for c in w) for w in words)
        for row in rows
        if (words := [text[c.span.start : c.span.end] for c in row[1:]])
    )


def _row_like(line: Line) -> bool:
    if "\t" in line.view_text[line.start : line.end]:
        return not line.blank
    return line.text.startswith("|") or line.text.count("|") >= 2


def _table(run: list[Line]) -> Table | None:
    rows = tuple(_cells(line) for line in run if not _RULE.match(line.text))
    if len(rows) < 2 or sum(len(r) >= 2 for r in rows) < 2:
        return None
    text = run[0].view_text
    if not _amounts(rows, text):
        return None
    return Table(ViewSpan(run[0].start, run[-1].end), rows, _heads(rows, text))


def _amounts(rows: tuple[tuple[Cell, ...], ...], text: str) -> int:
    """How many rows have a cell that says an amount: what is laid out in columns without one is not a table."""
    return sum(any(_AMOUNT.fullmatch(text[c.span.start : c.span.end]) for c in row) for row in rows)


def _cells(line: Line) -> tuple[Cell, ...]:
    raw = line.view_text[line.start : line.end].rstrip("\n")
    separator = "\t" if "\t" in raw else "|"
    start, pieces = line.start, raw.split(separator)
    cells = []
    for index, piece in enumerate(pieces):
        outer = separator == "|" and index in (0, len(pieces) - 1) and not piece.strip()
        if not outer:
            left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
            cells.append(Cell(ViewSpan(start + min(left, right), start + right)))
        start += len(piece) + 1
    return tuple(cells)


def _heads(rows: tuple[tuple[Cell, ...], ...], text: str) -> int:
    """How many rows at the top hold no number of their own (years count as heads)."""
    count = 0
    for row in rows[:2]:
        words = [text[c.span.start : c.span.end] for c in row]
        if any(_NUMBER.match(w) and not re.fullmatch(r"(?:19|20)\d\d", w) for w in words):
            break
        count += 1
    return count if count < len(rows) else 0
