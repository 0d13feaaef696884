"""Stable ids for bodies and people: whoever has one keeps it while it grows, merges or loses a part."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from pressmine.sinks.database import tables as t

#: The number of values compared in one statement.
_CHUNK = 500
T = TypeVar("T")


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Cut a collection into pieces that a statement can hold."""
    many = list(items)
    return (many[start : start + _CHUNK] for start in range(0, len(many), _CHUNK))


@dataclass(slots=True)
class Named:
    """Which id each group has: `ids` in their order, the `new` ones, and what stands for `retired` ones."""

    ids: list[str] = field(default_factory=list)
    new: set[str] = field(default_factory=set)
    retired: dict[str, str] = field(default_factory=dict)


def name_groups(
    groups: Sequence[Sequence[str]],
    former: Mapping[str, str],
    born: Callable[[str, int], str],
    taken: Callable[[Iterable[str]], set[str]],
    wanted: str | None = None,
) -> Named:
    """Give every group of members an id. The first member of a group is the one that founds it where it has none.

    An id stays with the group that holds the member that founded it, else with the one that holds most of those that
    had it (`former`: member -> id), else with the first. A group that could keep several keeps the `wanted` one, else
    the one that most of its members had, else the smallest; the others are retired. `born` makes an id for a member
    (and another one for each further try), `taken` says which of some are in use.
    """
    claims: dict[str, list[tuple[bool, int, int]]] = {}
    for place, group in enumerate(groups):
        for identity, count in Counter(former[member] for member in group if member in former).items():
            founded = any(born(member, 0) == identity for member in group)
            claims.setdefault(identity, []).append((not founded, -count, place))
    won: dict[int, list[tuple[bool, int, str]]] = {}
    for identity, claimants in claims.items():
        _, count, place = min(claimants)
        won.setdefault(place, []).append((identity != wanted, count, identity))
    named = Named()
    homeless = [place for place in range(len(groups)) if place not in won]
    busy = set(claims) | taken(born(groups[place][0], 0) for place in homeless)
    for place, group in enumerate(groups):
        candidates = sorted(won.get(place, ()))
        for _, _, identity in candidates[1:]:
            named.retired[identity] = candidates[0][2]
        named.ids.append(candidates[0][2] if candidates else _birth(group[0], born, busy, taken))
        if not candidates:
            named.new.add(named.ids[-1])
    return named


def _birth(
    member: str, born: Callable[[str, int], str], busy: set[str], taken: Callable[[Iterable[str]], set[str]]
) -> str:
    tried = 0
    while (identity := born(member, tried)) in busy or (tried and taken([identity])):
        tried += 1
    busy.add(identity)
    return identity


def born(letter: str) -> Callable[[str, int], str]:
    """How ids are made: a letter and eleven hexadecimal digits of a digest."""

    def make(member: str, tried: int) -> str:
        text = member if not tried else f"{member}#{tried}"
        return letter + hashlib.sha256(text.encode()).hexdigest()[:11]

    return make


def in_use(connection: Connection, kind: str, table: Table) -> Callable[[Iterable[str]], set[str]]:
    """Which ids are in use, or were: what users wrote down under one must not come to mean another."""

    def taken(ids: Iterable[str]) -> set[str]:
        found: set[str] = set()
        f = t.former_ids.c
        for some in chunks(ids):
            found.update(connection.execute(select(table.c.id).where(table.c.id.in_(some))).scalars())
            former = select(f.former).where(f.kind == kind, f.former.in_(some))
            found.update(connection.execute(former).scalars())
        return found

    return taken


def write_changed(connection: Connection, table: Table, rows: Mapping[str, Mapping[str, object]]) -> None:
    """Update rows (id -> columns) where they say something else than before."""
    changed = []
    for some in chunks(sorted(rows)):
        for row in connection.execute(select(table).where(table.c.id.in_(some))).mappings():
            wanted = rows[row["id"]]
            if any(row[name] != value for name, value in wanted.items()):
                changed.append({"which": row["id"], **wanted})
    if changed:
        connection.execute(update(table).where(table.c.id == bindparam("which")), changed)


def remember_retired(connection: Connection, kind: str, named: Named) -> None:
    """Write down what stands for retired ids."""
    if named.retired:
        rows = [{"kind": kind, "former": old, "now": now} for old, now in sorted(named.retired.items())]
        connection.execute(insert(t.former_ids), rows)


def current_ids(connection: Connection, kind: str) -> dict[str, str]:
    """Retired id -> the id that stands for it now."""
    found = connection.execute(select(t.former_ids.c.former, t.former_ids.c.now).where(t.former_ids.c.kind == kind))
    links = {row.former: row.now for row in found}

    def last(identity: str) -> str:
        while identity in links:  # an id is retired once, so that this ends
            identity = links[identity]
        return identity

    return {former: last(former) for former in links}
