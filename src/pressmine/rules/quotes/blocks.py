"""Quotations that the layout sets off, without quotation marks: Markdown's `>` lines, a page's block quotes, lines of
a dialogue after a dash.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from pressmine.document import PROSE, RESIDUE, Block, Document, MarkKind
from pressmine.evidence import Evidence, QuoteReading, Rule
from pressmine.french.clauses import has_finite_verb
from pressmine.offsets import Span, ViewSpan
from pressmine.rules.quotes.marks import Marked
from pressmine.rules.quotes.speakers import attribute
from pressmine.rules.quotes.speakers_behind import inside

_DASH = re.compile(r"\s*[–—]\s?(?=\S)")
_MARKS = re.compile('[«»“”"„]')


def find_block_quotes(document: Document) -> Iterator[Evidence]:
    """Paragraphs of a block quote whose neighbouring lines say who speaks."""
    source = document.source
    if not (source.format == "md" and ">" in source.text) and all(m.kind is not MarkKind.QUOTE for m in source.marks):
        return
    blocks, quotes = document.blocks, _Quotes(document)
    index = 0
    while index < len(blocks):
        if not _set_off(document, blocks[index], quotes):
            index += 1
            continue
        last = index
        while (
            last + 1 < len(blocks)
            and _set_off(document, blocks[last + 1], quotes)
            and not _signs(document, blocks[last + 1])
        ):
            last += 1
        evidence = _quote(document, index, last)
        if evidence is not None:
            yield evidence
        index = last + 1


class _Quotes:
    """The block quotes that a format marks."""

    def __init__(self, document: Document) -> None:
        spans = sorted(mark.span for mark in document.source.marks if mark.kind is MarkKind.QUOTE)
        self._starts = [span.start for span in spans]
        self._ends = list(accumulate((span.end for span in spans), max))

    def hold(self, span: Span) -> bool:
        """True if one of the quotations contains the span."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end


def _set_off(document: Document, block: Block, quotes: _Quotes) -> bool:
    """True for a line in a block quote that has no quotation marks of its own."""
    if document.zones[block.zone].kind in RESIDUE or _MARKS.search(document.text, block.span.start, block.span.end):
        return False
    span = document.span(block.span.start, block.span.end)
    if quotes.hold(span):
        return True
    source = document.source
    line = source.text.rfind("\n", 0, span.start) + 1
    return source.format == "md" and source.text[line : span.start].lstrip().startswith(">")


def _signs(document: Document, block: Block) -> bool:
    """True for the line that says who speaks: it begins with a dash, or has no verb."""
    text = document.text[block.span.start : block.span.end]
    return text.lstrip()[:1] in ("-", "–", "—") or not has_finite_verb(text)


def _quote(document: Document, first: int, last: int) -> Evidence | None:
    start, end = document.blocks[first].span.start, document.blocks[last].span.end
    text = document.text[start:end]
    if len(text.split()) < 4 or not has_finite_verb(text):
        return None
    inner = ViewSpan(start, end)
    own = attribute(document, Marked(inner, inner, first, last, "block"), 0, len(document.text))
    if own is None or own.way == "carried":
        return None
    speakers = tuple(document.span(s.start, s.end) for s in own.speakers)
    return Evidence(
        "quote.block", document.span(start, end), QuoteReading(speakers, own.pronoun or own.bare, own.gender), 0.85
    )


def find_dialogue(document: Document) -> Iterator[Evidence]:
    """Lines after a dash that say who speaks: `— Nous le déplaçons, répond Anne Roy.`"""
    for index, block in enumerate(document.blocks):
        dash = _DASH.match(document.text, block.span.start, block.span.end)
        if dash is None or document.zones[block.zone].kind not in PROSE:
            continue
        if _MARKS.search(document.text, block.span.start, block.span.end):
            continue
        line = ViewSpan(dash.end(), block.span.end)
        own = inside(document, Marked(line, block.span, index, index, "dash"))
        end = _said_until(document, line.start, own.cue.start) if own and own.cue else -1
        if own is None or end < 0 or not _is_said(document.text[line.start : end]):
            continue
        speakers = tuple(document.span(s.start, s.end) for s in own.speakers)
        reading = QuoteReading(speakers, own.pronoun or own.bare, own.gender)
        yield Evidence("quote.dialogue", document.span(line.start, end), reading, 0.8)


def _is_said(text: str) -> bool:
    return has_finite_verb(text) or text.endswith("?") and len(text.split()) > 1


def _said_until(document: Document, start: int, cue: int) -> int:
    """Where what is said ends before the verb that says who speaks: before its comma, behind its question mark."""
    comma = document.text.rfind(",", start, cue)
    sign = max(document.text.rfind("?", start, cue), document.text.rfind("!", start, cue))
    return sign + 1 if sign > comma else comma


RULES = (
    Rule(
        "quote.dialogue",
        "Une réplique derrière un tiret, avec le verbe qui dit qui parle.",
        find_dialogue,
    ),
    Rule(
        "quote.block",
        "Une citation que la mise en page détache sans guillemets, annoncée au-dessus ou signée au-dessous.",
        find_block_quotes,
    ),
)
