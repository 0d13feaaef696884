"""French numbers in digits and in words: where they stand and what they are worth. Pure functions, no documents.

Values are exact: an int where the number is whole, else the float nearest to the decimal fraction that is written.
"""

import re
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat, flatten, near

_UNITS = {
    "zero": 0,
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
}
_TENS = {
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
_SCALES = {
    "mille": 10**3,
    "millier": 10**3,
    "milliers": 10**3,
    "million": 10**6,
    "millions": 10**6,
    "milliard": 10**9,
    "milliards": 10**9,
    "billion": 10**12,
    "billions": 10**12,
    "trillion": 10**18,
    "trillions": 10**18,
}
_COLLECTIVES = {
    "huitaine": 8,
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
_SIGNS = {
    "k": 10**3,
    "M": 10**6,
    "Mio": 10**6,
    "Md": 10**9,
    "Mrd": 10**9,
    "Mia": 10**9,
    "mrd": 10**9,
    "mia": 10**9,
    "mio": 10**6,
    "G": 10**9,
    "bn": 10**9,
}

_ONE = r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf)"
_TEEN = r"(?:dix(?:[- ](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize)"
_TEN = r"(?:vingt|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante)"
_UNDER_100 = (
    rf"(?:quatre[- ]vingt[- ]{_TEEN}|quatre[- ]vingt[- ]{_ONE}|quatre[- ]vingts?|soixante(?:[- ]et[- ]onze|[- ]{_TEEN})"
    rf"|{_TEN}[- ]et[- ]une?|{_TEN}[- ]{_ONE}|{_TEN}|{_TEEN}|{_ONE})"
)
_UNDER_1000 = rf"(?:(?:{_ONE}[- ])?cents?(?:[- ](?:et[- ])?{_UNDER_100})?|{_UNDER_100})"
_UNDER_MILLION = rf"(?:(?:{_UNDER_1000}[- ])?mille(?:[- ](?:et[- ])?{_UNDER_1000})?|{_UNDER_1000})"
_SCALE = r"(?:milliers?|millions?|milliards?|billions?|trillions?)"
_COLLECTIVE = rf"(?:{'|'.join(sorted(_COLLECTIVES))})"
_DIGITS = (
    r"\d{1,3}(?:(?: \d{3})+(?!\d)|(?:\.\d{3})+(?![\d])|(?:'\d{3})+(?!\d)|(?:,000)+(?!\d))(?:,\d+(?!\d))?"
    r"|\d+(?:,\d+|\.\d{1,2}(?!\d)|\.\d{4,})?"
)
_SIGN = r"(?:[Mm]rds?|Mds?|[Mm]ia|[Mm]io|bn|[kKMG])"
_HALF = r"(?: et demie?)"

#: A run of digits with its separators, perhaps scaled; never inside a word, another number, a time or a code.
_DIGIT_NUMBER = re.compile(
    rf"(?:(?<![\w°²³])|(?<=EUR)|(?<=USD)|(?<=GBP)|(?<=CHF))(?<![A-Za-z][-/:_+@])(?<!\d[/:_+@])(?<!\d[.,'])(?<![A-Za-z]\.)(?P<digits>{_DIGITS})"
    rf"(?:[ ](?P<scale>(?i:{_SCALE}|mille))(?P<half>{_HALF})?\b|(?P<sign>[ ]?{_SIGN}(?![A-Za-zÀ-ÿ0-9'²³/])))?"
)
_MONEY_SIGN = re.compile(
    rf"[ ]?(?P<sign>(?:{_SIGN}|m)?)(?=[€$£]|E(?![A-Za-zÀ-ÿ0-9]))|[ ]?(?P<code>{_SIGN})(?= ?(?:EUR|USD|GBP|CHF|CAD"
    rf"|MAD|FCFA|XOF|DH|F)\b)"
)
_WORD_NUMBER = re.compile(
    rf"(?<![\w-])(?:{_UNDER_MILLION}[- ])?{_SCALE}\b(?: {_UNDER_MILLION}\b(?! {_SCALE}))?{_HALF}?"
    rf"|(?<![\w-])(?:une? |{_ONE} )?(?:petite |bonne |grosse |demi-)?{_COLLECTIVE}s?\b(?: de {_SCALE}\b)?"
    rf"|(?<![\w-]){_UNDER_MILLION}(?:{_HALF}(?= {_SCALE}))?(?![\w-])(?!'\w)"
)

#: What `_MONEY_SIGN` may begin with, behind a space.
_MONEY_SIGNS = frozenset("kKMmGb€$£E")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,000)+")
_GROUPED = re.compile(r"[ '.]\d{3}")
_LAST_SCALE = re.compile(rf"{_SCALE}|mille\b")
_APPROXIMATE = re.compile(rf"{_COLLECTIVE}|\bmilliers?\b")
_BARE = re.compile(rf"{_SCALE}|{_COLLECTIVE}s?")
_SHORT = 40
#: Digits with what sets them apart: a longer row of them is a code, or no language, and no float holds it.
_LONGEST_DIGITS = 30
#: A number in words begins with one of these, or with `un` or `une` before one (four characters to the left).
_TRIGGERS = re.compile(
    any_of({*_UNITS, *_TENS, *_SCALES, *_COLLECTIVES, "cent"} - {"un", "une", "zero"}) + "|un(?: an| mois|e )"
)
_LETTER = re.compile(r"(?<![\w-])[a-z]")
_START = attrgetter("start")


