"""A rule as its file writes it: what pressmine runs is what a user may read and copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pressmine.errors import RunError
from pressmine.rules.declared.book import Book
from pressmine.rules.declared.nodes import Place, unknown


def written(book: Book, id: str) -> Iterator[str]:
    """The lines of a rule, or what is known of one that is written in Python. Raises RunError if there is none."""
    rule = next((rule for rule in book.rules if rule.answers_to(id)), None)
    if rule is None:
        raise RunError(unknown(id, [rule.id for rule in book.rules], "rule"))
    declared = next((d for d in book.declared if str(d.spec.id) == rule.id), None)
    if declared is None:
        yield f"# {rule.origin or 'built-in'}; written in Python: it can be switched off, lowered and narrowed"
        yield f"- id: {rule.id}"
        yield f"  says: {rule.says}"
        return
    for place in (declared.spec.place, declared.changed_at):
        if place is not None:
            yield f"# {place}"
            yield from _entry(place)


def _entry(place: Place) -> Iterator[str]:
    """The lines of the entry that is at a place, without the comments that belong to the next one."""
    lines = Path(place.path).read_text(encoding="utf-8-sig").splitlines()[place.line - 1 :]
    indent = place.column - 1
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() and _indent(line) < indent), len(lines))
    while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
        end -= 1
    return iter(lines[:end])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
