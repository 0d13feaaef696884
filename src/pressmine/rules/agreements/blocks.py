"""Signature blocks: the lines under `Signé` or `Signataires`, or after `Pour la Région :`; and heads of contracts."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Block, Document, ZoneKind
from pressmine.evidence import AgreementReading, AliasReading, EntityReading, Evidence, PostReading
from pressmine.offsets import Span, ViewSpan
from pressmine.rules.agreements.contract_heads import undersigned
from pressmine.rules.agreements.instruments import instrument, kinds
from pressmine.rules.agreements.signer_lines import BRACKET, Signer, named_in_note, signers
from pressmine.rules.shared_look import rules_of

#: Signers that make an agreement of a text that names none.
_SEVERAL = 2


def find_blocks(document: Document) -> Iterator[Evidence]:
    """One agreement for each signature zone, with the bodies and people named in its lines."""
    run: list[Block] = []
    for block in [*document.blocks, None]:
        if block is not None and document.zones[block.zone].kind is ZoneKind.SIGNATURE:
            run.append(block)
            continue
        if run:
            yield from _block(document, run, signers(document, [block.span for block in run]))
            run = []
    for lines, parties in undersigned(document):
        yield from _block(document, lines, parties)
    for note in document.footnotes:
        yield from _votes(document, named_in_note(document, note))


def _block(document: Document, run: list[Block], found: list[Signer]) -> Iterator[Evidence]:
    kind = _kind(document)
    if kind is None and len(found) < _SEVERAL:
        yield from _votes(document, found)  # `Pour X, Anne Roy` ends any text: nothing is agreed on
        return
    bound = tuple(
        (_source(document, person), _source(document, signer.body or signer.whole))
        for signer in found
        for person in signer.persons
    )
    yield Evidence(
        rule="agreement.block",
        span=document.span(run[0].span.start, run[-1].span.end),
        reading=AgreementReading(
            kind=kind or "declaration",
            parties=tuple(_source(document, s.body or s.whole) for s in found),
            bound=bound,
            date=document.span(run[0].span.start, run[-1].span.end),
            signed=True,
        ),
        confidence=0.95,
    )
    yield from _votes(document, found)


def _votes(document: Document, found: list[Signer]) -> Iterator[Evidence]:
    """The bodies and people that a block names, as such."""
    for signer in found:
        if signer.body is not None:
            yield from _body(document, signer.body)
        for person in signer.persons:
            yield _vote(document, person, "person", 0.9)
            if signer.body is not None:
                who, body = _source(document, person), _source(document, signer.body)
                whole = Span(min(who.start, body.start), max(who.end, body.end))
                yield Evidence("agreement.signs-for", whole, PostReading(who, None, body), 0.6)


def _source(document: Document, span: ViewSpan) -> Span:
    return document.span(span.start, span.end)


def _kind(document: Document) -> str | None:
    """What is signed: the first noun of agreement from the top that is one without a verb."""
    for m in instrument().finditer(document.folded):
        kind = kinds()[m.group()]
        if kind not in ("partnership", "acquisition", "merger"):
            return kind
    return None


def _body(document: Document, item: ViewSpan) -> Iterator[Evidence]:
    """Votes for a body that signs, and for its acronym in brackets."""
    short = BRACKET.search(document.text[item.start : item.end])
    end = item.start + short.start() if short else item.end
    if len(document.text[item.start : end].split()) > 14:
        return
    long = ViewSpan(item.start, end)
    yield _vote(document, long, "organisation", 0.85)
    if short:
        span = ViewSpan(item.start + short.start("short"), item.start + short.end("short"))
        yield _vote(document, span, "organisation", 0.8)
        alias = AliasReading(_source(document, long), _source(document, span))
        yield Evidence("agreement.alias", _source(document, item), alias, 0.9)


def _vote(document: Document, span: ViewSpan, label: str, confidence: float) -> Evidence:
    return Evidence("agreement.signer", _source(document, span), EntityReading(label, roles=("signatory",)), confidence)


RULES = rules_of(
    find_blocks,
    {
        "agreement.block": "Les signataires d'un bloc : « Signé », « Pour la Région : … », « Entre les soussignés ».",
        "agreement.signer": "Un organisme ou une personne qu'un bloc de signataires nomme.",
        "agreement.signs-for": "L'organisme pour lequel signe une personne d'un bloc de signataires.",
        "agreement.alias": "Un signataire et son sigle entre parenthèses.",
    },
)
