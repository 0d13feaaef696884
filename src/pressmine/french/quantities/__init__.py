"""Figures in running French: every number that measures or counts something, with its unit, hedge and range.

The grammar works on plain text and knows no document. What it cannot know is left to others: which body a figure
belongs to,
and what year. What is counted is the business of `pressmine.french.counted`.
"""

import re
from typing import NamedTuple

from pressmine.french.flat import Flat, flatten, visible
from pressmine.french.numbers import Number, times
from pressmine.french.quantities.atoms import Atom, find_atoms, noun_follows
from pressmine.french.quantities.hedges import hedge_after, hedge_before
from pressmine.french.quantities.ranks import find_ranks
from pressmine.french.quantities.unfigures import NotFigure, find_not_figures
from pressmine.french.quantities.units import currency_meant

__all__ = ["NotFigure", "QuantityMatch", "find_all", "find_quantities", "find_unfigures"]


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
    r"(?: (?:(?P<a>a|jusqu'a)|(?P<dash>-)|(?P<et>et)|(?P<ou>ou)) (?:de |d'|environ |pres de |plus de )?"
    r"|(?P<tight>[-/]))"
)
_SHARE = re.compile(r"(?: ?,| et| puis| ou| contre| vs\.?| a| respectivement){1,4} (?:de |d')?")
#: Characters between two numbers that are read together, at most: more than any of these.
_FARTHEST = 80
_CHANGE_VERB = re.compile(
    r"\b(?:pass|augment|grimp|evolu|ramen|reduit|reduir|progress|mont(?!r)|descend|tomb|bond|baiss|port|fait|chut|recul"
    r"|diminu|double|tripl)"
    r"[\w]{0,9}(?: [\w'-]{1,20}){0,4}? (?:de |d')(?:pres de |plus de |environ |quelque |seulement )?$"
)
#: Verbs of movement from one level to another; `augmenter de 3 à 5 %` is a range, `passer de 3 à 5 %` is not.
_MOVE_VERB = re.compile(
    r"\b(?:pass|evolu|ramen|port|tomb|mont(?!r)|descend|fait|reduit|reduir)[\w]{0,9}(?: [\w'-]{1,20}){0,4}? (?:de "
    r"|d')[\w ]{0,12}$"
)
#: `descendu de 35 à 40 % sous la normale`: how far, not from where to where.
_ASIDE = re.compile(r" (?:sous|au-dessous|au-dessus|en dessous|en deca|de (?:plus|moins)|en (?:plus|moins))\b")
_BETWEEN = re.compile(r"\bentre (?:environ |les )?$")
_FROM = re.compile(r"(?:\bde |\bd')(?:environ |pres de |plus de )?$")
_MILLIONS = re.compile(r"milli(?:on|ard)")
_SENTENCE = re.compile(r"[.!?] |\n")
_MONEY_NOUN = re.compile(
    r"[ ]{1,2}(?:(?:d'|de |du )(?:son |leur )?(?:chiffres? d'affaires|ca\b|dette|pertes?|benefices?|recettes|ventes"
    r"|capitalisation|investissements?|budget|subventions?|aides?)|(?:leves?|investis|empruntes)\b)"
)


def _low(flat: Flat, start: int, end: int) -> str:
    return flat.low[max(0, start) : end]


def _worth(atom: Atom, factor: float = 1) -> int | float:
    return times(times(atom.number.value, atom.unit.factor if atom.unit else factor), atom.sign)


def _scaled_like(a: Number, b: Number) -> Number:
    """``a`` with the scale of ``b`` where `de 3 à 5 M€` or `10 et 15 millions` shares it."""
    if a.scale == 1 and b.scale > 1 and not a.grouped and a.raw < max(b.raw, 1000) and not a.collective:
        return a._replace(value=times(a.raw, b.scale), scale=b.scale)
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
    if a.weak and _yearly(a.number) and b.unit and not (_FROM.search(before) or _BETWEEN.search(before)):
        return None  # `le budget pour 2019 à 970 M€`
    if match["et"]:
        return "range" if _BETWEEN.search(before) else None
    if (match["dash"] or match["tight"]) and (
        a.unit is not None and a.unit.kind not in ("percent", "money") or b.sign < 0
    ):
        return None
    if match["ou"] and a.unit is not None:
        return None  # `15 mg ou 30 mg`: the one or the other
    if _ASIDE.match(flat.low, b.end):
        return "range"
    percent = b.unit is not None and b.unit.kind == "percent"
    if match["a"] and _FROM.search(before) and (_MOVE_VERB if percent else _CHANGE_VERB).search(before):
        return "change"
    return "range"


