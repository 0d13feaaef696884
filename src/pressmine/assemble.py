"""Resolution -> Record: the only translator. What it builds, the Record's own checks prove.

Plain data is handed over and checked as a whole: items that are built and checked one by one take twice the time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from pressmine import record as r
from pressmine.document import Diagnostic, Document
from pressmine.errors import StageError
from pressmine.offsets import Span
from pressmine.resolution import (
    Agreement,
    Contact,
    Date,
    Extra,
    Figure,
    Mention,
    Organisation,
    Person,
    Place,
    Quote,
    Resolution,
    Signatory,
)


def assemble(document: Document, resolution: Resolution, produced_by: r.ProducedBy) -> r.Record:
    """The validated record. Raises StageError("assemble") where the resolution breaks the contract: a fault of ours."""
    text = document.source.text
    try:
        return r.Record.model_validate(
            {
                "schema_version": r.SCHEMA_VERSION,
                "document": _info(document, resolution),
                "produced_by": produced_by,
                "text": text,
                "zones": [{"kind": z.kind.value, "start": z.source.start, "end": z.source.end} for z in document.zones],
                "organisations": [_organisation(o, text) for o in resolution.organisations],
                "persons": [_person(p, text) for p in resolution.persons],
                "places": [_place(p, text) for p in resolution.places],
                "dates": [_date(d, text) for d in resolution.dates],
                "figures": [_figure(f, text) for f in resolution.figures],
                "agreements": [_agreement(a) for a in resolution.agreements],
                "signatories": [_signatory(s) for s in resolution.signatories],
                "quotes": [_quote(q, text) for q in resolution.quotes],
                "contacts": [_contact(c) for c in resolution.contacts],
                "extra": {name: [_extra(e, text) for e in values] for name, values in resolution.extra.items()},
                "diagnostics": [_diagnostic(d) for d in (*document.source.diagnostics, *resolution.diagnostics)],
            }
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StageError(
            "assemble", f"the record is not valid ({where or 'record'}: {first['msg']}): please report this document"
        ) from error


Item = dict[str, Any]


def _info(document: Document, resolution: Resolution) -> Item:
    source, header = document.source, resolution.header
    return {
        "id": source.sha256,
        "source": source.name,
        "format": source.format,
        "language": source.metadata.language or "fr",
        "kind": header.kind,
        "title": header.title,
        "subtitle": header.subtitle,
        "published": header.published,
        "place": header.place,
        "issuer": header.issuer,
        "embargo": header.embargo,
        "replaces": header.replaces,
    }


def _mentions(mentions: list[Mention], text: str) -> list[Item]:
    ordered = sorted(mentions, key=_place_of) if len(mentions) > 1 else mentions
    return [_said(m.span, text, m.source, m.confidence) for m in ordered]


def _place_of(mention: Mention) -> tuple[int, int, str]:
    return mention.span.start, mention.span.end, mention.source


def _said(span: Span, text: str, source: str, confidence: float) -> Item:
    start, end = span.start, span.end
    return {
        "text": text[start:end],
        "start": start,
        "end": end,
        "source": source,
        "confidence": _level(confidence),
    }


@lru_cache(maxsize=1024)
def _level(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)), 2)


def _organisation(o: Organisation, text: str) -> Item:
    return {
        "ref": o.ref,
        "name": o.name,
        "acronym": o.acronym,
        "aliases": o.aliases,
        "type": o.type,
        "roles": o.roles or ["mentioned"],
        "identifiers": [
            {"scheme": i.scheme, "value": i.value, "start": i.span.start, "end": i.span.end} for i in o.identifiers
        ],
        "mentions": _mentions(o.mentions, text),
    }


def _person(p: Person, text: str) -> Item:
    return {
        "ref": p.ref,
        "name": p.name,
        "function": p.function,
        "organisation": p.organisation,
        "roles": p.roles or ["mentioned"],
        "mentions": _mentions(p.mentions, text),
    }


def _place(p: Place, text: str) -> Item:
    return {"ref": p.ref, "name": p.name, "type": p.type, "code": p.code, "mentions": _mentions(p.mentions, text)}


def _date(d: Date, text: str) -> Item:
    return {
        **_said(d.span, text, d.source, d.confidence),
        "value": d.value,
        "granularity": d.granularity,
        "role": d.role,
        "inferred": d.inferred,
    }


def _figure(f: Figure, text: str) -> Item:
    return {
        **_said(f.span, text, f.source, f.confidence),
        "kind": f.kind,
        "value": f.value,
        "low": f.low,
        "high": f.high,
        "approx": f.approx,
        "unit": f.unit,
        "of": f.of,
        "organisation": f.organisation,
        "period": f.period,
    }


def _agreement(a: Agreement) -> Item:
    return {
        "ref": a.ref,
        "kind": a.kind,
        "title": a.title,
        "date": a.date,
        "place": a.place,
        "parties": a.parties,
        "start": a.span.start,
        "end": a.span.end,
        "source": a.source,
        "confidence": _level(a.confidence),
    }


def _signatory(s: Signatory) -> Item:
    return {"ref": s.ref, "name": s.name, "role": s.role, "agreement": s.agreement, "for": s.party}


def _quote(q: Quote, text: str) -> Item:
    return {**_said(q.span, text, q.source, q.confidence), "speaker": q.speaker}


def _contact(c: Contact) -> Item:
    return {
        "name": c.name,
        "person": c.person,
        "organisation": c.organisation,
        "phones": c.phones,
        "emails": c.emails,
        "start": c.span.start,
        "end": c.span.end,
        "source": c.source,
        "confidence": _level(c.confidence),
    }


def _extra(e: Extra, text: str) -> Item:
    return {**_said(e.span, text, e.source, e.confidence), "value": e.value}


def _diagnostic(d: Diagnostic) -> Item:
    return {
        "code": d.code,
        "message": d.message,
        "start": d.span.start if d.span else None,
        "end": d.span.end if d.span else None,
        "other_start": d.other.start if d.other else None,
        "other_end": d.other.end if d.other else None,
    }
