"""Which lines are read as contact blocks, and in which order: by zone, by the phone numbers in them, by columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pressmine.document import RESIDUE, Block, Document, ZoneKind
from pressmine.french.clauses import has_finite_verb
from pressmine.french.lexicon import any_form
from pressmine.rules.column_cells import cells, columns
from pressmine.rules.contacts.channel_scan import Channel
from pressmine.rules.contacts.line_pieces import head_of

#: Verbs of a sentence that asks to write or to call.
_ASKS = re.compile(rf"{any_form('asks_to_call')}\b")


#: What is not a verb, whatever it ends in: mailboxes, pages, names (`Odile Prigent`).
_NO_VERB = re.compile(r"\S+@\S+|https?:\S+|(?<=\s)[A-ZÀ-Þ][\w'-]*")
#: Parts of an article whose lines are not lines of a block next to them.
_APART = frozenset({ZoneKind.HEADLINE, ZoneKind.LETTERHEAD, ZoneKind.FRONT_MATTER, ZoneKind.FOOTNOTE})


def sections(document: Document, found: Iterable[Channel]) -> Iterator[list[tuple[int, int]]]:
    """The contact blocks, as bounds in the view; columns are read one after the other."""
    blocks = document.blocks
    taken = _contact_lines(document, list(found))
    run: list[Block] = []
    for index, block in enumerate(blocks):
        if index in taken:
            run.append(block)
        elif run:
            yield list(_columns(document, run))
            run = []
    if run:
        yield list(_columns(document, run))


def _contact_lines(document: Document, found: list[Channel]) -> set[int]:
    """Indexes of the blocks that belong to contact blocks."""
    taken: set[int] = set()
    starts = [c.span.start for c in found]
    matter = False
    for index, block in enumerate(document.blocks):
        kind = document.zones[block.zone].kind
        if kind in RESIDUE:
            continue
        if kind is ZoneKind.FRONT_MATTER:
            line = document.folded[block.span.start : block.span.end]
            if block.span.start == 0 or (
                document.text[block.span.start - 1] == "\n" and not line.startswith(("-", " "))
            ):
                matter = line.startswith(("contact", "presse", "relations"))
            if matter:
                taken.add(index)
            continue
        inside = bisect_left(starts, block.span.start) < bisect_left(starts, block.span.end)
        if kind is ZoneKind.CONTACTS and (not inside or _short(document, block)):
            taken.add(index)
        elif inside and kind is not ZoneKind.CONTACTS and _short(document, block):
            taken.add(index)
            taken.update(_above(document, index))
    return taken


def within(found: Sequence[Channel], start: int, end: int) -> Sequence[Channel]:
    """Those of a sorted list of channels that begin in a span of the view."""
    first = bisect_left(found, start, key=lambda c: c.span.start)
    return found[first : bisect_left(found, end, first, key=lambda c: c.span.start)]


def _short(document: Document, block: Block) -> bool:
    """True for a line of a block, not a sentence that happens to name a mailbox."""
    text = document.text[block.span.start : block.span.end]
    words = len(text.split())
    if _ASKS.search(document.folded[block.span.start : block.span.end]):
        return False
    return words <= 9 or (words <= 45 and not has_finite_verb(_NO_VERB.sub("", text)))


def _above(document: Document, index: int) -> Iterator[int]:
    """Short lines right above a line with a channel: the name, the function, the heading."""
    laid = len(cells(document, document.blocks[index].span)) > 1
    for at in range(index - 1, max(-1, index - 4), -1):
        block = document.blocks[at]
        kind = document.zones[block.zone].kind
        text = document.text[block.span.start : block.span.end]
        same = kind is document.zones[document.blocks[index].zone].kind  # a contact in the letterhead itself
        if kind in RESIDUE or kind in _APART and not same:
            return
        longest = 14 if laid else 10
        if len(text.split()) > longest or text.endswith((".", ";", "!", "?", "»")) or text.startswith(("-", "•", "«")):
            return
        yield at
        if head_of(document, block.span.start, block.span.end):
            return


def _columns(document: Document, run: list[Block]) -> Iterator[tuple[int, int]]:
    """Bounds of the lines of a run; where lines are cut by tabs or wide gaps, column after column."""
    lines = [block.span for block in run]
    while lines and len(cells(document, lines[0])) < 2:
        yield lines[0].start, lines[0].end
        lines = lines[1:]
    for column in columns(document, lines):
        yield from column
