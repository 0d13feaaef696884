"""One-line cases with marks, read strictly.

A case file is UTF-8, one case a line; blank lines and lines that begin with ``#`` are passed over.

    Réunie le ⟦29 mars|XXXX-03-29|date.day-month⟧ à Dreux      what must be found: text, then attributes
    ∅ Tél. 01 03 19 20 21                                       nothing may be found
    ! Rendez-vous le ⟦20/9|XXXX-09-20⟧                          a known failure: it must fail (strict xfail)

A line that says nothing (no mark and no ``∅``), an unbalanced or nested mark, an empty text or attribute, a mark in a
negative line are errors of the file, not passing tests.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OPEN, CLOSE, NOTHING, KNOWN_FAILURE = "⟦", "⟧", "∅", "!"


class CaseError(ValueError):
    """A line that the reader refuses; its message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a case asserts of ``text[start:end]`` of its plain text: its attributes, in the order written."""

    start: int
    end: int
    attrs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One line: its number (from 1), its text without marks, and what it asserts."""

    line: int
    text: str
    marks: tuple[Mark, ...]
    negative: bool = False
    known_failure: bool = False

    def __str__(self) -> str:
        return f"{self.line}: {self.text[:60]}"


def read_cases(path: Path, max_attrs: int = 8) -> list[Case]:
    """The cases of a file, in order. ``max_attrs`` is how many attributes the family reads; more are an error.

    Raises CaseError for a line it refuses and for a file without a case.
    """
    cases = list(_cases(path, max_attrs))
    if not cases:
        raise CaseError(f"{path}: no case in the file")
    return cases


def _cases(path: Path, max_attrs: int) -> Iterator[Case]:
    seen: dict[str, int] = {}
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        where = f"{path}:{number}"
        if line in seen:
            raise CaseError(f"{where}: the same case as line {seen[line]}")
        seen[line] = number
        yield _case(where, number, line, max_attrs)


def _case(where: str, number: int, line: str, max_attrs: int) -> Case:
    known_failure = line.startswith(KNOWN_FAILURE + " ")
    if known_failure:
        line = line[1:].lstrip()
    negative = line.startswith(NOTHING)
    if negative:
        line = line[1:].lstrip()
    text, marks = _marks(where, line, max_attrs)
    if negative and marks:
        raise CaseError(f"{where}: a line that must yield nothing holds a mark")
    if not negative and not marks:
        raise CaseError(f"{where}: asserts nothing: mark what must be found, or begin with {NOTHING}")
    if not text.strip():
        raise CaseError(f"{where}: no text")
    return Case(number, text, marks, negative, known_failure)


def _marks(where: str, line: str, max_attrs: int) -> tuple[str, tuple[Mark, ...]]:
    """The line without its marks, and the marks with their place in it."""
    text, marks, rest = "", [], line
    while OPEN in rest:
        before, _, rest = rest.partition(OPEN)
        inside, closed, rest = rest.partition(CLOSE)
        if not closed or CLOSE in before or OPEN in inside:
            raise CaseError(f"{where}: unbalanced or nested marks")
        shown, *attrs = inside.split("|")
        if not shown or shown != shown.strip():
            raise CaseError(f"{where}: a mark's text is empty or has spaces at its ends: {inside!r}")
        if not attrs or not all(attrs) or len(attrs) > max_attrs:
            raise CaseError(f"{where}: a mark needs 1 to {max_attrs} attributes, none of them empty: {inside!r}")
        text += before
        marks.append(Mark(len(text), len(text) + len(shown), tuple(attrs)))
        text += shown
    if CLOSE in rest:
        raise CaseError(f"{where}: unbalanced marks")
    return text + rest, tuple(marks)


_LONG_WORD = re.compile(r"[^\W\d_]{8,}")


def dirty(text: str) -> tuple[str, list[int]]:
    """The text as releases really arrive, and for each character of ``text`` its place in what is returned.

    Every third space becomes U+00A0, the longest word of eight letters or more gets a soft hyphen in its middle, a
    space past the middle of the line becomes a line break. The mapping has one more entry, for the end of the text.

    >>> dirty("un deux trois quatre")[0]
    'un deux trois\\xa0quatre'
    """
    spaces = [i for i, c in enumerate(text) if c == " "]
    swaps = dict.fromkeys(spaces[2::3], "\xa0")
    if len(text) >= 40 and (later := [i for i in spaces if i >= len(text) // 2 and i not in swaps]):
        swaps[later[0]] = "\n"
    words = sorted(_LONG_WORD.finditer(text), key=lambda m: (m.start() - m.end(), m.start()))
    hyphen = words[0].start() + len(words[0][0]) // 2 if words else -1
    out: list[str] = []
    place: list[int] = []
    at = 0
    for i, char in enumerate(text):
        if i == hyphen:
            out.append("\xad")
            at += 1
        place.append(at)
        out.append(swaps.get(i, char))
        at += 1
    place.append(at)
    return "".join(out), place
