"""Which blocks of a page are the article: trafilatura's word, corrected for blocks that stand among those it kept.

trafilatura drops parts by a substring of their class (`embargo` holds `bar`), and short lines such as contacts. So its
answer finds the part of the page that holds the article, and inside of that part a block is left out only for a reason
of its own: it is navigation, a form, a footer, mostly links, or its class says residue in a whole word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from pressmine.readers.html.walk import Block
from pressmine.readers.words import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

#: Elements and characters beyond which trafilatura is not asked: its time grows with the page.
MAX_ELEMENTS = 20_000
MAX_TEXT = 1_000_000
#: Parts that stand around an article, and in some pages inside of it.
_FRAME = frozenset({"footer", "aside", "header"})
_CHROME = frozenset({"nav", "form", "button", "select", "textarea", "label", "dialog", "menu"})
_SENTENCE_END = re.compile(r"[.!?…»](?:\s|$)")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: Letters up to which a line is short, and characters that show of most longer ones that they are none.
_SHORT = 25
_MOST = 100
#: Characters of a title of another article.
_LONGEST_TITLE = 110
#: What a release says beside its prose: who to call, under which embargo, and above it since when.
_CHANNEL = re.compile(r"[\w.+-]{1,60}(?:@| ?\[at\] ?)[\w-]{1,60}\.|(?:\d{2}[ .-]){4}\d{2}|\+\d{2,3}[ .(]")
_CALLS = re.compile(
    rf"{_CHANNEL.pattern}|\bcontacts?\b|à propos|communiqué|embargo|\bpresse\b",
    re.IGNORECASE,
)
_PARTICULARS = re.compile(rf"{_CALLS.pattern}|\b(?:19|20)\d\d\b", re.IGNORECASE)


def class_words(element: HtmlElement) -> set[str]:
    """The words of an element's class and id, in lower case."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return {word.lower() for word in _WORD.findall(named[:500])}


def article_blocks(tree: HtmlElement, blocks: list[Block], copy: Callable[[], HtmlElement]) -> list[bool]:
    """For each block, whether it belongs to the article; `copy` gives a tree that may be spoilt."""
    small = _size(tree) <= MAX_ELEMENTS and sum(len(b.text) for b in blocks) <= MAX_TEXT
    kept = _kept_by_trafilatura(blocks, copy) if small else [False] * len(blocks)
    if not any(kept):
        kept = [len(b.plain()) > 80 and not _linked(b) and _reason(b, {}) is None for b in blocks]
    weights = _weights(blocks, kept)
    container = _container(tree, weights)
    reasons = [_reason(b, weights) for b in blocks]
    sure = [i for i, keep in enumerate(kept) if keep and reasons[i] is None]
    inside = [_within(b.element, container) for b in blocks]
    if container.tag in ("body", "html"):
        # The page has no part for the article: it runs from the first to the last block that is surely of it.
        inside = [bool(sure) and sure[0] <= i <= sure[-1] for i in range(len(blocks))]
    asides = _asides_to_call(blocks)
    reasons = [
        None if r == "aside" and inside[i] and asides & _ancestors(blocks[i]) else r for i, r in enumerate(reasons)
    ]
    first = next((i for i, b in enumerate(blocks) if b.tag == "h1" and _headline(b, reasons[i])), None)
    start = next((i for i, there in enumerate(inside) if there), 0)
    lead_in = range(first, start) if first is not None and first < start else range(0)
    return [
        i == first or _belongs(block, kept[i], inside[i] or i in lead_in, reasons[i], container, i < start)
        for i, block in enumerate(blocks)
    ]


def mail_blocks(blocks: list[Block]) -> list[bool]:
    """For each block of a mail, whether it belongs to the article: a mail has no frame, only rows of links."""
    return [not _linked(block) for block in blocks]


def _belongs(block: Block, kept: bool, inside: bool, reason: str | None, container: HtmlElement, above: bool) -> bool:
    text = block.plain()
    if inside and container.tag not in ("body", "html") and reason in ("footer", "header"):
        reason = None
    if inside and reason == "aside" and kept and _prose(block):
        reason = None
    if reason is not None or (_linked(block) and (not kept or _all_link(block)) and not (inside and _long_link(block))):
        return False
    particulars = _PARTICULARS if above else _CALLS
    return kept or inside or (_beside(block, container) and bool(particulars.search(text)))


def _asides_to_call(blocks: list[Block]) -> set[HtmlElement]:
    """Asides that say whom to call: contacts that are laid out beside the text."""
    if not blocks or next(blocks[0].element.getroottree().iter("aside"), None) is None:
        return set()
    beside = [(b, [a for a in _ancestors(b) if a.tag == "aside"]) for b in blocks]
    return {a for b, asides in beside if asides and _CHANNEL.search(b.plain()) for a in asides}


