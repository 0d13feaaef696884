"""Sums whose currency is said elsewhere, and currencies that the text's other words decide."""

import re
from collections import Counter
from functools import cache

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat
from pressmine.french.folding import fold
from pressmine.french.lists import read_list
from pressmine.french.quantities.bare_numbers import noun_follows
from pressmine.french.quantities.currencies import currency_meant, is_shared
from pressmine.french.quantities.joins import QuantityMatch
from pressmine.french.verbs import participles, third_persons

#: How large a bare number is written that may be money.
_LARGE = re.compile(r"milli(?:on|ard)|[0-9] ?(?:mds?|m)$")
_SENTENCE = re.compile(r"[.!?] |\n")
_OF_NOUN = re.compile(r" d(?:e (?!plus|moins)|')")
#: Characters to either side in which a sum says the currency of one that is bare.
_BESIDE = 400
#: Characters before a number in which a noun or verb of money stands.
_BEFORE = 90
_COUNTS = re.compile(rf"(?<![\w-]){any_of(read_list('sums')['counts'])}(?!\w)")
_OTHER_MONEY = re.compile(rf"(?<![\w-]){any_of(read_list('sums')['other_money'])}(?!\w)")


@cache
def _behind() -> re.Pattern[str]:
    words = read_list("sums")
    nouns, verbs = any_of(words["behind"]), any_of(words["behind_verbs"])
    return re.compile(rf" {{1,2}}(?:(?:d'|de |du )(?:(?:son|leur|nouve(?:aux?|lles?)) )?{nouns}\b|{verbs}\b)")


@cache
def _before() -> re.Pattern[str]:
    words = read_list("sums")
    forms = {fold(verb) for verb in words["verbs"]}.union(
        *(third_persons(verb) | participles(verb) for verb in words["verbs"])
    )
    verbs = any_of([*forms, *words["phrases"]])
    return re.compile(rf"(?<![\w-]){any_of(words['nouns'])}(?!\w)|(?<![\w-]){verbs}(?: [\w'-]{{1,14}}){{0,3}} ?$")


def money_meant(flat: Flat, found: list[QuantityMatch]) -> list[QuantityMatch]:
    """Figures, with what is money though no currency is next to it, and `francs` or `dollars` told apart.

    A bare `3,6 milliards` is money by the noun or verb around it, or as the next sum of a sentence or passage about
    money; its currency is that of the sentence, else the one that the text has most.
    """
    units = Counter(
        m.unit for m in found if m.kind == "money" and m.unit and not flat.low.endswith("cents", m.start, m.end)
    )  # whose cents they are, the other sums say
    usual = min(units, key=lambda unit: (-units[unit], _first(found, unit)), default=None)
    result: list[QuantityMatch] = []
    for index, match in enumerate(found):
        if match.kind == "count" and _is_sum(flat, found, result, index):
            match = match._replace(
                kind="money",
                form="figure.money-noun",
                unit=_in_sentence(flat, result, match) or usual or _by_default(flat),
            )
        if match.kind == "money" and match.unit and _to_be_told(flat, match, "EUR" in units):
            match = match._replace(unit=currency_meant(flat, match.unit))
        result.append(match)
    return result


def _by_default(flat: Flat) -> str | None:
    """Sums of a text that names no currency are in euros, where it speaks of no country with another one."""
    return None if _OTHER_MONEY.search(flat.low) else "EUR"


def _to_be_told(flat: Flat, match: QuantityMatch, euros: bool) -> bool:
    """Whether a currency's everyday name is that of others; dollars next to ``euros`` are those of the United
    States.
    """
    unit, said = match.unit or "", flat.low[match.start : match.end]
    if not is_shared(unit) or unit.lower() in said or unit == "USD" and euros:
        return False
    return unit != "EUR" or said.endswith(("cents", "centime", "centimes"))


def _first(found: list[QuantityMatch], unit: str | None) -> int:
    return next(m.start for m in found if m.unit == unit)


def _in_sentence(flat: Flat, before: list[QuantityMatch], match: QuantityMatch) -> str | None:
    """The currency of the last sum of the same sentence."""
    last = next((m for m in reversed(before) if m.kind == "money" and m.unit), None)
    return last.unit if last and not _SENTENCE.search(flat.low, last.end, match.start) else None


def _is_sum(flat: Flat, found: list[QuantityMatch], before: list[QuantityMatch], index: int) -> bool:
    """Whether a bare number is a sum of money."""
    match = found[index]
    if (match.value or 0) >= 10_000 and _behind().match(flat.low, match.end):
        return True
    if not _LARGE.search(flat.low, match.start, match.end):
        return False
    if _OF_NOUN.match(flat.low, match.end):
        return False
    sums = [m for m in found if m.kind == "money"]
    if any(m.value == match.value for m in sums):
        return True  # told again without its currency
    if noun_follows(flat, match.end):
        return False
    line = flat.low[max(0, match.start - _BEFORE) : match.start]
    sentence = _SENTENCE.split(line)[-1]
    last = before[-1] if before and not _SENTENCE.search(flat.low, before[-1].end, match.start) else None
    if last is not None and _LARGE.search(flat.low, last.start, last.end):
        return last.kind == "money"
    if _before().search(sentence):
        return True
    if _COUNTS.search(sentence):
        return False
    return any(abs(m.start - match.start) <= _BESIDE and _LARGE.search(flat.low, m.start, m.end) for m in sums)
