"""HTML pages: all visible text in reading order, what is not an article marked as boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from pressmine.document import MarkKind, Metadata, Source
from pressmine.french.datelines import read_dateline
from pressmine.offsets import Span
from pressmine.readers.dates import iso_date
from pressmine.readers.drawing import Drawing
from pressmine.readers.encodings import decode, scrub
from pressmine.readers.html.article import article_blocks, mail_blocks
from pressmine.readers.html.byline import beside, find_authors, find_published
from pressmine.readers.html.headline import Headline, find_headline, page_title
from pressmine.readers.html.meta import Declared, declared
from pressmine.readers.html.parts import class_words
from pressmine.readers.html.tree import parse
from pressmine.readers.html.walk import HEADINGS, Block, blocks_of
from pressmine.readers.limits import refuse
from pressmine.readers.word_lists import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_.:-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
_XML = re.compile(r"\s{0,100}<\?xml[^>]{0,500}\?>")
#: Pictures that a page carries inside its markup.
_DATA = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,60};base64,[A-Za-z0-9+/=\s%]{0,50000000}", re.IGNORECASE)
#: Characters of a page's markup, embedded pictures apart.
MAX_MARKUP = 10_000_000
_NOTE = re.compile(r"(?:fn|footnote|note|ftn|_ftn|sdfootnote|cite_note|nb)[-_:]{0,2}(\d{1,2})(?:sym)?", re.IGNORECASE)
#: Blocks that follow each other without a blank line.
_TIGHT = frozenset({"li", "dt", "dd", "option"})
#: Part of the article in structured data below which the page itself shows too little of it.
_HALF = 0.5
_PARAGRAPH = re.compile(r"<(?:p|br|div|li)\b", re.IGNORECASE)
#: Characters of a paragraph; a line about the day of publication is shorter.
_PARAGRAPH_LENGTH = 80
_PUBLISHED = re.compile(r"publi|mis en ligne|mise en ligne|post[ée]|\bpar\b|il y a", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: A block's number, the day that a `<time>` in it declares, its place in the block, and whether it is said vaguely.
_Time = tuple[int, str, tuple[int, int] | None, bool]

#: A tag may have about so many attributes: what parses them takes time with their square.
_MAX_ATTRIBUTES = 2_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")


def read_html(data: bytes, name: str, digest: str, declared_charset: str | None = None) -> Source:
    """A page as a Source; `declared_charset` is what an envelope says (a mail's header), which the page may overrule.

    Raises StageError if the bytes are not text or the page shows none.
    """
    found = _CHARSET.search(data[:4096])
    named = (found[1] or found[2]).decode("ascii") if found else declared_charset
    decoded = decode(data, named)
    if any(len(tag[0].split()) > _MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(decoded.text)):
        raise refuse("A tag of the page has thousands of attributes, which no page needs: save the page anew.")
    drawing, metadata = draw(decoded.text)
    return Source(name, "html", digest, drawing.text(), drawing.marks(), metadata, decoded.diagnostics)


def draw(markup: str, mail: bool = False) -> tuple[Drawing, Metadata]:
    """A page's text with its marks, and what it declares of itself; in a mail all is article but rows of links.

    Raises StageError if the page shows no text.
    """
    markup = scrub(_DATA.sub("", _XML.sub("", markup, count=1)))
    if len(markup) > MAX_MARKUP:
        raise refuse(
            f"The page has {len(markup):,} characters of markup: save the article's own page, without its frame."
        )
    tree, blocks, article, headline, facts = _page(markup, mail)
    around = beside(blocks, article, headline.block if headline else None)
    authors = [] if mail else list(find_authors(blocks, around, facts.author))
    for i, _, end in authors:
        article[i] = True
        text = blocks[i].text
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():  # `Anne Roy Publié le 4 mai`
            blocks[i].text = f"{text[:end]}\n{text[end + 1 :]}"
    times = list(_times(tree, blocks, article))
    for i in (i for i, _, _, alone in times if alone):
        article[i] = False
    drawing = Drawing()
    spans = [_draw_block(drawing, block, blocks[i - 1] if i else None) for i, block in enumerate(blocks)]
    _mark_boilerplate(drawing, spans, article)
    for i, start, end in authors:
        at = spans[i].start + len(blocks[i].prefix)
        drawing.mark(MarkKind.AUTHOR, Span(at + start, at + end))
    for i, block in enumerate(blocks):
        if article[i]:
            under = headline is not None and i == headline.block + 1
            _mark_block(drawing, block, spans[i], headline if headline and i == headline.block else None, under)
    if not times and (found := find_published(blocks, around, article, authors)):
        day, (i, start, end) = found
        times = [(i, day, (start, end) if article[i] else None, not article[i])]
    if not times and facts.published is None and not any(_dated(block) for block in compress(blocks, article)):
        facts = replace(facts, published=facts.address_day)
    return drawing, _metadata(blocks, spans, headline, facts, times)


def _dated(block: Block) -> bool:
    """True for a line or a paragraph that says itself when the text came out."""
    dateline = read_dateline(block.text)
    return dateline is not None and dateline.day is not None


class _Page(NamedTuple):
    """A page's tree and blocks, which of them are article, its headline, and what the page declares."""

    tree: HtmlElement
    blocks: list[Block]
    article: list[bool]
    headline: Headline | None
    facts: Declared


def _page(markup: str, mail: bool) -> _Page:
    """The page of a markup; where a script fills it, that of the article in its structured data."""
    try:
        tree = parse(markup)
    except ValueError:
        raise refuse("The page holds no text: save it from the browser as a complete page.") from None
    facts = declared(tree)
    blocks = blocks_of(tree)
    if mail:
        article, headline = mail_blocks(blocks, facts)
    else:
        article, headline = article_blocks(tree, blocks, lambda: parse(markup), facts)
        if facts.body and _shown(blocks, article) < _HALF * len(facts.body):
            alone = parse(_body_alone(facts))
            if said := blocks_of(alone):
                return _Page(alone, said, [True] * len(said), find_headline(said, [None] * len(said), 0, facts), facts)
    if not blocks:
        raise refuse(
            "The page shows no text (it may be filled by a script): save it from the browser once it is shown."
        )
    return _Page(tree, blocks, article, headline, facts)


def _shown(blocks: list[Block], article: list[bool]) -> int:
    """Characters of the article that the page itself shows."""
    return sum(len(block.plain()) for block, there in zip(blocks, article, strict=True) if there)


def _body_alone(facts: Declared) -> str:
    """A page of the article that structured data hold: as markup, or a paragraph for each line."""
    body = facts.body or ""
    body = body if _PARAGRAPH.search(body) else unescape(body)
    if not _PARAGRAPH.search(body):
        body = "".join(f"<p>{escape(line)}</p>" for line in body.splitlines())
    title = page_title(facts)
    return f"<article>{f'<h1>{escape(title)}</h1>' if title else ''}<div>{body}</div></article>"


def _draw_block(drawing: Drawing, block: Block, before: Block | None) -> Span:
    if block.rows:
        return drawing.table(block.rows, block.heads)
    close = before is not None and before.tag in _TIGHT and block.tag in _TIGHT
    drawing.break_lines(1 if close else 2)
    start = drawing.at
    drawing.add(block.prefix)
    text = drawing.add(block.text)
    for a, b, label in block.calls:
        drawing.mark(MarkKind.FOOTNOTE_CALL, Span(text.start + a, text.start + b), label)
    return Span(start, drawing.at)


def _mark_boilerplate(drawing: Drawing, spans: list[Span], article: list[bool]) -> None:
    """One mark for each run of blocks that are not part of the article."""
    start: Span | None = None
    last: Span | None = None
    for span, kept in zip(spans, article, strict=True):
        if kept:
            if start is not None and last is not None:
                drawing.mark(MarkKind.BOILERPLATE, Span(start.start, last.end))
            start = None
        else:
            start = start or span
            last = span
    if start is not None and last is not None:
        drawing.mark(MarkKind.BOILERPLATE, Span(start.start, last.end))


def _mark_block(drawing: Drawing, block: Block, span: Span, headline: Headline | None, under: bool) -> None:
    """Mark what the tags say; a long heading right `under` the headline is a subtitle."""
    around = [block.element, *list(block.element.iterancestors())[:6]]
    if headline:
        drawing.mark(MarkKind.TITLE, headline.span(span, block))
    elif block.tag in HEADINGS and not (under and len(block.text.split()) >= 6):
        drawing.mark(MarkKind.HEADING, span)
    elif any(a.tag == "figcaption" for a in around):
        drawing.mark(MarkKind.CAPTION, span)
    elif any(a.tag == "blockquote" for a in around):
        drawing.mark(MarkKind.QUOTE, span)
    elif words("web", "lead") & class_words(block.element):
        drawing.mark(MarkKind.LEAD, span)
    if block.prefix:
        drawing.mark(MarkKind.LIST_ITEM, span)
    note = next((m for m in (_note(a) for a in around) if m), None)
    if note and not block.rows:
        drawing.mark(MarkKind.FOOTNOTE, span, note)


def _note(element: HtmlElement) -> str | None:
    match = _NOTE.fullmatch(element.get("id") or "")
    return match[1] if match else None


def _metadata(
    blocks: list[Block], spans: list[Span], headline: Headline | None, facts: Declared, times: list[_Time]
) -> Metadata:
    title, title_span = page_title(facts), None
    if headline is not None:
        block = blocks[headline.block]
        title_span = headline.span(spans[headline.block], block)
        title = " ".join(block.text[headline.start : headline.end].split())
    published, published_span = facts.published, None
    if published is None and times:
        i, published, at, alone = times[0]
        start = spans[i].start + len(blocks[i].prefix)
        published_span = Span(start + at[0], start + at[1]) if at and not alone else None
    return Metadata(title, title_span, published, published_span, facts.author, facts.site, facts.language)


def _times(tree: HtmlElement, blocks: list[Block], article: list[bool]) -> Iterator[_Time]:
    """The `<time datetime>` elements that date the article: their block, day, place in it, and whether all that the
    block says is how long ago it was (`il y a 3 jours`): that is true of the day the page was read.

    They stand above its first paragraph, or in a line that says so; elsewhere a time is one that the text tells of.
    """
    elements = list(tree.iter("time"))
    if not elements:
        return
    text = next((i for i, b in enumerate(blocks) if article[i] and len(b.text) > _PARAGRAPH_LENGTH), len(blocks))
    where = {block.element: i for i, block in enumerate(blocks) if article[i]}
    places: dict[HtmlElement, int] = {}
    for i, block in enumerate(blocks):
        if article[i] and (i < text or len(block.text) < _PARAGRAPH_LENGTH and _PUBLISHED.search(block.text)):
            places.setdefault(block.element, i)
    for element in elements:
        said = " ".join(element.text_content().split())
        date = iso_date(element.get("datetime") or said)
        near = where if _says_published(element) else places
        i = next((near[e] for e in (element, *list(element.iterancestors())[:3]) if e in near), -1)
        if not date or i < 0 or any(_is_event(e) for e in (element, *element.iterancestors())):
            continue
        at = blocks[i].text.find(said) if said else -1
        alone = not _YEAR.search(blocks[i].text) and len(blocks[i].text) <= len(said) + 15
        yield i, date, (at, at + len(said)) if at >= 0 else None, alone


def _says_published(element: HtmlElement) -> bool:
    """True for a time that its page calls the one of publication."""
    return (
        "pubdate" in element.attrib or element.get("itemprop") == "datePublished" or "published" in class_words(element)
    )


def _is_event(element: HtmlElement) -> bool:
    """True if a page says that its time is when something takes place."""
    return element.get("itemprop") in ("startDate", "endDate") or bool(words("web", "event") & class_words(element))
