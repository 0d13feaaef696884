"""Authorities: the territory and who governs it are one, services named by their territory, and role metonymy: the
body that a minister, a prefect, a rector or a mayor stands for.

A minister's function names the portfolio and not the ministry, a mayor's the town and not its administration.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pressmine.french.folding import fold
from pressmine.french.lexicon import any_form, before_word, forms

_LINK = re.compile(rf"^{before_word('of', space=' ')}")
#: The longest first.
_GOVERNING = tuple((head, fold(noun)) for head, noun in sorted(forms("governs").items(), key=lambda f: -len(f[0])))
_PUBLIC_OFFICE = re.compile(rf"(?:ancien\w* )?(?:premiere? )?{any_form('public_office')}\b")
_OFFICE = re.compile(rf"(?P<office>{any_form('office')})\b(?P<of>.*)")


class Office(NamedTuple):
    """What a function says of the body it is held in: how the body's name begins, and the portfolio or territory."""

    nouns: tuple[str, ...]
    of: tuple[str, ...]
    #: Whether the body may bear the territory's name alone, as the town of a mayor does.
    bare: bool


def authority_key(bare: str) -> str:
    """One folded name for an authority and for what governs it: `conseil régional d'Occitanie` is the `Région
    Occitanie`. The State and its services lose what a country adds (`ministère fédéral`), acronyms are spelled out.

    >>> authority_key("conseil departemental du gard") == authority_key("departement du gard")
    True
    >>> authority_key("chu de valmont")
    'centre hospitalier universitaire de valmont'
    """
    bare = bare.replace("ministere federal ", "ministere ").replace("etat francais", "etat")
    first, _, rest = bare.partition(" ")
    if rest and first in forms("spelled_out"):
        bare = f"{fold(forms('spelled_out')[first])} {rest}"
    for head, noun in _GOVERNING:
        if bare.startswith(head + " ") and (rest := without_link(bare[len(head) + 1 :])):
            return f"{noun} {rest}"
    return bare


def is_local_service(key: str) -> bool:
    """True for a service of the State that names itself by its territory: `ARS Bretagne` is the ARS of a text."""
    return key in forms("local_service")


def without_link(folded: str) -> str:
    """A territory without what ties it to the noun in front.

    >>> without_link("du gard"), without_link("de l'oise"), without_link("bretagne")
    ('gard', 'oise', 'bretagne')
    """
    return _LINK.sub("", folded)


def is_public_office(function: str) -> bool:
    """True where a folded function is held in the body that it stands for, or in none that the text names.

    >>> is_public_office("ministre de la mer"), is_public_office("directeur de cabinet du ministre")
    (True, False)
    """
    return bool(_PUBLIC_OFFICE.match(function))


def is_governed(function: str, complement: str) -> bool:
    """True where the folded complement of an office is its territory or portfolio, and no body that employs.

    >>> is_governed("prefet", "region bretagne"), is_governed("prefet", "mrc de joliette")
    (True, False)
    """
    office = office_of(function) if is_public_office(function) else None
    if office is None or office.bare:
        return False
    if "ministere" in office.nouns:
        return not office.of  # `ministre de la Culture de la Communauté française` has a body behind the portfolio
    return complement.startswith(tuple(forms("prefect_of")))


def office_of(function: str) -> Office | None:
    """The office that a folded function names.

    >>> office_of("maire de dreux").of, office_of("directrice")
    (('dreux',), None)
    """
    m = _OFFICE.match(function)
    if m is None:
        return None
    nouns = tuple(fold(noun) for noun in forms("office")[m["office"]].split("|"))
    of_a_town = "mairie" in nouns
    if of_a_town and m["of"].startswith(tuple(f" {deputy}" for deputy in forms("deputy"))):
        return None  # `maire adjoint`, `maire déléguée`
    return Office(nouns, content(m["of"]), of_a_town)


def content(folded: str) -> tuple[str, ...]:
    """The words of a portfolio or a territory without the small ones between them."""
    small = forms("between_portfolio_words")
    return tuple(w for w in re.findall(r"[a-z0-9-]+", folded) if w not in small)
