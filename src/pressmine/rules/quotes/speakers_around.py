"""The speaker, from the lines above and below a quotation that fills its own line."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import PROSE, Block, Document, ZoneKind
from pressmine.french.clauses import has_finite_verb
from pressmine.offsets import ViewSpan
from pressmine.rules.quotes.attribution import Attribution
from pressmine.rules.quotes.bearers import ANY_NAME, NAME, clause_end
from pressmine.rules.quotes.marks import Marked
from pressmine.rules.quotes.saying import according, heading, inverted
from pressmine.rules.quotes.signed_lines import above_of, opens_a_row, signature
from pressmine.rules.quotes.speakers_behind import said_behind
from pressmine.rules.quotes.speakers_in_front import read_front, spoken_last

#: Words of a heading that says whose words stand below it.
_HEADING = 24
_PROSE = PROSE | {ZoneKind.HEADING, ZoneKind.SIGNATURE, ZoneKind.CREDIT, ZoneKind.BYLINE}
#: Where a heading may stand that says whose words follow.
_HEADS = _PROSE | {ZoneKind.SUBTITLE}


def from_lines(document: Document, mark: Marked, left: int, right: int) -> Attribution | None:
    """Who speaks, from the lines around a quotation that fills its own."""
    first, last = document.blocks[mark.first], document.blocks[mark.last]
    opens = not any(c.isalnum() for c in document.text[first.span.start : mark.outer.start])
    closes = not any(c.isalnum() for c in document.text[mark.outer.end : last.span.end])
    above = next(_lettered(document, mark.first), None) if opens else None
    below = document.blocks[mark.last + 1] if closes and mark.last + 1 < len(document.blocks) else None
    if above is not None and above.span.end < left:
        above = None
    if above is not None and document.text[above.span.end - 1] == ":" and _readable(document, above):
        start = document.sentence_at(above.span.end - 2).start
        found = read_front(document, max(start, left), above.span.end)
        if found is not None:
            return found
    if above is not None and closes and document.text[above.span.end - 1] == "." and _readable(document, above):
        start = document.sentence_at(above.span.end - 2).start
        found = spoken_last(document, max(start, left), above.span.end - 1)
        if found is not None:
            return found
    over = above_of(document, mark.first) if above is not None else None
    signed = signature(document, over) if over is not None else None
    if over is not None and signed is not None and _nearer(document, over, mark, below):
        return Attribution("named", (signed,))
    if below is not None and below.span.start < right and _readable(document, below):
        stop = min(right, below.span.end)
        said = inverted().match(document.folded, below.span.start, stop)
        if said and (said.group("p1") or said.group("p2") or NAME.match(document.text, said.end(), stop)):
            return said_behind(document, said, clause_end(document, said.end(), stop))
        by = according().match(document.folded, below.span.start, stop)
        if by and NAME.match(document.text, by.end(), stop) and not has_finite_verb(document.text[by.end() : stop]):
            return Attribution("according", (ViewSpan(by.end(), stop),))
        if signature(document, mark.last + 1) == below.span:
            return Attribution("named", (ViewSpan(below.span.start, stop),))
    if signed is None and above is not None and document.zones[above.zone].kind in _HEADS:
        signed = _headed(document, above)
    return Attribution("named", (signed,)) if signed is not None else None


def _headed(document: Document, above: Block) -> ViewSpan | None:
    """Whose words a heading announces: `Le mot de la présidente, Anne Roy`."""
    start, end = above.span.start, above.span.end
    head = heading().match(document.folded, start, end)
    if (
        head is None
        or len(document.text[start:end].split()) > _HEADING
        or has_finite_verb(document.text[head.end() : end])
    ):
        return None
    return ViewSpan(head.end(), end) if ANY_NAME.search(document.text, head.end(), end) else None


def _lettered(document: Document, index: int) -> Iterator[Block]:
    """The line above another that says something, over one of signs alone."""
    for block in document.blocks[max(0, index - 2) : index][::-1]:
        if any(c.isalnum() for c in document.text[block.span.start : block.span.end]):
            yield block


def _nearer(document: Document, over: int, mark: Marked, below: Block | None) -> bool:
    """True if a line above a quotation stands next to it, and the one below after an empty line; or if both are as far
    and names come before what is said.
    """
    if below is None:
        return False
    first, last, above = document.blocks[mark.first], document.blocks[mark.last], document.blocks[over]
    gaps = (document.span(a.span.end - 1, b.span.start + 1) for a, b in ((above, first), (last, below)))
    upper, lower = (document.source.text.count("\n", gap.start, gap.end) for gap in gaps)
    return upper < lower or upper == lower and opens_a_row(document, over)


def _readable(document: Document, block: Block) -> bool:
    return document.zones[block.zone].kind in _PROSE
