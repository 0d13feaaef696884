"""Ranks and ratios, which have a grammar of their own: `23e`, `numéro un mondial`, `un sur trois`, `deux tiers`,
`x3`."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat, near
from pressmine.french.lexicon import any_form, any_written, written
from pressmine.french.lists import read_list
from pressmine.french.numbers import parse_number, words_value
from pressmine.french.numbers.spelling import spelt
from pressmine.french.quantities.bare_numbers import CLOSED, next_word, plural_follows
from pressmine.french.quantities.hedges import HEDGE
from pressmine.french.quantities.units import unit_after

#: The stems of ordinals (`neuv`) with the number that each is made of.
_STEMS = dict(read_list("numbers")["ordinals"])


class Rank(NamedTuple):
    """A rank or ratio as found: `kind` ordinal or ratio, the rule's `form`, and the value."""

    start: int
    end: int
    kind: str
    form: str
    value: int | float
    low: int | float | None = None


_NO_RANK = rf"(?! ?{any_form('not_ranked', 'closes_ordinal')}\b)"
_NOT_RANKED = any_form("not_ranked.name")
_DIGIT_ORDINAL = re.compile(
    rf"(?<![\w,.'/-])(?P<n>\d{{1,3}})(?:{any_form('ordinal_suffix')}|[ᵉᵐʳᵈⁿ]{{1,4}})(?![\w'-])(?! ?{_NOT_RANKED}\b)"
)
#: An article before the degree sign, or before an `e` set apart, which then says a rank: `la 1° version`, `la 126 e`.
_SET_APART = re.compile(r"(?<=\bl[ae] |\b[da]u )(?P<n>[1-9]\d{0,2})(?:°| e)(?= [a-z]{4}| et )")
_DIGIT_BEGINS = re.compile(r"(?<![\w,.])[1-9]")
#: Characters before an ordinal in which it may begin.
_LONGEST_RANK = 60
_PLACE = re.compile(rf"{any_form('rank_of_town')}[ ,]{{1,2}}$")
_ROMAN_ORDINAL = re.compile(
    rf"(?<![\w'-])(?P<n>[IVX]{{1,6}})(?:{any_written('ordinal_suffix.any')}|ᵉ)(?!\w)"
    rf"(?! ?(?:(?i:{any_written('not_ranked.name')})|[A-Z][a-zà-ÿ]|et [IVX]+))"
)
#: `cent vingt-` before `cinquième`: the words that an ordinal may go on from.
_RANK_BEFORE = re.compile(r"(?<![\w-])(?:[a-z]{2,9}(?:-| (?!et )| et |-et-)){1,8}$")
_FIRST = re.compile(
    rf"(?<![\w-])premiere?s?(?= (?!{any_form('not_ranked')}\b)(?:[\w'-]{{1,20}} ){{1,6}}?{any_form('scope_of_rank')}\b)"
)
#: Numbers in words that make a ratio; `quatre-vingt-huit conducteurs sur nonante` counts both.
_ROUND = [*spelt(10), "vingt", "cent", "mille"]
_NUMBER_ONE = re.compile(
    rf"(?<![\w-])(?:n[°º] ?|numero |leader n[°º] ?)(?P<n>[1-9]\d?|{any_of(_ROUND)})\b"
    rf"(?= {any_form('scope_of_rank.adjective', 'behind_number_one')}\b| d'| de l')"
)
_N = rf"(?:\d{{1,3}}(?: \d{{3}}){{1,3}}|\d{{1,4}}(?:,\d)?|{any_of(_ROUND)})"
_N_BEGINS = re.compile(rf"(?<![\w,./-]){_N}(?= )")
_ONE_IN = re.compile(
    rf"(?<![\w,./-])(?P<n>{_N})(?P<noun>(?: [^\W\d_][\w'-]{{1,20}}){{0,3}}?) sur (?P<d>{_N})"
    r"(?![\w%€-])(?!,\d)(?! ?[%€/])"
)
#: `un pour trente`: how many there are for each.
_ONE_FOR = re.compile(rf"(?<![\w,./-])(?:1|une?) pour (?P<d>{_N})(?![\w%€-])(?!,\d)")
_SLASH = re.compile(
    r"(?<![\w,.'/-])(?P<n>\d{1,3}(?:,\d{1,2})?) ?/ ?(?P<d>5|10|20|100)(?![\w/,.-]\d|\w|/)"
    r"|(?<![\w,.'/-])(?<!an )(?<!ans )(?<!mois )(?<!heure )(?<!heures )(?P<a>[1-4])/(?P<b>[2-5])(?![\w/,-])"
)
#: Parts with a name of their own; the others are made of an ordinal: `neuf dixièmes`.
_PARTS = {"moitie": 2, "tiers": 3, "quart": 4}
#: Of ordinals up to this one no part is made: `le troisième` is a rank.
_LAST_NO_PART = 4
_BY_SIGN = re.compile(r"(?<![\w-])(?<!\d )[x×] ?(?P<x>\d{1,4}(?:,\d{1,2})?)(?![\w,])")
#: `2,3x`: a multiple.
_TIMES_BEHIND = re.compile(r"(?<![\w,.])(?P<x>\d{1,3}(?:,\d{1,2})?) ?[x×](?![\w]| ?\d)")
#: `25 m x 12,5 m`: a length and a width.
_DIMENSION = re.compile(r"\d ?[a-z²]{0,10} $")
_TIMES = re.compile(
    r"\b(?:multipli|divis)[a-z]{1,6} (?:[\w'-]{1,20} ){0,8}?"
    rf"par {HEDGE}?(?P<by>{_N})(?![\w%-])"
    rf"|(?<![\w,.-])(?!une? )(?:(?P<low>{_N})(?: (?:a|ou) | ?- ?))?(?P<f>{_N})"
    rf" fois (?={any_form('times_what')}\b)"
)
_VERB_VALUES = {verb: int(times) for verb, times in written("multiplies").items()}
_VERBS = re.compile(rf"\b(?P<v>{any_of(_VERB_VALUES)})(?:er|ant|era|eront|erait|eraient|ement|é|ée|és|ées|ent)\b")
#: Behind an ordinal that says a part: `un dixième de l'effectif`.
_PART_OF = re.compile(r" (?:de|du|des) | d'")
_TIMES_SIGN = re.compile(r"[x×](?= ?\d)")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ORDINAL_SIGNS = frozenset("einrᵉᵐʳᵈⁿ")


