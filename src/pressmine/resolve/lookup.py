"""Who stands where: the resolved organisations, persons and places whose mentions lie in a stretch of the source text.

Steps that link (quotes, contacts, agreements, header, figures) run after the entities and ask here; they never search
the text for a name again. A mention counts for a stretch when the two share a character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pressmine.offsets import Span
from pressmine.resolution import Mention, Organisation, Person, Place
from pressmine.resolve.ledger import Ledger

T = TypeVar("T", Organisation, Person, Place)


def organisations_in(ledger: Ledger, span: Span) -> list[Organisation]:
    """Every organisation with a mention in the stretch, by first place in it; each once."""
    return _in(ledger.resolution.organisations, span)


def persons_in(ledger: Ledger, span: Span) -> list[Person]:
    """Every person with a mention in the stretch, by first place in it; each once."""
    return _in(ledger.resolution.persons, span)


def places_in(ledger: Ledger, span: Span) -> list[Place]:
    """Every place with a mention in the stretch, by first place in it; each once."""
    return _in(ledger.resolution.places, span)


def organisation_in(ledger: Ledger, span: Span) -> Organisation | None:
    """The organisation that fills most of the stretch; the first one where several fill it alike."""
    return _best(ledger.resolution.organisations, span)


def person_in(ledger: Ledger, span: Span) -> Person | None:
    """The person whose mention fills most of the stretch; the first one where several fill it alike."""
    return _best(ledger.resolution.persons, span)


def place_in(ledger: Ledger, span: Span) -> Place | None:
    """The place whose mention fills most of the stretch; the first one where several fill it alike."""
    return _best(ledger.resolution.places, span)


def persons_before(ledger: Ledger, position: int) -> Iterator[tuple[Person, Mention]]:
    """Persons with the mention of theirs that ends at or before a source position, the nearest first; each once."""
    return _nearest(ledger.resolution.persons, lambda s: position - s.end if s.end <= position else None)


def persons_after(ledger: Ledger, position: int) -> Iterator[tuple[Person, Mention]]:
    """Persons with the mention of theirs that starts at or behind a source position, the nearest first; each once."""
    return _nearest(ledger.resolution.persons, lambda s: s.start - position if s.start >= position else None)


def organisations_before(ledger: Ledger, position: int) -> Iterator[tuple[Organisation, Mention]]:
    """Organisations with the mention that ends at or before a source position, the nearest first; each once."""
    return _nearest(ledger.resolution.organisations, lambda s: position - s.end if s.end <= position else None)


def by_ref(ledger: Ledger, ref: str | None) -> Organisation | Person | Place | None:
    """The item that a ref names, or None."""
    resolution = ledger.resolution
    items: Iterable[Organisation | Person | Place] = (
        *resolution.organisations,
        *resolution.persons,
        *resolution.places,
    )
    return next((item for item in items if item.ref == ref), None)


def mentions_in(item: Organisation | Person | Place, span: Span) -> list[Mention]:
    """The item's mentions that share a character with the stretch, in order."""
    return sorted((m for m in item.mentions if m.span.overlaps(span)), key=lambda m: (m.span, m.source))


def add_role(item: Organisation | Person, role: str) -> None:
    """Give an item a role (issuer, signatory, employer_of_speaker, contact, speaker, representative, author); once."""
    if role not in item.roles:
        item.roles.append(role)


def _in(items: Iterable[T], span: Span) -> list[T]:
    found = []
    for index, item in enumerate(items):
        starts = [m.span.start for m in item.mentions if m.span.overlaps(span)]
        if starts:
            found.append((min(starts), index, item))
    return [item for _, _, item in sorted(found, key=lambda f: f[:2])]


def _best(items: Iterable[T], span: Span) -> T | None:
    best: tuple[int, int, int] | None = None
    chosen: T | None = None
    for index, item in enumerate(items):
        for m in item.mentions:
            shared = min(m.span.end, span.end) - max(m.span.start, span.start)
            key = (-shared, m.span.start, index)
            if shared > 0 and (best is None or key < best):
                best, chosen = key, item
    return chosen


def _nearest(items: Iterable[T], near: Callable[[Span], int | None]) -> Iterator[tuple[T, Mention]]:
    """Items with their nearest mention, nearest first; `near` gives a distance, or None where one does not count."""
    found = []
    for index, item in enumerate(items):
        ranked = [(d, i) for i, m in enumerate(item.mentions) if (d := near(m.span)) is not None]
        if ranked:
            distance, at = min(ranked)
            found.append((distance, index, item, item.mentions[at]))
    for _, _, item, mention in sorted(found, key=lambda f: f[:2]):
        yield item, mention
