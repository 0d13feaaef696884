"""Lines that name a person and what they are, above or below what they say: one of both, or a name over a function."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import PROSE, Block, Document, ZoneKind
from pressmine.evidence import Evidence, QuoteReading, Rule
from pressmine.french.clauses import has_finite_verb
from pressmine.offsets import ViewSpan
from pressmine.rules.quotes.bearers import NAME, describes, names_function, signer

_READ = PROSE | {ZoneKind.HEADING, ZoneKind.SIGNATURE, ZoneKind.CREDIT, ZoneKind.BYLINE}
_MARKS = re.compile('[«»“”"„]')
_QUOTED = re.compile(r"\s*[«“\"]")
_DASHES = ("-", "–", "—")
#: Words of a line that signs, and of a paragraph that is signed; lines between two signatures.
_LONGEST, _SIGNED, _FAR = 30, 120, 8


def signature(document: Document, index: int) -> ViewSpan | None:
    """The line at an index if it names a person and what they are; a function there has the name on the line above."""
    block = document.blocks[index]
    text = document.text[block.span.start : block.span.end]
    if document.zones[block.zone].kind not in _READ or len(text.split()) > _LONGEST or _MARKS.match(text.lstrip()):
        return None
    if describes(text):
        return block.span
    first = re.match(r"\s*([\w-]+)", text)
    if index == 0 or first is None or not names_function(first[1]) or has_finite_verb(text):
        return None
    name = document.blocks[index - 1]
    said = document.text[name.span.start : name.span.end]
    alone = document.zones[name.zone].kind in _READ and NAME.match(said) and len(said.split()) <= 5
    return name.span if alone and not has_finite_verb(said) else None


def above_of(document: Document, index: int) -> int | None:
    """The index of the line above another that says something, over one of signs alone."""
    for at in range(index - 1, max(-1, index - 3), -1):
        if _says(document, document.blocks[at]):
            return at
    return None


def opens_a_row(document: Document, index: int) -> bool:
    """True where a row of names and quotations in turn begins with a name, as far as the line at an index."""
    known = document.once(_rows)
    passed: list[int] = []
    step: int | bool = index
    while not isinstance(step, bool):
        passed.append(step)
        step = known[step] if step in known else _row_above(document, step)
    known.update(dict.fromkeys(passed, step))
    return step


def _rows(document: Document) -> dict[int, bool]:
    """What is known of the rows of a document, by the indexes of their names: filled as they are asked for."""
    return {}


def _row_above(document: Document, index: int) -> int | bool:
    """The index of the name before in the row, or whether a name opens it."""
    first = index if signature(document, index) == document.blocks[index].span else index - 1
    above = above_of(document, first)
    if above is None or not _MARKS.search(_text(document, above)):
        return True
    while above is not None and first - above <= _FAR:
        if _QUOTED.match(_text(document, above)):
            before = above_of(document, above)
            return before if before is not None and signature(document, before) is not None else False
        above = above_of(document, above)
    return False


def find_signed(document: Document) -> Iterator[Evidence]:
    """Paragraphs without quotation marks that a line behind a dash signs: `— Anne Roy, maire de Dreux`."""
    for index in range(1, len(document.blocks) - 1):
        line = _text(document, index)
        if line.lstrip()[:1] not in _DASHES or signature(document, index) is None:
            continue
        block = document.blocks[index].span
        above = above_of(document, index)
        who = signer(document, block.start, block.end)
        if above is None or who is None or _text(document, index + 1).lstrip()[:1] in _DASHES:
            continue
        span = document.blocks[above].span
        said = _text(document, above).strip()
        prose = document.zones[document.blocks[above].zone].kind in PROSE and said[:1] not in _DASHES
        prose = prose and said.endswith((".", "!", "…")) and not _MARKS.search(said) and len(said.split()) <= _SIGNED
        if prose and has_finite_verb(said):
            start = span.start + len(_text(document, above)) - len(_text(document, above).lstrip())
            reading = QuoteReading((document.span(who.start, who.end),))
            yield Evidence("quote.signed", document.span(start, start + len(said)), reading, 0.8)


def _says(document: Document, block: Block) -> bool:
    return any(c.isalnum() for c in document.text[block.span.start : block.span.end])


def _text(document: Document, index: int) -> str:
    return document.text[document.blocks[index].span.start : document.blocks[index].span.end]


RULES = (Rule("quote.signed", "Un paragraphe sans guillemets que signe une ligne derrière un tiret.", find_signed),)
