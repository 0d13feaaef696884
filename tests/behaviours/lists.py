"""The word lists of the product, each entry with its place, for templates that run every one of them (`lists:`).

A list is named by its room, its file and its keys (`french/calendar.months.3`, `rules/saying.forms`), a class of the
lexicon by itself (`lexicon/office`). The names are what
the product's loaders know; a row has the columns `key` and `parent`, the last and the last but one of its keys.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pressmine.french.lexicon import classes
from pressmine.french.lists import read_list
from pressmine.rules.lists import word_list
from pressmine.tables import read_toml
from tests.behaviours.fill import HERE, BehaviourError, Row

ENTRIES = HERE / "entries.csv"


@cache
def word_lists() -> dict[str, tuple[Row, ...]]:
    """Every word list by its name, with its entries."""
    lists: dict[str, dict[str, Row]] = {}
    for name, keys, entry in _entries():
        key, parent = (keys or ("",))[-1], keys[-2] if len(keys) > 1 else ""
        columns = {"entry": entry, "list": name, "key": key, "parent": parent}
        lists.setdefault(name, {}).setdefault(entry, Row(entry, columns))
    return {name: tuple(rows.values()) for name, rows in lists.items()}


def entries(patterns: tuple[str, ...], where: str) -> tuple[Row, ...]:
    """The entries of the lists whose names fit one of the patterns. Raises BehaviourError for one that fits all."""
    if any(pattern.strip("*") in ("", "french/", "rules/", "readers/") for pattern in patterns):
        raise BehaviourError(f"{where}: lists: a pattern names a file at least")
    rows = [row for name, of in word_lists().items() if any(fnmatchcase(name, p) for p in patterns) for row in of]
    return tuple(rows)


def stale(patterns: Iterable[str]) -> list[str]:
    """The patterns that fit no list: it was renamed, or it is gone."""
    return [pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in word_lists())]


def entry_counts() -> Counter[str]:
    """How many entries the lists of each file have, and each class of the lexicon."""
    counts: Counter[str] = Counter()
    for name, rows in word_lists().items():
        counts[name.partition(".")[0]] += len(rows)
    return counts


def counted_otherwise() -> dict[str, str]:
    """The files of words with more or fewer entries than `entries.csv` says: `{"french/cues": "1237, not 1238"}`."""
    lines = ENTRIES.read_text(encoding="utf-8").splitlines()
    said = {name: int(number) for name, number in (line.split(";") for line in lines if line[:1] != "#")}
    counts = entry_counts()
    names = sorted(said.keys() | counts.keys())
    return {name: f"{counts[name]}, not {said.get(name, 0)}" for name in names if counts[name] != said.get(name, 0)}


def write_counts() -> None:
    """Write `entries.csv` anew."""
    head = "# How many entries the word lists of a file, or a class of the lexicon, have."
    lines = [head, *(f"{name};{number}" for name, number in sorted(entry_counts().items()))]
    ENTRIES.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _entries() -> Iterator[tuple[str, tuple[str, ...], str]]:
    for stem in _stems("pressmine.french", "lists"):
        yield from _flat(f"french/{stem}", (), read_list(stem))
    for kind, entries_of in classes().items():
        yield from ((f"lexicon/{kind}", (kind, of or kind), entry) for entry, of in entries_of.items())
    for stem in _stems("pressmine.rules", "data"):
        for name, words in word_list(stem).items():
            yield from ((f"rules/{stem}.{name}", tuple(name.split(".")), word) for word in words)
    known = read_toml("pressmine.readers", "words.toml")  # the rest says which files to convert, by their extension
    yield from _flat("readers/words", (), {key: words for key, words in known.items() if isinstance(words, list)})
    tables = [*_tables("french/terms", files("pressmine.french").joinpath("terms"))]
    tables += _tables("rules/files", files("pressmine.rules").joinpath("files"))
    for name, table in tables:
        rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig")), delimiter=";")
        for row in rows:
            forms = [row["name"], *(row.get("aliases") or row.get("alias") or "").split("|"), row.get("acronym") or ""]
            sort = "ambiguous" if row.get("ambiguous") else "plain"
            for form in filter(None, map(str.strip, forms)):
                yield f"{name}.{sort}", (row.get("type") or "", sort), form
    for name, kind, code in _lines("places.csv"):
        yield f"french/places.{kind}", (kind, code), name
    for name, country, _ in _lines("towns.csv"):
        yield f"french/towns.{country}", (country,), name


def _lines(table: str) -> Iterator[list[str]]:
    """The first three cells of each row of a table of places."""
    for line in files("pressmine.french").joinpath(table).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            yield line.split(";")[:3]


def _stems(package: str, folder: str) -> Iterator[str]:
    names = (path.name for path in files(package).joinpath(folder).iterdir())
    yield from sorted(name.rpartition(".")[0] for name in names if name.endswith((".toml", ".csv")))


def _tables(name: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        below = f"{name}.{path.name.removesuffix('.csv')}"
        if path.is_dir():
            yield from _tables(below, path)
        elif path.name.endswith(".csv"):
            yield below, path


def _flat(name: str, keys: tuple[str, ...], value: Any) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The entries below a key: lists of words, words in one text, words with their number. A single word is none."""
    if isinstance(value, dict) and value and all(isinstance(v, int | float) for v in value.values()):
        yield from ((name, (*keys, f"{number:g}"), word) for word, number in value.items())
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", (*keys, key), inner)
    elif isinstance(value, str) and " " in value and keys[-1] != "says":
        yield from ((name, keys, word) for word in value.split())
    elif isinstance(value, list):
        for word in value:
            if isinstance(word, dict):
                yield from _flat(name, keys, word)
            else:
                yield name, keys, str(word)
