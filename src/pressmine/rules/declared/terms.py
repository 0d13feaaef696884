"""Names to look up, as rule files give them: a list, a CSV file, a folder. How they are looked up: `lookup.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pressmine.errors import reason_of
from pressmine.french.known import TableError, own_tables, read_table, rows_of
from pressmine.rules.declared.lemmas import forms_of
from pressmine.rules.declared.nodes import FileName, Place, Text, unknown

#: The keys of an entry of a list.
KEYS = ("name", "alias", "type", "code")
#: A form of more words than this is not a common word, a town or a person, whatever else the entry may be.
_PLAIN = 2
#: A word of an entry that stands for all of its forms.
_LEMMA = re.compile(r"<([^<>\s]{1,40})>")


class Term(NamedTuple):
    """An entry: the name it stands for, the form that is looked up, and what the list says of it."""

    name: str
    form: str
    type: str | None = None
    code: str | None = None
    ambiguous: bool = False
    siren: str | None = None


def read_terms(source: FileName | tuple[Any, ...]) -> list[Term]:
    """The terms of a list, which may name CSV files, or of one CSV file or folder. Raises RuleFileError."""
    entries = (source,) if isinstance(source, FileName) else source
    return [term for entry in entries for term in _from_entry(entry)]


def _from_entry(entry: Text | dict[Text, Any]) -> Iterator[Term]:
    if isinstance(entry, FileName):
        for path in _files(entry):
            yield from _from_csv(path, entry.place)
        return
    if isinstance(entry, Text):
        yield from _forms(entry.place, entry, entry, None, None)
        return
    for key in entry:
        if key not in KEYS:
            raise key.place.error(unknown(key, KEYS, "key"))
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
        yield from _forms(name.place, name, form, given.get("type"), given.get("code"))


def _files(source: FileName) -> list[Path]:
    """The CSV file that is named, or those of the folder."""
    if not Path(source).is_dir():
        return [Path(source)]
    found = sorted(Path(source).resolve().glob("*.csv"))
    if not found:
        raise source.place.error(f"the folder {source} has no .csv file")
    return found


def _from_csv(path: Path, named: Place) -> Iterator[Term]:
    try:
        for row in rows_of(path) if path in own_tables() else read_table(path):
            for form in row.forms:
                clean = form if form.isalnum() else _clean(form, Place(str(path), row.line, 1))
                doubtful = row.ambiguous and form.count(" ") < _PLAIN
                yield Term(row.name, clean, row.type, row.code, doubtful, row.siren)
    except OSError as error:
        raise named.error(f"the file {path} can't be read: {reason_of(error)}") from None
    except TableError as error:
        raise Place(str(path), error.line, 1).error(str(error)) from None


def _forms(place: Place, name: str, form: str, type: str | None, code: str | None) -> Iterator[Term]:
    """A term; one that writes `<lemma>` stands for each form of that word."""
    lemma = _LEMMA.search(form)
    for word in forms_of(lemma.group(1)) if lemma else ("",):
        said = form[: lemma.start()] + word + form[lemma.end() :] if lemma else form
        yield Term(" ".join(name.replace("<", "").replace(">", "").split()), _clean(said, place), type, code)


def _clean(form: str, place: Place) -> str:
    clean = " ".join(form.replace("’", "'").split())
    if not any(c.isalnum() for c in clean):
        raise place.error(f"the term {form!r} has no letter and no digit")
    return clean
