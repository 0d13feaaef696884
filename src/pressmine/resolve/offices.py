"""Offices of the State and of communes: the body that a minister, a prefect, a rector or a mayor stands for.

A minister's function names the portfolio and not the ministry, a mayor's the town and not its administration. The body
is the one of the text that has the same portfolio or territory in its name; where the text names none, there is none.
"""

from __future__ import annotations

import re

from pressmine.french.fold import fold
from pressmine.record import Organisation
from pressmine.resolve.ledger import Ledger

#: An office, and the nouns that begin the names of the bodies that it stands for.
_OFFICES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"(?<!premier )(?<!premiere )\bministre\b(?P<of>.*)"), ("ministere",)),
    (re.compile(r"\bsecretaire d'etat\b(?P<of>.*)"), ("secretariat d'etat", "ministere")),
    (re.compile(r"\b(?:sous-)?prefete?\b(?P<of>.*)"), ("prefecture", "sous-prefecture", "prefet", "prefete")),
    (re.compile(r"\brect(?:eur|rice)\b(?P<of>.*)"), ("academie", "rectorat", "region academique")),
    (
        re.compile(r"\b(?:maire|bourgmestre)\b(?! (?:adjoint|delegue))(?P<of>.*)"),
        ("ville", "commune", "mairie", "municipalite"),
    ),
)
_SMALL = frozenset(
    "de du des d l la le les et a au aux en charge chargee delegue deleguee aupres ministre etat academie region "
    "academique rectorat".split()
)


def office(function: str) -> bool:
    """True where a folded function is an office: held in the body that it stands for or in none that the text names.

    >>> office("ministre de la mer"), office("directeur de cabinet du ministre"), office("premier ministre")
    (True, False, True)
    """
    return bool(
        re.match(r"(?:ancien\w* )?(?:premiere? )?(?:ministre|secretaire d'etat|(?:sous-)?prefete?|maire)\b", function)
    )


def by_office(ledger: Ledger, function: str) -> Organisation | None:
    """The one body of the text that the folded function stands for."""
    for pattern, nouns in _OFFICES:
        m = pattern.match(function)
        if m is None:
            continue
        said = _content(m["of"])
        found = [o for o in ledger.resolution.organisations if any(_fits(fold(f), nouns, said) for f in _forms(o))]
        if not found and "maire" in function and said:
            found = [
                o
                for o in ledger.resolution.organisations
                if o.type == "local_authority" and _content(fold(o.name)) == said
            ]
        return found[0] if len(found) == 1 or found and said else None
    return None


def _forms(organisation: Organisation) -> tuple[str, ...]:
    return (organisation.name, *organisation.aliases)


def _fits(form: str, nouns: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """True where a body's name is one of the nouns and the same portfolio or territory, or the beginning of it."""
    noun = next((n for n in nouns if form == n or form.startswith(n + " ")), None)
    if noun is None:
        return False
    named = _content(form[len(noun) :])
    if not said or not named:
        return not said
    shorter = min(len(said), len(named))
    return said[:shorter] == named[:shorter]


def _content(text: str) -> tuple[str, ...]:
    """The words of a portfolio or a territory without the small ones between them."""
    return tuple(w for w in re.findall(r"[a-z0-9-]+", text) if w not in _SMALL)
