"""Which document an `ANNULE ET REMPLACE` or a correction replaces: a link where exactly one fits, none if several.

The links are a function of all documents there are, made anew at the end of each load: what a release replaces may be
loaded after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from pressmine.sinks.database import contents as c
from pressmine.sinks.database import tables as t
from pressmine.sinks.database.rows import title_key

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_QUOTED = re.compile(r"[«\"“]\s{0,3}([^»\"”]{3,400}?)\s{0,3}[»\"”]")


@dataclass(frozen=True, slots=True)
class _Claim:
    id: str
    replaces: str
    title_key: str | None
    published: str | None
    issuer: str | None


def link_replacements(connection: Connection) -> None:
    """Find out for each document that says so what it replaces, and write down the difference."""
    wanted = {}
    for claim in _claims(connection):
        for found_by, where in _ways(connection, claim):
            match = _only_one(connection, claim, where)
            if match is not None:
                wanted[claim.id] = (match, found_by)
                break
    rows = connection.execute(select(t.replacements)).all()
    before = {row.document_id: (row.replaced_id, row.found_by) for row in rows}
    for document in sorted(before.keys() - {d for d in wanted if wanted[d] == before.get(d)}):
        connection.execute(delete(t.replacements).where(t.replacements.c.document_id == document))
    fresh = sorted(document for document in wanted if wanted[document] != before.get(document))
    if fresh:
        found = [{"document_id": d, "replaced_id": wanted[d][0], "found_by": wanted[d][1]} for d in fresh]
        connection.execute(insert(t.replacements), found)


def _claims(connection: Connection) -> list[_Claim]:
    d, o = t.documents.c, c.organisations.c
    rows = connection.execute(
        select(d.id, d.replaces, d.title_key, d.published, o.body_id)
        .join_from(t.documents, c.organisations, and_(o.document_id == d.id, o.is_issuer), isouter=True)
        .where(d.replaces.is_not(None))
        .order_by(d.id)
    )
    return [_Claim(row.id, row.replaces, row.title_key, row.published, row.body_id) for row in rows]


def _ways(connection: Connection, claim: _Claim) -> list[tuple[str, ColumnElement[bool]]]:
    """In which ways the claim may name what it replaces, the surest first."""
    d, o = t.documents.c, c.organisations.c
    titles = {title_key(title) for title in (claim.replaces, *_QUOTED.findall(claim.replaces))}
    ways: list[tuple[str, ColumnElement[bool]]] = [("title", d.title_key.in_(sorted(titles)))]
    if claim.issuer is not None:
        same_issuer = and_(o.is_issuer, o.body_id == claim.issuer)
        days = _days(connection, claim)
        if days:
            ways.append(("date", and_(d.published.in_(days), same_issuer)))
        if claim.title_key is not None:
            earlier = d.published <= claim.published if claim.published else d.published.is_(None)
            ways.append(("same title", and_(d.title_key == claim.title_key, same_issuer, earlier)))
    return ways


def _days(connection: Connection, claim: _Claim) -> list[str]:
    rows = connection.execute(select(c.dates.c.text, c.dates.c.value).where(c.dates.c.document_id == claim.id))
    named = {str(row.value)[:10] for row in rows if row.value and row.text in claim.replaces}
    return sorted(day for day in {*named, *_DAY.findall(claim.replaces)} if _DAY.fullmatch(day))


def _only_one(connection: Connection, claim: _Claim, where: ColumnElement[bool]) -> str | None:
    d, o = t.documents.c, c.organisations.c
    issuer = and_(o.document_id == d.id, o.is_issuer)
    query = select(d.id, d.state).join_from(t.documents, c.organisations, issuer, isouter=True)
    found: Sequence[tuple[str, str]] = [
        (row.id, row.state) for row in connection.execute(query.where(where, d.id != claim.id).distinct())
    ]
    current = [document for document, state in found if state == "current"] or [document for document, _ in found]
    return current[0] if len(current) == 1 else None