@cache
def _word_ordinal() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[ -])|(?<![\w']))(?:(?P<stem>{any_of(_STEMS)})iemes?|seconde?)\b"
        rf"(?:{_NO_RANK}(?= [a-z(])|(?<=nziemes))"
    )


@cache
def _fraction() -> re.Pattern[str]:
    stems = any_of(stem for stem, word in _STEMS.items() if (words_value(word) or 0) > _LAST_NO_PART)
    return re.compile(
        rf"(?<![\w-])(?:(?:la |une (?:grande |bonne |petite )?)?moitie(?! (?:moins|plus|prix))"
        rf"|(?P<n>le|{_N}) (?:petit |bon )?(?:(?P<part>tiers|quart)s?|(?P<stem>{stems})iemes?))(?![\w-])"
        rf"(?! {any_form('behind_fixed_fraction')})"
    )


def _fractions(flat: Flat) -> Iterator[Rank]:
    """`la moitié`, `deux tiers`, `un dixième des salariés`; `le dixième anniversaire` is a rank."""
    for m in near(_fraction(), flat.low, (*_PARTS, "ieme"), left=24):
        if m["stem"] and not _says_part(flat, m):
            continue
        n = 1.0 if m["n"] in (None, "le", "un", "une") else _value(m["n"])
        parts = _value(_STEMS[m["stem"]]) if m["stem"] else _PARTS[m["part"] or "moitie"]
        start = m.end("n") + 1 if m["n"] == "le" else m.start()
        if 0 < n < parts:
            yield Rank(start, m.end(), "ratio", "figure.fraction-word", round(n / parts, 6))


def _says_part(flat: Flat, m: re.Match[str]) -> bool:
    """Whether an ordinal behind a number is a part of something; before a noun or alone behind `le` it is a rank."""
    if m["n"] == "le":
        return _PART_OF.match(flat.low, m.end()) is not None
    if m["n"] not in ("1", "un", "une"):  # `vingt cinquième` is the 25th; `les deux cinquièmes places`
        return m.group().endswith("s") and not plural_follows(flat, m.end())
    noun = next_word(flat, m.end())
    return noun is None or noun in CLOSED


def _roman(digits: str) -> int:
    values = [_ROMAN[c] for c in digits]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _ordinals(flat: Flat) -> list[Rank]:
    found = []
    low = flat.low
    for start, end in flat.runs:
        m = _DIGIT_ORDINAL.match(low, start) if low[end : end + 1] in _ORDINAL_SIGNS else None
        if m and int(m["n"]) and not _PLACE.search(low[max(0, start - 12) : start]):
            found.append(Rank(start, m.end(), "ordinal", "figure.ordinal", int(m["n"])))
    for m in near(_SET_APART, low, ("° ", " e "), left=3, begin=_DIGIT_BEGINS):
        found.append(Rank(m.start(), m.end(), "ordinal", "figure.ordinal", int(m["n"])))
    for m in near(_ROMAN_ORDINAL, flat.text, tuple(_ROMAN)):
        found.append(Rank(m.start(), m.end(), "ordinal", "figure.ordinal-roman", _roman(m["n"])))
    found += _in_words(flat)
    for m in near(_FIRST, flat.low, ("premi",)):
        found.append(Rank(m.start(), m.end(), "ordinal", "figure.ordinal-first", 1))
    for m in near(_NUMBER_ONE, flat.low, ("n°", "nº", "numero ", "leader n")):
        found.append(Rank(m.start("n"), m.end("n"), "ordinal", "figure.number-one", parse_number(m["n"]) or 1))
    return found


def _in_words(flat: Flat) -> Iterator[Rank]:
    """`deuxième`, `vingt et unième`, `cent vingt-cinquième`."""
    for m in near(_word_ordinal(), flat.low, ("ieme", "second"), left=12):
        start, value = _word_rank(flat.low, m)
        if value is None or flat.low.endswith("par ", 0, start):
            continue
        if flat.text[start].isupper() and flat.text[m.end() + 1 : m.end() + 2].isupper():
            continue  # `le Second Empire` is a name
        yield Rank(start, m.end(), "ordinal", "figure.ordinal-word", value)


def _word_rank(low: str, m: re.Match[str]) -> tuple[int, int | None]:
    """Where an ordinal begins, with the number words before it, and its value; none for `unième` alone."""
    if m["stem"] is None:
        return m.start(), 2
    last = _STEMS[m["stem"]]
    before = _RANK_BEFORE.search(low, max(0, m.start() - _LONGEST_RANK), m.start())
    at = before.start() if before else m.start()
    while at < m.start():  # the most words that make one number
        value = words_value(low[at : m.start()] + last)
        if value is not None and value == int(value):
            return at, int(value)
        at = next((k for k in range(at + 1, m.start()) if low[k - 1] in " -"), m.start())
    if low[m.start() - 1 : m.start()] == "-":
        return m.start(), None  # `treize-neuvième`: no number, and part of a word
    single = words_value(last)
    return m.start(), int(single) if single is not None and last != "un" else None


def _value(word: str) -> float:
    return float(parse_number(word) or 0)


def _ratios(flat: Flat) -> list[Rank]:
    found = []
    for m in near(_ONE_IN, flat.low, (" sur ",), left=72, begin=_N_BEGINS):
        n, d = _value(m["n"]), _value(m["d"])
        noun = next_word(flat, m.end())
        counted = noun is not None and noun.endswith(("s", "x")) and noun not in CLOSED  # `2 jours sur 5 sites`
        if 0 < n < d and not counted and not unit_after(flat, m.end(), False):
            found.append(Rank(m.start(), m.end(), "ratio", "figure.one-in", n / d))
    for m in near(_ONE_FOR, flat.low, (" pour ",), left=4):
        d = _value(m["d"])
        if d > 1 and not unit_after(flat, m.end(), False):
            found.append(Rank(m.start(), m.end(), "ratio", "figure.one-in", 1 / d))
    for m in near(_SLASH, flat.low, ("/",), left=7):
        n, d = _value(m["n"] or m["a"]), _value(m["d"] or m["b"])
        if 0 < n <= d and (m["a"] is None or n < d):
            found.append(Rank(m.start(), m.end(), "ratio", "figure.fraction", n / d))
    found += _fractions(flat)
    for m in near(_TIMES, flat.low, ("multipli", "divis", " fois "), left=16):
        value = _value(m["by"] or m["f"])
        if value:
            end = m.end() - 1 if m["f"] else m.end()
            divided = m["by"] and m.group().startswith("divis")
            low = _value(m["low"]) if m["low"] else None
            found.append(Rank(m.start(), end, "ratio", "figure.times", 1 / value if divided else value, low))
    for m in _TIMES_BEHIND.finditer(flat.low):
        found.append(Rank(m.start(), m.end(), "ratio", "figure.times", _value(m["x"])))
    for before in _TIMES_SIGN.finditer(flat.text):
        sign = _BY_SIGN.match(flat.text, before.start())
        if sign and _value(sign["x"]) and not _DIMENSION.search(flat.low, max(0, sign.start() - 12), sign.start()):
            found.append(Rank(sign.start(), sign.end(), "ratio", "figure.times", _value(sign["x"])))
    for m in near(_VERBS, flat.text, tuple(_VERB_VALUES)):
        found.append(Rank(m.start(), m.end(), "ratio", "figure.times-verb", _VERB_VALUES[m["v"]]))
    return found


def find_ranks(flat: Flat) -> list[Rank]:
    """Ordinals and ratios in order, the longest first where two begin alike; whole values are ints."""
    found = [*_ordinals(flat), *_ratios(flat)]
    tidy = [r._replace(value=int(r.value) if float(r.value).is_integer() else round(r.value, 6)) for r in found]
    return sorted(tidy, key=lambda r: (r.start, -r.end, r.form))
