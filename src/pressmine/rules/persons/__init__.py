"""Persons recognised by their own name: given names, titles, bylines, names that an e-mail address confirms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import RESIDUE, Document, ZoneKind
from pressmine.evidence import EntityReading, Evidence, Rule
from pressmine.french.head_nouns import is_head
from pressmine.french.known import is_body
from pressmine.french.lists import folded_set, no_names, things
from pressmine.offsets import ViewSpan
from pressmine.rules.names.person_names import INITIALS, INITIALS_LINE, people
from pressmine.rules.names.posts import firm_named
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import vote
from pressmine.rules.shared_look import rules_of

_MAILBOX = re.compile(r"([a-z0-9._-]{2,60})@[a-z0-9.-]{2,60}")
_NO_LETTER = re.compile(r"[^a-z]")


def given(document: Document) -> Iterator[Evidence]:
    """Given name and surname."""
    return _people(document, "persons.given-name")


def titled(document: Document) -> Iterator[Evidence]:
    """A title or a rank and a name."""
    return _people(document, "persons.title")


def initialled(document: Document) -> Iterator[Evidence]:
    """Initials and a surname."""
    return _people(document, "persons.initialled")


def surnames(document: Document) -> Iterator[Evidence]:
    """The surname of a person whom the text names in full elsewhere."""
    return _people(document, "persons.surname")


def _people(document: Document, rule: str) -> Iterator[Evidence]:
    view = scan(document)
    for name in people(view):
        if name.rule == rule and not firm_named(document, name.words[0]):
            yield vote(view, rule, name.words, "person", name.confidence)


def capital_surnames(document: Document) -> Iterator[Evidence]:
    """`Tavana JAMET`, `Tearii ALPHA`: a surname in capitals behind given names, as many releases write it."""
    view = scan(document)
    closed = no_names("sigle")
    for first, last in view.names:
        span = view.words[first:last]
        if not 2 <= last - first <= 4 or span[0].upper or not span[-1].upper or not span[-1].text.isalpha():
            continue
        plain = all(w.text.isalpha() or "-" in w.text for w in span)
        known = span[-1].folded in closed or is_body(span[-1].folded) or len(span[-1].text) < 4
        if (
            plain
            and not known
            and not is_head(span[0].folded)
            and span[0].folded not in things()
            and not view.ordinary(span[0].text)
        ):
            yield vote(view, "persons.capital-surname", (first, last), "person", 0.7)


def speakers(document: Document) -> Iterator[Evidence]:
    """`explique Inès Robart`: two or three capital words next to a verb of speech."""
    view = scan(document)
    speech = folded_set("titles", "speech")
    for first, last in view.names:
        if not 2 <= last - first <= 3:
            continue
        front = (
            first > view.line(first)[0]
            and view.words[first].gap == " "
            and view.words[first - 1].folded.removeprefix("-t-") in speech
        )
        at = last
        limit = view.line(first)[1]
        behind = (
            at < limit
            and view.words[at].gap == " "
            and (
                view.words[at].folded in speech
                or view.words[at].folded == "a"
                and at + 1 < limit
                and view.words[at + 1].folded in speech
            )
        )
        if front or behind:
            yield vote(view, "persons.speech", (first, last), "person", 0.3 if front else 0.2)


def bylines(document: Document) -> Iterator[Evidence]:
    """The line of an author: a name, or initials."""
    view = scan(document)
    for zone in document.zones:
        if zone.kind is not ZoneKind.BYLINE:
            if zone.kind not in RESIDUE and zone.span.start < 0.4 * len(document.text):
                yield from _initials(document, zone.span)
            continue
        for m in re.finditer(r"[^\n]+", document.text[zone.span.start : zone.span.end]):
            start = zone.span.start + m.start()
            initials = INITIALS.match(m.group())
            if initials:
                span = document.span(
                    start + initials.start(1), start + len(initials.group(1).rstrip()) + initials.start(1)
                )
                yield Evidence("persons.initials", span, EntityReading("person"), 0.9)
                continue
            yield from _author(view, start, start + len(m.group()))


def _initials(document: Document, span: ViewSpan) -> Iterator[Evidence]:
    """Lines that are initials and nothing else, in the first part of a text."""
    for m in INITIALS_LINE.finditer(document.text, span.start, span.end):
        if len(m.group(1)) < 9:
            yield Evidence("persons.initials", document.span(*m.span(1)), EntityReading("person"), 0.8)


def _author(view: Scan, start: int, end: int) -> Iterator[Evidence]:
    first, last = view.at(start), view.at(end)
    for index in range(first, last):
        chunk = view.chunk(index)
        if chunk is not None and 2 <= chunk[1] - chunk[0] <= 3 and last - first <= 6:
            yield vote(view, "persons.byline", chunk, "person", 0.4)
            return


def mailboxes(document: Document) -> Iterator[Evidence]:
    """A name in a contact block that an e-mail address spells: `Marion GARBAY … mgarbay@…`."""
    view = scan(document)
    boxes = {_NO_LETTER.sub("", m.group(1)) for m in _MAILBOX.finditer(document.folded)}
    if not boxes:
        return
    for first, last in view.lines:
        index = first
        while index < last:
            chunk = view.chunk(index) if view.words[index].cap else None
            if chunk is None or not 2 <= chunk[1] - chunk[0] <= 4:
                index += 1 if chunk is None else chunk[1] - chunk[0]
                continue
            parts = [_NO_LETTER.sub("", w.folded) for w in view.words[chunk[0] : chunk[1]]]
            if not boxes.isdisjoint(_spellings(parts)):
                yield vote(view, "persons.mailbox", chunk, "person", 0.7)
            index = chunk[1]


def _spellings(parts: list[str]) -> list[str]:
    """The mailboxes that are made of a name's parts: first name or initials and surname, in either order."""
    given, surname = parts[0], "".join(parts[1:])
    if len(surname) < 3:
        return []
    turned = [parts[0] + parts[1][:1], parts[1][:1] + parts[0]] if len(parts) == 2 else []
    return [given + surname, surname + given, given[:1] + surname, surname + given[:1], *turned]


RULES: tuple[Rule, ...] = (
    Rule("persons.given-name", "Un prénom suivi d'un nom.", given),
    Rule("persons.initialled", "Des initiales et un nom : L. Dorme, J.-P. Petit.", initialled),
    Rule("persons.surname", "Le nom de famille seul d'une personne nommée ailleurs.", surnames),
    Rule("persons.title", "Un titre (M., Mme, Dr) ou un grade et un nom.", titled),
    Rule("persons.capital-surname", "Un prénom et un nom de famille en capitales.", capital_surnames),
    Rule("persons.speech", "Un nom de deux ou trois mots à côté d'un verbe de parole.", speakers),
    *rules_of(
        bylines,
        {
            "persons.byline": "Le nom d'une signature d'article.",
            "persons.initials": "Les initiales d'une signature d'article.",
        },
    ),
    Rule("persons.mailbox", "Un nom que confirme une adresse électronique.", mailboxes),
)
