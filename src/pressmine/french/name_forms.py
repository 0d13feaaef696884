"""The small parts of names: titles, articles, particles, legal forms, and bare nouns that refer back to a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pressmine.french.alternatives import any_of
from pressmine.french.determiners import DE
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function
from pressmine.french.lexicon import any_form, forms
from pressmine.french.lists import folded_set, given_names, read_list

#: Titles before a person.
TITLE = any_of({title.rstrip(".") for title in read_list("titles")["titles"]})
#: What stands right before a name and says a function: `colonel`, `capitaine`.
RANK = any_of(read_list("titles")["ranks"])
_TITLES = re.compile(rf"(?:(?:(?:Son\s+)?Excellence|(?:l')?{TITLE})\.?\s+)+", re.I)
#: Signs that part things on a line.
_PARTED = re.compile(r"\s[–—|-]\s|\t|[;:]\s|\S\s?\|")
#: An article and a bare noun with a capital.
_BARE_NOUN = re.compile(
    r"\b(?:[Ll][ae] |[Ll]'|[Dd]u |[Aa]u )([A-ZÀ-Ý][a-zà-ÿ]{3,14}|[A-Z]{2,5})(?=[\s,.;:)»\"])(?! [A-ZÀ-Ý])"
)
#: `Le SIMV` at a sentence's start; `Le Monde` and `La Poste` keep their article.
_ARTICLE_OF_ACRONYM = re.compile(r"^(?:Le |La |Les |L')(?=[A-Z][A-Z0-9-]{1,9}$)")
#: `Rhône- Alpes`: a compound that a line or an editor split.
_SPLIT_COMPOUND = re.compile(r"(?<=[a-zà-öø-ÿ])- (?=[A-ZÀ-ÖØ-Þ])")
_AGENCY = re.compile(rf"(?<!\w){any_form('agency')}(?!\w)")


def title_length(text: str) -> int:
    """The length in characters of the titles before a person's name.

    >>> title_length("Mme Anne Roy"), title_length("Anne Roy")
    (4, 0)
    """
    m = _TITLES.match(text)
    return m.end() if m else 0


def without_address(name: str) -> str:
    """A name without the form of address before it."""
    return name[title_length(name) :]


#: Endings of given names that only women, only men bear, but for those that `either` lists.
_HERS, _HIS = tuple(forms("her_name_ending")), tuple(forms("his_name_ending"))


def gender_of_name(name: str) -> str | None:
    """`f` or `m` if the form of address or the given name of a person tells, else None.

    >>> [gender_of_name(n) for n in ("Mme Roy", "Éric Faure", "Naïma Roy", "Jean-Marie Roy", "Camille Roy", "Orvelle")]
    ['f', 'm', 'f', 'm', None, None]
    """
    first = fold(name).split()[0].rstrip(".")
    if told := forms("title_of_gender").get(first):
        return told
    whole = fold(without_address(name) or name).split()[0]
    given = whole.split("-")[0]
    known = given_names() if given == whole else folded_set("given_names", "french")  # `Jean-Marie`, not `Soo-Jin`
    if given not in known or given in folded_set("given_names", "either"):
        return None
    return "f" if given.endswith(_HERS) else "m" if given.endswith(_HIS) else None


def complemented(name: str, first: str) -> bool:
    """True if a complement follows the first word of a folded name: that word is a common noun.

    >>> complemented("cote d'azur habitat", "cote"), complemented("mobilis meuse", "mobilis")
    (True, False)
    """
    return name[len(first) :].startswith(tuple(f" {of}" if of[-1] == "'" else f" {of} " for of in DE))


def is_heading(text: str) -> bool:
    """True for the heading of a section or a desk: `Contacts presse`, `Billetterie`."""
    return fold(text) in forms("heading")


@lru_cache(maxsize=4096)
def is_several(text: str) -> bool:
    """True for a line that holds more than a body's name: separators, or a function at the start, which partners make
    a name: `Boulanger Frères`.
    """
    first, *rest = fold(text).split()
    post = is_function(first) and not (rest[:1] and rest[0] in folded_set("cues", "partners"))
    return bool(_PARTED.search(text)) or post or text.startswith("Pour ")


def tidied(form: str) -> str:
    """A body's name without the article of an acronym, and with its split compound in one piece.

    >>> tidied("Le SIMV"), tidied("Rhône- Alpes")
    ('SIMV', 'Rhône-Alpes')
    """
    return _SPLIT_COMPOUND.sub("-", _ARTICLE_OF_ACRONYM.sub("", form))


def bare_nouns(text: str) -> Iterator[tuple[int, int]]:
    """Where an article precedes a single capitalised word: `la Région`."""
    return (m.span(1) for m in _BARE_NOUN.finditer(text))


def without_article(folded: str) -> str:
    """A folded text without `le` or `la` before it."""
    return folded.removeprefix("le ").removeprefix("la ")


def is_small(folded: str) -> bool:
    """True for a word that an acronym leaves out."""
    return folded in forms("small_in_names")


def is_particle(folded: str) -> bool:
    """True for a particle of surnames, which names nobody by itself."""
    return folded in forms("particle")


def names_another(rest: str) -> bool:
    """True if the words after a short name make it another body of the same group: `Valdor France`."""
    return rest.split()[-1] in forms("other_of_a_group")


@cache
def legal_forms() -> frozenset[str]:
    """Legal forms without their final full stop: `SA`, `S.A.S`."""
    return frozenset(f.rstrip(".") for f in read_list("cues")["legal_forms"])


def is_legal_form(folded: str) -> bool:
    """True for the two legal forms that follow a known name as its longer form: `Valdor SA`."""
    return folded in ("sa", "sas")


def is_agency(name: str) -> bool:
    """True for the name of an agency that writes releases for others.

    >>> is_agency("Agence Belin"), is_agency("Valdor")
    (True, False)
    """
    return bool(_AGENCY.search(fold(name)))
