"""The visible blocks of a page in reading order: paragraphs, headings, list items, tables.

The walk keeps a stack of its own, so that depth costs memory and not the interpreter's stack.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressmine.readers.drawing import superscript
from pressmine.readers.encodings import scrub
from pressmine.readers.html.tables import cell_text, cells_by_column, grid, use_of
from pressmine.readers.html.tree import BLOCKS, visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_LINE_END, _EMPTY_LINES = re.compile(r"[ \t]*\n[ \t]*"), re.compile(r"\n{3,}")
#: An entity that a browser would show as it stands, since it was escaped twice.
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});")
#: Elements that head what follows them.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CALL = re.compile(r"([\[(]?)(\d{1,2}|\*{1,3}|[a-z])([\])]?)")
#: Before a raised 2 or 3 these are units (`m²`, `km²`), not words that call a note.
_UNIT = re.compile(r"(?:\A|[^\w])[kcdm]?m\Z|\d\Z")


@dataclass(slots=True)
class Block:
    """A span of text that stands by itself; `element` is the innermost block element around it."""

    element: HtmlElement
    text: str = ""
    link_chars: int = 0
    prefix: str = ""
    calls: list[tuple[int, int, str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    heads: list[list[bool]] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """The tag of the element around it."""
        return str(self.element.tag)

    def plain(self) -> str:
        """The text, a table's cells included."""
        return self.text or "\n".join("\t".join(row) for row in self.rows)


def blocks_of(tree: HtmlElement) -> list[Block]:
    """The visible blocks in the order of the page."""
    return _Walk().run(tree)


class _Walk:
    """One pass over a tree: opens a block with the first text after a block element's edge."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.current: Block | None = None
        self.owners: list[HtmlElement] = []
        self.parts: list[str] = []
        self.length = 0
        self.end = ""
        self.links = 0
        self.quotes = 0
        self.numbers: list[int] = []
        self.prefix = ""

    def run(self, tree: HtmlElement) -> list[Block]:
        stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
                self._tail(element)
                continue
            if not visible(element):
                self._tail(element)
                continue
            use = use_of(element) if element.tag == "table" else "layout"
            if use == "values":
                self._flush()
                self._table(element)
                self._tail(element)
                continue
            if element.get("data-cfemail"):
                self._text(_cfemail(element.get("data-cfemail")))
                self._tail(element)
                continue
            if element.tag == "sup":
                self._raised(element)
                self._tail(element)
                continue
            stack.append((element, True))
            self._enter(element)
            children = cells_by_column(element) if use == "columns" else element
            stack.extend((child, False) for child in reversed(children))
        self._flush()
        return self.blocks

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if _set_apart(element, self.end):
            self._text(" ")
        if _is_block(element):
            self._flush()
            self.owners.append(element)
            if tag in ("ol", "ul"):
                self.numbers.append(_start(element) if tag == "ol" else -1)
            elif tag == "li":
                self.prefix = self._bullet(element)
        elif tag == "br":
            self._text("\n", raw=True)
        elif tag == "a" and self._leads_away(element):
            self.links += 1
        elif tag == "q":
            self._text("“" if self.quotes else "« ")
            self.quotes += 1
        self._text(element.text or "")

    def _leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "q":
            self.quotes -= 1
            self._text("”" if self.quotes else " »")
        if _is_block(element):
            self._flush()
            self.owners.pop()
            if tag in ("ol", "ul"):
                self.numbers.pop()
            elif tag == "li":
                self.prefix = ""
        elif tag == "a" and self._leads_away(element):
            self.links -= 1

    def _leads_away(self, element: HtmlElement) -> bool:
        """False for a mailbox, a number, the name of a place in the page, and a heading's link to itself."""
        href = element.get("href")
        if href is None:
            return not (element.get("name") or element.get("id"))
        if href.startswith(("mailto:", "tel:")):
            return False
        around = (element.getparent(), next(iter(element), None))
        return not (href[:1] == "#" and href[1:] and any(e is not None and e.tag in HEADINGS for e in around))

    def _tail(self, element: HtmlElement) -> None:
        if self.owners:
            self._text(element.tail or "")

    def _bullet(self, element: HtmlElement) -> str:
        if not self.numbers or self.numbers[-1] < 0:
            return "- "
        value = element.get("value") or ""
        number = int(value) if value.isdecimal() and len(value) < 6 else self.numbers[-1]
        self.numbers[-1] = number + 1
        return f"{number}. "

    def _text(self, text: str, raw: bool = False) -> None:
        if not text or not self.owners:
            return
        kept = self.owners[-1].tag == "pre"
        if "&" in text:
            text = _ENTITY.sub(_spelled, text)
        if not raw and not kept:
            text = _SPACE.sub(" ", text)
        if self.current is None:
            text = text.lstrip(" \n")
            if not text:
                return
            self.current = Block(self.owners[-1], prefix=self.prefix)
            self.prefix, self.parts, self.length, self.end = "", [], 0, ""
        elif self.end.endswith((" ", "\n")) and not kept:
            text = text.lstrip(" ")
        self.parts.append(text)
        self.length += len(text)
        self.end = (self.end + text)[-8:]
        if self.links:
            self.current.link_chars += len(text)

    def _raised(self, element: HtmlElement) -> None:
        said = _SPACE.sub(" ", "".join(element.itertext())).strip()
        match = _CALL.fullmatch(said)
        unit = self.current is not None and bool(_UNIT.search(self.end))
        if match is None or unit or (match[2].isalpha() and not match[1]):
            self._text(superscript(said) if said.isdecimal() else said)
            return
        label = match[2]
        self._text(superscript(label) if label.isdecimal() and not match[1] else said)
        if self.current is not None:
            self.current.calls.append((self.length - len(said), self.length, label))

    def _table(self, table: HtmlElement) -> None:
        caption = table.find("caption")
        if caption is not None and visible(caption):
            said = _SPACE.sub(" ", cell_text(caption)).strip()
            if said:
                self.blocks.append(Block(caption, said))
        block = Block(table)
        block.rows, block.heads = grid(table)
        if any(cell for row in block.rows for cell in row):
            self.blocks.append(block)

    def _flush(self) -> None:
        block, self.current = self.current, None
        if block is None:
            return
        block.text = _tidy("".join(self.parts), block)
        if block.text:
            self.blocks.append(block)


