"""Where a match counts, and which words must or must not be near it: `where`, `when`, `unless`, `context`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pressmine.french.lists import folded_set
from pressmine.rules.declared.candidates import Candidate
from pressmine.rules.declared.checks import passes
from pressmine.rules.declared.match import Pattern
from pressmine.rules.declared.nodes import Text
from pressmine.rules.declared.pattern import parse_pattern
from pressmine.rules.declared.read import Table
from pressmine.rules.declared.shapes import holds
from pressmine.rules.declared.specs import Spec
from pressmine.rules.declared.words import Page

#: Signs that part clauses.
_SIGNS = frozenset(",;:()–—")
#: First and last position in the view.
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Near:
    """Words to look for around a match, or a property of its value.

    `by` is added to the confidence, `to` is its upper limit.
    """

    words: tuple[tuple[str, Pattern], ...]
    shapes: tuple[str, ...] = ()
    within: str = "sentence"
    side: str = "any"
    distance: int | None = None
    by: float = 0.0
    to: float = 1.0

    def found(self, page: Page, candidate: Candidate, value: Stretch) -> str | None:
        """The first of the words or shapes that matches, as the rule writes it; None if none does."""
        if self.shapes:
            listed = "ambiguous" in candidate.captures
            return next(
                (s for s in self.shapes if (listed if s == "ambiguous" else holds(s, page.document, *value))), None
            )
        start, end = self._range(page, candidate)
        return next((said for said, pattern in self.words if pattern.inside(page, start, end)), None)

    def possible(self, page: Page) -> bool:
        """False if none of its words is on a page."""
        return bool(self.shapes) or any(pattern.possible(page) for _, pattern in self.words)

    def _range(self, page: Page, candidate: Candidate) -> tuple[int, int]:
        first, last = page.within(candidate.start, candidate.end)
        start, end = _around(page, self.within, first, last, candidate.start)
        if self.distance is not None:
            start, end = max(start, first - self.distance), min(end, last + self.distance)
        if self.side == "before":
            return start, min(end, first)
        return (max(start, last), end) if self.side == "after" else (start, end)

    @property
    def moves(self) -> str:
        """Its effect on the confidence, in words."""
        return f"{self.by:+g}" if self.by else f"to {self.to:g}"

    def __str__(self) -> str:
        if self.shapes:
            return f"value that is {' or '.join(self.shapes)}"
        words = ", ".join(repr(said) for said, _ in self.words)
        side = "" if self.side == "any" else f" {self.side} the match"
        return f"{words} in the {self.within}{side}" if self.within != "match" else f"{words} in the match"


def _around(page: Page, within: str, first: int, last: int, position: int) -> tuple[int, int]:
    if within == "match" or first >= len(page.words):
        return first, last
    if within == "clause":
        return _clause(page, first, last)
    if within == "sentence":
        return page.sentence_starts[first], page.sentence_ends[max(first, last - 1)]
    if within == "line":
        return page.line(first)
    if within == "zone":
        zone = page.document.zone_at(position).span
        return page.at(zone.start), page.at(zone.end)
    return 0, len(page.words)


def _clause(page: Page, first: int, last: int) -> tuple[int, int]:
    """A match with the words up to the next sign on either side; after it, a word that opens a clause ends it too."""
    start, end = first, last
    while start > page.sentence_starts[first] and page.words[start - 1].text not in _SIGNS:
        start -= 1
    opens = folded_set("clauses", "clause_openers")
    while end < page.sentence_ends[max(first, last - 1)]:
        if page.words[end].text in _SIGNS or page.words[end].folded in opens:
            break
        end += 1
    return start, end


@dataclass(frozen=True, slots=True)
class Judgement:
    """A candidate's confidence, the context words that changed it, and the condition that failed, if any."""

    confidence: float
    cues: tuple[str, ...] = ()
    failed: str | None = None


