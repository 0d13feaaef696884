"""Bodies that a text names as the ones who issued it: letterhead, dateline, `Communiqué de X`, `À propos de X`,
signature, an author that is not a person.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pressmine.document import Block, Document, ZoneKind
from pressmine.evidence import EntityReading, Evidence, HeaderReading
from pressmine.french.clauses import has_finite_verb
from pressmine.french.dates import find_dates
from pressmine.french.folding import fold
from pressmine.french.head_nouns import opens_with_head
from pressmine.french.known import bodies, name_key
from pressmine.french.lexicon import any_form, any_written
from pressmine.french.lists import folded_set, given_names, things
from pressmine.french.text_kinds import text_kind
from pressmine.offsets import ViewSpan
from pressmine.rules.column_cells import cells
from pressmine.rules.declared.parties import parties_at
from pressmine.rules.header.author import declared_bodies
from pressmine.rules.header.closing import signed_for
from pressmine.rules.header.published import datelines
from pressmine.rules.header.voice import own_voice
from pressmine.rules.shared_look import rules_of

_WHO = r"(?P<who>\w[^\n:;,()«»!?<>]{1,60}?)"
#: What sets a name off from what follows on its line: `Valdor – https://…`, `Valdor -- https://…`, `Valdor | Presse`.
_DASH = r"\s[–—|-]{1,3}\s"
_OF = r"(?:de\s(?:la\s|l')?|du\s|des\s|d')"
_ABOUT = re.compile(rf"\W{{0,3}}(?:À|A|à)\s[Pp]ropos\s{_OF}{_WHO}\s?(?=$|\n|:|{_DASH}|\s?[(<])")
#: After the kind of a text, whose it is: `Déclaration du Syndicat des transporteurs`.
_WHOSE = re.compile(rf"(?:(?i:\s{_OF}){_WHO}\s?(?=$|\n|:|{_DASH})|\s(?P<acronym>[A-Z][A-Z-]{{1,11}})\s?:\s)")
#: What ends a text in the name of a body: `Le service communication de X`, `Service communication – X`.
_SIGNING = re.compile(
    rf"(?:[LN](?:e|a|'|otre)\s?){any_written('signing_desk')}"
    rf"(?:\s[a-zà-ÿ' ]{{2,30}}?)?\s{_OF}{_WHO}\s?\.?$"
)
_UNIT = rf"(?i:{any_written('unit')})\s(?:de\s(?:la\s)?|des\s|d')?{any_written('unit_field')}\b[a-zà-ÿ' ]{{0,30}}"
_UNIT_OF = re.compile(rf"{_UNIT}(?:{_DASH}|,\s|\s{_OF}){_WHO}\s?(?=$|\n|{_DASH}|,)")
_OF_UNIT = re.compile(rf"{_WHO}\s?(?:\n|{_DASH}|,\s){_UNIT}\s?(?=$|\n|{_DASH}|,)")
_UNIT_ALONE = re.compile(rf"{_UNIT}\W*$")
#: Who issued it, after a label: `Source : X`, `Émetteur : X`, `Communiqué diffusé le 4 mars 2024 par X`.
_SENDER = re.compile(
    rf"\W{{0,3}}(?:(?:[Ss]ource|[ÉEé]metteur|[Ee]xpéditeur|[Oo]rganisme(?:\sémetteur)?)\W{{0,3}}:\W{{0,3}}|[Cc]ommuniqué\s[^:;.]{{2,60}}\spar\s(?:l'|le\s|la\s|les\s)?){_WHO}\s?\.?$"
)
_SIGNED = (_SIGNING, _SENDER, _UNIT_OF, _OF_UNIT)
#: Lines at the start of a text with its particulars, and at its end, in which it is signed.
_START, _END = 8, 5
#: What stands under the name of a body in its letterhead, and is not one: an address, a legal form, a listing.
_POSTAL = re.compile(rf"\b(?:{any_form('of_letterhead')}|(?:bp|cs) \d)\b|\b\d{{5}}\s[a-z]|\bcapital (?:social )?de \d")
#: Words of a letterhead's line.
_LONGEST = 10
_INITIALS = re.compile(r"(?:[A-ZÀ-Ý]\.\s?-?){1,3}(?:[A-ZÀ-Ý]|$)")
_EDGES = " \t,;:|·•*_–—-"
_HEAD = frozenset({ZoneKind.LETTERHEAD, ZoneKind.SURTITLE})
_DATED = frozenset({ZoneKind.LETTERHEAD, ZoneKind.SURTITLE, ZoneKind.DATELINE, ZoneKind.BYLINE})
_NOT_SIGNED = frozenset({ZoneKind.BOILERPLATE, ZoneKind.CONTACTS, ZoneKind.CREDIT})


def find_named(document: Document) -> Iterator[Evidence]:
    """Each body named as the issuer, with the weight of its vote if no other rule votes for it."""
    for block in document.blocks:
        kind = document.zones[block.zone].kind
        if kind is ZoneKind.ABOUT and block is document.block_at(document.zones[block.zone].span.start):
            yield from _body(document, _who(_ABOUT, document, block))
        elif kind in _HEAD or kind is ZoneKind.HEADLINE:
            whose = _whose(document, block)
            for rank, name in enumerate(_each(document, whose) if whose is not None else ()):
                yield from _body(document, name)
                yield _vote(document, name, "signed", 0.3 if rank else 0.6)
            if whose is None and kind in _HEAD:
                yield from _body(document, _letterhead(document, block))
    for block, dateline, _ in document.once(datelines):
        kind = document.zones[block.zone].kind
        if kind in _DATED and (kind is not ZoneKind.BYLINE or opens_with_head(document.text[block.span.start :][:80])):
            start, end = dateline.place or (dateline.start, dateline.end)
            before = ViewSpan(block.span.start, block.span.start + min(start, dateline.start))
            yield from _beside(document, before, True)
            yield from _beside(document, ViewSpan(block.span.start + max(end, dateline.end), block.span.end), False)
    for span in _signers(document):
        if not has_finite_verb(document.text[span.start : span.end]):
            yield from _body(document, span)
            yield _vote(document, span, "signed", 0.6)
    end_line, voice = document.once(signed_for), document.once(own_voice)
    if end_line is not None:
        yield _vote(document, end_line.body, "signed", 0.6)
    if voice is not None:
        yield _vote(document, voice, "voice", 0.6)
    for start, end in declared_bodies(document):
        yield from _body(document, ViewSpan(start, end))
        yield _vote(document, ViewSpan(start, end), "signed", 0.8)


def headed(document: Document) -> bool:
    """True if a line of the head opens with what bodies are called: `Fondation X – reconnue d'utilité publique`."""
    heads = (b for b in document.blocks if document.zones[b.zone].kind in _HEAD)
    return any(
        span is not None and _called(document.text[span.start : span.end])
        for span in (_letterhead(document, block) for block in heads)
    )


def _who(pattern: re.Pattern[str], document: Document, block: Block) -> ViewSpan | None:
    return _named(pattern.match(document.text, block.span.start, block.span.end))


def _named(m: re.Match[str] | None) -> ViewSpan | None:
    """What a pattern found, if it begins as a name or as what bodies are called does, and no sentence leads to it."""
    if m is not None and has_finite_verb(m.string[m.start() : m.start("who")]) and m.re is _SIGNING:
        return None  # `Le comité a attribué le marché des …`
    if m is None or m["who"].split()[0].islower() and not opens_with_head(m["who"]):
        return None
    return ViewSpan(m.start("who"), m.end("who"))


def _signers(document: Document) -> Iterator[ViewSpan]:
    """Who signs: on the first and last lines, or on the line above a unit alone: `Direction de la communication`."""
    said = [b for b in document.blocks if document.zones[b.zone].kind not in _NOT_SIGNED]
    for block in dict.fromkeys((*said[:_START], *said[1:][-_END:])):
        span = next(filter(None, (_who(pattern, document, block) for pattern in _SIGNED)), None)
        if span is not None:
            yield span
    for block in document.blocks:
        span = _who(_OF_UNIT, document, block) if document.zones[block.zone].kind is ZoneKind.CONTACTS else None
        if span is not None:
            yield span
    for above, block in itertools.pairwise(document.blocks):
        unit = _UNIT_ALONE.match(document.text, block.span.start, block.span.end)
        if unit and opens_with_head(document.text[above.span.start : above.span.end]):
            yield above.span


def _whose(document: Document, block: Block) -> ViewSpan | None:
    """Whose text it is, after the name of its kind."""
    kind = text_kind(document.folded[block.span.start : block.span.end])
    start = block.span.start + kind.start("rest") if kind else block.span.end
    m = _WHOSE.match(document.text, start, block.span.end)
    if m is None or m["acronym"] is None:
        return _named(m)
    known = bodies().get(name_key(m["acronym"])) is not None or _again(document, m["acronym"])
    return ViewSpan(m.start("acronym"), m.end("acronym")) if known else None  # `Communiqué PLU : …` says what it is on


def _each(document: Document, whose: ViewSpan) -> list[ViewSpan]:
    """The bodies whose text it is: two in `Communiqué commun de la CGT et de FO`, one in `… du Comité de la Loire et du
    Rhône`.
    """
    parties = [party for party in parties_at(document, whose.start) if party.body is not None]
    bodies = [ViewSpan(*party.body) for party in parties if party.body is not None]
    covered = bool(parties) and parties[-1].stop >= whose.end
    return bodies if covered and len(bodies) > 1 and bodies[0].start == whose.start else [whose]


def _letterhead(document: Document, block: Block) -> ViewSpan | None:
    """The first cell of a line: over an address, opening like a body's name, or named in the text again."""
    start, end = cells(document, block.span)[0]
    name, folded = document.text[start:end].strip(_EDGES), document.folded[start:end]
    if not name[:1].isupper() or len(name.split()) > _LONGEST or text_kind(folded) or has_finite_verb(name):
        return None
    if folded.split()[0] in folded_set("head", "addressed"):
        return None  # whom a letter is written to
    name = re.split(r"\s[–—|]\s|,\s", name)[0].strip(_EDGES)
    at = document.text.find(name, start, end)
    span = ViewSpan(at, at + len(name))
    below = document.folded[block.span.end : block.span.end + 120].strip().partition("\n")[0]
    if _POSTAL.search(below) or _called(name) or _again(document, name):
        return span if not _POSTAL.search(fold(name)) else None
    return None


