"""Where a name can only be a body's: behind what bodies have, on one side of a contract, in front of what it is."""

from __future__ import annotations

from functools import cache

from pressmine.french.determiners import DE
from pressmine.french.lists import read_list
from pressmine.french.verbs import acts_form, finite_forms, participle_forms
from pressmine.french.words import words_of
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan

_DEFINITE = frozenset({"le", "la", "l'"})
#: Ends of participles, with their accents.
_PARTICIPLES = ("é", "ée", "és", "ées", "ie", "ies", "ue", "ues", "uit", "uits", "uite", "uites")


def _asked(view: Scan, first: int, at: int) -> bool:
    """True behind a phrase that leads to bodies: `avec l'appui de`, `pour le compte de`."""
    said = tuple(w.folded for w in view.words[max(first, at - 5) : at])
    return any((*said[-n:], "de") in _leading() for n in range(1, 6) if len(said) >= n)


@cache
def _leading() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(w.folded for w in words_of(phrase)) for phrase in read_list("cues")["before"]["strong"])


def on_one_side(view: Scan, words: Range) -> bool:
    """True for a party that a text sets on one side: `X, d'une part, et Y, d'autre part`."""
    end = words[1]
    behind = [w.folded for w in view.words[end : min(end + 3, view.line(words[0])[1])]]
    sided = len(behind) == 3 and behind[0] == "d'" and behind[1] in ("une", "autre") and behind[2] in ("part", "cote")
    return sided and view.words[end].gap == ", "


def is_owned(view: Scan, words: Range, person: bool) -> bool:
    """True behind what only a body has, or only bodies are asked: `chez X`, `filiale de X`, `a racheté X`."""
    at, first = words[0] - 1, view.line(words[0])[0]
    if at < first or view.words[words[0]].gap not in (" ", ""):
        return False
    said = tuple(w.folded for w in view.words[max(first, at - 4) : at + 1])
    if any(said[-n:] in _phrases("firm_behind") for n in (1, 2, 3) if len(said) >= n):
        return True
    if said[-1] in DE:
        if not person and _asked(view, first, at):
            return True
        nouns = _phrases("firm_has") if person else _phrases("firm_has") - _phrases("site_has")
        return any(said[-1 - n : -1] in nouns for n in (1, 2, 3) if len(said) > n)
    front = view.words[at]
    if not person and (
        any(said[-n:] in _leading() for n in (1, 2, 3)) or said[-1] in ("par", "entre") and _done(view, at)
    ):
        return True
    return not front.cap and front.folded in finite_forms("takes_over") | participle_forms("takes_over")


def _done(view: Scan, at: int) -> bool:
    """True in front of `par` for a participle or a share: `conçu par Givors`, `à 40 % par Givors`."""
    return at > 0 and (view.words[at].gap.strip() == "%" or view.words[at - 1].text.endswith(_PARTICIPLES))


@cache
def _phrases(key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(w.folded for w in words_of(phrase)) for phrase in read_list("cues")["firms"][key])


def is_said_to_be(view: Scan, words: Range) -> bool:
    """True in front of what the text says that the bearer is: `X, groupe industriel`, `X, filiale de Y`."""
    end, last = words[1], view.line(words[0])[1]
    if end >= last or view.words[end].gap != ", ":
        return False
    at = view.skip(end, frozenset({"un", "une", "le", "la", "l'"}))
    said = tuple(w.folded for w in view.words[at : min(last, at + 5)])
    length = next((n for n in range(1, 6) if said[:n] in _phrases("firm_is")), 0)
    behind = at + length
    if length and at > end and view.words[end].folded in _DEFINITE and behind < last and view.joined(behind):
        following = view.words[behind]
        return not (following.cap or acts_form(following.folded))  # `Fondée par X, la coopérative Y réunit`
    return bool(length)
