"""Numbers in words, put together from the words of ``numbers.toml``: `deux milliards trois cents millions`.

A small machine takes one word after the other as long as they make one number: units on tens, both before `cent`, all
of these before `mille`, and that before ever smaller scales.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pressmine.french.lexicon import any_form
from pressmine.french.numbers.word_table import PARTS, number_words, scale_of, scale_word

_SCALE_BEHIND = re.compile(rf" (?P<scale>{scale_word()})\b")


class Words(NamedTuple):
    """A number in words: where it ends (counted from where it begins), what it is worth, and the first of its scales
    with its place (1 and the end where nothing scales it). `collective`: one of `dizaine`, `millier`. `bare`: a scale
    that no number stands before. `part`: a half or a quarter, which says something only of a unit after it."""

    end: int
    value: int | Decimal
    scale: int = 1
    scale_start: int = 0
    collective: bool = False
    bare: bool = False
    part: bool = False


class _Token(NamedTuple):
    word: str
    start: int
    end: int
    joined: bool  # by `et` to the word before


_TENS = (20, 30, 40, 50, 60, 70, 80, 90)
_SPACE = re.compile(r"\s")
_SIZE = rf"(?:{any_form('small_size')} )?"
_GAP = re.compile(rf"(?:-| {{1,2}})(?P<et>et[- ])?{_SIZE}")
_OF_SCALE = re.compile(r" de (?=mill)")
_POINT = re.compile(r" virgule ")
_AND_HALF = re.compile(r"(?: |-)et(?: |-)demie?\b")
_PER_CENT = re.compile(r" pour ?cent\b| ?%")
_UNIT_BEHIND = re.compile(r"[- ](?=[a-z])| (?=d')")
#: `un`, `une` before what begins a number, with what may be between them.
_ONE_BEFORE = re.compile(rf"(?<![\w-])une?[- ]{_SIZE}(?:demie?[- ])?$|(?<![\w-])demie?[- ]$")
_ONE_REACH = 18
#: Words of one number, at most: no number that is written out has more.
_LONGEST = 24


def _tokens(low: str, start: int) -> list[_Token]:
    found: list[_Token] = []
    at, joined = start, False
    while len(found) < _LONGEST and (match := number_words().token.match(low, at)):
        found.append(_Token(match.group(), match.start() - start, match.end() - start, joined))
        gap = _GAP.match(low, match.end())
        if gap is None:
            break
        at, joined = gap.end(), gap["et"] is not None
    return found


def _added(group: int, last: int, token: _Token, value: int) -> int | None:
    """What units or tens make of the hundreds, tens and units before them; None if they belong to another number."""
    tail = group % 100
    if token.joined:
        tens = value == 1 and tail == last in _TENS or value == 11 and tail == last == 60
        return group + value if tens or value == 1 and tail == 0 and last in (100, 1000) else None
    if value == 20 and last == tail == 4:
        return group + 76  # quatre-vingt
    if tail == 0:
        return group + value if group or last in (0, 1000) or last >= 10**6 else None
    if value < 10 and last == 10:
        return group + value if value >= 7 and tail % 10 == 0 else None  # dix-sept, soixante-dix-sept
    if 0 < value < 10:
        return group + value if tail in _TENS and last in _TENS else None
    return group + value if 10 <= value <= 16 and last in (20, 60) and tail in (60, 80) else None


class _Sum:
    """A number while its words are read."""

    def __init__(self, ceiling: int) -> None:
        self.total = self.thousands = self.group = self.last = 0
        self.ceiling = ceiling
        self.scale, self.scale_start = 1, -1

    def take(self, token: _Token, value: int) -> bool:
        """Add a word; false, and nothing changed, where it belongs to another number."""
        if value < 100:
            group = _added(self.group, self.last, token, value)
            if group is None:
                return False
            self.group = group
        elif token.joined or value >= self.ceiling:
            return False
        elif value == 100:
            if self.group and not (1 < self.group < 20 and self.group in (self.last, 10 + self.last)):
                return False
            self.group = 100 * (self.group or 1)
        elif value == 1000:
            if self.thousands or self.group == 1 or self.group >= 1000:
                return False
            self.thousands, self.group = 1000 * (self.group or 1), 0
        else:
            if not self.thousands + self.group:
                return False
            self.total += (self.thousands + self.group) * value
            self.thousands = self.group = 0
            self.ceiling = value
        if value >= 1000 and self.scale_start < 0:
            self.scale, self.scale_start = value, token.start
        self.last = value
        return True

    @property
    def value(self) -> int:
        return self.total + self.thousands + self.group


def _sum(tokens: Sequence[_Token], ceiling: int = 10**21) -> tuple[int, _Sum]:
    """How many of some words make one number below a ceiling, and the number."""
    table, made, count = number_words(), _Sum(ceiling), 0
    for count, token in enumerate(tokens):
        value = table.values.get(token.word)
        behind = tokens[count + 1].word if count + 1 < len(tokens) else ""
        of_next = token.joined and (
            behind in table.collectives or made.last not in _TENS and table.values.get(behind, 0) >= 10**6
        )
        if value is None or of_next or (count and value == 0) or not made.take(token, value):
            return count, made
        if value == 0:
            return 1, made
    return len(tokens), made


def _decimals(low: str, whole: int, at: int) -> tuple[Decimal, int] | None:
    """`trois virgule zéro cinq`: the number with its decimals, and where it ends."""
    point = _POINT.match(low, at)
    if point is None:
        return None
    tokens = _tokens(low, point.end())
    zeros = 0
    while zeros < len(tokens) and tokens[zeros].word == "zero":
        zeros += 1
    count, made = _sum(tokens[zeros:], 1000)
    if not count and not zeros:
        return None
    digits = "0" * zeros + (str(made.value) if count else "")
    return Decimal(f"{whole}.{digits}"), point.end() + tokens[zeros + count - 1].end


def _collective(low: str, start: int, token: _Token, count: int | Decimal, bare: bool) -> Words:
    """`une centaine`, `deux douzaines`, `une dizaine de milliers`."""
    value = count * number_words().collectives[token.word]
    end, scale, scale_start = token.end, 1, token.end
    if token.word.startswith("millier"):
        scale, scale_start = 1000, token.start
    elif (of := _OF_SCALE.match(low, start + end)) and (word := number_words().token.match(low, of.end())):
        scale, scale_start = scale_of(word.group()), word.start() - start
        value, end = value * scale, word.end() - start
    return Words(end, value, scale, scale_start, collective=True, bare=bare and end == token.end)


def _part(low: str, start: int, token: _Token, count: int, after: _Token | None) -> Words | None:
    """`un demi-million`, `une demi-douzaine`; `une demi-` and `trois quarts d'` where a unit stands behind."""
    value = PARTS[token.word] * count
    if after is not None and token.word == "demi" and not after.joined:
        if after.word in number_words().collectives:
            return _collective(low, start, after, value, bare=False)
        scale = number_words().values.get(after.word, 0)
        if scale >= 10**6:
            return Words(after.end, value * scale, scale, after.start)
    gap = _UNIT_BEHIND.match(low, start + token.end)
    end = gap.end() - start if gap else 0
    return Words(end, value, scale_start=end, part=True) if gap and count < 10 else None


def _first(low: str) -> Words | None:
    """The number in words that a text begins with."""
    tokens = _tokens(low, 0)
    if not tokens:
        return None
    count, made = _sum(tokens)
    behind = tokens[count] if count < len(tokens) else None
    after = tokens[count + 1] if count + 1 < len(tokens) else None
    if behind is not None and not behind.joined and (not count or made.value < 1000):
        if behind.word in number_words().collectives:
            return _collective(low, 0, behind, made.value if count else 1, bare=not count)
        if behind.word in PARTS and (part := _part(low, 0, behind, made.value if count else 1, after)):
            return part
    if not count:
        scale = number_words().values.get(tokens[0].word, 0)
        return Words(tokens[0].end, scale, scale, 0, bare=True) if scale >= 10**6 else None
    return _finished(low, tokens[count - 1].end, made)


def _finished(low: str, end: int, made: _Sum) -> Words:
    """A sum with its decimals, its half and the scale after these."""
    value: int | Decimal = made.value
    scale, scale_start = made.scale, made.scale_start
    fraction = False
    if scale_start < 0 and (decimals := _decimals(low, made.value, end)):
        (value, end), fraction = decimals, True
    half = _AND_HALF.match(low, end)
    scaled = _SCALE_BEHIND.match(low, half.end() if half else end) if scale_start < 0 and (half or fraction) else None
    if half and scale >= 10**6:
        value, end = value + Decimal(scale) / 2, half.end()
    elif half and scale_start < 0 and _PER_CENT.match(low, half.end()):
        value, end = value + Decimal("0.5"), half.end()
    if scaled:
        scale, scale_start = scale_of(scaled["scale"]), scaled.start("scale")
        value, end = (value + (Decimal("0.5") if half else 0)) * scale, scaled.end()
    return Words(end, value, scale, scale_start if scale_start >= 0 else end)


def find_words(low: str) -> Iterator[tuple[int, Words]]:
    """Where numbers in words begin in a folded text, with each of them."""
    done = 0
    for match in number_words().begins.finditer(low):
        start = match.start()
        if start < done:
            continue
        if before := _ONE_BEFORE.search(low, max(done, start - _ONE_REACH), start):
            start = before.start()
        while start >= done and (number := _first(low[start : start + 200])) is not None:
            end = start + number.end
            if not number.part and low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha():
                done = end
                break  # `deux-roues`: part of a word
            yield start, number
            done = end
            gap = _GAP.match(low, end)
            if gap is None or gap["et"]:
                break
            start = gap.end()


def number_at(low: str, at: int) -> tuple[int | Decimal, int] | None:
    """The value of the number in words that begins at a place of a folded text, and where it ends.

    Any white space may be between its words, but no empty line.
    """
    number = _first(_SPACE.sub(" ", low[at : at + 200].partition("\n\n")[0]))
    return (number.value, at + number.end) if number else None


def words_value(words: str) -> int | Decimal | None:
    """The value of a folded text that is one number in words, else None.

    >>> words_value("mille deux cents"), words_value("nonante-neuf"), words_value("un million et demi")
    (1200, 99, Decimal('1500000'))
    >>> words_value("deux milliards trois cents millions"), words_value("trois virgule zero cinq")
    (2300000000, Decimal('3.05'))
    """
    number = _first(words)
    return number.value if number and number.end == len(words) else None
