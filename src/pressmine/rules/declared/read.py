"""A tree of a rule file -> tables of checked values, each with its place; every error of the file is collected."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from pressmine.errors import RuleFileError, reason_of
from pressmine.french.folding import fold
from pressmine.french.known import TableError, read_table
from pressmine.rules.declared.keys import DENIED, FILE, HEADER, LISTS, Key
from pressmine.rules.declared.nodes import (
    MAX_BYTES,
    FileName,
    Listing,
    Mapping,
    Node,
    Place,
    Scalar,
    Text,
    parse,
    shape_of,
    unknown,
)

_NO_ID = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Table:
    """The values of a mapping by key, and the place of each key; `broken` is True if a value cannot be read."""

    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    broken: bool = False

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a key, or `default`."""
        return self.values.get(name, default)

    def at(self, name: str) -> Place:
        """The place of a key's value; the mapping's own place if there is none."""
        return self.places.get(name, self.place)

    def __contains__(self, name: str) -> bool:
        return name in self.values


@dataclass(slots=True)
class RuleFile:
    """A rule file: its rules as tables, its word lists, and its errors in file order."""

    path: Path
    rules: list[Table] = field(default_factory=list)
    lists: dict[Text, Any] = field(default_factory=dict)
    errors: list[RuleFileError] = field(default_factory=list)


def read_file(path: Path, shown: str | None = None) -> RuleFile:
    """Read a rule file; `shown` is its name in error messages. Never raises: see `errors`."""
    name = shown or str(path)
    result = RuleFile(path)
    try:
        text = _rule_of(path) if path.suffix == ".csv" else _text(path, name)
        root = parse(text, name)
        table = _Reader(result.errors).map(root, FILE, "a rule file")
        result.lists = table.get("lists", {})
        result.rules = list(table.get("rules", ()))
        if not result.rules and "rules" in table and not result.errors:
            result.errors.append(table.at("rules").error("the list of rules is empty"))
    except RuleFileError as error:
        result.errors.append(error)
    result.errors.sort(key=lambda e: (e.line, e.column))
    return result


def _rule_of(path: Path) -> str:
    """The rule file that is equivalent to a list of known names."""
    template = files("pressmine.rules").joinpath("data", "known_list.yaml").read_text(encoding="utf-8")
    place = Place(str(path), 1, 1)
    try:
        first = next(read_table(path), None)
    except OSError as error:
        raise place.error(f"the file can't be read: {reason_of(error)}") from None
    except TableError as error:
        raise place._replace(line=max(1, error.line)).error(str(error)) from None
    if first is None:
        raise place.error("the list has no name")
    for mark, value in (("ID", _NO_ID.sub("-", fold(path.stem)).strip("-")), ("FILE", path.name), ("NAME", first.name)):
        template = template.replace(f"{{{mark}}}", json.dumps(value, ensure_ascii=False)[1:-1])
    return template


