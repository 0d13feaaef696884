"""Numbers with their unit and sign: which of them measure or count something, before ranges and hedges are looked
at."""

import re
from functools import cache
from typing import NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat
from pressmine.french.folding import fold
from pressmine.french.known import forms_of
from pressmine.french.lexicon import any_form
from pressmine.french.numbers import Number, find_numbers
from pressmine.french.numbers.spelling import any_number_word
from pressmine.french.quantities.bare_numbers import is_in_name, is_suffix, is_year, noun_follows, words_count
from pressmine.french.quantities.compounds import AND_HALF, MINUTES, on_a_watch, with_rest
from pressmine.french.quantities.hedges import HEDGE, hedge_before
from pressmine.french.quantities.units import Unit, currency_before, points_after, unit_after

#: What makes `un an` a duration: a preposition, or a verb in the future: `durera un an`.
_DURATION_PREP = re.compile(rf"(?:\b{any_form('before_one_unit')}|[a-z]a)[ ]?$")
_CHANGE = re.compile(rf"(?:{any_form('change.amount', 'change.other')}|monte|ecart|cru\b|\+|-)[\w ,'%()]{{0,40}}$")
#: From so many on, points are those of an index or a game.
_NO_PERCENT = 100
_NOUN_POINTS = re.compile(rf" (?:de (?!{any_form('point_of')})|d'(?!ici|avance|ecart))")
#: `descendue à moins 12 degrés`: a value below zero, where no hedge ends in the word (`au moins`, `pas moins`).
_MINUS = re.compile(rf"(?<!\bdu )(?<!\bau )(?:\b{any_form('before_sign')}|[(:,;]|^|\n) ?(?P<minus>moins) $")
_BEFORE_SIGN = re.compile(rf"(?:\b{any_form('before_sign')}|:) $")
_WORD_RANGE = re.compile(rf" (?:a|ou|et) (?!une?\b){any_number_word()}\b")
_SHARING = re.compile(rf",? (?:dont|contre) {HEDGE}?")

#: A number in brackets up to this is the mark of a note.
_NOTES = 9


class Atom(NamedTuple):
    """A number with its unit, `start` to `end`. `weak`: it looks like a year, and only a stronger neighbour makes it
    a figure.
    `noun` says that a noun to be counted follows."""

    number: Number
    start: int
    end: int
    sign: int = 1
    unit: Unit | None = None
    weak: bool = False
    noun: bool = False


def signed(flat: Flat, start: int) -> tuple[int, int]:
    """(sign, where the figure begins) from a `+` or `-` in front that is not a bullet, range or hyphen, or `moins`."""
    if flat.low.endswith("moins ", 0, start) and (below := _MINUS.search(flat.low, max(0, start - 24), start)):
        return -1, below.start("minus")
    if flat.low.endswith((" a plus ", " et plus "), 0, start):  # `de moins 3 à plus 5`
        return 1, start - len("plus ")
    near = flat.text[max(0, start - 2) : start]
    match = re.search(r"([+-]) ?$", near) if "-" in near or "+" in near else None
    if not match:
        return 1, start
    at = max(0, start - 2) + match.start()
    before = flat.low[max(0, at - 12) : at]
    glued = at + 1 == start
    if before and (before[-1].isalnum() or before[-1] in ")%‰€$£²³"):
        return 1, start
    spaced = before.endswith(" ") and re.search(r"[\w)%€]$", before.rstrip(" ")) and not glued
    if spaced and not _BEFORE_SIGN.search(before):
        return 1, start
    return (-1 if match[1] == "-" else 1), at


@cache
def _index() -> re.Pattern[str]:
    """What is counted in points of its own; elsewhere points with decimals are those of a percentage."""
    return re.compile(rf"\b(?:{any_form('index_of_points')}|{any_of(map(fold, forms_of('index')))})\b")


def _unit_of(flat: Flat, number: Number) -> Unit | None:
    unit = unit_after(flat, number.end, number.scale > 1)
    if unit is None and (points := points_after(flat, number.end)):
        found, explicit = points
        before = flat.low[max(0, number.start - 60) : number.start]
        before = before.rsplit("\n", 1)[-1]
        small = number.value < _NO_PERCENT
        changes = small and (_CHANGE.search(before) or number.decimals) and not _index().search(before)
        if explicit or changes and not _NOUN_POINTS.match(flat.low, found.end):
            return found
    rest = unit and (AND_HALF.match(flat.low, unit.end) or unit.code == "h" and MINUTES.match(flat.low, unit.end))
    if unit and unit.kind == "duration" and number.words and number.value == 1 and number.scale == 1 and not rest:
        return unit if _DURATION_PREP.search(flat.low[max(0, number.start - 10) : number.start]) else None
    if unit and flat.text[unit.start : unit.end].strip() == "E" and number.scale == 1 and not number.decimals:
        return None
    if unit and unit.code == "h" and flat.text[unit.start : unit.end].strip() == "h" and number.value > 72:
        return None
    return unit


