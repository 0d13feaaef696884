"""Head nouns of bodies: `ministère`, `syndicat national`, `société`, from the list `bodies.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pressmine.french.folding import fold
from pressmine.french.lists import read_list
from pressmine.french.words import Word, words_of


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: its folded words, the type of body it names, and how strongly it marks a body (strong, weak, label,
    plural).
    """

    words: tuple[str, ...]
    type: str
    kind: str


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """All head nouns by their first word, the longest first."""
    found: dict[str, list[Head]] = {}
    lists = read_list("bodies")
    for kind in ("whole", "strong", "weak", "label"):
        for body_type, nouns in lists[kind].items():
            for noun in nouns:
                words = tuple(w.folded for w in words_of(noun))
                found.setdefault(words[0], []).append(Head(words, body_type, kind))
    for entries in found.values():
        entries.sort(key=lambda h: (-len(h.words), ("whole", "strong", "weak", "label").index(h.kind)))
    return {first: tuple(entries) for first, entries in found.items()}


@cache
def head_words() -> frozenset[str]:
    """The folded words that begin the name of a body or label one."""
    return frozenset(heads())


def head_at(
    words: Sequence[Word], index: int, last: int, kinds: Sequence[str] = ("whole", "strong", "weak")
) -> Head | None:
    """The longest head noun of one of the kinds that begins at a word; none if there is no such word."""
    if index >= len(words):  # an article alone (`d'`) leaves none
        return None
    last = min(last, len(words))
    for head in heads().get(words[index].folded, ()):
        end = index + len(head.words)
        if (
            head.kind in kinds
            and end <= last
            and all(
                words[index + k].folded == w and (k == 0 or words[index + k].gap in (" ", ""))
                for k, w in enumerate(head.words)
            )
        ):
            return head
    return None


def is_head(folded: str) -> bool:
    """True if a folded word begins the name of a body or labels one.

    >>> is_head(fold("Ministère")), is_head("table")
    (True, False)
    """
    return folded in heads()


def opens_with_head(text: str) -> bool:
    """True for a line that begins with a noun for bodies.

    >>> opens_with_head("Préfecture du Gard"), opens_with_head("L'Union des artisans"), opens_with_head("Un atelier")
    (True, True, False)
    """
    words = words_of(text[:80])
    if fold(text[:80]).startswith(tuple(read_list("grammar")["no_body_at_all"])):
        return False  # `Assemblée générale de la ligue`
    first = 1 if words and (words[0].elision or words[0].folded in ("le", "la", "les")) else 0
    found = head_at(words, first, len(words))
    if found is None or found.kind != "weak":
        return found is not None
    behind = words[first + len(found.words) : first + len(found.words) + 1]
    return all(word.gap in (" ", "") for word in behind)  # `Énergie, habitat, transports`
