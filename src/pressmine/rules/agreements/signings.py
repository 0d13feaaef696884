"""Agreements that a verb of signing reports: `signent une convention`, `une convention signée par X et Y`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmine.document import Document
from pressmine.french.alternatives import any_of
from pressmine.french.lexicon import any_form, forms
from pressmine.french.numbers.spelling import spelt
from pressmine.offsets import ViewSpan
from pressmine.rules.agreements.extents import WITH, cut, title
from pressmine.rules.agreements.words import (
    ASKED,
    DAY,
    MEANT,
    WEAK_KINDS,
    joint,
    kinds,
    noun,
    outside,
    signed_only,
    signing,
)

#: Characters between a verb of signing and its noun.
_REACH = 160
NEGATION = re.compile(
    rf"(?<!\w)(?:n'|ne\s)(?:\S{{1,20}}\s){{0,4}}?{any_form('negation')}(?!\w)"
    r"|(?<!\w)(?:aucune?|sans)\s(?:\S{1,20}\s){0,3}$"
)
_SIGNATURE = re.compile(rf"(?<![\w-]){any_form('act_of_signing')}(?![\w-])")
#: `devraient signer`, `serait en passe de signer`, `aurait signé`: no more than said of them.
CONDITIONAL = re.compile(r"(?<!\w)\w*rai(?:t|ent)\s(?:\S{1,12}\s){0,3}$")
PLUPERFECT = re.compile(r"(?<!\w)(?:avait|avaient)\s(?:\w+ment\s|tous\s|ensemble\s)?$")
#: `l'auteur de la charte conclut : « … »`: a verb of signing that says something here.
_SAYING = re.compile(r"\w+\s?(?:[:«\"]|que\s|qu')")
_GENERIC = re.compile(rf"(?<!\w)(?:{any_form('generic_before')}|\d+)\s?$")
#: `trois associations ont signé la charte : X, Y et Z`: a number of bodies in front, their names after a colon.
_COUNTED = re.compile(rf"(?<!\w)(?:{any_of(spelt(20))}|\d{{1,3}})\s(?:\w{{4,16}}\s)?{any_form('counted_bodies')}(?!\w)")
_BOUND = re.compile(rf"\s(?:\S{{2,20}}\s){{0,4}}?{any_form('binds')}\s")
#: `signé par Anne Roy et Luc Petit`
_SIGNED_BY = re.compile(r"(?:co-?)?(?:sign|paraph)ee?s?\s(?:\S{2,20}\s){0,9}?par\s")
#: `qu'elles signent`: those who sign are named behind.
_WHICH = re.compile(r"\squ'(?:ils?|elles?)\s(?:(?:ont|vont|viennent de)\s)?$")
_OPEN = re.compile(any_form("open_text"))


@dataclass(frozen=True, slots=True)
class Found:
    """A predicate of agreement: its kind, the words that express it, the agreement's name, where its parties may be.

    `strong` is True if a verb of signing expresses it.
    """

    kind: str
    cue: ViewSpan
    title: ViewSpan | None
    stretches: tuple[ViewSpan, ...]
    strong: bool
    signers: tuple[ViewSpan, ...] = ()


def negated(folded: str, start: int, end: int) -> bool:
    """True if a negation is in the last words of a span."""
    return bool(NEGATION.search(folded[max(start, end - 60) : end]))


def signed(document: Document, start: int, end: int) -> Found | None:
    """`signent une convention`, `la signature d'une convention avec X`, `une convention signée par X et Y`."""
    folded = document.folded
    nouns = list(noun().finditer(folded, start, end))
    if not nouns:
        return None
    verbs = [*signing().finditer(folded, start, end), *_SIGNATURE.finditer(folded, start, end)]
    for m in nouns:
        kind = kinds()[m.group("noun")]
        if kind in ("acquisition", "merger") or (
            m.group("noun").endswith("s") and _GENERIC.search(folded, start, m.start())
        ):
            continue
        for verb in sorted(verbs, key=lambda v: abs(v.start() - m.start())):
            if (verb.start() >= m.end() and verb.start() - m.end() > 60) or m.start() - verb.end() > _REACH:
                continue
            if (verb.start() < m.end() and verb.end() > m.start()) or not _holds(document, start, verb, m, kind):
                continue
            strong = verb.groupdict().get("weak") is None
            return Found(
                kind,
                ViewSpan(verb.start(), verb.end()),
                title(document, m, end),
                tuple(_around(document, start, verb, m, end)),
                strong,
                _signers(document, verb, end),
            )
    return None


def _signers(document: Document, verb: re.Match[str], end: int) -> tuple[ViewSpan, ...]:
    """Where those stand whose hands signed: `signé le 3 mars par Anne Roy, présidente, et Luc Petit`."""
    by = _SIGNED_BY.match(document.folded, verb.start(), end)
    if by is None:
        return ()
    aside = outside().search(document.folded, by.end(), end)
    stop = cut(document, by.end(), aside.start() if aside else end)
    return (ViewSpan(by.end(), stop),)


def _holds(document: Document, start: int, verb: re.Match[str], m: re.Match[str], kind: str) -> bool:
    """True if verb and noun make an agreement that took place."""
    folded = document.folded
    first, last = min(verb.start(), m.start()), max(verb.end(), m.end())
    if NEGATION.search(folded[max(start, first - 40) : last + 12]):
        return False
    if PLUPERFECT.search(folded[start : verb.start()]) and not DAY.search(folded[start:last]):
        return False
    if ASKED.search(folded[start : verb.start()].rstrip()) or CONDITIONAL.search(folded, start, verb.start()):
        return False
    if verb.group().endswith(("er", "re", "ir")) and MEANT.search(folded, start, verb.start()):
        return False
    if _SAYING.match(folded, verb.start()):
        return False
    weak = verb.groupdict().get("weak")
    if weak is None:
        return True
    if m.group("noun") in signed_only():
        return False
    if verb.start() > m.start():
        return False  # `le contrat lance …`: only a verb of signing works from behind
    between = folded[verb.end() : m.start()]
    if len(between.split()) > 6 or re.search(r"[.:;]", between):
        return False
    if kind == "charter" and weak.startswith(tuple(forms("joins_charter"))):
        return True
    if kind in WEAK_KINDS and kind != "partnership":
        behind = m.group() + folded[m.end() : m.end() + 22]
        return bool(joint().match(folded, m.end())) or bool(_OPEN.search(behind))
    return not weak.startswith(tuple(forms("does_not_sign"))) or kind == "partnership"


def _around(document: Document, start: int, verb: re.Match[str], m: re.Match[str], end: int) -> Iterator[ViewSpan]:
    """Where the parties of a signed agreement stand: before verb and noun, and after `avec`, `entre`, `par`."""
    last = max(verb.end(), m.end())
    if not (verb.start() == m.end() + 1 and _BOUND.match(document.folded, last, end)):
        yield ViewSpan(start, last)  # before `l'accord conclu entre X et Y` stands who speaks of it
    at = last
    if verb.start() > m.end() and _WHICH.search(document.folded, m.end(), verb.start()):
        comma = document.text.find(", ", last, min(end, last + 60))
        if comma >= 0:  # `Par la déclaration qu'ils signent ce jour, X et Y exigent`
            at = cut(document, comma + 2, end)
            yield ViewSpan(comma + 2, at)
    colon = document.text.find(" : ", last, min(end, last + 140))
    if colon >= 0 and _COUNTED.search(document.folded, start, verb.start()):
        at = cut(document, colon + 3, end)
        yield ViewSpan(colon + 3, at)
    while w := WITH.search(document.folded, at, end):
        if any(
            o.end() >= w.end()
            for o in outside().finditer(document.folded, max(at, w.start() - 20), end)
            if o.start() <= w.start()
        ):
            at = w.end()  # `avec le soutien de`, `financé par`
            continue
        stop = cut(document, w.end(), end)
        yield ViewSpan(w.end(), stop)
        at = max(stop, w.end())
