"""Functions that people hold: how a phrase such as `1ère vice-présidente déléguée à la santé` begins and ends.

A phrase is read word by word from its head noun on; the body in which the function is held is told apart by a link
(`de`, `chez`, `au sein de`) in front of a name. Inclusive forms (`directeur·rice`, `président(e)`) are read as their
stem.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_ends import LINKS, acts, behind_link, bracketed_gender, dated, resumes
from pressmine.french.function_lexicon import head_length, listed, organs, own_words, qualifiers
from pressmine.french.head_nouns import head_at
from pressmine.french.lexicon import forms
from pressmine.french.places import place_named
from pressmine.french.portfolios import ministerial, portfolio
from pressmine.french.words import Word

#: Types of bodies whose strong names are no units of another: `comité départemental`, `conseil régional`.
_BODIES_OF_THEIR_OWN = frozenset({"association", "local_authority", "research_education", "health"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A function's phrase `[start, end)` without its body, the body's range if one is linked, and where it all ends."""

    start: int
    end: int
    body: tuple[int, int] | None
    stop: int


def phrase_at(
    words: Sequence[Word], index: int, last: int, name_at: Callable[[int], tuple[int, int] | None]
) -> Phrase | None:
    """The phrase of a function that begins at a word, up to `last`; `name_at` gives the name that begins at a word."""
    start = index
    while (
        index < last
        and words[index].folded in listed("before") | listed("aside")
        and index - start < 4
        and (index == start or words[index].gap in (" ", ""))
    ):
        index += 1
    if index >= last or index > start and words[index].gap not in (" ", ""):
        return None
    length = head_length(words, index, last)
    if not length:
        return None
    while start < index and words[start].folded in listed("aside"):
        start += 1
    return goes_on(words, start, index + length, last, name_at)


#: The name that begins at a word, or None.
_NameAt = Callable[[int], tuple[int, int] | None]


def goes_on(words: Sequence[Word], start: int, at: int, last: int, name_at: _NameAt) -> Phrase:
    """The phrase that begins at `start`, read on from the word behind its head noun."""
    behind = _behind_term(words, at, last)
    if behind > at:
        further = goes_on(words, start, behind, last, name_at)
        return replace(further, end=at) if further.body is not None else Phrase(start, at, None, at)
    while at < last and at - start < 24 and not _ends(words, at, last):
        word = words[at]
        linked = behind_link(words, at, last)
        if linked is not None:
            found = _in_charge(words, start, at, last, name_at)
            if found is None and word.folded != "chez" and (inner := _inner(words, linked, last)):
                at = inner
                continue
            found = found or _body(words, start, at, last, name_at)
            if found is not None:
                return found
        elif word.cap and not word.elision and word.folded not in own_words() and not head_length(words, at, last):
            name = name_at(at)
            if name is not None and (word.upper or words[at - 1].folded in ARTICLES):
                return Phrase(start, at, name, name[1])
            if at + 1 >= last or words[at + 1].folded not in DE or words[at - 1].folded in DE | ARTICLES:
                break  # but `responsable des produits Linux de Valdor`
        at += 1
    return Phrase(start, at, None, at)


def _behind_term(words: Sequence[Word], at: int, last: int) -> int:
    """Behind `depuis 2015` and in front of the body: `gérante depuis 2015 de Valdor`; else the word itself."""
    since = at + 2 < last and words[at].folded == "depuis" and words[at + 1].text.isdigit()
    return at + 2 if since and words[at + 2].folded in DE and words[at + 2].gap == " " else at


def _ends(words: Sequence[Word], at: int, last: int) -> bool:
    """True for a word that a phrase does not go on with: behind a sign, a verb, a conjunction, `à` and a verb."""
    word = words[at]
    signed = word.gap not in (" ", "", "-", " & ", "/", " / ") and not bracketed_gender(words, at)
    signed = signed and not (word.gap == ". " and "." in words[at - 1].text)  # `directrice a.i. de Valdor`
    if signed and not (word.gap == ", " and resumes(words, at)):
        return True
    if word.folded == "par" and at + 1 < last and words[at + 1].folded == "interim":
        return False  # `directrice par intérim de Valdor`
    if dated(words, at, last):
        return True
    if word.folded in listed("stops") or acts(words, at) or word.folded == "et" and not _joins(words, at, last):
        return True
    return (
        word.folded == "a"
        and at + 1 < last
        and words[at + 1].folded not in forms("behind_a_in_function")
        and not words[at + 1].cap
        and behind_link(words, at, last) is None
    )


