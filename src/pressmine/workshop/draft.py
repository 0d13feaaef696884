"""Corrections as the tests of rules that are still to be written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pressmine.corrections import Correction

#: The field of a rule that says that something is not one.
_NOT = {"dates": "not.dates", "figures": "not.figures", "organisations": "not.names", "persons": "not.names",
        "places": "not.names"}  # fmt: skip
#: Keys of a correction that a rule's test can ask for, under the name that it has there.
_GIVES = {
    "organisations": {"name": "canonical", "type": "type"},
    "places": {"type": "type", "code": "code"},
    "dates": {"value": "value", "role": "role"},
    "figures": {"kind": "kind", "value": "value", "unit": "unit", "approx": "approx"},
}


def drafted(corrections: Iterable[Correction], path: str) -> Iterator[str]:
    """A rule file, line by line: for each correction a rule whose test fails until its `find` is written.

    Corrections that only accept a value ask for no rule; those of a document's head have no place to test.
    """
    yield f"# From {path}: the test of each rule says what was corrected, and fails until you have written its `find`."
    yield "# `pressmine rules test` shows what is missing; docs/rules.md explains the keys."
    yield "pressmine: 1"
    yield "rules:"
    numbers: Counter[str] = Counter()
    for correction in corrections:
        field = _NOT.get(correction.field) if correction.action == "reject" else correction.field
        if correction.action == "accept" or field in (None, "document"):
            continue
        numbers[field] += 1
        yield from _rule(correction, field, f"corrections.{field.replace('not.', 'no-')}-{numbers[field]}")


def _rule(correction: Correction, field: str, id: str) -> Iterator[str]:
    said = " ".join(correction.text.split())
    yield f"  # {correction.source}, characters {correction.start} to {correction.end}"
    yield f"  - id: {id}"
    yield "    says: À écrire."
    yield f"    field: {field}"
    yield "    find:"
    yield "      pattern: REMPLACER  # par un motif"
    yield "    tests:"
    yield "      match:"
    yield f"        - text: {_quoted(_sentence(correction))}"
    yield f"          gives: {_quoted({'text': said, **_given(correction)})}"
    yield "      no_match:"
    yield "        - Une phrase où cette règle ne doit rien trouver."


def _given(correction: Correction) -> dict[str, Any]:
    if correction.action == "reject":
        return {}
    names = _GIVES.get(correction.field, {})
    return {names[key]: value for key, value in correction.value.items() if key in names and value is not None}


def _sentence(correction: Correction) -> str:
    """The line around the place, as far as the correction keeps it: whole words only."""
    before = correction.before.rpartition("\n")[2]
    after = correction.after.partition("\n")[0]
    if before == correction.before and " " in before:
        before = before.partition(" ")[2]
    if after == correction.after and " " in after:
        after = after.rpartition(" ")[0]
    return " ".join(f"{before}{correction.text}{after}".split())


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)  # JSON is YAML, and quotes what has to be quoted