def _called(name: str) -> bool:
    """True for what opens like a body's name; `HÔPITAL PUBLIC` is what the text is about."""
    return opens_with_head(name) and not (name.isupper() and len(name.split()) <= 2)


def _again(document: Document, name: str) -> bool:
    """True if a name of more than a few letters is in the text again, in mid-sentence or before a verb."""
    if len(name) < 4:
        return False
    again = rf"(?:[a-zà-ÿ,'] {re.escape(name)}(?!\w)|(?<!\w){re.escape(name)} [a-zà-ÿ])"
    return re.search(again, document.text) is not None


def _beside(document: Document, span: ViewSpan, before: bool) -> Iterator[Evidence]:
    """What is on a dateline's line before its town or after its date, if it may name a body."""
    text = document.text[span.start : span.end]
    name = text.strip(_EDGES)
    if not name[:1].isupper() or len(name.split()) > _LONGEST or len(name) < 3 or text.rstrip(" *_").endswith(":"):
        return
    at = span.start + text.index(name)
    here = ViewSpan(at, at + len(name))
    if text_kind(document.folded[here.start : here.end]) or find_dates(name) or has_finite_verb(name):
        return
    if _INITIALS.match(name) or fold(name.split()[0]).split("-")[0] in given_names():
        return  # who wrote the text
    if before and text.rstrip(" \t") != name:
        yield from _body(document, here)
    yield _vote(document, here, "dateline", 0.8)


def _body(document: Document, span: ViewSpan | None) -> Iterator[Evidence]:
    if span is None:
        return
    name = document.text[span.start : span.end]
    proper = name[0].isupper() and any(word[0].isupper() for word in name.split()[1:])
    if fold(name).split()[0] in things() and not proper or find_dates(name):
        return
    yield Evidence("header.issuer.named", document.span(span.start, span.end), EntityReading("organisation"), 0.8)


def _vote(document: Document, span: ViewSpan, why: str, confidence: float) -> Evidence:
    where = HeaderReading("issuer", where="signed" if why == "voice" else why)
    return Evidence(f"header.issuer.{why}", document.span(span.start, span.end), where, confidence)


RULES = rules_of(
    find_named,
    {
        "header.issuer.named": "Le nom que le texte donne à son émetteur : en-tête, « À propos de », signature.",
        "header.issuer.dateline": "L'émetteur que nomme la ligne de la date : « X – Dreux, le 4 mars 2024 ».",
        "header.issuer.voice": "L'organisme qui parle dans le texte à la première personne : « Nous demandons … ».",
        "header.issuer.signed": "L'émetteur qui signe : « Le service communication de X », « Source : X ».",
    },
)
