"""Resolution -> Record: the only translator. What it builds, the Record's own checks prove."""

from __future__ import annotations

from typing import TypedDict

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
        return r.Record(
            schema_version=r.SCHEMA_VERSION,
            document=_info(document, resolution),
            produced_by=produced_by,
            text=text,
            zones=tuple(r.Zone(kind=z.kind.value, start=z.source.start, end=z.source.end) for z in document.zones),
            organisations=tuple(_organisation(o, text) for o in resolution.organisations),
            persons=tuple(_person(p, text) for p in resolution.persons),
            places=tuple(_place(p, text) for p in resolution.places),
            dates=tuple(_date(d, text) for d in resolution.dates),
            figures=tuple(_figure(f, text) for f in resolution.figures),
            agreements=tuple(_agreement(a) for a in resolution.agreements),
            signatories=tuple(_signatory(s) for s in resolution.signatories),
            quotes=tuple(_quote(q, text) for q in resolution.quotes),
            contacts=tuple(_contact(c) for c in resolution.contacts),
            extra={name: tuple(_extra(e, text) for e in values) for name, values in resolution.extra.items()},
            diagnostics=tuple(_diagnostic(d) for d in (*document.source.diagnostics, *resolution.diagnostics)),
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StageError(
            "assemble", f"the record is not valid ({where or 'record'}: {first['msg']}): please report this document"
        ) from error


def _info(document: Document, resolution: Resolution) -> r.DocumentInfo:
    source, header = document.source, resolution.header
    return r.DocumentInfo(
        id=source.sha256,
        source=source.name,
        format=source.format,  # type: ignore[arg-type]  # the model checks the literal
        language=source.metadata.language or "fr",
        kind=header.kind,  # type: ignore[arg-type]  # the model checks the literal
        title=header.title,
        subtitle=header.subtitle,
        published=header.published,
        place=header.place,
        issuer=header.issuer,
        embargo=header.embargo,
        replaces=header.replaces,
    )


def _mentions(mentions: list[Mention], text: str) -> tuple[r.Mention, ...]:
    ordered = sorted(mentions, key=lambda m: (m.span, m.source))
    return tuple(r.Mention(**_said(m.span, text), source=m.source, confidence=_level(m.confidence)) for m in ordered)


class _Said(TypedDict):
    text: str
    start: int
    end: int


def _said(span: Span, text: str) -> _Said:
    return {"text": text[span.start : span.end], "start": span.start, "end": span.end}


def _level(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)), 2)


def _organisation(o: Organisation, text: str) -> r.Organisation:
    return r.Organisation(
        ref=o.ref,
        name=o.name,
        acronym=o.acronym,
        aliases=tuple(o.aliases),
        type=o.type,  # type: ignore[arg-type]  # the model checks the literal
        roles=tuple(o.roles) or ("mentioned",),
        identifiers=tuple(
            r.Identifier(scheme=i.scheme, value=i.value, start=i.span.start, end=i.span.end)  # type: ignore[arg-type]
            for i in o.identifiers
        ),
        mentions=_mentions(o.mentions, text),
    )


def _person(p: Person, text: str) -> r.Person:
    return r.Person(
        ref=p.ref,
        name=p.name,
        function=p.function,
        organisation=p.organisation,
        roles=tuple(p.roles) or ("mentioned",),
        mentions=_mentions(p.mentions, text),
    )


def _place(p: Place, text: str) -> r.Place:
    return r.Place(
        ref=p.ref,
        name=p.name,
        type=p.type,  # type: ignore[arg-type]  # the model checks the literal
        code=p.code,
        mentions=_mentions(p.mentions, text),
    )


def _date(d: Date, text: str) -> r.Date:
    return r.Date(
        **_said(d.span, text),
        value=d.value,
        granularity=d.granularity,
        role=d.role,
        inferred=d.inferred,
        source=d.source,
        confidence=_level(d.confidence),
    )


def _figure(f: Figure, text: str) -> r.Figure:
    return r.Figure(
        **_said(f.span, text),
        kind=f.kind,  # type: ignore[arg-type]  # the model checks the literal
        value=f.value,
        low=f.low,
        high=f.high,
        approx=f.approx,  # type: ignore[arg-type]  # the model checks the literal
        unit=f.unit,
        of=f.of,
        organisation=f.organisation,
        period=f.period,
        source=f.source,
        confidence=_level(f.confidence),
    )


def _agreement(a: Agreement) -> r.Agreement:
    return r.Agreement(
        ref=a.ref,
        kind=a.kind,
        title=a.title,
        date=a.date,
        place=a.place,
        parties=tuple(a.parties),
        start=a.span.start,
        end=a.span.end,
        source=a.source,
        confidence=_level(a.confidence),
    )


def _signatory(s: Signatory) -> r.Signatory:
    return r.Signatory.model_validate(
        {"ref": s.ref, "name": s.name, "role": s.role, "agreement": s.agreement, "for": s.party}
    )


def _quote(q: Quote, text: str) -> r.Quote:
    return r.Quote(**_said(q.span, text), speaker=q.speaker, source=q.source, confidence=_level(q.confidence))


def _contact(c: Contact) -> r.Contact:
    return r.Contact(
        name=c.name,
        person=c.person,
        organisation=c.organisation,
        phones=tuple(c.phones),
        emails=tuple(c.emails),
        start=c.span.start,
        end=c.span.end,
        source=c.source,
        confidence=_level(c.confidence),
    )


def _extra(e: Extra, text: str) -> r.Extra:
    return r.Extra(**_said(e.span, text), value=e.value, source=e.source, confidence=_level(e.confidence))


def _diagnostic(d: Diagnostic) -> r.Diagnostic:
    return r.Diagnostic(
        code=d.code,
        message=d.message,
        start=d.span.start if d.span else None,
        end=d.span.end if d.span else None,
        other_start=d.other.start if d.other else None,
        other_end=d.other.end if d.other else None,
    )
