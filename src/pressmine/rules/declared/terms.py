"""Names to look up, as rule files give them: a list, or a CSV file. How they are looked up: `lookup.py`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressmine.rules.declared.nodes import FileName, Place, Text, unknown

COLUMNS = ("name", "alias", "type", "code")


@dataclass(frozen=True, slots=True)
class Term:
    """An entry: the name it stands for, the form that is looked up, and what the list says of it."""

    name: str
    form: str
    type: str | None = None
    code: str | None = None


def read_terms(source: FileName | tuple[Any, ...]) -> list[Term]:
    """The terms of a list, which may name CSV files, or of one CSV file. Raises RuleFileError."""
    entries = (source,) if isinstance(source, FileName) else source
    return [term for entry in entries for term in _from_entry(entry)]


def _from_entry(entry: Text | dict[Text, Any]) -> Iterator[Term]:
    if isinstance(entry, FileName):
        yield from _from_csv(entry)
        return
    if isinstance(entry, Text):
        yield _term(entry.place, entry, entry, None, None)
        return
    for key in entry:
        if key not in COLUMNS:
            raise key.place.error(unknown(key, COLUMNS, "key"))
    first = next(iter(entry)).place if entry else None
    name = entry.get(Text("name"))
    if not isinstance(name, Text):
        raise (first or Place("", 1, 1)).error("a term needs a `name`, which is text")
    aliases = entry.get(Text("alias"), [])
    for alias in aliases if isinstance(aliases, list) else [aliases]:
        if not isinstance(alias, Text):
            raise name.place.error("`alias` must be text, or a list of texts")
    given = {str(key): str(value) for key, value in entry.items() if key in ("type", "code") and value is not None}
    for form in (name, *(aliases if isinstance(aliases, list) else [aliases])):
        yield _term(name.place, name, form, given.get("type"), given.get("code"))


def _from_csv(source: Text) -> Iterator[Term]:
    path = Path(source)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise source.place.error(f"the file {path} can't be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError:
        raise Place(str(path), 1, 1).error("the file is no UTF-8: save it as UTF-8") from None
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    head: list[str] = []
    try:
        for row in rows:
            place = Place(str(path), rows.line_num, 1)
            if not head:
                head = _head(row, place)
            elif any(cell.strip() for cell in row):
                yield from _from_row(head, row, place)
    except csv.Error as error:
        raise Place(str(path), rows.line_num, 1).error(f"this is no CSV: {error}") from None
    if not head:
        raise Place(str(path), 1, 1).error(f"the file is empty: its first line names the columns, {', '.join(COLUMNS)}")


def _head(row: list[str], place: Place) -> list[str]:
    head = [cell.strip() for cell in row]
    for cell in head:
        if cell not in COLUMNS:
            raise place.error(unknown(cell, COLUMNS, "column"))
    if "name" not in head:
        raise place.error("the column `name` is missing")
    if len(set(head)) != len(head):
        raise place.error("a column stands twice")
    return head


def _from_row(head: list[str], row: list[str], place: Place) -> Iterator[Term]:
    if len(row) != len(head):
        raise place.error(f"expected {len(head)} cells as in the first line, found {len(row)}")
    cells = {name: cell.strip() for name, cell in zip(head, row, strict=True)}
    if not cells["name"]:
        raise place.error("the name is empty")
    aliases = [alias.strip() for alias in cells.get("alias", "").split("|") if alias.strip()]
    for form in (cells["name"], *aliases):
        yield _term(place, cells["name"], form, cells.get("type") or None, cells.get("code") or None)


def _term(place: Place, name: str, form: str, type: str | None, code: str | None) -> Term:
    clean = " ".join(form.replace("’", "'").split())
    if not any(c.isalnum() for c in clean):
        raise place.error(f"the term {form!r} has no letter and no digit")
    return Term(" ".join(name.split()), clean, type, code)
