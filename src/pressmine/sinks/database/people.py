"""People in the database: the same name at the same body is the same person, unless a user says otherwise.

A person whom no text ties to a body meets others of the same name and function; without a function, nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Column, Connection, and_, delete, exists, func, insert, select, update

from pressmine.sinks.database import contents as c
from pressmine.sinks.database import tables as t
from pressmine.sinks.database.kept_corrections import BODY, PERSON, combined, corrections
from pressmine.sinks.database.names import person_key, short, spelled_best
from pressmine.sinks.database.naming import (
    born,
    chunks,
    current_ids,
    in_use,
    name_groups,
    remember_retired,
    write_changed,
)
from pressmine.sinks.database.words import plain_words


@dataclass(frozen=True, slots=True)
class Key:
    """Under what a person is met again."""

    key: str
    name_key: str


@dataclass(frozen=True, slots=True)
class _Moved:
    document_id: str
    ref: str
    old: str
    person_id: str
    new: Key


@dataclass(frozen=True, slots=True)
class Met:
    """Which person a key leads to, and the people who may be shown otherwise now."""

    person_of: dict[str, str]
    seen: set[str]


def occurrence(document_id: str, name: str) -> str:
    """What a split names a person of one document by."""
    return f"at:{document_id}:{person_key(name)}"


def key_of(document_id: str, name: str, function: str | None, body_id: str | None, pins: Mapping[str, int]) -> Key:
    """The key of a person of a document. `pins` says which splits hold."""
    who = person_key(name)
    pin = pins.get(occurrence(document_id, name))
    words = plain_words(function or "")
    if pin is not None:
        key = f"pin:{pin}"
    elif body_id is not None:
        key = f"{who}|body:{body_id}"
    else:
        key = f"{who}|as:{short(' '.join(words))}" if words else f"{who}|in:{document_id}"
    return Key(key, who)


def person_corrections(connection: Connection) -> tuple[dict[str, int], list[frozenset[str]]]:
    """Pins and merges of people, bodies in them named as they are now."""
    found = corrections(connection, PERSON)
    now = current_ids(connection, BODY)

    def current(handle: str) -> str:
        who, mark, body = handle.partition("|body:")
        return f"{who}{mark}{now.get(body, body)}"

    return found.pins, combined(set(map(current, merge)) for merge in found.merges)


def resolve(
    connection: Connection,
    keys: Mapping[str, Key],
    moved: Iterable[str] = (),
    freed: Iterable[str] = (),
    again: Iterable[str] = (),
    wanted: str | None = None,
) -> Met:
    """Give every key (in the order of loading) its person; rewrite what that changes.

    `moved` are bodies that gained or lost forms: their people's keys change with them. `freed` are keys that documents
    gave before and may give no more, `again` are people to look at anew, `wanted` is the id that stays where people
    become one.
    """
    pins, merges = person_corrections(connection)
    bodies = sorted(moved)
    looked_at = [
        *_look(connection, c.organisations.c.body_id, bodies, pins),
        *_look(connection, c.persons.c.person_id, again, pins),
    ]
    moving = [move for move in looked_at if move.new.key != move.old]
    owners = {*people_of(connection, freed).values(), *(move.person_id for move in looked_at)}
    wished = {**keys, **{move.new.key: move.new for move in moving}}
    # a merge may name a body that has become another one: then it is another merge
    near = {key for merge in merges if bodies or merge & wished.keys() for key in merge}
    left = _left(connection, moving)
    everything = {**wished, **_stored(connection, sorted(near - wished.keys() - left))}
    former = people_of(connection, everything)
    stored = set(former)
    former |= {m.new.key: m.person_id for m in reversed(moving) if m.old in left and m.new.key not in stored}
    groups = _groups(list(everything), merges)
    named = name_groups(groups, former, born("p"), in_use(connection, PERSON, t.people), wanted)
    person_of = {key: identity for group, identity in zip(groups, named.ids, strict=True) for key in group}
    if named.new:
        connection.execute(insert(t.people), [{"id": identity, "name": ""} for identity in sorted(named.new)])
    _write(connection, everything, person_of, {key: former[key] for key in stored})
    for move in moving:
        where = and_(c.persons.c.document_id == move.document_id, c.persons.c.ref == move.ref)
        person = person_of[move.new.key]
        connection.execute(update(c.persons).where(where).values(person_key=move.new.key, person_id=person))
    remember_retired(connection, PERSON, named)
    _remove_unused(connection, {*freed, *(move.old for move in moving)} - keys.keys())
    if freed or moving or named.retired:
        remove_unused_people(connection)
    return Met(person_of, {*person_of.values(), *owners})


def _write(
    connection: Connection, keys: Mapping[str, Key], person_of: Mapping[str, str], stored: Mapping[str, str]
) -> None:
    for key, before in stored.items():
        if before != person_of[key]:
            where = t.people_keys.c.key == key
            connection.execute(update(t.people_keys).where(where).values(person_id=person_of[key]))
            where = c.persons.c.person_key == key
            connection.execute(update(c.persons).where(where).values(person_id=person_of[key]))
    fresh = [_row(keys[key], person_of[key]) for key in keys if key not in stored]
    if fresh:
        connection.execute(insert(t.people_keys), fresh)


def _row(key: Key, person_id: str) -> dict[str, str]:
    return {"key": key.key, "person_id": person_id, "name_key": key.name_key}


def _look(connection: Connection, by: Column[str], which: Iterable[str], pins: Mapping[str, int]) -> list[_Moved]:
    """Which key people have now that their bodies, or what users say of them, changed; it may be the same."""
    p, o = c.persons.c, c.organisations.c
    belongs = and_(o.document_id == p.document_id, o.ref == p.organisation)
    found = []
    for some in chunks(sorted(which)):
        rows = connection.execute(
            select(p.document_id, p.ref, p.name, p.function, p.person_key, p.person_id, o.body_id)
            .join_from(c.persons, c.organisations, belongs, isouter=True)
            .where(by.in_(some))
            .order_by(p.document_id, p.ref)
        )
        for row in rows:
            key = key_of(row.document_id, row.name, row.function, row.body_id, pins)
            found.append(_Moved(row.document_id, row.ref, row.person_key, row.person_id, key))
    return found


def _stored(connection: Connection, keys: Iterable[str]) -> dict[str, Key]:
    found: dict[str, Key] = {}
    for some in chunks(keys):
        query = select(t.people_keys).where(t.people_keys.c.key.in_(some)).order_by(t.people_keys.c.key)
        found |= {row.key: Key(row.key, row.name_key) for row in connection.execute(query)}
    return found


def people_of(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Key -> person, of the keys that there are."""
    found: dict[str, str] = {}
    for some in chunks(keys):
        query = select(t.people_keys.c.key, t.people_keys.c.person_id).where(t.people_keys.c.key.in_(some))
        found |= {row.key: row.person_id for row in connection.execute(query)}
    return found


