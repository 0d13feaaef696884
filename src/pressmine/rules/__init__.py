"""The families of rules. Each module lists its rules in `RULES`; a family is added here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule, order
from pressmine.rules import figures, tables


class DuplicateRule(ValueError):
    """Two rules share an id."""


def builtin_rules() -> tuple[Rule, ...]:
    """All rules of the package, by id."""
    return combine(rule for family in FAMILIES for rule in family)


def combine(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules in the order of their ids; DuplicateRule where an id stands twice."""
    by_id: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in by_id:
            raise DuplicateRule(f"two rules are called {rule.id!r}: rename one of them")
        by_id[rule.id] = rule
    return tuple(by_id[key] for key in sorted(by_id))


def propose(document: Document, rules: Iterable[Rule]) -> tuple[Evidence, ...]:
    """All evidence of the rules on a document, in the total order, without exact repeats."""
    return tuple(sorted(dict.fromkeys(_all(document, rules)), key=order))


def _all(document: Document, rules: Iterable[Rule]) -> Iterator[Evidence]:
    for rule in rules:
        yield from rule.find(document)


FAMILIES: tuple[tuple[Rule, ...], ...] = (figures.RULES, tables.RULES)
