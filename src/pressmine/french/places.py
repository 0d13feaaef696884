"""French communes, départements and regions with their INSEE codes, countries with their ISO codes, looked up by name.

The table `places.csv` is derived from `@etalab/decoupage-administratif` (MIT); it holds communes of 2,000 inhabitants
or more. `towns.csv` adds smaller ones and the towns of other countries, from GeoNames (CC BY 4.0); they have no code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pressmine.french.folding import fold
from pressmine.french.lexicon import forms
from pressmine.french.lists import read_list

_ARTICLE = re.compile(r"^(?:l'|(?:la|le|les) (?=.))")


#: People of a town from which on its bare name is the town's: Nantes is no firm.
_LARGE = 50_000


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the table.

    `inside` is the département's code of a commune, the country's of a town abroad, the region's of a département; else
    empty.
    """

    name: str
    type: str
    code: str | None
    inside: str = ""
    population: int = 0


def key(name: str) -> str:
    """The form under which a place is looked up: folded, hyphens as spaces, no article in front.

    >>> key("L'Île-de-France"), key("Saint-Étienne")
    ('ile de france', 'saint etienne')
    """
    folded = " ".join(fold(name).replace("-", " ").split())
    if folded.startswith(("st ", "ste ")):
        folded = folded.replace("st", "saint", 1) if folded[2] == " " else folded.replace("ste", "sainte", 1)
    return _ARTICLE.sub("", folded) or folded


#: What parts the usual name of a town from the rest of it.
_INSIDE = tuple(f"-{word}-" for word in forms("inside_town"))


@cache
def _table() -> dict[str, tuple[Known, ...]]:
    found: dict[str, list[Known]] = {}
    for line in files("pressmine.french").joinpath("places.csv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, kind, code, inside, population = line.split(";")
            found.setdefault(key(name), []).append(Known(name, kind, code, inside, int(population or 0)))
    for line in files("pressmine.french").joinpath("towns.csv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, country, population = line.split(";")
            found.setdefault(key(name), []).append(Known(name, "commune", None, country, int(population)))
    lists = read_list("countries")
    for code, names in lists["countries"].items():
        for name in names:
            found.setdefault(key(name), []).insert(0, Known(names[0], "country", code))
    for name in lists["other"]["forms"]:
        found.setdefault(key(name), []).append(Known(name, "other", None))
    return {k: tuple(v) for k, v in found.items()}


@lru_cache(maxsize=16384)
def places_named(name: str) -> tuple[Known, ...]:
    """Every place of the table that bears a name, whatever its case, accents and hyphens; communes of one name all.

    >>> [(p.type, p.code) for p in places_named("ile de france")]
    [('region', '11')]
    """
    return _table().get(key(name), ())


def is_written_so(name: str, written: str) -> bool:
    """True unless small letters of a name lack its accents: `Villé` is not what `la Ville` says; `Etampes` is Étampes.

    >>> is_written_so("Villé", "Ville"), is_written_so("Villé", "VILLE"), is_written_so("Étampes", "Etampes")
    (False, True, True)
    """
    own, said = ([c for c in text if c.isalpha()] for text in (name, written))
    pairs = zip(reversed(own), reversed(said), strict=False)  # an article may stand in front
    return not any(a != b and b.islower() and fold(a) == b for a, b in pairs)


def place_named(name: str) -> Known | None:
    """The place of a name where only one kind of place bears it, the best known else; None where the table has none."""
    found = places_named(name)
    if found and found[0].type == "department" and any(p.type == "commune" for p in found):
        return next(p for p in found if p.type == "commune")  # Paris is the town, unless a text says otherwise
    return found[0] if found else None


def is_large(name: str) -> bool:
    """True for the name of a large town, a department, a region, a country: a bare name is the place's then."""
    return any(p.type != "commune" or p.population > _LARGE for p in places_named(name))


@cache
def _stems() -> frozenset[str]:
    names = (places[0].name for places in _table().values() if places[0].type == "commune")
    return frozenset(fold(name).split("-")[0] for name in names if any(link in fold(name) for link in _INSIDE))


def town_stem(folded: str) -> bool:
    """True for what people call a town by whose whole name says more: `Chalon` of Chalon-sur-Saône."""
    return folded in _stems()


def region_of(department: Known) -> str:
    """The name of the region that a département lies in.

    >>> region_of(departments()["22"])
    'Bretagne'
    """
    return _regions()[department.inside]


@cache
def _regions() -> dict[str | None, str]:
    return {p.code: p.name for entries in _table().values() for p in entries if p.type == "region"}


@cache
def departments() -> dict[str, Known]:
    """Départements by their code."""
    return {p.code: p for entries in _table().values() for p in entries if p.type == "department" and p.code}
