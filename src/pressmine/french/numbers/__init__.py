"""French numbers in digits and in words: where they stand and what they are worth. Pure functions, no documents.

Values are exact: an int where the number is whole, else the float nearest to the decimal fraction that is written.
"""

from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pressmine.french.flat import Flat, flatten
from pressmine.french.numbers.digits import Digits, find_digits
from pressmine.french.numbers.word_table import scale_word
from pressmine.french.numbers.words import Words, find_words, words_value

__all__ = ["Number", "find_numbers", "parse_number", "scale_word", "times", "whole", "words_value"]

_START = attrgetter("start")


class Number(NamedTuple):
    """A number in a text. `value` is scaled, `raw` is not; `scale` is 1 where nothing scales it; `scale_start` is
    where the scaling word begins (the end where there is none). `grouped`: thousands are set off; `collective`: the
    word is one of `dizaine`, `centaine`, `millier`, which are approximate by nature; `bare`: a scale stands without a
    number; `part`: a half or a quarter, a number only before a unit."""

    start: int
    end: int
    value: int | float
    raw: int | float
    scale: int = 1
    scale_start: int = 0
    words: bool = False
    grouped: bool = False
    decimals: bool = False
    collective: bool = False
    bare: bool = False
    part: bool = False


def whole(value: int | Decimal) -> int | float:
    """An int where ``value`` is whole, else the nearest float."""
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def times(value: int | float, factor: int | float | Decimal) -> int | float:
    """``value`` times ``factor`` in decimal arithmetic, so that 1.3 million is 1300000 exactly."""
    if isinstance(value, int) and isinstance(factor, int):
        return value * factor
    return whole(Decimal(str(value)) * Decimal(str(factor)))


def _of_digits(found: Digits) -> Number:
    value = found.exact * found.scale + (Decimal(found.scale) / 2 if found.half else 0)
    return Number(
        found.start,
        found.end,
        whole(value),
        whole(found.exact),
        found.scale,
        found.scale_start,
        grouped=found.grouped,
        decimals=found.decimals,
    )


def _of_words(start: int, found: Words) -> Number:
    return Number(
        start,
        start + found.end,
        whole(found.value),
        found.value if found.scale == 1 and isinstance(found.value, int) else whole(Decimal(found.value) / found.scale),
        found.scale,
        start + found.scale_start,
        words=True,
        collective=found.collective,
        bare=found.bare,
        part=found.part,
    )


def _continued(text: str, a: Number, b: Number) -> bool:
    """`3 milliards 200 millions`, `1 million 200 000`: the second says what remains of the first."""
    return (
        text[a.end : b.start] == " "
        and a.scale >= 10**6
        and b.value < a.scale
        and isinstance(b.value, int)
        and (b.scale >= 1000 or b.grouped)
        and text[a.end - 1].isalpha()
        and not (a.decimals or a.collective or a.bare or b.collective or b.bare)
    )


def find_numbers(flat: Flat) -> list[Number]:
    """All numbers of a flattened text in order, digits first where two would overlap.

    >>> [n.value for n in find_numbers(flatten("1 247 firmes, 1,3 million, trente-deux, 3 milliards 200 millions"))]
    [1247, 1300000, 32, 3200000000]
    """
    digits = [_of_digits(found) for found in find_digits(flat)]
    words = [_of_words(start, found) for start, found in find_words(flat.low)]
    if words and digits:
        taken = bytearray(len(flat.text) + 1)
        for number in digits:
            taken[number.start : number.end] = b"\x01" * (number.end - number.start)
        digits = sorted([*digits, *(n for n in words if taken.find(1, n.start, n.end) < 0)], key=_START)
    found = digits or words
    if not any(_continued(flat.text, a, b) for a, b in pairwise(found)):
        return found
    joined = found[:1]
    for number in found[1:]:
        if _continued(flat.text, joined[-1], number):
            value = joined[-1].value + number.value
            joined[-1] = joined[-1]._replace(end=number.end, value=value, raw=value, scale=1, scale_start=number.end)
        else:
            joined.append(number)
    return joined


def parse_number(text: str) -> int | float | None:
    """The value of ``text`` where all of it is one number in digits or words, else None.

    >>> parse_number("quatre-vingt-dix-sept"), parse_number("1\\u202f250,5"), parse_number("abc")
    (97, 1250.5, None)
    """
    stripped = text.strip()
    flat = flatten(stripped)
    if (value := words_value(flat.low)) is not None:
        return whole(value)
    found = find_numbers(flat)
    return found[0].value if len(found) == 1 and (found[0].start, found[0].end) == (0, len(stripped)) else None
