"""Who wrote a page's article and when, as the page says it next to the headline or below the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressmine.french.bylines import is_person, names_at, opens_with_given, read_byline
from pressmine.readers.dates import iso_date
from pressmine.readers.html.parts import class_words
from pressmine.readers.html.walk import Block
from pressmine.readers.word_lists import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Where a span of a block stands: the block's number, start and end in its text.
Place = tuple[int, int, int]
#: Blocks above and below the headline among which a byline stands, and below the article's last one.
_NEAR, _BELOW = 8, 4
#: Blocks from the headline on of which one may be a byline by its words alone.
_UNDER = 4
#: Characters of a byline.
_LONGEST = 200
_BETWEEN = re.compile(r",\s*|;\s*|\s+(?:et|&|and)\s+")
#: What may follow a declared name in a byline: no further word of a longer name.
_BEHIND = r"(?=\W{0,3}(?:$|\n|[,;|–—·•(/-]|\d|(?:et|le|publi|pour|à|posted|on|mis|modifi)\b|[Pp]ubli))"
_CHANGED = re.compile(r"mis à jour|mise à jour|modifi|updated", re.IGNORECASE)
#: What a declared author may open with: `Propos recueillis par`.
_SAID_BY = re.compile(r"(?:[\w ]{0,30}\b)?(?:par|by)\s+", re.IGNORECASE)


def find_authors(blocks: list[Block], around: list[int], declared: str | None) -> Iterator[Place]:
    """Where the names of those who wrote it stand: the declared ones, else what the page's parts call an author.

    `around` are the blocks where a byline may stand.
    """
    places = [i for i in around if len(blocks[i].text) <= _LONGEST]
    found = False
    for name in filter(is_person, (_SAID_BY.sub("", name) for name in _BETWEEN.split(declared or ""))):
        wanted = re.compile(rf"\b{re.escape(name.rstrip(' .'))}{_BEHIND}", re.IGNORECASE) if len(name) > 2 else None
        hit = next(((i, m) for i in places for m in [wanted and wanted.search(blocks[i].text)] if m), None)
        if hit:
            found = True
            yield hit[0], hit[1].start(), hit[1].end()
    if found:
        return
    for i in places:
        names = _in_part(blocks[i])
        if names:
            yield from ((i, start, end) for start, end in names)
            return
    for i in [i for i in around[:_UNDER] if i in places]:
        byline = read_byline(blocks[i].text)
        if byline is not None and byline.said:
            yield from ((i, start, end) for start, end in byline.names)
            return


def _in_part(block: Block) -> list[tuple[int, int]]:
    """The names in a block that is, or in which there is, what its page calls an author or the particulars."""
    for element in _named(block.element, "byline"):
        inside = element is not block.element and any(e is block.element for e in element.iterancestors())
        said = " ".join(element.text_content().split())[:_LONGEST] if inside else block.text
        at = block.text.find(said)
        byline = read_byline(said)
        names = byline.names if byline else names_at(said, 0)
        if at >= 0 and names and (byline or not said[names[-1][1] :].strip(" .,|–—·•-")):
            return [(at + start, at + end) for start, end in names]
    if not any(True for _ in _named(block.element, "particulars")):
        return []
    byline = read_byline(block.text)
    alone = names_at(block.text, 0) if opens_with_given(block.text) else ()
    return list(byline.names if byline else alone if alone and alone[-1][1] == len(block.text) else ())


def beside(blocks: list[Block], article: list[bool], headline: int | None) -> list[int]:
    """The blocks near the headline, else near the text's beginning, then those below the article."""
    inside = [i for i, there in enumerate(article) if there]
    if not inside:
        return []
    top = headline if headline is not None else inside[0]
    near = range(max(0, top - _NEAR), min(len(blocks), top + _NEAR + 1))
    below = range(max(top + _NEAR + 1, inside[-1] - 1), min(len(blocks), inside[-1] + _BELOW + 1))
    return [*sorted(near, key=lambda i: (i < top, abs(i - top))), *below]


def find_published(
    blocks: list[Block], around: list[int], article: list[bool], authors: list[Place]
) -> tuple[str, Place] | None:
    """The day that a part called a date gives near the headline, or an item next to the one that names an author.

    A line of the article is left to what reads datelines, unless it is an item among particulars.
    """
    lists = {blocks[i].element.getparent() for i, _, _ in authors if blocks[i].prefix}
    for i in around:
        text, element = blocks[i].text, blocks[i].element
        called = any(True for what in ("dated", "particulars") for _ in _named(element, what))
        if len(text) > _LONGEST or not (called or element.getparent() in lists):
            continue
        said = iso_date(text) if blocks[i].prefix or not article[i] else None
        date = _declared_day(element) or (said if not _CHANGED.search(text) else None)
        if date:
            return date, (i, 0, len(text))
    return None


def _declared_day(element: HtmlElement) -> str | None:
    """`<abbr class="published" title="2022-05-07T18:22">`: the day that is meant for machines, or said in the part."""
    marked = (e for e in element.iterdescendants("abbr", "span") if "published" in class_words(e))
    days = (iso_date(e.get("title") or "") or iso_date(" ".join(e.text_content().split())) for e in marked)
    return next((day for day in days if day), None)


def _named(element: HtmlElement, what: str) -> Iterator[HtmlElement]:
    """The element, those in it and those close around it that are called so, the innermost first."""
    near = [*list(element.iterdescendants())[:10], element, *list(element.iterancestors())[:2]]
    named = words("web", what)
    return (e for e in near if named & class_words(e) or {e.get("rel"), e.get("itemprop")} & named)
