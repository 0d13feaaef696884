"""Two same-length views of a text for the figure grammar: one kind of space, apostrophe and hyphen, soft line breaks
joined.

Every character keeps its place, so a position in a view is the same position in the text.
"""

import re
from dataclasses import dataclass

from pressmine.french.fold import fold

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x0b\x0c\r"
_APOSTROPHES = "\u2019\u2018\u02bc\u2032\u00b4`"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_QUOTES = '«»“”"*'
_TABLE = str.maketrans(
    {**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_HYPHENS, "-")}
)
_HIDDEN = str.maketrans(dict.fromkeys(_QUOTES, " "))
#: A line break that wraps running text: no blank line, no bullet or list mark behind, no full stop or colon before.
_WRAP = re.compile(r"(?<=[^\n.:;!?•|])\n(?=[^\n\S]{0,4}[^\s•#|>])(?![ ]{0,4}(?:\d{1,2}[.)°/] |[-–] ))")
#: In text whose every line is a paragraph: a number set large over the noun that it counts.
_STACKED = re.compile(r"(?<=[\d%€])\n(?=[a-z])")
_BULLET = re.compile(r"(?m)^[ \t]*([-*])(?=[ \t])")


@dataclass(frozen=True, slots=True)
class Flat:
    """`text` keeps case and accents; `low` is its fold. Bullets at line starts and quotation marks are blanked in
    both."""

    text: str
    low: str


def visible(text: str) -> tuple[str, list[int] | None]:
    """``text`` without soft hyphens and zero-width signs, and where each character (and the end) stood; None where
    nothing went."""
    if not re.search("[\u00ad\u200b\u2060\ufeff]", text):
        return text, None
    kept = [i for i, c in enumerate(text) if c not in "\u00ad\u200b\u2060\ufeff"]
    return "".join(text[i] for i in kept), [*kept, len(text)]


def flatten(text: str, wrapped: bool = True, lines: bool = True) -> Flat:
    """The two views of ``text``, each as long as it. ``wrapped``: a single line break may stand inside of a sentence.

    ``lines``: the text is whole lines, so that a dash in front is a bullet (in a table cell it is a sign).

    >>> flatten("4\\u202fM€ d’aide").low
    "4 m€ d'aide"
    >>> flatten("près\\nde 50 %").text
    'près de 50 %'
    """
    plain = text.translate(_TABLE)
    if lines:
        plain = _BULLET.sub(lambda m: m.group()[:-1] + "•", plain)
    plain = (_WRAP if wrapped else _STACKED).sub(" ", plain).translate(_HIDDEN)
    return Flat(plain, fold(plain))
