"""Long names of bodies: they begin with a head noun (`ministère`, `syndicat national`); where do they end?

French names of bodies are common nouns with complements: `agence nationale de la cohésion des
territoires`, `Syndicat des artisans du cuir et de la chaussure`. `body_extent` follows the complements; here the
head and the capitals inside say how sure the name is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pressmine.french.body_extent import LINKS, extent, is_adjective, next_head
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import Head, head_at
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, read_list, things
from pressmine.french.words import Word

_DEFINITE = (ARTICLES | forms("masculine.definite").keys()) - {"les", "ce"}
_NAMED_BY_COMPLEMENT = frozenset(fold(noun) for noun in read_list("bodies")["complement"]["nouns"])


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name in a line: the range `[start, end)` of word indexes, its head noun, and the confidence."""

    start: int
    end: int
    head: Head
    confidence: float


def _qualifies(words: Sequence[Word], index: int) -> bool:
    """True for a head that is the adjective of the noun before it: `championne olympique`, `parc municipal`."""
    word, front = words[index], words[index - 1] if index else None
    if front is None or word.cap or front.cap or word.gap != " " or not is_adjective(word.folded):
        return False
    return not (front.elision or front.folded in ARTICLES | DE | LINKS or len(front.folded) < 4)


def body_at(words: Sequence[Word], index: int, last: int, capitals: bool = False) -> Body | None:
    """The body that begins at a word of a line that ends at `last`, or None; `capitals`: the line is in capitals."""
    head = head_at(words, index, last)
    if head is None or len(head.words) == 1 and _qualifies(words, index):
        return None
    begin = index + len(head.words)
    end = _to_bracket(words, index, extent(words, begin, last, index), last)
    if _is_none(" ".join(w.folded for w in words[index:end]).replace("' ", "'"), any(w.cap for w in words[begin:end])):
        return None
    if _of_a_holder(words, begin, end):
        return None
    confidence = _confidence(words, index, begin, end, last, head, capitals)
    return Body(index, end, head, confidence) if confidence > 0 else None


def _to_bracket(words: Sequence[Word], head: int, end: int, last: int) -> int:
    """Where a name ends whose acronym stands a few plain words further on: `Fédération des services énergie (Fedene)`.

    The acronym begins with the letter of the head noun, and nothing is between that no name has.
    """
    at = end
    while at < min(last, end + 4) and words[at].gap == " " and words[at].folded.isalpha() and not words[at].cap:
        if words[at].folded in ARTICLES | DE | folded_set("grammar", "stops"):
            return end
        at += 1
    if at == end or at >= last or words[at].gap != " (" or not words[at].cap:
        return end
    short = words[at].folded
    named = len(short) > 2 and short[0] == words[head].folded[0] and " " not in short
    closed = at + 1 >= last or words[at + 1].gap.startswith(")")
    return at if named and closed else end


def _of_a_holder(words: Sequence[Word], begin: int, end: int) -> bool:
    """True for whose office it is, with the name of who holds it: `état-major du conseiller fédéral Luc Dorme`."""
    at = next((i for i in range(begin + 1, end) if is_function(words[i].folded) and not words[i].cap), end)
    if at == end or words[at - 1].folded not in DE | ARTICLES or words[at - 1].folded == "des":
        return False
    last = next((i for i in range(at + 1, end) if words[i].cap), end)
    return last < end and all(is_adjective(w.folded) for w in words[at + 1 : last])


def _is_none(said: str, named: bool) -> bool:
    """True for what begins like a name of a body and is not one: `conseil d'administration`, `service de presse`."""
    never, nameless = _openings()
    return said.startswith(never) or (said in nameless if named else said.startswith(nameless))


