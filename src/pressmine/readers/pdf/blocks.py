"""Lines to blocks: which lines of a page are one paragraph, which are a heading, a list item, a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from pressmine.readers.pdf.layout import Grid, Line
from pressmine.readers.word_lists import words

_ITEM = re.compile(r"(?:[•●▪■◦‣➢➔→✓✔►▶○-]|–|—|\d{1,2}[.)]|[a-z]\))\s")
_ENDS = (".", ":", ";", "!", "?", "»", "”", "…")
_NOTE = re.compile(r"(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s?|[(\[]?(\d{1,2})[.)\]]\s|(\d{1,2})\s)(?=\S)")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


#: A line of that many words right under the title is a subtitle, not the heading of a section.
SUBTITLE_WORDS = 6


@dataclass(slots=True)
class Block:
    """Lines that belong together, or a table; `kind` is paragraph, item, heading, title, note or table."""

    lines: list[Line] = field(default_factory=list)
    grid: Grid | None = None
    kind: str = "paragraph"
    label: str = ""
    page: int = 0

    @property
    def height(self) -> float:
        """The font's height; 0 for a table."""
        return self.lines[0].height if self.lines else 0.0

    @property
    def text(self) -> str:
        """The lines as they stand, a line break between them."""
        return "\n".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        """True if every line is set in bold."""
        return bool(self.lines) and all(s.bold for line in self.lines for s in line.segments)


def body_height(pages: Iterable[list[Line | Grid]]) -> float:
    """The height of most of the text."""
    counts: Counter[float] = Counter()
    for items in pages:
        for item in items:
            if isinstance(item, Line):
                counts[round(item.height, 1)] += len(item.text)
    return min(counts, key=lambda h: (-counts[h], h)) if counts else 0.0


def blocks_of(items: list[Line | Grid], body: float, page: int) -> list[Block]:
    """The blocks of a page in reading order."""
    leading = _leading(items)
    blocks: list[Block] = []
    for item in items:
        if isinstance(item, Grid):
            blocks.append(Block(grid=item, kind="table", page=page))
            continue
        last = blocks[-1] if blocks and blocks[-1].lines else None
        if last is not None and not _opens(last, item, body, leading):
            last.lines.append(item)
        else:
            blocks.append(Block([item], page=page))
    for block in blocks:
        if block.lines and _ITEM.match(block.text):
            block.kind = "item"
    return blocks


def _leading(items: list[Line | Grid]) -> float:
    """The usual distance of two baselines, in heights of the font."""
    steps: Counter[float] = Counter()
    lines = [i for i in items if isinstance(i, Line)]
    for above, below in pairwise(lines):
        if above.region == below.region and above.y > below.y and below.height:
            steps[round((above.y - below.y) / below.height, 2)] += 1
    usual = [step for step in steps if step < 2.5]
    return min(usual, key=lambda s: (-steps[s], s)) if usual else 1.2


def _opens(last: Block, line: Line, body: float, leading: float) -> bool:
    """True if `line` begins a new block after `last`."""
    before = last.lines[-1]
    flows_on = _flows_on(before.text, line.text)
    if before.region != line.region:
        return not (flows_on and abs(before.height - line.height) < 0.08 * body and line.y > before.y)
    step = (before.y - line.y) / max(line.height, 0.1)
    resized = abs(before.height - line.height) > 0.08 * max(before.height, line.height)
    if resized or not 0 <= step <= 1.22 * leading:
        return True
    if _ITEM.match(line.text) or (
        before.segments[-1].bold and not line.segments[0].bold and last.bold and not flows_on
    ):
        return True
    if line.height > 1.12 * body:
        return False
    # The first word of this line would have had room on the line before: the break was meant.
    room = before.right - before.x1
    return room > line.segments[0].first_word + 0.5 * line.height and not flows_on


def _flows_on(before: str, after: str) -> bool:
    """True if a sentence continues: nothing ended, and a small letter follows or an article hangs."""
    if before.endswith(_ENDS):
        return False
    last = before.rpartition(" ")[2].rpartition("’")[2].lower()
    if last in words("words", "never_last") or before.endswith((",", "(", "«", "’")):
        return True
    first = after.split(maxsplit=1)[0] if after else ""
    return first[:1].islower() and "@" not in first and not first.startswith(("www.", "http"))


def find_roles(blocks: list[Block], body: float) -> None:
    """Say which blocks are the title, headings and notes."""
    title = _title(blocks, body)
    behind = False
    for at, block in enumerate(blocks):
        large = block.height > 1.08 * body
        if block is title:
            block.kind, behind = "title", True
        elif behind and block.lines and (block.kind == "paragraph" or large) and _is_heading(block, body):
            if blocks[at - 1] is title and len(block.text.split()) >= SUBTITLE_WORDS:
                continue
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if following is not None and not (following.kind == "paragraph" and _is_heading(following, body)):
                block.kind = "heading"
    _find_notes(blocks, body)


def _title(blocks: list[Block], body: float) -> Block | None:
    """The largest line of the first page that reads like a headline; a letterhead is short or all in capitals."""
    first = [
        b for b in blocks if b.page == 0 and b.kind == "paragraph" and b.height > 1.12 * body and len(b.text) <= 300
    ]
    for candidates in (
        [b for b in first if len(b.text.split()) >= 5 and not b.text.isupper()],
        [b for b in first if len(b.text.split()) >= 3],
    ):
        if candidates:
            return max(candidates, key=lambda b: b.height)
    return None


def _is_heading(block: Block, body: float) -> bool:
    words = block.text.split()
    if len(block.lines) > 2 or len(words) > 14 or block.text.endswith((".", ",", ";")):
        return False
    larger = block.height > 1.08 * body
    return larger or (block.bold and len(block.lines) == 1 and not re.search(r"\d|@", block.text))


def _find_notes(blocks: list[Block], body: float) -> None:
    """Small print that opens with a number which the text above calls, raised or glued to a word (`santé1`)."""
    segments = [s for b in blocks for line in b.lines for s in line.segments]
    called = {label for s in segments for _, _, label in s.calls}
    for block in blocks:
        match = _NOTE.match(block.text) if block.lines and block.height < 0.97 * body else None
        if match is None:
            continue
        label = next(g for g in match.groups() if g).translate(_PLAIN)
        if label not in called:
            glued = re.compile(rf"(?<=[^\W\d_]{{2}}){label}(?![\w%€])")
            found = [(s, m) for s in segments if s.height >= 0.97 * body for m in glued.finditer(s.text)]
            for segment, m in found:
                segment.calls.append((m.start(), m.end(), label))
            if not found:
                continue
        block.kind, block.label = "note", label
