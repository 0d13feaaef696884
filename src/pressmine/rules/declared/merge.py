"""A rule and what changes it, as one: keys are in for keys, `terms+` and its like are added."""

from __future__ import annotations

from typing import Any

from pressmine.rules.declared.nodes import Text
from pressmine.rules.declared.read import Table

#: Keys of a change under which all that a rule found is found still: its tests must hold.
_WIDENS = frozenset({"extends", "says", "priority", "tests", "find"})


def merged(base: Table, change: Table, keep_tests: bool) -> Table:
    """A rule's keys with those of a change over them: `terms+` and the like add values, tests too if they are kept."""
    place = base.place if keep_tests else change.place
    out = Table(place, dict(base.values), {**base.places, **change.places}, base.broken or change.broken)
    for key, value in change.values.items():
        if key in ("unless+", "context+"):
            whole = key[:-1]
            out.values[whole] = (*out.values.get(whole, ()), *value)
            out.places.setdefault(whole, change.at(key))
        elif key == "find" and isinstance(base.get("find"), Table):
            out.values[key] = _found(base.get("find"), value)
        elif key == "tests" and keep_tests and isinstance(base.get("tests"), Table):
            tests = base.get("tests")
            both = {k: (*tests.get(k, ()), *value.get(k, ())) for k in ("match", "no_match")}
            out.values[key] = Table(value.place, both, {**tests.places, **value.places})
        elif key != "extends":
            out.values[key] = value
    out.values.pop("extends", None)
    return out


def widens(change: Table) -> bool:
    """True for a change that takes nothing away: it adds to what is found, or leaves it as it is."""
    find: Table | None = change.get("find")
    adds = find is None or all(key.endswith("+") for key in find.values)
    return adds and change.values.keys() <= _WIDENS


def untested(table: Table) -> Table:
    """A rule without its texts that must match: a change that narrows the rule brings its own."""
    tests: Table | None = table.get("tests")
    if tests is None:
        return table
    kept = Table(tests.place, {k: v for k, v in tests.values.items() if k != "match"}, tests.places, tests.broken)
    return Table(table.place, {**table.values, "tests": kept}, table.places, table.broken)


def _found(base: Table, change: Table) -> Table:
    if any(not key.endswith("+") for key in change.values):
        return change
    values = dict(base.values)
    for key, value in change.values.items():
        both = (*_listed(values.get(key, ())), *_listed(value))
        values[key] = both
    return Table(base.place, values, {**base.places, **change.places})


def _listed(value: Any) -> tuple[Any, ...]:
    return (value,) if isinstance(value, Text) else tuple(value)