def _left(connection: Connection, moving: list[_Moved]) -> set[str]:
    """Keys that everybody moves away from with their bodies: they take their id along. A split takes none along."""
    leaving = Counter(move.old for move in moving if not move.new.key.startswith("pin:"))
    found = set()
    for key, count in leaving.items():
        stays = select(func.count()).select_from(c.persons).where(c.persons.c.person_key == key)
        if connection.execute(stays).scalar_one() == count:
            found.add(key)
    return found


def _groups(keys: list[str], merges: list[frozenset[str]]) -> list[list[str]]:
    """Keys that belong together, each group in the order of the keys."""
    merge_of = {key: place for place, merge in enumerate(merges) for key in merge}
    found: dict[object, list[str]] = {}
    for key in keys:
        found.setdefault(merge_of.get(key, key), []).append(key)
    return list(found.values())


def _remove_unused(connection: Connection, freed: set[str]) -> None:
    for some in chunks(sorted(freed)):
        given = exists().where(c.persons.c.person_key == t.people_keys.c.key)
        connection.execute(delete(t.people_keys).where(t.people_keys.c.key.in_(some), ~given))


def remove_unused_people(connection: Connection) -> None:
    """Remove people whom no key leads to any more."""
    known = exists().where(t.people_keys.c.person_id == t.people.c.id)
    connection.execute(delete(t.people).where(~known))


def show_people(connection: Connection, people: Iterable[str]) -> None:
    """Write under which name and body these people are shown: the fullest spelling of all documents."""
    p, o = c.persons.c, c.organisations.c
    belongs = and_(o.document_id == p.document_id, o.ref == p.organisation)
    for some in chunks(sorted(set(people))):
        names: dict[str, set[str]] = {}
        bodies: dict[str, set[str]] = {}
        query = select(p.person_id, p.name, o.body_id).join_from(c.persons, c.organisations, belongs, isouter=True)
        for person, name, body in connection.execute(query.where(p.person_id.in_(some)).distinct()):
            names.setdefault(person, set()).add(name)
            bodies.setdefault(person, set()).update([body] if body else [])
        shown = {
            person: {"name": min(spelled, key=spelled_best), "body_id": min(bodies[person], default=None)}
            for person, spelled in names.items()
        }
        write_changed(connection, t.people, shown)
