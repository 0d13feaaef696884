"""Numbers in digits: how thousands and decimals are set off, and what scales them."""

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat
from pressmine.french.lists import read_list
from pressmine.french.numbers.word_table import scale_of, scale_word

#: Groups of three set off by spaces, apostrophes, dots or commas; what sets off the decimals is another sign. Two
#: figures after a dot are decimals, three a group, but for a number that begins with 0.
_DIGITS = (
    r"\d{1,3}(?:(?: \d{3})+(?!\d)(?:,\d+(?!\d)|\.\d{1,2}(?!\d))?|(?:'\d{3})+(?!\d)(?:[.,]\d+(?!\d))?"
    r"|(?<!\b0)(?:\.\d{3})+(?!\d)(?:,\d+(?!\d))?|(?:,\d{3}){2,}(?!\d)(?:\.\d{1,2}(?!\d))?|(?:,000)+(?!\d))"
    r"|\d+(?:,\d+|\.\d+)?"
)
_GROUPS = re.compile(r"\d{1,3}(?:(?:[ ']\d{3})+|(?:\.\d{3})+|(?:,\d{3}){2,}|(?:,000)+)(?!\d)")
#: Digits with what sets them apart: a longer row of them is a code, or no language, and no float holds it.
_LONGEST = 30
#: The currencies that a scale stands before: `4 k€`, `12 M CHF`, `5 m$`.
_MONEY = r"(?=[€$£¥]|E(?![A-Za-zÀ-ÿ0-9])| ?(?:[A-Z]{2,3}[€$£]|[A-Z]{3,4}|DH|Dhs|F|FCFA|F CFA)(?![A-Za-zÀ-ÿ0-9]))"


class Digits(NamedTuple):
    """A number in digits: its bounds, the exact number before it is scaled, and how it is written. `sign` says that a
    sign scales it, not a word."""

    start: int
    end: int
    exact: int | Decimal
    scale: int
    scale_start: int
    half: bool
    grouped: bool
    decimals: bool


@cache
def _number() -> re.Pattern[str]:
    """A run of digits with its separators, perhaps scaled; never inside a word, another number, a time or a code."""
    signs = read_list("numbers")["signs"]
    behind_code = rf"(?<={any_of(read_list('units')['currency'])})|(?<=[€£$])"
    return re.compile(
        rf"(?:(?<![\w°²³])|{behind_code})(?:(?<=°C-)|(?<![A-Za-z][-/:_+@]))(?<!\d[/:_+@])(?<!\d[.,'])(?<![A-Za-z]\.)"
        rf"(?P<digits>{_DIGITS})"
        rf"(?:(?P<closed>\))?(?: (?P<word>(?i:{scale_word()}))(?P<half> et demie?)?\b"
        rf"|[ ]?(?P<money>{any_of(signs)}){_MONEY}"
        rf"|[ ]?(?P<sign>{any_of(set(signs) - {'m'})})(?![A-Za-zÀ-ÿ0-9'²³/])))?"
    )


@lru_cache(maxsize=2**12)
def exact(digits: str, scaled: bool) -> tuple[int | Decimal, bool]:
    """What digits are worth, and whether thousands are set off. ``scaled``: a word or sign scales them, so that
    `1.234 milliard` has decimals.

    >>> exact("12.345.678", False), exact("1'200.20", False), exact("1.234", True)
    ((12345678, True), (Decimal('1200.20'), True), (Decimal('1.234'), False))
    """
    if digits.isdigit():
        return int(digits), False
    groups = _GROUPS.match(digits)
    if groups is None or digits.startswith("0") or scaled and digits.count(".") == 1 and groups.end() == len(digits):
        return Decimal(digits.replace(" ", "").replace("'", "").replace(",", ".")), False
    whole = re.sub(r"[ '.,]", "", groups.group())
    decimals = digits[groups.end() :]
    return Decimal(whole + decimals.replace(",", ".")) if decimals else int(whole), True


def find_digits(flat: Flat) -> list[Digits]:
    """All numbers in digits of a flattened text, in order."""
    text, pattern, signs = flat.text, _number(), read_list("numbers")["signs"]
    found: list[Digits] = []
    done = 0
    for start, _ in flat.runs:
        match = pattern.match(text, start) if start >= done else None
        if match is None:
            continue
        digits, word, half = match.group("digits", "word", "half")
        sign = match["money"] or match["sign"]
        if match["closed"] and text[start - 1 : start] != "(":
            word = sign = None
        at = start + len(digits)
        done = match.end() if word or sign else at
        if len(digits) > _LONGEST:
            continue
        value, grouped = exact(digits, word is not None or sign is not None)
        decimals = "," in digits or "." in digits
        if sign is not None and grouped and signs[sign] == 1000:
            word = sign = None  # `12 000 k`: nothing is scaled that is written out
        scale = scale_of(word.lower()) if word else signs[sign] if sign else 1
        end = done if word or sign else at
        found.append(Digits(start, end, value, scale, at, half is not None, grouped, decimals))
    return found
