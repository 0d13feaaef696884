"""Template files, read strictly. `README.md` explains the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.behaviours.fill import HERE, BehaviourError, Row, chosen, fillers, references
from tests.behaviours.lists import entries
from tests.behaviours.render import FORMATS

CAPABILITIES = (
    "organisations",
    "persons",
    "agreements",
    "quotes",
    "dates",
    "figures",
    "contacts",
    "head",
    "cleaning",
)
#: What may be said of an item of each field of the record. `form`: one of the names that the record gives the body.
KEYS = {
    "organisations": "name form acronym aliases type roles",
    "persons": "name form function organisation roles",
    "places": "name form type code",
    "dates": "text value granularity role inferred",
    "figures": "text kind value low high approx unit of organisation period",
    "agreements": "kind title date place parties",
    "signatories": "name role for",
    "quotes": "text begins ends speaker",
    "contacts": "name person organisation phones emails",
    "document": "title subtitle published place issuer kind embargo replaces authors language format",
}
_KEYS = (
    "id sentence article source found nothing forbid more kept dropped formats layouts where published same known"
    " count lists pack order"
)

Expected = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Layout:
    """What stands around a sentence, and what of it may be found."""

    name: str
    text: str
    also: Expected


@dataclass(frozen=True)
class Template:
    """One kind of wording and what must come of it. `texts` are ways to say the same."""

    id: str
    capability: str
    file: str
    way: str
    texts: tuple[str, ...]
    found: Expected
    nothing: tuple[str, ...]
    forbid: Expected
    more: tuple[str, ...]
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    formats: tuple[str, ...]
    layouts: tuple[str, ...]
    published: str | None
    same: bool
    known: str | None
    order: str | None
    count: int
    lists: tuple[str, ...]
    pack: int
    rows: Mapping[str, tuple[Row, ...]] = field(repr=False)

    @property
    def sort(self) -> str:
        """`entry` where it runs word lists, `nothing` where nothing may be found, otherwise `found`."""
        if self.lists:
            return "entry"
        return "found" if self.found or self.kept else "nothing"


class _Loader(yaml.SafeLoader):
    """YAML in which a day stays the text that it is written as, and a key twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1 and key != "<<"}:
            raise BehaviourError(f"line {node.start_mark.line + 1}: twice: {', '.join(sorted(twice))}")
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith(":timestamp")]
    for first, rules in yaml.resolver.Resolver.yaml_implicit_resolvers.items()
}


