"""Rule files of a few lines for tests, and the rules of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from pressmine.evidence import Rule
from pressmine.rulebook import load_rules
from pressmine.rules.declared.book import Book

MATCH = "Orvelle a levé 4,5 M€ à Dreux."


class _Plain(yaml.SafeDumper):
    """Writes what stands twice twice: rule files have no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def rule(**keys: Any) -> dict[str, Any]:
    """A rule that finds sums in `MATCH`, with these keys instead of its own; a key that is None is left out."""
    whole: dict[str, Any] = {
        "id": "essai.somme",
        "says": "Une somme levée.",
        "field": "extra.sommes",
        "type": "money",
        "find": {"pattern": "<lever> {MONEY:montant}"},
        "tests": {"match": [{"text": MATCH, "gives": "levé 4,5 M€"}], "no_match": ["Orvelle a levé le voile."]},
        **keys,
    }
    return {key: value for key, value in whole.items() if value is not None}


def both_ways(match: str, gives: Any, no_match: str = "Rien à signaler.") -> dict[str, Any]:
    """The tests of a rule: one each way."""
    return {"match": [{"text": match, "gives": gives}], "no_match": [no_match]}


def write(path: Path, *rules: dict[str, Any], lists: dict[str, Any] | None = None) -> Path:
    """A rule file."""
    data = {"pressmine": 1, **({"lists": lists} if lists else {}), "rules": list(rules)}
    path.write_text(yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def book(path: Path, *rules: dict[str, Any], lists: dict[str, Any] | None = None, builtin: bool = False) -> Book:
    """The book of these rules, their own tests run."""
    return load_rules([write(path / "regles.yaml", *rules, lists=lists)], builtin=builtin, installed=False)


def only(found: Book) -> Rule:
    """The one rule of a book."""
    (one,) = found.rules
    return one
