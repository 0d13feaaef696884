"""Who wrote an article: its byline, the author that a front matter or a page declares, the name that ends the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, MarkKind, ZoneKind
from pressmine.evidence import AuthorReading, EntityReading, Evidence
from pressmine.french.folding import fold
from pressmine.french.head_nouns import is_head
from pressmine.french.lists import given_names
from pressmine.french.signature_lines import NAME
from pressmine.rules.shared_look import rules_of

_BY = re.compile(
    r"(?:propos recueillis\s|textes?(?: et photos?)?\s|article\s|(?:ecrit|redige|publie|recueilli)\s)?"
    r"(?:par|by|auteur|autrice)?\s?:?\s?"
)
_FULL = NAME.pattern.removesuffix("$")
_AUTHOR = re.compile(rf"(?:[A-Z]\.\s?-?){{1,3}}[A-Z]?\.?$|{_FULL}|[A-ZÀ-ÖØ-Þ][\w'’.-]+")
#: What parts the names of several authors.
_BETWEEN = re.compile(r",\s*|;\s*|\s+(?:et|&|and)\s+")
#: In front of another author's name, which has two parts.
_COUPLED = re.compile(rf"(?:,\s|\s(?:et|&)\s)(?=(?:[A-Z]\.\s?-?)+[A-ZÀ-Þ]|{_FULL})")
#: Letters of the acronym that opens the name of a body.
_ACRONYM = 5
#: What says on a line that somebody wrote the text above it.
_WROTE = (
    r"(?:(?:[Pp]ropos|[Ee]ntretien|[Rr]eportage|[Aa]rticle|[Tt]exte|[Dd]ossier|[Ee]nquête)(?: et photos?)?\s)?"
    r"(?:(?:recueillis?|réalisée?|rédigée?|écrite?|[ÉE]crit|Rédigé|Recueilli|signée?)\s)?[Pp]ar\s"
    r"|[Tt]extes?(?: et photos?)?\s?:\s?"
)
_ONE_NAME = rf"(?:(?:[A-Z]\.-?){{1,3}}\s?[A-ZÀ-ÖØ-Þ][\w'’-]{{2,30}}|{_FULL}|(?:[A-Z]\.){{2,3}})"
#: A last line that is all names, with an agency, a town or a trade behind them.
_SIGNED = re.compile(
    rf"(?P<by>{_WROTE})?(?P<name>{_ONE_NAME}(?:(?:,\s|\set\s){_ONE_NAME}){{0,3}})"
    r"(?P<behind>\s?\(?avec\s(?:l')?(?:AFP|Reuters|agences?)\)?"
    r"|,\s(?:à\s[A-ZÀ-Ý][\w' -]{1,30}|journalistes?|correspondante?s?|envoyée?s? spéciale?s?|envoyés spéciaux)"
    r"(?:\sà\s[A-ZÀ-Ý][\w' -]{1,30})?)?\.?"
)


def find_author(document: Document) -> Iterator[Evidence]:
    """The byline of an article: its name or initials, a front matter's author, or the name that ends the text."""
    signed = False
    marked = any(mark.kind is MarkKind.AUTHOR for mark in document.source.marks)
    for zone in document.zones:
        if zone.kind is ZoneKind.BYLINE and not marked:
            block = document.block_at(zone.span.start).span
            by = _BY.match(document.folded, block.start, block.end)
            at = by.end() if by else block.start
            if at == block.start and document.source.format == "eml":
                continue  # a name alone in a mail is that of its sender
            for evidence in _author(document, at, block.end, at > block.start):
                signed = True
                yield evidence
    declared = list(_declared(document))
    for start, end in declared:
        yield from _author(document, start, end, True)
    if not declared and not signed:
        yield from _last_line(document)


def _declared(document: Document) -> Iterator[tuple[int, int]]:
    """Where the front matter or the page names each of its authors who is a person."""
    for mark in document.source.marks:
        if mark.kind is MarkKind.AUTHOR:
            place = document.view.alignment.to_view(mark.span)
            if _is_person(document.text[place.start : place.end]):
                yield place.start, place.end
                block = document.block_at(place.start).span
                coupled = _COUPLED.match(document.text, place.end, block.end)
                if coupled:
                    yield coupled.end(), block.end
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
                yield (found, at), _is_person(name)


def _is_person(name: str) -> bool:
    """False for a body that signs its texts: `Poitiers Collectif`, `XR Suisse`, a word alone that is no given name."""
    words = [fold(word) for word in name.split()]
    if any(word in given_names() or word.split("-")[0] in given_names() for word in words):
        return True
    first = name.split()[0]
    acronym = first.isupper() and first.isalpha() and len(first) <= _ACRONYM
    named = len(words) > 1 and not acronym and name.split()[-1][:1].isupper()
    return named and not any(is_head(word) for word in words)


def _last_line(document: Document) -> Iterator[Evidence]:
    """The author whose name stands alone under an article: `F.-X. Bourgeois`."""
    if document.source.format == "eml":
        return  # who ends a mail has sent it
    if any(z.kind in (ZoneKind.CONTACTS, ZoneKind.ABOUT, ZoneKind.SIGNATURE) for z in document.zones):
        return
    prose = [b.span for b in document.blocks if document.zones[b.zone].kind in (ZoneKind.BODY, ZoneKind.LEAD)]
    if len(prose) < 2:
        return
    last = prose[-1]
    m = _SIGNED.fullmatch(document.text, last.start, last.end)
    if m:
        said = bool(m.group("by") or m.group("behind")) or "." in m.group("name")[:3]
        yield from _author(document, m.start("name"), m.end("name"), said)


def _author(document: Document, start: int, end: int, said: bool) -> Iterator[Evidence]:
    """The author named at a position, and those coupled with the first."""
    m = _AUTHOR.match(document.text, start, end)
    if m is None or len(m.group()) < 2:
        return
    span = document.span(m.start(), m.end())
    known = any(e.label == "PER" and e.span.start < m.end() and m.start() < e.span.end for e in document.entities)
    initials = m.group().replace(".", "").replace(" ", "").replace("-", "").isupper() and len(m.group()) <= 7
    if said or known or initials:
        yield Evidence("header.author", span, AuthorReading(), 0.9)
        yield Evidence("header.author.person", span, EntityReading("person", roles=("author",)), 0.9)
    coupled = _COUPLED.match(document.text, m.end(), end)
    if coupled:
        yield from _author(document, coupled.end(), end, said)


RULES = rules_of(
    find_author,
    {
        "header.author": "La signature d'un article : nom ou initiales.",
        "header.author.person": "L'auteur d'un article, comme personne.",
    },
)
