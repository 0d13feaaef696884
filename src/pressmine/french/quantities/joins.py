"""Two numbers beside each other that are read together: ranges, changes, lists that share a unit or a scale."""

import re
from typing import NamedTuple

from pressmine.french.flat import Flat
from pressmine.french.lexicon import any_form
from pressmine.french.numbers import Number, times
from pressmine.french.quantities.atoms import Atom, signed
from pressmine.french.quantities.hedges import HEDGE, hedge_after


class QuantityMatch(NamedTuple):
    """A figure: `start`:`end` holds the number with its unit, not the hedge nor the noun.

    `kind` is money, percent, count, ordinal, duration, quantity or ratio. The value is in base form
    (`4 M€` is 4000000); a range has `low` and `high`. `approx` is about, at_least, at_most or None, `hedge` where that
    is said. `unit` is ISO 4217, `%`, UCUM or None. `form` is the id of the rule that read it.
    """

    start: int
    end: int
    kind: str
    form: str
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str | None = None
    approx: str | None = None
    hedge: tuple[int, int] | None = None


_JOIN = re.compile(
    rf"(?: (?:(?P<a>a|jusqu'a)|(?P<dash>-)|(?P<et>et)|(?P<ou>ou)) (?:de |d'|{HEDGE})?"
    r"|(?P<tight>[-/]))"
)
#: What stands between numbers that share the unit of the last one.
_SHARE = re.compile(rf"(?: ?,| {any_form('joins_figures')}){{1,4}} (?:de |d')?| ?(?P<x>[x×]) ?| sur ")
#: Characters between two numbers that are read together, at most: more than any of these.
_FARTHEST = 80
#: Nouns that begin as one of the verbs below does: `les porteurs parlent de 3 à 5 ans`, `un passage de 3 à 5 m`.
_NOUN = rf"(?!\w*{any_form('noun_ending_of_change')}\b)"
_CHANGE_VERB = re.compile(
    rf"\b{_NOUN}{any_form('change.level', 'change.amount')}\w{{0,9}}(?: [\w'-]{{1,20}}){{0,4}}? (?:de |d'){HEDGE}?$"
)
#: Verbs of movement from one level to another; `augmenter de 3 à 5 %` is a range, `passer de 3 à 5 %` is not.
_MOVE_VERB = re.compile(
    rf"\b{_NOUN}{any_form('change.level')}\w{{0,9}}(?: [\w'-]{{1,20}}){{0,4}}? (?:de |d')[\w ]{{0,12}}$"
)
#: `descendu de 35 à 40 % sous la normale`: how far, not from where to where.
_ASIDE = re.compile(rf" {any_form('how_far')}\b")
#: A range of measures seldom ends at more than so many times its beginning.
_RANGE = 50
_BETWEEN = re.compile(rf"\bentre (?:{HEDGE}|les )?$")
_FROM = re.compile(rf"(?:\bde |\bd'){HEDGE}?$")


def _low(flat: Flat, start: int, end: int) -> str:
    return flat.low[max(0, start) : end]


def worth(atom: Atom) -> int | float:
    """The value of a number with its sign and its unit's factor."""
    return times(times(atom.number.value, atom.unit.factor if atom.unit else 1), atom.sign)


def shares(flat: Flat, a: Atom, b: Atom) -> bool:
    """Whether a number has the unit of the next by what stands between: `12 et 15 km`, `12 x 8 m`; not `3 x 250 g`."""
    match = _SHARE.fullmatch(flat.low, a.end, b.start)
    return match is not None and (not match["x"] or b.unit is not None and b.unit.code.endswith("m"))


def scaled_like(a: Number, b: Number) -> Number:
    """``a`` with the scale of ``b`` where `de 3 à 5 M€` or `10 et 15 millions` shares it."""
    if a.scale == 1 and b.scale > 1 and not a.grouped and a.raw < max(b.raw, 1000) and not a.collective:
        return a._replace(value=times(a.raw, b.scale), scale=b.scale)
    thousands = b.grouped and b.scale == 1 and b.value % 1000 == 0 and not (a.grouped or a.words or a.decimals)
    if thousands and a.scale == 1 and a.value < b.value / 1000:
        return a._replace(value=times(a.value, 1000))  # `de 10 à 30 000 €`
    return a


