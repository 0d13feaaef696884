"""YAML with places: every value of a rule file knows its line and column, so that an error can point at it.

YAML is read as a tree and nothing is built from it: no tags, no aliases (a file of a few lines could stand for
millions of entries), no key twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple, Self

import yaml

from pressmine.errors import RuleFileError

#: A rule file is read whole; lists of this size and more belong into a CSV file.
MAX_BYTES = 5_000_000
_DEEPEST = 20
_PLAIN_TAGS = {
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:bool": "yes or no",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:merge": "text",
    "tag:yaml.org,2002:value": "text",
}


class Place(NamedTuple):
    """A line and column of a file, counted from 1."""

    path: str
    line: int
    column: int

    def error(self, message: str) -> RuleFileError:
        """An error that points here."""
        return RuleFileError(self.path, self.line, self.column, message)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Text(str):
    """A text of a rule file, with its place."""

    place: Place
    __slots__ = ("place",)

    @classmethod
    def at(cls, value: str, place: Place) -> Self:
        """The text `value` with its place in the file."""
        text = cls(value)
        text.place = place
        return text


class FileName(Text):
    """The name of a CSV file of terms, in place of a list of terms."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: `raw` is its text in the file, `tag` its YAML type."""

    place: Place
    raw: str
    tag: str

    @property
    def value(self) -> str | int | float | bool | None:
        """The value as YAML reads it; dates stay text."""
        built = yaml.SafeLoader("").construct_object(yaml.ScalarNode(self.tag, self.raw))
        return built if built is None or isinstance(built, str | int | float | bool) else self.raw

    @property
    def text(self) -> Text:
        """The value as it is written: `no` and `2030` are texts here."""
        return Text.at(self.raw, self.place)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their values, no key twice."""

    place: Place
    entries: dict[Text, Node]


Node = Scalar | Listing | Mapping


def shape_of(node: Node) -> str:
    """The kind of a node, in words."""
    if isinstance(node, Mapping):
        return "a mapping of keys"
    if isinstance(node, Listing):
        return "a list" if node.items else "an empty list"
    return _PLAIN_TAGS[node.tag] if node.raw.strip() or not node.tag.endswith("str") else "an empty text"


def parse(text: str, path: str) -> Node:
    """The tree of a YAML text. Raises RuleFileError at the first thing that is not plain YAML."""
    try:
        _refuse_aliases(text, path)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1, 1)
        raise at.error(_explained(error)) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Place(path, before.count("\n") + 1, error.position - before.rfind("\n"))
        raise place.error(
            f"the character {hex(ord(text[error.position]))} may not stand in YAML: take it out"
        ) from None
    except RecursionError:
        raise Place(path, 1, 1).error("the file is nested too deeply") from None
    if root is None:
        raise Place(path, 1, 1).error("the file is empty: `pressmine rules new` prints a template")
    return _node(root, path, 0)


def unknown(word: str, known: Iterable[str], what: str) -> str:
    """`unknown key 'contxt': did you mean 'context'?`, or the possible keys."""
    names = list(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6) or get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    hint = f"did you mean {close[0]!r}?" if close else f"expected one of {', '.join(names)}"
    return f"unknown {what} {word!r}: {hint}"


def _refuse_aliases(text: str, path: str) -> None:
    if "*" not in text and "&" not in text:
        return
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _place(event, path).error("aliases (*name) are not read here: write the value out")


def _explained(error: yaml.MarkedYAMLError) -> str:
    problem = " ".join((error.problem or "this is not YAML").split())
    if "\\t" in problem or "'\\t'" in problem or "tab" in problem:
        return "a tab stands where YAML wants spaces"
    if "mapping values are not allowed" in problem:
        return "a colon stands where YAML expects none: put texts that hold `: ` in quotes"
    if "expected <block end>" in problem or "did not find expected" in problem:
        return f"{problem}: check the indentation of this line, and quotes around texts that begin with [ or {{"
    if "but found another document" in problem or "expected a single document" in problem:
        return "a second document begins here (---): put all rules into one list under `rules:`"
    if "end of stream" in problem or "unexpected end" in problem:
        return f"{problem}: a quote or a bracket is not closed"
    if "cannot start any token" in problem:
        return f"{problem}: put texts that begin with @, ` or % in quotes"
    return problem


def _place(at: Any, path: str) -> Place:
    return Place(path, at.start_mark.line + 1, at.start_mark.column + 1)


def _node(node: yaml.Node, path: str, depth: int) -> Node:
    place = _place(node, path)
    if depth > _DEEPEST:
        raise place.error("nested too deeply")
    if isinstance(node, yaml.ScalarNode):
        if node.tag not in _PLAIN_TAGS:
            raise place.error(f"the tag {node.tag!r} is not read here: write a plain value")
        return Scalar(place, node.value, node.tag)
    if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
        return Listing(place, tuple(_node(item, path, depth + 1) for item in node.value))
    if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
        entries: dict[Text, Node] = {}
        for key, value in node.value:
            at = _place(key, path)
            if not isinstance(key, yaml.ScalarNode):
                raise at.error("a key must be a word: put texts that begin with [ or { in quotes")
            if key.value in entries:
                raise at.error(f"the key {key.value!r} stands twice")
            entries[Text.at(key.value, at)] = _node(value, path, depth + 1)
        return Mapping(place, entries)
    raise place.error(f"the tag {node.tag!r} is not read here: write a plain value")


def without_places(value: Any) -> Any:
    """Plain data, its texts without their places in the file."""
    if isinstance(value, dict):
        return {str(key): without_places(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_places(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
