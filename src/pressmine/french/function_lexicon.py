"""The words of functions: nouns (`directrice`), qualifiers (`financière`), fields of work (`Ressources Humaines`).

All of them are in the list `functions.toml`, with the masculine of adjectives; inflection is formed here. Inclusive
forms (`directeur·rice`, `président(e)`) are read as their stem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pressmine.french.folding import fold
from pressmine.french.lexicon import any_written, forms
from pressmine.french.lists import folded_set, read_list
from pressmine.french.words import Word, words_of

#: Endings of an adjective's masculine, and those of its other forms.
_INFLECTIONS = (("if", "ive"), ("ier", "iere"), ("eur", "euse"), ("el", "elle"), ("en", "enne"), ("al", "aux"))
#: Folded nouns of functions that are another word without their accent: `chargé`, `retraité`, `délégué`.
_PARTICIPLES = frozenset(fold(entry) for entry in read_list("functions")["heads"] if entry.endswith(("é", "ée")))


@cache
def listed(key: str) -> frozenset[str]:
    """The entries of one list of `functions.toml`, folded."""
    return folded_set("functions", key)


@cache
def qualifiers() -> frozenset[str]:
    """Adjectives of functions in all their forms: `financier`, `financiere`, `financiers`, `financieres`."""
    found: set[str] = set()
    for word in listed("qualifiers"):
        singular = {word, word if word.endswith("e") else word + "e"}
        singular |= {word.removesuffix(m) + f for m, f in _INFLECTIONS if word.endswith(m)}
        found |= singular | {form + "s" for form in singular}
    return frozenset(found)


@cache
def own_words() -> frozenset[str]:
    """Capital words behind a function that belong to it: `directrice Communication`, `Chief Executive Officer`."""
    return qualifiers() | listed("english") | listed("domains") | listed("areas")


_INCLUSIVE = re.compile(r"[·./]")
#: What may stand before any function: `co-secrétaire`, `vice-trésorière`.
_BESIDE = re.compile(r"(?:co|vice)-")
#: What may stand behind any function: `médecin-chef`, `ingénieure-conseil`.
_BEHIND = frozenset(forms("behind_function"))


@cache
def _heads() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in listed("heads") | listed("desks"):
        words = tuple(w.folded for w in words_of(entry))
        found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(entries, key=lambda e: (-len(e), e))) for first, entries in found.items()}


def stem(folded: str) -> str:
    """A word without the sign that includes the other gender, or `co-`, `-chef` that no list has with it.

    >>> stem("directeur·rice"), stem("charge.e"), stem("president"), stem("co-secretaire"), stem("medecin-chef")
    ('directeur', 'charge', 'president', 'secretaire', 'medecin')
    """
    if folded.isalpha():
        return folded
    plain = _INCLUSIVE.split(folded, maxsplit=1)[0]
    beside = _BESIDE.match(plain)
    first, _, second = plain.partition("-")
    if second in _BEHIND and plain not in _heads() and (first,) in _heads().get(first, ()):
        return first
    return plain[beside.end() :] if beside and plain not in _heads() and plain[beside.end() :] in _heads() else plain


@cache
def function_words() -> frozenset[str]:
    """The folded words that name a function alone."""
    return frozenset(first for first, entries in _heads().items() if any(len(words) == 1 for words in entries))


@cache
def first_words() -> frozenset[str]:
    """The folded words with which a function begins: `president`, `chef`, `metteur`."""
    return frozenset(words_of(entry)[0].folded for entry in listed("heads"))


@cache
def _shared() -> frozenset[str]:
    return listed("shared")


def is_shared(folded: str) -> bool:
    """True for a function that companies have, too: `leader`, `éditeur`."""
    return stem(folded) in _shared()


@cache
def plural_words() -> frozenset[str]:
    """The plurals of the words that name a function alone."""
    return frozenset(word + "s" for word in function_words())


@lru_cache(maxsize=16384)
def is_function(folded: str) -> bool:
    """True where a folded word is, or begins, the name of a function.

    >>> is_function("presidente"), is_function("table")
    (True, False)
    """
    return stem(folded) in function_words() or folded in ("p-dg",)


def head_length(words: Sequence[Word], index: int, last: int) -> int:
    """How many words the function noun has that begins at a word; 0 where none does."""
    if words[index].folded in _PARTICIPLES and not words[index].upper and "é" not in words[index].text:
        return 0  # `charge`, `retraite` are no `chargé`, `retraité`
    for entry in _heads().get(stem(words[index].folded), ()):
        end = index + len(entry)
        if end <= last and all(
            words[index + k].folded == w and words[index + k].gap in (" ", "", "-") for k, w in enumerate(entry) if k
        ):
            return len(entry)
    plural = words[index].folded
    if plural.endswith("s") and any(len(e) == 1 for e in _heads().get(plural[:-1], ())):
        return 1
    return 0


def is_plural(words: Sequence[Word], index: int, last: int) -> bool:
    """True where a function's noun stands in the plural: `gérants de Valdor`, `les deux présidentes`."""
    at = next((i for i in range(index, min(index + 3, last)) if head_length(words, i, last)), last)
    return at < last and words[at].folded.endswith("s") and words[at].folded not in first_words()


def behind_degrees(words: Sequence[Word], at: int, last: int) -> int:
    """The word behind the degrees that stand at a word: `Inès Robart, PhD, directrice`."""
    while at < last and words[at].gap in (", ", " ", " (") and words[at].folded in listed("degrees"):
        at += 1
    return at


@cache
def organs() -> tuple[tuple[str, ...], ...]:
    """What governs a body from within: a function is held in the body that it belongs to."""
    entries = (tuple(w.folded for w in words_of(entry)) for entry in listed("organs"))
    return tuple(sorted(entries, key=lambda e: (-len(e), e)))


_BEFORE_NOUN = rf"\W*(?:{any_written('determiner', 'before_function')}\W)*"
_FEMININE = re.compile(rf"{_BEFORE_NOUN}\w*{any_written('feminine_function_ending')}(?!\w)")
_MASCULINE = re.compile(
    rf"{_BEFORE_NOUN}(?!{any_written('of_both_genders')})\w*{any_written('masculine_function_ending')}(?!\w)"
)


def gender_of(function: str) -> str | None:
    """`f` or `m` where the noun of a function has a form of its own for it, else None.

    >>> [gender_of(f) for f in ("vice-présidente", "Directeur général", "maire", "professeur")]
    ['f', 'm', None, None]
    """
    lowered = function.lower()
    return "f" if _FEMININE.match(lowered) else "m" if _MASCULINE.match(lowered) else None
