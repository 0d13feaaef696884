"""An HTML page as a tree of elements that is never too deep to walk, and which of them a browser shows.

Pages that nest deeper than libxml2 follows are flattened first, which costs them structure and no text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressmine.readers.word_lists import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_DEPTH = 200


_INVISIBLE = words("web", "invisible")
#: Elements that are on lines of their own.
BLOCKS = words("web", "blocks")
_VOID = words("web", "void")
#: Styles of what a browser does not show, or shows as struck out.
_HIDDEN_STYLE = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|text-decoration[a-z-]{0,6}\s{0,3}:[^;]{0,40}line-through",
    re.IGNORECASE,
)
_STRUCK = frozenset({"del", "s", "strike"})
_HIDDEN_CLASS = words("web", "hidden_classes")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})([^<>]{0,5000})>")


def parse(markup: str) -> HtmlElement:
    """The page's tree; never deeper than MAX_DEPTH elements."""
    tree = _tree(markup)
    if tree is None or _depth(tree) > MAX_DEPTH:
        tree = _tree(_flatten(markup))
    if tree is None:
        raise ValueError("the page has no element")
    return tree


def _tree(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return None if any("depth" in str(entry.message).lower() for entry in parser.error_log) else tree


def _depth(tree: HtmlElement) -> int:
    deepest, stack = 0, [(tree, 1)]
    while stack:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in element)
    return deepest


def _flatten(markup: str) -> str:
    """`markup` without the tags that lie deeper than three quarters of MAX_DEPTH; a block's tag leaves a line break."""
    depth = 0

    def level(match: re.Match[str]) -> str:
        nonlocal depth
        tag = match[2].lower()
        if tag in _VOID or match[3].endswith("/"):
            return match[0]
        depth += -1 if match[1] else 1
        inside = depth + (1 if match[1] else 0)
        depth = max(depth, 0)
        if inside <= MAX_DEPTH * 3 // 4 or tag in _INVISIBLE:
            return match[0]
        return "<br>" if tag in BLOCKS else ""

    return _TAG.sub(level, markup)


def visible(element: HtmlElement) -> bool:
    """False if a browser shows nothing of the element, or shows it struck out."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _INVISIBLE or tag in _STRUCK or tag == "input":
        return False
    attributes = element.attrib
    if not attributes:
        return True
    if "hidden" in attributes or attributes.get("role") == "tooltip":
        return False
    if _HIDDEN_CLASS.intersection((attributes.get("class") or "").lower().split()):
        return False
    style = attributes.get("style")
    return not (style and _HIDDEN_STYLE.search(style))
