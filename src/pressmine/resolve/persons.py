"""From mentions of persons to one item each, with the function and the body that the text gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressmine.evidence import Evidence, PostReading
from pressmine.french.authorities import is_governed
from pressmine.french.folding import fold
from pressmine.french.holders import link_in_front
from pressmine.french.lists import given_names
from pressmine.french.name_forms import is_particle
from pressmine.offsets import Span
from pressmine.record import Mention, Organisation, Person
from pressmine.resolution import change, draft
from pressmine.resolve.employers import employer
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import mentions_in, organisation_in
from pressmine.resolve.span_index import SpanIndex, names_in
from pressmine.resolve.voting import Found
from pressmine.weights import weight

#: Signs that set a function apart from what follows it.
_APART = frozenset(",|\t")
#: Words between a function and its complement: `au sein de la`.
_LINK = 4


def build_persons(ledger: Ledger, found: Sequence[Found]) -> None:
    """Fill `resolution.persons`, ordered by first mention; a lone surname belongs to the only person who bears it."""
    groups: dict[str, list[Found]] = {}
    for item in found:
        if len(_parts(item.key)) > 1:
            groups.setdefault(" ".join(sorted(_parts(item.key))), []).append(item)
    surnames: dict[str, list[str]] = {}
    for key, items in groups.items():
        for surname in sorted({s for item in items for s in _surnames(item.key)}):
            surnames.setdefault(surname, []).append(key)
    for item in found:
        if len(_parts(item.key)) > 1:
            continue
        owners = surnames.get(item.key, [])
        if len(owners) == 1:
            groups[owners[0]].append(item)
        elif not owners:
            groups.setdefault(item.key, []).append(item)
    ordered = sorted(groups.values(), key=lambda items: min((i.mention.start, i.mention.end) for i in items))
    for number, items in enumerate(ordered, 1):
        name = max((i.text for i in items), key=lambda t: (len(t.split()) > 1, not t.isupper(), len(t)))
        mentions = tuple(i.mention for i in items)
        ledger.resolution.persons.append(draft(Person, ref=f"per-{number}", name=name, mentions=mentions))
    _merge_titled(ledger)
    _surname_mentions(ledger)
    ledger.forget()
    _posts(ledger)


def _parts(key: str) -> list[str]:
    return key.replace("'", "' ").split()


def _surnames(key: str) -> list[str]:
    """The forms in which a surname is used alone: everything after the given name, and its last word."""
    words = key.split()
    start = 1
    while start < len(words) - 1 and words[start] in given_names():
        start += 1
    rest = words[start:]
    return [" ".join(rest), *([rest[-1]] if len(rest) > 1 and len(rest[-1]) > 3 else [])]


def _merge_titled(ledger: Ledger) -> None:
    """`M. de La Fuente` is Philippe de La Fuente if only one person's name ends like that, and Ana García is Ana García
    López if only one begins so.
    """
    persons = ledger.resolution.persons
    tails: dict[str, list[Person]] = {}
    heads: dict[str, list[Person]] = {}
    for person in persons:
        key = fold(person.name)
        for tail in sorted({key[m.end() :] for m in re.finditer("[ -]", key)}):
            tails.setdefault(tail, []).append(person)
        for head in sorted({key[: m.start()] for m in re.finditer(" ", key)}):
            heads.setdefault(head, []).append(person)
    merged: set[int] = set()
    for person in persons:
        key = fold(person.name)
        given = key.split()[0] in given_names() or key.split("-")[0].split()[0] in given_names()
        if given and " " not in key:
            continue
        longer = (p for p in (heads if given else tails).get(key, ()) if len(p.name.split()) > len(person.name.split()))
        owners = [p for p in longer if id(p) not in merged]
        if len(owners) == 1:
            change(owners[0], mentions=owners[0].mentions + person.mentions)
            merged.add(id(person))
    persons[:] = [p for p in persons if id(p) not in merged]
    for number, person in enumerate(sorted(persons, key=lambda p: min((m.start, m.end) for m in p.mentions)), 1):
        change(person, ref=f"per-{number}")
    persons.sort(key=lambda p: int(p.ref[4:]))


def _surname_mentions(ledger: Ledger) -> None:
    """Lone surnames elsewhere in the text become mentions, unless something else bears the name."""
    document, resolution = ledger.document, ledger.resolution
    taken = SpanIndex((m.span, m) for item in resolution.entities() for m in item.mentions)
    owners: dict[str, list[Person]] = {}
    for person in resolution.persons:
        if len(person.name.split()) > 1:
            for surname in _surnames(" ".join(fold(person.name).split())):
                if len(surname) > 2 and not is_particle(surname):
                    owners.setdefault(surname, []).append(person)
    single = {s: people[0] for s, people in owners.items() if len(people) == 1}
    more: dict[str, list[Mention]] = {}
    for start, end, surname in names_in(document, single, surnames=True):
        span, said = document.span(start, end), document.text[start:end]
        if said.lower() != said and taken.free(span):
            mention = resolution.mention(span, "document.surname", weight("surname_alone"))
            more.setdefault(single[surname].ref, []).append(mention)
    for person in resolution.persons:
        change(person, mentions=(*person.mentions, *more.get(person.ref, ())))


def _posts(ledger: Ledger) -> None:
    """Set functions and bodies: of a person's posts the first whose body the text names, else the first with a
    function.
    """
    posts = list(ledger.open(PostReading))
    places = SpanIndex((post.person, index) for index, (_, post) in enumerate(posts))
    claimed: set[int] = set()
    for person in ledger.resolution.persons:
        indexes = {index for m in person.mentions for _, index in places.over(m.span)} - claimed
        claimed |= indexes
        own = [posts[index] for index in sorted(indexes)]
        ranked = sorted(own, key=lambda p: _rank(ledger, *p))
        chosen = ranked[0] if ranked else None
        for item, post in own:
            if chosen is not None and item is chosen[0]:
                _appoint(ledger, person, post)
                ledger.keep(item, f"the post of {person.name!r}")
            else:
                ledger.lose(item, chosen[0] if chosen else None, "another post of the person says more")
        if person.organisation is None:
            named = [(i, o) for i, p in ranked if (o := _held_in(ledger, p))]
            near = [o for i, o in named if not (chosen and _beside(i, *chosen))]
            body = near[0] if near else employer(ledger, person, chosen[1] if chosen else None)
            body = body or (named[0][1] if named else None)
            change(person, organisation=body.ref if body is not None else None)
    for index, (item, _) in enumerate(posts):
        if index not in claimed:
            ledger.lose(item, None, "no person stands here")


def _beside(item: Evidence, chosen: Evidence, post: PostReading) -> bool:
    """True for a post that the text adds to the chosen one: `PDG, également administrateur du Medef`."""
    return (
        post.function is not None
        and item.rule == chosen.rule
        and item.confidence < chosen.confidence - weight("post_beside")
    )


def _rank(ledger: Ledger, item: Evidence, post: PostReading) -> tuple[bool, float, int]:
    """A sort key: posts with a function first, then the surer ones; a named body counts a little."""
    body = organisation_in(ledger, post.organisation) if post.organisation else None
    return (post.function is None, -item.confidence - weight("post_named_body") * (body is not None), item.span.start)


def _held_in(ledger: Ledger, post: PostReading) -> Organisation | None:
    """The body that a post names. Of `préfète de la région Bretagne` it is none: what is governed employs nobody."""
    if post.organisation is None:
        return None
    clean = ledger.document.clean
    if post.function is not None and is_governed(fold(clean(post.function)), fold(clean(post.organisation))):
        return None
    return organisation_in(ledger, post.organisation)


def _right_behind(ledger: Ledger, function: Span, body: Span) -> bool:
    """True for a complement that follows a function with a small word between; not Chartres in `les maires de Dreux et
    de Chartres`."""
    between = ledger.document.source.text[function.end : body.start] if body.start >= function.end else ","
    return _APART.isdisjoint(between) and " et " not in between and len(between.split()) <= _LINK


def _without_body(ledger: Ledger, function: Span, body: Organisation) -> Span:
    """A function without the body that a link leads to at its end: `directrice du club` of `directrice du club d'aviron
    de Dreux`, but the whole of `chef du projet Valdor`.
    """
    text = ledger.document.source.text
    for mention in mentions_in(ledger, body, function):
        link = link_in_front(text, function.start, mention.start) if mention.end >= function.end else None
        if link is not None:
            return Span(function.start, link)
    return function


def _appoint(ledger: Ledger, person: Person, post: PostReading) -> None:
    inside = post.organisation is None and post.function is not None  # `chef du projet Valdor` holds the body's name
    body = organisation_in(ledger, post.function) if inside and post.function else _held_in(ledger, post)
    if body is not None:
        change(person, organisation=body.ref)
    if post.function is None:
        return
    function = post.function if body is None else _without_body(ledger, post.function, body)
    if body is None and post.organisation is not None and _right_behind(ledger, function, post.organisation):
        function = Span(function.start, post.organisation.end)
    change(person, function=ledger.document.clean(function).strip(" ,;:*-–"))
