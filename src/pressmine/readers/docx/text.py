"""One paragraph of a DOCX: the text that it shows, the notes that it calls, the text boxes that hang on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressmine.readers.docx.package import W
from pressmine.readers.drawing import superscript
from pressmine.readers.encodings import scrub

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_UNIT = re.compile(r"(?:\A|[^\w])[kcdm]?m\Z|\d\Z")
#: What is in a paragraph and is not shown: properties, what a reviewer struck out, field codes, phonetic guides.
_UNSEEN = frozenset(
    W + name for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "rt", "fldData", "sdtPr")
)
_SIGNS = {
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "\u2011",
    W + "sym": " ",
}
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class Paragraph:
    """`calls` are (start, end, label) in `text`; `boxes` the contents of text boxes, to be read as blocks."""

    text: str = ""
    calls: list[tuple[int, int, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def paragraph_of(element: Element, call: Callable[[str, str], str]) -> Paragraph:
    """Read a paragraph; `call(kind, id)` gives the label of the note that is called."""
    read = Paragraph()
    parts: list[str] = []
    length = 0
    stack: list[Element] = [element]
    while stack:
        at = stack.pop()
        tag = at.tag
        if tag in _UNSEEN:
            continue
        label = ""
        if tag in (W + "footnoteReference", W + "endnoteReference"):
            label = call(tag[len(W) :].removesuffix("Reference"), at.get(W + "id", ""))
            said = superscript(label)
        elif tag in (W + "t", _MATH_TEXT):
            said, label = _shown(at, parts[-1] if parts else "")
        elif tag in _SIGNS:
            said = _SIGNS[tag]
        elif tag == W + "txbxContent":
            read.boxes.append(at)
            continue
        else:
            stack.extend(reversed(_children(at)))
            continue
        if label:
            read.calls.append((length, length + len(said), label))
        parts.append(said)
        length += len(said)
    read.text = _tabs("".join(parts))
    return read


def _children(element: Element) -> list[Element]:
    """What of an element is to be read: of two renderings of one thing the newer, of a hidden or struck run nothing."""
    if element.tag == _COMPATIBILITY + "AlternateContent":
        choice = element.find(_COMPATIBILITY + "Choice")
        shown = choice is not None and next(choice.iter(W + "t"), None) is not None
        other = element.find(_COMPATIBILITY + "Fallback")
        return [e for e in (choice if shown else other,) if e is not None]
    if element.tag == W + "r" and any(_is_on(element, name) for name in ("vanish", "strike", "dstrike")):
        return []
    return list(element)


def _is_on(run: Element | None, name: str) -> bool:
    """Whether a run has a property that is on unless it says otherwise."""
    found = run.find(f"{W}rPr/{W}{name}") if run is not None else None
    return found is not None and found.get(W + "val") not in _OFF


def _shown(element: Element, before: str) -> tuple[str, str]:
    """A run's text, and the label where it is a raised number that calls a note."""
    said = scrub(element.text or "")
    run = element.getparent()
    if said.islower() and (_is_on(run, "caps") or _is_on(run, "smallCaps")):
        said = said.upper()  # as it is shown; what was typed in both cases says more than that
    raised = run.find(f"{W}rPr/{W}vertAlign") if run is not None else None
    if raised is None or raised.get(W + "val") != "superscript" or not said.strip().isdecimal():
        return said, ""
    said = superscript(said.strip())
    return said, "" if _UNIT.search(before) or len(said) > 2 else element.text.strip()


def _tabs(text: str) -> str:
    """A line with several tabs is a row of cells; a single tab is a gap."""
    return "\n".join(
        line if line.strip("\t").count("\t") >= 2 else line.replace("\t", " ") for line in text.split("\n")
    )
