"""The bodies in which functions are held, settled before names are voted on: `PDG de X`, `en charge de la stratégie
de X`.
"""

from __future__ import annotations

from pressmine.document import Document
from pressmine.french.function_words import first_words, is_function
from pressmine.french.functions import phrase_at
from pressmine.rules.names.reading import scan


def held_in(document: Document) -> frozenset[int]:
    """The words with which a name begins that the complement of a function is."""
    return document.once(_held_in)


def _held_in(document: Document) -> frozenset[int]:
    view = scan(document)
    found: set[int] = set()
    for index in view.where(first_words(), is_function):
        phrase = phrase_at(view.words, index, view.line(index)[1], view.name_at)
        if phrase is not None and phrase.body is not None:
            found.add(phrase.body[0])
    return frozenset(found)
