"""A record as rows of the tables: pure, the same record gives the same rows."""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pressmine.record import Identifier, Organisation, Person, Record
from pressmine.record_types import Model
from pressmine.sinks.database import contents, tables
from pressmine.sinks.database.bounds import days, utc
from pressmine.sinks.database.columns import RENAMED, single_fields
from pressmine.sinks.database.names import proven, short
from pressmine.sinks.database.words import fold, stems, storable

Row = dict[str, Any]
#: An index of PostgreSQL holds some 2,700 bytes; no path of an article needs as many.
_SOURCE_BYTES = 2000
_WHOLE = 2**31


class Unloadable(ValueError):
    """A valid record that a database can't hold; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record ready to be written: its rows by table name, without what other documents decide (bodies, people)."""

    id: str
    source: str
    digest: str
    record: Record
    rows: dict[str, list[Row]]


def prepare(record: Record) -> Prepared:
    """Turn a record into rows. Raises Unloadable."""
    line, digest = _line(record)
    info = record.document
    if len(info.source.encode()) > _SOURCE_BYTES:
        raise Unloadable(f"document.source is longer than {_SOURCE_BYTES} bytes")
    rows: dict[str, list[Row]] = defaultdict(list)
    rows["documents"].append(_document(record))
    rows["records"].append({"digest": digest, "record": line})
    for fill in (_zones, _organisations, _persons, _places, _dates, _figures, _agreements, _signatories, _said, _rest):
        for table, row in fill(record):
            rows[table].append(row)
    number = int(info.id[:15], 16)
    rows["texts"].append({"number": number, "title": info.title, "text": record.text})
    rows["search"].append({"number": number, "stems": stems(record.text)})
    for table, many in rows.items():
        for row in many:
            if table != "documents":
                row["document_id"] = info.id
            _storable(row)
    return Prepared(info.id, storable(info.source), digest, record, dict(rows))


def _line(record: Record) -> tuple[str, str]:
    """The record as JSON, and a digest of it without its path: the same bytes at two paths are one document."""
    numbers = [number for item in record.figures for number in (item.value, item.low, item.high)]
    if not _finite([numbers, [item.value for items in record.extra.values() for item in items]]):
        raise Unloadable("a number in it is infinite or no number")
    data = record.model_dump(mode="json", by_alias=True)
    line = json.dumps(data, ensure_ascii=False, allow_nan=False)
    data["document"]["source"] = ""
    return line, hashlib.sha256(json.dumps(data).encode()).hexdigest()


