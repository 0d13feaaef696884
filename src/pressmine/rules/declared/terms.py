"""Names to look up: a list or a CSV file, tens of thousands of entries at the cost of one look-up for each word.

An index maps the words of each name to the name, so that a text costs the same whatever the length of the list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressmine.rules.declared.literals import may_stand, shortest
from pressmine.rules.declared.nodes import Place, Text, unknown
from pressmine.rules.declared.words import ELISIONS, Page, same_name, split

#: A list that begins with so many words at most is looked for as it stands.
_FEW = 64
COLUMNS = ("name", "alias", "type", "code")


@dataclass(frozen=True, slots=True)
class Term:
    """An entry: the name it stands for, the form that is looked up, and what the list says of it."""

    name: str
    form: str
    type: str | None = None
    code: str | None = None


class TermIndex:
    """Terms by their words: a word is looked up once for each length that names which begin with it have."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(dict.fromkeys(terms))
        self._said: dict[tuple[str, ...], list[tuple[tuple[str, ...], Term]]] = {}
        lengths: dict[str, set[int]] = {}
        for term in sorted(self.terms, key=lambda t: (t.form, t.name, t.type or "", t.code or "")):
            words = split(term.form)
            key = tuple(_key(word.folded) for word in words)
            self._said.setdefault(key, []).append((tuple(word.text for word in words), term))
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        elided = [long for long, short in ELISIONS.items() if short[0] in lengths]
        self._openers = shortest([*lengths, *elided]) if len(lengths) <= _FEW else None

    def possible(self, folded: str) -> bool:
        """False where no term of a short list can begin in a folded text."""
        return self._openers is None or may_stand(folded, [self._openers])

    def at(self, page: Page, index: int, last: int) -> Iterator[tuple[int, Term]]:
        """Terms that begin at a word and end before `last`, the longest first, with the index behind them."""
        for length in self._lengths.get(_key(page.words[index].folded), ()):
            end = index + length
            words = page.words[index:end] if end <= last else ()
            for said, term in self._said.get(tuple(_key(word.folded) for word in words), ()):
                if all(same_name(s, word.text) for s, word in zip(said, words, strict=True)):
                    yield end, term

    def find(self, page: Page) -> Iterator[tuple[int, int, Term]]:
        """The terms of a page in order, none overlapping another: the first word counts, then the longest."""
        starts = sorted(index for form, found in page.forms.items() if _key(form) in self._lengths for index in found)
        done = 0
        for index in starts:
            if index >= done:
                for end, term in self.at(page, index, page.line(index)[1]):
                    yield index, end, term
                    done = end
                    break


def _key(folded: str) -> str:
    """A word as it is looked up: in its elided form, where it has one."""
    return ELISIONS.get(folded, (folded,))[0]


def read_terms(source: Text | tuple[Any, ...]) -> list[Term]:
    """The terms of a list, or of the CSV file that a text names. Raises RuleFileError."""
    if isinstance(source, Text):
        return list(_from_csv(source))
    return [term for entry in source for term in _from_entry(entry)]


def _from_entry(entry: Text | dict[Text, Any]) -> Iterator[Term]:
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
