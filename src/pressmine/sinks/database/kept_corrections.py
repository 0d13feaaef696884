"""What users corrected about bodies and people: kept, and read before anything meets."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from pressmine.sinks.database import tables as t
from pressmine.sinks.database.bounds import stamp

BODY, PERSON = "body", "person"


@dataclass(frozen=True, slots=True)
class Corrections:
    """Those of one kind: `pins` says what a split takes out (handle -> its number, the last one holds), `merges` what
    belongs together.
    """

    pins: dict[str, int] = field(default_factory=dict)
    merges: list[frozenset[str]] = field(default_factory=list)


def corrections(connection: Connection, kind: str) -> Corrections:
    """Read all corrections of a kind."""
    rows = connection.execute(
        select(t.corrections.c.number, t.corrections.c.action, t.correction_handles.c.handle)
        .join_from(t.corrections, t.correction_handles)
        .where(t.corrections.c.kind == kind)
        .order_by(t.corrections.c.number, t.correction_handles.c.handle)
    ).all()
    merges: dict[int, set[str]] = {}
    found = Corrections()
    for number, action, handle in rows:
        if action == "split":
            found.pins[handle] = number
        else:
            merges.setdefault(number, set()).add(handle)
    found.merges.extend(combined(merges.values()))
    return found


def combined(merges: Iterable[Set[str]]) -> list[frozenset[str]]:
    """Merges that share a handle are one, so that they hold whether or not a document still gives that handle."""
    found: list[frozenset[str]] = []
    for merge in merges:
        touching = [other for other in found if other & merge]
        found = [other for other in found if not other & merge] + [frozenset(merge).union(*touching)]
    return found


def keep_correction(connection: Connection, kind: str, action: str, said: str, handles: set[str]) -> int:
    """Write a correction down; gives its number."""
    number = (connection.execute(select(func.max(t.corrections.c.number))).scalar() or 0) + 1
    row = {"number": number, "kind": kind, "action": action, "made_at": stamp(datetime.now(UTC)), "said": said}
    connection.execute(insert(t.corrections), row)
    connection.execute(insert(t.correction_handles), [{"number": number, "handle": h} for h in sorted(handles)])
    return number
