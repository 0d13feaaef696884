"""The line that ends a text in the name of a body: `Pour la FSU 93, Anne Roy et Luc Petit`, `Pour X,` over a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmine.document import RESIDUE, Document, ZoneKind
from pressmine.evidence import EntityReading, Evidence, PostReading, Rule
from pressmine.french.clauses import has_finite_verb
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function
from pressmine.french.signature_lines import NAME, signs_for
from pressmine.offsets import ViewSpan

#: Blocks at the end in which the line stands, lines below it that may name who signs, and words of each.
_LAST, _BELOW, _LONGEST = 8, 3, 16
_PART = re.compile(r"[^,:\n]+")
_AND = re.compile(r"\set\s")
_ASIDE = RESIDUE | {ZoneKind.CONTACTS, ZoneKind.ABOUT, ZoneKind.CREDIT, ZoneKind.FOOTNOTE}


@dataclass(frozen=True, slots=True)
class Closing:
    """For whom a text is signed, and by whom."""

    body: ViewSpan
    persons: tuple[ViewSpan, ...]


def signed_for(document: Document) -> Closing | None:
    """The one body for which a text is signed at its end; None if there is none or more than one."""
    lines = [b.span for b in document.blocks if document.zones[b.zone].kind not in _ASIDE]
    found: list[Closing] = []
    for index in range(max(1, len(lines) - _LAST), len(lines)):
        line = lines[index]
        said = signs_for(document.folded, line.start, line.end)
        if said is None or not _short(document, line):
            continue
        persons = list(_named(document, ViewSpan(said.end(), line.end)))
        for below in lines[index + 1 : index + 1 + _BELOW] if not persons else ():
            if not _short(document, below):
                break
            persons += _named(document, below)
        if persons:
            found.append(Closing(ViewSpan(said.start("body"), said.end("body")), tuple(persons)))
    return found[0] if len(found) == 1 else None


def _short(document: Document, line: ViewSpan) -> bool:
    text = document.text[line.start : line.end]
    return len(text.split()) <= _LONGEST and not has_finite_verb(text)


def _named(document: Document, span: ViewSpan) -> Iterator[ViewSpan]:
    """The names of people between the commas and the `et` of a line."""
    for part in _PART.finditer(document.text, span.start, span.end):
        at = part.start()
        for piece in _AND.split(part.group()):
            start = document.text.index(piece, at) + len(piece) - len(piece.lstrip(" -–—"))
            name, at = piece.strip(" -–—."), start + len(piece.lstrip(" -–—"))
            if NAME.match(name) and not is_function(fold(name.split()[0])):
                yield ViewSpan(start, start + len(name))


def find_closing(document: Document) -> Iterator[Evidence]:
    """The body that a text is signed for, and who signs for it."""
    end = document.once(signed_for)
    if end is None:
        return
    body = document.span(end.body.start, end.body.end)
    yield Evidence("header.closing", body, EntityReading("organisation"), 0.8)
    for person in end.persons:
        who = document.span(person.start, person.end)
        yield Evidence("header.closing", who, EntityReading("person"), 0.6)
        yield Evidence("header.closing", document.span(end.body.start, person.end), PostReading(who, None, body), 0.6)


RULES = (
    Rule(
        "header.closing", "L'organisme pour lequel un texte est signé, et par qui : « Pour X, Anne Roy ».", find_closing
    ),
)
