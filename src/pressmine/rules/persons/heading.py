"""Who leads a body, said with a verb or a noun: `qui préside l'Union`, `que préside Luc Dorme`, `sous la présidence
d'Inès Robart`, `fondée par Luc Dorme`, `À la FNAUT, Luc Dorme …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, Rule
from pressmine.french.lexicon import any_form, before_word
from pressmine.french.places import place_named
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, people
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.persons.holding import held, post
from pressmine.rules.persons.rows import following
from pressmine.rules.persons.sayings import Reader, pattern

#: What opens a sentence whose subject speaks for the body that follows.
_SPEAKS_FOR = frozenset({"a", "au", "aux", "chez", "cote"})
_FOUNDED = re.compile(
    rf"{any_form('founds')}(?:e|s|es)?\b.{{0,40}}?\bpar (?:{before_word('determiner', space=' ')}|m\. |mme )?$"
)
#: A sentence that begins so is about a body.
_FOUNDED_FIRST = re.compile(r"(?:fonde|cofonde|preside|dirige)(?:e|s|es)?\b[^,;]{0,40}?\bpar $")


def speaking_for(document: Document) -> Iterator[Evidence]:
    """`À la FNAUT, Luc Dorme approuve`; `Côté Valdor, Inès Robart relève`: the body before the subject."""
    view = scan(document)
    for name in people(view):
        first = view.at(document.sentence_at(view.words[name.opens].start).start)
        if view.words[name.opens].gap != ", " or not 1 < name.opens - first <= 12:
            continue
        if view.words[first].folded not in _SPEAKS_FOR:
            continue
        start = view.skip(first + 1)
        body = view.name_at(start) if start < name.opens else None
        if body is not None and body[1] == name.opens and place_named(view.folded(body)) is None:
            yield post(view, name, None, body, "persons.speaks-for", 0.5)
            if view.words[first].folded in ("chez", "cote"):
                yield Evidence("persons.speaks-for", view.span(body), EntityReading("organisation"), 0.5)


def heading_a_body(document: Document) -> Iterator[Evidence]:
    """`Inès Robart, qui préside l'Union des commerçants`; `À la tête de Valdor depuis 2012, Luc Dorme …`."""
    read = Reader(scan(document))
    for name in people(read.view):
        for body in _bodies_led(read, name):
            for each in (name, *_joined_to(read, name)):
                yield from held(read.view, each, None, body, "persons.heads", 0.6)


def _bodies_led(read: Reader, name: Name) -> Iterator[Range]:
    view, folded = read.view, read.view.document.folded
    for index in read.anchors(name):
        body = read.body(read.behind("directs", index))
        if body is not None and place_named(view.folded(body)) is None:
            yield body
            break
    at = view.words[name.opens].start
    start = view.document.sentence_at(at).start
    first = view.at(start)
    m = pattern("heads").match(folded, start, at)
    led = read.body(view.at(m.end())) if m and view.words[name.opens].gap == ", " else None
    if led is not None and led[1] <= name.opens <= led[1] + 6:
        yield led
    m = pattern("led").search(folded, max(start, at - 60), at)
    led = read.body_before(view.at(m.start() + 1), first) if m else None
    if led is not None:
        yield led
    m = pattern("entrusted").search(folded, max(start, at - 160), at)
    led = read.body(view.at(m.start("of"))) if m and m["of"] else None
    if led is not None:
        yield led


def _joined_to(read: Reader, name: Name) -> Iterator[Name]:
    """Those in front who share the verb: `Inès Robart et Luc Dorme coprésident Valdor`."""
    view = read.view
    front = {n.words[1]: n for n in people(view)}
    if name.words[1] < len(view.words) and view.words[name.words[1]].folded.endswith("ent"):
        before = front.get(name.opens - 1) if view.words[name.opens - 1].folded == "et" else None
        if before is not None:
            yield before


def founded(document: Document) -> Iterator[Evidence]:
    """`l'association dirigée par Inès Robart`, `Valdor a été fondé par Luc Dorme`: a person tied to a body by a
    participle, or by the noun of `réuni sous la présidence de`.
    """
    read = Reader(scan(document))
    view = read.view
    for name in people(view):
        start = document.sentence_at(view.words[name.words[0]].start).start
        at = view.words[name.opens].start
        lead = document.folded[start:at]
        if _FOUNDED_FIRST.match(lead) and name.words[1] < view.line(name.words[0])[1]:
            yield from _behind(read, name)
            continue
        under = pattern("presided").search(lead)
        m = under or _FOUNDED.search(lead)
        if not m:
            continue
        if under and not lead[: m.start()].strip() and name.words[1] < view.line(name.words[0])[1]:
            yield from _behind(read, name)
            continue
        body = _nearest(read, view.at(start), view.at(start + m.start()))
        if body is not None:
            for each in (name, *_together(view, name)):
                yield post(view, each, None, body, "persons.founded", 0.45)


def _behind(read: Reader, name: Name) -> Iterator[Evidence]:
    """`Fondée par Inès Robart, Valdor emploie …`: the subject after the comma."""
    front = list(_together(read.view, name))
    at = (front or [name])[-1].words[1]
    body = read.body(at) if at < len(read.view.words) and read.view.words[at].gap == ", " else None
    if body is not None:
        for each in (name, *front):
            yield from held(read.view, each, None, body, "persons.founded", 0.6)
        if place_named(read.view.folded(body)) is None:
            yield Evidence("persons.founded", read.view.span(body), EntityReading("organisation"), 0.9)


def _together(view: Scan, name: Name) -> Iterator[Name]:
    """Those who are named behind somebody and did it, too: `fondée par Inès Robart et Luc Dorme`."""
    return (each for each in following(view, name) if each.confidence)


def _nearest(read: Reader, first: int, limit: int) -> Range | None:
    """The body that is named last between two words, with the longer name around it."""
    view = read.view
    found = (view.name_at(i) for i in range(limit - 1, first - 1, -1))
    body = next((n for n in found if n is not None and n[1] <= limit + 1 and n[0] >= first), None)
    if body is None:
        return None
    outer = (n for i in range(first, body[0]) if (n := view.name_at(i)) is not None and n[1] >= body[1])
    return next(outer, body)


RULES: tuple[Rule, ...] = (
    Rule("persons.speaks-for", "Un organisme en tête de phrase devant la personne : À la FNAUT, X.", speaking_for),
    Rule("persons.founded", "Une personne qui a fondé ou dirige un organisme nommé dans la phrase.", founded),
)
