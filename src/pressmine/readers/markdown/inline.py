"""What inline Markdown and the HTML in it stand for in the text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pressmine.document import Mark, MarkKind
from pressmine.offsets import Span
from pressmine.readers.markdown.lines import Placed
from pressmine.readers.markdown.parser import Matched
from pressmine.readers.word_lists import words

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]{0,30})")
_MAILTO = re.compile(r"mailto:([\w.+%-]{1,80}@[\w.-]{1,80}\.\w{2,10})", re.IGNORECASE)
#: Rules whose match is not text at all.
_GONE = frozenset({"image", "loose_image", "braces", "citation", "struck", "silent"})
_PRODUCT = re.compile(r"\d\*\d")


def inline_marks(content: str, matched: Sequence[Matched], placed: Placed) -> Iterator[Mark]:
    """The marks of a block's content whose rules matched at `matched`."""
    for start, end, text in _pieces(content, _without_silent(content, matched)):
        if end > start:
            yield Mark(MarkKind.MARKUP, Span(placed.at(start), max(placed.at(start), placed.at(end - 1) + 1)), text)
    for event in matched:
        if event.rule == "call" and (event.start or content[event.end : event.end + 1] != ":"):
            span = Span(placed.at(event.start), placed.at(event.end - 1) + 1)
            yield Mark(MarkKind.FOOTNOTE_CALL, span, content[event.start + 2 : event.end - 1])


def _pieces(content: str, matched: Sequence[Matched]) -> Iterator[tuple[int, int, str]]:
    """Spans of the content that are markup, with the text that each stands for."""
    signs = _signs(content, matched)
    for e in matched:
        start, end = e.start, e.end
        if e.rule in _GONE or start in signs:
            yield start, end, ""
        elif e.rule == "escape":
            yield start, start + 1, ""
        elif e.rule == "backticks":
            ticks = len(content[start:end]) - len(content[start:end].lstrip("`"))
            yield start, start + ticks, ""
            yield end - ticks, end, ""
        elif e.rule == "autolink":
            yield start, start + 1, ""
            yield end - 1, end, ""
        elif e.rule == "link":
            yield from _link(content, e)
        elif e.rule == "wiki":
            yield start, content.find("|", start, end) + 1 or start + 2, ""
            yield end - 2, end, ""
        elif e.rule == "call":
            yield start + 1, start + 2, ""
        elif e.rule == "html_inline":
            yield from _tag(content, e)
        elif e.rule == "entity":
            text = html.unescape(content[start:end])
            if not any(unicodedata.category(c) in ("Cs", "Cn", "Cc") for c in text):
                yield start, end, text


def _signs(content: str, matched: Sequence[Matched]) -> set[int]:
    """Where the signs of emphasis stand that go: those that a rule paired, but for a product's (`2*3*4`), and double
    ones that it did not, as in `**Lieu :**Dole`.
    """
    loose = [e for e in matched if e.rule == "loose_sign" and content[e.start] in "*_"]
    doubled = {e.start for pair in pairwise(loose) if pair[0].end == pair[1].start for e in pair}
    return doubled | {e.start for e in matched if e.rule == "emphasis" and not _PRODUCT.match(content, e.start - 1)}


def _link(content: str, e: Matched) -> Iterator[tuple[int, int, str]]:
    """A link's words stay, its target goes, but for a mailbox that the words do not say."""
    yield e.start, e.start + 1, ""
    box = _MAILTO.search(content, e.inner, e.end)
    if box is None or "@" in content[e.start : e.inner]:
        yield e.inner, e.end, ""
    else:
        yield e.inner, box.start(1), " ("
        yield box.end(1), e.end, ")"


def _tag(content: str, e: Matched) -> Iterator[tuple[int, int, str]]:
    m = _TAG.match(content, e.start)
    name = m[2].lower() if m else ""
    box = _MAILTO.search(content, e.start, e.end) if name == "a" else None
    if box is not None and "@" not in content[e.end : content.find("<", e.end) + 1 or len(content)]:
        yield e.start, box.start(1), ""
        yield box.end(1), e.end, " "
    else:
        yield e.start, e.end, "\n" if name == "br" or name in words("web", "blocks") else ""


def _without_silent(content: str, matched: Sequence[Matched]) -> list[Matched]:
    """The matches, with an element that shows no text, or text that was struck, as one piece."""
    out: list[Matched] = []
    opened: tuple[str, int] | None = None
    for e in matched:
        if opened is None and out and e.start < out[-1].end and out[-1].rule in ("silent", "struck"):
            continue
        m = _TAG.match(content, e.start) if e.rule == "html_inline" else None
        name = m[2].lower() if m else ""
        if opened is None:
            if m and not m[1] and name in words("web", "silent") and not content[e.start : e.end].endswith("/>"):
                opened = (name, e.start)
            out.append(e)
        elif m and m[1] and name == opened[0]:
            out = [kept for kept in out if kept.start < opened[1]]
            out.append(Matched("silent", opened[1], e.end))
            opened = None
        else:
            out.append(e)
    return out
