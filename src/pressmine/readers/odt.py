"""OpenDocument texts: paragraphs, headings, lists, tables and notes of `content.xml`, within the bounds of a DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressmine.document import MarkKind, Metadata, Source
from pressmine.offsets import Span
from pressmine.readers.docx.package import open_archive, parse_part
from pressmine.readers.drawing import Drawing, superscript
from pressmine.readers.encodings import scrub
from pressmine.readers.grids import purpose
from pressmine.readers.limits import refuse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OFFICE, _TEXT, _TABLE, _STYLE, _FO = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("office", "text", "table", "style", "xsl-fo-compatible")
)
#: What is not shown where it stands, or not at all.
_UNSEEN = frozenset(
    {
        _TEXT + "tracked-changes",
        _TEXT + "sequence-decls",
        _TEXT + "note-body",
        _OFFICE + "annotation",
        _OFFICE + "forms",
    }
)
_SPACES = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_MAX_REPEATED = 50


def read_odt(data: bytes, name: str, digest: str) -> Source:
    """A document as a Source. Raises StageError if it is encrypted, broken, or unpacks beyond the bounds."""
    archive = open_archive(data, ".odt")
    names = set(archive.namelist())
    root = parse_part(archive, "content.xml") if "content.xml" in names else None
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise refuse("The archive holds no OpenDocument text: save the article as .odt from a word processor.")
    draft = _Draft(_styles(root))
    draft.blocks(body)
    draft.notes()
    drawing = draft.drawing
    title = " ".join(drawing.text()[draft.title.start : draft.title.end].split()) if draft.title else None
    return Source(name, "odt", digest, drawing.text(), drawing.marks(), Metadata(title=title, title_span=draft.title))


@dataclass(slots=True)
class _Styles:
    """The automatic styles of the text: the named one that each rests on, and those that strike or hide their text."""

    parents: dict[str, str] = field(default_factory=dict)
    unshown: set[str] = field(default_factory=set)

    def role(self, element: Element) -> MarkKind | None:
        """What a paragraph's style says that it is."""
        named = element.get(_TEXT + "style-name", "")
        said = self.parents.get(named, named).lower()
        if said == "title":
            return MarkKind.TITLE
        if said == "subtitle":
            return MarkKind.LEAD
        return MarkKind.HEADING if element.tag == _TEXT + "h" else None


def _styles(root: Element) -> _Styles:
    styles = _Styles()
    for style in root.iter(_STYLE + "style"):
        name = style.get(_STYLE + "name", "")
        styles.parents[name] = style.get(_STYLE + "parent-style-name", name)
        properties = style.find(_STYLE + "text-properties")
        if properties is not None:
            struck = properties.get(_STYLE + "text-line-through-style", "none") != "none"
            if struck or properties.get(_TEXT + "display") == "none":
                styles.unshown.add(name)
    return styles


class _Draft:
    """The text as it grows."""

    def __init__(self, styles: _Styles) -> None:
        self.styles = styles
        self.drawing = Drawing()
        self.title: Span | None = None
        self._in_list = False
        self._notes: list[tuple[str, Element]] = []

    def blocks(self, root: Element) -> None:
        """All blocks below an element, in order."""
        stack = [(child, False) for child in reversed(root)]
        while stack:
            element, item = stack.pop()
            if element.tag in (_TEXT + "p", _TEXT + "h"):
                self._paragraph(element, item)
            elif element.tag == _TABLE + "table":
                self._table(element)
            elif element.tag not in _UNSEEN:
                item = item or element.tag == _TEXT + "list-item"
                stack.extend((child, item) for child in reversed(element))

    def notes(self) -> None:
        """The notes after the text, each after its label."""
        for label, note in self._notes:
            self.drawing.break_lines(2)
            start = self.drawing.add(f"{label}. ").start
            self.drawing.add("\n".join(self._said(p)[0].strip() for p in note.iter(_TEXT + "p")))
            self.drawing.mark(MarkKind.FOOTNOTE, Span(start, self.drawing.at), label)

    def _paragraph(self, element: Element, item: bool) -> None:
        text, calls = self._said(element)
        if not text.strip():
            return
        left = len(text) - len(text.lstrip())
        self.drawing.break_lines(1 if item and self._in_list else 2)
        self._in_list = item
        start = self.drawing.add("- " if item else "").start
        span = self.drawing.add(text.strip())
        for a, b, label in calls:
            self.drawing.mark(MarkKind.FOOTNOTE_CALL, Span(span.start + a - left, span.start + b - left), label)
        role = self.styles.role(element)
        if role is MarkKind.HEADING and self.title is None and element.get(_TEXT + "outline-level", "1") == "1":
            role = MarkKind.TITLE
        if role is MarkKind.TITLE and self.title is None:
            self.title = span
        elif role is MarkKind.TITLE:
            role = MarkKind.HEADING
        if role:
            self.drawing.mark(role, span)
        elif item:
            self.drawing.mark(MarkKind.LIST_ITEM, Span(start, span.end))

    def _said(self, element: Element) -> tuple[str, list[tuple[int, int, str]]]:
        """The text of a paragraph as it is shown, and the calls of notes in it."""
        parts: list[str] = [element.text or ""]
        calls: list[tuple[int, int, str]] = []
        for child in self._inline(element, parts):
            label = "".join(child.findtext(_TEXT + "note-citation") or "")[:4]
            note = child.find(_TEXT + "note-body")
            if label and note is not None:
                at = sum(map(len, parts))
                parts.append(superscript(label))
                calls.append((at, at + len(label), label))
                self._notes.append((label, note))
        return scrub("".join(parts)), calls

    def _inline(self, element: Element, parts: list[str]) -> Iterator[Element]:
        """Lays the text of a paragraph's children into `parts`; yields the notes where they are called."""
        stack: list[tuple[Element, bool]] = [(child, False) for child in reversed(element)]
        while stack:
            at, left = stack.pop()
            if left:
                parts.append(at.tail or "")
                continue
            stack.append((at, True))
            if at.tag == _TEXT + "note":
                yield at
            elif at.tag == _TEXT + "s":
                count = at.get(_TEXT + "c", "1")
                parts.append(" " * (int(count) if count.isdecimal() and len(count) < 3 else 1))
            elif at.tag in _SPACES:
                parts.append(_SPACES[at.tag])
            elif at.tag not in _UNSEEN and at.get(_TEXT + "style-name", "") not in self.styles.unshown:
                parts.append(at.text or "")
                stack.extend((child, False) for child in reversed(at))

    def _table(self, element: Element) -> None:
        """A grid of values, or its blocks in order where a table only lays out a page."""
        rows = [row.findall(_TABLE + "table-cell") for row in element.iter(_TABLE + "table-row")]
        lines = [[[self._said(p)[0] for p in cell.iter(_TEXT + "p")] for cell in row] for row in rows]
        if next(element.iterdescendants(_TABLE + "table"), None) is not None or purpose(lines) != "values":
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        said = [[text for cell in row for text in self._cell(cell)] for row in rows]
        said = [row for row in said if any(text.strip() for text in row)]
        self.drawing.table(said, [[False] * len(row) for row in said])

    def _cell(self, cell: Element) -> list[str]:
        """A cell's text, and empty ones for the further columns that it spans."""
        wide = cell.get(_TABLE + "number-columns-spanned", "1")
        columns = min(int(wide), _MAX_REPEATED) if wide.isdecimal() and len(wide) < 6 else 1
        return [" ".join(self._said(p)[0].strip() for p in cell.iter(_TEXT + "p")), *[""] * (columns - 1)]
