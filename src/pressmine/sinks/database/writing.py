"""One transaction's worth of records into the tables: whole documents, or nothing of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from pressmine.sinks.database import bodies, contents, people, tables
from pressmine.sinks.database.forms import Form, form_of
from pressmine.sinks.database.kept_corrections import BODY, corrections
from pressmine.sinks.database.naming import chunks
from pressmine.sinks.database.rows import WRITTEN, Prepared, Row
from pressmine.sinks.database.sources import Placed, place


@dataclass(slots=True)
class Counts:
    """What a run did, counted in documents; `rejected` counts records."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    rejected: int = 0
    superseded: int = 0
    vanished: int = 0
    pruned: int = 0


def write(connection: Connection, run: int, collection: str, batch: Sequence[Prepared]) -> Counts:
    """Write records. Of several with the same id the last one holds; one that is stored already changes nothing."""
    latest = {item.id: item for item in batch}
    stored = _digests(connection, latest)
    new = [item for item in latest.values() if item.id not in stored]
    changed = [item for item in latest.values() if item.id in stored and stored[item.id] != item.digest]
    freed_forms, freed_keys = _clear(connection, [item.id for item in changed])
    _fill(connection, new, changed, freed_forms, freed_keys)
    placed = place(connection, collection, [(item.source, item.id) for item in batch])
    history = [*_events("added", new), *_events("replaced", changed), *_placed(placed, latest)]
    if history:
        connection.execute(insert(tables.history), [{"run_id": run, **row} for row in history])
    return Counts(len(new), len(changed), len(batch) - len(new) - len(changed), superseded=len(placed.superseded))


def remove(connection: Connection, ids: Sequence[str]) -> None:
    """Remove documents with all that they say, and the bodies and people that nothing else names."""
    freed_forms, freed_keys = _clear(connection, ids)
    for some in chunks(ids):
        connection.execute(delete(tables.documents).where(tables.documents.c.id.in_(some)))
    _tidy(connection, _settle(connection, {}, {}, freed_forms, freed_keys))


def _digests(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(ids):
        query = select(tables.records.c.document_id, tables.records.c.digest)
        rows = connection.execute(query.where(tables.records.c.document_id.in_(some)))
        found |= {row.document_id: row.digest for row in rows}
    return found


def _clear(connection: Connection, ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """Remove what documents say; returns the forms and the people's keys that they gave."""
    forms: set[str] = set()
    keys: set[str] = set()
    for some in chunks(ids):
        o, p = contents.organisations.c, contents.persons.c
        forms.update(connection.execute(select(o.form_id).where(o.document_id.in_(some))).scalars())
        keys.update(connection.execute(select(p.person_key).where(p.document_id.in_(some))).scalars())
        for table in (*reversed(contents.CONTENTS), tables.records):
            connection.execute(delete(table).where(table.c.document_id.in_(some)))
    return sorted(forms), sorted(keys)


def _settle(
    connection: Connection,
    forms: Mapping[str, Form],
    rows: Mapping[str, list[Row]],
    freed_forms: Sequence[str],
    freed_keys: Sequence[str],
) -> set[str]:
    """Let the rows' organisations and persons (whose form is known) meet the others; completes the rows.

    Returns the people that may be shown otherwise now.
    """
    resolved = bodies.resolve(connection, forms, freed_forms)
    body_of = {}
    for row in rows.get("organisations", ()):
        row["body_id"] = body_of[row["document_id"], row["ref"]] = resolved.body_of[row["form_id"]]
    pins, _ = people.person_corrections(connection)
    keys = {}
    for row in rows.get("persons", ()):
        body = body_of.get((row["document_id"], row["organisation"]))
        key = people.key_of(row["document_id"], row["name"], row["function"], body, pins)
        keys[key.key] = key
        row["person_key"] = key.key
    met = people.resolve(connection, keys, resolved.moved, freed_keys)
    for row in rows.get("persons", ()):
        row["person_id"] = met.person_of[row["person_key"]]
    return met.seen


def _fill(
    connection: Connection,
    new: Sequence[Prepared],
    changed: Sequence[Prepared],
    freed_forms: Sequence[str],
    freed_keys: Sequence[str],
) -> None:
    if not new and not changed:
        return
    items = [*new, *changed]
    rows: dict[str, list[Row]] = {
        table.name: [row for item in items for row in item.rows.get(table.name, ())] for table in WRITTEN[1:]
    }
    pins = corrections(connection, BODY).pins
    forms: dict[str, Form] = {}
    organisations = iter(rows["organisations"])
    for item in items:
        for organisation in item.record.organisations:
            form = form_of(organisation, pins, item.id)
            forms[form.id] = form
            next(organisations)["form_id"] = form.id
    _write_documents(connection, new, changed)
    met = _settle(connection, forms, rows, freed_forms, freed_keys)
    for table in WRITTEN[1:]:
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])
    _tidy(connection, met)


def _tidy(connection: Connection, met: set[str]) -> None:
    """Show people as they are now; then nothing points any more at bodies that no document names."""
    people.show_people(connection, met)
    bodies.remove_unused_bodies(connection)


def _write_documents(connection: Connection, new: Sequence[Prepared], changed: Sequence[Prepared]) -> None:
    if new:
        rows = [{**item.rows["documents"][0], "state": "current"} for item in new]
        connection.execute(insert(tables.documents), rows)
    if changed:
        values = [{**item.rows["documents"][0], "which": item.id} for item in changed]
        for row in values:
            del row["id"]
        connection.execute(update(tables.documents).where(tables.documents.c.id == bindparam("which")), values)


def _events(action: str, items: Iterable[Prepared]) -> list[dict[str, Any]]:
    return [_event(action, item.id, item.source, item) for item in items]


def _placed(placed: Placed, items: Mapping[str, Prepared]) -> list[dict[str, Any]]:
    return [
        *(_event("superseded", document, source, None) for source, document in placed.superseded),
        *(_event("placed", document, source, items.get(document)) for source, document in placed.placed),
    ]


def _event(action: str, document: str, source: str, item: Prepared | None) -> dict[str, Any]:
    made = item.record.produced_by if item is not None else None
    return {
        "document_id": document,
        "action": action,
        "source": source,
        "pressmine": made.pressmine if made else None,
        "model": made.model if made else None,
        "rules": made.rules if made else None,
    }
