"""What trafilatura keeps of a page: its fast pass, and the thorough one where that misses the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from pressmine.readers.html.walk import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

#: Part of a page's prose below which a pass has missed the article.
_FEW = 0.3
#: Letters up to which a line is short, and characters that show of most longer ones that they are not.
_SHORT = 25
_MOST = 100


def kept_blocks(blocks: list[Block], prose: list[bool], copy: Callable[[], HtmlElement]) -> list[bool]:
    """What trafilatura keeps: of its fast pass, or of the thorough one where that misses most of the page's prose.

    `prose` says which blocks read like paragraphs; they are all there is to go by where both passes miss them.
    """
    wanted = sum(len(b.text) for b, there in zip(blocks, prose, strict=True) if there)
    for fast in (True, False):
        kept = _kept_by_trafilatura(blocks, copy(), fast)
        if (
            sum(len(b.text) for b, there, keep in zip(blocks, prose, kept, strict=True) if there and keep)
            > _FEW * wanted
        ):
            return kept
    return prose if any(prose) else kept


def _kept_by_trafilatura(blocks: list[Block], tree: HtmlElement, fast: bool) -> list[bool]:
    from trafilatura import bare_extraction

    body = getattr(bare_extraction(tree, options=_options(fast)), "body", None)
    if body is None:
        return [False] * len(blocks)
    whole = _fold("".join(body.itertext()))
    folded = [_fold(b.plain()) for b in blocks]
    short = {f for f in folded if 0 < len(f) <= _SHORT}
    lines = set(_short_lines(body)) if short else set()
    return [bool(f) and (f in whole if len(f) > _SHORT else f in lines) for f in folded]


@cache
def _options(fast: bool) -> Extractor:
    """What trafilatura is asked for; it reads them from its configuration file anew where they are not given."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=fast, comments=False, tables=True)


def _short_lines(body: HtmlElement) -> Iterator[str]:
    """What says little in a body: a short line counts where it is one element, not wherever its words stand."""
    for element in body.iter():
        if isinstance(element.tag, str) and element is not body:
            text = "".join(element.itertext())
            if len(_fold(text[:_MOST])) <= _SHORT:
                yield _fold(text)


def _fold(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
