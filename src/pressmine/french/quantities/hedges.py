"""Hedges: the words around a number that say about, at least or at most, and where they stand."""

import re
from collections.abc import Iterable, Iterator

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat
from pressmine.french.lexicon import any_form, before_word, forms
from pressmine.french.verbs import all_forms

_GAP = r"[ ]{1,3}"
_ARTICLE = before_word("determiner.article", space=_GAP)
_ELIDED_GAP = rf"(?:(?<=')[ ]?|{_GAP})"
_EXCEEDS = any_of(all_forms("exceeds"))
_SIGNS = {"about": "~≈±", "at_least": ">≥", "at_most": "<≤"}
#: Characters before a number in which its hedge stands.
_REACH = 48


def _led(hedges: Iterable[str]) -> Iterator[str]:
    """Hedges as they stand before a number: contracted with its article, and those without a preposition with `de`."""
    for hedge in hedges:
        stem, _, last = hedge.rpartition(" ")
        if hedge.endswith(("'a", " a")):
            yield from (hedge[:-1] + to for to in forms("to"))
        elif last == "de":
            yield from (f"{stem} {of}" for of in forms("of"))
        else:
            yield from (hedge, *(f"{hedge} {of}" for of in forms("of")))


def _before(approx: str, *verbs: str) -> str:
    """What stands before a number and says `approx`: a sign, a hedge, a verb."""
    words = "|".join((rf"{any_of(_led(forms(f'hedge.{approx}')), _GAP)}{_ELIDED_GAP}{_ARTICLE}?", *verbs))
    return rf"(?P<{approx}>[{_SIGNS[approx]}]{{1,2}}=?[ ]?|{words})"


BEFORE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        (
            _before("about", rf"{any_of(all_forms('nears'))}{_GAP}{_ARTICLE}?"),
            _before(
                "at_least",
                rf"(?:{any_form('auxiliary.have')}{_GAP}(?:deja{_GAP})?)?{_EXCEEDS}{_GAP}"
                rf"(?:{any_form('exceeds_adverb')}{_GAP})?(?!d(?:e |')){_ARTICLE}?",
            ),
            _before(
                "at_most",
                rf"(?:ne{_GAP}|n'){_EXCEEDS}{_GAP}pas{_GAP}",
                rf"{any_form('may')}{_GAP}(?:atteindre|monter{_GAP}a){_GAP}{_ARTICLE}?",
            ),
        )
    )
    + rf")(?:entre{_GAP}|de{_GAP}|d')?$"
)
#: A hedge alone, where another pattern goes on with a number.
HEDGE = before_word("hedge", "number_aside", space=" ")
CAP = re.compile(rf"(?:cap|barre|seuil)(?:{_GAP}symbolique)?{_GAP}{before_word('of', space=_GAP)}{_ARTICLE}?$")
#: `plafonne à 52 %` says what is; only `plafonné à` says a bound.
_PLAFONNE = re.compile(r"plafonne(?:nt)?\b")
_CROSSED = re.compile(rf"\b{any_of(all_forms('crosses'))}\b")
_AFTER = (
    ("at_least", re.compile(rf"{_GAP}{any_form('hedge_behind.at_least', space=_GAP)}\b|\+(?![\w+])")),
    ("at_most", re.compile(rf"{_GAP}{any_form('hedge_behind.at_most', space=_GAP)}\b(?!{_GAP}(?:de|d')\b)")),
    ("about", re.compile(rf"{_GAP}{any_form('hedge_behind.about', space=_GAP)}\b")),
)
_BEHIND_NOUN = re.compile(
    rf"{_GAP}[^\W\d_][\w'-]*(?:{_GAP}[^\W\d_][\w'-]*)?(?=(?P<hedge>{_GAP}{any_form('hedge_behind', space=_GAP)})"
    rf"[ ]?(?:[.,;:)!?\n]|{before_word('behind_hedge', space=' ')}|$))"
)


def hedge_before(flat: Flat, at: int) -> tuple[str, int, int] | None:
    """(approx, start, end) of the hedge that ends where the figure begins, or None. The negated forms win over the
    plain."""
    window = flat.low[max(0, at - _REACH) : at]
    line = window[window.rfind("\n") + 1 :]
    if match := BEFORE.search(line):
        start = at - len(line) + match.start()
        return None if _PLAFONNE.match(flat.text, start) else (match.lastgroup or "", start, at)
    if match := CAP.search(line):
        around = flat.low[max(0, at - 90) : at + 90]
        if _CROSSED.search(around):
            return "at_least", at - len(line) + match.start(), at
    return None


def hedge_after(flat: Flat, at: int, noun: bool = False) -> tuple[str, int, int] | None:
    """(approx, start, end) of the hedge that begins where the figure ends (``noun``: or after its noun), or None."""
    if noun and (match := _BEHIND_NOUN.match(flat.low, at)):
        at = match.start("hedge")
    for name, pattern in _AFTER:
        if match := pattern.match(flat.low, at):
            return name, match.start(), match.end()
    return None
