"""Which resolved organisations, persons and places are mentioned in a span of the source text.

The steps that link items (quotes, contacts, agreements, header, figures) run after the entities and use these
functions; they never search the text for a name again. A mention counts if it shares a character with the span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from pressmine.offsets import Span
from pressmine.record import Date, Entity, Mention, Organisation, Person, Place
from pressmine.resolution import Resolution, change
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.span_index import SpanIndex

T = TypeVar("T", Organisation, Person, Place)


def organisations_in(ledger: Ledger, span: Span) -> list[Organisation]:
    """The organisations mentioned in the span, in text order, each once."""
    return _in(_organisations(ledger), span)


def persons_in(ledger: Ledger, span: Span) -> list[Person]:
    """The persons mentioned in the span, in text order, each once."""
    return _in(_persons(ledger), span)


def places_in(ledger: Ledger, span: Span) -> list[Place]:
    """The places mentioned in the span, in text order, each once."""
    return _in(_places(ledger), span)


def organisation_in(ledger: Ledger, span: Span) -> Organisation | None:
    """The organisation that covers most of the span; the first one in a tie."""
    return _best(_organisations(ledger), span)


def person_in(ledger: Ledger, span: Span) -> Person | None:
    """The person whose mention covers most of the span; the first one in a tie."""
    return _best(_persons(ledger), span)


def place_in(ledger: Ledger, span: Span) -> Place | None:
    """The place whose mention covers most of the span; the first one in a tie."""
    return _best(_places(ledger), span)


def dates_in(ledger: Ledger, span: Span) -> Iterator[Date]:
    """The dates that overlap the span, in text order."""
    dates = ledger.once("dates", lambda: SpanIndex((d.span, d) for d in ledger.resolution.dates))
    return (date for _, date in dates.over(span))


def persons_before(ledger: Ledger, position: int) -> Iterator[tuple[Person, Mention]]:
    """The persons mentioned before a source position, the nearest first, each once, with that mention."""
    return _persons(ledger).before(position)


def persons_after(ledger: Ledger, position: int) -> Iterator[tuple[Person, Mention]]:
    """The persons mentioned after a source position, the nearest first, each once, with that mention."""
    return _persons(ledger).after(position)


def by_ref(ledger: Ledger, ref: str | None) -> Entity | None:
    """The item with this ref, or None."""
    return ledger.once("refs", lambda: _by_ref(ledger.resolution)).get(ref) if ref is not None else None


def _by_ref(resolution: Resolution) -> dict[str, Entity]:
    return {item.ref: item for item in reversed(resolution.entities())}


def _organisations(ledger: Ledger) -> _Named[Organisation]:
    return ledger.once("organisations", lambda: _Named(ledger.resolution.organisations))


def _persons(ledger: Ledger) -> _Named[Person]:
    return ledger.once("persons", lambda: _Named(ledger.resolution.persons))


def _places(ledger: Ledger) -> _Named[Place]:
    return ledger.once("places", lambda: _Named(ledger.resolution.places))


def mentions_in(ledger: Ledger, item: Organisation | Person, span: Span) -> list[Mention]:
    """The item's mentions that overlap the span, in text order."""
    named = _organisations(ledger).mentions(span) if isinstance(item, Organisation) else _persons(ledger).mentions(span)
    return sorted((mention for owner, mention in named if owner is item), key=lambda m: (m.start, m.end, m.source))


def organisations_named(ledger: Ledger, span: Span) -> list[tuple[Span, Organisation]]:
    """Every mention of an organisation that overlaps the span, in text order, each with its organisation."""
    return _each_named(_organisations(ledger), span)


def persons_named(ledger: Ledger, span: Span) -> list[tuple[Span, Person]]:
    """Every mention of a person that overlaps the span, in text order, each with its person."""
    return _each_named(_persons(ledger), span)


def _each_named(named: _Named[T], span: Span) -> list[tuple[Span, T]]:
    found = ((where, index) for where, (index, _) in named.over(span))
    return [(where, named.item(index)) for where, index in sorted(found, key=lambda f: (f[0].start, f[0].end, f[1]))]


def add_role(item: Organisation | Person, role: str) -> None:
    """Add a role to an item unless it has it: issuer, signatory, employer_of_speaker, contact, speaker, representative,
    author.
    """
    if role not in item.roles:
        change(item, roles=(*item.roles, role))


class _Named(Generic[T]):
    """An index of items by their mentions: those in a span, or before and after a position, are found by bisection."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items: Sequence[T] = items
        self.over = SpanIndex((m.span, (index, m)) for index, item in enumerate(items) for m in item.mentions).over
        mentions = [(m, index, number) for index, item in enumerate(items) for number, m in enumerate(item.mentions)]
        self._ends = sorted(mentions, key=lambda m: (-m[0].end, m[1], m[2]))
        self._starts = sorted(mentions, key=lambda m: (m[0].start, m[1], m[2]))

    def item(self, index: int) -> T:
        """The item at an index of the list."""
        return self._items[index]

    def mentions(self, span: Span) -> Iterator[tuple[T, Mention]]:
        """Every mention that overlaps the span, with its item."""
        return ((self._items[index], mention) for _, (index, mention) in self.over(span))

    def before(self, position: int) -> Iterator[tuple[T, Mention]]:
        """Each item mentioned before a position, with the nearest mention."""
        return self._each(self._ends, bisect_left(self._ends, -position, key=lambda m: -m[0].end))

    def after(self, position: int) -> Iterator[tuple[T, Mention]]:
        """Each item mentioned after a position, with the nearest mention."""
        return self._each(self._starts, bisect_left(self._starts, position, key=lambda m: m[0].start))

    def _each(self, mentions: Sequence[tuple[Mention, int, int]], first: int) -> Iterator[tuple[T, Mention]]:
        seen: set[int] = set()
        for at in range(first, len(mentions)):
            mention, index, _ = mentions[at]
            if index not in seen:
                seen.add(index)
                yield self._items[index], mention


def _in(named: _Named[T], span: Span) -> list[T]:
    first: dict[int, int] = {}
    for where, (index, _) in named.over(span):
        first.setdefault(index, where.start)
    return [named.item(index) for index, _ in sorted(first.items(), key=lambda f: (f[1], f[0]))]


def _best(named: _Named[T], span: Span) -> T | None:
    best: tuple[int, int, int] | None = None
    for where, (index, _) in named.over(span):
        shared = min(where.end, span.end) - max(where.start, span.start)
        key = (-shared, where.start, index)
        if shared > 0 and (best is None or key < best):
            best = key
    return named.item(best[2]) if best is not None else None
