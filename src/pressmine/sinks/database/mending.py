"""Users' corrections: this is the same body, that is another one. They are kept, and win at every later load."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, Table, and_, or_, select, update

from pressmine.sinks.database import bodies, people
from pressmine.sinks.database import contents as c
from pressmine.sinks.database import tables as t
from pressmine.sinks.database.connection import DatabaseError
from pressmine.sinks.database.forms import Form, occurrence, pinned
from pressmine.sinks.database.kept_corrections import BODY, PERSON, corrections, keep_correction
from pressmine.sinks.database.names import name_key
from pressmine.sinks.database.naming import current_ids

_TABLES: dict[str, Table] = {BODY: t.bodies, PERSON: t.people}
_SAID = {BODY: "bodies", PERSON: "people"}


def find_id(connection: Connection, kind: str, said: str) -> str:
    """The id that stands for what a user wrote: an id, a former id. Raises DatabaseError."""
    identity = current_ids(connection, kind).get(said, said)
    table = _TABLES[kind]
    if connection.execute(select(table.c.id).where(table.c.id == identity)).scalar() is None:
        raise DatabaseError(f"there is no {kind} {said!r}: pressmine {_SAID[kind]} list shows their ids")
    return identity


def merge_bodies(connection: Connection, keep: str, others: Sequence[str]) -> str:
    """Make bodies one; returns its id, the one of `keep`. Raises DatabaseError for an unknown id."""
    kept, ids = _chosen(connection, BODY, keep, others)
    forms = _forms(connection, ids)
    handles = {handle for form in forms.values() for handle in form.handles}
    keep_correction(connection, BODY, "merge", " = ".join(ids), handles)
    resolved = bodies.resolve(connection, {}, again=handles, wanted=kept)
    _follow(connection, resolved.moved)
    return kept


def split_body(connection: Connection, said: str, names: Sequence[str], documents: Sequence[str]) -> list[str]:
    """Take names, or what documents name, out of a body and make them one of their own; returns the ids of the two.

    `documents` are ids (or their beginnings, or paths). Raises DatabaseError if nothing or everything is meant.
    """
    identity = find_id(connection, BODY, said)
    forms = _forms(connection, [identity])
    o = c.organisations.c
    rows = connection.execute(
        select(o.document_id, o.ref, o.name, o.form_id).where(o.body_id == identity).order_by(o.document_id, o.ref)
    ).all()
    keys = {name_key(name) for name in names}
    where = _documents(connection, documents)
    chosen = [row for row in rows if name_key(row.name) in keys or row.document_id in where]
    _check_part(f"body {said!r}", len(chosen), len(rows))
    pins = corrections(connection, BODY).pins
    handles = set()
    for row in chosen:
        form = forms[row.form_id]
        by_name = name_key(row.name) in keys and form.pin in (None, pins.get(form.known_as))
        handles.add(form.known_as if by_name else occurrence(row.document_id, form))
    keep_correction(connection, BODY, "split", f"{identity} / {', '.join((*names, *documents))}", handles)
    found = _reform(connection, {key for row in chosen for key in forms[row.form_id].of("name")})
    return [identity, *sorted(found - {identity})]


def _reform(connection: Connection, names: Collection[str]) -> set[str]:
    """Give organisations of these name keys the form that the splits say now; returns the bodies that changed."""
    o, k = c.organisations.c, t.body_keys.c
    pins = corrections(connection, BODY).pins
    rows = connection.execute(
        select(o.document_id, o.ref, o.form_id)
        .join_from(c.organisations, t.body_keys, k.form_id == o.form_id)
        .where(k.sort == "name", k.key.in_(sorted(names)))
        .order_by(o.document_id, o.ref)
    ).all()
    forms = bodies.read_forms(connection, sorted({row.form_id for row in rows}))
    new = [(row, pinned(forms[row.form_id], pins, row.document_id)) for row in rows]
    changed = [(row, form) for row, form in new if form.id != row.form_id]
    resolved = bodies.resolve(connection, {form.id: form for _, form in changed})
    for row, form in changed:
        at = and_(o.document_id == row.document_id, o.ref == row.ref)
        values = {"form_id": form.id, "body_id": resolved.body_of[form.id]}
        connection.execute(update(c.organisations).where(at).values(values))
    rest = bodies.resolve(connection, {}, freed={row.form_id for row, _ in changed})
    found = {resolved.body_of[form.id] for _, form in changed}
    _follow(connection, {*found, *resolved.moved, *rest.moved})
    return found


def _forms(connection: Connection, ids: Collection[str]) -> dict[str, Form]:
    query = select(t.body_forms.c.id).where(t.body_forms.c.body_id.in_(ids)).order_by(t.body_forms.c.id)
    return bodies.read_forms(connection, connection.execute(query).scalars().all())


def _follow(connection: Connection, moved: Collection[str]) -> None:
    """People go where their bodies went."""
    met = people.resolve(connection, {}, moved=moved)
    people.show_people(connection, met.seen)
    bodies.remove_unused_bodies(connection)


def merge_people(connection: Connection, keep: str, others: Sequence[str]) -> str:
    """Make people one; returns the id, the one of `keep`. Raises DatabaseError for an unknown id."""
    kept, ids = _chosen(connection, PERSON, keep, others)
    k = t.people_keys.c
    rows = connection.execute(select(t.people_keys).where(k.person_id.in_(ids)).order_by(k.key)).all()
    keys = {row.key: people.Key(row.key, row.name_key) for row in rows}
    keep_correction(connection, PERSON, "merge", " = ".join(ids), set(keys))
    met = people.resolve(connection, keys, wanted=kept)
    people.show_people(connection, met.seen)
    return kept


def split_person(connection: Connection, said: str, documents: Sequence[str]) -> list[str]:
    """Make whom these documents name a person of their own; returns the ids of the two. Raises DatabaseError."""
    identity = find_id(connection, PERSON, said)
    p = c.persons.c
    rows = connection.execute(select(p.document_id, p.name).where(p.person_id == identity)).all()
    where = _documents(connection, documents)
    chosen = [row for row in rows if row.document_id in where]
    _check_part(f"person {said!r}", len(chosen), len(rows))
    handles = {people.occurrence(row.document_id, row.name) for row in chosen}
    keep_correction(connection, PERSON, "split", f"{identity} / {', '.join(documents)}", handles)
    # whom these documents name twice under one name is one human being
    named = select(p.person_id).where(p.document_id.in_({row.document_id for row in chosen})).distinct()
    met = people.resolve(connection, {}, again=connection.execute(named).scalars().all())
    people.show_people(connection, met.seen)
    found = {person for key, person in met.person_of.items() if key.startswith("pin:")}
    return [identity, *sorted(found - {identity})]


def _chosen(connection: Connection, kind: str, keep: str, others: Sequence[str]) -> tuple[str, list[str]]:
    kept = find_id(connection, kind, keep)
    ids = list(dict.fromkeys([kept, *(find_id(connection, kind, other) for other in others)]))
    if len(ids) < 2:
        raise DatabaseError(f"a merge needs two different {_SAID[kind]}")
    return kept, ids


def _check_part(what: str, chosen: int, all_of_them: int) -> None:
    if chosen == 0:
        raise DatabaseError(f"{what} has nothing of that name, and is not in such a document: nothing was split")
    if chosen == all_of_them:
        raise DatabaseError(f"that is all there is of {what}: nothing was split")


def _documents(connection: Connection, said: Sequence[str]) -> set[str]:
    """Ids of documents that a user gave by id, the beginning of one (8 digits at least), or path."""
    found: set[str] = set()
    for one in said:
        ways = [t.sources.c.source == one, t.sources.c.document_id == one]
        if len(one) >= 8:
            ways.append(t.sources.c.document_id.startswith(one, autoescape=True))
        ids = set(connection.execute(select(t.sources.c.document_id).where(or_(*ways))).scalars())
        if not ids:
            raise DatabaseError(f"there is no document {one!r}: give its id or its path")
        found |= ids
    return found
