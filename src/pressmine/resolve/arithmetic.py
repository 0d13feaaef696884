"""Arithmetic checks: a table that does not add up, a title that contradicts its text, a growth rate that does
not
fit its numbers. Nothing is changed: each finding becomes a diagnostic that gives both places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from pressmine.document import Cell, Table, ZoneKind
from pressmine.evidence import FigureReading
from pressmine.french.around_figures import (
    comparison,
    has_no_sum,
    is_growth_column,
    is_part,
    is_total,
    noun_counted,
    says_change,
)
from pressmine.offsets import Span
from pressmine.record import Figure
from pressmine.resolve.ledger import Ledger
from pressmine.weights import weight

#: Lines, or columns, that one sum is looked for in.
_MOST_PARTS: Final = 100
_TITLES: Final = frozenset({ZoneKind.HEADLINE, ZoneKind.SUBTITLE})
_TEXTS: Final = frozenset({ZoneKind.LEAD, ZoneKind.BODY, ZoneKind.LIST})


class _Interval(NamedTuple):
    """The range of values that a rounded number may stand for."""

    low: float
    high: float


def check_figures(ledger: Ledger) -> None:
    """Diagnose figures that contradict each other. Runs after `resolve_figures`."""
    figures = sorted(ledger.resolution.figures, key=lambda f: f.span)
    for table in ledger.document.tables:
        grid = _grid(ledger, table, figures)
        _check_sums(ledger, table, grid)
        _check_table_growth(ledger, table, grid)
    _check_title(ledger, figures)
    _check_growth(ledger, figures)


def _rounded(ledger: Ledger, figure: Figure) -> _Interval:
    """The range of a number as written: half a unit of its last digit on either side."""
    value = figure.value or 0.0
    said = ledger.document.clean(figure.span)
    digits = re.search(r"\d[\d .']*(?:,(\d+))?", said)
    if digits is None:
        return _Interval(value, value)
    written = float(re.sub(r"[ .']", "", digits[0].rstrip(" .'")).replace(",", ".") or 0)
    scale = abs(value / written) if written else 1.0
    half = scale * 10 ** -len(digits[1] or "") / 2
    return _Interval(value - half, value + half)


def _grid(ledger: Ledger, table: Table, figures: list[Figure]) -> list[list[Figure | None]]:
    """The one figure of each cell; None if it has none or several."""
    document = ledger.document

    def one(cell: Cell) -> Figure | None:
        span = document.span(cell.span.start, cell.span.end)
        first = bisect_left(figures, span.start, key=lambda f: f.span.start)
        last = bisect_left(figures, span.end, first, key=lambda f: f.span.start)
        inside = [f for f in figures[first:last] if f.value is not None and f.span.end <= span.end]
        return inside[0] if len(inside) == 1 else None

    return [[one(cell) for cell in row] for row in table.rows]


def _label(ledger: Ledger, cell: Cell) -> str:
    return ledger.document.folded[cell.span.start : cell.span.end].strip()


def _heads(ledger: Ledger, table: Table) -> list[str]:
    width = max((len(row) for row in table.rows), default=0)
    rows = table.rows[: max(table.heads, 1)]
    return [" ".join(_label(ledger, row[i]) for row in rows if i < len(row)) for i in range(width)]


def _check_sums(ledger: Ledger, table: Table, grid: list[list[Figure | None]]) -> None:
    heads = _heads(ledger, table)
    labels = [_label(ledger, row[0]) if row else "" for row in table.rows]
    for at, label in enumerate(labels):
        if not is_total(label):
            continue
        for column in range(1, len(grid[at])):
            rows = range(max(0, at - _MOST_PARTS), at)
            above = [grid[i][column] for i in rows if column < len(grid[i]) and not is_part(labels[i])]
            _check_sum(ledger, grid[at][column], above, heads[column])
    for column, head in enumerate(heads):
        if column > 1 and is_total(head):
            for row in grid[max(table.heads, 1) :]:
                if column < len(row):
                    _check_sum(ledger, row[column], row[max(1, column - _MOST_PARTS) : column], head)


def _check_sum(ledger: Ledger, total: Figure | None, cells: list[Figure | None], head: str) -> None:
    parts = [c for c in cells if c is not None]
    if total is None or len(parts) < 2 or has_no_sum(head):
        return
    if any((c.kind, c.unit) != (total.kind, total.unit) for c in parts):
        return
    bounds = [_rounded(ledger, c) for c in parts]
    goal = _rounded(ledger, total)
    low, high = sum(b.low for b in bounds), sum(b.high for b in bounds)
    largest = max(abs(c.value or 0) for c in parts)
    if low <= goal.high and goal.low <= high or abs(total.value or 0) < largest:
        return
    said = sum(c.value or 0 for c in parts)
    message = f"the table says {_number(total.value)} in total, its lines add up to {_number(said)}"
    ledger.diagnose("table-sum", message, total.span, Span(parts[0].span.start, parts[-1].span.end))


def _check_table_growth(ledger: Ledger, table: Table, grid: list[list[Figure | None]]) -> None:
    heads = _heads(ledger, table)
    for column, head in enumerate(heads):
        if column < 3 or not is_growth_column(head):
            continue
        years = [re.search(r"(?:19|20)\d\d", heads[c]) for c in (column - 2, column - 1)]
        if not all(years):
            continue
        first, second = (y[0] for y in years if y)
        for row in grid:
            if column < len(row) and (growth := row[column]) and growth.kind == "percent":
                old, new = (row[column - 2], row[column - 1]) if first < second else (row[column - 1], row[column - 2])
                if old and new and old.kind != "percent":
                    _check_rate(ledger, growth, old, new, signed=True)


def _check_rate(ledger: Ledger, growth: Figure, old: Figure, new: Figure, signed: bool) -> None:
    """Check whether a growth rate fits its two numbers, within the limits of rounding."""
    before, after = _rounded(ledger, old), _rounded(ledger, new)
    if before.low <= 0 or after.low <= 0 or (old.kind, old.unit) != (new.kind, new.unit):
        return
    low, high = (after.low / before.high - 1) * 100, (after.high / before.low - 1) * 100
    said = _rounded(ledger, growth)
    fits = [said] if signed else [said, _Interval(-said.high, -said.low)]
    if any(low <= i.high and i.low <= high for i in fits):
        return
    rate = ((new.value or 0) / (old.value or 1) - 1) * 100
    message = f"the text says {_number(growth.value)} %, the numbers give {_number(round(rate, 1))} %"
    ledger.diagnose("growth", message, growth.span, Span(min(old.span, new.span).start, max(old.span, new.span).end))


def _check_title(ledger: Ledger, figures: list[Figure]) -> None:
    document = ledger.document
    placed = [(document.zone_at(document.view_span(f.span).start).kind, f) for f in figures]
    texts = [f for kind, f in placed if kind in _TEXTS and f.value is not None]
    for title in (f for kind, f in placed if kind in _TITLES and f.value is not None and f.kind in ("money", "count")):
        alike = [f for f in texts if (f.kind, f.unit) == (title.kind, title.unit)]
        if any(_agree(ledger, title, f) for f in alike):
            continue
        rivals = [f for f in alike if _head(f) and _head(f) == _head(title)]
        if len(rivals) == 1:
            message = f"the title says {_number(title.value)}, the text {_number(rivals[0].value)}"
            ledger.diagnose("title-differs", message, title.span, rivals[0].span)


def _agree(ledger: Ledger, title: Figure, text: Figure) -> bool:
    a, b = title.value or 0, text.value or 0
    if title.approx == "at_least" or text.approx == "at_most":
        return b >= a
    if title.approx == "at_most" or text.approx == "at_least":
        return b <= a
    if "about" in (title.approx, text.approx):
        return abs(a - b) <= weight("about") * max(abs(a), abs(b))
    bounds = _rounded(ledger, title)
    return bounds.low <= b <= bounds.high


def _head(figure: Figure) -> str:
    return noun_counted(figure.of or "")


def _check_growth(ledger: Ledger, figures: list[Figure]) -> None:
    """`A, contre B …, en hausse de p %` and `de B à A, soit + p %` within one sentence."""
    for sentence in _sentences(ledger, figures):
        rates = [f for f in sentence if f.kind == "percent" and f.value is not None and _is_change(ledger, f)]
        levels = [
            f for f in sentence if f.kind in ("money", "count", "quantity") and f.value is not None and not f.approx
        ]
        if len(rates) != 1 or len(levels) != 2 or rates[0].approx:
            continue
        first, second = levels
        between = ledger.document.clean(Span(first.span.end, second.span.start))
        alike = (first.kind, first.unit) == (second.kind, second.unit) and _head(first) == _head(second) != ""
        if not alike or len(between) > 60:
            continue
        order = comparison(between)
        if order is not None:
            old, new = (second, first) if order == "before" else (first, second)
            _check_rate(ledger, rates[0], old, new, signed=False)


def _is_change(ledger: Ledger, figure: Figure) -> bool:
    view = ledger.document.view_span(figure.span)
    return says_change(ledger.document.folded[max(0, view.start - 45) : view.end])


def _sentences(ledger: Ledger, figures: list[Figure]) -> Iterator[list[Figure]]:
    """The figures of the running text, grouped by sentence."""
    groups: dict[int, list[Figure]] = {}
    cells = {item.span for item, reading in ledger.kept(FigureReading) if reading.in_table}
    for figure in figures:
        if figure.span not in cells:
            start = ledger.document.view_span(figure.span).start
            groups.setdefault(ledger.document.sentence_at(start).start, []).append(figure)
    yield from groups.values()


def _number(value: float | None) -> str:
    return f"{value:,.12g}".replace(",", " ") if value is not None else "?"
