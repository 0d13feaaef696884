"""Functions that people hold: how a phrase such as `1ère vice-présidente déléguée à la santé` begins and ends.

A phrase is read word by word from its head noun on; the body in which the function is held is told apart by a link
(`de`, `chez`, `au sein de`) in front of a name. Inclusive forms (`directeur·rice`, `président(e)`) are read as their
stem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pressmine.french.body_extent import extent
from pressmine.french.heads import head_at
from pressmine.french.lists import folded_set
from pressmine.french.words import Word, words_of

_LINKS = frozenset({"de", "du", "des", "d'", "chez", "a", "au", "aux", "pour", "en", "aupres", "sein", "charge"})
_ARTICLES = frozenset({"la", "le", "les", "l'"})
_STOPS = frozenset(
    "qui que qu' dont ou est sont ont sera seront etait dit avec par lors afin mais car comme depuis selon entre il "
    "elle ils elles on nous vous se s' ne n' c' j' un une ce cette ces son sa ses avait puis ainsi "
    "explique declare souligne precise ajoute indique affirme rappelle conclut commente estime assure confie annonce "
    "salue tel tél mail email mobile".split()
)
#: Capital words behind a function that belong to it: `directrice Communication`, `responsable RH`.
_OWN = frozenset(
    "rh si it r&d rse qhse qse hse bim erp senior junior marketing communication digital innovation numerique general "
    "generale adjoint adjointe executif executive delegue deleguee france europe international monde "
    "regional regionale national nationale technique commercial commerciale officer executive vice president managing "
    "director chief manager head information technology operating financial".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A function's phrase:

    `[start, end)` without its body, the body's range where one is linked, and where it all ends.
    """

    start: int
    end: int
    body: tuple[int, int] | None
    stop: int


_INCLUSIVE = re.compile(r"[·./]")


@cache
def _heads() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in folded_set("functions", "heads"):
        words = tuple(w.folded for w in words_of(entry))
        found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(entries, key=lambda e: (-len(e), e))) for first, entries in found.items()}


def stem(folded: str) -> str:
    """A word without the sign that includes the other gender.

    >>> stem("directeur·rice"), stem("charge.e"), stem("president")
    ('directeur', 'charge', 'president')
    """
    return folded if folded.isalpha() else _INCLUSIVE.split(folded, maxsplit=1)[0]


@cache
def function_words() -> frozenset[str]:
    """The folded words that name a function alone."""
    return frozenset(first for first, entries in _heads().items() if any(len(words) == 1 for words in entries))


@lru_cache(maxsize=16384)
def is_function(folded: str) -> bool:
    """True where a folded word is, or begins, the name of a function.

    >>> is_function("presidente"), is_function("table")
    (True, False)
    """
    return stem(folded) in function_words() or folded in ("p-dg",)


def head_length(words: Sequence[Word], index: int, last: int) -> int:
    """How many words the function noun has that begins at a word; 0 where none does."""
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


def phrase_at(
    words: Sequence[Word], index: int, last: int, name_at: Callable[[int], tuple[int, int] | None]
) -> Phrase | None:
    """The phrase of a function that begins at a word, up to `last`; `name_at` gives the name that begins at a word."""
    start = index
    while (
        index < last
        and words[index].folded in folded_set("functions", "before")
        and index - start < 3
        and (index == start or words[index].gap in (" ", ""))
    ):
        index += 1
    if index >= last or index > start and words[index].gap not in (" ", ""):
        return None
    length = head_length(words, index, last)
    if not length:
        return None
    while start < index and words[start].folded in (
        "le",
        "la",
        "l'",
        "un",
        "une",
        "notre",
        "son",
        "sa",
        "leur",
        "egalement",
        "aussi",
        "alors",
        "enfin",
        "par",
        "ailleurs",
    ):
        start += 1
    return _follow(words, start, index + length, last, name_at)


#: `, PhD,`: a degree between a name and its function.
_DEGREES = frozenset("phd ph.d md m.d mba pharmd mph msc ing cfa dvm".split())


def behind_degrees(words: Sequence[Word], at: int, last: int) -> int:
    """The word behind the degrees that stand at a word: `Inès Robart, PhD, directrice`."""
    while at < last and words[at].gap in (", ", " ", " (") and words[at].folded in _DEGREES:
        at += 1
    return at