def _in_charge(words: Sequence[Word], start: int, at: int, last: int, name_at: _NameAt) -> Phrase | None:
    """The phrase of a minister with the portfolio that begins at a word, or with the body behind it."""
    own = portfolio(words, at, last) if ministerial(words, start, at) else None
    if own is None:
        return None
    end = own[1]
    further = behind_link(words, end, last) if end < last and words[end].gap == " " else None
    body = name_at(further) if further is not None and further < last else None
    return Phrase(start, end, body, body[1]) if body is not None else Phrase(start, at, own, end)


def _body(words: Sequence[Word], start: int, at: int, last: int, name_at: _NameAt) -> Phrase | None:
    """The phrase that ends with the body behind the link at a word; of `… de X chez Y` it is Y."""
    linked = behind_link(words, at, last)
    name = labelled(words, linked, last, name_at) if linked is not None else None
    if linked is None or name is None or name[1] > last:
        return None
    if name[1] - name[0] == 1 and words[linked].folded in own_words():
        return None
    name = _town_of_part(words, at, name)
    goes_on = name[1] < last and (words[name[1]].folded == "chez" or _seated(words, at, name, last))
    further = behind_link(words, name[1], last) if goes_on else None
    second = name_at(further) if further is not None else None
    return Phrase(start, name[1], second, second[1]) if second is not None else Phrase(start, at, name, name[1])


def _town_of_part(words: Sequence[Word], at: int, name: tuple[int, int]) -> tuple[int, int]:
    """The town alone of `site de Dreux d'Orvelle`, which looks like one name."""
    if words[at - 1].folded not in forms("seat_of_part"):
        return name
    link = next((i for i in range(name[0] + 1, name[1] - 1) if words[i].folded in ("de", "d'")), name[1])
    town = " ".join(w.folded for w in words[name[0] : link])
    return (name[0], link) if place_named(town) is not None else name


def _seated(words: Sequence[Word], at: int, name: tuple[int, int], last: int) -> bool:
    """True for the town of a part of a body, with the body behind: `directrice du site de Dreux de Valdor`."""
    behind = name[1]
    if words[behind].folded not in DE or words[behind].gap != " " or behind + 1 >= last:
        return False
    return words[at - 1].folded in forms("seat_of_part") and words[behind + 1].cap


def _organ(words: Sequence[Word], at: int, last: int) -> int:
    """Where the organ that begins at a word ends: `président du directoire de Valdor`; 0 where none begins."""
    for organ in organs():
        end = at + len(organ)
        if end <= last and all(words[at + k].folded == w for k, w in enumerate(organ)):
            # `conseil départemental` is a body and no organ of one
            goes_on = end < last and words[end].gap == " " and words[end].folded in qualifiers()
            return 0 if goes_on else end
    return 0


def _inner(words: Sequence[Word], at: int, last: int) -> int:
    return _organ(words, at, last) or _unit(words, at, last)


def _unit(words: Sequence[Word], at: int, last: int) -> int:
    """Where a part of a body or a field of work that capitals name ends: `du pôle Innovation`, `des Ressources
    Humaines`; 0 where none begins.
    """
    own = head_at(words, at, last, ("strong",))  # `président du Comité Départemental de Judo`
    if own is not None and len(own.words) > 1 and own.type in _BODIES_OF_THEIR_OWN:
        return 0
    inner = at + (words[at].folded in listed("units"))
    end = inner
    while (
        end < last and words[end].gap in (" ", "", "-", " & ") and (words[end].cap or _links_fields(words, end, last))
    ):
        end += 1
    if end == inner:  # `Chargée de Mission de Valdor`, but `d'Atelier 21`
        numbered = end < last and words[end].gap == " " and words[end].text.isdigit()
        return end if not numbered and inner > at and words[at].cap and words[at - 1].folded in ("de", "d'") else 0
    fields = all(w.folded in own_words() or w.folded in _SMALL for w in words[inner:end])
    further = behind_link(words, end, last) if end < last and words[end].gap == " " else None
    if fields and words[at - 1].folded in ("de", "d'") and further is not None and words[further].cap:
        return 0  # `directrice d'Énergies du Ponant`: without an article a name begins here
    return end if fields or inner > at and not words[at].cap else 0


