"""A record as rows of the tables: pure, the same record gives the same rows."""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pressmine.record import Identifier, Mention, Organisation, Person, Record, Spanned, Zone
from pressmine.sinks.database import contents, tables
from pressmine.sinks.database.days import days, utc
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
        raise Unloadable(f"document.embargo {info.embargo!r} is not a date-time such as 2024-03-29T06:00+01:00") from None
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


def _span(item: Spanned | Zone | Identifier) -> Row:
    return {"span_start": item.start, "span_end": item.end}


def _mention(item: Mention) -> Row:
    return {"text": item.text, **_span(item), "source": item.source, "confidence": item.confidence}


def _listed(table: str, ref: str, items: Iterable[Row]) -> Filled:
    for position, item in enumerate(items):
        yield table, {"ref": ref, "position": position, **item}


def _zones(record: Record) -> Filled:
    for position, zone in enumerate(record.zones):
        text = record.text[zone.start : zone.end]
        yield "zones", {"position": position, "kind": zone.kind, "text": text, **_span(zone)}


def _organisations(record: Record) -> Filled:
    for position, item in enumerate(record.organisations):
        row = {"ref": item.ref, "position": position, "is_issuer": item.ref == record.document.issuer}
        yield "organisations", {**row, "name": item.name, "acronym": item.acronym, "type": item.type}
        yield from _listed("organisation_aliases", item.ref, ({"alias": alias} for alias in item.aliases))
        yield from _listed("organisation_roles", item.ref, ({"role": role} for role in item.roles))
        yield from _listed("organisation_mentions", item.ref, map(_mention, item.mentions))
        yield from _listed("identifiers", item.ref, map(_identifier, item.identifiers))


def _identifier(item: Identifier) -> Row:
    valid = item.scheme == "domain" or proven(item.scheme, item.value) is not None
    return {"scheme": item.scheme, "value": item.value, "valid": valid, **_span(item)}


def _persons(record: Record) -> Filled:
    for position, item in enumerate(record.persons):
        row = {"ref": item.ref, "position": position, "name": item.name, "function": item.function}
        yield "persons", {**row, "organisation": _only(record.organisations, item.organisation)}
        yield from _listed("person_roles", item.ref, ({"role": role} for role in item.roles))
        yield from _listed("person_mentions", item.ref, map(_mention, item.mentions))


def _places(record: Record) -> Filled:
    for position, item in enumerate(record.places):
        row = {"ref": item.ref, "position": position, "name": item.name, "type": item.type, "code": item.code}
        yield "places", row
        yield from _listed("place_mentions", item.ref, map(_mention, item.mentions))


def _only(items: Iterable[Organisation | Person], ref: str | None) -> str | None:
    """The ref where it names one of these; a record may let a ref point at something else."""
    return ref if ref is not None and any(item.ref == ref for item in items) else None


def _who(record: Record, ref: str | None) -> Row:
    return {"organisation": _only(record.organisations, ref), "person": _only(record.persons, ref)}


def _dates(record: Record) -> Filled:
    for position, item in enumerate(record.dates):
        first, last = days(item.value)
        row = {"position": position, **_mention(item), "first_day": first, "last_day": last}
        yield "dates", {**row, **item.model_dump(include={"value", "granularity", "role", "inferred"})}


def _figures(record: Record) -> Filled:
    for position, item in enumerate(record.figures):
        row = {"position": position, **_mention(item)}
        numbers = {"value": item.value, "low": item.low, "high": item.high}
        row |= {name: None if number is None else float(number) for name, number in numbers.items()}
        row |= {"kind": item.kind, "approx": item.approx, "unit": item.unit, "of_what": item.of, "period": item.period}
        yield "figures", {**row, "organisation": _only(record.organisations, item.organisation)}


def _agreements(record: Record) -> Filled:
    for position, item in enumerate(record.agreements):
        row = item.model_dump(include={"ref", "kind", "title", "date", "place", "source", "confidence"})
        row["first_day"], row["last_day"] = days(item.date)
        yield "agreements", {"position": position, **row, "span_start": item.start, "span_end": item.end}
        yield from _listed("agreement_parties", item.ref, (_who(record, party) for party in item.parties))


def _signatories(record: Record) -> Filled:
    known = {agreement.ref for agreement in record.agreements}
    for position, item in enumerate(record.signatories):
        row = {"position": position, "name": item.name, "role": item.role, **_who(record, item.ref)}
        row["agreement"] = item.agreement if item.agreement in known else None
        yield "signatories", {**row, "for_organisation": _only(record.organisations, item.party)}


def _said(record: Record) -> Filled:
    for position, quote in enumerate(record.quotes):
        yield "quotes", {"position": position, **_mention(quote), **_who(record, quote.speaker)}


def _rest(record: Record) -> Filled:
    for position, contact in enumerate(record.contacts):
        row = {"position": position, "name": contact.name, "span_start": contact.start, "span_end": contact.end}
        row |= {"organisation": _only(record.organisations, contact.organisation)}
        row |= {"person": _only(record.persons, contact.person)}
        yield "contacts", {**row, "source": contact.source, "confidence": contact.confidence}
        for kind, values in (("phone", contact.phones), ("email", contact.emails)):
            for item, value in enumerate(values):
                yield "contact_points", {"position": position, "kind": kind, "item": item, "value": value}
    for field, extras in record.extra.items():
        for position, extra in enumerate(extras):
            value = json.dumps(extra.model_dump(mode="json")["value"], ensure_ascii=False, allow_nan=False)
            yield "extras", {"field": field, "position": position, "value": value, **_mention(extra)}
    authors = [ref for ref in record.document.authors if _only(record.persons, ref)]
    for position, ref in enumerate(authors):
        yield "document_authors", {"position": position, "person": ref}
    for position, aside in enumerate(record.coverage.set_aside):
        yield "set_aside", {"position": position, **aside.model_dump()}
    for position, note in enumerate(record.diagnostics):
        row = note.model_dump(include={"code", "message", "other_start", "other_end"})
        yield "diagnostics", {"position": position, **row, "span_start": note.start, "span_end": note.end}


#: Tables that a document fills, in the order in which they are written; bodies and people come in between.
WRITTEN = (tables.documents, tables.records, *contents.CONTENTS)
