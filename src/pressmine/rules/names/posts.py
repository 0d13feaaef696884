"""The bodies in which functions are held, settled before names are voted on: `PDG de X`, `en charge de la stratégie
de X`.
"""

from __future__ import annotations

from dataclasses import dataclass

from pressmine.document import Document
from pressmine.french.function_lexicon import first_words, is_function, plural_words
from pressmine.french.functions import Phrase, phrase_at
from pressmine.french.lists import folded_set
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan


@dataclass(frozen=True, slots=True)
class _Complement:
    """Where the complement of a function begins; `firm`: the function is one of a house, so that the name of a person
    is a firm's there; `house`: it is one that no place has, so that the name of a town is a firm's, too.
    """

    at: int
    firm: bool
    house: bool


def held_in(document: Document) -> frozenset[int]:
    """The words with which a name begins that is the complement of a function."""
    return frozenset(document.once(_complements))


def firm_named(document: Document, index: int) -> bool:
    """True for the name of a manager's employer, whatever it looks like: `PDG de Louis Martel`."""
    found = document.once(_complements).get(index)
    return found is not None and found.firm


def house_named(document: Document, index: int) -> bool:
    """True where a name of a town is a firm's: `directrice financière de Givors`, but not `directrice de Givors`."""
    found = document.once(_complements).get(index)
    return found is not None and found.house


def _complements(document: Document) -> dict[int, _Complement]:
    """The complements of functions by the word with which they begin."""
    view = scan(document)
    found: dict[int, _Complement] = {}
    for index in view.where(first_words() | plural_words(), is_function):
        phrase = phrase_at(view.words, index, view.line(index)[1], view.name_at)
        if phrase is not None and phrase.body is not None:
            at = phrase.body[0]
            chez = view.words[at - 1].folded == "chez"
            firm = chez or _singular(view.words[index].folded, "firms")
            house = chez or _singular(view.words[index].folded, "houses") or firm and _of_staff(view, phrase)
            known = found.get(at)
            found[at] = _Complement(at, firm or bool(known and known.firm), house or bool(known and known.house))
    return found


def _singular(folded: str, key: str) -> bool:
    single = folded.removesuffix("aux") + "al" if folded.endswith("aux") else folded.removesuffix("s")
    return folded in folded_set("leading", key) or single in folded_set("leading", key)


def _of_staff(view: Scan, phrase: Phrase) -> bool:
    """True for a function with a field that only who employs people has: `financière`, `de la communication`."""
    return any(_singular(w.folded, "staff") for w in view.words[phrase.start + 1 : phrase.end])
