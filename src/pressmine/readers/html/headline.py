"""The headline of a page: what headings and declared titles agree on, without the name of the site or a badge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pressmine.offsets import Span
from pressmine.readers.html.meta import Declared
from pressmine.readers.html.parts import leads_away
from pressmine.readers.html.walk import HEADINGS, Block

#: What parts a title from the site's name in the title of a window.
_PARTED = re.compile(r"\s[|–—•·»:/-]{1,2}\s|\s?\|\s?|:\s")
_LETTER = re.compile(r"[^\W_]")
#: What closes a title after its last letter.
_CLOSING = re.compile(r"\s{0,2}[»?!.…”)]{1,3}")
#: Letters that a badge next to a title may have.
_BADGE = 20
#: Letters below which a title may be part of another by chance.
_LONG = 12
#: What does not keep a heading from being the page's: a page's title may be in its header.
_OPEN = (None, "header", "weak")
#: Where a text says a title, if it does.
Matcher = Callable[[str, str], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Headline:
    """The block that holds the headline, and where in its text it stands."""

    block: int
    start: int
    end: int

    def span(self, drawn: Span, block: Block) -> Span:
        """Its place in the text, where the block was drawn at `drawn`."""
        start = drawn.start + len(block.prefix)
        return Span(start + self.start, start + self.end)


def find_headline(blocks: list[Block], reasons: list[str | None], start: int, facts: Declared) -> Headline | None:
    """The heading that a declared title names, or the line above the text, else the first `h1` that is not the site's.

    `reasons` says why a block is no article; `start` is where the first paragraph stands. Where the names of the page
    and of the site are headings both, the page's is the nearer one.
    """
    titles = [t for title in facts.titles for t in _shorter(title, facts)]
    heads = [i for i, b in enumerate(blocks) if b.tag in HEADINGS and not _is_site(b.text, facts)]
    open_ = [i for i in heads if reasons[i] in _OPEN or blocks[i].tag == "h1" and reasons[i] != "chrome"]
    for named, among in ((_whole, open_), (_badged, open_), (_line, range(min(start + 1, len(blocks))))):
        found = []
        for rank, title in enumerate(titles):
            for i in among:
                part = named(blocks[i].text, title)
                if part and _may_be(named, blocks[i], reasons[i]):
                    found.append(((reasons[i] is not None, abs(start - i), blocks[i].tag, rank), Headline(i, *part)))
        if found:
            return min(found, key=lambda f: f[0])[1]
    free = (i for i in heads if blocks[i].tag == "h1" and reasons[i] in _OPEN and not leads_away(blocks[i]))
    first = next(free, None)
    return Headline(first, 0, len(blocks[first].text)) if first is not None else None


def _may_be(named: Matcher, block: Block, reason: str | None) -> bool:
    """A badge is next to a page's first heading alone; a line of text is a title where nothing speaks against it."""
    if named is _whole:
        return True
    if named is _badged:
        return block.tag == "h1"
    return reason in _OPEN and not block.prefix and not block.link_chars and not block.rows


def page_title(facts: Declared) -> str | None:
    """The title that a page declares: what two declarations agree on, else the first, without the site's name."""
    every = [_key(part) for title in facts.titles for part in _shorter(title, facts)]
    for title in facts.titles:
        for part in _shorter(title, facts):
            if len(facts.titles) > 1 and every.count(_key(part)) > 1:
                return part
    if not facts.titles:
        return None
    parts = list(_shorter(facts.titles[0], facts))
    named = facts.site and _key(facts.site)
    return parts[1] if len(parts) > 1 and named and _key(facts.titles[0]) == _key(parts[1]) + named else parts[0]


def _shorter(title: str, facts: Declared) -> Iterator[str]:
    """A title, and what is left without its last part or its first: one of them may be the site's name."""
    yield title
    breaks = list(_PARTED.finditer(title))
    if breaks:
        for part in (title[: breaks[-1].start()], title[breaks[0].end() :], title[: breaks[0].start()]):
            if len(_key(part)) >= _LONG and not _is_site(part, facts):
                yield part


def _is_site(text: str, facts: Declared) -> bool:
    return bool(facts.site) and _key(text) == _key(facts.site or "")


def _whole(text: str, title: str) -> tuple[int, int] | None:
    """Where a heading says a title, if it says nothing else; a declared title may be cut short, or longer."""
    said, wanted = _key(text), _key(title)
    return (0, len(text)) if wanted and (said == wanted or len(said) > _LONG and wanted.startswith(said)) else None


def _line(text: str, title: str) -> tuple[int, int] | None:
    """Where the first line of a text says a title of some length."""
    first = text.split("\n", 1)[0]
    said = _key(first)
    return (0, len(first)) if len(said) >= _LONG and said == _key(title) else None


def _badged(text: str, title: str) -> tuple[int, int] | None:
    """Where a heading says a title of some length, with a word or two before or after it: `Abonnés`, `Vidéo`."""
    letters = [(m.start(), m.group().lower()) for m in _LETTER.finditer(text)]
    said, wanted = "".join(letter for _, letter in letters), _key(title)
    if not _LONG <= len(wanted) < len(said) <= len(wanted) + _BADGE or len(letters) != len(said):
        return None
    at = said.find(wanted)
    if at < 0:
        return None
    end = letters[at + len(wanted) - 1][0] + 1
    if at + len(wanted) == len(said):
        return letters[at][0], len(text)
    closing = _CLOSING.match(text, end)
    return (0 if at == 0 else letters[at][0]), closing.end() if closing else end


def _key(text: str) -> str:
    return "".join(_LETTER.findall(text)).lower()
