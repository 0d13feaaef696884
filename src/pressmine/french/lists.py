"""The word lists of `lists/*.toml`, read once, folded, ready to look words up in.

A list says something of French (a legal form, a title, a given name), never of a document.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from pressmine.french.fold import fold


@cache
def read_list(name: str) -> dict[str, Any]:
    """The content of `lists/NAME.toml`. Raises FileNotFoundError where there is no such list."""
    return tomllib.loads(files("pressmine.french").joinpath("lists", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def folded_set(name: str, key: str) -> frozenset[str]:
    """The entries of one key, folded; a key that holds a text has its words as entries."""
    value = read_list(name)[key]
    entries = value.split() if isinstance(value, str) else value
    return frozenset(fold(entry) for entry in entries)


@cache
def given_names() -> frozenset[str]:
    """Given names, folded; those that are common words, too, are among them."""
    return folded_set("given_names", "french") | folded_set("given_names", "world") | ambiguous_names()


@cache
def ambiguous_names() -> frozenset[str]:
    """Given names that are common words, months or places, too."""
    return folded_set("given_names", "ambiguous")


@cache
def things() -> dict[str, str]:
    """Common nouns that say that the name beside them is no body: folded noun -> its kind (product, event, place,
    …).
    """
    return {fold(noun): kind for kind, nouns in read_list("things").items() for noun in nouns}


@cache
def term_entries() -> dict[str, str]:
    """Every form in the list of known bodies, as it writes it -> the entry that stands for the body."""
    entries: dict[str, str] = {}
    for entry, forms in _known_bodies():
        for form in forms:
            entries.setdefault(form, entry)
    return entries


@cache
def term_forms() -> frozenset[str]:
    """Every form in the list of known bodies, folded."""
    return frozenset(fold(form) for _, forms in _known_bodies() for form in forms)


@cache
def term_types() -> dict[str, str]:
    """Every form in the list of known bodies, folded, without hyphens and apostrophes -> the type of the body."""
    return {
        " ".join(fold(form).replace("-", " ").replace("'", " ").split()): kind
        for _, forms, kind in reversed(list(_typed_bodies()))
        for form in forms
    }


@cache
def no_names(kind: str | None = None) -> frozenset[str]:
    """Words with a capital that name nothing, folded: those of `terms/sans-nom.csv` (`sigle`, `mot`), all or one kind.

    The rule `names.no-name` looks them up.
    """
    return frozenset(fold(row["name"]) for row in _rows("sans-nom") if kind in (None, row["type"]))


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `terms/NAME.csv`."""
    with files("pressmine.french").joinpath("terms", f"{name}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter=";")


def _known_bodies() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The entries of the list of known bodies, each with its forms."""
    return ((name, forms) for name, forms, _ in _typed_bodies())


def _typed_bodies() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The entries of `terms/organismes.csv`, which the rule `organisations.known` looks up, each with its forms and its
    type.
    """
    for row in _rows("organismes"):
        yield row["name"], (row["name"], *filter(None, row["alias"].split("|"))), row["type"]
