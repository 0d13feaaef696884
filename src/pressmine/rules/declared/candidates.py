"""The candidates that a compiled `find` yields, and the interface of every finder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pressmine.rules.declared.slots import Found
from pressmine.rules.declared.words import Page


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the view that a rule's `find` matches, and the values that it captured by name."""

    start: int
    end: int
    captures: Mapping[str, Found] = field(default_factory=dict)


#: What a `find` captures: names, each with the type of its value and its attributes.
Names = Mapping[str, tuple[str, tuple[str, ...]]]


class Finder:
    """A compiled `find`."""

    #: Names that `set` may use, each with the type of its value and its attributes.
    names: Names = MappingProxyType({})

    def possible(self, folded: str) -> bool:
        """False if a folded text lacks something that every candidate contains; a cheap test that excludes most
        texts.
        """
        return True

    def find(self, page: Page) -> Iterator[Candidate]:
        """Candidates in text order."""
        raise NotImplementedError

    def near(self, page: Page) -> Iterator[tuple[int, int, str]]:
        """Spans that almost matched, and what was missing; most finders cannot tell."""
        return iter(())
