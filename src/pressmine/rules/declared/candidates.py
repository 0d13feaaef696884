"""What a compiled `find` yields, and what every finder can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pressmine.rules.declared.slots import Found
from pressmine.rules.declared.words import Page


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the view that a rule's `find` matches, and the values that it captured by name."""

    start: int
    end: int
    captures: Mapping[str, Found] = field(default_factory=dict)


#: What a `find` captures: names, each with the type of its value and its attributes.
Names = Mapping[str, tuple[str, tuple[str, ...]]]


class Finder(Protocol):
    """A compiled `find`."""

    @property
    def names(self) -> Names:
        """Names that `set` may use, each with the type of its value and its attributes."""
        ...

    def possible(self, folded: str) -> bool:
        """False where a folded text lacks what every candidate holds; a cheap look at what most texts lack."""
        ...

    def find(self, page: Page) -> Iterator[Candidate]:
        """Candidates in the order of the text."""
        ...

    def near(self, page: Page) -> Iterator[tuple[int, int, str]]:
        """Stretches where it came near, and what was missing."""
        ...
