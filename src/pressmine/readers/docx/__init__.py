"""DOCX documents, read from their XML: paragraphs, lists, tables, notes with their calls, header and footer.

The parts are read directly because the notes' calls, the numbering and the headers matter here, and because no entity,
no reference outside and no part that is not text may be followed. The archive is measured before anything is unpacked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmine.document import MarkKind, Metadata, Source
from pressmine.offsets import Span
from pressmine.readers.docx.package import Package, W, open_package
from pressmine.readers.docx.styles import Styles
from pressmine.readers.docx.text import Paragraph, paragraph_of
from pressmine.readers.drawing import Drawing
from pressmine.readers.grids import purpose

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BY_ROLE = {
    "title": MarkKind.TITLE,
    "subtitle": MarkKind.LEAD,
    "heading": MarkKind.HEADING,
    "caption": MarkKind.CAPTION,
    "quote": MarkKind.QUOTE,
}
_PAGE_NUMBER = re.compile(r"\W{0,5}(?:page\s{0,3})?\d{0,4}\s{0,3}(?:/|sur|of|-)?\s{0,3}\d{0,4}\W{0,5}", re.IGNORECASE)
_MAX_COLUMNS = 50


def read_docx(data: bytes, name: str, digest: str) -> Source:
    """A document as a Source. Raises StageError if it is encrypted, broken, or unpacks beyond the bounds."""
    package = open_package(data)
    body = package.document()
    draft = _Draft(package, body)
    headers, more_headers = package.running("header")
    footers, more_footers = package.running("footer")
    for root in headers:
        draft.blocks(root)
    draft.blocks(body)
    draft.notes()
    for root in footers:
        draft.blocks(root)
    for root in (*more_headers, *more_footers):
        draft.repeated(root)
    drawing = draft.drawing
    return Source(name, "docx", digest, drawing.text(), drawing.marks(), draft.metadata())


class _Draft:
    """The text as it grows: knows the styles, counts lists, remembers which notes were called."""

    def __init__(self, package: Package, body: Element) -> None:
        self.package = package
        self.styles = Styles(package)
        self.drawing = Drawing()
        self.title: Span | None = None
        self._calls: list[tuple[str, str]] = []
        self._in_list = False
        self._gap = 2
        # A document without a paragraph in the style `Title` has its headline in the first heading of the first level.
        self._titled = any(self.styles.role(p) == "title" for p in body.iter(W + "p"))

    def blocks(self, root: Element) -> None:
        """All blocks of a part, in order; content controls are looked into."""
        stack = [root]
        while stack:
            element = stack.pop()
            if element.tag == W + "p":
                self._paragraph(element)
            elif element.tag == W + "tbl":
                self._table(element)
            elif element.tag != W + "sectPr":
                stack.extend(reversed(element))

    def repeated(self, root: Element) -> None:
        """A header or footer of later pages."""
        self.drawing.break_lines(2)
        start = self.drawing.at
        self.blocks(root)
        self.drawing.mark(MarkKind.RUNNING_HEAD, Span(start, self.drawing.at))

    def notes(self) -> None:
        """The called footnotes and endnotes, in the order of their calls, each after its label."""
        index = 0
        while index < len(self._calls):  # a note may call a further one
            element = self.package.note(*self._calls[index])
            index += 1
            if element is None:
                continue
            self.drawing.break_lines(2)
            start = self.drawing.add(f"{index}. ").start
            texts = [self._read(p).text.strip() for p in element.iter(W + "p")]
            self.drawing.add("\n".join(t for t in texts if t))
            self.drawing.mark(MarkKind.FOOTNOTE, Span(start, self.drawing.at), str(index))

    def metadata(self) -> Metadata:
        """Title as the text shows it, else as the properties say; author and language of the properties."""
        said = self.package.properties()
        title = self.drawing.text()[self.title.start : self.title.end] if self.title else said.get("title")
        author = said.get("creator", "")
        # Programs sign with their own name or with a login: a person has two words.
        human = " " in author and not author.islower() and "python" not in author.lower()
        return Metadata(
            title=" ".join(title.split()) if title else None,
            title_span=self.title,
            author=author if human else None,
            language=said.get("language"),
        )

    def _read(self, element: Element) -> Paragraph:
        return paragraph_of(element, self._call)

    def _call(self, kind: str, id: str) -> str:
        if (kind, id) not in self._calls:
            self._calls.append((kind, id))
        return str(self._calls.index((kind, id)) + 1)

    def _paragraph(self, element: Element) -> None:
        read = self._read(element)
        if read.text.strip():
            self._draw(element, read)
        for box in read.boxes:
            self.blocks(box)

    def _draw(self, element: Element, read: Paragraph) -> None:
        role = self.styles.role(element)
        bullet = self.styles.bullet(element)
        self.drawing.break_lines(1 if bullet and self._in_list else self._gap)
        self._in_list = bool(bullet)
        start = self.drawing.add(bullet).start
        left = len(read.text) - len(read.text.lstrip())
        said = self.drawing.add(read.text.strip())
        for a, b, label in read.calls:
            self.drawing.mark(MarkKind.FOOTNOTE_CALL, Span(said.start + a - left, said.start + b - left), label)
        if bullet and not role:
            self.drawing.mark(MarkKind.LIST_ITEM, Span(start, self.drawing.at))
        if role == "heading" and not self._titled and self.styles.level(element) == 0:
            role = "title"
        if role == "title" and self.title is not None:
            role = "heading"
        if role == "title":
            self.title = said
        if role:
            self.drawing.mark(_BY_ROLE[role], said)
        elif _PAGE_NUMBER.fullmatch(read.text) and element.getparent().tag in (W + "ftr", W + "hdr"):
            self.drawing.mark(MarkKind.RUNNING_HEAD, said)

    def _table(self, element: Element) -> None:
        """A grid of values, or its blocks in order where a table only lays out a page."""
        self._in_list = False
        rows = [list(row.iterchildren(W + "tc")) for row in element.iterchildren(W + "tr")]
        nested = next(element.iterdescendants(W + "tbl"), None) is not None
        use = "layout" if nested else purpose([[_cell_lines(cell) for cell in row] for row in rows])
        if use == "layout":
            for row in element.iterchildren(W + "tr", W + "sdt"):
                self.blocks(row)
            return
        if use == "columns":
            for column in range(max(len(row) for row in rows)):
                for row in rows:
                    self._block_cell(row[column : column + 1])
            return
        table: list[list[str]] = []
        heads: list[list[bool]] = []
        for row, cells in zip(element.iterchildren(W + "tr"), rows, strict=True):
            said = [text for cell in cells for text in self._cell(cell)]
            if any(text.strip() for text in said):
                table.append(said)
                heads.append([row.find(f"{W}trPr/{W}tblHeader") is not None] * len(said))
        self.drawing.table(table, heads)

    def _block_cell(self, cells: list[Element]) -> None:
        """A cell as a block: its paragraphs are lines that stand together."""
        self.drawing.break_lines(2)
        for cell in cells:
            self._gap = 1
            self.blocks(cell)
            self._gap = 2
        self.drawing.break_lines(2)

    def _cell(self, cell: Element) -> list[str]:
        """A cell's text, and empty ones for the further columns that it spans."""
        width = cell.find(f"{W}tcPr/{W}gridSpan")
        value = width.get(W + "val", "1") if width is not None else "1"
        columns = min(int(value), _MAX_COLUMNS) if value.isdecimal() and len(value) < 6 else 1
        text = " ".join(self._read(p).text.strip() for p in cell.iter(W + "p"))
        return [text, *[""] * (columns - 1)]


def _cell_lines(cell: Element) -> list[str]:
    """The lines of a cell as it shows them, roughly: enough to tell what its table is for."""
    lines: list[str] = []
    for paragraph in cell.iter(W + "p"):
        pieces = (t.text or "" if t.tag == W + "t" else "\n" for t in paragraph.iter(W + "t", W + "br"))
        lines += [line for line in "".join(pieces).split("\n") if line.strip()]
    return lines
