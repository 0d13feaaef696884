"""When two strings, numbers or spans say the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: A span of the text, half-open, in code points.
Bounds = tuple[int, int]

_TITLE = re.compile(r"(?:(?:mme|mlle|dr|pr|prof)\.?|m\.|mm\.)\s+")
_ARTICLE = re.compile(r"(?:l'|d'|(?:le|la|les|du|de la|de l'|des|de|au|aux|un|une|the)\s+)", re.IGNORECASE)
_SIGNS = str.maketrans({**dict.fromkeys("’‘ʼ`´", "'"), **dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys('«»“”"*_', " ")})
#: Spellings of one unit.
_UNITS = {
    "har": "ha", "m²": "m2", "m³": "m3", "l": "L", "kW.h": "kWh", "MW.h": "MWh", "GW.h": "GWh", "TW.h": "TWh",
    "Cel": "°C", "km²": "km2", "tCO2": "t", "tCO2e": "t",
}  # fmt: skip
#: Spans are the same span from this share of what they cover together on; a date inside another from the smaller.
SAME_SPAN, NESTED_DATE = 0.5, 0.25


def folded(text: str) -> str:
    """Case, accents, spaces, quotation marks and dashes folded away; articles and titles in front left out.

    >>> folded("L’Agence  régionale – Bretagne"), folded("M. Paul Durand")
    ('agence regionale-bretagne', 'paul durand')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = re.sub(r"\s*-\s*", "-", plain.translate(_SIGNS))
    plain = " ".join(plain.split()).strip(" .,;:!?()[]").casefold()
    while match := _ARTICLE.match(plain):
        plain = plain[match.end() :].strip()
    title = _TITLE.match(plain)
    return plain[title.end() :] if title else plain


def folded_all(texts: Iterable[str | None]) -> set[str]:
    """The folded forms, without empty ones."""
    return {folded(text) for text in texts if text} - {""}


def words(text: str) -> list[str]:
    """The folded words, endings of the plural dropped.

    >>> words("Les projets d'avenir")
    ['projet', 'd', 'avenir']
    """
    return [word.rstrip("sx") or word for word in re.findall(r"[\w-]+", folded(text).replace("'", " "))]


def one_within_other(one: str, other: str) -> bool:
    """True if the words of one name are all in the other: `Service presse` and `Service presse Belsolia`."""
    a, b = set(words(one)), set(words(other))
    return bool(a and b) and (a <= b or b <= a)


def same_number(one: float | None, other: float | None) -> bool:
    """True for numbers that differ by a ten-thousandth at most."""
    return one is not None and other is not None and abs(one - other) <= 1e-4 * max(1.0, abs(other))


def same_unit(one: str | None, other: str | None) -> bool:
    """True for spellings of one unit."""
    return (_UNITS.get(one or "", one) or None) == (_UNITS.get(other or "", other) or None)


def overlap(one: Bounds, other: Bounds) -> float:
    """Intersection over union: 0 to 1."""
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return 0.0 if inside <= 0 else inside / (max(one[1], other[1]) - min(one[0], other[0]))


def nested(one: Bounds, other: Bounds) -> bool:
    """True if one span lies within the other."""
    return (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])


def mailbox(address: str) -> str:
    """An address without its disguise: `nom [at] domaine.example` is `nom@domaine.example`."""
    return re.sub(r"\s*[\[(]\s*(?:at|a|arobase)\s*[\])]\s*", "@", address.lower()).strip()


def find(text: str, piece: str, nth: int = 1) -> Bounds | None:
    """Where a piece stands for the nth time as whole words; the first one may be glued to a letter or a note's mark."""
    seen, at = 0, text.find(piece)
    while at >= 0:
        end = at + len(piece)
        glued = (text[at - 1 : at].isalnum() and piece[0].isalnum()) or (
            text[end : end + 1].isalnum() and piece[-1].isalnum()
        )
        seen += not glued
        if seen == nth and not glued:
            return at, end
        at = text.find(piece, at + 1)
    at = text.find(piece) if nth == 1 else -1
    return (at, at + len(piece)) if at >= 0 else None


def paired(ranked: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """The best pairs, each side used once: (how well they fit, index here, index there), ties to the earlier ones."""
    mine: dict[int, int] = {}
    theirs: set[int] = set()
    for _, here, there in sorted(ranked, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if here not in mine and there not in theirs:
            mine[here] = there
            theirs.add(there)
    return mine
