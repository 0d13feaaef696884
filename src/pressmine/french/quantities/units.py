"""The units of ``units.toml``, compiled: what follows (or precedes) a number, with its kind and code."""

import re
from functools import cache
from typing import Any, NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat
from pressmine.french.lexicon import any_form
from pressmine.french.lists import read_list


class Unit(NamedTuple):
    """A unit as found: `kind` money, percent, duration or quantity; `code` ISO 4217, `%` or UCUM; `factor` scales the
    number."""

    kind: str
    code: str
    factor: float
    start: int
    end: int


class _Table(NamedTuple):
    words: re.Pattern[str]
    signs: re.Pattern[str]
    before: re.Pattern[str]
    lasts: frozenset[str]  # the last characters of the signs that stand before a number
    firsts: frozenset[str]  # the first characters of the words and signs that follow one
    per: re.Pattern[str]  # what a measure is taken by, as a sign: `/ha`
    per_word: re.Pattern[str]  # and as a word: `par seconde`
    turned: re.Pattern[str]  # a duration behind its adjective: `dix dernières années`
    named: dict[str, tuple[str, str, float]]


_GAP = r"[ ]{0,3}"
_OF = r"(?:d'|de )?"
_PERCENT = re.compile(rf"{_GAP}(?:%|(?P<mille>‰|pour ?mille\b|(?:pour|p\.) ?1 ?000\b)|pour ?cents?\b|p\. ?100\b)")
_POINTS = re.compile(rf"{_GAP}(?:points?|pts?|pb)\b(?P<explicit> de {any_form('point_of.percent')}\b)?")


def _flatten_units(code: str, entry: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    nested = [(code, sub) for sub in entry.values() if isinstance(sub, dict)]
    return ([(code, entry)] if "words" in entry or "signs" in entry else []) + nested


@cache
def _table() -> _Table:
    data = read_list("units")
    named: dict[str, tuple[str, str, float]] = {}
    words: list[str] = []
    signs: list[str] = []
    before: list[str] = []
    entries = [("money", code, e) for key, entry in data["currency"].items() for code, e in _flatten_units(key, entry)]
    entries += [(e["kind"], code, e) for key, entry in data["unit"].items() for code, e in _flatten_units(key, entry)]
    for kind, code, entry in entries:
        for word in entry.get("words", []):
            named["w:" + word] = (kind, code, entry.get("factor", 1))
            words.append(word)
        for sign in entry.get("signs", []):
            named["s:" + sign] = (kind, code, entry.get("factor", 1))
            signs.append(sign)
            before += [sign] * (kind == "money")
        for sign in entry.get("behind", []):
            named["s:" + sign] = (kind, code, entry.get("factor", 1))
            signs.append(sign)
    lasting = [word for word in words if named["w:" + word][0] == "duration" and word.endswith("s")]
    return _Table(
        re.compile(rf"{_GAP}{_OF}(?P<word>{any_of(words, ' ')})(?!\w|-\w)(?!'[a-z])"),
        re.compile(
            rf"{_GAP}(?:d'|de )?(?P<sign>{any_of(signs, ' ')})(?:(?![A-Za-zÀ-ÿ0-9²³'₂€$£])|(?<=[€$£h])(?=\d\d(?!\d)))"
        ),
        re.compile(rf"(?<![A-Za-zÀ-ÿ0-9])(?P<sign>{any_of(before, ' ')}) ?$"),
        frozenset(sign[-1] for sign in before),
        frozenset("%‰") | {name[0] for name in (*words, *signs)} | frozenset("dplnabg"),
        re.compile(rf"/(?P<sign>{any_of(data['per']['signs'], ' ')})(?![\w²³])"),
        re.compile(rf" par (?P<word>{any_of(data['per']['words'], ' ')})(?!\w)"),
        re.compile(rf"{_GAP}{any_form('before_unit')}[ ](?P<unit>{any_of(lasting)})\b"),
        named,
    )


@cache
def short_signs() -> list[str]:
    """The words and signs of one or two letters, in lower case."""
    names = {name[2:].lower() for name in _table().named}
    return sorted(name for name in names if len(name) <= 2 and name.isalpha())


def _taken_by(flat: Flat, unit: Unit) -> Unit:
    """`3,5 m³ par seconde`, `12 t/ha`: a measure with what it is taken by. `par an` is not a part of a unit."""
    if unit.kind != "quantity":
        return unit
    table = _table()
    if match := table.per.match(flat.text, unit.end):
        below = table.named["s:" + match["sign"]][1]
    elif match := table.per_word.match(flat.low, unit.end):
        below = table.named["w:" + match["word"]][1]
    else:
        return unit
    return unit._replace(code=f"{unit.code}/{below}", end=match.end())


def unit_after(flat: Flat, at: int, scaled: bool) -> Unit | None:
    """The unit that begins at ``at`` (after a number), or None. Points are left to ``points_after``.

    ``scaled`` says that a scale word stands before (`4 millions`), after which only words and currencies are units.
    """
    first = flat.text[at : at + 4].lstrip(" ")[:1]
    if not first.isalpha() and first not in _table().firsts:
        return None
    if match := _PERCENT.match(flat.low, at):
        factor = 0.1 if match["mille"] else 1
        return Unit("percent", "%", factor, match.start(), match.end())
    table = _table()
    if match := table.turned.match(flat.low, at):
        kind, code, factor = table.named["w:" + match["unit"]]
        return Unit(kind, code, factor, match.start(), match.end())
    if match := table.signs.match(flat.text, at):
        kind, code, factor = table.named["s:" + match["sign"]]
        if kind == "money" or not (scaled and len(match["sign"]) < 2):
            return _taken_by(flat, Unit(kind, code, factor, match.start(), match.end()))
    if match := table.words.match(flat.low, at):
        kind, code, factor = table.named["w:" + match["word"]]
        return _taken_by(flat, Unit(kind, code, factor, match.start(), match.end()))
    return None


def points_after(flat: Flat, at: int) -> tuple[Unit, bool] | None:
    """`points` after a number, and whether the words behind say that they are points of a percentage."""
    match = _POINTS.match(flat.low, at)
    if match is None:
        return None
    if match.group().strip() == "pb":
        return Unit("percent", "%", 0.01, match.start(), match.end()), True
    explicit = match["explicit"] or ""
    end = match.end() if "pourcentage" in explicit or "base" in explicit else match.end() - len(explicit)
    return Unit("percent", "%", 0.01 if "base" in explicit else 1, match.start(), end), bool(explicit)


def currency_before(flat: Flat, at: int) -> Unit | None:
    """The currency sign that ends at ``at`` (before a number: `CHF 3 millions`, `$5`), or None."""
    window = max(0, at - 6)
    if flat.text[window:at].rstrip(" ")[-1:] not in _table().lasts:
        return None
    match = _table().before.search(flat.text[window:at])
    if match is None:
        return None
    kind, code, factor = _table().named["s:" + match["sign"]]
    return Unit(kind, code, factor, window + match.start(), at)