def _yearly(number: Number) -> bool:
    """Whether a number could be a year: four figures in a row."""
    return 1000 <= number.value <= 2150 and not (number.grouped or number.decimals or number.words or number.scale > 1)


def _joined(flat: Flat, a: Atom, b: Atom) -> list[Atom] | QuantityMatch | None:
    """Two neighbours read together: a range, or two atoms that share scale and unit, or None where they have nothing
    in common."""
    if b.start - a.end > _FARTHEST:
        return None
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
    shared = a._replace(number=_scaled_like(a.number, b.number), unit=a.unit or b.unit, weak=False)
    if kind == "range" and not (shared.number.collective or b.number.collective):
        low, high = _worth(shared), _worth(b)
        if low < high and (
            b.unit
            or b.noun
            or a.number.grouped
            or b.number.scale > 1
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
    if a.unit is None and b.unit and not a.weak and _SHARE.fullmatch(flat.low, a.end, b.start):
        return [shared, b]
    return None


def _single(atom: Atom) -> QuantityMatch:
    unit = atom.unit
    kind = unit.kind if unit else "count"
    form = {"count": "figure.count-word" if atom.number.words else "figure.count"}.get(kind, f"figure.{kind}")
    return QuantityMatch(atom.start, atom.end, kind, form, _worth(atom), unit=unit.code if unit else None)


def _hedged(flat: Flat, match: QuantityMatch, collective: bool) -> QuantityMatch:
    before = hedge_before(flat, match.start)
    if before and flat.low.startswith(("autour", "aux"), before[1]) and match.unit is None and (match.value or 0) < 50:
        before = None  # `organisée autour de 4 pôles` is no estimate
    hedge = before or hedge_after(flat, match.end, match.kind == "count")
    if hedge and not (match.form == "figure.range" and hedge[0] != "about"):
        return match._replace(approx=hedge[0], hedge=(hedge[1], hedge[2]))
    return match._replace(approx="about") if collective and match.approx is None else match


def _money_meant(flat: Flat, found: list[QuantityMatch]) -> list[QuantityMatch]:
    """Sums whose currency is said elsewhere, and currencies that the text's country decides.

    `le milliard de chiffre d'affaires` takes the currency that the text last used (or uses next), `contre 56 millions`
    that of the sum before it in the sentence.
    """
    result: list[QuantityMatch] = []
    later = [m for m in reversed(found) if m.kind == "money"]  # the next one stands last
    last: QuantityMatch | None = None
    for match in found:
        if later and later[-1] is match:
            later.pop()
        if match.kind == "count" and _is_sum(flat, match, result):
            known = last or (later[-1] if later else None)
            match = match._replace(kind="money", form="figure.money-noun", unit=known.unit if known else None)
        said = flat.low[match.start : match.end]
        shared = match.unit in ("FRF", "USD", "MAD") or match.unit == "EUR" and "centime" in said
        if match.unit and shared and match.unit.lower() not in said:
            match = match._replace(unit=currency_meant(flat, match.unit))
        if match.kind == "money":
            last = match
        result.append(match)
    return result


def _is_sum(flat: Flat, match: QuantityMatch, before: list[QuantityMatch]) -> bool:
    """Whether a bare number is a sum of money: by the noun behind it, or as the second sum of a sentence."""
    if (match.value or 0) >= 10_000 and _MONEY_NOUN.match(flat.low, match.end):
        return True
    if not before or before[-1].kind != "money" or not _MILLIONS.search(flat.low, match.start, match.end):
        return False
    last = before[-1]
    between = flat.low[last.end : match.start]
    alike = _MILLIONS.search(flat.low, last.start, last.end) and len(between) < 140 and not _SENTENCE.search(between)
    return bool(alike) and not flat.low.startswith((" de ", " d'"), match.end) and not noun_follows(flat, match.end)


def _read(flat: Flat, atoms: list[Atom]) -> list[QuantityMatch]:
    found: list[QuantityMatch] = []
    i = 0
    while i < len(atoms):
        a = atoms[i]
        joined = _joined(flat, a, atoms[i + 1]) if i + 1 < len(atoms) else None
        if isinstance(joined, QuantityMatch):
            found.append(_hedged(flat, joined, False))
            i += 2
            continue
        if isinstance(joined, list):
            a = joined[0]
            if i > 0 and a.unit and not atoms[i - 1].unit:  # `12, 15 et 18 %`: the unit travels to the first
                _backfill(flat, found, atoms, i, a)
        if not a.weak:
            found.append(_hedged(flat, _single(a), a.number.collective))
        i += 1
    return found


def _backfill(flat: Flat, found: list[QuantityMatch], atoms: list[Atom], i: int, unit: Atom) -> None:
    k = i
    while (
        k > 0
        and not atoms[k - 1].unit
        and found
        and found[-1].end == atoms[k - 1].end
        and _SHARE.fullmatch(flat.low, atoms[k - 1].end, atoms[k].start)
    ):
        k -= 1
        shared = atoms[k]._replace(unit=unit.unit, number=_scaled_like(atoms[k].number, unit.number))
        found[-1] = _single(shared)._replace(approx=found[-1].approx, hedge=found[-1].hedge)


def _analyse(text: str, wrapped: bool) -> tuple[list[QuantityMatch], list[NotFigure]]:
    flat = flatten(text, wrapped)
    nots = find_not_figures(flat)
    taken = bytearray(len(text) + 1)
    ranks = find_ranks(flat)
    early = [r for r in ranks if r.form == "figure.number-one"]
    for r in early:
        taken[r.start : r.end] = b"\x01" * (r.end - r.start)
    kept_nots = [n for n in nots if taken.find(1, n.start, n.end) < 0] if early else nots
    for n in kept_nots:
        taken[n.start : n.end] = b"\x01" * (n.end - n.start)
    found = []
    for r in ranks:
        if r.form == "figure.number-one" or taken.find(1, r.start, r.end) < 0:
            taken[r.start : r.end] = b"\x01" * (r.end - r.start)
            found.append(_hedged(flat, QuantityMatch(r.start, r.end, r.kind, r.form, r.value), False))
    found += _read(flat, find_atoms(flat, taken))
    figures = _money_meant(flat, sorted(found, key=lambda m: m.start))
    read = bytearray(len(text))
    for m in figures:
        read[m.start : m.end] = b"\x01" * (m.end - m.start)
    return figures, [n for n in kept_nots if not any(read[n.start : n.end])]


def find_all(text: str, wrapped: bool = True) -> tuple[list[QuantityMatch], list[NotFigure]]:
    """The figures of ``text`` and the stretches that look like some and are none, both in order, none overlapping
    another.

    ``wrapped``: lines of one sentence may be broken; without it every line is a paragraph.
    """
    shown, places = visible(text)
    figures, nots = _analyse(shown, wrapped)
    if places is None:
        return figures, nots
    moved = [
        m._replace(
            start=places[m.start],
            end=places[m.end - 1] + 1,
            hedge=m.hedge and (places[m.hedge[0]], places[m.hedge[1] - 1] + 1),
        )
        for m in figures
    ]
    return moved, [n._replace(start=places[n.start], end=places[n.end - 1] + 1) for n in nots]


def find_quantities(text: str, wrapped: bool = True) -> list[QuantityMatch]:
    """The figures of ``text`` in order, as `find_all` gives them.

    >>> [(m.kind, m.value, m.unit, m.approx) for m in find_quantities("plus de 4 M€ pour 1 247 emplois")]
    [('money', 4000000, 'EUR', 'at_least'), ('count', 1247, None, None)]
    >>> [(m.low, m.high, m.unit) for m in find_quantities("entre 10 et 15 millions d’euros")]
    [(10000000, 15000000, 'EUR')]
    """
    return find_all(text, wrapped)[0]


def find_unfigures(text: str, wrapped: bool = True) -> list[NotFigure]:
    """The stretches of ``text`` whose numbers are no figures, each with its reason.

    >>> [n.reason for n in find_unfigures("Tél. 01 03 19 20 21, le 29 mars, article 12")]
    ['phone', 'date', 'article']
    """
    return find_all(text, wrapped)[1]
