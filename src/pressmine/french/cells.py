"""Numbers in table cells: the cell gives the number, its column's head (or the caption) the unit and the scale."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat, flatten
from pressmine.french.lists import read_list
from pressmine.french.numbers import find_numbers, scale_word, times
from pressmine.french.numbers.word_table import scale_of
from pressmine.french.quantities import find_quantities
from pressmine.french.quantities.units import unit_after

_QUALIFIED = re.compile(rf" {any_of(read_list('tables')['qualifiers'])}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellUnit:
    """What a column head says about the numbers under it: their kind (money, percent, duration, quantity, count),
    unit and scale.
    """

    kind: str
    code: str | None
    scale: int | float = 1


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number in a cell: `start` and `end` in the cell's text, the scaled `value`, `kind` and `unit` as for
    figures.
    """

    start: int
    end: int
    kind: str
    value: int | float | None
    unit: str | None
    low: int | float | None = None
    high: int | float | None = None


#: Where a head names a unit: in brackets, after `en`, after a comma at the end, or as all of it.
_NAMED = re.compile(
    r"\((?P<a>[^()]{1,80})\)|\ben (?P<b>[^,;()]{1,40}?)$"
    r"|\ben (?P<c>[^,;()]{1,40}?)(?=[,;(])|, (?!en )(?P<d>[^,]{1,12})$"
)
#: The pieces of what is in brackets: `en millions d'euros, sauf mention contraire`, `CA en M€`.
_PIECES = re.compile(r"[,;]|\ben ")
_SCALED = re.compile(rf"(?P<scale>{scale_word()}|mio|mds?|[km])(?: d'| de | )?(?P<rest>.*)")
_CELL = re.compile(
    r"(?P<open>\()?(?P<sign>[+-] ?)?(?P<digits>\d{1,3}(?:[ .']\d{3}(?!\d)){0,4}(?:,\d{1,6})?"
    r"|\d+(?:[.,]\d{1,6})?)(?(open)\))(?: ?(?P<mark>[*†]|\(\d\)))?"
)
_RANGE = re.compile(r"(\d{1,3}(?: \d{3}){0,3}(?:,\d{1,4})?)(?: a | - )(\d{1,3}(?: \d{3}){0,3}(?:,\d{1,4})?)")
#: `Puissance (kW) ...... 6 320`, `Chiffre d'affaires (M€) : 12,4`: a label with its unit, before the number.
_LABEL = re.compile(r"(?P<label>[^\n:|]{2,90}\([^()\n]{1,40}\))\s?(?:[.…]{2,}|:)[\s.…]*\Z")


def unit_of_label(line: str) -> CellUnit | None:
    """The unit that the label at the beginning of a line names in brackets, for the number after it; or None.

    >>> unit_of_label("Lignes basse tension (km) ........ "), unit_of_label("Écoles (Dakar) : ")
    (CellUnit(kind='quantity', code='km', scale=1), None)
    """
    label = _LABEL.match(line)
    return read_unit(label["label"]) if label else None


@lru_cache(maxsize=2**10)
def read_unit(text: str) -> CellUnit | None:
    """The unit that a head, a row's label or a caption names, or None.

    >>> read_unit("Investissement (M€)")
    CellUnit(kind='money', code='EUR', scale=1000000)
    >>> read_unit("Tonnage (milliers de t)"), read_unit("en %"), read_unit("Emplois")
    (CellUnit(kind='quantity', code='t', scale=1000), CellUnit(kind='percent', code='%', scale=1), None)
    """
    flat = flatten(text.strip())
    if whole := _unit(flat.text.strip()):
        return whole
    for match in _NAMED.finditer(flat.low):
        start, end = next((match.start(g), match.end(g)) for g in "abcd" if match[g] is not None)
        for piece in _PIECES.split(flat.text[start:end]) if match["a"] else (flat.text[start:end],):
            if found := _unit(piece.strip()):
                return found
    return None


def _scale(word: str) -> int:
    """What a scaling word or sign of a head multiplies by."""
    signs = read_list("numbers")["signs"]
    return int(signs[word]) if word in signs else scale_of(word)


def _unit(text: str) -> CellUnit | None:
    text = _QUALIFIED.sub("", text)
    if text in ("%", "‰"):
        return CellUnit("percent", "%", 1 if text == "%" else 0.1)
    per = re.split(r" par |/(?![hs]\b)", text, maxsplit=1)[0] if not text.startswith("km/") else text
    scaled = _SCALED.fullmatch(per) or _SCALED.fullmatch(per.lower())
    for body, scale in ((per, 1), (scaled["rest"] if scaled else "", _scale(scaled["scale"].lower()) if scaled else 1)):
        if body.strip() and (unit := unit_after(flatten(body), 0, False)) and unit.end == len(body.rstrip()):
            if (
                unit.kind == "duration"
                and scale == 1
                and unit.code in ("a", "mo", "wk", "d")
                and body == text
                and not text.islower()
            ):
                continue
            return CellUnit(unit.kind, unit.code, times(scale, unit.factor))
    if scaled and not scaled["rest"].strip() and len(scaled["scale"]) > 2:
        return CellUnit("count", None, _scale(scaled["scale"]))
    if (capital := re.fullmatch(r"(k|K|M|Md|Mds|Mio) ?([€$£]|[A-Z]{3,4}|F CFA)", per)) is not None:
        money = unit_after(flatten(capital[2]), 0, False)
        return CellUnit("money", money.code, _scale(capital[1])) if money else None
    return None


def _range(flat: Flat, head: CellUnit | None) -> CellNumber | None:
    """`15 à 20`, `15 - 20`: all of a cell, from the lower to the higher."""
    lead = len(flat.text) - len(flat.text.lstrip())
    match = _RANGE.fullmatch(flat.low.strip())
    if match is None:
        return None
    kind, code, scale = (head.kind, head.code, head.scale) if head else ("count", None, 1)
    low, high = (times(find_numbers(flatten(d))[0].value, scale) for d in match.groups())
    return CellNumber(lead, lead + match.end(), kind, None, code, low, high) if low < high else None


def _plain(flat: Flat, head: CellUnit | None) -> CellNumber | None:
    lead = len(flat.text) - len(flat.text.lstrip())
    match = _CELL.fullmatch(flat.text.strip())
    if match is None:
        return None
    numbers = find_numbers(flatten(match["digits"]))
    if len(numbers) != 1:
        return None
    negative = bool(match["open"]) or (match["sign"] or "").startswith("-")
    value = times(numbers[0].value, -1 if negative else 1)
    start = match.start("sign") if match["sign"] else match.start("digits")
    kind, code, scale = (head.kind, head.code, head.scale) if head else ("count", None, 1)
    return CellNumber(lead + start, lead + match.end("digits"), kind, times(value, scale), code)


@lru_cache(maxsize=2**10)
def read_cell(text: str, head: CellUnit | None) -> tuple[CellNumber, ...]:
    """The numbers of a cell under a head: a bare number takes the head's unit, one with a unit of its own keeps it.

    >>> read_cell("96,5", CellUnit("money", "EUR", 1000000))
    (CellNumber(start=0, end=4, kind='money', value=96500000, unit='EUR', low=None, high=None),)
    >>> read_cell("- 2,6", CellUnit("percent", "%"))[0].value, read_cell("n.c.", None)
    (-2.6, ())
    """
    flat = flatten(text, lines=False)
    if whole := _plain(flat, head) or _range(flat, head):
        return (whole,)
    return tuple(
        CellNumber(m.start, m.end, m.kind, m.value, m.unit)
        for m in find_quantities(text, wrapped=False)
        if m.value is not None
    )
