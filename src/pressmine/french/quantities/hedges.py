"""Hedges: the words around a number that say about, at least or at most, and where they stand."""

import re
from functools import lru_cache

from pressmine.french.flat import Flat
from pressmine.french.lexicon import forms

_GAP = r"[ ]{1,3}"
_MAYBE = r"[ ]{0,3}"
_DE = rf"(?:d'|de{_GAP}|des{_GAP}|du{_GAP})"
_A = rf"(?:a{_GAP}|aux?{_GAP})"
_ARTICLE = rf"(?:les{_GAP}|la{_GAP}|le{_GAP}|l')?"

_AT_LEAST = (
    rf"(?:pas|non|rien){_GAP}moins{_GAP}(?:de{_GAP}|d'|que{_GAP})",
    rf"(?:(?:bien|largement|un peu|beaucoup|nettement){_GAP})?plus{_GAP}{_DE}{_ARTICLE}",
    rf"\+{_MAYBE}{_DE}",
    rf"(?:au{_GAP}moins|au{_GAP}minimum|a{_GAP}minima|minimum|au{_GAP}bas{_GAP}mot){_GAP}{_DE}?{_ARTICLE}",
    rf"(?:un{_GAP})?minimum{_GAP}{_DE}",
    rf"a{_GAP}partir{_GAP}{_DE}",
    rf"superieure?s?{_GAP}(?:ou{_GAP}egale?s?{_GAP})?{_A}",
    rf"(?:depass(?:e|ent|er|ant|ait|era|eront|erait)|exced(?:e|ent|er|ant)|surpass(?:e|ant"
    rf"|er)){_GAP}(?:desormais{_GAP}|deja{_GAP}|ainsi{_GAP}|meme{_GAP})?(?!d(?:e{_GAP}|')){_ARTICLE}",
    rf"(?:a|ont|avoir|ayant){_GAP}(?:deja{_GAP})?depasse{_GAP}(?!d(?:e{_GAP}|')){_ARTICLE}",
    rf"au[- ]dela{_GAP}{_DE}",
    rf"au[- ]dessus{_GAP}{_DE}",
    rf"plancher{_GAP}{_DE}",
    r"[>≥]{1,2}=?[ ]?",
)
_AT_MOST = (
    rf"pas{_GAP}plus{_GAP}{_DE}",
    rf"moins{_GAP}{_DE}{_ARTICLE}",
    rf"(?:jusqu'{_MAYBE}|jusque{_GAP}){_A}",
    rf"(?:jusqu'{_MAYBE}a{_GAP})(?:plus{_GAP}{_DE})?",
    rf"(?:tout{_GAP})?(?:au{_GAP}plus|au{_GAP}maximum|maximum|au{_GAP}max|a{_GAP}maxima){_GAP}{_DE}?{_ARTICLE}",
    rf"(?:un{_GAP})?(?:maximum|plafond){_GAP}{_DE}",
    rf"inferieure?s?{_GAP}(?:ou{_GAP}egale?s?{_GAP})?{_A}",
    rf"plafonnee?s?{_GAP}{_A}",
    rf"(?:pouvant|peut|peuvent|pourra|pourront|pourrait){_GAP}(?:atteindre|monter{_GAP}{_MAYBE}a){_GAP}{_ARTICLE}",
    rf"dans{_GAP}la{_GAP}limite{_GAP}{_DE}",
    rf"a{_GAP}concurrence{_GAP}{_DE}",
    rf"(?:en[- ]dessous|au[- ]dessous|en[- ]deca){_GAP}{_DE}",
    rf"sous{_GAP}(?:la{_GAP}barre|le{_GAP}seuil){_GAP}{_DE}",
    rf"(?:n'exced(?:e|ant|ent|era|eront)|ne{_GAP}depass(?:e|ant|ent|era|eront)){_GAP}pas{_GAP}",
    rf"(?:sans{_GAP}(?:depasser|exceder)){_GAP}",
    r"[<≤]=?[ ]?",
)
_ABOUT = (
    rf"plus{_GAP}ou{_GAP}moins{_GAP}",
    rf"(?:pres|proches?){_GAP}{_DE}{_ARTICLE}",
    rf"(?:environ|env\.|quelque|quelques|approximativement|presque|pratiquement|quasiment|quasi|a{_GAP}peu{_GAP}pres"
    rf"|grosso{_GAP}modo){_GAP}{_DE}?{_ARTICLE}",
    rf"(?:autour|aux{_GAP}alentours|aux{_GAP}environs){_GAP}{_DE}",
    rf"(?:de{_GAP})?l'ordre{_GAP}{_DE}",
    rf"(?:avoisin|frol|fris|approch)(?:e|ent|er|ant|ait|era|eront){_GAP}{_ARTICLE}",
    rf"(?:estimee?s?|evaluee?s?){_GAP}a{_GAP}(?:environ{_GAP}|quelque{_GAP})",
    rf"une?{_GAP}(?:bonne|petite){_GAP}",
    r"[~≈±][ ]?",
)
BEFORE = re.compile(
    rf"(?<![\w-])(?:(?P<about>{'|'.join(_ABOUT)})|(?P<at_least>{'|'.join(_AT_LEAST)})|(?P<at_most>{'|'.join(_AT_MOST)}))"
    rf"(?:entre{_GAP}|de{_GAP}|d')?$"
)
#: How all of them end, and what stands before their last word where that is a small one. Few numbers have a hedge, and
#: where these two words are others there is none.
_SIGNS = "'<>≤≥=~≈±"
_SMALL = frozenset(forms("small_in_hedge"))
_LAST = re.compile(
    rf"[{_SIGNS}]$|(?<![\w-])(?:{'|'.join(sorted(_SMALL))}|moins|plus|pas|minim(?:um|a)|maxim(?:um|a)|max|mot|desormais|deja"
    r"|ainsi|meme|(?:depass|exced|surpass|avoisin|frol|fris|approch)[a-z]{1,5}|atteindre|env\.|environ|quelques?"
    r"|approximativement|presque|pratiquement|quasi(?:ment)?|pres|modo|bonne|petite)$"
)
_HEAD = re.compile(
    rf"[{_SIGNS}+]$|(?<![\w-])(?:{'|'.join(sorted(_SMALL))}|moins|plus|pas|minim(?:um|a)|maxim(?:um|a)|max|mot|partir|jusque"
    r"|(?:superieur|inferieur|egal|plafon|depass|exced|surpass|avoisin|frol|fris|approch)[a-z]{0,5}|desormais|deja|ainsi"
    r"|meme|dela|dessus|dessous|deca|plancher|atteindre|monter|limite|concurrence|symbolique|pres|proches?"
    r"|env\.|environs?|quelques?|approximativement|presque|pratiquement|quasi(?:ment)?|modo|autour|alentours|ordre|bonne"
    r"|petite)$|(?:au|en)-(?:dela|dessus|dessous|deca)$|(?:cap|barre|seuil)$"
)
#: The longest two of those words, with the spaces after them.
_REACH = 48
CAP = re.compile(rf"(?:cap|barre|seuil)(?:{_GAP}symbolique)?{_GAP}(?:{_DE}|du{_GAP}){_ARTICLE}$")
#: `plafonne à 52 %` says what is; only `plafonné à` says a bound.
_PLAFONNE = re.compile(r"plafonne(?:nt)?\b")
_CROSSED = re.compile(r"\b(?:franchi|depass|passe[rsz]?\b|crev)")
_AFTER = (
    (
        "at_least",
        re.compile(
            rf"{_MAYBE}(?:ou|et){_GAP}(?:plus|davantage)\b|{_GAP}(?:au{_GAP}(?:moins|minimum)|minimum|mini)\b"
            rf"|\+(?![\w+])"
        ),
    ),
    (
        "at_most",
        re.compile(
            rf"{_MAYBE}(?:ou|et){_GAP}moins\b|{_GAP}(?:au{_GAP}(?:plus|maximum)|maximum|maxi|max)\b(?!{_GAP}(?:de"
            rf"|d')\b)"
        ),
    ),
    ("about", re.compile(rf"{_GAP}(?:environ|a{_GAP}peu{_GAP}pres|approximativement)\b")),
)


