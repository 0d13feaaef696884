"""Where quotation marks open and close: guillemets, curly and straight marks, nested, over paragraphs, or left open.

A mark that is never closed must not swallow the text after it: the span ends at what says who speaks, or is
dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmine.document import PROSE, RESIDUE, Block, Document, ZoneKind
from pressmine.french.clauses import has_finite_verb
from pressmine.offsets import ViewSpan
from pressmine.rules.quotes.saying import inverted

_MARK = re.compile(r'<<|>>|[«»“”„"‘’]')
#: Farther than this (characters, paragraphs) no quotation runs.
_LONGEST = 5000
_MOST_BLOCKS = 8
#: Openings of one paragraph that are tried anew when one is never closed; a text with more is not prose.
_MOST_TRIES = 30
#: A term in marks has no more words, and no verb.
_TERM = 6
_SILENT = RESIDUE | {ZoneKind.FRONT_MATTER, ZoneKind.CONTACTS}


@dataclass(frozen=True, slots=True)
class Marked:
    """Text between quotation marks:

    `inner` without them, `outer` with them; `first` and `last` are its blocks' indexes.
    """

    inner: ViewSpan
    outer: ViewSpan
    first: int
    last: int
    kind: str


@dataclass(slots=True)
class _Open:
    kind: str
    at: int
    inner: int
    block: int
    depth: int = 0
    last_close: tuple[int, int, int] | None = None


def marked_stretches(document: Document) -> list[Marked]:
    """The outermost marked spans, in order."""
    found: list[Marked] = []
    open_: _Open | None = None
    blocks, signs = document.blocks, _signs(document)
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if document.zones[block.zone].kind in _SILENT:
            open_ = None
            index += 1
            continue
        start, tries = block.span.start, 0
        while True:
            open_ = _scan(signs, block, index, start, open_, found)
            if open_ is None or _carries(document, signs, index, open_):
                break
            tries += 1
            if tries > _MOST_TRIES:
                open_ = None
                break
            mended = _mend(document, open_)
            if mended is not None:
                found.append(mended)
            if open_.block != index:  # left open in an earlier paragraph: this one was read inside it, read it again
                start = block.span.start
            else:
                start = mended.outer.end if mended is not None else open_.inner
            open_ = None
        index += 1
    return sorted((f for f in found if f.inner.end > f.inner.start), key=lambda f: f.outer)


def _signs(document: Document) -> str:
    """The view's text, with curly single marks as the source has them where it uses them to quote."""
    source = document.source.text
    if "‘" not in source:
        return document.text
    signs = list(document.text)
    for at, sign in enumerate(signs):
        if sign == "'":
            span = document.span(at, at + 1)
            if source[span.start : span.end] in ("‘", "’"):
                signs[at] = source[span.start]
    return "".join(signs)


def _first_word(text: str, block: Block) -> int:
    """Where the first letter or digit of a block stands; its end where there is none."""
    return next((i for i in range(block.span.start, block.span.end) if text[i].isalnum()), block.span.end)


def _scan(text: str, block: Block, index: int, start: int, open_: _Open | None, found: list[Marked]) -> _Open | None:
    """Read the marks of a block from `start`; what is still open at its end."""
    word = -1
    for m in _MARK.finditer(text, start, block.span.end):
        word = word if word >= 0 else _first_word(text, block)
        leading = m.start() <= word
        role = _role(text, m, open_)
        if open_ is None:
            if role == "open":
                open_ = _Open(_family(m.group()), m.start(), m.end(), index)
        elif role == "none" or _family(m.group()) != open_.kind or (leading and open_.block != index):
            continue
        elif role == "open":
            if open_.kind == '"':
                open_ = _Open('"', m.start(), m.end(), index)
            else:
                open_.depth += 1
        elif open_.depth:
            open_.depth -= 1
            open_.last_close = (m.start(), m.end(), index)
        else:
            found.append(_marked(text, open_, m.start(), m.end(), index))
            open_ = None
    return open_


def _family(mark: str) -> str:
    if mark in ("«", "»", "<<", ">>"):
        return "«"
    if mark in ("‘", "’"):
        return "‘"
    return '"' if mark == '"' else "“"


