"""The rules of a run: built-in, from rule files, from installed packages; those of rule files with their tests run.

Nothing that fails its own tests is loaded, and nothing is loaded in part: the first error stops a run before it starts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from pressmine.errors import RuleFileError, RunError
from pressmine.evidence import Rule
from pressmine.pipeline import read_sentence
from pressmine.rules import builtin_files, code_rules
from pressmine.rules.declared.book import Book, make_book
from pressmine.rules.declared.check import run_tests
from pressmine.rules.declared.compile import DeclaredRule

#: Packages name their rules here: each entry point is a path (of a rule file or a folder), a Rule, or a list of either.
GROUP = "pressmine.rules"
#: The environment variable that names rule files, and folders of them, which may run code; apart as in PATH.
TRUSTED = "PRESSMINE_TRUSTED"


def load_rules(
    given: Iterable[str | Path | Rule] = (), builtin: bool = True, installed: bool = True, trust: bool = False
) -> Book:
    """The book of all rules: `given` are rule files, folders of them, or Rules.

    `builtin` takes pressmine's own, `installed` those of installed packages; `trust` lets the rule files that are given
    run code, which those of installed packages and of folders named in TRUSTED may. Raises RuleFileError at the first
    thing that is wrong with a rule file, RunError if a package's rules can't be loaded or two Rules share an id.
    """
    book = open_book(given, builtin, installed, trust)
    book.raise_first()
    run_all_tests(book)
    book.raise_first()
    return book


def open_book(
    given: Iterable[str | Path | Rule] = (), builtin: bool = True, installed: bool = True, trust: bool = False
) -> Book:
    """The book with all its errors, tests not yet run."""
    brought = _installed() if installed else []
    items = [*given, *brought]
    listed = filter(None, os.environ.get(TRUSTED, "").split(os.pathsep))
    places = [Path(place) for place in (*brought, *listed, *(("/",) if trust else ())) if not isinstance(place, Rule)]
    rules = [item for item in items if isinstance(item, Rule)]
    paths = list(dict.fromkeys(Path(item) for item in items if not isinstance(item, Rule)))
    code = _unique([*(code_rules() if builtin else ()), *rules])
    return make_book(paths, code, builtin_files() if builtin else (), places)


def run_all_tests(book: Book) -> None:
    """Run the tests of the rule files that a user gave; what fails goes into the book's errors."""
    for _, failed in tested(book):
        book.errors += failed


def tested(book: Book) -> Iterator[tuple[DeclaredRule, list[RuleFileError]]]:
    """Each rule of the rule files that a user gave, with the tests of its own that fail."""
    for rule in book.own:
        yield rule, run_tests(rule, read_sentence)


def _unique(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    by_id: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in by_id:
            raise RunError(f"two rules are called {rule.id!r}: rename one of them")
        by_id[rule.id] = rule
    return tuple(by_id.values())


def _installed() -> list[str | Path | Rule]:
    """What installed packages bring, by the name of their entry point."""
    out: list[str | Path | Rule] = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value)):
        out += _loaded(point)
    return out


def _loaded(point: EntryPoint) -> list[str | Path | Rule]:
    try:
        value = point.load()
        items = [value] if isinstance(value, str | Path | Rule) else list(value() if callable(value) else value)
    except RuleFileError:
        raise
    except Exception as error:  # noqa: BLE001  # a package of somebody else's may raise anything
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise RunError(
            f"the rules of the package behind the entry point {point.name!r} can't be loaded: {reason}"
        ) from None
    for item in items:
        if not isinstance(item, str | Path | Rule):
            raise RunError(f"the entry point {point.name!r} gives a {type(item).__name__}: it must give paths or Rules")
    return items