class Conditions:
    """All conditions of a rule."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        for entry in spec.context:
            if ("by" in entry) == ("to" in entry):
                raise entry.place.error(
                    "an entry of `context` needs `by` (what is added) or `to` (the most it is), and not both"
                )
        self.when = tuple(compile_near(spec.when))
        self.unless = tuple(compile_near(spec.unless))
        self.context = tuple(compile_near(spec.context))

    def possible(self, page: Page) -> bool:
        """False if no candidate can count, since a word required nearby is nowhere on the page."""
        return not self.when or any(near.possible(page) for near in self.when)

    def judge(self, page: Page, candidate: Candidate, value: Stretch) -> Judgement:
        """Judge whether a candidate counts, and with what confidence; `value` is the span of its value."""
        failed = self.failed(page, candidate, value)
        confidence, cues = self.moved(page, candidate, value, self.spec.confidence)
        least = self.spec.least
        if failed is None and confidence < least:
            failed = f"the confidence {confidence:g} is below {least:g} ({', '.join(cues) or 'as the rule says'})"
        return Judgement(confidence, cues, failed)

    def failed(self, page: Page, candidate: Candidate, value: Stretch) -> str | None:
        """The condition that a candidate fails, regardless of its confidence."""
        return self._place(page, candidate) or self._check(page, value) or self._near(page, candidate, value)

    def _check(self, page: Page, value: Stretch) -> str | None:
        text = page.document.text[slice(*value)]
        if self.spec.check is None or passes(self.spec.check, text):
            return None
        return f"check: {text!r} fails the check digits ({self.spec.check})"

    def moved(
        self, page: Page, candidate: Candidate, value: Stretch, confidence: float
    ) -> tuple[float, tuple[str, ...]]:
        """The confidence as changed by the context, and the context words that changed it."""
        cues, by, most = [], 0.0, 1.0
        for near in self.context:
            said = near.found(page, candidate, value)
            if said is not None:
                cues.append(f"context {said} {near.moves}")
                by += near.by
                most = min(most, near.to)
        return round(min(most, max(0.0, confidence + by)), 4), tuple(cues)

    def _place(self, page: Page, candidate: Candidate) -> str | None:
        kind = page.document.zone_at(candidate.start).kind
        if kind not in self.spec.zones:
            return f"where: the zone is {kind.value}"
        position = self.spec.position
        if position is None or position == "first":
            return None
        first, last = page.within(candidate.start, candidate.end)
        if first >= len(page.words):
            return None
        line = page.line(first)
        if position == "sentence-start":
            return None if page.sentence_starts[first] == first else "where: it does not open its sentence"
        if first != line[0]:
            return "where: it does not open its line"
        return None if position == "line-start" or last == line[1] else "where: it is not the whole line"

    def _near(self, page: Page, candidate: Candidate, value: Stretch) -> str | None:
        for near in self.unless:
            said = near.found(page, candidate, value)
            if said is not None:
                return (
                    f"unless: the value is {said}" if near.shapes else f"unless: {said!r} stands in the {near.within}"
                )
        if self.when and all(near.found(page, candidate, value) is None for near in self.when):
            return f"when: there is no {' and no '.join(map(str, self.when))}"
        return None


def compile_near(entries: Iterable[Any]) -> Iterator[Near]:
    """The conditions of a list of texts (they count in the sentence) and mappings. Raises RuleFileError."""
    plain = tuple(entry for entry in entries if isinstance(entry, Text))
    if plain:
        yield Near(tuple(_words(plain)))
    for entry in entries:
        if isinstance(entry, Table):
            _check_entry(entry)
            yield Near(
                tuple(_words(entry.get("words", ()))),
                entry.get("is", ()),
                entry.get("within", "sentence"),
                entry.get("side", "any"),
                entry.get("distance"),
                entry.get("by", 0.0),
                entry.get("to", 1.0),
            )


def _check_entry(entry: Table) -> None:
    """Raise RuleFileError if keys of a condition do not go together."""
    if ("words" in entry) == ("is" in entry):
        raise entry.place.error("a condition looks for `words`, or says what the value `is`: exactly one of them")
    for key in ("within", "side", "distance"):
        if "is" in entry and key in entry:
            raise entry.at(key).error(f"`{key}` says where `words` stand; `is` speaks of the value itself")


def _words(texts: Iterable[Text]) -> Iterator[tuple[str, Pattern]]:
    for text in texts:
        yield str(text), Pattern(parse_pattern(text, (), slots=False), {})