def _finite(value: object) -> bool:
    """Whether JSON can say all the numbers in it."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, dict):
        return all(map(_finite, value.values()))
    return all(map(_finite, value)) if isinstance(value, list | tuple) else True


def _storable(row: Row) -> None:
    """What both databases hold alike: no NUL in a text, whole numbers of 32 bits. Raises Unloadable."""
    for name, value in row.items():
        if isinstance(value, str) and "\0" in value and name != "record":
            row[name] = storable(value)
        elif isinstance(value, int) and not -_WHOLE <= value < _WHOLE and name != "number":
            raise Unloadable(f"{name} is {value}, more than a database holds")


def title_key(title: str) -> str:
    """A title as it is compared: folded, blanks apart."""
    return short(" ".join(fold(title).split()))


def _document(record: Record) -> Row:
    info, made = record.document, record.produced_by
    try:
        until = utc(info.embargo) if info.embargo is not None else None
    except (ValueError, OverflowError):
        raise Unloadable(
            f"document.embargo {info.embargo!r} is not a date-time such as 2024-03-29T06:00+01:00"
        ) from None
    return {
        **info.model_dump(exclude={"source", "issuer", "authors"}),
        "embargo_until": until,
        "title_key": title_key(info.title) if info.title else None,
        "schema_version": record.schema_version,
        "characters_read": record.coverage.read,
        "not_understood": record.coverage.not_understood,
        **made.model_dump(),
    }


Filled = Iterator[tuple[str, Row]]


def _row(record: Record, item: Model, but: str = "") -> Row:
    """The fields of an item that hold one value, under the names of their columns; a link only to what is there."""
    row: Row = {}
    for name in single_fields(type(item)):
        value = getattr(item, name)
        if name in ("organisation", "party"):
            value = _only(record.organisations, value)
        elif name == "person":
            value = _only(record.persons, value)
        if name != but:
            row[RENAMED.get(name, name)] = value
    return row


def _all(record: Record, table: str, items: Iterable[Model]) -> Filled:
    for position, item in enumerate(items):
        yield table, {"position": position, **_row(record, item)}


def _listed(table: str, ref: str, items: Iterable[Row]) -> Filled:
    for position, item in enumerate(items):
        yield table, {"ref": ref, "position": position, **item}


def _zones(record: Record) -> Filled:
    for position, zone in enumerate(record.zones):
        text = record.text[zone.start : zone.end]
        yield "zones", {"position": position, "text": text, **_row(record, zone)}


def _organisations(record: Record) -> Filled:
    for position, item in enumerate(record.organisations):
        row = {"position": position, "is_issuer": item.ref == record.document.issuer}
        yield "organisations", {**row, **_row(record, item)}
        yield from _listed("organisation_aliases", item.ref, ({"alias": alias} for alias in item.aliases))
        yield from _listed("organisation_roles", item.ref, ({"role": role} for role in item.roles))
        yield from _listed("organisation_mentions", item.ref, (_row(record, m) for m in item.mentions))
        yield from _listed("identifiers", item.ref, (_identifier(record, number) for number in item.identifiers))


def _identifier(record: Record, item: Identifier) -> Row:
    valid = item.scheme == "domain" or proven(item.scheme, item.value) is not None
    return {"valid": valid, **_row(record, item)}


def _persons(record: Record) -> Filled:
    for position, item in enumerate(record.persons):
        yield "persons", {"position": position, **_row(record, item)}
        yield from _listed("person_roles", item.ref, ({"role": role} for role in item.roles))
        yield from _listed("person_mentions", item.ref, (_row(record, m) for m in item.mentions))


def _places(record: Record) -> Filled:
    for position, item in enumerate(record.places):
        yield "places", {"position": position, **_row(record, item)}
        yield from _listed("place_mentions", item.ref, (_row(record, m) for m in item.mentions))


def _only(items: Iterable[Organisation | Person], ref: str | None) -> str | None:
    """The ref where it names one of these; a record may let a ref point at something else."""
    return ref if ref is not None and any(item.ref == ref for item in items) else None


def _who(record: Record, ref: str | None) -> Row:
    return {"organisation": _only(record.organisations, ref), "person": _only(record.persons, ref)}


def _dates(record: Record) -> Filled:
    for position, item in enumerate(record.dates):
        first, last = days(item.value)
        yield "dates", {"position": position, "first_day": first, "last_day": last, **_row(record, item)}


def _figures(record: Record) -> Filled:
    yield from _all(record, "figures", record.figures)


def _agreements(record: Record) -> Filled:
    for position, item in enumerate(record.agreements):
        first, last = days(item.date)
        yield "agreements", {"position": position, "first_day": first, "last_day": last, **_row(record, item)}
        yield from _listed("agreement_parties", item.ref, (_who(record, party) for party in item.parties))


def _signatories(record: Record) -> Filled:
    known = {agreement.ref for agreement in record.agreements}
    for position, item in enumerate(record.signatories):
        row = {"position": position, **_row(record, item, but="ref"), **_who(record, item.ref)}
        yield "signatories", {**row, "agreement": item.agreement if item.agreement in known else None}


def _said(record: Record) -> Filled:
    for position, quote in enumerate(record.quotes):
        yield "quotes", {"position": position, **_row(record, quote, but="speaker"), **_who(record, quote.speaker)}


def _rest(record: Record) -> Filled:
    yield from _all(record, "contacts", record.contacts)
    for position, contact in enumerate(record.contacts):
        for kind, values in (("phone", contact.phones), ("email", contact.emails)):
            for item, value in enumerate(values):
                yield "contact_points", {"position": position, "kind": kind, "item": item, "value": value}
    for field, extras in record.extra.items():
        for position, extra in enumerate(extras):
            value = json.dumps(extra.model_dump(mode="json")["value"], ensure_ascii=False, allow_nan=False)
            yield "extras", {"field": field, "position": position, **_row(record, extra), "value": value}
    authors = [ref for ref in record.document.authors if _only(record.persons, ref)]
    for position, ref in enumerate(authors):
        yield "document_authors", {"position": position, "person": ref}
    yield from _all(record, "set_aside", record.coverage.set_aside)
    yield from _all(record, "diagnostics", record.diagnostics)


#: Tables that a document fills, in the order in which they are written; bodies and people come in between.
WRITTEN = (tables.documents, tables.records, *contents.CONTENTS)
