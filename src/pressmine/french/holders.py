"""The body in which a function is held, as far as the function and the words before it tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressmine.french.alternatives import any_of
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_form, before_word, forms
from pressmine.french.lists import folded_set

_POSSESSIVE = re.compile(r"(?:\b(?:son|sa|leur)|represente(?:e|s|es)? par (?:son |sa |leur )?)\s*$")
_NOUN = re.compile(r"(?:du|de (?:la|l'))\s?([a-z-]{3,20})\s*$")
_LONG_NOUN = re.compile(r"\b(?:du|de la|de l')\s?([a-z-]{4,20} [a-z' -]{3,40})$")
_WORD = re.compile(r"[\w-]{4,}")
#: What leads from a function to the body in which it is held.
_TO_BODY = re.compile(
    rf"\s{before_word('of.bare', 'of.contracted', space=' ')}(?:{before_word('determiner.article', space=' ')})?$"
)
#: Characters before a function in which a possessive is looked for, and of a name what sets a person aside.
_POSSESSIVE_REACH, _ATTENDING_REACH = 40, 90
_LEADING_STEM = re.compile(rf"(?:co-?|vice-)?{any_form('leading_stem')}")
_LEADING = re.compile(rf"(?<![\w-]){any_of(sorted(folded_set('leading', 'leading')))}(?![\w])")
_COUNTERPART = re.compile(rf"(?<!\w){any_form('counterpart')}(?:\s[a-z-]{{4,20}}){{0,2}},?\s$")
_ATTENDING = re.compile(rf"(?<!\w){any_form('attends')}\w*[^.;]{{0,80}}$")
#: Between a name and its body.
_TIES = re.compile(r", [a-zà-öø-ÿ]\D*")


def possessive(folded: str, start: int) -> str | None:
    """`its` for `son président`, `represented` for `représentée par son président`, None for neither."""
    m = _POSSESSIVE.search(folded, max(0, start - _POSSESSIVE_REACH), start)
    if m is None:
        return None
    return "represented" if "represent" in folded[max(0, start - _POSSESSIVE_REACH) : start] else "its"


def link_in_front(text: str, start: int, body: int) -> int | None:
    """Where the link begins that leads from a function, which starts at `start`, to a body right behind; None without.

    >>> link_in_front("directrice du club", 0, 14), link_in_front("chef du projet Valdor", 0, 15)
    (10, None)
    """
    found = _TO_BODY.search(fold(text[start:body]).replace("’", "'"), 1)
    return start + found.start() if found else None


def is_leading(function: str) -> bool:
    """True for a folded function that implies one body above all.

    >>> is_leading("3e vice-presidente"), is_leading("chanteuse")
    (True, False)
    """
    first, _, rest = function.partition(" ")
    return bool(_LEADING_STEM.match(rest if first in folded_set("functions", "before") else function))


def leads(function: str) -> bool:
    """True if the holder of a function leads a body and can speak for it."""
    return bool(_LEADING.search(fold(function)))


def is_counterpart(before: str) -> bool:
    """True if what stands before a name says that its bearer holds elsewhere what somebody holds here.

    >>> is_counterpart("le ministre et son homologue tunisien, "), is_counterpart("l'homologue a reçu ")
    (True, False)
    """
    return bool(_COUNTERPART.search(before))


def noun_of(function: str) -> str | None:
    """The noun with which a folded function ends.

    >>> noun_of("directeur de la regie"), noun_of("directeur")
    ('regie', None)
    """
    m = _NOUN.search(function)
    return m[1] if m else None


def long_noun_of(function: str) -> str | None:
    """The noun and its complement in which a folded function ends: `communauté de communes`."""
    m = _LONG_NOUN.search(function)
    return m[1].strip() if m else None


def begins(noun: str) -> re.Pattern[str]:
    """The beginnings of the folded names of the bodies that this noun means."""
    return re.compile(rf"(?:les? |la |l')?{re.escape(noun)}(?!\w)")


def opens_party(folded: str, start: int) -> bool:
    """True for a line `Pour Valdor :`."""
    return folded.startswith("pour ", start)


def is_attending(folded: str, at: int) -> bool:
    """True if the words before a name say that the person is only present, or a predecessor, and does not speak."""
    return bool(_ATTENDING.search(folded[max(0, at - _ATTENDING_REACH) : at]))


def function_in(folded: str) -> Sequence[str]:
    """The words of a span next to a quotation that may be a function: none or one."""
    return [w for w in _WORD.findall(folded) if w not in forms("no_function")][:1]


def ends_item(between: str) -> bool:
    """True if the words between a body and a name end an item of a list: `Valdor) ; Luc Petit`."""
    return ")" in between or ";" in between


def ties_body(between: str) -> bool:
    """True if the words between a name and a body tie the two: `Anne Roy, présidente de Valdor`."""
    return bool(_TIES.fullmatch(between))
