"""All rules of a run: the built-in ones, those of rule files, and the changes that rule files make to either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pressmine.document import ZoneKind
from pressmine.errors import RuleFileError
from pressmine.evidence import Rule
from pressmine.rules.declared import lemmas
from pressmine.rules.declared.change import changed
from pressmine.rules.declared.compile import DeclaredRule
from pressmine.rules.declared.lookup import TermIndex, term_index
from pressmine.rules.declared.merge import merged, untested, widens
from pressmine.rules.declared.nodes import FileName, Place, Text, unknown
from pressmine.rules.declared.read import RuleFile, Table, read_file
from pressmine.rules.declared.slots import SLOTS
from pressmine.rules.declared.specs import THRESHOLD, Spec, build, check_id, zones_of
from pressmine.rules.declared.terms import read_terms

#: Keys that may change a rule that is written in Python.
_CHANGES = (
    "extends", "enabled", "says", "where", "when", "unless", "unless+", "context", "context+", "confidence", "least",
    "priority",
)  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A rule of a file, with the word lists of the file."""

    table: Table
    lists: Mapping[Text, Any]
    builtin: bool = False


@dataclass(slots=True)
class Book:
    """The rules ready to run, those declared in rule files, and the errors found in the files."""

    rules: tuple[Rule, ...] = ()
    declared: list[DeclaredRule] = field(default_factory=list)
    disabled: list[tuple[str, Place]] = field(default_factory=list)
    errors: list[RuleFileError] = field(default_factory=list)

    @property
    def own(self) -> list[DeclaredRule]:
        """The declared rules that are not pressmine's own."""
        return [rule for rule in self.declared if not rule.builtin]

    def raise_first(self) -> None:
        """Raise the first error, by file and place."""
        if self.errors:
            raise min(self.errors, key=lambda e: (e.path, e.line, e.column))


def rule_files(paths: Iterable[str | Path]) -> tuple[list[Path], list[RuleFileError]]:
    """The rule files at some paths, in order: the files themselves, and every .yaml file below a folder."""
    found: dict[Path, None] = {}
    errors = []
    for path in map(Path, paths):
        inside = sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
        if path.is_file():  # a rule file, or a list of known names
            found[path] = None
        elif inside:
            found.update(dict.fromkeys(inside))
        else:
            there = "this is not a regular file" if path.exists() else "there is no such file or folder"
            what = "the folder has no rule file (*.yaml)" if path.is_dir() else there
            errors.append(RuleFileError(str(path), 1, 1, what))
    return list(found), errors


def make_book(
    paths: Iterable[str | Path], code: Sequence[Rule] = (), builtin: Iterable[Path] = (), trusted: Iterable[Path] = ()
) -> Book:
    """The book of the built-in rules (`code`, and the files `builtin`) and of the rule files at `paths`; those at or
    below `trusted` paths may run code.
    """
    places = [place.resolve() for place in trusted]
    book = Book()
    files, errors = rule_files(paths)
    book.errors += errors
    entries = [
        entry
        for own, group in ((True, builtin), (False, files))
        for path in group
        for entry in _entries(read_file(path), own, book)
        if own or _harmless(entry.table, path, places, book)
    ]
    try:
        _Binder(book, entries, {rule.id: rule for rule in code}).bind()
    finally:
        lemmas.forget()
    return book


def _entries(file: RuleFile, builtin: bool, book: Book) -> list[Entry]:
    book.errors += file.errors
    for name, source in file.lists.items():
        if isinstance(source, FileName):
            file.lists[name] = _beside(source, file.path.parent)
    for table in file.rules:
        find = table.get("find")
        for key in ("terms", "terms+"):
            if isinstance(find, Table) and isinstance(find.get(key), FileName):
                find.values[key] = _beside(find.get(key), file.path.parent)
    return [Entry(table, file.lists, builtin) for table in file.rules]


def _harmless(table: Table, path: Path, trusted: Sequence[Path], book: Book) -> bool:
    """Whether a rule runs no code, or stands where it may."""
    find = table.get("find")
    if not isinstance(find, Table) or "python" not in find or any(map(path.resolve().is_relative_to, trusted)):
        return True
    book.errors.append(
        find.at("python").error(
            "`python` runs code: give --trust-rules if you trust this file, or name it in PRESSMINE_TRUSTED"
        )
    )
    return False


def _beside(name: FileName, folder: Path) -> FileName:
    """The name of a CSV file as it counts from the rule file's folder."""
    return FileName.at(str(folder / name), name.place)


