"""A page's segments in reading order: tables as grids, columns one after the other, lines from top to bottom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pressmine.readers.pdf.segments import Segment

_NUMERIC = re.compile(r"[^\w]{0,4}\d[\d\s.,'’%€$/kKM+–-]{0,20}\w{0,4}")
#: The hour of an entry of a programme, alone before it.
_HOUR = re.compile(r"\d{1,2}\s?[hH:]\s?(?:\d\d)?(?:\s?(?:[-–/à]|a)\s?\d{1,2}\s?[hH:]\s?(?:\d\d)?)?\s?:?")
_MAX_COLUMN_DEPTH = 3
#: Characters beyond which a cell is prose: such rows are lines of text columns.
_LONG_CELL = 34


@dataclass(slots=True)
class Line:
    """Segments on one baseline of one region, from left to right; `left` and `right` are the region's edges."""

    segments: list[Segment]
    left: float = 0.0
    right: float = 0.0
    region: int = 0

    @property
    def y(self) -> float:
        """Baseline in points from the page's bottom."""
        return self.segments[0].y

    @property
    def height(self) -> float:
        """Height of the font."""
        return max(self.segments, key=lambda s: len(s.text)).height

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(s.x1 for s in self.segments)

    @property
    def text(self) -> str:
        """The segments' texts and the gaps between them."""
        return "".join(self.gap(i) + s.text for i, s in enumerate(self.segments))

    def gap(self, at: int) -> str:
        """What comes before a segment: nothing, a space, or three where the gap is wide."""
        if not at:
            return ""
        return " " if self.segments[at].x0 - self.segments[at - 1].x1 < 2.0 * self.segments[at].height else "   "


@dataclass(slots=True)
class Grid:
    """A table: rows of cells' texts, an empty string where a row has nothing in a column."""

    rows: list[list[str]] = field(default_factory=list)
    y: float = 0.0


def arrange(segments: list[Segment]) -> list[Line | Grid]:
    """The page's lines and tables in the order in which people read them."""
    return _numbered(_region(segments, 0))


def _region(segments: list[Segment], depth: int) -> list[Line | Grid]:
    """Tables and programmes of a part of the page, and what stands above, between and below them."""
    rows = _rows(segments)
    found, used = _tables(rows)
    programmes, entries = _programmes([[s for s in row if id(s) not in used] for row in rows], segments)
    used |= entries
    free = [s for s in segments if id(s) not in used]
    ordered: list[Line | Grid] = []
    parts = list(programmes)
    for grid in found:
        parts.append([grid])
    for part in sorted(parts, key=lambda part: -part[0].y):
        above = [s for s in free if s.y > part[0].y]
        free = [s for s in free if s.y <= part[0].y]
        ordered += [*_columns(above, depth), *part]
    return [*ordered, *_columns(free, depth)]


def _numbered(items: list[Line | Grid]) -> list[Line | Grid]:
    """Number the regions: neighbouring lines that share their edges' list are one region."""
    number, edges = 0, (0.0, 0.0)
    for item in items:
        if isinstance(item, Line):
            if (item.left, item.right) != edges:
                number, edges = number + 1, (item.left, item.right)
            item.region = number
    return items


def _rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments that share a baseline, from top to bottom, each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-s.y, s.x0, s.text)):
        last = rows[-1][0] if rows else None
        if last is not None and abs(last.y - segment.y) <= 0.3 * min(last.height, segment.height):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: (s.x0, s.text)) for row in rows]


def _tables(rows: list[list[Segment]]) -> tuple[list[Grid], set[int]]:
    """Runs of rows with short cells under each other, of which some hold numbers."""
    grids: list[Grid] = []
    used: set[int] = set()
    run: list[list[Segment]] = []
    for row in [*rows, []]:
        if row and _tabular(row) and (not run or _near(run[-1], row)):
            run.append(row)
            continue
        grid = _grid(run)
        if grid is not None:
            grids.append(grid)
            used |= {id(s) for r in run for s in r}
        run = [row] if row and _tabular(row) else []
    return grids, used


def _programmes(rows: list[list[Segment]], segments: list[Segment]) -> tuple[list[list[Line | Grid]], set[int]]:
    """Runs of rows of an hour and what is on at it, with the lines that continue below an entry."""
    found: list[list[list[Segment]]] = []
    for row in rows:
        run = found[-1] if found else []
        if len(row) == 2 and _HOUR.fullmatch(row[0].text):
            if run and _near(run[-1], row) and abs(run[0][0].x0 - row[0].x0) < row[0].height:
                run.append(row)
            else:
                found.append([row])
        elif row and run and len(row) == 1 and _near(run[-1], row) and abs(row[0].x0 - run[0][1].x0) < 2:
            run.append(row)
        elif row:
            found.append([])
    runs = [run for run in found if sum(len(row) == 2 for row in run) >= 2]
    edges = _edges(segments) if runs else (0.0, 0.0)
    return [[Line(row, *edges) for row in run] for run in runs], {id(s) for run in runs for row in run for s in row}


