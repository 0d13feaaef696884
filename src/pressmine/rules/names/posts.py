"""The bodies in which functions are held, settled before names are voted on: `PDG de X`, `en charge de la stratégie
de X`.
"""

from __future__ import annotations

from pressmine.document import Document
from pressmine.french.function_lexicon import first_words, is_function
from pressmine.french.functions import phrase_at
from pressmine.french.lists import folded_set
from pressmine.rules.names.reading import scan


def held_in(document: Document) -> frozenset[int]:
    """The words with which a name begins that is the complement of a function."""
    return document.once(_held_in)


def _held_in(document: Document) -> frozenset[int]:
    return frozenset(start for start, _ in document.once(_complements))


def firm_named(document: Document, index: int) -> bool:
    """True for the name of a manager's employer, whatever it looks like: `PDG de Louis Martel`."""
    return (index, True) in document.once(_complements)


def _complements(document: Document) -> frozenset[tuple[int, bool]]:
    """The words with which complements of functions begin; True for those that can only be a firm."""
    view = scan(document)
    found: set[tuple[int, bool]] = set()
    for index in view.where(first_words(), is_function):
        phrase = phrase_at(view.words, index, view.line(index)[1], view.name_at)
        if phrase is not None and phrase.body is not None:
            at = phrase.body[0]
            firm = view.words[index].folded in folded_set("leading", "firms") or view.words[at - 1].folded == "chez"
            found.add((at, firm))
    return frozenset(found)