def _follow(
    words: Sequence[Word], start: int, at: int, last: int, name_at: Callable[[int], tuple[int, int] | None]
) -> Phrase:
    """The rest of a phrase behind its head noun."""
    while at < last and at - start < 24:
        word = words[at]
        if (
            word.gap not in (" ", "", "-", " & ", "/", " / ")
            and not _bracketed_gender(words, at)
            and not (word.gap == ", " and _resumes(words, at, last))
        ):
            break
        if word.folded in _STOPS and not (word.folded == "en" and at + 1 < last and words[at + 1].folded == "charge"):
            break
        if word.folded == "et" and not _joins(words, at, last):
            break
        linked = _behind_link(words, at, last)
        if linked is not None and (organ := _organ(words, linked, last)):
            at = organ
            continue
        if linked is not None and _ministerial(words, start, at):
            end = extent(words, at, last, at - 1)
            if end > linked and words[linked].cap:
                if end + 1 < last and words[end].gap == ", " and words[end].folded in ("charge", "chargee"):
                    end = max(end, extent(words, end + 1, last, end))
                return Phrase(start, at, (linked, end), end)
        if linked is not None:
            name = _labelled(words, linked, last, name_at)
            if name is not None and name[1] <= last and (words[linked].folded not in _OWN or name[1] - name[0] > 1):
                further = (
                    _behind_link(words, name[1], last) if name[1] < last and words[name[1]].folded == "chez" else None
                )
                second = name_at(further) if further is not None else None
                if second is not None:
                    return Phrase(start, name[1], second, second[1])
                return Phrase(start, at, name, name[1])
        elif word.cap and not word.elision and word.folded not in _OWN and not head_length(words, at, last):
            name = name_at(at)
            if name is not None and (word.upper or words[at - 1].folded in _ARTICLES):
                return Phrase(start, at, name, name[1])
            break
        elif (
            word.folded == "a"
            and at + 1 < last
            and words[at + 1].folded not in ("la", "l'", "mi-temps", "domicile")
            and not words[at + 1].cap
        ):
            break
        at += 1
    return Phrase(start, at, None, at)


#: What governs a body from within: a function is held in the body that it belongs to.
_ORGANS = (
    ("directoire",),
    ("bureau",),
    ("comex",),
    ("codir",),
    ("conseil", "d'", "administration"),
    ("conseil", "de", "surveillance"),
    ("conseil", "de", "direction"),
    ("conseil", "scientifique"),
    ("comite", "executif"),
    ("comite", "de", "direction"),
    ("comite", "de", "pilotage"),
    ("comite", "scientifique"),
    ("comite", "strategique"),
)


def _organ(words: Sequence[Word], at: int, last: int) -> int:
    """Where the organ that begins at a word ends: `président du directoire de Valdor`; 0 where none begins."""
    for organ in _ORGANS:
        end = at + len(organ)
        if end <= last and all(words[at + k].folded == w for k, w in enumerate(organ)):
            return end
    return 0


def _ministerial(words: Sequence[Word], start: int, at: int) -> bool:
    """True behind `ministre`, `secrétaire d'État chargé`: a portfolio follows, named at length."""
    said = [w.folded for w in words[start:at]]
    return (
        "ministre" in said
        and "premier" not in said
        and "premiere" not in said
        or said[:3] == ["secretaire", "d'", "etat"]
    )


def _labelled(
    words: Sequence[Word], at: int, last: int, name_at: Callable[[int], tuple[int, int] | None]
) -> tuple[int, int] | None:
    """The name at a word, or behind a label there: `PDG du groupe Valdor`."""
    name = name_at(at)
    if name is None and not words[at].cap:
        label = head_at(words, at, last, ("label",))
        behind = at + len(label.words) if label is not None else last
        if behind < last and words[behind].cap and words[behind].gap == " ":
            name = name_at(behind)
    return name


def _bracketed_gender(words: Sequence[Word], at: int) -> bool:
    """`président(e) de`: the bracket is part of the word in front."""
    return (
        words[at].gap == "("
        and words[at].folded in ("e", "ere", "rice", "trice", "ne", "euse")
        or words[at].gap in (") ", ")")
        and words[at - 1].folded in ("e", "ere", "rice", "trice", "ne", "euse")
    )


def _resumes(words: Sequence[Word], at: int, last: int) -> bool:
    """True behind a comma that goes on with the same function: `ministre délégué, chargé des Transports`."""
    return words[at].folded in ("charge", "chargee") and any(
        w.folded.startswith(("delegu", "adjoint", "ministre", "secretaire", "vice-president", "conseill"))
        for w in words[max(0, at - 14) : at]
    )


def _joins(words: Sequence[Word], at: int, last: int) -> bool:
    """True where `et` goes on with the function: `président et fondateur`, `des affaires sociales et industrielles`."""
    if at + 1 >= last or words[at + 1].gap not in (" ", ""):
        return False
    following = words[at + 1]
    return (
        not following.cap
        and following.folded not in _ARTICLES | _STOPS
        or bool(head_length(words, at + 1, last))
        or following.folded in ("la", "le", "l'", "les")
        and words[at - 1].folded not in _LINKS
        and at + 2 < last
        and not words[at + 2].cap
    )


def _behind_link(words: Sequence[Word], at: int, last: int) -> int | None:
    """The word behind a link (`de la`, `chez`, `au sein du`) that begins at a word; None where none begins."""
    if words[at].folded not in _LINKS:
        return None
    end = at + 1
    if words[at].folded == "au" and end + 1 < last and words[end].folded == "sein":
        end += 2
    elif words[at].folded == "aupres" and end < last and words[end].folded in ("de", "du", "des", "d'"):
        end += 1
    while (
        end < last
        and words[end].folded in _ARTICLES
        and words[end].gap in (" ", "")
        and not (words[end].cap and not words[end].initial)
    ):
        end += 1
    return end if end < last and words[end].gap in (" ", "") else None
