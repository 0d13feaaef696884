"""Where a match counts, and what stands near it: `where`, `when`, `unless`, `context`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pressmine.document import Document
from pressmine.rules.declared.finders import Candidate
from pressmine.rules.declared.match import Pattern
from pressmine.rules.declared.nodes import Text
from pressmine.rules.declared.pattern import parse_pattern
from pressmine.rules.declared.read import Table
from pressmine.rules.declared.specs import THRESHOLD, Spec
from pressmine.rules.declared.words import Page


@dataclass(frozen=True, slots=True)
class Near:
    """Words to look for around a match; `by` is what they add to its confidence."""

    words: tuple[tuple[str, Pattern], ...]
    within: str = "sentence"
    side: str = "any"
    distance: int | None = None
    by: float = 0.0

    def found(self, page: Page, candidate: Candidate) -> str | None:
        """The first of the words that stands there, as the rule writes it; None where none does."""
        start, end = self._range(page, candidate)
        return next((said for said, pattern in self.words if pattern.inside(page, start, end)), None)

    def _range(self, page: Page, candidate: Candidate) -> tuple[int, int]:
        first, last = page.within(candidate.start, candidate.end)
        start, end = _around(page, self.within, first, last, candidate.start)
        if self.distance is not None:
            start, end = max(start, first - self.distance), min(end, last + self.distance)
        if self.side == "before":
            return start, min(end, first)
        return (max(start, last), end) if self.side == "after" else (start, end)

    def __str__(self) -> str:
        words = ", ".join(repr(said) for said, _ in self.words)
        side = "" if self.side == "any" else f" {self.side} the match"
        return f"{words} in the {self.within}{side}" if self.within != "match" else f"{words} in the match"


def _around(page: Page, within: str, first: int, last: int, position: int) -> tuple[int, int]:
    if within == "match" or first >= len(page.words):
        return first, last
    if within == "sentence":
        return page.sentence_starts[first], page.sentence_ends[max(first, last - 1)]
    if within == "line":
        return page.line(first)
    if within == "zone":
        zone = page.document.zone_at(position).span
        return page.at(zone.start), page.at(zone.end)
    return 0, len(page.words)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A candidate's confidence, the context words that moved it, and the condition that failed, if one did."""

    confidence: float
    cues: tuple[str, ...] = ()
    failed: str | None = None


class Conditions:
    """All conditions of a rule."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.when = tuple(compile_near(spec.when))
        self.unless = tuple(compile_near(spec.unless))
        self.context = tuple(compile_near(spec.context))

    def possible(self, document: Document) -> bool:
        """False where no candidate can count, since no word stands in the document that must stand near."""
        return not self.when or any(p.possible(document.folded) for near in self.when for _, p in near.words)

    def judge(self, page: Page, candidate: Candidate) -> Judgement:
        """Whether a candidate counts, and how surely."""
        failed = self._place(page, candidate) or self._words(page, candidate)
        cues, by = [], 0.0
        for near in self.context:
            said = near.found(page, candidate)
            if said is not None:
                cues.append(f"context {said} {near.by:+g}")
                by += near.by
        confidence = round(min(1.0, max(0.0, self.spec.confidence + by)), 4)
        if failed is None and confidence < THRESHOLD:
            failed = f"the confidence {confidence:g} is below {THRESHOLD:g} ({', '.join(cues) or 'as the rule says'})"
        return Judgement(confidence, tuple(cues), failed)

    def _place(self, page: Page, candidate: Candidate) -> str | None:
        kind = page.document.zone_at(candidate.start).kind
        if kind not in self.spec.zones:
            return f"where: the zone is {kind.value}"
        position = self.spec.position
        first, last = page.within(candidate.start, candidate.end)
        if position is None or position == "first" or first >= len(page.words):
            return None
        line = page.line(first)
        if position == "sentence-start":
            return None if page.sentence_starts[first] == first else "where: it does not open its sentence"
        if first != line[0]:
            return "where: it does not open its line"
        return None if position == "line-start" or last == line[1] else "where: it is not the whole line"

    def _words(self, page: Page, candidate: Candidate) -> str | None:
        for near in self.unless:
            said = near.found(page, candidate)
            if said is not None:
                return f"unless: {said!r} stands in the {near.within}"
        if self.when and all(near.found(page, candidate) is None for near in self.when):
            return f"when: there is no {' and no '.join(map(str, self.when))}"
        return None


def compile_near(entries: Iterable[Any]) -> Iterator[Near]:
    """The conditions of a list of texts (they count in the sentence) and mappings. Raises RuleFileError."""
    plain = tuple(entry for entry in entries if isinstance(entry, Text))
    if plain:
        yield Near(tuple(_words(plain)))
    for entry in entries:
        if isinstance(entry, Table):
            yield Near(
                tuple(_words(entry.get("words", ()))),
                entry.get("within", "sentence"),
                entry.get("side", "any"),
                entry.get("distance"),
                entry.get("by", 0.0),
            )


def _words(texts: Iterable[Text]) -> Iterator[tuple[str, Pattern]]:
    for text in texts:
        yield str(text), Pattern(parse_pattern(text, (), slots=False), {})