def _tabular(row: list[Segment]) -> bool:
    return (
        len(row) >= 2 and sum(len(s.text) for s in row) <= _LONG_CELL * len(row) and all(len(s.text) < 80 for s in row)
    )


def _near(above: list[Segment], below: list[Segment]) -> bool:
    return above[0].y - below[0].y <= 3.2 * max(above[0].height, below[0].height)


def _grid(run: list[list[Segment]]) -> Grid | None:
    if len(run) < 2:
        return None
    inner = [s for row in run[1:] for s in row[1:]]
    if sum(1 for s in inner if _NUMERIC.fullmatch(s.text)) < max(2, 0.4 * len(inner)):
        return None
    columns = _intervals([s for row in run for s in row])
    if len(columns) < 2:
        return None
    rows: list[list[str]] = []
    for row in run:
        cells = [""] * len(columns)
        for segment in row:
            at = next(i for i, (a, b) in enumerate(columns) if segment.x0 <= b and segment.x1 >= a)
            cells[at] = f"{cells[at]} {segment.text}".strip()
        rows.append(cells)
    return Grid(rows, run[0][0].y)


def _intervals(segments: list[Segment]) -> list[tuple[float, float]]:
    """The columns of a grid: spans of x that cells cover."""
    found: list[tuple[float, float]] = []
    for a, b in sorted((s.x0, s.x1) for s in segments):
        if found and a <= found[-1][1] + 1.0:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found


def _columns(segments: list[Segment], depth: int) -> list[Line | Grid]:
    """Lines in reading order: where a gutter parts two columns, the left one first, band by band."""
    if not segments:
        return []
    gutter = _gutter(segments, depth > 0) if depth < _MAX_COLUMN_DEPTH else None
    if gutter is None:
        return [Line(row, *_edges(segments)) for row in _rows(segments)]
    ordered: list[Line | Grid] = []
    for band in _bands(segments, gutter):
        sides = _sides(band, gutter)
        if _is_pair(*sides):
            ordered += [*_region(sides[0], depth + 1), *_region(sides[1], depth + 1)]
        else:
            ordered += [Line(row, *_edges(segments)) for row in _rows(band)]
    return ordered


def _edges(segments: list[Segment]) -> tuple[float, float]:
    """Left and right edge of the text in the height that most of it has."""
    counts: Counter[float] = Counter()
    for s in segments:
        counts[round(s.height, 1)] += len(s.text)
    usual = min(counts, key=lambda h: (-counts[h], h))
    body = [s for s in segments if abs(s.height - usual) < 0.3]
    return min(s.x0 for s in body), max(s.x1 for s in body)


def _gutter(segments: list[Segment], narrow: bool) -> float | None:
    """The x that parts most lines into a left and a right column, or None.

    In a `narrow` part the wide blanks of justified lines are no gutter: no two lines begin after them alike.
    """
    low, high = min(s.x0 for s in segments), max(s.x1 for s in segments)
    starts = sorted({round(s.x0) for s in segments if s.x0 > low + 0.15 * (high - low)})
    best, best_score = None, 1
    for start in starts[:200]:
        at = start - 3.0
        score = 0
        for band in _bands(segments, at):
            sides = _sides(band, at)
            if _is_pair(*sides):
                # Lines of a column begin under each other; so a table inside one is not cut.
                aligned = sum(abs(s.x0 - start) < 2.0 for s in sides[1])
                score += min(len(sides[0]), len(sides[1])) + aligned if aligned > 1 or not narrow else 0
        if score > best_score:
            best, best_score = at, score
    return best


def _bands(segments: list[Segment], at: float) -> list[list[Segment]]:
    """From top to bottom: runs of lines that leave `at` free, and the lines that cross it."""
    bands: list[list[Segment]] = []
    crossing_before: bool | None = None
    for row in _rows(segments):
        crossing = any(s.x0 < at < s.x1 for s in row)
        if crossing is crossing_before:
            bands[-1] += row
        else:
            bands.append(list(row))
        crossing_before = crossing
    return bands


def _sides(band: list[Segment], at: float) -> tuple[list[Segment], list[Segment]]:
    return [s for s in band if s.x1 <= at], [s for s in band if s.x0 >= at]


def _is_pair(left: list[Segment], right: list[Segment]) -> bool:
    """True if both sides are columns: from where the lower one begins, two lines of each at least stand side by side
    for half of the shorter one's height. What stands above one of them alone is before both.
    """
    if not left or not right:
        return False
    top = min(left[0].y, right[0].y) + 1.0
    heights = [sorted({round(s.y) for s in side if s.y <= top}) for side in (left, right)]
    if min(map(len, heights)) < 2:
        return False
    bottom = max(ys[0] for ys in heights)
    return top - bottom >= 0.5 * min(ys[-1] - ys[0] for ys in heights)
