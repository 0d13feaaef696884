"""The medium of an article: the masthead above it, `Campus & Territoires —` before it, what its page says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, ZoneKind
from pressmine.evidence import EntityReading, Evidence, HeaderReading
from pressmine.french.lexicon import any_form, any_written
from pressmine.french.lists import folded_set
from pressmine.french.text_kinds import masthead, text_kind
from pressmine.offsets import ViewSpan
from pressmine.rules.header.kind import kind_of
from pressmine.rules.lists import any_of
from pressmine.rules.shared_look import rules_of

_NAME = (
    r"(?P<who>(?:L'|La\s|Le\s|Les\s)?[A-ZÀ-ÖØ-Þ][\w&'-]{1,20}"
    r"(?:\s(?:(?:&|et|d[eu]s?|l[ae]s?)\s)?(?:d'|l')?[\w&'-]{2,20}){0,4}?)"
)
#: `Campus & Territoires — `: before a first sentence.
_PREFIX = re.compile(r"(?P<who>[A-ZÀ-ÖØ-Þ][^\n.,:;()0-9]{2,40}?)\s—\s(?=[A-ZÀ-ÖØ-Þ«])")
#: What a page says of itself, in its residue: a copyright line, a newsletter's name, `X, le bimensuel de …`.
_PAGE = (
    re.compile(
        rf"(?:©|\([cC]\)|[Cc]opyright)\s?(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?\s{_NAME}(?:\s(?:19|20)\d\d)?\s?(?=$|[.|·]|\s[-–—]|,)",
        re.M,
    ),
    re.compile(rf"{any_written('newsletter')}\s(?:de\s|du\s|d')?{_NAME}\s?(?=$|[.!|])", re.M),
    re.compile(rf"{_NAME},?\s{any_written('is_medium')}\b"),
)
_NONE = re.compile(rf"{any_form('no_medium')}\b")
_WORDS = re.compile(rf"(?<!\w){any_of(sorted(folded_set('media', 'words')))}(?!\w)")


#: `Paris (AFP) –`, `Tunis, 4 mars (TAP) -` before a first sentence, `(awp)` behind the last.
_NAMES = any_form("news_agency")
_TOWN = r"[a-z][\w' -]{1,30}(?:,\s[^\n().;:]{3,24})?"
_AGENCY = rf"\(\s?(?P<who>{_NAMES})(?:\s?/\s?[\w .-]{{2,20}})?\s?\)"
_OPENS = re.compile(rf"(?:{_TOWN},?\s)?{_AGENCY}\s?[-–—:]\s?")
_ALONE = re.compile(rf"(?:avec\s|source\s?:\s)?(?P<who>{_NAMES})\s*")
#: Lines of the top on which an agency may stand alone.
_TOP = 6
_CLOSES = re.compile(rf"{_AGENCY}\s?\.?\s*$")


def _agency(document: Document) -> Iterator[tuple[ViewSpan, float]]:
    """The news agency in a bracket where an article begins or ends."""
    prose = [b.span for b in document.blocks if document.zones[b.zone].kind in (ZoneKind.BODY, ZoneKind.LEAD)]
    if not prose:
        return
    first, last = prose[0], prose[-1]
    head = (_ALONE.fullmatch(document.folded, b.span.start, b.span.end) for b in document.blocks[:_TOP])
    m = next(filter(None, head), None) or _OPENS.match(document.folded, first.start, first.end)
    m = m or _CLOSES.search(document.folded, max(last.start, last.end - 60), last.end)
    if m:
        yield ViewSpan(m.start("who"), m.end("who")), 0.85


def find_medium(document: Document) -> Iterator[Evidence]:
    """Spans that name the medium of an article, as a body and as the issuer; a release has none."""
    if document.once(kind_of)[0] != "article":
        return
    for span, confidence in (*_candidates(document), *_agency(document)):
        source = document.span(span.start, span.end)
        yield Evidence("header.medium", source, EntityReading("organisation", type="media"), confidence)
        yield Evidence("header.issuer.medium", source, HeaderReading("issuer", where="medium"), confidence)


def _candidates(document: Document) -> Iterator[tuple[ViewSpan, float]]:
    prose = False
    for block in document.blocks:
        kind = document.zones[block.zone].kind
        start, end = block.span.start, block.span.end
        if kind in (ZoneKind.LETTERHEAD, ZoneKind.SURTITLE):
            if text_kind(document.folded[start:end]) is not None:
                continue  # `Tribune` is what the text is
            name = masthead(document.folded[start:end])
            if name:
                yield ViewSpan(start, start + name), 0.9
            elif len(document.text[start:end].split()) <= 6 and _WORDS.search(document.folded, start, end):
                yield block.span, 0.9
        elif kind is ZoneKind.BOILERPLATE:
            yield from _page(document, start, end)
        elif kind in (ZoneKind.BODY, ZoneKind.LEAD) and not prose:
            prose = kind is ZoneKind.BODY
            before = _PREFIX.match(document.text, start, end)
            if before:
                yield ViewSpan(before.start("who"), before.end("who")), 0.85


def _page(document: Document, start: int, end: int) -> Iterator[tuple[ViewSpan, float]]:
    for pattern in _PAGE:
        m = pattern.search(document.text, start, end)
        if m and not _NONE.match(document.folded, m.start("who"), end):
            yield ViewSpan(m.start("who"), m.end("who")), 0.8


RULES = rules_of(
    find_medium,
    {
        "header.medium": "Le média d'un article : son bandeau, sa mention en tête, ce que sa page dit d'elle-même.",
        "header.issuer.medium": "Le média d'un article, comme émetteur.",
    },
)