def load(path: Path) -> Any:
    """The content of a YAML file of the suite."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except (yaml.YAMLError, BehaviourError) as error:
        raise BehaviourError(f"{path.name}: {error}") from error


@cache
def layouts() -> dict[str, Layout]:
    """The layouts of the suite."""
    entries = load(HERE / "layouts.yaml")
    return {
        name: Layout(name, entry["text"], _expected(entry["also"], f"layouts.yaml: {name}"))
        for name, entry in entries.items()
    }


@cache
def templates() -> tuple[Template, ...]:
    """All templates of the suite, in order. Raises BehaviourError for what the reader refuses."""
    return tuple(read_templates(HERE / "templates"))


def read_templates(folder: Path) -> Iterator[Template]:
    """The templates of a folder: `CAPABILITY/TOPIC.yaml`."""
    seen: set[str] = set()
    for path in sorted(folder.rglob("*.yaml")):
        capability = path.parent.name
        if capability not in CAPABILITIES or path.parent.parent != folder:
            raise BehaviourError(f"{path.name}: {capability!r} is none of the capabilities: {', '.join(CAPABILITIES)}")
        entries = load(path)
        if not isinstance(entries, list) or not entries:
            raise BehaviourError(f"{path.name}: a template file is a list of templates")
        for number, entry in enumerate(entries, 1):
            template = _template(entry, capability, path, number)
            if template.id in seen:
                raise BehaviourError(f"{path.name}: {template.id}: the id is taken")
            seen.add(template.id)
            yield template


def _template(entry: Any, capability: str, path: Path, number: int) -> Template:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise BehaviourError(f"{path.name}: entry {number}: no id")
    where = f"{path.name}: {entry['id']}"
    if unknown := entry.keys() - set(_KEYS.split()):
        raise BehaviourError(f"{where}: unknown: {', '.join(sorted(unknown))}")
    ways = [way for way in ("sentence", "article", "source") if way in entry]
    if len(ways) != 1:
        raise BehaviourError(f"{where}: exactly one of sentence, article, source")
    texts = _strings(entry[ways[0]], where)
    found, forbid = _expected(entry.get("found", {}), where), _expected(entry.get("forbid", {}), where)
    nothing, kept = _strings(entry.get("nothing", []), where), _strings(entry.get("kept", []), where)
    dropped, more = _strings(entry.get("dropped", []), where), _strings(entry.get("more", []), where)
    if not (found or forbid or nothing or kept or dropped):
        raise BehaviourError(f"{where}: asserts nothing")
    for name in (*nothing, *more):
        if name not in KEYS or name == "document":
            raise BehaviourError(f"{where}: {name!r} is no list of the record")
    if both := set(nothing) & found.keys():
        raise BehaviourError(f"{where}: found and nothing at once: {', '.join(both)}")
    if without := set(more) - found.keys():
        raise BehaviourError(f"{where}: more of what is not found: {', '.join(without)}")
    forms = _strings(entry.get("formats", ["txt"] if ways[0] != "source" else []), where)
    if not forms or set(forms) - FORMATS.keys() or (ways[0] == "source" and len(forms) > 1):
        raise BehaviourError(f"{where}: formats: one or more of {', '.join(FORMATS)}; a source has exactly one")
    around = _strings(entry.get("layouts", ["release", "communique", "first"] if ways[0] == "sentence" else []), where)
    if set(around) - layouts().keys() or bool(around) != (ways[0] == "sentence"):
        raise BehaviourError(f"{where}: layouts: some of {', '.join(layouts())}, around a sentence only")
    known = entry.get("known")
    if known is not None and (not isinstance(known, str) or len(known) < 10):
        raise BehaviourError(f"{where}: known: the reason, in words")
    order = entry.get("order")
    if order is not None and (not isinstance(order, str) or len(order) < 10 or not around):
        raise BehaviourError(f"{where}: order: why the sentence stands where it does, in words; in a layout only")
    lists = _strings(entry.get("lists", []), where)
    said = [*texts, *_said(found), *_said(forbid), *kept, *dropped]
    return Template(
        id=f"{capability}.{entry['id']}",
        capability=capability,
        file=path.relative_to(HERE).as_posix() if path.is_relative_to(HERE) else path.name,
        way=ways[0],
        texts=texts,
        found=found,
        nothing=nothing,
        forbid=forbid,
        more=more,
        kept=kept,
        dropped=dropped,
        formats=forms,
        layouts=around,
        published=entry.get("published"),
        same=bool(entry.get("same", ways[0] != "source")),
        known=known,
        order=order,
        count=int(entry.get("count", 0)),
        lists=lists,
        pack=int(entry.get("pack", 1)),
        rows=_rows(said, entry.get("where", {}), lists, where),
    )


def _rows(said: list[str], wanted: Any, lists: tuple[str, ...], where: str) -> dict[str, tuple[Row, ...]]:
    """The lines of its filler that each reference may stand for."""
    used = dict.fromkeys((name, instance) for text in said for name, instance in references(text, where))
    if not isinstance(wanted, dict):
        raise BehaviourError(f"{where}: where: filler, column, values")
    names = {name for name, _ in used} | {instance for _, instance in used}
    if unused := wanted.keys() - names:
        raise BehaviourError(f"{where}: where: no reference to {', '.join(sorted(unused))}")
    rows = {}
    if bool(lists) != (("entry", "entry") in used):
        raise BehaviourError(f"{where}: `lists` and {{entry}} go together")
    for name, instance in used:
        if instance == "entry":
            rows[instance] = entries(lists, where)
            continue
        if name not in fillers():
            raise BehaviourError(f"{where}: there is no filler {name!r}: {', '.join(fillers())}")
        columns: dict[str, Any] = wanted[instance] if instance in wanted else wanted.get(name, {})
        conditions = {column: _strings(values, where) for column, values in columns.items()}
        rows[instance] = chosen(fillers()[name], conditions, f"{where}: {name}")
    return rows


def _strings(value: Any, where: str) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(v, str) and v.strip() for v in values):
        raise BehaviourError(f"{where}: a text or a list of texts is wanted, not {value!r}")
    return tuple(values)


def _expected(value: Any, where: str) -> dict[str, list[dict[str, Any]]]:
    if not isinstance(value, dict):
        raise BehaviourError(f"{where}: fields of the record and their values are wanted")
    expected = {}
    for name, items in value.items():
        if name not in KEYS:
            raise BehaviourError(f"{where}: the record has no field {name!r}")
        items = [items] if isinstance(items, dict) else items
        if not isinstance(items, list) or not items or not all(isinstance(item, dict) and item for item in items):
            raise BehaviourError(f"{where}: {name}: a list of items with their values")
        for item in items:
            if unknown := item.keys() - {*KEYS[name].split(), "optional"}:
                raise BehaviourError(f"{where}: {name} has no {', '.join(sorted(unknown))}")
        expected[name] = items
    return expected


def _said(expected: Expected) -> Iterator[str]:
    for items in expected.values():
        for item in items:
            for value in item.values():
                yield from (v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str))
