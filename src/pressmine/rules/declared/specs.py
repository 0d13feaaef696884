"""A rule as its file says it, checked as a whole: what one key asks of another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pressmine.document import RESIDUE, ZoneKind
from pressmine.rules.declared.keys import FIND
from pressmine.rules.declared.nodes import Place, Text
from pressmine.rules.declared.read import Table

_ID: Final = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+){0,8}")
KINDS: Final = tuple(key.name for key in FIND if not key.name.endswith("+"))
#: Confidence of a match where the rule says nothing; below the threshold nothing is found.
USUAL, THRESHOLD = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Spec:
    """One rule: `find` is the kind and its source."""

    id: Text
    says: Text
    field: Text
    type: str | None
    zones: frozenset[ZoneKind]
    position: str | None
    kind: str
    source: Any
    added: Any
    set: Mapping[str, Any]
    check: str | None
    when: tuple[Any, ...]
    unless: tuple[Any, ...]
    context: tuple[Table, ...]
    confidence: float
    least: float
    priority: int
    match: tuple[Table, ...]
    no_match: tuple[Any, ...]
    place: Place
    lists: Mapping[Text, Any]


def check_id(table: Table) -> Text:
    """The rule's id. Raises RuleFileError if it has none, or one that is not a name."""
    if "id" not in table:
        raise table.place.error("the rule has no `id`: lower-case words with dots and dashes, as in levee.montant")
    name: Text = table.get("id")
    if not _ID.fullmatch(name):
        raise name.place.error(
            f"an `id` is lower-case words with dots and dashes, as in levee.montant, found {str(name)!r}"
        )
    return name


def build(table: Table, lists: Mapping[Text, Any], tested: bool = True) -> Spec:
    """The spec of a whole rule. Raises RuleFileError at the first thing that does not fit.

    Without tests of both kinds it does not fit where it must be `tested`: one that a file changes had its own.
    """
    id = check_id(table)
    for key in ("says", "field", "find"):
        if key not in table and key not in table.places:
            raise table.place.error(f"the rule {id!r} has no `{key}`")
        if key not in table:
            raise table.at(key).error(f"the `{key}` of the rule {id!r} can't be read")
    field: Text = table.get("field")
    type = table.get("type")
    if field.startswith("extra.") and type is None:
        raise field.place.error(f"the field {field!r} needs a `type`: number, money, date, text, object, …")
    if type is not None and not field.startswith("extra."):
        raise table.at("type").error(f"`type` belongs to fields under `extra`, not to {str(field)!r}")
    kind, source, added = _found(table.get("find"))
    match, no_match = _tests(table, id, tested)
    where: Table | None = table.get("where")
    conditions = {key: (*table.get(key, ()), *table.get(f"{key}+", ())) for key in ("unless", "context")}
    return Spec(
        id=id,
        says=table.get("says"),
        field=field,
        type=type,
        zones=zones_of(where),
        position=where.get("position") if where else None,
        kind=kind,
        source=source,
        added=added,
        set=table.get("set", {}),
        check=table.get("check"),
        when=table.get("when", ()),
        unless=conditions["unless"],
        context=conditions["context"],
        confidence=table.get("confidence", USUAL),
        least=table.get("least", THRESHOLD),
        priority=table.get("priority", 0),
        match=match,
        no_match=no_match,
        place=table.place,
        lists=lists,
    )


def _found(find: Table) -> tuple[str, Any, Any]:
    kinds = [kind for kind in KINDS if kind in find]
    if len(kinds) != 1:
        found = f"found {' and '.join(kinds)}" if kinds else "found none"
        raise find.place.error(f"`find` needs exactly one of {', '.join(KINDS)}; {found}")
    kind = kinds[0]
    for key in find.places:
        if key.endswith("+") and key != f"{kind}+":
            raise find.at(key).error(f"`{key}` adds to `{key[:-1]}`, but the rule finds by `{kind}`")
    return kind, find.get(kind), find.get(f"{kind}+", ())


def _tests(table: Table, id: Text, tested: bool) -> tuple[tuple[Table, ...], tuple[Any, ...]]:
    tests: Table | None = table.get("tests")
    if tests is None:
        raise table.place.error(f"the rule {id!r} has no `tests`: one text that must match, and one that must not")
    match, no_match = tests.get("match", ()), tests.get("no_match", ())
    if not tested:
        return match, no_match
    if not match:
        raise tests.place.error(f"the tests of {id!r} have no `match`: a text that must match, and what it gives")
    if not no_match:
        raise tests.place.error(f"the tests of {id!r} have no `no_match`: a text in which nothing may be found")
    return match, no_match


def zones_of(where: Table | None) -> frozenset[ZoneKind]:
    """The kinds of zone that a rule looks at. Raises RuleFileError if it could never match."""
    chosen = where.get("zones") if where else None
    if not chosen:
        return frozenset(ZoneKind) - RESIDUE
    zones = frozenset(ZoneKind(name) for name in chosen)
    if where is not None and zones <= RESIDUE:
        raise where.at("zones").error("nothing is extracted from boilerplate: the rule could never match")
    return zones