def _text(path: Path, name: str) -> str:
    start = Place(name, 1, 1)
    if path.exists() and not path.is_file():
        raise start.error("this is not a regular file")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise start.error(f"the file can't be read: {reason_of(error)}") from None
    if len(data) > MAX_BYTES:
        raise start.error(f"the file has more than {MAX_BYTES:,} bytes: put long lists of terms into a CSV file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise Place(name, line, column).error("the file is not in UTF-8: save it as UTF-8") from None


class _Reader:
    """Checks nodes against keys and builds plain values of them."""

    def __init__(self, errors: list[RuleFileError]) -> None:
        self.errors = errors
        self.shapes: dict[str, Callable[[Node, Key], Any]] = {
            "text": self._text,
            "texts": self._texts,
            "whole": self._number,
            "number": self._number,
            "truth": self._truth,
            "choice": self._choice,
            "choices": lambda node, key: tuple(self._choice(n, key) for n in _one_or_more(node, key)),
            "any": lambda node, key: plain(node),
            "set": self._set,
            "field": self._field,
            "find": lambda node, key: self.map(node, key.inside, f"`{key.name}`"),
            "map": lambda node, key: self.map(node, key.inside, f"`{key.name}`"),
            "maps": self._maps,
            "words": self._words,
            "terms": self._terms,
            "tokens": self._tokens,
            "lists": self._lists,
        }

    def map(self, node: Node, keys: tuple[Key, ...], what: str) -> Table:
        """Read a mapping with these keys; an error in one value is noted, and the others are still read."""
        if not isinstance(node, Mapping):
            raise node.place.error(f"expected the keys of {what}, found {shape_of(node)}")
        known = {key.name: key for key in keys}
        table, before = Table(node.place), len(self.errors)
        for name, value in node.entries.items():
            if name not in known:
                self.errors.append(name.place.error(unknown(name, known, "key")))
                continue
            table.places[str(name)] = value.place
            try:
                table.values[str(name)] = self.shapes[known[name].shape](value, known[name])
            except RuleFileError as error:
                self.errors.append(error)
        for key in keys:
            if key.required and key.name not in table.places:
                self.errors.append(node.place.error(f"{what} needs the key `{key.name}`: {_lower(key.says)}"))
        table.broken = len(self.errors) > before
        return table

    def _text(self, node: Node, key: Key) -> Text:
        if not isinstance(node, Scalar) or not node.raw.strip():
            raise _expected(node, key, "text")
        return node.text

    def _texts(self, node: Node, key: Key) -> tuple[Text, ...]:
        return tuple(self._text(item, key) for item in _one_or_more(node, key))

    def _number(self, node: Node, key: Key) -> float:
        value = node.value if isinstance(node, Scalar) else None
        wanted = "a whole number" if key.shape == "whole" else "a number"
        if isinstance(value, bool) or not isinstance(value, int if key.shape == "whole" else int | float):
            raise _expected(node, key, wanted)
        if (key.low is not None and not value >= key.low) or (key.high is not None and not value <= key.high):
            bounds = f"{key.low:g}" if key.low == key.high else f"{wanted} from {key.low:g} to {key.high:g}"
            raise node.place.error(f"`{key.name}` must be {bounds}, found {value}")
        return value

    def _truth(self, node: Node, key: Key) -> bool:
        value = node.value if isinstance(node, Scalar) else None
        if not isinstance(value, bool):
            raise _expected(node, key, "true or false")
        return value

    def _choice(self, node: Node, key: Key) -> str:
        text = self._text(node, key)
        if text not in key.choices:
            raise node.place.error(unknown(text, key.choices, f"value of `{key.name}`"))
        return str(text)

    def _field(self, node: Node, key: Key) -> Text:
        text = self._text(node, key)
        head, _, name = text.partition(".")
        if head == "extra":
            if not name.isidentifier() or name != name.lower() or not name.isascii():
                raise node.place.error(f"a field of your own is `extra.` and a lower-case word, found {text!r}")
            return text
        known = [*LISTS, *(f"document.{n}" for n in HEADER), *(f"not.{n}" for n in DENIED)]
        if text not in known:
            raise node.place.error(unknown(text, [*known, "extra.NAME"], "field"))
        return text

    def _set(self, node: Node, key: Key) -> dict[Text, Any]:
        if not isinstance(node, Mapping):
            raise _expected(node, key, "a mapping of what is set")
        return {name: plain(value) for name, value in node.entries.items()}

    def _maps(self, node: Node, key: Key) -> tuple[Table, ...]:
        return tuple(
            self._each(_one_or_more(node, key), lambda n: self.map(n, key.inside, f"an entry of `{key.name}`"))
        )

    def _words(self, node: Node, key: Key) -> tuple[Text | Table, ...]:
        def one(item: Node) -> Text | Table:
            if isinstance(item, Mapping):
                return self.map(item, key.inside, f"an entry of `{key.name}`")
            return self._text(item, key)

        return tuple(self._each(_one_or_more(node, key), one))

    def _each(self, nodes: tuple[Node, ...], read: Callable[[Node], Any]) -> Iterator[Any]:
        for node in nodes:
            try:
                yield read(node)
            except RuleFileError as error:
                self.errors.append(error)

    def _terms(self, node: Node, key: Key) -> FileName | tuple[Any, ...]:
        if isinstance(node, Scalar):
            text = self._text(node, key)
            return FileName.at(text, text.place) if text.endswith((".csv", "/")) else (text,)
        if not isinstance(node, Listing) or not node.items:
            raise _expected(node, key, "a list of names, or the name of a .csv file")
        return tuple(self._each(node.items, lambda n: plain(n) if isinstance(n, Mapping) else self._text(n, key)))

    def _tokens(self, node: Node, key: Key) -> tuple[tuple[Place, Any], ...]:
        if not isinstance(node, Listing) or not node.items:
            raise _expected(node, key, "a list of Matcher patterns")
        patterns = node.items if isinstance(node.items[0], Listing) else (node,)
        return tuple((item.place, plain(item)) for item in patterns)

    def _lists(self, node: Node, key: Key) -> dict[Text, Any]:
        if not isinstance(node, Mapping):
            raise _expected(node, key, "a mapping of names to words")
        out = {}
        for name, value in node.entries.items():
            if not name.isidentifier() or name != name.lower():
                self.errors.append(name.place.error(f"a word list's name is a lower-case word, found {str(name)!r}"))
                continue
            try:
                out[name] = self._terms(value, key)
            except RuleFileError as error:
                self.errors.append(error)
        return out


def plain(node: Node) -> Any:
    """A node as plain data: text keeps its place, numbers and booleans are as YAML reads them."""
    if isinstance(node, Mapping):
        return {name: plain(value) for name, value in node.entries.items()}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node.value, str) else node.value


def _one_or_more(node: Node, key: Key) -> tuple[Node, ...]:
    items = node.items if isinstance(node, Listing) else (node,)
    if not items:
        raise node.place.error(f"`{key.name}` is an empty list")
    return items


def _expected(node: Node, key: Key, wanted: str) -> RuleFileError:
    found = shape_of(node)
    hint = ""
    if wanted == "text" and found != "nothing" and not isinstance(node, Scalar):
        hint = ": put texts that begin with [ or { in quotes"
    elif key.example:
        hint = f", as in `{key.name}: {key.example}`"
    return node.place.error(f"`{key.name}` must be {wanted}, found {found}{hint}")


def _lower(says: str) -> str:
    return says[0].lower() + says[1:].rstrip(".")