_SMALL = DE | ARTICLES | {"et", "a"}


def _links_fields(words: Sequence[Word], at: int, last: int) -> bool:
    """True for a small word between two capital words of a field: `Hygiène et Sécurité`, `Systèmes d'Information`."""
    if words[at].folded not in _SMALL or words[at].cap:
        return False
    following = next((w for w in words[at + 1 : min(at + 3, last)] if w.folded not in _SMALL), None)
    return following is not None and following.cap and following.folded in listed("domains")


def core_end(words: Sequence[Word], index: int, last: int) -> int:
    """Where the words end that are a function and nothing else: its noun, qualifiers and fields of work in capitals.

    No name begins or ends among them. The index itself where no function noun stands there.
    """
    length = head_length(words, index, last)
    at = index + length
    while length and at < last and words[at].gap in (" ", "", "-", " & "):
        following = head_length(words, at, last)
        linked = behind_link(words, at, last)
        if words[at].folded in qualifiers() or words[at].cap and words[at].folded in listed("english"):
            at += 1
        elif words[at].folded in listed("areas") and at + 1 < last and words[at + 1].folded in DE:
            at += 1  # `vice-présidente Europe de Valdor`
        elif following and words[at].gap in ("", "-"):
            at += following
        elif linked is not None and (end := _unit(words, linked, last) or _organ(words, linked, last)):
            at = end
        else:
            break
    return at


def labelled(
    words: Sequence[Word], at: int, last: int, name_at: Callable[[int], tuple[int, int] | None]
) -> tuple[int, int] | None:
    """The name at a word, or behind a label there: `PDG du groupe Valdor`; with its noun: `de la région Bretagne`."""
    name = name_at(at)
    if name is None and not words[at].cap:
        noun = head_at(words, at, last, ("label",)) or head_at(words, at, last, ("weak",))
        behind = at + len(noun.words) if noun is not None else last
        if noun is not None and behind < last and words[behind].cap and words[behind].gap == " ":
            name = name_at(behind)
            name = (at, name[1]) if name is not None and noun.kind != "label" else name
    return (name[0], firm_end(words, name[1], last)) if name is not None else None


def firm_end(words: Sequence[Word], end: int, last: int) -> int:
    """Where a firm's name ends that goes on behind its capitals: `Atelier 21`, `Scierie Lacombe et Fils`."""
    if end < last and words[end].gap == " " and words[end].text.isdigit() and len(words[end].text) < 4:
        return end if end + 1 < last and words[end + 1].folded == "ans" else end + 1
    partners = end + 1 < last and words[end].folded in ("et", "&") and words[end + 1].folded in listed("partners")
    another = end + 2 < last and words[end + 2].gap == " " and words[end + 2].folded in DE  # `et Compagnie des Eaux`
    return end + 2 if partners and words[end + 1].cap and not another else end


def _joins(words: Sequence[Word], at: int, last: int) -> bool:
    """True where `et` goes on with the function: `président et fondateur`, `des affaires sociales et industrielles`."""
    if at + 1 >= last or words[at + 1].gap not in (" ", ""):
        return False
    following = words[at + 1]
    return (
        not following.cap
        and following.folded not in ARTICLES | listed("stops")
        or bool(head_length(words, at + 1, last))
        or following.folded in ARTICLES
        and words[at - 1].folded not in LINKS
        and at + 2 < last
        and not words[at + 2].cap
    )


def taken_on(words: Sequence[Word], index: int) -> bool:
    """True for the noun of `prend la direction générale de Valdor`: it is not a part of the body's name."""
    if words[index].folded not in listed("headships") or index < 2 or words[index - 1].folded not in ARTICLES:
        return False
    return words[index - 2].folded in listed("taking")
