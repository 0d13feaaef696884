"""The lexicon: forms of French by class, from the tables of `lexicon/`.

A table has the columns `form;class;type;source;note`: the form as it is written, the class by which code asks for it,
what the form stands for in that class, where the entry is from, and a word for whoever mends the table. A file whose
name ends in a country (`authorities_be.csv`) holds what is said there only; it adds to the classes of the others.

Code names a class (`determiner`), or one type of it (`determiner.article`).
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
    """Every class with its forms as they are written, in the order of the files, each with its type."""
    found: dict[str, dict[str, str]] = {}
    folder = files("pressmine.french").joinpath("lexicon")
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter=";", strict=True)
        if head != COLUMNS:
            raise ValueError(f"{path.name}: the columns are {';'.join(COLUMNS)}")
        for form, name, kind, _, _ in rows:
            found.setdefault(name, {})[form] = kind
    return found


@cache
def written(name: str) -> Mapping[str, str]:
    """The forms of a class, or of one type of it, as they are written, each with its type. KeyError if there are none.

    >>> list(written("determiner.article"))
    ['la', "l'", 'le', 'les']
    """
    name, _, kind = name.partition(".")
    of_kind = {form: of for form, of in classes()[name].items() if kind in ("", of)}
    if not of_kind:
        raise KeyError(kind)
    return of_kind


@cache
def forms(name: str) -> Mapping[str, str]:
    """The folded forms of a class, or of one type of it, each with its type. KeyError if there are none."""
    return {fold(form): kind for form, kind in written(name).items()}


def any_form(*names: str, space: str = r"\s{1,3}") -> str:
    """A regular expression for the forms of some classes, for a folded text."""
    return any_of([form for name in names for form in forms(name)], space)


def any_written(*names: str) -> str:
    """A regular expression for the forms of some classes as they are written."""
    return any_of([form for name in names for form in written(name)])


def before_word(*names: str, space: str = r"\s") -> str:
    """A regular expression for the forms of some classes and the blank before the next word. `de` may be elided there,
    and an apostrophe needs no blank.

    >>> import re
    >>> re.findall(before_word("determiner.article"), "le port, l'eau")
    ['le ', "l'"]
    """
    every = [form for name in names for form in forms(name)]
    elided = [form for form in every if form.endswith("'")]
    elided += [f"{form[:-1]}'" for form in every if form.endswith(" de")]
    whole = any_of([form for form in every if not form.endswith("'")]) + space
    return f"(?:{whole}|{any_of(elided)}(?:{space})?)" if elided else f"(?:{whole})"