def _range_kind(flat: Flat, a: Atom, b: Atom) -> str | None:
    """`range`, `change` (from one value to another) or None, from what stands between two atoms and before them."""
    match = _JOIN.fullmatch(flat.low, a.end, b.start)
    if match is None:
        return None
    before = _low(flat, a.start - 70, a.start)
    before = before[before.rfind("\n") + 1 :]
    points = [flat.low[u.start : u.end].strip(" d'e")[:2] for u in (a.unit, b.unit) if u and u.kind == "percent"]
    if len(points) == 2 and points[0] != points[1]:
        return None  # `une hausse de 100 points à 7,3 %`
    if (
        a.weak
        and _yearly(a.number)
        and (b.unit or b.number.scale > 1)
        and not (_FROM.search(before) or _BETWEEN.search(before))
    ):
        return None  # `le budget pour 2019 à 970 M€`
    if match["et"]:
        return "range" if _BETWEEN.search(before) else None
    if (match["dash"] or match["tight"]) and (
        a.unit is not None and a.unit.kind not in ("percent", "money") and not match["tight"] or b.sign < 0
    ):
        return None
    if match["ou"] and a.unit is not None:
        return None  # `15 mg ou 30 mg`: the one or the other
    if a.unit and a.unit.kind == "quantity" and worth(b) > _RANGE * worth(a) and not _FROM.search(before):
        return None  # `1,80 m à 2 000 m d'altitude`: two measures
    if _ASIDE.match(flat.low, b.end):
        return "range"
    percent = b.unit is not None and b.unit.kind == "percent"
    if match["a"] and _FROM.search(before) and (_MOVE_VERB if percent else _CHANGE_VERB).search(before):
        return "change"
    return "range"


def _yearly(number: Number) -> bool:
    """Whether a number could be a year: four figures in a row."""
    return 1000 <= number.value <= 2150 and not (number.grouped or number.decimals or number.words or number.scale > 1)


def join(flat: Flat, a: Atom, b: Atom) -> list[Atom] | QuantityMatch | None:
    """Two neighbours read together: a range, or two atoms that share scale and unit, or None where they have nothing
    in common."""
    if b.start - a.end > _FARTHEST:
        return None
    if a.unit is None and b.unit:
        sign, start = signed(flat, a.start)
        a = a._replace(sign=sign, start=start)
    years = not (a.unit or b.unit or b.noun) and _yearly(a.number) and _yearly(b.number)
    if (
        years
        or a.weak
        and b.weak
        or (a.unit and (b.unit is None or (a.unit.kind, a.unit.code) != (b.unit.kind, b.unit.code)))
    ):
        return None
    if a.noun and not a.unit and a.end != b.start and not _JOIN.fullmatch(flat.low, a.end, b.start):
        return None
    kind = _range_kind(flat, a, b)
    shared = a._replace(number=scaled_like(a.number, b.number), unit=a.unit or b.unit, weak=False)
    if kind == "range" and not (shared.number.collective or b.number.collective):
        low, high = worth(shared), worth(b)
        if low >= high and a.number.grouped and b.unit and b.unit.kind == "money":
            low = a.number.value  # `de 60 000 à 3,1 millions d'euros`: each says how many it is
        if low < high and (
            b.unit
            or b.noun
            or flat.low.startswith(" fois", b.end)
            or a.number.grouped
            or b.number.scale > 1
            or hedge_after(flat, b.end, True)
            or _BETWEEN.search(_low(flat, a.start - 24, a.start))
        ):
            unit = b.unit
            return QuantityMatch(
                a.start,
                b.end,
                unit.kind if unit else "count",
                "figure.range",
                None,
                low,
                high,
                unit.code if unit else None,
            )
    if (kind == "change" or (kind and b.unit)) and not a.unit:
        return [shared, b]
    lasting = b.unit is not None and b.unit.kind == "duration" and flat.low.startswith(" sur ", a.end)
    if a.unit is None and b.unit and not a.weak and not lasting and shares(flat, a, b):
        return [shared, b]  # not `40 millions sur 12 ans`
    return None
