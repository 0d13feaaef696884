"""Known names, as tables: bodies and things of `terms/`, and the tables that users bring in the same form.

A table is a CSV file with a head line; `terms/README.md` says what each column holds. Tens of thousands of names are
read in some hundredths of a second, since no form is folded or cut into words before a text has its first word.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pressmine.french.folding import fold
from pressmine.french.lexicon import before_word

#: Bytes of a table.
MAX_TABLE = 50 * 1024 * 1024
COLUMNS = ("name", "aliases", "acronym", "type", "country", "ambiguous", "note", "code", "siren")
_IN_FRONT = rf"(?:{before_word('article_before_name', space=' ')}(?=\S))"
_ARTICLE = re.compile(rf"^{_IN_FRONT}+")
_SIGNS = re.compile(r"[-*_«»\"“”]+")
#: The first word after the articles in front, in a folded text.
_FIRST = re.compile(rf"{_IN_FRONT}*[^\w]*([^\W_]+)")


class Known(NamedTuple):
    """A row of a table: the main name, all its forms, and the other columns."""

    name: str
    forms: tuple[str, ...]
    type: str | None = None
    code: str | None = None
    ambiguous: bool = False
    siren: str | None = None
    line: int = 0
    country: str | None = None


class TableError(ValueError):
    """A table that can't be read: `args[0]` says why, `line` where (0: the file as a whole)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_table(path: Path) -> Iterator[Known]:
    """The rows of a CSV file with columns separated by `;` or `,`. Raises OSError, TableError."""
    if path.exists() and not path.is_file():
        raise TableError("this is not a regular file", 1)
    with path.open("rb") as stream:
        data = stream.read(MAX_TABLE + 1)
    if len(data) > MAX_TABLE:
        raise TableError(f"the file has more than {MAX_TABLE:,} bytes: split it", 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TableError("the file is not in UTF-8: save it as UTF-8", 1) from None
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    try:
        head = _head(next(rows, []))
        for row in rows:
            if any(row) and "".join(row).strip():
                yield _row(head, row, rows.line_num)
    except csv.Error as error:
        raise TableError(f"this is not a valid CSV file: {error}", rows.line_num) from None


def _head(row: list[str]) -> dict[str, int]:
    """The columns by name, each with its place."""
    head = ["aliases" if cell.strip() == "alias" else cell.strip() for cell in row]
    if not head:
        raise TableError(f"the file is empty: its first line names the columns, {', '.join(COLUMNS)}", 1)
    for place, cell in enumerate(head, start=1):
        if cell not in COLUMNS:
            # what is there is not shown: a rule file may name any file of the user's
            raise TableError(f"column {place} is unknown: expected one of {', '.join(COLUMNS)}", 1)
    if "name" not in head:
        raise TableError("the column `name` is missing", 1)
    if len(set(head)) != len(head):
        raise TableError("a column stands twice", 1)
    return {cell: index for index, cell in enumerate(head)}


def _row(head: dict[str, int], row: list[str], line: int) -> Known:
    if len(row) != len(head):
        raise TableError(f"expected {len(head)} cells as in the first line, found {len(row)}", line)

    cells = {column: row[index].strip() for column, index in head.items() if row[index]}
    get = cells.get
    name = " ".join(get("name", "").split())
    if not name:
        raise TableError("the name is empty", line)
    aliases = [alias.strip() for alias in get("aliases", "").split("|")]
    forms = tuple(dict.fromkeys(form for form in (name, *aliases, get("acronym")) if form))
    ambiguous = get("ambiguous", "")
    if ambiguous not in ("", "yes", "no"):
        raise TableError(f"`ambiguous` is yes or left empty, found {ambiguous!r}", line)
    siren = get("siren", "").replace(" ", "")
    return Known(name, forms, get("type"), get("code"), ambiguous == "yes", siren or None, line, get("country"))


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """The key under which mentions are the same name: folded, single spaces, hyphens as spaces, no article before it.

    >>> name_key("Le  LEEM"), name_key("Hewlett-Packard"), name_key("l'Île-de-France")
    ('leem', 'hewlett packard', 'ile de france')
    """
    folded = " ".join(_SIGNS.sub(" ", fold(text)).replace("’", "'").split())
    return _ARTICLE.sub("", folded) or folded


class Names:
    """An index of rows by the keys of their forms; the forms with a first word are indexed when the word is first
    asked for.
    """

    def __init__(self, rows: Iterable[Known]) -> None:
        self._by_first: dict[str, list[tuple[str, Known]]] = {}
        self._keys: dict[str, dict[str, Known]] = {}
        for row in rows:
            for form in row.forms:
                m = _FIRST.match(fold(form))
                if m:
                    self._by_first.setdefault(m.group(1), []).append((form, row))

    def get(self, key: str) -> Known | None:
        """The row with a form of this key (`name_key`); the first one if there are several."""
        m = _FIRST.match(key)
        if m is None or m.group(1) not in self._by_first:
            return None
        first = m.group(1)
        if first not in self._keys:
            self._keys[first] = {name_key(form): row for form, row in reversed(self._by_first[first])}
        return self._keys[first].get(key)


@cache
def rows_of(path: Path) -> tuple[Known, ...]:
    """The rows of one of pressmine's own tables, read once, since several rules and the resolution need them."""
    return tuple(read_table(path))


def tables(folder: str) -> list[Path]:
    """The tables of `terms/FOLDER/`, by name."""
    return sorted(Path(str(files("pressmine.french"))).joinpath("terms", folder).resolve().glob("*.csv"))


@cache
def own_tables() -> frozenset[Path]:
    """All tables of bodies and things that come with pressmine."""
    return frozenset((*tables("bodies"), *tables("things")))


def forms_of(kind: str) -> list[str]:
    """All forms of the known things of one type, as in `terms/README.md`."""
    rows = (row for path in tables("things") for row in rows_of(path))
    return [form for row in rows if row.type == kind for form in row.forms]


@cache
def bodies() -> Names:
    """The known bodies."""
    return Names(row for path in tables("bodies") for row in rows_of(path))


@cache
def known_things() -> Names:
    """The known things, which are no bodies."""
    return Names(row for path in tables("things") for row in rows_of(path))


def is_body(text: str) -> bool:
    """True for a form of a known body, unless it is also a common word, a town or a person.

    >>> is_body("SNCF"), is_body("Valdor")
    (True, False)
    """
    known = bodies().get(name_key(text))
    return known is not None and not known.ambiguous
