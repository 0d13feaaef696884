"""Numbers with their unit and sign: which of them measure or count something, before ranges and hedges are looked
at."""

import re
from typing import NamedTuple

from pressmine.french.flat import Flat
from pressmine.french.lexicon import forms
from pressmine.french.numbers import Number, find_numbers
from pressmine.french.quantities.compounds import AND_HALF, MINUTES, with_rest
from pressmine.french.quantities.hedges import hedge_before
from pressmine.french.quantities.units import Unit, currency_before, points_after, unit_after

#: Small words that cannot be the counted noun.
CLOSED = frozenset(forms("not_counted"))
_NEXT = re.compile(r"[ ]{1,3}(?:d')?([^\W\d_][\w'-]*)")
#: `l'an`, `qu'en`: the small word before the apostrophe is the one that follows.
_ELIDED = re.compile(r"(?<=^[lcjsnmt])'.*|(?<=^qu)'.*|(?<=^jusqu)'.*")
_PREVIOUS = re.compile(r"([\w'°-]+)[ ]{1,2}$")
_YEAR_CUE = re.compile(
    r"(?:\ben|entre|annees?|\ban|depuis|\bfin|debut|\bmi|courant|\bete|hiver|printemps|automne|rentree|ici|avant|apres"
    r"|\bvs|\bvers|edition|exercice|millesime|"
    r"saison|campagne|promotion|horizon|cuvee|recolte|des|loi|plan|objectif|trimestre|semestre|la|l'|cop|contre"
    r"|base)[ -]{1,2}(?:l'an )?$"
)
_DURATION_PREP = re.compile(
    r"(?:\ben|dans|pendant|pour|depuis|durant|sous|apres|il y a|d'ici|moins d'|plus d'|d'|sur|voici|avant|a|bout d'"
    r"|quasi)[ ]?$"
)
_CHANGE = re.compile(
    r"(?:progress|augment|haus|baiss|recul|croi|croissance|gagn|perd|chut|bond|grimp|diminu|repli|amelior|degrad"
    r"|monte|rebond|ecart|devanc|"
    r"superieur|inferieur|hausse|accru|contract|effrit|relev|abaiss|\+|-)[\w ,'%()]{0,40}$"
)
#: What is counted in points of its own; elsewhere a number of points with decimals is one of percentage points.
_INDEX = re.compile(r"\b(?:indice|index|cac|dow|nikkei|bourse|score|note|classement|moyenne|licence)\b")
_NOUN_POINTS = re.compile(
    r" (?:de (?!pourcentage|base|pib|part|marge|plus|moins|hausse|baisse)|d'(?!ici|avance|ecart))"
)
#: `descendue à moins 12 degrés`: a value below zero, where no hedge ends in the word (`au moins`, `pas moins`).
_MINUS = re.compile(
    r"(?<!\bdu )(?<!\bau )(?:\b(?:a|de|est|sont|etait|sera|par|soit|et|fait|entre|jusqu'a|affiche)|[(:,;]|^|\n) ?"
    r"(?P<minus>moins) $"
)
_BARE_SCALE_CUE = re.compile(r"\b(?:le|du|au|ce|d'un|un|demi)[ -]$")
_COLLECTIVE_CUE = re.compile(r"\b(?:la|cette) $")
_WORD_RANGE = re.compile(
    r" (?:a|ou|et) (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante"
    r"|cinquante|soixante|cent|mille)\b"
)


_SHARING = re.compile(r",? (?:dont|contre) (?:pres de |environ |plus de |moins de )?")


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


def next_word(flat: Flat, at: int) -> str | None:
    """The folded word behind ``at``, past a gap and an elided `d'`, or None where something else stands there."""
    match = _NEXT.match(flat.low, at)
    if match is None:
        return None
    return _ELIDED.sub("", match[1]) if "'" in match[1] else match[1]


def noun_follows(flat: Flat, at: int) -> bool:
    """Whether a word that can be counted follows: not a small word, nor a capitalised one that starts something new."""
    word = next_word(flat, at)
    return word is not None and word not in CLOSED and len(word) > 1


def plural_follows(flat: Flat, at: int) -> bool:
    """Whether a lower-case plural (or an acronym) follows directly."""
    match = _NEXT.match(flat.text, at)
    if match is None or next_word(flat, at) in CLOSED:
        return False
    word = match[1]
    return bool(re.search(r"(?:[sxz]|aux)$", word)) and word[0].islower() or (word.isupper() and len(word) > 1)


def _sign(flat: Flat, start: int) -> tuple[int, int]:
    """(sign, where the figure begins) from a `+` or `-` in front that is no bullet, range or hyphen, or `moins`."""
    if flat.low.endswith("moins ", 0, start) and (below := _MINUS.search(flat.low, max(0, start - 24), start)):
        return -1, below.start("minus")
    near = flat.text[max(0, start - 2) : start]
    match = re.search(r"([+-]) ?$", near) if "-" in near or "+" in near else None
    if not match:
        return 1, start
    at = max(0, start - 2) + match.start()
    before = flat.text[:at][-12:]
    glued = at + 1 == start
    if before and (before[-1].isalnum() or before[-1] in ")%‰€$£²³"):
        return 1, start
    spaced = before.endswith(" ") and re.search(r"[\w)%€]$", before.rstrip(" ")) and not glued
    if spaced and not re.search(r"\b(?:et|de|a|à|ou|soit|par|est|pour|:) $", before):
        return 1, start
    return (-1 if match[1] == "-" else 1), at