@cache
def _openings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What opens the name of no body at all, and what opens none without a capital behind."""
    return tuple(read_list("grammar")["no_body_at_all"]), tuple(read_list("grammar")["no_body"])


def unit_without_name(folded: str) -> bool:
    """True for a unit of a body that names neither: `direction de la communication`, `pôle presse`."""
    return folded in folded_set("grammar", "no_body")


def _apposed(words: Sequence[Word], index: int) -> bool:
    """True if a comma and a name come before: `Febelia, la fédération des banques`, says what Febelia is."""
    return index > 0 and words[index].gap == ", " and words[index - 1].cap


def _definite(words: Sequence[Word], index: int) -> bool:
    """True if a definite article comes before: `la police fédérale`, `au conseil régional`."""
    return index > 0 and words[index].gap in (" ", "") and words[index - 1].folded in _DEFINITE


def _confidence(
    words: Sequence[Word], index: int, begin: int, end: int, last: int, head: Head, capitals: bool
) -> float:
    """How sure a head with what follows it is a name: by the head's kind and by the capitals inside."""
    content = [
        w for w in words[begin:end] if not w.elision and w.folded not in DE | ARTICLES | LINKS and w.folded != "et"
    ]
    capital = words[index].cap and not words[index].initial and not capitals
    named = any(w.cap for w in content) and not capitals
    bracket = end < last and "(" in words[end].gap and words[end].upper
    if bracket and content:
        return 0.9
    if head.kind == "whole" and not capitals:
        return 0.8 if named or capital else 0.6 if _definite(words, index) else 0.3
    if not content:
        official = capital or capitals and head.type == "local_authority"
        return 0.6 if head.kind == "strong" and len(head.words) > 1 and official else 0.0
    if head.kind == "strong":
        if named:
            return 0.95
        if len(head.words) > 1 or head.words[0] in forms("state_office"):
            return 0.8 if not capitals else 0.7
        return 0.6 if end + 1 < last and words[end].folded in DE and next_head(words, end, last) else 0.3 * capital
    if capital:
        return 0.8 if named or len(content) > 1 else 0.55
    if words[index].cap and not capitals and not named:
        common = head.words[0] in folded_set("grammar", "common_heads")
        return 0.0 if common or words[begin].folded not in DE and len(content) < 2 else 0.45
    if words[index].initial and len(content) == 1 and content[0].upper and words[begin].folded in DE:
        return 0.2  # `Laboratoire du CEA à Grenoble, l'institut …`: what it is, no name
    adjacent = words[begin].cap if begin < end else False
    if words[index].cap and named:
        return 0.75 if adjacent or len(content) > 1 or len(head.words) > 1 else 0.45
    if named and adjacent and not capitals:
        labelled = (
            head.type in ("association", "company", "cluster", "finance")
            and head_at(words, index, last, ("label",)) is not None
        )
        return 0.25 if labelled or head.words[0] in folded_set("grammar", "common_heads") else 0.7
    if named and len(content) > 1 and head.type in ("research_education", "health") and words[begin].folded in DE:
        return 0.4
    if (
        any(w.folded == "pour" for w in words[begin:end])
        and end + 1 < last
        and next_head(words, end, last, ("strong",))
    ):
        return 0.6
    return _weak(words, index, (begin, end, last), head, content, named)


def _weak(
    words: Sequence[Word], index: int, bounds: tuple[int, int, int], head: Head, content: Sequence[Word], named: bool
) -> float:
    """How sure the name of a weak head in small letters is: `fédération des banques`, `institut Lumière`."""
    begin, end, last = bounds
    if named:
        owned = len(content) == 1 and words[begin].folded in DE and things().get(head.words[0]) == "product"
        return 0.0 if owned else 0.25  # `la plateforme de Valdor`
    plain = head.words[0] in _NAMED_BY_COMPLEMENT and words[begin].folded in DE and _definite(words, index)
    told = end < last and words[end].cap and words[end].gap in (" ", ", ")  # `la fédération des banques Febelia`
    return 0.25 if plain and not told and not _apposed(words, index - 1) else 0.0
