"""Who issues the text: the spans that name it, each a vote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Block, Document, ZoneKind
from pressmine.evidence import Evidence, HeaderReading
from pressmine.french.text_kinds import INVITES
from pressmine.offsets import ViewSpan
from pressmine.rules.column_cells import cells
from pressmine.rules.header import closing, named
from pressmine.rules.lists import any_of, word_list
from pressmine.rules.shared_look import rules_of

#: `Lyon, le 3 mars 2022 –`: what comes before a first sentence.
_OPENING = re.compile(
    r"[^\n]{3,90}?(?:\d{4}|\d[/.]\d\d)(?:\s?\([^()]{2,40}\)|\s(?:a\s)?\d{1,2}\s?h\s?\d{0,2})?\s?[-–—.:]\s"
    r"|[^\n.,]{2,40}\s[—–]\s"
)
#: Characters up to which a line over contacts is a heading that names nobody.
_BARE = 24
#: `Campus & Territoires — `: the medium or the body before a first sentence.
_PREFIX = re.compile(r"(?P<who>[A-ZÀ-ÖØ-Þ][^\n.,:;()0-9]{2,40}?)\s[—–]\s(?=[A-ZÀ-ÖØ-Þ«])")
_PROSE = frozenset({ZoneKind.LEAD, ZoneKind.BODY})
_ANNOUNCING = re.compile(rf"(?<!\w){any_of(word_list('header')['announcing'])}(?!\w)")


def find_issuer(document: Document) -> Iterator[Evidence]:
    """Spans that name who issues the text; the confidence of each is its vote."""
    abouts = 0
    titled = False
    for zone in document.zones if document.blocks else ():
        first = document.block_at(zone.span.start).span
        opening = (first.start, min(first.end, first.start + 120))
        heading = cells(document, first)[:1] if zone.kind is ZoneKind.CONTACTS else []
        if heading and heading[0][1] - first.start <= _BARE:
            opening = (first.start, _next_line(document, first, zone.span.end))
        if zone.kind in (ZoneKind.LETTERHEAD, ZoneKind.SURTITLE):
            for block in document.blocks:
                if zone.span.contains(block.span):
                    yield _vote(document, block.span.start, block.span.end, "letterhead", 0.8)
        elif zone.kind is ZoneKind.ABOUT:
            yield _vote(document, *opening, "about", 0.75 if not abouts else 0.4)
            abouts += 1
        elif zone.kind is ZoneKind.CONTACTS and "agence" not in document.folded[slice(*opening)]:
            yield _vote(document, *opening, "contacts", 0.5)
        elif zone.kind is ZoneKind.HEADLINE and not titled:
            titled = True
            yield _vote(document, zone.span.start, zone.span.end, "title", 0.45)
    title = document.source.metadata.title_span
    if title is not None and not titled:
        yield Evidence("header.issuer.title", title, HeaderReading("issuer"), 0.45)
    yield from _lead(document)


def _next_line(document: Document, first: ViewSpan, end: int) -> int:
    """Where the line under a heading ends: `Contacts presse`, and below it whose they are."""
    at = first.end
    while at < end and document.text[at].isspace():
        at += 1
    return min(document.block_at(at).span.end, at + 120) if at < end else first.end


def _lead(document: Document) -> Iterator[Evidence]:
    """The first name, and the subjects that announce something, in the first paragraphs."""
    prose = [b.span for b in document.blocks if document.zones[b.zone].kind in _PROSE or _invites(document, b)][:3]
    if not prose:
        return
    prefix = _PREFIX.match(document.text, prose[0].start, prose[0].end)
    if prefix:
        yield _vote(document, prefix.start("who"), prefix.end("who"), "letterhead", 0.6)
    start = prose[0].start
    opening = _OPENING.match(document.folded, start, prose[0].end)
    start = opening.end() if opening else start
    yield _vote(document, start, min(prose[0].end, max(start + 1, document.sentence_at(start).end)), "lead", 0.3)
    for span in prose:
        begin = max(start, span.start)
        m = _ANNOUNCING.search(document.folded, begin, min(span.end, begin + 500))
        if m:
            yield _vote(document, max(begin, document.sentence_at(m.start()).start), m.start(), "announces", 0.5)
            return


def _invites(document: Document, block: Block) -> bool:
    """True for a headline that is the sentence of an invitation: `La mairie vous invite au vernissage.`"""
    headline = document.zones[block.zone].kind is ZoneKind.HEADLINE
    return headline and INVITES.search(document.folded, block.span.start, block.span.end) is not None


def _vote(document: Document, start: int, end: int, why: str, confidence: float) -> Evidence:
    where = "sentence" if why == "announces" else why
    return Evidence(f"header.issuer.{why}", document.span(start, end), HeaderReading("issuer", where=where), confidence)


RULES = (
    *named.RULES,
    *closing.RULES,
    *rules_of(
        find_issuer,
        {
            "header.issuer.letterhead": "L'émetteur que nomme l'en-tête, ou ce qui précède la première phrase.",
            "header.issuer.about": "L'émetteur que nomme un paragraphe « À propos ».",
            "header.issuer.contacts": "L'émetteur que nomme le bloc des contacts.",
            "header.issuer.title": "L'émetteur que nomme le titre.",
            "header.issuer.lead": "L'émetteur que nomme la première phrase.",
            "header.issuer.announces": "L'émetteur qui annonce, présente, publie : « X annonce ».",
        },
    ),
)
