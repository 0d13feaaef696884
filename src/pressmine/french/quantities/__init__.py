"""Figures in running French: every number that measures or counts something, with its unit, hedge and range.

The grammar works on plain text and knows no document. What it cannot know is left to others: which body a figure
belongs to,
and what year. What is counted is the business of `pressmine.french.counted`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pressmine.french.dates import date_numbers
from pressmine.french.flat import Flat, flatten, visible
from pressmine.french.quantities.atoms import Atom, find_atoms
from pressmine.french.quantities.hedges import hedge_after, hedge_before
from pressmine.french.quantities.joins import QuantityMatch, join, scaled_like, shares, worth
from pressmine.french.quantities.ranks import find_ranks
from pressmine.french.quantities.sums import money_meant
from pressmine.french.quantities.unfigures import NotFigure, find_not_figures

Stretch = tuple[int, int]
#: `autour de` so few things says where they stand, not about how many.
_FEW = 12

__all__ = ["NotFigure", "QuantityMatch", "find_all", "find_quantities"]


def _single(atom: Atom) -> QuantityMatch:
    unit = atom.unit
    kind = unit.kind if unit else "count"
    form = {"count": "figure.count-word" if atom.number.words else "figure.count"}.get(kind, f"figure.{kind}")
    return QuantityMatch(atom.start, atom.end, kind, form, worth(atom), unit=unit.code if unit else None)


def _hedged(flat: Flat, match: QuantityMatch, collective: bool) -> QuantityMatch:
    before = hedge_before(flat, match.start)
    if (
        before
        and flat.low.startswith(("autour", "aux"), before[1])
        and match.unit is None
        and (match.value or 0) <= _FEW
    ):
        before = None  # `organisée autour de 4 pôles` is not an estimate
    hedge = before or hedge_after(flat, match.end, match.kind == "count")
    if hedge and not (match.form == "figure.range" and hedge[0] != "about"):
        return match._replace(approx=hedge[0], hedge=(hedge[1], hedge[2]))
    return match._replace(approx="about") if collective and match.approx is None else match


def _read(flat: Flat, atoms: list[Atom]) -> list[QuantityMatch]:
    found: list[QuantityMatch] = []
    i = 0
    while i < len(atoms):
        a = atoms[i]
        joined = join(flat, a, atoms[i + 1]) if i + 1 < len(atoms) else None
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
        and shares(flat, atoms[k - 1], atoms[k]._replace(unit=unit.unit))
    ):
        k -= 1
        shared = atoms[k]._replace(unit=unit.unit, number=scaled_like(atoms[k].number, unit.number))
        found[-1] = _single(shared)._replace(approx=found[-1].approx, hedge=found[-1].hedge)


def _dates(text: str) -> list[Stretch]:
    """Where the dates of a text stand, line by line."""
    found: list[Stretch] = []
    at = 0
    for line in text.split("\n"):
        found += [(at + start, at + end) for start, end in date_numbers(line)]
        at += len(line) + 1
    return found


def _analyse(text: str, wrapped: bool, dates: Iterable[Stretch]) -> tuple[list[QuantityMatch], list[NotFigure]]:
    flat = flatten(text, wrapped)
    taken = bytearray(len(text) + 1)
    for start, end in dates:
        taken[start:end] = b"\x01" * (end - start)
    nots = find_not_figures(flat, taken)
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
            value, high = (r.value, None) if r.low is None else (None, r.value)
            rank = QuantityMatch(r.start, r.end, r.kind, r.form, value, r.low, high)
            found.append(_hedged(flat, rank, False))
    found += _read(flat, find_atoms(flat, taken))
    figures = money_meant(flat, sorted(found, key=lambda m: m.start))
    read = bytearray(len(text))
    for m in figures:
        read[m.start : m.end] = b"\x01" * (m.end - m.start)
    return figures, [n for n in kept_nots if not any(read[n.start : n.end])]


def find_all(
    text: str, wrapped: bool = True, dates: Sequence[Stretch] | None = None
) -> tuple[list[QuantityMatch], list[NotFigure]]:
    """The figures of ``text`` and the stretches that look like some and are none, both in order, none overlapping
    another.

    ``wrapped``: lines of one sentence may be broken; without it every line is a paragraph. ``dates``: where its dates
    stand, where that is known: no number of a date is a figure.
    """
    shown, places = visible(text)
    if dates is None:
        dates = _dates(shown)
    elif places is not None:
        dates = [(bisect_left(places, start), bisect_left(places, end)) for start, end in dates]
    figures, nots = _analyse(shown, wrapped, dates)
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
