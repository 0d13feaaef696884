"""Who wrote an article: its byline, the author that a front matter or a page declares, the name that ends the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, MarkKind, ZoneKind
from pressmine.evidence import AuthorReading, EntityReading, Evidence
from pressmine.french.bylines import LONGEST, is_person, names_at, opens_with_given, read_byline
from pressmine.french.clauses import has_finite_verb
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function
from pressmine.french.signature_lines import signs_for
from pressmine.offsets import ViewSpan
from pressmine.rules.shared_look import rules_of

#: What parts the names of several authors.
_BETWEEN = re.compile(r",\s*|;\s*|\s+(?:et|&|and)\s+")
#: Where an author is, after the name.
_AT = re.compile(r"à\s[A-ZÀ-Ý][\w' -]{1,30}")
#: Characters up to which a name is initials.
_INITIALS = 7


def find_author(document: Document) -> Iterator[Evidence]:
    """The byline of an article: its name or initials, a front matter's author, or the name that ends the text."""
    signed = False
    marked = any(mark.kind is MarkKind.AUTHOR for mark in document.source.marks)
    for zone in document.zones:
        if zone.kind is ZoneKind.BYLINE and not marked:
            block = document.block_at(zone.span.start).span
            for evidence in _signed(document, block, document.source.format != "eml"):
                signed = True
                yield evidence
    declared = list(_declared(document))
    for start, end in declared:
        yield from _author(document, start, end, True)
    if not declared and not signed:
        yield from _last_line(document)


def _declared(document: Document) -> Iterator[tuple[int, int]]:
    """Where the front matter or the page names its authors who are persons, with those who are coupled with them."""
    for mark in document.source.marks:
        if mark.kind is MarkKind.AUTHOR:
            start = document.view.alignment.to_view(mark.span).start
            yield start, document.block_at(start).span.end
    yield from (span for span, person in _authors(document) if person)


def declared_bodies(document: Document) -> Iterator[tuple[int, int]]:
    """Where the front matter names an author that is a body."""
    return (span for span, person in _authors(document) if not person)


def _authors(document: Document) -> Iterator[tuple[tuple[int, int], bool]]:
    """Where the front matter names each of its authors, and whether it is a person."""
    names = [name.strip() for name in _BETWEEN.split(document.source.metadata.author or "")]
    for zone in document.zones if names[0] else ():
        at = zone.span.start
        for name in names if zone.kind is ZoneKind.FRONT_MATTER else ():
            found = document.text.find(name, at, zone.span.end)
            if found >= 0:
                at = found + len(name)
                yield (found, at), is_person(name)


def _last_line(document: Document) -> Iterator[Evidence]:
    """The author whose name stands alone under an article: `F.-X. Bourgeois`."""
    if document.source.format == "eml":
        return  # who ends a mail has sent it
    if any(z.kind in (ZoneKind.CONTACTS, ZoneKind.ABOUT, ZoneKind.SIGNATURE) for z in document.zones):
        return
    prose = [b.span for b in document.blocks if document.zones[b.zone].kind in (ZoneKind.BODY, ZoneKind.LEAD)]
    if len(prose) < 2 or signs_for(document.folded, prose[-1].start, prose[-1].end):
        return  # `Pour Valdor, Anne Roy`: who signs for a body
    yield from _signed(document, prose[-1], True)


def _signed(document: Document, line: ViewSpan, bare: bool) -> Iterator[Evidence]:
    """The authors that a line names as such; `bare`: names alone on it are enough, too."""
    if line.end - line.start > LONGEST:
        return
    text = document.text[line.start : line.end]
    byline = read_byline(text)
    if byline is not None and byline.opens:
        yield from _evidence(document, [(line.start + a, line.start + b) for a, b in byline.names], True)
    elif bare:
        names = names_at(text, 0)
        behind = text[names[-1][1] :].strip(" .*_,") if names else text
        if not behind or is_function(fold(behind.split()[0])) and not _is_sentence(text) or _AT.fullmatch(behind):
            said = "." in text[:3] or opens_with_given(text)
            yield from _author(document, line.start, line.end, said or bool(behind))


def _is_sentence(text: str) -> bool:
    """True for `Anne Roy, maire de Dreux, ouvre le bal.`: a signature has no verb and no full stop."""
    return text.rstrip(" *_").endswith((".", "!", "?", "»")) or has_finite_verb(text)


def _author(document: Document, start: int, end: int, said: bool) -> Iterator[Evidence]:
    """The author named at a position, and those coupled with the first."""
    names = names_at(document.text[start:end], 0)
    yield from _evidence(document, [(start + a, start + b) for a, b in names], said)


def _evidence(document: Document, names: list[tuple[int, int]], said: bool) -> Iterator[Evidence]:
    """Persons who wrote the text; where nothing says so, the model or initials must."""
    for start, end in names:
        known = any(e.label == "PER" and e.span.start < end and start < e.span.end for e in document.entities)
        if said or known or len(document.text[start:end].replace(" ", "")) <= _INITIALS:
            span = document.span(start, end)
            yield Evidence("header.author", span, AuthorReading(), 0.9)
            yield Evidence("header.author.person", span, EntityReading("person", roles=("author",)), 0.9)


RULES = rules_of(
    find_author,
    {
        "header.author": "La signature d'un article : nom ou initiales.",
        "header.author.person": "L'auteur d'un article, comme personne.",
    },
)
