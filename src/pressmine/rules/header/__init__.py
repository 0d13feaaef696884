"""The header: title, subtitle, kind, publication date and place, issuer, embargo, the byline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, MarkKind, Zone, ZoneKind
from pressmine.evidence import Evidence, HeaderReading, Rule
from pressmine.french.lexicon import any_form
from pressmine.french.text_kinds import titled_from
from pressmine.offsets import Span
from pressmine.rules.header import author, embargo, published
from pressmine.rules.header.kind import find_kind
from pressmine.rules.shared_look import rules_of

#: What a letter writes before its title.
_SUBJECT = re.compile(rf"(?:(?i:{any_form('subject_label')})|Titre)\s?:\s{{0,3}}(?=\S)")


def find_title(document: Document) -> Iterator[Evidence]:
    """The headline: what the format declares, else the headline zone."""
    metadata = document.source.metadata
    headline = _first(document, ZoneKind.HEADLINE)
    if headline is not None:
        span = _lines_span(document, headline)
        yield Evidence("header.title", span, HeaderReading("title"), 0.9)
    elif metadata.title_span is not None:
        yield Evidence("header.title", metadata.title_span, HeaderReading("title"), 0.95)
    elif metadata.title:
        yield Evidence("header.title", Span(0, 0), HeaderReading("title", metadata.title), 0.6)
    subtitle = _first(document, ZoneKind.SUBTITLE)
    if subtitle is not None:
        yield Evidence("header.subtitle", _lines_span(document, subtitle), HeaderReading("subtitle"), 0.8)


def _first(document: Document, kind: ZoneKind) -> Zone | None:
    return next((z for z in document.zones if z.kind is kind), None)


def _lines_span(document: Document, zone: Zone) -> Span:
    """The source span of a zone's lines without the white space around them."""
    text = document.text[zone.span.start : zone.span.end]
    left = len(text) - len(text.lstrip(" \n\t*#-–"))
    subject = _SUBJECT.match(text, left)
    left = subject.end() if subject else left
    line = text[left:].partition("\n")[0]
    left += titled_from(line, document.folded[zone.span.start + left :][: len(line)])
    right = len(text.rstrip(" \n\t*"))
    marks = [m for m in document.source.marks if m.kind is MarkKind.TITLE]
    if marks and zone.kind is ZoneKind.HEADLINE and zone.source.overlaps(marks[0].span):
        return marks[0].span
    return document.span(zone.span.start + left, zone.span.start + max(left, right))


RULES = (
    *rules_of(
        find_title,
        {
            "header.title": "Le titre, sans surtitre ni résidu du site.",
            "header.subtitle": "Le sous-titre, ou le chapeau qui en tient lieu.",
        },
    ),
    *published.RULES,
    *embargo.RULES,
    Rule("header.kind", "Le genre du texte : communiqué, invitation, article.", find_kind),
    *author.RULES,
)
