"""A page's characters as segments: spans of one line without a wide gap, with their place, size and weight.

PDFs hold glyphs with places and no lines. pdfium gives the characters in the order in which the file draws them, with
spaces put in where glyphs stand apart; here they are cut wherever the line ends or a gap is as wide as a column's.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pressmine.readers.drawing import superscript
from pressmine.readers.encodings import scrub

#: Gap, in heights of the font, that parts columns of a table or of the page.
_WIDE_GAP = 1.05
#: pdfium writes this for a hyphen at a line's end, and joins the lines.
_LINE_HYPHEN = "\ufffe"
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf06e\uf076", "•"))


@dataclass(slots=True)
class Char:
    """A glyph: its character, baseline origin, edges in points, and the height of its font."""

    char: str
    x: float
    y: float
    left: float
    right: float
    height: float
    index: int


@dataclass(slots=True)
class Segment:
    """A span of a line; `y` is the baseline, `calls` are (start, end, label) in `text`."""

    text: str
    x0: float
    x1: float
    y: float
    height: float
    bold: bool = False
    calls: list[tuple[int, int, str]] = field(default_factory=list)
    first_word: float = 0.0


#: Left, bottom, right and top of a page, in points.
Box = tuple[float, float, float, float]
Mend = Callable[[list[Char]], Iterable[Char]]


def segments_of(text_page: Any, box: Box, mend: Mend = list) -> list[Segment]:
    """The segments of a page, in the order in which the file draws them; those that stand upright last.

    `box` is what a viewer shows of the page; `mend` puts together what is drawn in pieces.
    """
    chars = mend(list(_chars(text_page, box)))
    segments: list[Segment] = []
    run: list[Char] = []
    for char in chars:
        if run and (char.char == "\n" or _parts(run, char)):
            segments += _segment(run, text_page)
            run = []
        if char.char != "\n":
            run.append(char)
    segments += _segment(run, text_page)
    return segments


def _chars(text_page: Any, shown: Box) -> Iterator[Char]:
    """Characters of what is shown, with their places, turned so that most of the text reads from left to right."""
    import pypdfium2.raw as pdfium

    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    page = text_page.raw
    found: list[tuple[Char, int]] = []
    turns: Counter[int] = Counter()
    turn, line = 0, math.nan
    for index in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code in (0, 13) or 0xD800 <= code <= 0xDFFF or code >= 0x110000:
            continue
        pdfium.FPDFText_GetCharOrigin(page, index, at_x, at_y)
        pdfium.FPDFText_GetLooseCharBox(page, index, at_box)
        # Glyphs on one horizontal line are turned alike; asking for each would take half of the time.
        if code > 32 and y.value != line:
            turn, line = _turn(pdfium.FPDFText_GetCharAngle(page, index)), y.value
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if not abs(x.value) + abs(y.value) + abs(left) + abs(right) + abs(bottom) + abs(top) < 1e6:
            continue  # no page is that large; not-a-number fails the comparison too
        if not (shown[0] - 1 <= x.value <= shown[2] + 1 and shown[1] - 1 <= y.value <= shown[3] + 1):
            continue
        char = chr(code)
        if turn == 0:
            glyph = Char(char, x.value, y.value, left, right, top - bottom, index)
        else:
            glyph = _turned(Char(char, x.value, y.value, left, right, top - bottom, index), bottom, top, turn)
        found.append((glyph, turn))
        if code > 32:
            turns[turn] += 1
    main = min(turns, key=lambda t: (-turns[t], t)) if turns else 0
    yield from (char for char, turned in found if turned == main)
    for other in sorted(set(turns) - {main}):
        yield Char("\n", 0, 0, 0, 0, 0, -1)
        yield from (char for char, turned in found if turned == other)


def _turn(angle: float) -> int:
    """Quarter turns of a glyph's angle in radians; 0 if pdfium cannot tell."""
    return round(angle / (math.pi / 2)) % 4 if 0 <= angle < 7 else 0


def _turned(char: Char, bottom: float, top: float, turn: int) -> Char:
    """The glyph as it stands once its text reads from left to right."""
    height = char.height if turn == 2 else abs(char.right - char.left)
    if turn == 1:  # reads upwards
        return Char(char.char, char.y, -char.x, bottom, top, height, char.index)
    if turn == 2:
        return Char(char.char, -char.x, -char.y, -char.right, -char.left, height, char.index)
    return Char(char.char, -char.y, char.x, -top, -bottom, height, char.index)


def _parts(run: list[Char], char: Char) -> bool:
    """True if `char` does not continue in the line of `run`."""
    if char.char.isspace():
        return False
    last = run[-1]
    if last.char.isspace():
        last = next((c for c in reversed(run) if not c.char.isspace()), last)
    height = max(last.height, char.height, 1.0)
    gap = char.left - last.right
    return abs(char.y - last.y) > 0.6 * height or gap > _WIDE_GAP * height or gap < -2.0 * height


def _segment(run: list[Char], text_page: Any) -> list[Segment]:
    said = [c for c in run if not c.char.isspace()]
    if not said:
        return []
    height = _usual(c.height for c in said)
    base = _usual(c.y for c in said if c.height > 0.85 * height)
    parts: list[str] = []
    calls: list[tuple[int, int, str]] = []
    length, raised = 0, ""
    for c in [*run, Char("", 0, 0, 0, 0, 0, -1)]:
        up = bool(c.char) and c.char.isdecimal() and c.height < 0.85 * height and c.y > base + 0.12 * height
        if up:
            raised += c.char
            continue
        if raised:
            while parts and parts[-1].isspace():  # a space that only the gap before the raised number made
                length -= len(parts.pop())
            before = "".join(parts[-3:])
            if len(raised) <= 2 and before.strip() and not _is_unit(before):
                calls.append((length, length + len(raised), raised))
            parts.append(superscript(raised))
            length += len(raised)
            raised = ""
        piece = c.char
        if piece < " " or piece > "\ud7ff":
            piece = "-" if piece in (_LINE_HYPHEN, "\x02") else scrub(piece.translate(_BULLETS))
        parts.append(piece)
        length += len(piece)
    text = "".join(parts)
    lead = len(text) - len(text.lstrip())
    calls = [(a - lead, b - lead, label) for a, b, label in calls]
    text = text.strip()
    if not text:
        return []
    bold = _is_bold(text_page, said[len(said) // 2].index)
    x0, x1 = min(c.left for c in said), max(c.right for c in said)
    return [Segment(text, x0, x1, base, height, bold, calls, _first_word(run) - x0)]


def _first_word(run: list[Char]) -> float:
    """Right edge of the first span that cannot be broken: a number keeps what follows it, an opening quote too."""
    right, letters = 0.0, False
    for c in run:
        if c.char == " " and letters:
            break
        if not c.char.isspace():
            right = max(right, c.right)
            letters = letters or c.char.isalpha()
    return right


def _is_unit(before: str) -> bool:
    word = before.rpartition(" ")[2].lower()
    return word in ("m", "km", "cm", "dm", "mm", "10") or before[-1:].isdecimal()


def _usual(values: Any) -> float:
    """The most frequent value, to a tenth of a point; the smallest of equals."""
    counts = Counter(round(v, 1) for v in values)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else 0.0


def _is_bold(text_page: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(text_page, index) >= 600:
        return True
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text_page, index, name, 128, flags)
    return b"bold" in name.value.lower() or b"black" in name.value.lower()
