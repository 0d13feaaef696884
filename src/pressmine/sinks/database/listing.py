"""Bodies and people for users to look at: who is there, and who may be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from sqlalchemy import Connection, distinct, func, select

from pressmine.sinks.database import contents as c
from pressmine.sinks.database import tables as t
from pressmine.sinks.database.names import initials
from pressmine.sinks.database.words import fold

#: Names as much alike as this are proposed; measured by difflib's ratio.
_ALIKE = 0.9
#: A key that so many bodies share tells nothing about any two of them.
_SHARED = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A body or a person, and in how many documents."""

    id: str
    name: str
    detail: str
    documents: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two that may be the same, and what speaks for it. Nothing is done about them unless a user says so."""

    first: str
    first_name: str
    second: str
    second_name: str
    reason: str


def list_bodies(connection: Connection, words: str = "") -> list[Entry]:
    """Bodies with these words in their names, those of most documents first."""
    b, o = t.bodies.c, c.organisations.c
    count = func.count(distinct(o.document_id)).label("documents")
    rows = connection.execute(
        select(t.bodies, count).join_from(t.bodies, c.organisations, o.body_id == b.id).group_by(b.id)
    )
    found = []
    for row in rows:
        numbers = [f"{scheme} {getattr(row, scheme)}" for scheme in ("siren", "lei", "isin", "domain")]
        said = [row.acronym, row.type, *(number for number in numbers if not number.endswith(" None"))]
        found.append(Entry(row.id, row.name, ", ".join(filter(None, said)), row.documents))
    return _sorted(found, words)


def list_people(connection: Connection, words: str = "") -> list[Entry]:
    """People with these words in their names or bodies, those of most documents first."""
    p = c.persons.c
    count = func.count(distinct(p.document_id)).label("documents")
    rows = connection.execute(
        select(t.people.c.id, t.people.c.name, t.bodies.c.name.label("body"), count)
        .join_from(t.people, c.persons, p.person_id == t.people.c.id)
        .join(t.bodies, t.bodies.c.id == t.people.c.body_id, isouter=True)
        .group_by(t.people.c.id, t.people.c.name, t.bodies.c.name)
    )
    return _sorted([Entry(row.id, row.name, row.body or "", row.documents) for row in rows], words)


def _sorted(entries: Iterable[Entry], words: str) -> list[Entry]:
    asked = fold(words).split()
    kept = [entry for entry in entries if all(word in fold(f"{entry.name} {entry.detail}") for word in asked)]
    return sorted(kept, key=lambda entry: (-entry.documents, entry.name, entry.id))


def body_candidates(connection: Connection) -> list[Candidate]:
    """Bodies that may be the same: under a shared key that did not decide, or by names that are alike.

    What a user split is decided, and not proposed again.
    """
    names = {row.id: row.name for row in connection.execute(select(t.bodies.c.id, t.bodies.c.name))}
    f, k = t.body_forms.c, t.body_keys.c
    rows = connection.execute(
        select(f.body_id, f.pin, k.sort, k.key).join_from(t.body_forms, t.body_keys).order_by(k.key, f.body_id)
    ).all()
    decided = {row.body_id for row in rows if row.pin is not None}
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        space, _, key = row.key.partition(":")
        reason = {"domain": "domain", "number": "number"}.get(row.sort, "name")
        shared[reason, key if reason == "name" else f"{space}:{key}"].add(row.body_id)
    own = {(row.body_id, row.key.partition(":")[2]) for row in rows if row.sort == "name"}
    reasons: dict[tuple[str, str], str] = {}
    for (reason, key), group in sorted(shared.items()):
        _propose(reasons, group - decided, f"the same {reason}: {key}")
    for reason, group in _alike(own):
        _propose(reasons, group - decided, reason)
    return [Candidate(a, names[a], b, names[b], reason) for (a, b), reason in sorted(reasons.items())]


def _propose(reasons: dict[tuple[str, str], str], group: set[str], reason: str) -> None:
    if 2 <= len(group) <= _SHARED:
        for pair in combinations(sorted(group), 2):
            reasons.setdefault(pair, reason)


def _alike(own: set[tuple[str, str]]) -> Iterator[tuple[str, set[str]]]:
    """Names that are initials of others, or nearly the same; only those that begin alike are compared."""
    by_key: dict[str, set[str]] = defaultdict(set)
    by_start: dict[str, list[str]] = defaultdict(list)
    for body, key in sorted(own):
        by_key[key].add(body)
    for key in sorted(by_key):
        by_start[key[:4]].append(key)
        short = initials(key)
        if len(short) > 2 and short in by_key:
            yield f"initials: {short}", by_key[key] | by_key[short]
    for keys in by_start.values():
        for first, second in combinations(keys, 2):
            matcher = SequenceMatcher(None, first, second, autojunk=False)
            if matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                yield f"alike: {first}, {second}", by_key[first] | by_key[second]


def people_candidates(connection: Connection) -> list[Candidate]:
    """People of the same name at different bodies, or without one. What a user split is not proposed again."""
    k = t.people_keys.c
    rows = connection.execute(
        select(k.name_key, k.person_id, k.key, t.people.c.name)
        .join_from(t.people_keys, t.people, t.people.c.id == k.person_id)
        .order_by(k.name_key, k.person_id)
    ).all()
    names = {row.person_id: row.name for row in rows}
    decided = {row.person_id for row in rows if row.key.startswith("pin:")}
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        groups[row.name_key].add(row.person_id)
    reasons: dict[tuple[str, str], str] = {}
    for name, group in sorted(groups.items()):
        _propose(reasons, group - decided, f"the same name: {name}")
    return [Candidate(a, names[a], b, names[b], reason) for (a, b), reason in sorted(reasons.items())]