class Number(NamedTuple):
    """A number in a text. `value` is scaled, `raw` is not; `scale` is 1 where nothing scales it; `scale_start` is
    where the
    scaling word begins (the end where there is none). `grouped` says that thousands are set off; `collective` that
    the word
    is one of `dizaine`, `centaine`, `millier`, which are approximate by nature; `bare` that a scale stands without a
    number."""

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


def whole(value: Decimal) -> int | float:
    """An int where ``value`` is whole, else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)


def times(value: int | float, factor: int | float | Decimal) -> int | float:
    """``value`` times ``factor`` in decimal arithmetic, so that 1.3 million is 1300000 exactly."""
    if isinstance(value, int) and isinstance(factor, int):
        return value * factor
    return whole(Decimal(str(value)) * Decimal(str(factor)))


class _Digits(NamedTuple):
    """What a run of digits with its separators says by itself."""

    exact: Decimal
    value: int | float
    grouped: bool
    decimals: bool


@lru_cache(maxsize=2**12)
def _digits(digits: str) -> _Digits:
    compact = digits.replace(" ", "").replace("'", "")
    if _POINTED.fullmatch(compact):
        compact = compact.replace(".", "")
    elif _ENGLISH.fullmatch(compact):
        compact = compact.replace(",", "")
    exact = Decimal(compact.replace(",", "."))
    return _Digits(exact, whole(exact), _GROUPED.search(digits) is not None, "," in digits or "." in digits)


@lru_cache(maxsize=1024)
def words_value(words: str) -> Decimal:
    """The value of a folded number in words, such as ``quatre-vingt-dix-sept`` or ``un million deux cent mille``.

    >>> words_value("mille deux cents")
    Decimal('1200')
    >>> words_value("soixante et onze"), words_value("nonante-neuf"), words_value("un million et demi")
    (Decimal('71'), Decimal('99'), Decimal('1500000.0'))
    """
    total, group, scale = 0, 0, 1
    half = bool(re.search(_HALF + "$", words))
    tokens = [
        t
        for t in re.split(r"[- ]+", re.sub(_HALF, "", words))
        if t not in ("et", "de", "petite", "bonne", "grosse", "demi")
    ]
    for token in tokens:
        single = token[:-1] if token.endswith("s") else token
        if token in _UNITS:
            group += _UNITS[token]
        elif token in ("vingt", "vingts") and group % 100 == 4:
            group += 76  # quatre-vingt
        elif token in _TENS:
            group += _TENS[token]
        elif single == "cent":
            group = group - group % 100 + max(group % 100, 1) * 100
        elif single in _COLLECTIVES:
            group = max(group, 1) * _COLLECTIVES[single]
        else:
            scale = _SCALES[token]
            total += max(group, 1) * scale
            group = 0
    return Decimal(total + group) + (Decimal("0.5") * scale if half else 0)


def _digit_numbers(flat: Flat) -> list[Number]:
    text = flat.text
    found = []
    done = 0
    for start, _ in flat.runs:
        match = _DIGIT_NUMBER.match(text, start) if start >= done else None
        if match is None:
            continue
        done = match.end()
        digits, scale_word, half, sign = match.group("digits", "scale", "half", "sign")
        if len(digits) > _LONGEST_DIGITS:
            continue
        exact, raw, grouped, decimals = _digits(digits)
        end = scale_start = start + len(digits)
        scale = 1
        if scale_word:
            scale, end = _SCALES[scale_word.lower()], done
        elif (text[end : end + 2].lstrip(" ")[:1] or " ") in _MONEY_SIGNS and (money := _MONEY_SIGN.match(text, end)):
            sign = (money["sign"] or money["code"] or "").rstrip("s")
            scale = _SIGNS.get({"K": "k", "m": "M"}.get(sign, sign), 1)
            end = money.end() if sign else end
        elif sign:
            sign = sign.strip()
            scale, end = _SIGNS.get({"K": "k"}.get(sign, sign.rstrip("s")), 1), done
        value = raw if scale == 1 and not half else whole(exact * scale + (Decimal(scale) / 2 if half else 0))
        found.append(Number(start, end, value, raw, scale, scale_start, False, grouped, decimals))
    return found


@lru_cache(maxsize=2**12)
def _in_words(words: str) -> Number:
    """A number in words as it would stand at the beginning of a text."""
    value = words_value(words)
    tail = _LAST_SCALE.search(words)
    scale = _SCALES[tail.group()] if tail else 1
    return Number(
        0,
        len(words),
        whole(value),
        whole(value / scale),
        scale,
        tail.start() if tail else len(words),
        words=True,
        collective=_APPROXIMATE.search(words) is not None,
        bare=_BARE.fullmatch(words) is not None,
    )


def _word_numbers(flat: Flat) -> list[Number]:
    found = []
    short = len(flat.low) < _SHORT
    for match in _WORD_NUMBER.finditer(flat.low) if short else near(_WORD_NUMBER, flat.low, _TRIGGERS, 4, _LETTER):
        start, end = match.span()
        number = _in_words(match.group())
        found.append(number._replace(start=start, end=end, scale_start=start + number.scale_start))
    return found


def find_numbers(flat: Flat) -> list[Number]:
    """All numbers of a flattened text in order, digits first where two would overlap.

    >>> [n.value for n in find_numbers(flatten("1 247 entreprises, 1,3 million, trente-deux"))]
    [1247, 1300000, 32]
    """
    digits, words = _digit_numbers(flat), _word_numbers(flat)
    if not words or not digits:
        return digits or words
    taken = bytearray(len(flat.text) + 1)
    for number in digits:
        taken[number.start : number.end] = b"\x01" * (number.end - number.start)
    return sorted([*digits, *(n for n in words if taken.find(1, n.start, n.end) < 0)], key=_START)


def parse_number(text: str) -> int | float | None:
    """The value of ``text`` where all of it is one number in digits or words, else None.

    >>> parse_number("quatre-vingt-dix-sept"), parse_number("1\\u202f250,5"), parse_number("abc")
    (97, 1250.5, None)
    """
    stripped = text.strip()
    found = find_numbers(flatten(stripped))
    return found[0].value if len(found) == 1 and (found[0].start, found[0].end) == (0, len(stripped)) else None
