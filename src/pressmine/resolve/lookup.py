"""Who stands where: the resolved organisations, persons and places whose mentions lie in a stretch of the source text.

Steps that link (quotes, contacts, agreements, header, figures) run after the entities and ask here; they never search
the text for a name again. A mention counts for a stretch when the two share a character.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from pressmine.offsets import Span
from pressmine.record import Date, Entity, Mention, Organisation, Person, Place
from pressmine.resolution import Resolution, change
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.stretches import Stretches

T = TypeVar("T", Organisation, Person, Place)


def organisations_in(ledger: Ledger, span: Span) -> list[Organisation]:
    """Every organisation with a mention in the stretch, by first place in it; each once."""
    return _in(_organisations(ledger), span)


def persons_in(ledger: Ledger, span: Span) -> list[Person]:
    """Every person with a mention in the stretch, by first place in it; each once."""
    return _in(_persons(ledger), span)


def places_in(ledger: Ledger, span: Span) -> list[Place]:
    """Every place with a mention in the stretch, by first place in it; each once."""
    return _in(_places(ledger), span)


def organisation_in(ledger: Ledger, span: Span) -> Organisation | None:
    """The organisation that fills most of the stretch; the first one where several fill it alike."""
    return _best(_organisations(ledger), span)


def person_in(ledger: Ledger, span: Span) -> Person | None:
    """The person whose mention fills most of the stretch; the first one where several fill it alike."""
    return _best(_persons(ledger), span)


def place_in(ledger: Ledger, span: Span) -> Place | None:
    """The place whose mention fills most of the stretch; the first one where several fill it alike."""
    return _best(_places(ledger), span)


def dates_in(ledger: Ledger, span: Span) -> Iterator[Date]:
    """Every date that shares a character with the stretch, in order."""
    dates = ledger.once("dates", lambda: Stretches((d.span, d) for d in ledger.resolution.dates))
    return (date for _, date in dates.over(span))


def persons_before(ledger: Ledger, position: int) -> Iterator[tuple[Person, Mention]]:
    """Persons with the mention of theirs that ends at or before a source position, the nearest first; each once."""
    return _persons(ledger).before(position)


def persons_after(ledger: Ledger, position: int) -> Iterator[tuple[Person, Mention]]:
    """Persons with the mention of theirs that starts at or behind a source position, the nearest first; each once."""
    return _persons(ledger).after(position)


def by_ref(ledger: Ledger, ref: str | None) -> Entity | None:
    """The item that a ref names, or None."""
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
    """The item's mentions that share a character with the stretch, in order."""
    named = _organisations(ledger).mentions(span) if isinstance(item, Organisation) else _persons(ledger).mentions(span)
    return sorted((mention for owner, mention in named if owner is item), key=lambda m: (m.start, m.end, m.source))


def add_role(item: Organisation | Person, role: str) -> None:
    """Give an item a role (issuer, signatory, employer_of_speaker, contact, speaker, representative, author); once."""
    if role not in item.roles:
        change(item, roles=(*item.roles, role))


class _Named(Generic[T]):
    """Things by their mentions: a stretch, or what stands before and behind a place, is looked up, not searched for."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items: Sequence[T] = items
        self.over = Stretches((m.span, (index, m)) for index, item in enumerate(items) for m in item.mentions).over
        mentions = [(m, index, number) for index, item in enumerate(items) for number, m in enumerate(item.mentions)]
        self._ends = sorted(mentions, key=lambda m: (-m[0].end, m[1], m[2]))
        self._starts = sorted(mentions, key=lambda m: (m[0].start, m[1], m[2]))

    def item(self, index: int) -> T:
        """The thing at a place in the list."""
        return self._items[index]

    def mentions(self, span: Span) -> Iterator[tuple[T, Mention]]:
        """Every mention that shares a character with the stretch, with the thing that it names."""
        return ((self._items[index], mention) for _, (index, mention) in self.over(span))

    def before(self, position: int) -> Iterator[tuple[T, Mention]]:
        """Each thing that is named before a position, with its mention nearest to it."""
        return self._each(self._ends, bisect_left(self._ends, -position, key=lambda m: -m[0].end))

    def after(self, position: int) -> Iterator[tuple[T, Mention]]:
        """Each thing that is named behind a position, with its mention nearest to it."""
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