def _role(text: str, m: re.Match[str], open_: _Open | None) -> str:
    """open, close or none (an apostrophe), by the sign and its neighbours."""
    mark = m.group()
    before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
    if mark in ("«", "<<", "„"):
        return "open"
    if mark in ("»", ">>"):
        return "close"
    if mark in ("‘", "’"):
        return "open" if mark == "‘" else "none" if after.isalnum() else "close"
    starts = (
        (not before or before.isspace() or before in "([':-–—")
        and bool(after)
        and (after.isalnum() or after in "[(«'…")
    )
    if mark == '"':
        if open_ is not None and open_.kind == '"':
            return "open" if starts else "close"
        if before.isdigit() or after in ("", ",", ".", ";", ")"):
            return "close"
        return "open" if starts or not before or before.isspace() else "close"
    if mark == "”":
        return "open" if open_ is None and starts else "close"
    if open_ is not None and open_.kind == "“" and not starts:
        return "close"
    return "open"


def _marked(text: str, open_: _Open, close: int, end: int, index: int) -> Marked:
    start, stop = open_.inner, close
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] == ","):
        stop -= 1
    return Marked(ViewSpan(start, stop), ViewSpan(open_.at, end), open_.block, index, open_.kind)


def _carries(document: Document, text: str, index: int, open_: _Open) -> bool:
    """True if a quotation continues in the next block: reopened there, or closed before another opens."""
    blocks = document.blocks
    if index - open_.block >= _MOST_BLOCKS or blocks[index].span.end - open_.at > _LONGEST:
        return False
    for following in blocks[index + 1 : index + 1 + _MOST_BLOCKS]:
        if document.zones[following.zone].kind not in PROSE or following.span.start - open_.at > _LONGEST:
            return False
        depth, word = 0, _first_word(text, following)
        for m in _MARK.finditer(text, following.span.start, following.span.end):
            if _family(m.group()) != open_.kind:
                continue
            if m.start() <= word:
                return following is blocks[index + 1] and not _attributed(document, open_, index)
            role = _role(text, m, _Open(open_.kind, open_.at, open_.inner, index))
            if role == "none":
                continue
            if role == "close" and not depth:
                return not _attributed(document, open_, index)
            depth += 1 if role == "open" else -1
        if depth:
            return False
    return False


def _attributed(document: Document, open_: _Open, index: int) -> bool:
    """True if the open paragraph already says who speaks: its closing mark was forgotten."""
    return open_.block == index and _attribution(document, open_, document.blocks[index]) is not None


def _attribution(document: Document, open_: _Open, block: Block) -> int | None:
    for m in re.finditer(r"[,.!?]\s", document.folded[open_.inner : block.span.end]):
        at = open_.inner + m.start()
        said = inverted().match(document.folded, at + 1, block.span.end)
        if said and at - open_.inner > 25 and _names_behind(document.text, said.end(), block.span.end):
            return at
    return None


def _names_behind(text: str, at: int, end: int) -> bool:
    return bool(re.match(r"\s(?:(?:M\.|Mme|Dr|Pr)\s)?[A-ZÀ-ÖØ-Þ][\w'-]+\s[A-ZÀ-ÖØ-Þ]", text[at : min(end, at + 80)]))


def _mend(document: Document, open_: _Open) -> Marked | None:
    """The span of a quotation whose closing mark is missing, where something else says where it ends."""
    text = document.text
    if open_.last_close is not None:
        return _marked(text, open_, *open_.last_close)
    block = document.blocks[open_.block]
    at = _attribution(document, open_, block)
    if at is None:
        return None
    return _marked(text, open_, at, at, open_.block)


def between(document: Document, marks: Sequence[Marked]) -> Iterator[tuple[Marked, int, int]]:
    """Each span with the bounds that its surroundings may be read in: the end of the one before, the start of the
    next. A term in marks (`directrice du pôle « eau »`) bounds nothing before a quotation.
    """
    left = 0
    for i, mark in enumerate(marks):
        right = marks[i + 1].outer.start if i + 1 < len(marks) else len(document.text)
        yield mark, left, right
        inner = document.text[mark.inner.start : mark.inner.end]
        if len(inner.split()) > _TERM or has_finite_verb(inner):
            left = mark.outer.end
