"""Which blocks of a page are the article: trafilatura's word, corrected for blocks that stand among those it kept.

trafilatura drops parts by a substring of their class (`embargo` holds `bar`), and short lines such as contacts. So its
answer finds the part of the page that holds the article, and inside that part a block is left out only for a reason
of its own: it is navigation, a form, a footer, mostly links, or its class says residue in a whole word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pressmine.french.bylines import read_byline
from pressmine.readers.html.headline import Headline, find_headline
from pressmine.readers.html.meta import Declared
from pressmine.readers.html.parts import (
    Plan,
    class_words,
    drop_idle_heads,
    foreign_parts,
    has_channel,
    heads_prose,
    leads_away,
)
from pressmine.readers.html.passes import kept_blocks
from pressmine.readers.html.walk import HEADINGS, Block
from pressmine.readers.word_lists import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Elements and characters beyond which trafilatura is not asked: its time grows with the page.
MAX_ELEMENTS = 20_000
MAX_TEXT = 1_000_000
#: Parts that stand around an article, and in some pages inside it.
_FRAME = ("aside", "footer", "header")
_CHROME = frozenset({"nav", "button", "select", "textarea", "label", "dialog", "menu"})
_WHOLE = frozenset({"body", "html"})
#: What a page declares to be part of an article.
_PROPERTIES = frozenset({"articleBody", "description", "alternativeHeadline"})
_ROLES = frozenset({"navigation", "search", "dialog", "alert"})
#: Elements that hold no article by themselves: the container is what stands around them.
_LAID_OUT = frozenset({"table", "tbody", "tr"})
_INNER = frozenset({"p", "table", "tbody", "tr", "ul", "ol", "dl", "blockquote"})
_SENTENCE_END = re.compile(r"[.!?…»](?:\s|$)")
#: Characters of a paragraph; a sentence may have half as many.
_LONG = 80
#: Characters below which a line of links is not a paragraph.
_MOST = 100
#: Characters of a title of another article.
_LONGEST_TITLE = 110
_ARROWS = (">", "»", "→", "►", "▶", "➔", "➜")
#: Part of the kept text that the article's element holds; a column of a page laid out with a table holds less.
_NEARLY_ALL, _COLUMN = 0.85, 0.55
#: Elements between the parts of one article.
_LEVELS = 3
#: What a release says next to its prose: who to call, under which embargo, and above it since when.
_CALLS = re.compile(r"\bcontacts?\b|à propos|communiqué|embargo|\bpresse\b", re.IGNORECASE)
_OF_THE_PRESS = re.compile(r"\bpresse\b|\bmédias?\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def article_blocks(
    tree: HtmlElement, blocks: list[Block], copy: Callable[[], HtmlElement], facts: Declared
) -> tuple[list[bool], Headline | None]:
    """For each block, whether it belongs to the article, and the headline; `copy` gives a tree that may be spoilt."""
    small = sum(1 for _ in tree.iter()) <= MAX_ELEMENTS and sum(len(b.text) for b in blocks) <= MAX_TEXT
    said = [_says_something(b) and not leads_away(b) for b in blocks]
    bare = Plan(blocks, said)
    prose = [there and _reason(b, bare, set()) is None for b, there in zip(blocks, said, strict=True)]
    kept = kept_blocks(blocks, prose, copy) if small else prose
    plan = Plan(blocks, kept)
    reasons = [_reason(b, plan, set()) for b in blocks]
    start = next((i for i, (keep, there) in enumerate(zip(kept, prose, strict=True)) if keep and there), len(blocks))
    headline = find_headline(blocks, reasons, start, facts)
    parts = foreign_parts(tree, plan, headline.block if headline else None)
    if parts:
        reasons = [_reason(b, plan, parts) for b in blocks]
    article = _Article(tree, plan, kept, reasons, headline).blocks()
    drop_idle_heads(blocks, article, headline.block if headline else None)
    return article, headline


def mail_blocks(blocks: list[Block], facts: Declared) -> tuple[list[bool], Headline | None]:
    """The same for a mail: it has no frame, only rows of links."""
    article = [not leads_away(block) for block in blocks]
    return article, find_headline(blocks, [None if there else "link" for there in article], 0, facts)


class _Article:
    """The part of a page that holds the article, and what of it and of its neighbours is one with it."""

    def __init__(
        self, tree: HtmlElement, plan: Plan, kept: list[bool], reasons: list[str | None], headline: Headline | None
    ) -> None:
        self.plan, self.kept, self.reasons = plan, kept, reasons
        self.tight = _tight(tree, plan)
        self.container = _around(self.tight)
        blocks = plan.blocks
        sure = [i for i, keep in enumerate(kept) if keep and reasons[i] in (None, "weak")]
        if self.container.tag in _WHOLE:
            # The page has no part for the article: it runs from the first to the last block that is surely of it.
            self.first, self.last = (sure[0], sure[-1]) if sure else (0, -1)
        else:
            self.first, self.last = plan.extents.get(self.container, (0, -1))
        self.end = plan.extents.get(self.tight, (0, self.last))[1]
        self.kept_to = max((i for i in sure if i <= self.end), default=-1)
        self.headline = headline.block if headline else None
        top = self.headline if self.headline is not None else _first_title(blocks, reasons)
        self.lead_in = range(top, self.first) if top is not None else range(0)
        self.to_call = _to_call(plan)
        self.near = _near(self.tight)

    def blocks(self) -> list[bool]:
        """For each block, whether it is article."""
        return [i == self.headline or self._belongs(i, block) for i, block in enumerate(self.plan.blocks)]

    def _belongs(self, i: int, block: Block) -> bool:
        inside = self.first <= i <= self.last or i in self.lead_in
        if self.container.tag in _WHOLE and self.headline is not None and i < self.headline and _prose(block):
            return False
        if self._reason(i, block, inside) is not None:
            return False
        if (
            leads_away(block)
            and not heads_prose(self.plan, i)
            and (not self.kept[i] or _all_link(block))
            and not (inside and _long_link(block))
        ):
            return False
        if inside:
            return i <= self.end or self.kept[i] or _calls(block) or self._called(block)
        if self._goes_on(block) or self._press_desk(block):
            return True
        if self.container.tag == "td":
            return self._beside(block) and bool(_CALLS.search(block.plain()))
        return self._beside(block) and (_calls(block) or i < self.first and bool(_YEAR.search(block.plain())))

    def _goes_on(self, block: Block) -> bool:
        """True for a block of a part next to the text that has the same name as it, or that of a postscript."""
        around = list(block.element.iterancestors())
        if self.near not in around:
            return False
        name = self.tight.get("class")
        return any(
            name and e.get("class") == name or words("web", "continued") & class_words(e)
            for e in (block.element, *around[: around.index(self.near)])
        )

    def _reason(self, i: int, block: Block, inside: bool) -> str | None:
        """Why a block is not an article; what is in the article's own part may have a frame's name."""
        reason = self.reasons[i]
        if not inside:
            return None if reason == "aside" and self._press_desk(block) else reason
        if reason == "weak":
            return None if i <= self.end else reason
        if reason == "aside" and (self.kept[i] and _prose(block) or self._called(block) or self._of_the_text(block)):
            return None
        if self.container.tag in _WHOLE:
            return reason
        if (
            reason == "header"
            or reason == "footer"
            and (i < self.kept_to or _calls(block) or self.kept[i] and self.container.tag != "div")
        ):
            return None
        return reason

    def _press_desk(self, block: Block) -> bool:
        """True for a line of an aside that says whom the press may call: such a one may be far from the text."""
        around = (e for e in (block.element, *block.element.iterancestors()) if e.tag == "aside" and e in self.to_call)
        return any(_OF_THE_PRESS.search(self.plan.blocks[self.plan.extents[e][0]].text) for e in around)

    def _of_the_text(self, block: Block) -> bool:
        """True for a line of an aside in the article that leads nowhere: figures, a box."""
        aside = next((e for e in (block.element, *block.element.iterancestors()) if e.tag == "aside"), None)
        if aside is None or not any(e is self.container for e in aside.iterancestors()):
            return False
        first, last = self.plan.extents[aside]
        return not any(b.link_chars for b in self.plan.blocks[first : last + 1])

    def _called(self, block: Block) -> bool:
        """True for a line of a part that says whom to call."""
        return any(e in self.to_call for e in (block.element, *block.element.iterancestors()))

    def _beside(self, block: Block) -> bool:
        """True for a block in a neighbour of the container: where contacts stand that are laid out apart."""
        parent = self.container.getparent()
        return (
            parent is not None and parent.tag not in _WHOLE and any(e is parent for e in block.element.iterancestors())
        )


def _first_title(blocks: Sequence[Block], reasons: list[str | None]) -> int | None:
    """The first heading of the highest rank that is not a link."""
    titles = (i for i, b in enumerate(blocks) if b.tag == "h1" and reasons[i] in (None, "header"))
    return next((i for i in titles if not leads_away(blocks[i])), None)


def _to_call(plan: Plan) -> set[HtmlElement]:
    """Small elements and asides that say whom to call: contacts that are laid out next to the text."""
    return {
        element
        for block in plan.blocks
        if has_channel(block)
        for element in (block.element, *block.element.iterancestors())
        if element.tag == "aside" or plan.small(element)
    }


def _calls(block: Block) -> bool:
    return has_channel(block) or bool(_CALLS.search(block.plain()))


def _reason(block: Block, plan: Plan, parts: set[HtmlElement]) -> str | None:
    """Why a block is not an article, by what the elements around it are, or None; `weak` where only a name says so."""
    strong, weak = words("web", "residue"), words("web", "weak_residue")
    found: str | None = None
    element: HtmlElement | None = block.element
    while element is not None and element.tag not in _WHOLE:
        if element.tag in _CHROME:
            return "chrome"
        if element in parts:
            return "part"
        if element.get("itemprop") in _PROPERTIES:
            return found
        # An element that holds the article itself is not residue whatever it is called.
        if not plan.total or not plan.holds_article(element):
            named = class_words(element)
            if strong & named or element.get("role") in _ROLES:
                return "residue"
            if element.tag in ("article", "form"):
                return "teaser"
            if weak & named:
                if not _prose(block):
                    return "residue"
                found = found or "weak"
            frame = element.tag if element.tag in _FRAME else next((f for f in _FRAME if words("web", f) & named), None)
            found = str(frame) if frame else found
        element = element.getparent()
    return found


def _prose(block: Block) -> bool:
    """True for a paragraph: some length, sentences, few links. The name of a part does not condemn it."""
    text = block.text
    return len(text) > 100 and block.link_chars < 0.3 * len(text) and bool(_SENTENCE_END.search(text))


def _says_something(block: Block) -> bool:
    """True for a paragraph, long or short; a line about who wrote the text, and when, may be as long as one."""
    text = block.plain()
    if len(text) > _LONG:
        return read_byline(text) is None
    return len(text) > _LONG / 2 and text[-1] in ".!?…»" and block.tag not in HEADINGS


def _all_link(block: Block) -> bool:
    """True for a line of links alone outside a list: a way to somewhere else, not a sentence."""
    text = block.text
    if text.startswith(_ARROWS):
        return True
    ended = text[-1:] in ".!?…»" and block.tag not in HEADINGS
    most = 0.5 if block.tag in HEADINGS else 0.85
    return block.link_chars > most * len(text) and len(text) < _MOST and not block.prefix and not ended


def _long_link(block: Block) -> bool:
    """True for a paragraph of the text that is one link: longer than the titles that lead elsewhere."""
    return block.tag == "p" and len(block.text) > _LONGEST_TITLE


def _tight(tree: HtmlElement, plan: Plan) -> HtmlElement:
    """The deepest element that holds nearly all of the kept text."""
    at = tree
    while plan.total:
        part = _COLUMN if at.tag in _LAID_OUT else _NEARLY_ALL
        inner = next((e for e in at if plan.weights.get(e, 0) >= part * plan.total), None)
        if inner is None:
            break
        at = inner
    return next(e for e in (at, *at.iterancestors()) if e.tag not in _INNER)


def _near(tight: HtmlElement) -> HtmlElement | None:
    """An element a few levels around what holds the text: a page may set an article in several parts."""
    around = [e for e in tight.iterancestors() if e.tag not in _WHOLE][:_LEVELS]
    return around[-1] if around else None


def _around(tight: HtmlElement) -> HtmlElement:
    """The article or main element around what holds the text, if there is one."""
    for around in (tight, *tight.iterancestors()):
        if around.tag == "article" or around.get("itemprop") == "articleBody":
            return around
    return next(tight.iterancestors("main"), tight)
