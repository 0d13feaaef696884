"""Signature blocks: what stands under `Signé`, `Signataires`, or behind `Pour la Région :`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pressmine.document import Block, Document, ZoneKind
from pressmine.evidence import AgreementReading, AliasReading, EntityReading, Evidence, PostReading
from pressmine.french.fold import fold
from pressmine.french.function_words import is_function
from pressmine.french.lists import read_list
from pressmine.offsets import Span, ViewSpan
from pressmine.rules.agreements.instruments import instrument, kinds
from pressmine.rules.columns import cells, columns
from pressmine.rules.lists import any_of, word_list
from pressmine.rules.together import together

_BULLET = re.compile(r"\s*(?:[-–—•●▪◦■□►▶➢➔→✓✔*·]\s?|\d{1,2}[.)]\s){1,3}")
_HEAD = re.compile(
    r"\W{0,3}(?:signe(?:e?s?)?\s(?:a|le|en)\s.{2,90}$|signe(?:e?s?)?\s?(?:par)?\s*[,:.]?|fait (?:a|en)\s[^:]{2,90}$"
    r"|(?:les\s|liste des\s|premiers\s|organisations\s|associations\s"
    r"|structures\s){0,3}(?:co-?)?signataires?\b[^:;]{0,60}:?)"
)
#: `Pour la Région : Anne Roy`, or `Pour la Région` on a line of its own.
_FOR = re.compile(r"\W{0,3}pour\s(?:la\s|le\s|les\s|l'|d'|du\s)?(?P<body>[^:]{2,100}?)\s?(?::\s?|$)")
#: `Pour signer :`, `Pour en savoir plus :`
_TO_DO = re.compile(r"(?:(?:en|nous|vous|y|se)\s|s')?[a-z]{2,12}(?:er|ir|oir|dre|tre)\b(?!-)")
_PART = re.compile(r"\s?[,;:(]\s?|\s[-–—]\s|\)")
_TITLE = re.compile(r"(?:M\.|Mme|Dr\.?|Pr\.?|Me)\s")
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,30}(?:\s(?:[A-ZÀ-ÖØ-Þ]\.?|de la|de|du|d'|von|van|den|le|la|ag|mint|ould|ben|el"
    r"|al)){0,2}(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}){1,3}$"
)
_PARENTHESIS = re.compile(r"\s?\((?P<short>[A-Z][\w&.-]{1,14})\)\s*$")


@dataclass(slots=True)
class _Signer:
    """One item of a block: the stretch that it fills, the body and the people that it names."""

    whole: ViewSpan
    body: ViewSpan | None = None
    persons: list[ViewSpan] = field(default_factory=list)


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
    signers = _signers(document, run)
    if not signers:
        return
    bound = tuple(
        (_source(document, person), _source(document, signer.body or signer.whole))
        for signer in signers
        for person in signer.persons
    )
    yield Evidence(
        rule="agreement.block",
        span=document.span(run[0].span.start, run[-1].span.end),
        reading=AgreementReading(
            kind=_kind(document),
            parties=tuple(_source(document, s.body or s.whole) for s in signers),
            bound=bound,
            date=document.span(run[0].span.start, run[-1].span.end),
        ),
        confidence=0.95,
    )
    for signer in signers:
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


def _signers(document: Document, run: list[Block]) -> list[_Signer]:
    """The items of a block, read line by line; below `Pour X` the next lines name who signs for X."""
    signers: list[_Signer] = []
    for_whom: _Signer | None = None
    grouped = _grouped(document, run)
    for block in run:
        if block.span in grouped:
            signers += grouped[block.span]
            continue
        at, end = block.span.start, block.span.end
        signs_for = _FOR.match(document.folded, at, end)
        if signs_for and _TO_DO.match(signs_for.group("body")):
            continue
        if signs_for:
            for_whom = _Signer(block.span, ViewSpan(signs_for.start("body"), signs_for.end("body")))
            signers.append(for_whom)
            at = signs_for.end()
            for_whom.persons += [p for p, kind in _parts(document, at, end) if kind == "person"]
            continue
        head = _HEAD.match(document.folded, at, end)
        if head:
            at, for_whom = head.end(), None
        sort = _sorted_by().match(document.folded, at, end)
        for item in _items(document, at, end):
            if sort and "," in document.text[sort.end() : end]:
                signers.append(_Signer(item, item))
            elif for_whom is not None:
                for_whom.persons += [p for p, kind in _parts(document, item.start, item.end) if kind == "person"]
            else:
                signers.append(_signer(document, item))
    return signers


def _grouped(document: Document, run: list[Block]) -> dict[ViewSpan, list[_Signer]]:
    """What groups of lines say that stand side by side, or under each other with a blank line between: a name, then
    what it signs for. By the line that a group begins with; the other lines of a group say nothing more.
    """
    groups: list[list[ViewSpan]] = []
    if any(_FOR.match(document.folded, block.span.start, block.span.end) for block in run):
        return {}  # `Pour Valdor` says for whom the names below it sign
    for block in run:
        close = groups and "\n\n" not in document.text[groups[-1][-1].end - 1 : block.span.start + 1]
        groups = [*groups[:-1], [*groups[-1], block.span]] if close else [*groups, [block.span]]
    found: dict[ViewSpan, list[_Signer]] = {}
    stacked: list[list[ViewSpan]] = []
    for group in groups:
        if len(group) < 2 or _HEAD.match(document.folded, group[0].start, group[0].end):
            continue
        if len(cells(document, group[0])) > 1:
            stacks = [[ViewSpan(a, b) for a, b in column] for column in columns(document, group)]
            read = [_stack(document, stack) for stack in stacks]
            if all(s is not None for s in read):
                found.update({line: [] for line in group} | {group[0]: [s for s in read if s is not None]})
        elif len(group) <= 4:
            stacked.append(group)
    signed = [_stack(document, group) for group in stacked]
    if len(stacked) > 1 and all(s is not None for s in signed):
        for group, signer in zip(stacked, signed, strict=True):
            found.update({line: [] for line in group} | {group[0]: [signer] if signer is not None else []})
    return found


def _stack(document: Document, stack: Sequence[ViewSpan]) -> _Signer | None:
    """`Anne Roy / Présidente / Caisse du Jorat`: a person over the body that is signed for; else None."""
    if len(stack) < 2:
        return None
    who = _parts(document, stack[0].start, stack[0].end)
    if len(who) != 1 or who[0][1] != "person":
        return None
    below = [part for line in stack[1:] for part in _parts(document, line.start, line.end)]
    if any(kind == "person" for _, kind in below):
        return None
    bodies = [p for p, kind in below if kind == "body" and not is_function(document.folded[p.start : p.end].split()[0])]
    whole = ViewSpan(stack[0].start, stack[-1].end)
    return _Signer(whole, bodies[0] if bodies else None, [who[0][0]])


def _signer(document: Document, item: ViewSpan) -> _Signer:
    """`Anne Roy, Debian`; `Union X – Paul Roy, président`; `Xnet`; `Institut X (IX)`."""
    parts = _parts(document, item.start, item.end)
    persons = [p for p, kind in parts if kind == "person"]
    bodies = [p for p, kind in parts if kind == "body"]
    if len(parts) == 1 or not persons:
        # A line of its own without a function or a comma that tells a person: a body, whatever it looks like.
        first = bodies[0] if bodies else item
        short = _PARENTHESIS.search(document.text[first.start : item.end])
        return _Signer(item, ViewSpan(first.start, item.end if short and len(parts) <= 2 else first.end))
    return _Signer(item, bodies[0] if bodies else None, persons[:1])


def _parts(document: Document, start: int, end: int) -> list[tuple[ViewSpan, str]]:
    """The parts of an item between commas, dashes and brackets, each a person, a body or text."""
    cuts = [start]
    for m in _PART.finditer(document.text, start, end):
        cuts += [m.start(), m.end()]
    cuts.append(end)
    found: list[tuple[ViewSpan, str]] = []
    for a, b in zip(cuts[::2], cuts[1::2], strict=True):
        title = _TITLE.match(document.text, a, b)
        a = title.end() if title else a
        text = document.text[a:b].rstrip(" .")
        if len(text) < 2:
            continue
        named = any(kind == "person" for _, kind in found)
        kind = "text"
        if not named and _NAME.match(text) and not _bodily(document.folded[a:b]):
            kind = "person"
        elif text[0].isupper() or text[0].islower() and _bodily(document.folded[a:b]) and not found:
            kind = "body"
        found.append((ViewSpan(a, a + len(text)), kind))
    return found


def _bodily(folded: str) -> bool:
    """True where a word says that this is a body: `association`, `union`, `institut`."""
    bodies = word_list("contacts")["bodies"]
    return any(w.strip(".") in bodies for w in re.split(r"[\s'’]+", folded))


@cache
def _sorted_by() -> re.Pattern[str]:
    """`Associations nationales : `, `Syndicats :`: of which sort the signatories are that stand behind or below."""
    sorts = any_of(sorted(fold(n) for n in read_list("bodies")["plural"]["nouns"]))
    return re.compile(rf"\W{{0,3}}{sorts}(?:\s[a-z'-]{{2,20}}){{0,4}}\s?(?::\s?|$)")


def _items(document: Document, start: int, end: int) -> Iterator[ViewSpan]:
    """The items of a line: itself without its bullet, or its parts between semicolons; behind the name of a sort of
    bodies its parts between commas, too.
    """
    sort = _sorted_by().match(document.folded, start, end)
    if sort and not any(c.isupper() for c in document.text[sort.start() : sort.end()].strip("*_ -•")[1:]):
        start = sort.end()
    else:
        sort = None
    at = start
    for piece in re.split(r"([;,](?=\s))" if sort else r"(;)", document.text[start:end]):
        bullet = _BULLET.match(piece)
        left = bullet.end() if bullet else len(piece) - len(piece.lstrip())
        right = len(piece.rstrip(" .,;:"))
        if right - left > 1 and any(c.isalpha() for c in piece[left:right]):
            yield ViewSpan(at + left, at + right)
        at += len(piece)


def _kind(document: Document) -> str:
    """What is signed: the first noun of agreement from the top that is one without a verb."""
    for m in instrument().finditer(document.folded):
        kind = kinds()[m.group()]
        if kind not in ("partnership", "acquisition", "merger"):
            return kind
    return "declaration"


def _body(document: Document, item: ViewSpan) -> Iterator[Evidence]:
    """Votes for a body that signs, and for its acronym in brackets."""
    short = _PARENTHESIS.search(document.text[item.start : item.end])
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


RULES = together(
    find_blocks,
    {
        "agreement.block": "Les signataires d'un bloc : « Signé », « Signataires », « Pour la Région : … ».",
        "agreement.signer": "Un organisme ou une personne qu'un bloc de signataires nomme.",
        "agreement.signs-for": "L'organisme pour lequel signe une personne d'un bloc de signataires.",
        "agreement.alias": "Un signataire et son sigle entre parenthèses.",
    },
)