def _is_block(element: HtmlElement) -> bool:
    """True for what is on lines of its own; so does the name under a block quote."""
    return element.tag in BLOCKS or (
        element.tag == "cite" and next(element.iterancestors("blockquote", "p"), element).tag == "blockquote"
    )


def _set_apart(element: HtmlElement, before: str) -> bool:
    """True for a part right after another, where the style parts what the letters would join: `Anne RoyJournaliste`,
    `12mai`.
    """
    other = element.getprevious()
    if element.tag not in ("span", "time", "a") or other is None or other.tail:
        return False
    if element.tag == other.tag == "span" and not (element.get("class") and other.get("class")):
        return False
    here = (element.text or "")[:1]
    last = before[-1:]
    return last.islower() and (here.isupper() or here.isdigit()) or last.isdigit() and here.isalpha()


def _cfemail(hidden: str) -> str:
    """A mailbox that a page hides from robots: each byte is the sum without carry of the first and a letter's."""
    try:
        key, *letters = bytes.fromhex(hidden[:400])
    except ValueError:
        return ""
    return bytes(letter ^ key for letter in letters).decode("utf-8", "replace")


def _spelled(match: re.Match[str]) -> str:
    """The sign of an entity that was escaped twice; none for what is not text."""
    said = html.unescape(match.group())
    return said if len(said) <= 2 and said.isprintable() or said == "\xa0" else match.group()


def _tidy(text: str, block: Block) -> str:
    """A block's text without blanks at its lines' ends and what no record holds; the calls' places follow."""
    pieces: list[str] = []
    calls: list[tuple[int, int, str]] = []
    at = length = 0
    for start, end, label in [*block.calls, (len(text), len(text), "")]:
        between = _lines(text[at:start], pieces[-1][-2:] if pieces else "\n\n")
        call = scrub(text[start:end])
        pieces += [between, call]
        length += len(between)
        calls.append((length, length + len(call), label))
        length += len(call)
        at = end
    block.calls = calls[:-1]
    return "".join(pieces).rstrip()


def _lines(text: str, before: str) -> str:
    text = scrub(text)
    if "\n" in text:
        text = _EMPTY_LINES.sub("\n\n", _LINE_END.sub("\n", text))
    return text.lstrip("\n ") if before.endswith("\n") else text


def _start(element: HtmlElement) -> int:
    start = element.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 6 else 1
