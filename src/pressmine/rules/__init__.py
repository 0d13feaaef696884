"""The families of rules. Each module lists its rules in `RULES`; a new family is added only here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from pressmine.document import Diagnostic, Document
from pressmine.evidence import Evidence, Rule, in_order
from pressmine.rules import agreements, contacts, dates, figures, header, organisations, persons, places, quotes, tables
from pressmine.rules.agreements import blocks as agreement_blocks
from pressmine.rules.declared.book import make_book
from pressmine.rules.header import issuer, medium
from pressmine.rules.names import borrowed_names, model, things, unknown_names
from pressmine.rules.organisations import (
    alias,
    announced,
    by_apposition,
    by_copula,
    by_domain,
    by_heading,
    by_label,
    by_plural,
    by_share,
    by_state,
    by_territory,
    lists,
    roles,
)
from pressmine.rules.persons import appointments, heading, leading, posts
from pressmine.rules.persons import tables as person_tables
from pressmine.rules.quotes import blocks as quote_blocks
from pressmine.rules.quotes import signed_lines
from pressmine.rules.quotes import turns as quote_turns

_NAMES = ("organisations", "persons", "places")
#: The lists of the record that the rules of a family speak for.
_FIELDS = {
    "agreement": ("agreements", "signatories"),
    "contact": ("contacts",),
    "date": ("dates",),
    "figure": ("figures",),
    "header": ("signatories", "persons"),
    "identifiers": ("organisations",),
    "model": _NAMES,
    "names": _NAMES,
    "organisations": ("organisations",),
    "persons": ("persons",),
    "places": ("places",),
    "quote": ("quotes",),
}
#: The code of the diagnostic that says that a rule raised.
RULE_FAILED = "rule-failed"


class DuplicateRule(ValueError):
    """Two rules share an id."""


def builtin_rules() -> tuple[Rule, ...]:
    """All rules of the package, by id. An article on which one of them raises fails: an empty field would be a lie."""
    book = make_book((), code_rules(), builtin_files())
    book.raise_first()
    return combine(book.rules)


def code_rules() -> tuple[Rule, ...]:
    """The rules of the package that are written in Python, by id."""
    return combine(
        replace(rule, essential=True, fields=rule.fields or _fields(rule.id)) for family in FAMILIES for rule in family
    )


def _fields(id: str) -> tuple[str, ...]:
    """The lists of the record that a rule of the package speaks for: its family, of the header its second word."""
    family, second, *_ = id.split(".")
    if family == "header" and second != "author":
        return (f"document.{'issuer' if second == 'medium' else second}",)
    return _FIELDS[family]


def builtin_files() -> tuple[Path, ...]:
    """The rule files of the package."""
    return tuple(sorted(Path(__file__).with_name("files").glob("*.yaml")))


def combine(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules in the order of their ids; DuplicateRule where an id stands twice."""
    by_id: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in by_id:
            raise DuplicateRule(f"two rules are called {rule.id!r}: rename one of them")
        by_id[rule.id] = rule
    return tuple(by_id[key] for key in sorted(by_id))


def propose(
    document: Document,
    rules: Iterable[Rule],
    failed: list[Diagnostic] | None = None,
    before_each: Callable[[], None] = lambda: None,
) -> tuple[Evidence, ...]:
    """All evidence of the rules on a document, in the total order, without exact repeats.

    Where a rule raises that is not essential, the document continues without it, and `failed` says so. `before_each` is
    called before each rule, and what it raises ends the article.
    """
    found: list[Evidence] = []
    for rule in sorted(rules, key=lambda rule: rule.id):
        before_each()
        try:
            found += list(rule.find(document))  # all that a rule says, or nothing
        except MemoryError:
            raise
        except Exception as error:  # a user's own code may raise anything; it costs its own values and no more
            if rule.essential or failed is None:
                raise
            failed.append(
                Diagnostic(RULE_FAILED, f"the rule {rule.id} was left out: {type(error).__name__}: {_short(error)}")
            )
    return in_order(found)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


FAMILIES: tuple[tuple[Rule, ...], ...] = (
    header.RULES,
    issuer.RULES,
    medium.RULES,
    dates.RULES,
    model.RULES,
    organisations.RULES,
    alias.RULES,
    by_apposition.RULES,
    by_copula.RULES,
    roles.RULES,
    by_heading.RULES,
    by_label.RULES,
    announced.RULES,
    by_share.RULES,
    unknown_names.RULES,
    borrowed_names.RULES,
    lists.RULES,
    things.RULES,
    by_territory.RULES,
    by_plural.RULES,
    by_state.RULES,
    persons.RULES,
    posts.RULES,
    person_tables.RULES,
    leading.RULES,
    appointments.RULES,
    heading.RULES,
    places.RULES,
    by_domain.RULES,
    figures.RULES,
    tables.RULES,
    agreements.RULES,
    agreement_blocks.RULES,
    quotes.RULES,
    quote_blocks.RULES,
    quote_turns.RULES,
    signed_lines.RULES,
    contacts.RULES,
)
