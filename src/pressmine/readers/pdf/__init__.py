"""PDF documents: the text of each page in reading order; no running heads, notes after their text.

A paragraph that continues on the next page is not cut in two: notes follow the last page's text, and what is repeated
on every page follows the notes, its first copy as text and the others marked as running heads.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from pressmine.document import MarkKind, Metadata, Source
from pressmine.offsets import Span
from pressmine.readers.drawing import Drawing
from pressmine.readers.encodings import scrub
from pressmine.readers.limits import MAX_CHARACTERS, MAX_PAGES, refuse
from pressmine.readers.pdf.blocks import Block, blocks_of, body_height, find_roles
from pressmine.readers.pdf.layout import Grid, arrange
from pressmine.readers.pdf.mending import with_accents, with_initials
from pressmine.readers.pdf.segments import Segment, segments_of

_PAGE_NUMBER = re.compile(
    r"[-–—•|\s]{0,4}(?:page\s{0,3})?\d{1,3}(?:\s{0,2}(?:/|sur|de)\s{0,2}\d{1,3})?[-–—•|\s]{0,4}", re.IGNORECASE
)
#: Shares of the page's height, at its top and at its bottom, in which heads and feet stand.
_MARGIN = 0.13
#: What makes a line in the margin the same on several pages: its text without digits, top or bottom, its height.
_Key = tuple[str, bool, int]
_DIGITS = re.compile(r"\d+")
_MARKS = {"title": MarkKind.TITLE, "heading": MarkKind.HEADING, "item": MarkKind.LIST_ITEM, "note": MarkKind.FOOTNOTE}


def read_pdf(data: bytes, name: str, digest: str) -> Source:
    """A PDF as a Source. Raises StageError if it is encrypted, broken, a scan without text, or beyond the bounds."""
    document = _open(data)
    try:
        pages, heights = _pages(document)
        properties = document.get_metadata_dict()
    finally:
        document.close()
    heads, feet, repeats = _running(pages, heights)
    arranged = [arrange(page) for page in pages]
    body = body_height(arranged)
    blocks = [b for number, items in enumerate(arranged) for b in blocks_of(items, body, number)]
    find_roles(blocks, body)
    drawing = Drawing()
    for head in heads:
        drawing.break_lines(1)
        drawing.add(head)
    title = _draw(drawing, blocks)
    for foot in feet:
        drawing.break_lines(2)
        drawing.add(foot)
    if repeats:
        drawing.break_lines(2)
        drawing.mark(MarkKind.RUNNING_HEAD, drawing.add("\n".join(repeats)))
    metadata = _metadata(drawing.text(), title, properties)
    return Source(name, "pdf", digest, drawing.text(), drawing.marks(), metadata)


def _open(data: bytes) -> Any:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise refuse("The PDF is encrypted: save it without a password and run again.") from None
        raise refuse(
            "The file is damaged or not a PDF: open it in a viewer and save or print it as PDF again."
        ) from None
    if count == 0 or count > MAX_PAGES:
        document.close()
        raise refuse(f"The PDF has {count} pages; an article has 1 to {MAX_PAGES}: cut the article out of it.")
    return document


def _pages(document: Any) -> tuple[list[list[Segment]], list[float]]:
    """Segments and height of each page. Raises StageError if there is no text, or too much."""
    import pypdfium2 as pdfium

    pages: list[list[Segment]] = []
    heights: list[float] = []
    characters = 0
    for index in range(len(document)):
        try:
            page = document[index]
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            raise refuse(f"Page {index + 1} of the PDF is broken: save or print it as PDF again.") from None
        characters += text_page.count_chars()
        if characters > MAX_CHARACTERS:
            raise refuse(f"The PDF holds more than {MAX_CHARACTERS:,} characters: cut the article out of it.")
        pages.append(with_initials(segments_of(text_page, page.get_cropbox(), with_accents)))
        heights.append(page.get_height())
        text_page.close()
        page.close()
    text = "".join(s.text for page_segments in pages for s in page_segments)
    if len(text) < 10:
        raise refuse("The PDF has no text layer: run OCR first (for instance ocrmypdf) and try again.")
    if _is_of_codes(text):
        raise refuse(
            "The PDF's fonts do not say which letters they draw: print it to PDF again from its program, or run OCR "
            "over it (for instance ocrmypdf --force-ocr)."
        )
    return pages, heights


def _is_of_codes(text: str) -> bool:
    """True if what the fonts name are codes of glyphs, not letters: no text has so few letters next to its digits."""
    signs = [c for c in text if not c.isspace() and not c.isdigit() and c not in "._|"]  # leaders and rules of tables
    return len(signs) > 100 and sum(map(str.isalpha, signs)) < 0.5 * len(signs)


def _running(pages: list[list[Segment]], heights: list[float]) -> tuple[list[str], list[str], list[str]]:
    """Take running heads, feet and page numbers out of the pages: first copies of heads, of feet, and the rest."""
    counts: dict[_Key, set[int]] = {}
    margins: list[tuple[int, Segment, _Key]] = []
    for number, (segments, height) in enumerate(zip(pages, heights, strict=True)):
        for segment in segments:
            top = segment.y > (1 - _MARGIN) * height
            if top or segment.y < _MARGIN * height:
                key = (_DIGITS.sub("#", segment.text), top, round(segment.height))
                counts.setdefault(key, set()).add(number)
                margins.append((number, segment, key))
    said: dict[str, list[tuple[tuple[int, int], str]]] = {"heads": [], "feet": [], "repeats": []}
    taken: set[int] = set()
    seen: set[_Key] = set()
    for number, segment, key in margins:
        numbered = bool(_PAGE_NUMBER.fullmatch(segment.text)) and (len(pages) > 1 or not key[1])
        if len(counts[key]) < 2 and not numbered:
            continue
        taken.add(id(segment))
        # A head that the first page does not show belongs to a chapter, not to the whole.
        repeated = key in seen or numbered or (key[1] and number > 0)
        role = "repeats" if repeated else "heads" if key[1] else "feet"
        seen.add(key)
        said[role].append(((number, round(segment.y)), segment.text))
    for number, segments in enumerate(pages):
        pages[number] = [s for s in segments if id(s) not in taken]
    heads, feet, repeats = (
        ["   ".join(text for _, text in row) for _, row in groupby(found, key=lambda row: row[0])]
        for found in said.values()
    )
    return heads, feet, repeats


def _draw(drawing: Drawing, blocks: list[Block]) -> Span | None:
    """Append the blocks, notes last; returns where the title stands."""
    title: Span | None = None
    before: Block | None = None
    for block in [*(b for b in blocks if b.kind != "note"), *(b for b in blocks if b.kind == "note")]:
        if block.grid is not None:
            drawing.table(block.grid.rows, _heads(block.grid))
            before = block
            continue
        drawing.break_lines(_gap(before, block))
        span = _draw_lines(drawing, block)
        if block.kind in _MARKS:
            drawing.mark(_MARKS[block.kind], span, block.label)
        if block.kind == "title":
            title = span
        before = block
    return title


def _gap(before: Block | None, block: Block) -> int:
    """Line breaks before a block: one between items, and where a paragraph continues over a page's end."""
    if before is None:
        return 2
    if before.kind == "item" and block.kind == "item":
        return 1
    same = before.kind == block.kind == "paragraph" and abs(before.height - block.height) < 0.5
    turned = block.page == before.page + 1 and block.text[:1].islower()
    return 1 if same and turned and not before.text.endswith((".", ":", "!", "?", "»")) else 2


