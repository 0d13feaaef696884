"""The lines that zones are made of, with the little that every step asks of a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pressmine.document import View, ZoneKind
from pressmine.offsets import ViewSpan

_BULLET = re.compile(r"\s*(?:[-–—•●▪◦■□►▶➢➔→✓✔*·](?=\s)|\d{1,2}[.)](?=\s)|[a-z]\)(?=\s))")


@dataclass(slots=True)
class Line:
    """One line of the view, its line break included; `kind` is set once, by the first step that knows.

    `text` is the line without the white space around it, `folded` the same in lower case without accents, `words`
    their number; a line is `blank` where it says nothing.
    """

    start: int
    end: int
    view_text: str
    view_folded: str
    kind: ZoneKind | None = None
    opens: bool = False
    text: str = field(init=False)
    folded: str = field(init=False)
    words: int = field(init=False)
    blank: bool = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.view_text[self.start : self.end].strip()
        self.folded = self.view_folded[self.start : self.end].strip()
        self.words = len(self.text.split())
        self.blank = not self.text

    @property
    def bullet(self) -> bool:
        """True if the line begins like an item of a list."""
        return bool(_BULLET.match(self.view_text, self.start, self.end))

    @property
    def capitals(self) -> bool:
        """True if the line has letters and (nearly) all of them are capitals."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)

    @property
    def sentence(self) -> bool:
        """True if the line ends like a sentence."""
        return self.text.endswith((".", "!", "?", ".»", ". »", '."', "…", ";", ":"))


def lines_over(lines: Sequence[Line], span: ViewSpan) -> Iterator[Line]:
    """The lines that share a character with a span of the view."""
    for index in range(max(0, bisect_right(lines, span.start, key=lambda line: line.start) - 1), len(lines)):
        if lines[index].start >= span.end:
            return
        if span.start < lines[index].end:
            yield lines[index]


def split_lines(view: View) -> list[Line]:
    """All lines of the view, in order; together they cover it."""
    lines: list[Line] = []
    at = 0
    for piece in view.text.splitlines(keepends=True):
        lines.append(Line(at, at + len(piece), view.text, view.folded))
        at += len(piece)
    return lines