def _is_year(flat: Flat, number: Number, hedged: bool) -> bool:
    digits = flat.text[number.start : number.end]
    if hedged or not (len(digits) == 4 and digits.isdigit() and 1000 <= number.value <= 2150):
        return False
    plural = plural_follows(flat, number.end)
    cue = _YEAR_CUE.search(flat.low[max(0, number.start - 14) : number.start])
    if 1900 <= number.value <= 2100:
        return not plural or bool(re.search(r"\ben $|annee $", flat.low[max(0, number.start - 7) : number.start]))
    return bool(cue) and not plural


#: Characters of its line that are looked at in front of a number: enough to tell a line in capitals.
_LINE = 400


def _is_small(word: str) -> bool:
    return word.isalpha() and word.islower()


def _is_name(flat: Flat, number: Number) -> bool:
    """`Horizon 36`, `MSA 340`: an ungrouped number right behind a capitalised word, with nothing behind it to be
    counted."""
    if number.grouped or number.scale != 1 or number.value >= 10_000:
        return False
    before = flat.text[max(0, number.start - 24) : number.start]
    if not before.endswith((" ", " \n")) or _is_small(before.rstrip(" \n").rpartition(" ")[2]):
        return False
    previous = _PREVIOUS.search(before)
    if previous is None or plural_follows(flat, number.end):
        return False
    word = previous[1].rsplit("'", 1)[-1]
    road = len(word) == 1 and word in "DENRT"  # `la D 942`, `le T 3`
    if not word or word.islower() or not road and (word.lower() in CLOSED or len(word) < 2):
        return False
    farthest = max(0, number.start - _LINE)
    line_start = flat.text.rfind("\n", farthest, number.start) + 1 or farthest
    if flat.text[line_start : number.end + 40].split("\n")[0].isupper():
        return False  # a line in capitals names nothing by them
    behind = flat.text[line_start : number.start - len(previous[0])].rstrip(" •")
    first = not behind or behind[-1] in ".:!?"
    return not (first and not word[1:].isupper() and noun_follows(flat, number.end))


def _is_suffix(flat: Flat, number: Number) -> bool:
    """`vue du site 2` at the end of a line: a digit that numbers the words before it."""
    if (
        number.value > 9
        or number.decimals
        or number.scale > 1
        or flat.text[number.end : number.end + 1] not in ("", "\n")
    ):
        return False
    before = re.search(r"([a-z]{3,}) $", flat.low[max(0, number.start - 24) : number.start])
    return before is not None and before[1] not in CLOSED


def _words_count(flat: Flat, number: Number) -> bool:
    """Whether a bare number in words counts something."""
    low = flat.low[number.start : number.end]
    if number.bare:
        before = flat.low[max(0, number.start - 8) : number.start]
        if low.endswith("s"):
            return False
        return bool((_BARE_SCALE_CUE if number.scale >= 10**6 else _COLLECTIVE_CUE).search(before)) and bool(
            re.match(r" d(?:e |')", flat.low[number.end : number.end + 4])
        )
    if number.collective or number.scale >= 10**6:
        return True
    if flat.low[number.start - 2 : number.start] == flat.low[number.end : number.end + 2] == "  ":
        return False  # alone between quotation marks: the word is meant
    if low in ("un", "une", "zero") or flat.text[number.start].isupper() and not _line_start(flat, number.start):
        return False
    if re.search(r"\b(?:tous|toutes) (?:les )?$", flat.low[max(0, number.start - 11) : number.start]):
        return False
    if number.value <= 1000:
        entre = flat.low.startswith(" d'entre ", number.end)
        noun = noun_follows(flat, number.end) and (low != "neuf" or plural_follows(flat, number.end))
        alone = number.value > 16 and low not in ("cent", "mille") and flat.low[number.end : number.end + 1] == " "
        return entre or noun or alone
    return True


def _line_start(flat: Flat, at: int) -> bool:
    before = flat.text[max(0, at - 40) : at].rstrip(" •")
    return not before or before[-1] in ".\n:!?"


def _unit_of(flat: Flat, number: Number) -> Unit | None:
    unit = unit_after(flat, number.end, number.scale > 1)
    if unit is None and (points := points_after(flat, number.end)):
        found, explicit = points
        before = flat.low[max(0, number.start - 60) : number.start]
        before = before.rsplit("\n", 1)[-1]
        changes = (_CHANGE.search(before) or number.decimals) and not _INDEX.search(before)
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
    unit = _unit_of(flat, number)
    if number.part and (unit is None or unit.kind == "money"):
        return None
    if unit:
        sign, start = _sign(flat, number.start)
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
            Atom(number, number.start, number.end, weak=weak, noun=noun) if weak or _words_count(flat, number) else None
        )
    hedged = hedge_before(flat, number.start) is not None
    if not hedged and (_is_name(flat, number) or _is_suffix(flat, number)):
        return None
    if flat.text[max(0, number.start - 2) : number.start] == "(-":
        return Atom(number, number.start - 1, number.end, -1, noun=noun)
    plus = (
        flat.text[number.start - 1 : number.start] == "+" or flat.text[max(0, number.start - 2) : number.start] == "+ "
    )
    start = _sign(flat, number.start)[1] if plus else number.start
    ends = flat.text[number.end : number.end + 1] in ("", "\n")
    if ends and not flat.text[flat.text.rfind("\n", 0, number.start) + 1 : start].strip(" •"):
        return None  # alone on its line
    return Atom(number, start, number.end, weak=_is_year(flat, number, hedged), noun=noun)


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
