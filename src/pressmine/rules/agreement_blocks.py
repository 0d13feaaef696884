"""Signature blocks: what stands under `Signé`, `Signataires`, or behind `Pour la Région :`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Block, Document, ZoneKind
from pressmine.evidence import AgreementReading, AliasReading, EntityReading, Evidence, Rule
from pressmine.offsets import ViewSpan
from pressmine.rules.agreement_words import kinds, noun

_BULLET = re.compile(r"\s*(?:[-–—•●▪◦■□►▶➢➔→✓✔*·]\s?|\d{1,2}[.)]\s)+")
_HEAD = re.compile(
    r"\W{0,3}(?:signe(?:e?s?)?\s?(?:par)?\s*[,:.]?|(?:(?:les|liste des|premiers|les premiers|organisations"
    r"|associations|structures)\s)*(?:co-?)?signataires?\b[^:;]{0,60}:?|fait a [^:]{2,70})"
)
_FOR = re.compile(r"\W{0,3}pour\s(?:la\s|le\s|les\s|l'|d'|du\s)?(?P<body>[^:]{2,100}?)\s?:\s?")
_PERSON = re.compile(
    r"(?:(?:M\.|Mme|Dr|Pr|Me)\s)?(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s[A-ZÀ-ÖØ-Þ]\.?(?=\s))?(?:\s(?:de la|de|du|d'|von"
    r"|van|le|la|ag|mint|ould|ben|el|al))?(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]+){1,3})\s?(?:,|\(|–|-\s)\s?"
)
_PARENTHESIS = re.compile(r"\s?\((?P<short>[A-Z][\w&.-]{1,14})\)\s*$")


def find_blocks(document: Document) -> Iterator[Evidence]:
    """One agreement for each signature zone, and the bodies and people that its lines name."""
    run: list[Block] = []
    for block in [*document.blocks, None]:
        if block is not None and document.zones[block.zone].kind is ZoneKind.SIGNATURE:
            run.append(block)
            continue
        if run:
            yield from _block(document, run)
            run = []


def _block(document: Document, run: list[Block]) -> Iterator[Evidence]:
    items: list[ViewSpan] = []
    for block in run:
        at = block.span.start
        head = _HEAD.match(document.folded, at, block.span.end)
        if head and not _FOR.match(document.folded, at, block.span.end):
            at = head.end()
        items += _items(document, at, block.span.end)
    if not items:
        return
    whole = document.span(run[0].span.start, run[-1].span.end)
    stretches = tuple(document.span(i.start, i.end) for i in items)
    yield Evidence(
        rule="agreement.block",
        span=whole,
        reading=AgreementReading(
            kind=_kind(document),
            parties=stretches,
            representatives=stretches,
            bound=tuple((s, s) for s in stretches),
            date=whole,
        ),
        confidence=0.95,
    )
    for item in items:
        yield from _named(document, item)


def _items(document: Document, start: int, end: int) -> Iterator[ViewSpan]:
    """The items of a line: itself without its bullet, or its parts between semicolons."""
    at = start
    for piece in re.split(r"(;)", document.text[start:end]):
        bullet = _BULLET.match(piece)
        left = bullet.end() if bullet else len(piece) - len(piece.lstrip())
        right = len(piece.rstrip(" .,;:"))
        if right - left > 1 and any(c.isalpha() for c in piece[left:right]):
            yield ViewSpan(at + left, at + right)
        at += len(piece)


def _kind(document: Document) -> str:
    """What is signed: the first noun of agreement from the top that is one without a verb."""
    for m in noun().finditer(document.folded):
        kind = kinds()[m.group("noun")]
        if kind not in ("partnership", "acquisition", "merger"):
            return kind
    return "declaration"


def _named(document: Document, item: ViewSpan) -> Iterator[Evidence]:
    """The body and the person that an item names: `Anne Roy, Debian`, `Pour la CASUD :

    Luc Payet`, `Xnet`, `Institut X (IX)`.
    """
    start = item.start
    signs_for = _FOR.match(document.folded, start, item.end)
    if signs_for:
        yield _vote(document, signs_for.start("body"), signs_for.end("body"), "organisation", 0.85)
        start = signs_for.end()
    person = _PERSON.match(document.text + ",", start, item.end + 1)
    behind = document.text[person.end() : item.end].strip() if person else ""
    if person and (behind or signs_for):
        yield _vote(document, person.start("name"), person.end("name"), "person", 0.9)
        if not signs_for and behind[:1].isupper() and "," not in behind:
            yield _vote(document, person.end(), item.end, "organisation", 0.85)
        return
    if signs_for or len(document.text[item.start : item.end].split()) > 12:
        return
    yield from _body(document, item)


def _body(document: Document, item: ViewSpan) -> Iterator[Evidence]:
    short = _PARENTHESIS.search(document.text[item.start : item.end])
    end = item.start + short.start() if short else item.end
    yield _vote(document, item.start, end, "organisation", 0.85)
    if short:
        at, stop = item.start + short.start("short"), item.start + short.end("short")
        yield _vote(document, at, stop, "organisation", 0.8)
        yield Evidence(
            "agreement.alias",
            document.span(item.start, item.end),
            AliasReading(document.span(item.start, end), document.span(at, stop)),
            0.9,
        )


def _vote(document: Document, start: int, end: int, label: str, confidence: float) -> Evidence:
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return Evidence(
        "agreement.signer", document.span(start, end), EntityReading(label, roles=("signatory",)), confidence
    )


RULES = (
    Rule(
        "agreement.block",
        "Les signataires d'un bloc : « Signé », « Signataires », « Pour la Région : … ».",
        find_blocks,
    ),
)
