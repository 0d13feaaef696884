"""The lexicon: forms of French by class, from the tables of `lexicon/`.

A table has the columns `form;class;type;source;note`: the form as it is written, the class by which code asks for it,
what the form stands for in that class, where the entry is from, and a word for whoever mends the table. A file whose
name ends in a country (`authorities_be.csv`) holds what is said there only; it adds to the classes of the others.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pressmine.french.alternatives import any_of
from pressmine.french.folding import fold

COLUMNS = ["form", "class", "type", "source", "note"]


@cache
def classes() -> dict[str, dict[str, str]]:
    """Every class with its folded forms, in the order of the files, each with its type."""
    found: dict[str, dict[str, str]] = {}
    folder = files("pressmine.french").joinpath("lexicon")
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter=";", strict=True)
        if head != COLUMNS:
            raise ValueError(f"{path.name}: the columns are {';'.join(COLUMNS)}")
        for form, name, kind, _, _ in rows:
            found.setdefault(name, {})[fold(form)] = kind
    return found


def forms(name: str) -> Mapping[str, str]:
    """The folded forms of a class, each with its type. KeyError if there is no such class."""
    return classes()[name]


def any_form(name: str) -> str:
    """A regular expression for the forms of a class, for a folded text."""
    return any_of(forms(name))
