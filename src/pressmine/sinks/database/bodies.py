"""Bodies in the database: what `forms` decides, kept up to date as documents come and go.

Only forms that share a key with what changed can be affected, so only those are read: the rest stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, exists, insert, select, update

from pressmine.sinks.database import contents as c
from pressmine.sinks.database import tables as t
from pressmine.sinks.database.forms import Form, face, partition
from pressmine.sinks.database.kept_corrections import BODY, corrections
from pressmine.sinks.database.naming import Named, born, chunks, in_use, name_groups, remember_retired, write_changed


@dataclass(slots=True)
class Resolved:
    """Where forms belong (`body_of`: form id -> body id), and the bodies that `moved` away from documents' rows."""

    body_of: dict[str, str] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)


def resolve(
    connection: Connection,
    forms: Mapping[str, Form],
    freed: Iterable[str] = (),
    again: Iterable[str] = (),
    wanted: str | None = None,
) -> Resolved:
    """Place these forms (id -> form, in the order of loading) among the bodies; rewrite what that changes.

    `freed` are forms that documents gave before and may give no more, `again` are keys to look at anew, `wanted` is the
    id that stays where bodies become one.
    """
    gone_keys = _remove_unused(connection, set(freed) - set(forms)) | set(again)
    known = _bodies_of(connection, forms)
    fresh = {identity: form for identity, form in forms.items() if identity not in known}
    if not fresh and not gone_keys:
        return Resolved(known)
    merges = corrections(connection, BODY).merges
    near = _neighbours(connection, {key for form in fresh.values() for key in _links(form)} | gone_keys, merges)
    former = _bodies_of(connection, near)
    order = {identity: place for place, identity in enumerate([*sorted(near), *fresh])}
    groups = partition([*near.values(), *fresh.values()], merges)
    members = [sorted((form.id for form in group), key=order.__getitem__) for group in groups]
    everything = {**near, **fresh}
    make = born("b")
    named = name_groups(
        members,
        former,
        lambda form, tried: make(everything[form].known_as, tried),
        in_use(connection, BODY, t.bodies),
        wanted,
    )
    resolved = _write(connection, groups, named, former, fresh)
    resolved.body_of |= {**known, **resolved.body_of}
    return resolved


def _links(form: Form) -> set[str]:
    """The keys through which a form meets others."""
    return {f"pin:{form.pin}"} if form.pin is not None else {key for _, key in form.keys}


def _bodies_of(connection: Connection, forms: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(forms):
        query = select(t.body_forms.c.id, t.body_forms.c.body_id).where(t.body_forms.c.id.in_(some))
        found |= {row.id: row.body_id for row in connection.execute(query)}
    return found


def _remove_unused(connection: Connection, freed: set[str]) -> set[str]:
    """Remove forms that no document gives any more; returns the keys under which others met them."""
    forms = t.body_forms.c
    unused: list[str] = []
    for some in chunks(sorted(freed)):
        given = exists().where(c.organisations.c.form_id == forms.id)
        unused += connection.execute(select(forms.id).where(forms.id.in_(some), ~given)).scalars()
    keys = {key for form in read_forms(connection, unused).values() for key in _links(form)}
    for some in chunks(unused):
        connection.execute(delete(t.body_forms).where(forms.id.in_(some)))
    return keys


def read_forms(connection: Connection, ids: Iterable[str]) -> dict[str, Form]:
    """Forms by their ids."""
    found: dict[str, Form] = {}
    for some in chunks(ids):
        keys: dict[str, set[tuple[str, str]]] = {}
        for form, sort, key in connection.execute(select(t.body_keys).where(t.body_keys.c.form_id.in_(some))):
            keys.setdefault(form, set()).add((sort, key))
        for row in connection.execute(select(t.body_forms).where(t.body_forms.c.id.in_(some))):
            ordinary = frozenset(pair for pair in keys.get(row.id, ()) if pair[0] != "pin")
            found[row.id] = Form(row.name, row.acronym, row.type, ordinary, row.pin)
    return found


def _neighbours(connection: Connection, keys: set[str], merges: Sequence[frozenset[str]]) -> dict[str, Form]:
    """All forms that these keys lead to, over as many steps as it takes."""
    found: dict[str, Form] = {}
    seen: set[str] = set()
    while keys := keys - seen:
        for merge in merges:
            if keys & merge:
                keys |= merge
        seen |= keys
        ids: set[str] = set()
        for some in chunks(sorted(keys)):
            ids.update(connection.execute(select(t.body_keys.c.form_id).where(t.body_keys.c.key.in_(some))).scalars())
        more = read_forms(connection, sorted(ids - set(found)))
        found |= more
        keys = {key for form in more.values() for key in _links(form)}
    return found


def _write(
    connection: Connection,
    groups: Sequence[Sequence[Form]],
    named: Named,
    former: Mapping[str, str],
    fresh: Mapping[str, Form],
) -> Resolved:
    resolved = Resolved()
    faces = {identity: face(group) for group, identity in zip(groups, named.ids, strict=True)}
    if named.new:
        rows = [{"id": identity, **faces[identity]} for identity in faces if identity in named.new]
        connection.execute(insert(t.bodies), rows)
    write_changed(connection, t.bodies, {identity: faces[identity] for identity in faces.keys() - named.new})
    for group, identity in zip(groups, named.ids, strict=True):
        for form in group:
            resolved.body_of[form.id] = identity
            before = former.get(form.id)
            if before is not None and before != identity:
                resolved.moved |= {before, identity}
                connection.execute(update(t.body_forms).where(t.body_forms.c.id == form.id).values(body_id=identity))
                where = c.organisations.c.form_id == form.id
                connection.execute(update(c.organisations).where(where).values(body_id=identity))
    _add_forms(connection, fresh, resolved.body_of)
    remember_retired(connection, BODY, named)
    return resolved


def _add_forms(connection: Connection, fresh: Mapping[str, Form], body_of: Mapping[str, str]) -> None:
    if not fresh:
        return
    rows = [
        {
            "id": identity,
            "body_id": body_of[identity],
            "name": form.name,
            "acronym": form.acronym,
            "type": form.type,
            "pin": form.pin,
        }
        for identity, form in fresh.items()
    ]
    connection.execute(insert(t.body_forms), rows)
    pairs = [(identity, pair) for identity, form in fresh.items() for pair in sorted(form.keys)]
    pairs += [(identity, ("pin", f"pin:{form.pin}")) for identity, form in fresh.items() if form.pin is not None]
    connection.execute(insert(t.body_keys), [{"form_id": i, "sort": sort, "key": key} for i, (sort, key) in pairs])


def remove_unused_bodies(connection: Connection) -> None:
    """Remove bodies that no form has any more; only after people that pointed at them have moved on."""
    used = exists().where(t.body_forms.c.body_id == t.bodies.c.id)
    connection.execute(delete(t.bodies).where(~used))
