"""Parts of a page that are no article by their structure: teasers, boxes with a field to fill in, author boxes.

Also what only leads to them: a heading or a line with a colon over links that are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressmine.readers.html.tree import visible
from pressmine.readers.html.walk import HEADINGS, Block
from pressmine.readers.word_lists import ordered

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: Blocks and characters of a box that is next to an article or in it.
_MOST_BLOCKS, _MOST_TEXT = 10, 800
#: Part of the page's kept text beyond which an element holds the article.
MOST_WEIGHT = 0.3
#: Words of a line above a teaser's title: a date, a section; words of what is no sentence.
_ABOVE, _SHORT = 12, 6
#: Sentences of a box that asks for something; a short article has more.
_ASKED = 3
_FIELDS = frozenset({"email", "text", "search", "tel", "password"})
#: Places to fill in that are looked at: a page with more is a form itself.
_MOST_FIELDS = 100
_CHANNEL = re.compile(r"[\w.+-]{1,60}(?:@| ?\[at\] ?)[\w-]{1,60}\.|(?:\d{2}[ .-]){4}\d{2}|\+\d{2,3}[ .(]")


def class_words(element: HtmlElement) -> set[str]:
    """The words of an element's class and id, in lower case."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return {word.lower() for word in _WORD.findall(named[:500])}


def leads_away(block: Block) -> bool:
    """True if most of a block is links; a mailbox or a number is not one."""
    return block.link_chars > 0.5 * len(block.text) and not has_channel(block)


def has_channel(block: Block) -> bool:
    """True if a block names a mailbox or a number."""
    return _CHANNEL.search(block.plain()) is not None


class Plan:
    """Where each element's blocks stand, how much text it has, and how much of it was kept."""

    def __init__(self, blocks: Sequence[Block], kept: Sequence[bool]) -> None:
        self.blocks = blocks
        self.extents: dict[HtmlElement, tuple[int, int]] = {}
        self.sizes: dict[HtmlElement, int] = {}
        self.weights: dict[HtmlElement, int] = {}
        for i, (block, keep) in enumerate(zip(blocks, kept, strict=True)):
            size = len(block.plain())
            element: HtmlElement | None = block.element
            while element is not None:
                self.extents[element] = (self.extents.get(element, (i, i))[0], i)
                self.sizes[element] = self.sizes.get(element, 0) + size
                if keep:
                    self.weights[element] = self.weights.get(element, 0) + size
                element = element.getparent()
        self.total = sum(len(b.plain()) for b, keep in zip(blocks, kept, strict=True) if keep)

    def holds_article(self, element: HtmlElement) -> bool:
        """True if a good part of the kept text lies in the element."""
        return self.weights.get(element, 0) > MOST_WEIGHT * self.total

    def small(self, element: HtmlElement) -> bool:
        """True for an element of a few blocks that is not around the article."""
        if element.tag in ("body", "main", "html") or element not in self.extents or self.holds_article(element):
            return False
        first, last = self.extents[element]
        return last - first < _MOST_BLOCKS and self.sizes[element] <= _MOST_TEXT


def foreign_parts(tree: HtmlElement, plan: Plan, headline: int | None) -> set[HtmlElement]:
    """The elements that are teasers, boxes to fill in or about an author; none if they are most of the page."""
    parts = {*_teasers(plan, headline), *_forms(tree, plan, headline), *_about_authors(plan)}
    taken = sum(plan.weights.get(e, 0) for e in parts if not any(a in parts for a in e.iterancestors()))
    return parts if taken <= 0.6 * plan.total else set()


def _teasers(plan: Plan, headline: int | None) -> set[HtmlElement]:
    """What a heading that is a link stands over, as far as no other such heading and no prose comes before it."""
    heads = {
        i
        for i, b in enumerate(plan.blocks)
        if b.tag in HEADINGS and i != headline and leads_away(b) and not heads_prose(plan, i)
    }
    found = set()
    for i in heads:
        at = plan.blocks[i].element
        for around in at.iterancestors():
            first, last = plan.extents[around]
            linked = around.tag == "a" and last - first < _MOST_BLOCKS
            if not plan.small(around) and not linked or headline is not None and first <= headline <= last:
                break
            before = plan.blocks[first:i]
            if any(j in heads for j in range(first, last + 1) if j != i) or any(
                len(b.text.split()) > _ABOVE for b in before
            ):
                break
            at = around
        found.add(at)
    return found


def heads_prose(plan: Plan, i: int) -> bool:
    """True for a heading in the article itself, with a paragraph below it: there a link names its source."""
    block, parent = plan.blocks[i], plan.blocks[i].element.getparent()
    if block.tag not in HEADINGS or i + 1 >= len(plan.blocks) or parent is None or not plan.holds_article(parent):
        return False
    below = plan.blocks[i + 1]
    return below.element.getparent() is parent and len(below.text) > _ABOVE * 8 and not leads_away(below)


def _forms(tree: HtmlElement, plan: Plan, headline: int | None) -> set[HtmlElement]:
    """The boxes around fields to fill in: what asks for a mailbox, a password or words to look for."""
    found = set()
    fields = [e for e in tree.iter("form", "input", "textarea") if _is_field(e)][:_MOST_FIELDS]
    for field in fields:
        box = None
        for around in [field, *field.iterancestors()]:
            if around not in plan.extents:
                continue
            first, last = plan.extents[around]
            inside = plan.blocks[first : last + 1][:_MOST_BLOCKS]
            reached = any(map(has_channel, inside)) or sum(map(_is_sentence, inside)) > _ASKED
            if not plan.small(around) or reached or headline is not None and first <= headline <= last:
                break
            box = around
        if box is not None:
            found.add(box)
    return found


def _is_sentence(block: Block) -> bool:
    return block.text.rstrip('\u00a0 »"')[-1:] in (".", "!", "?", "…") and len(block.text.split()) > _SHORT


def _is_field(element: HtmlElement) -> bool:
    if element.tag != "input":
        return True
    return (element.get("type") or "text").lower() in _FIELDS and "hidden" not in element.attrib


def _about_authors(plan: Plan) -> set[HtmlElement]:
    """Boxes that present who wrote the article, below its first words."""
    named = [set(entry.split()) for entry in ordered("web", "author_boxes")]
    first = next((i for i, b in enumerate(plan.blocks) if b.element in plan.weights), 0)
    return {
        element
        for element, (start, _) in plan.extents.items()
        if start > first and plan.small(element) and any(words <= class_words(element) for words in named)
    }


def drop_idle_heads(blocks: Sequence[Block], article: list[bool], headline: int | None) -> None:
    """Take out headings, and lines with a colon, below which all is left out up to the next of their rank."""
    following: int | None = None  # the next block of the article
    for i in range(len(blocks) - 1, -1, -1):
        if not article[i]:
            continue
        gap = i + 1 < len(blocks) and not article[i + 1] and visible(blocks[i + 1].element)
        if i != headline and gap and _idle(blocks, i, following):
            article[i] = False
            continue
        following = i


def _idle(blocks: Sequence[Block], i: int, following: int | None) -> bool:
    block = blocks[i]
    if block.tag in HEADINGS:
        return following is None or (blocks[following].tag in HEADINGS and blocks[following].tag <= block.tag)
    return block.text.endswith(":") and len(block.text.split()) <= _ABOVE and leads_away(blocks[i + 1])