class _Binder:
    """Joins definitions with what changes them, and compiles them."""

    def __init__(self, book: Book, entries: list[Entry], code: dict[str, Rule]) -> None:
        self.book = book
        self.code = code
        self.defined: dict[str, Entry] = {}
        self.changes: dict[str, list[Entry]] = {}
        #: Word lists by identity: what a file says, and its index.
        self.read: dict[int, tuple[Any, TermIndex]] = {}
        for entry in entries:
            try:
                self._sort(entry)
            except RuleFileError as error:
                book.errors.append(error)

    def bind(self) -> None:
        """Compile every rule; errors go into the book."""
        rules: dict[str, Rule] = {}
        for name in sorted({*self.defined, *self.code}):
            try:
                rule = self._defined(name) if name in self.defined else self._changed(self.code[name])
            except RuleFileError as error:
                self.book.errors.append(error)
                continue
            if rule is not None:
                rules[name] = rule
        for name, entries in sorted(self.changes.items()):
            if name not in self.defined and name not in self.code:
                target = entries[0].table.get("extends")
                self.book.errors.append(target.place.error(unknown(name, sorted({*self.defined, *self.code}), "rule")))
        self.book.rules = tuple(rules.values())

    def _sort(self, entry: Entry) -> None:
        table = entry.table
        if table.broken and not {"id", "extends"} & table.values.keys():
            return
        if "id" not in table and "extends" in table and "id" not in table.places:
            self.changes.setdefault(self._called(str(table.get("extends"))), []).append(entry)
            return
        name = check_id(table)
        if name in self.code:
            raise name.place.error(f"{str(name)!r} is a rule of pressmine: write `extends: {name}` to change it")
        if name in self.defined:
            other = self.defined[name].table.get("id").place
            raise name.place.error(f"the id {str(name)!r} is taken by the rule at {other}")
        self.defined[str(name)] = entry

    def _called(self, name: str) -> str:
        """The id of the rule whose evidence carries that name (the language model's), else the name itself."""
        return next((rule.id for rule in self.code.values() if rule.answers_to(name)), name)

    def _defined(self, name: str) -> Rule | None:
        entry = self._whole(name, ())
        changes = self._joined(name)
        if entry.table.broken or (changes is not None and changes.table.broken):
            return None  # what is wrong with it is said already
        table, lists = entry.table, dict(entry.lists)
        if changes is not None:
            table = merged(table if widens(changes.table) else untested(table), changes.table, keep_tests=True)
            lists |= changes.lists
        if table.get("enabled") is False:
            self.book.disabled.append((name, table.at("enabled")))
            return None
        spec = build(table, lists, tested=changes is None)
        changed_at = None if changes is None else changes.table.place
        declared = DeclaredRule(spec, self._indexes(spec), entry.builtin and changes is None, changed_at)
        self.book.declared.append(declared)
        return replace(declared.rule(), essential=declared.builtin)

    def _indexes(self, spec: Spec) -> dict[str, TermIndex]:
        """The word lists of a rule's file; the rules of a file share them, and each is read once."""
        for name, source in spec.lists.items():
            if name.upper() in SLOTS and name == name.upper():
                raise name.place.error(f"{str(name)!r} is the name of a slot")
            if id(source) not in self.read:
                self.read[id(source)] = source, term_index(read_terms(source))
        return {str(name): self.read[id(source)][1] for name, source in spec.lists.items()}

    def _whole(self, name: str, seen: tuple[str, ...]) -> Entry:
        """A definition with what it inherits from the rule that it extends."""
        entry = self.defined[name]
        base: Text | None = entry.table.get("extends")
        if base is None:
            return entry
        if str(base) in self.code:
            raise base.place.error(
                f"{str(base)!r} is written in Python and can't be copied: leave `id` out to change it in place"
            )
        if str(base) not in self.defined:
            raise base.place.error(unknown(base, sorted(self.defined), "rule"))
        if str(base) in (*seen, name):
            raise base.place.error(f"the rules {', '.join(map(repr, (*seen, name)))} extend each other in a circle")
        above = self._whole(str(base), (*seen, name))
        return Entry(merged(above.table, entry.table, keep_tests=False), {**above.lists, **entry.lists}, entry.builtin)

    def _joined(self, name: str) -> Entry | None:
        """All changes of a rule as one. Two files may not set one key: which of them counts would be left to chance."""
        joined: Entry | None = None
        for entry in sorted(self.changes.get(name, ()), key=lambda e: e.table.place):
            if joined is None:
                joined = entry
                continue
            for key in entry.table.values:
                if key in joined.table and key not in ("extends", "find", "tests"):
                    where = joined.table.at(key)
                    raise entry.table.at(key).error(f"`{key}` of the rule {name!r} is changed already at {where}")
            joined = Entry(merged(joined.table, entry.table, keep_tests=True), {**joined.lists, **entry.lists})
        return joined

    def _changed(self, rule: Rule) -> Rule | None:
        change = self._joined(rule.id)
        if change is None or change.table.broken:
            return rule
        table = change.table
        for key in table.values:
            if key not in _CHANGES:
                raise table.at(key).error(
                    f"the rule {rule.id!r} is written in Python: `{key}` can't be changed, "
                    f"only {', '.join(_CHANGES[1:])}"
                )
        if table.get("enabled") is False:
            self.book.disabled.append((rule.id, table.at("enabled")))
            return None
        return changed(rule, table, _conditions(rule, table, change))


def _conditions(rule: Rule, table: Table, entry: Entry) -> Spec:
    """A spec that holds nothing but the conditions of a change."""
    where: Table | None = table.get("where")
    unless, context = ((*table.get(key, ()), *table.get(f"{key}+", ())) for key in ("unless", "context"))
    zones = zones_of(where) if where and "zones" in where else frozenset(ZoneKind)
    return Spec(
        Text.at(rule.id, table.place), Text.at(rule.says, table.place), Text.at("", table.place), None,
        zones, where.get("position") if where else None, "", None, (), {}, None,
        table.get("when", ()), unless, context, 1.0, table.get("least", THRESHOLD), 0,
        (), (), table.place, entry.lists,
    )  # fmt: skip