def _atom(flat: Flat, number: Number) -> Atom | None:
    if number.bare and flat.low[number.end - 1] == "s":
        return None  # `des millions d'euros` says no number
    if watch := on_a_watch(flat, number):
        return Atom(watch[0], number.start, watch[2], 1, watch[1])
    if loss := _loss(flat, number):
        return loss
    unit = _unit_of(flat, number)
    if number.part and (unit is None or unit.kind == "money"):
        return None
    if unit:
        sign, start = signed(flat, number.start)
        number, unit, end = with_rest(flat, start, number, unit)
        return Atom(number, start, end, sign, unit, noun=noun_follows(flat, end))
    if flat.text[number.end : number.end + 1].isalpha() or flat.text[number.end : number.end + 2] in ("°C", "²", "³"):
        return None
    if (prefix := currency_before(flat, number.start)) and not number.words:
        round_sum = re.match(r"\.-{1,2}(?!\d)", flat.text[number.end : number.end + 3])  # `Fr. 6'000.-`
        return Atom(number, prefix.start, number.end + (round_sum.end() if round_sum else 0), 1, prefix)
    noun = noun_follows(flat, number.end)
    if number.words:
        weak = _WORD_RANGE.match(flat.low, number.end) is not None
        return (
            Atom(number, number.start, number.end, weak=weak, noun=noun) if weak or words_count(flat, number) else None
        )
    hedged = hedge_before(flat, number.start) is not None
    if not hedged and (is_in_name(flat, number) or is_suffix(flat, number)):
        return None
    if flat.text[max(0, number.start - 2) : number.start] == "(-":
        return Atom(number, number.start - 1, number.end, -1, noun=noun)
    plus = (
        flat.text[number.start - 1 : number.start] == "+" or flat.text[max(0, number.start - 2) : number.start] == "+ "
    )
    start = signed(flat, number.start)[1] if plus else number.start
    ends = flat.text[number.end : number.end + 1] in ("", "\n")
    if ends and not flat.text[flat.text.rfind("\n", 0, number.start) + 1 : start].strip(" •"):
        return None  # alone on its line
    return Atom(number, start, number.end, weak=is_year(flat, number, hedged), noun=noun)


def _loss(flat: Flat, number: Number) -> Atom | None:
    """`(61,8) M€`, `(0,32) €`: accounts put what is below zero between brackets, the unit behind them."""
    if (
        flat.text[number.start - 1 : number.start] != "("
        or flat.text[number.scale_start : number.scale_start + 1] != ")"
    ):
        return None
    if number.words or not (number.decimals or number.value > _NOTES):
        return None
    end = max(number.end, number.scale_start + 1)
    unit = unit_after(flat, end, number.scale > 1)
    if unit is None or unit.kind not in ("money", "percent"):
        return None
    return Atom(number, number.start - 1, unit.end, -1, unit)


def _once(flat: Flat, numbers: list[Number]) -> list[Number]:
    """Numbers, one that is repeated in brackets told once: `cinq cents (500) euros`, `10 000 (dix mille) euros`."""
    found: list[Number] = []
    for number in numbers:
        last = found[-1] if found else None
        if (
            last is not None
            and (last.words or number.words)
            and last.value == number.value
            and flat.text[last.end : number.start] in (" (", "(")
            and flat.text[number.end : number.end + 1] == ")"
        ):
            end = number.end + 1
            found[-1] = last._replace(end=end, scale=1, scale_start=end, words=last.words and number.words)
        else:
            found.append(number)
    return found


def _repeated(flat: Flat, a: Atom, b: Atom) -> bool:
    """Whether an amount in words is told again in brackets: `cinq cents euros (500 €)`."""
    return (
        a.number.words
        and a.unit is not None
        and b.unit is not None
        and (a.unit.code, a.number.value) == (b.unit.code, b.number.value)
        and flat.text[a.end : b.start] == " ("
        and flat.text[b.end : b.end + 1] == ")"
    )


def _shared(flat: Flat, a: Atom, b: Atom) -> Atom | None:
    """`153,7 GW, dont 12,5 en mer`, `65 % contre 53 l'an passé`: a bare number with the unit of the one before."""
    if b.unit or b.noun or b.weak or b.number.words or b.number.scale > 1 or not a.unit or a.unit.kind == "duration":
        return None
    return b._replace(unit=a.unit) if _SHARING.fullmatch(flat.low, a.end, b.start) else None


def find_atoms(flat: Flat, taken: bytearray) -> list[Atom]:
    """Numbers that may be figures, in order, outside of what ``taken`` marks, none overlapping another."""
    found: list[Atom] = []
    last = 0
    for number in _once(flat, find_numbers(flat)):
        if number.start < last or taken.find(1, number.start, number.end) >= 0:
            continue
        atom = _atom(flat, number)
        if atom and found and _repeated(flat, found[-1], atom):
            last = atom.end
        elif atom and found and (shared := _shared(flat, found[-1], atom)):
            found.append(shared)
            last = atom.end
        elif atom:
            found.append(atom)
            last = atom.end
    return found
