"""Complements of a figure: a task, a purpose, a place to be skipped."""

from pressmine.french.counted.phrases import (
    LONGEST,
    SIGNS,
    Phrase,
    Reader,
    phrase,
    phrase_before,
    skip_de,
    skip_determiners,
)
from pressmine.french.counted.verb_subjects import subject_before
from pressmine.french.counted.words import is_adverb, is_infinitive, lists
from pressmine.french.determiners import ARTICLES
from pressmine.french.dictionary import verb_and
from pressmine.french.lexicon import forms
from pressmine.french.quantities import QuantityMatch

_SUPPORTS = forms("supports")
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues")
_DEFINITE = (*ARTICLES, *forms("determiner.possessive"))
#: Sums from here on are no price for one of something.
_DEAR = 10_000
_NOUN = frozenset({"noun"})
_AIMS = frozenset({"pour", "a", "au", "aux", "titre", "faveur", "profit", "dans"})


def past_place(r: Reader, span: Phrase) -> Phrase:
    """`un financement via France Relance de 5 000 €`: the noun before a named place is what is measured."""
    k = span[0] - 1
    if (
        r.tokens.written(span[0])[0].isupper()
        and r.low(k) in ("via", "en", "dans", "chez", "a", "sur")
        and r.wordy(k - 1)
    ):
        return phrase_before(r, k - 1) or span
    return span


def innermost(r: Reader, span: Phrase) -> Phrase:
    """`l'ouverture d'une usine de 4 000 m²`: a thing named for the first time, with `un`, is what a size behind it is
    of; a change stays what it is (`la baisse d'un tarif de 3 %`).
    """
    if r.low(span[0]) in lists()["change_nouns"]:
        return span
    for k in range(span[1] - 1, span[0], -1):
        if r.low(k - 1) in ("un", "une") and r.low(k - 2) in ("d'", "de") and r.wordy(k):
            return k, span[1]
    return span


_AGE_OPENERS = (",", "(")


def aged(r: Reader, j: int, end: int) -> Phrase | None:
    """`Paul Durand, 35 ans,`, `Nour (8 ans)`, `un jeune homme de 24 ans`: whose age a figure before ``end`` is."""
    k = j - 1
    if r.low(j) in _AGE_OPENERS and r.low(end) in (",", ")", ".", "et", ""):
        first = k
        while first > 0 and k - first < 5 and _is_name(r, first - 1):
            first -= 1
        return (first, k + 1) if _is_name(r, k) else None
    if r.low(j) in ("de", "d'") and r.low(k) in lists()["people"]:
        return k, k + 1
    return None


def _is_name(r: Reader, i: int) -> bool:
    written = r.tokens.written(i) if r.low(i) else ""
    return written[:1].isupper() and r.wordy(i) and not r.tokens.written(i).isupper()


def task(r: Reader, i: int) -> Phrase | None:
    """`35 jours pour corriger les failles`: the infinitive after `pour` and its object, from token ``i``."""
    if r.low(i) != "pour" or not r.low(i + 1).endswith(("er", "ir", "re")):
        return None
    inner = phrase(r, skip_determiners(r, i + 2))
    return i + 1, inner[1] if inner and inner[1] - i < LONGEST else i + 2


def purpose(r: Reader, i: int) -> Phrase | None:
    """`25 M€ pour la rénovation du lycée`, `2 M€ réservés à la médiation`: what a sum is for, from token ``i``."""
    for k in range(i, i + 7):
        if r.low(k) == "en" and r.low(k + 1) in _SUPPORTS:
            return phrase(r, k + 1)
        if r.low(k) in SIGNS or r.low(k) in (",", ":", ")"):
            return None
        if r.low(k) in _AIMS:
            span = phrase(r, skip_de(r, skip_determiners(r, k + 1)))
            if (
                span
                and r.low(span[0]) not in lists()["empty_nouns"]
                and r.low(k + 1) not in ("titre", "faveur", "profit")
            ):
                return span
    return None


def checked(r: Reader, kind: str, i: int, span: Phrase | None) -> Phrase | None:
    """The phrase found around a figure, unless it is no thing: a finite verb, an adverb, a particle."""
    if span is None or span[0] in r.owners:
        return span
    low = r.low(span[0])
    participle = r.participle(span[0]) or r.tokens.written(span[0]).endswith(_PARTICIPLES)
    finite = r.verbal(span[0]) and not (participle or is_infinitive(low))
    if finite and kind == "money":
        return purpose(r, i) or span
    adverb = is_adverb(low) and not r.forced(span[0])
    if finite or adverb or low in lists()["no_heads"] and not r.forced(span[0]):
        return None
    return span


def moved(r: Reader, match: QuantityMatch, k: int) -> Phrase | None:
    """`porte à 50 000 m² la surface du site`: the object behind the figure of the verb at ``k``."""
    behind = r.tokens.at_or_after(match.end)
    if r.low(behind) not in _DEFINITE or not (r.verbal(k) or verb_and(r.tokens.written(k))):
        return None
    span = phrase(r, behind + 1)
    if span is None or r.low(span[0]) in lists()["times"]:
        return None
    priced = match.kind == "money" and span[1] - span[0] == 1 and (match.value or 0) < _DEAR  # `à 2 € le kilo`
    return None if priced else span


def reached(r: Reader, match: QuantityMatch) -> Phrase | None:
    """`passer de 2 500 à 10 000 clients`: what is counted behind the second figure."""
    i = r.tokens.at_or_after(match.end)
    if r.low(i) not in forms("to") or i + 1 not in r.owners:
        return None
    i += 1
    while i in r.owners:
        i += 1
    return phrase(r, i, force=True) if r.low(i).isalpha() else None


def hedged(r: Reader, match: QuantityMatch, j: int) -> Phrase | None:
    """`les ventes à l'export dépassent 3 M€`: the subject of a verb that is the figure's hedge, behind token
    ``j``.
    """
    verb = r.tokens.at_or_after(match.hedge[0]) if match.hedge else 0
    said = verb_and(r.tokens.written(verb)) if 0 < verb < r.tokens.at_or_after(match.start) else None
    return subject_before(r, verb) if said is not None and said <= _NOUN and r.wordy(j) else None
