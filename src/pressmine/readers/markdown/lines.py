"""Where the lines that a Markdown parser works on are in the text: it strips signs and blanks from them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_END = re.compile(r"\r\n|\n|\r")


class SourceLines:
    """The lines of a text from `start` on, as the parser counts them, and their places."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.starts = [start]
        self.ends: list[int] = []
        for m in _END.finditer(text, start):
            self.ends.append(m.start())
            self.starts.append(m.end())
        self.ends.append(len(text))
        #: What the parser is given: the same lines, separated by line feeds alone.
        self.joined = "\n".join(text[a:b] for a, b in zip(self.starts, self.ends, strict=True)).replace("\0", " ")

    def __len__(self) -> int:
        return len(self.starts)

    def line(self, number: int) -> str:
        """A line without its end."""
        return self.text[self.starts[number] : self.ends[number]]

    def place(self, content: str, first: int) -> Placed | None:
        """Where the content of a block that begins in line `first` stands, or None if a line of it is not found."""
        at, starts, places = 0, [], []
        for number, piece in enumerate(content.split("\n"), first):
            if number >= len(self):
                return None
            line, said = self.line(number), piece.strip()
            found = line.rfind(said) if line.rstrip().endswith(said) else line.find(said)
            if found < 0:
                return None
            starts.append(at)
            places.append(self.starts[number] + found - (len(piece) - len(piece.lstrip())))
            at += len(piece) + 1
        return Placed(starts, places, first)


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of each line of a block's content: positions in the content to positions in the text."""

    starts: list[int]
    places: list[int]
    first: int

    def at(self, position: int) -> int:
        """The position in the text of one in the content."""
        line = bisect_right(self.starts, position) - 1
        return self.places[line] + position - self.starts[line]