def _ancestors(block: Block) -> set[HtmlElement]:
    return {block.element, *block.element.iterancestors()}


def _beside(block: Block, container: HtmlElement) -> bool:
    """True for a block in a neighbour of the container: where contacts stand that are laid out apart."""
    parent = container.getparent()
    return parent is not None and parent.tag not in ("body", "html") and _within(block.element, parent)


def _reason(block: Block, weights: dict[HtmlElement, int]) -> str | None:
    """Why a block is no article, by what the elements around it are, or None."""
    total = weights.get(block.element.getroottree().getroot(), 0)
    residue = words("web", "residue") if _prose(block) else words("web", "residue") | words("web", "weak_residue")
    found: str | None = None
    element: HtmlElement | None = block.element
    while element is not None and element.tag not in ("body", "html"):
        if element.tag in _CHROME:
            return "chrome"
        # An element that holds the article itself is no residue whatever it is called.
        if weights.get(element, 0) <= 0.3 * total or not total:
            if residue & class_words(element) or element.get("role") in ("navigation", "search", "dialog", "alert"):
                return "residue"
            if element.tag == "article":
                return "teaser"
            frame = element.tag if element.tag in _FRAME else next(iter(sorted(_FRAME & class_words(element))), None)
            found = str(frame) if frame else found
        element = element.getparent()
    return found


def _prose(block: Block) -> bool:
    """True for a paragraph: some length, sentences, few links. The name of a part does not condemn it."""
    text = block.text
    return len(text) > 100 and block.link_chars < 0.3 * len(text) and bool(_SENTENCE_END.search(text))


def _headline(block: Block, reason: str | None) -> bool:
    return not _linked(block) and reason in (None, "header")


def _kept_by_trafilatura(blocks: list[Block], copy: Callable[[], HtmlElement]) -> list[bool]:
    from trafilatura import bare_extraction

    document = bare_extraction(copy(), options=_options())
    body = getattr(document, "body", None)
    if body is None:
        return [False] * len(blocks)
    whole = _fold("".join(body.itertext()))
    folded = [_fold(b.plain()) for b in blocks]
    short = {f for f in folded if 0 < len(f) <= _SHORT}
    lines = set(_short_lines(body)) if short else set()
    return [bool(f) and (f in whole if len(f) > _SHORT else f in lines) for f in folded]


@cache
def _options() -> Extractor:
    """What trafilatura is asked for; it reads them from its configuration file anew where they are not given."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=True, comments=False, tables=True)


def _short_lines(body: HtmlElement) -> Iterator[str]:
    """What says little in a body: a short line counts where it is one element, not wherever its words stand."""
    for element in body.iter():
        if isinstance(element.tag, str) and element is not body:
            text = "".join(element.itertext())
            if len(_fold(text[:_MOST])) <= _SHORT:
                yield _fold(text)


def _fold(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _linked(block: Block) -> bool:
    return block.link_chars > 0.5 * len(block.text) and not _CHANNEL.search(block.text)


def _all_link(block: Block) -> bool:
    """True for a line of links alone outside of a list: a way to somewhere else, not a sentence."""
    text = block.text
    ended = text[-1:] in ".!?…»" and block.tag not in ("h2", "h3", "h4", "h5", "h6")
    return block.link_chars > 0.85 * len(text) and len(text) < _MOST and not block.prefix and not ended


def _long_link(block: Block) -> bool:
    """True for a paragraph of the text that is one link: longer than the titles that lead elsewhere."""
    return block.tag == "p" and len(block.text) > _LONGEST_TITLE


def _weights(blocks: list[Block], kept: list[bool]) -> dict[HtmlElement, int]:
    """Characters of the kept text under each element."""
    weights: dict[HtmlElement, int] = {}
    for block, keep in zip(blocks, kept, strict=True):
        if keep:
            size = len(block.plain())
            element: HtmlElement | None = block.element
            while element is not None:
                weights[element] = weights.get(element, 0) + size
                element = element.getparent()
    return weights


def _container(tree: HtmlElement, weights: dict[HtmlElement, int]) -> HtmlElement:
    """The deepest element that holds nearly all of the kept text, or the article or main element around it."""
    total = weights.get(tree, 0)
    at = tree
    while True:
        inner = next((child for child in at if weights.get(child, 0) >= 0.85 * total and total), None)
        if inner is None or inner.tag in ("p", "table", "tbody", "tr", "ul", "ol", "dl", "blockquote"):
            break
        at = inner
    for around in [at, *at.iterancestors()]:
        if around.tag == "article" or around.get("itemprop") == "articleBody":
            return around
    return next(at.iterancestors("main"), at)


def _within(element: HtmlElement | None, container: HtmlElement) -> bool:
    while element is not None:
        if element is container:
            return True
        element = element.getparent()
    return False


def _size(tree: HtmlElement) -> int:
    return sum(1 for _ in tree.iter())
