"""YAML between `---`, and JSON, which reads like it: where the block stands, and what it declares.

Nothing is constructed from the YAML: its nodes are read as text with their places, so that no tag can make an object.
Aliases are refused (a few lines of them unfold to gigabytes), size and depth are bounded.
"""

from __future__ import annotations

import json
import re

import yaml

from pressmine.document import Diagnostic, Mark, MarkKind, Metadata
from pressmine.offsets import Span
from pressmine.readers.encodings import scrub
from pressmine.readers.frontmatter.bare import LINE
from pressmine.readers.frontmatter.values import FrontMatter, Value, fold_key, lead_values, metadata_of

#: Characters of a front matter that is read; a longer one keeps its mark and gets a diagnostic.
MAX_CHARACTERS = 50_000
_MAX_DEPTH = 20

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?=\r?$|\Z)", re.MULTILINE)
_ESCAPE = re.compile(r"\\.|''")


def read_yaml(text: str) -> FrontMatter | None:
    """The block between `---` that `text` opens with, or None."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    return _read(text, opening.end(), closing.start(), closing.end())


def read_json(text: str) -> FrontMatter | None:
    """The object that `text` opens with, or None if it is not one."""
    if text[:1] != "{":
        return None
    try:
        value, end = json.JSONDecoder().raw_decode(text[:MAX_CHARACTERS])
    except (ValueError, RecursionError):
        return None
    # A tab parts nothing in YAML's flow; in a string JSON has none.
    return _read(text.replace("\t", " "), 0, end, end) if isinstance(value, dict) else None


def _read(text: str, start: int, inner_end: int, end: int) -> FrontMatter:
    """The front matter whose YAML is `text[start:inner_end]`."""
    block = Mark(MarkKind.FRONT_MATTER, Span(0, end))
    notes: tuple[Diagnostic, ...] = ()
    escapes: list[Mark] = []
    try:
        values = _values(text[start:inner_end], start, text, escapes)
    except _RefusedError as error:
        note = _invalid(block, error, "its title and date were not taken")
        return FrontMatter((block,), Metadata(), (note,), end)
    except yaml.YAMLError as error:
        values = _lines(text, start, inner_end)
        notes = (_invalid(block, error, "its lines were read one by one"),)
    leads = [Mark(MarkKind.LEAD, v.span) for v in lead_values(values)]
    return FrontMatter((block, *leads, *escapes), metadata_of(values), notes, end)


def _invalid(block: Mark, error: Exception, so: str) -> Diagnostic:
    problem = getattr(error, "problem", None) or str(error).split("\n")[0]
    return Diagnostic(
        "front-matter-invalid", f"The front matter is not valid YAML ({scrub(str(problem))[:200]}): {so}.", block.span
    )


def _lines(text: str, start: int, end: int) -> list[tuple[str, Value]]:
    """The values of a block that is no YAML, mostly for a colon inside a title that nobody quoted: each line that opens
    with a key at the margin, as it stands. What continues over several lines is left out.
    """
    found = []
    for line in re.finditer(r"[^\r\n]+", text[start:end]):
        m = LINE.match(line.group())
        if m and m["value"]:
            at = start + line.start()
            found.append(
                (fold_key(m["key"]), Value(scrub(m["value"]), Span(at + m.start("value"), at + m.end("value"))))
            )
    return found


class _RefusedError(Exception):
    """YAML that is within the language and beyond our bounds."""


def _values(block: str, offset: int, text: str, escapes: list[Mark]) -> list[tuple[str, Value]]:
    """The scalars at the top of the block (and the first level of lists and mappings of names), key by key."""
    if len(block) > MAX_CHARACTERS:
        raise _RefusedError(f"it has more than {MAX_CHARACTERS:,} characters")
    _check_events(block)
    root = yaml.compose(block, Loader=yaml.SafeLoader)
    values: list[tuple[str, Value]] = []
    if not isinstance(root, yaml.MappingNode):
        if root is not None:
            raise _RefusedError("it is not a list of keys and values")
        return values
    for key, node in root.value:
        if isinstance(key, yaml.ScalarNode):
            folded = fold_key(key.value)
            values.extend((folded, _scalar(leaf, offset, text, escapes)) for leaf in _leaves(node))
    return values


def _check_events(block: str) -> None:
    depth = 0
    for event in yaml.parse(block, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError("it uses aliases")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise _RefusedError(f"it nests more than {_MAX_DEPTH} levels")


def _leaves(node: yaml.Node) -> list[yaml.ScalarNode]:
    """A scalar itself, a list's scalars, or the name in a mapping (`author: {name: …}`)."""
    if isinstance(node, yaml.ScalarNode):
        return [node]
    if isinstance(node, yaml.SequenceNode):
        return [leaf for item in node.value if not isinstance(item, yaml.SequenceNode) for leaf in _leaves(item)]
    names = ("name", "nom", "text", "texte", "title", "rendered", "created", "published")
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [
        v for k, v in pairs if isinstance(k, yaml.ScalarNode) and isinstance(v, yaml.ScalarNode) and k.value in names
    ]


def _scalar(node: yaml.ScalarNode, offset: int, text: str, escapes: list[Mark]) -> Value:
    """A scalar's value and the characters that it is on, without quotes, block indicator and outer white space.

    Its escapes are marked: they stand for one sign, or a space.
    """
    start, end = node.start_mark.index + offset, node.end_mark.index + offset
    if node.style in ("'", '"'):
        start, end = start + 1, end - 1
        for m in _ESCAPE.finditer(text, start, end):
            if (m.group() == "''") == (node.style == "'"):
                escapes.append(Mark(MarkKind.MARKUP, Span(*m.span()), " " if m.group()[1] in "nrt" else m.group()[1]))
    elif node.style in ("|", ">"):
        line = text.find("\n", start, end)
        start = end if line < 0 else line + 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Value(scrub(node.value), Span(start, end))
