"""Appointments, heads and places of speech: `nommée directrice de Valdor`, `qui préside`, `À la FNAUT, Luc Dorme …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, PostReading, Rule
from pressmine.french.functions import phrase_at
from pressmine.french.places import place_named
from pressmine.offsets import Span
from pressmine.rules.names.lines import Range
from pressmine.rules.names.people import Name, people
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan

#: What leads from a name to the function that one takes up.
_APPOINTED = re.compile(
    r",?\s(?:\(?\d\d ans\)?,?\s)?"
    r"(?:(?:est|a ete|vient d'etre|sera|etait|,)\s)?"
    r"(?:(?:nomme|promu|elu|reelu|designe|recrute|confirme)e?\s(?:au poste de\s|comme\s|en qualite de\s|en tant que\s)?"
    r"|devient\s|(?:aux?|dans le|dans les)\s(?:poste|fonctions?)\sd(?:e\s|')|en qualite d(?:e\s|')|en tant que\s)"
    r"(?:la\s|le\s|l'|son\s|sa\s)?"
)
#: What opens a sentence whose subject speaks for the body that follows.
_SPEAKS_FOR = frozenset({"a", "au", "aux", "chez", "cote"})


def appointed(document: Document) -> Iterator[Evidence]:
    """The function behind `nommée`, `devient`, `au poste de`, and the body in which it is held."""
    view = scan(document)
    for name in people(view):
        if name.confidence < 0.45:
            continue
        last = view.line(name.words[0])[1]
        m = _APPOINTED.match(document.folded, view.words[name.words[1] - 1].end)
        at = view.at(m.end()) if m else last
        phrase = phrase_at(view.words, at, last, view.name_at) if at < last else None
        if phrase is not None and phrase.start - at <= 2:
            yield _post(view, name, (phrase.start, phrase.end), phrase.body, "persons.appointed", 0.75)


def speaking_for(document: Document) -> Iterator[Evidence]:
    """`À la FNAUT, Luc Dorme approuve`; `Côté Valdor, Inès Robart relève`: the body in front of the subject."""
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
            yield _post(view, name, None, body, "persons.speaks-for", 0.5)
            if view.words[first].folded in ("chez", "cote"):
                yield Evidence("persons.speaks-for", view.span(body), EntityReading("organisation"), 0.5)


def heading_a_body(document: Document) -> Iterator[Evidence]:
    """`Inès Robart, qui préside l'Union des commerçants`; `sous la présidence de Luc Dorme`."""
    view = scan(document)
    for name in people(view):
        at = name.words[1]
        last = view.line(name.words[0])[1]
        if at + 2 < last and view.words[at].folded == "qui" and view.words[at + 1].folded in _HEADS:
            start = view.skip(at + 2)
            body = view.name_at(start) if start < last else None
            if body is not None:
                yield _post(view, name, None, body, "persons.heads", 0.6)


_HEADS = frozenset(
    "preside dirige anime pilote gere represente coordonne codirige copreside conduit administre".split()
)


def _post(view: Scan, name: Name, function: Range | None, body: Range | None, rule: str, confidence: float) -> Evidence:
    spans = [view.span(r) for r in (name.words, function, body) if r is not None]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    said = view.span(function) if function is not None else None
    where = view.span(body) if body is not None else None
    return Evidence(rule, whole, PostReading(view.span(name.words), said, where), confidence)


RULES: tuple[Rule, ...] = (
    Rule("persons.heads", "Une personne qui préside, dirige, anime un organisme : X, qui préside Y.", heading_a_body),
    Rule("persons.appointed", "Une nomination : X nommée directrice de Y, au poste de, devient.", appointed),
    Rule("persons.speaks-for", "Un organisme en tête de phrase devant la personne : À la FNAUT, X.", speaking_for),
)