def may_end(low: str, at: int) -> bool:
    """Whether a hedge may end at a place, from the two words before it."""
    last = low[at - 1 : at]
    if last != " ":
        return last != "" and last in _SIGNS
    words = low[max(0, at - _REACH) : at].rsplit(None, 2)
    return bool(words) and _may_be(words[-1], words[-2] if len(words) > 1 else "")


@lru_cache(maxsize=2**14)
def _may_be(last: str, before: str) -> bool:
    return _LAST.search(last) is not None and (last not in _SMALL or _HEAD.search(before) is not None)


def hedge_before(flat: Flat, at: int) -> tuple[str, int, int] | None:
    """(approx, start, end) of the hedge that ends where the figure begins, or None. The negated forms win over the
    plain."""
    if not may_end(flat.low, at):
        return None
    window = flat.low[max(0, at - 48) : at]
    line = window[window.rfind("\n") + 1 :]
    if match := BEFORE.search(line):
        start = at - len(line) + match.start()
        return None if _PLAFONNE.match(flat.text, start) else (match.lastgroup or "", start, at)
    if match := CAP.search(line):
        around = flat.low[max(0, at - 90) : at + 90]
        if _CROSSED.search(around):
            return "at_least", at - len(line) + match.start(), at
    return None


_BEHIND_NOUN = re.compile(
    rf"{_GAP}[^\W\d_][\w'-]*(?:{_GAP}[^\W\d_][\w'-]*)?(?=(?P<hedge>{_GAP}(?:au{_GAP}(?:maximum|minimum|moins|plus)"
    rf"|maximum|minimum|environ))"
    r"[ ]?(?:[.,;:)!?\n]|par |chaque |l'|le |la |en |y |sont |ont |seront |$))"
)


def hedge_after(flat: Flat, at: int, noun: bool = False) -> tuple[str, int, int] | None:
    """(approx, start, end) of the hedge that begins where the figure ends (``noun``: or after its noun), or None."""
    if noun and (match := _BEHIND_NOUN.match(flat.low, at)):
        at = match.start("hedge")
    for name, pattern in _AFTER:
        if match := pattern.match(flat.low, at):
            return name, match.start(), match.end()
    return None
