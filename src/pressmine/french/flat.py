"""Two views of the same length of a text, for the figure grammar: one kind of space, apostrophe and hyphen, line breaks
joined.

Every character keeps its place, so a position in a view is the same position in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pressmine.french.folding import fold

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x0b\x0c\r"
_APOSTROPHES = "\u2019\u2018\u02bc\u2032\u00b4`"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_QUOTES = '«»“”"*'
#: What is written over what, character by character: only few of them occur in a text, which makes this the fast way.
_PLAIN = tuple((c, plain) for signs, plain in ((_SPACES, " "), (_APOSTROPHES, "'"), (_HYPHENS, "-")) for c in signs)
#: A line break that wraps running text: no blank line, no bullet or list mark behind, no full stop or colon before.
_WRAP = re.compile(r"(?<=[^\n.:;!?•|])\n(?=[^\n\S]{0,4}[^\s•#|>])(?![ ]{0,4}(?:\d{1,2}[.)°/] |[-–] ))")
#: In text whose every line is a paragraph: a number set large over the noun that it counts.
_STACKED = re.compile(r"\n(?=[a-z])(?<=[\d%€]\n)")
#: A place that no letter or digit stands before.
_BEGIN = re.compile(r"(?<![^\W_])(?=.)", re.S)
_RUN = re.compile(r"\d+")
_BULLET = re.compile(r"(?m)^[ \t]*([-*])(?=[ \t])")


@dataclass(frozen=True)
class Flat:
    """`text` keeps case and accents; `low` is its fold. Bullets at line starts and quotation marks are blanked in
    both."""

    text: str
    low: str

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """The bounds of its runs of digits, in order."""
        return [m.span() for m in _RUN.finditer(self.low)]


def visible(text: str) -> tuple[str, list[int] | None]:
    """``text`` without soft hyphens and zero-width characters, with the original position of each character and of
    the end; None if nothing was removed.
    """
    if not any(sign in text for sign in _INVISIBLE):
        return text, None
    kept = [i for i, c in enumerate(text) if c not in _INVISIBLE]
    return "".join(text[i] for i in kept), [*kept, len(text)]


@lru_cache(maxsize=8)
def flatten(text: str, wrapped: bool = True, lines: bool = True) -> Flat:
    """The two views of ``text``, of the same length. ``wrapped``: a single line break may be inside a sentence.

    ``lines``: the text is whole lines, so that a dash in front is a bullet (in a table cell it is a sign).

    >>> flatten("4\\u202fM€ d’aide").low
    "4 m€ d'aide"
    >>> flatten("près\\nde 50 %").text
    'près de 50 %'
    """
    plain = text
    for sign, simple in _PLAIN:
        if sign in plain:
            plain = plain.replace(sign, simple)
    if lines:
        plain = _BULLET.sub(lambda m: m.group()[:-1] + "•", plain)
    if "\n" in plain:
        plain = (_WRAP if wrapped else _STACKED).sub(" ", plain)
    for sign in _QUOTES:
        if sign in plain:
            plain = plain.replace(sign, " ")
    return Flat(plain, fold(plain))


def near(
    pattern: re.Pattern[str],
    text: str,
    triggers: tuple[str, ...] | re.Pattern[str],
    left: int = 0,
    begin: re.Pattern[str] = _BEGIN,
) -> Iterator[re.Match[str]]:
    """Matches of ``pattern`` that begin with a word, at most ``left`` characters before one of ``triggers``.

    Pass many triggers as one pattern. ``begin`` matches the character with which every match begins, and
    what may precede it.

    This is much faster than searching everywhere: plain strings are found quickly, and few texts contain many of them.
    """
    places: list[int] = []
    if isinstance(triggers, tuple):
        for trigger in triggers:
            at = text.find(trigger)
            while at >= 0:
                places.append(at)
                at = text.find(trigger, at + 1)
        places.sort()
    else:
        places = [m.start() for m in triggers.finditer(text)]
    done = 0
    for place in places:
        at = max(done, place - left)
        while (first := begin.search(text, at, place + 1)) is not None:
            at = first.start()
            if match := pattern.match(text, at):
                yield match
                at = match.end()
            else:
                at += 1
        done = max(done, at)
