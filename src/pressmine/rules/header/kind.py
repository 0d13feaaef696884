"""The kind of a text: press release, invitation or article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pressmine.document import Document, ZoneKind
from pressmine.evidence import Evidence, HeaderReading
from pressmine.french.datelines import read_dateline
from pressmine.french.lexicon import any_form
from pressmine.offsets import Span
from pressmine.rules.header.closing import signed_for
from pressmine.rules.header.named import headed
from pressmine.rules.header.voice import own_voice
from pressmine.rules.lists import any_of, word_list

_HEAD = frozenset(
    {
        ZoneKind.HEADLINE,
        ZoneKind.SURTITLE,
        ZoneKind.SUBTITLE,
        ZoneKind.LETTERHEAD,
        ZoneKind.DATELINE,
        ZoneKind.BYLINE,
        ZoneKind.HEADING,
    }
)


#: What a release calls itself: `une note, annexée au présent communiqué`.
_OF_ITSELF = re.compile(rf"(?<!\w){any_form('text_of_itself')}(?!\w)")
_TEXT = frozenset({ZoneKind.BODY, ZoneKind.LEAD, ZoneKind.DATELINE})
#: Lines of the top in which a dateline may stand.
_TOP = 30


def find_kind(document: Document) -> Iterator[Evidence]:
    """The kind of the text: press release, invitation or article, by the head, the sections at the end and the
    byline.
    """
    value, sign = document.once(kind_of)
    yield Evidence("header.kind", Span(0, 0), HeaderReading("kind", value), min(0.95, 0.5 + 0.1 * sign))


def kind_of(document: Document) -> tuple[str, float]:
    """The kind of a text and its confidence."""
    signs = _signs(document)
    value = max(sorted(signs), key=lambda k: signs[k])
    return value, signs[value]


def _signs(document: Document) -> dict[str, float]:
    kinds = [z.kind for z in document.zones]
    head = " ".join(
        document.folded[z.span.start : z.span.end]
        for z in document.zones
        if z.kind in _HEAD or z.kind is ZoneKind.FRONT_MATTER
    )
    released = _said(head, "release") or _wired(document)
    return {
        "invitation": (3.0 if released else 6.0) * _said(head, "invitation"),
        "press_release": 2.5 * released
        + 1.5 * (ZoneKind.CONTACTS in kinds)
        + 1.2 * (ZoneKind.ABOUT in kinds)
        + 1.2 * (ZoneKind.SIGNATURE in kinds)
        + 0.8 * _placed(document)
        + 2.0 * (_OF_ITSELF.search(document.folded) is not None)
        + 0.8 * document.once(headed)
        + 1.2 * (document.once(own_voice) is not None or document.once(signed_for) is not None)
        + 0.5 * ("@" in document.text[len(document.text) * 2 // 3 :]),
        "article": 0.5 + 1.2 * (ZoneKind.BYLINE in kinds) + 1.0 * _said(head, "article"),
    }


def _said(text: str, words: str) -> bool:
    return _words(words).search(text) is not None


#: Characters of a paragraph in which its dateline and the wire behind it stand.
_OPENING = 120


def _wired(document: Document) -> bool:
    """True if the first paragraphs name a service that carries releases: `Montréal, le 4 mars 2022 /CNW/ –`."""
    openings = (b.span for b in document.blocks[:_TOP] if document.zones[b.zone].kind in _TEXT)
    pattern = _wire()
    return any(pattern.search(document.folded, s.start, min(s.end, s.start + _OPENING)) for s in islice(openings, 2))


@cache
def _wire() -> re.Pattern[str]:
    wires = any_of(word_list("header")["wires"])
    return re.compile(rf"\(\s?{wires}\s?\)|/\s?{wires}\s?/")


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(word_list('header')[name])}(?!\w)")


def _placed(document: Document) -> bool:
    """True if a short line of the top is a dateline with its town, or a paragraph opens with `Lyon, le 3 mars`."""
    lines = (document.text[b.span.start : b.span.end] for b in document.blocks[:_TOP])
    found = (read_dateline(line) for line in lines)
    return any(line is not None and line.place is not None and (line.alone or line.plain) for line in found)
