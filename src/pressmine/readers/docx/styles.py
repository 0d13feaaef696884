"""What the styles and the numbering of a DOCX say of a paragraph: its role, and the sign or number before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmine.readers.docx.package import Package, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAX_CHAIN = 12
#: Names of the built-in styles, in English as files keep them and in French as some programs write them.
_ROLES = (
    (re.compile(r"(?:sous-?titre|subtitle)"), "subtitle"),
    (re.compile(r"(?:heading|titre|überschrift)\s?\d"), "heading"),
    (re.compile(r"(?:title|titre)\b(?! de| of| \d)"), "title"),
    (re.compile(r"(?:caption|légende)"), "caption"),
    (re.compile(r"(?:intense )?quote|citation"), "quote"),
)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Styles:
    """Looks paragraphs up in `styles.xml` and `numbering.xml`, and counts numbered lists as it goes."""

    def __init__(self, package: Package) -> None:
        root = package.related("styles")
        self._styles = {s.get(W + "styleId", ""): s for s in (root if root is not None else ()) if s.tag == W + "style"}
        self._levels: dict[str, dict[int, Element]] = {}
        self._counts: dict[str, list[int]] = {}
        numbering = package.related("numbering")
        if numbering is not None:
            self._read_numbering(numbering)

    def role(self, paragraph: Element) -> str:
        """`title`, `subtitle`, `heading`, `caption`, `quote`, or an empty string."""
        for style in self._chain(paragraph):
            name = _value(style, "name").lower()
            for pattern, role in _ROLES:
                if pattern.match(name):
                    return role
        return "heading" if self._property(paragraph, "outlineLvl") is not None and self.level(paragraph) < 9 else ""

    def level(self, paragraph: Element) -> int:
        """The outline level, 0 for the first; 9 (body text) where none is given."""
        for style in self._chain(paragraph):
            digits = re.search(r"\d", _value(style, "name"))
            if digits and re.match(r"(?:heading|titre)", _value(style, "name"), re.IGNORECASE):
                return int(digits[0]) - 1
        outline = self._property(paragraph, "outlineLvl")
        value = outline.get(W + "val", "9") if outline is not None else "9"
        return int(value) if value.isdecimal() else 9

    def bullet(self, paragraph: Element) -> str:
        """The sign before a list item (`- `, `2. `), or an empty string."""
        numbered = self._property(paragraph, "numPr")
        if numbered is None:
            return self._named_bullet(paragraph)
        list_id = _value(numbered, "numId")
        depth = int(_value(numbered, "ilvl") or 0) if (_value(numbered, "ilvl") or "0").isdecimal() else 0
        level = self._levels.get(list_id, {}).get(depth)
        if list_id in ("", "0"):
            return ""
        if level is None or _value(level, "numFmt") in ("bullet", ""):
            return "- "
        if _value(level, "numFmt") == "none":
            return ""
        return self._number(list_id, min(depth, 8), level)

    def _named_bullet(self, paragraph: Element) -> str:
        names = [_value(style, "name").lower() for style in self._chain(paragraph)[:1]]
        return "- " if any(re.match(r"(?:list bullet|liste à puces)", name) for name in names) else ""

    def _number(self, list_id: str, depth: int, level: Element) -> str:
        counts = self._counts.setdefault(list_id, [0] * 9)
        start = _value(level, "start") or "1"
        counts[depth] = (
            counts[depth] + 1 if counts[depth] else int(start) if start.isdecimal() and len(start) < 6 else 1
        )
        counts[depth + 1 :] = [0] * (8 - depth)
        levels = self._levels[list_id]
        said = (_value(level, "lvlText") or "%1.")[:40]
        for index in range(depth + 1):
            shape = _value(levels[index], "numFmt") if index in levels else "decimal"
            said = said.replace(f"%{index + 1}", _count(max(counts[index], 1), shape))
        return said.strip() + " "

    def _read_numbering(self, root: Element) -> None:
        abstract: dict[str, dict[int, Element]] = {}
        for definition in root.iterchildren(W + "abstractNum"):
            levels = {lvl.get(W + "ilvl", ""): lvl for lvl in definition.iterchildren(W + "lvl")}
            abstract[definition.get(W + "abstractNumId", "")] = {int(k): v for k, v in levels.items() if k.isdecimal()}
        for instance in root.iterchildren(W + "num"):
            self._levels[instance.get(W + "numId", "")] = abstract.get(_value(instance, "abstractNumId"), {})

    def _property(self, paragraph: Element, name: str) -> Element | None:
        """A paragraph property, its own or its style's."""
        for holder in (paragraph, *self._chain(paragraph)):
            found: Element | None = holder.find(f"{W}pPr/{W}{name}")
            if found is not None:
                return found
        return None

    def _chain(self, paragraph: Element) -> list[Element]:
        """The paragraph's style and those that it is based on, nearest first."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        key = named.get(W + "val", "") if named is not None else ""
        chain: list[Element] = []
        while key in self._styles and len(chain) < _MAX_CHAIN:
            chain.append(self._styles[key])
            key = _value(chain[-1], "basedOn")
        return chain


def _value(element: Element, name: str) -> str:
    child = element.find(W + name)
    return str(child.get(W + "val", "")) if child is not None else ""


def _count(number: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if shape == "lowerLetter" else letter.upper()
    if shape in ("lowerRoman", "upperRoman") and number < 40:
        said, left = "", number
        for value, sign in _ROMAN:
            while left >= value:
                said, left = said + sign, left - value
        return said if shape == "lowerRoman" else said.upper()
    return str(number)
