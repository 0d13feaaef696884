"""The headline of a page: what headings and declared titles agree on, without the name of the site or a badge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmine.offsets import Span
from pressmine.readers.html.meta import Declared
from pressmine.readers.html.walk import Block

#: What parts a title from the site's name in the title of a window.
_PARTED = re.compile(r"\s[|–—•·»:-]{1,2}\s|\s?\|\s?")
_LETTER = re.compile(r"[^\W_]")
#: What closes a title behind its last letter.
_CLOSING = re.compile(r"\s{0,2}[»?!.…”)]{1,3}")
#: Letters that a badge beside a title may have.
_BADGE = 20
#: Letters below which a title may be part of another by chance.
_LONG = 12


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


def find_headline(blocks: list[Block], article: list[bool], facts: Declared) -> Headline | None:
    """The heading that a declared title names, else the first `h1` of the article that is not the site's name."""
    titles = [t for title in facts.titles for t in _shorter(title, facts)]
    heads = [i for i, b in enumerate(blocks) if b.tag in ("h1", "h2") and article[i] and not _is_site(b.text, facts)]
    ranked = sorted(heads, key=lambda i: (blocks[i].tag, i))
    for named in (_whole, _badged):
        for title in titles:
            for i in ranked:
                part = named(blocks[i].text, title)
                if part and (named is _whole or blocks[i].tag == "h1"):
                    return Headline(i, *part)
    first = next((i for i in ranked if blocks[i].tag == "h1"), None)
    return Headline(first, 0, len(blocks[first].text)) if first is not None else None


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


def _badged(text: str, title: str) -> tuple[int, int] | None:
    """Where a heading says a title of some length, with a word or two before or behind it: `Abonnés`, `Vidéo`."""
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