def _draw_lines(drawing: Drawing, block: Block) -> Span:
    start = drawing.at
    for number, line in enumerate(block.lines):
        if number:
            drawing.add("\n")
        for place, segment in enumerate(line.segments):
            drawing.add(line.gap(place))
            said = drawing.add(segment.text)
            for a, b, label in segment.calls:
                if block.kind != "note" or number or a:
                    drawing.mark(MarkKind.FOOTNOTE_CALL, Span(said.start + a, said.start + b), label)
    return Span(start, drawing.at)


def _heads(grid: Grid) -> list[list[bool]]:
    """Which cells are heads: those of a first row without numbers of its own (years count as words)."""
    number = re.compile(r"[+–-]?\s?\d")
    year = re.compile(r"(?:19|20)\d\d\b.{0,12}")
    top = not any(number.match(cell) and not year.fullmatch(cell) for cell in grid.rows[0])
    return [[top and not at] * len(row) for at, row in enumerate(grid.rows)]


def _metadata(text: str, title: Span | None, properties: dict[str, str]) -> Metadata:
    """The title as the page shows it, else as the properties say where the text says it too."""
    if title is not None:
        return Metadata(title=" ".join(text[title.start : title.end].split()), title_span=title)
    said = " ".join(scrub(properties.get("Title", "")).split())
    at = text.find(said) if len(said) > 15 else -1
    return Metadata(title=said, title_span=Span(at, at + len(said))) if at >= 0 else Metadata()
