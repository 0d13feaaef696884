"""Persons in the rows of a table whose head says what the columns hold: `Nom | Fonction | Organisme`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, Rule
from pressmine.french.functions import phrase_at
from pressmine.french.lexicon import forms
from pressmine.french.places import is_large
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, person_at
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.titled import TITLES
from pressmine.rules.persons.holding import post

_RULE = "persons.table-row"
_BETWEEN = re.compile(r"[|\t]|\s{3}")
#: Words of a cell with a name, a function or a body at most.
_LONGEST = 16
#: How sure a head is of who stands under it, and of what.
_PERSON, _BODY, _POST = 0.9, 0.8, 0.9


def in_rows(document: Document) -> Iterator[Evidence]:
    """The person of each row under a head, with the function and the body that its other cells hold."""
    view = scan(document)
    columns: dict[str, int] = {}
    width = 0
    for line in view.lines:
        if line[0] == line[1]:
            continue
        row = _cells(view, line)
        if len(row) > 1 and (heads := _columns(view, row)):
            columns, width = heads, len(row)
        elif columns and len(row) == width:
            yield from _row(view, row, columns)
        else:
            columns = {}


def _cells(view: Scan, line: Range) -> list[Range]:
    """The words between the bars, tabs or wide gaps of a line."""
    gaps = ((index, view.words[index].gap) for index in range(line[0] + 1, line[1]))
    bounds = [index for index, gap in gaps if gap != " " and _BETWEEN.search(gap)]
    return list(pairwise([line[0], *bounds, line[1]]))


def _columns(view: Scan, row: list[Range]) -> dict[str, int]:
    """What the columns of a table hold by their heads, the first for each kind; nothing where that is not the head of a
    table of persons.
    """
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        said = view.folded(cell)
        kind = forms("column_head").get(said) or forms("column_head").get(said.removesuffix("s"))
        if kind is not None:
            found.setdefault(kind, index)
    return found if "person" in found and len(found) > 1 else {}


def _row(view: Scan, row: list[Range], columns: dict[str, int]) -> Iterator[Evidence]:
    words = {kind: _untitled(view, row[index]) for kind, index in columns.items()}
    person, function, body = (words.get(kind) for kind in ("person", "function", "body"))
    if person is None or not view.words[person[0]].cap or any(c.isdigit() for c in view.text(person)):
        return
    phrase = phrase_at(view.words, *function, view.name_at) if function is not None else None
    if phrase is None and person_at(view, person[0]) is None:
        return  # `Val Joli | bonne | 40 m`
    if phrase is not None and phrase.body is not None and body is None:
        function, body = (phrase.start, phrase.end), phrase.body
    yield Evidence(_RULE, view.span(person), EntityReading("person"), _PERSON)
    yield post(view, Name(person, person[0], _PERSON, _RULE), function, body, _RULE, _POST)
    if body is not None and not is_large(view.folded(body)):
        yield Evidence(_RULE, view.span(body), EntityReading("organisation"), _BODY)


def _untitled(view: Scan, cell: Range) -> Range | None:
    """The words of a cell without the title that opens it; None for a long one."""
    first, last = cell
    while first < last - 1 and view.words[first].folded in TITLES:
        first += 1
    return (first, last) if last - first <= _LONGEST else None


RULES: tuple[Rule, ...] = (
    Rule(_RULE, "Une ligne d'un tableau dont l'en-tête dit les colonnes : nom, fonction, organisme.", in_rows),
)
