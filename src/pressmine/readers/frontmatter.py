"""The YAML block on top of a Markdown file: where it stands, and what it declares.

Nothing is constructed from the YAML: its nodes are read as text with their places, so that no tag can make an object.
Aliases are refused (a few lines of them unfold to gigabytes), size and depth are bounded.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import yaml

from pressmine.document import Diagnostic, Mark, MarkKind, Metadata
from pressmine.offsets import Span
from pressmine.readers.dates import iso_date
from pressmine.readers.encodings import scrub
from pressmine.readers.words import ordered, words

#: Characters of a front matter that is read; a longer one keeps its mark and gets a diagnostic.
MAX_CHARACTERS = 50_000
_MAX_DEPTH = 20

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?=\r?$|\Z)", re.MULTILINE)
#: `title: Valdor : un pas de plus`: a key at the margin and what stands behind it, without a pair of quotation marks.
_LINE = re.compile(
    r"""^(?P<key>[A-Za-zÀ-ÿ][\w-]{0,30}):[ \t]+(?P<quote>["']?)"""
    r"""(?P<value>[\w«“(][^\n]{0,2000}?)(?P=quote)[ \t]*\r?$""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block's marks (itself, its lead), what it declares, and what was wrong with it."""

    marks: tuple[Mark, ...]
    metadata: Metadata
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    span: Span


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` opens with, or None. Invalid YAML is a diagnostic, never an error."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None
    block = Mark(MarkKind.FRONT_MATTER, Span(0, closing.end()))
    notes: tuple[Diagnostic, ...] = ()
    try:
        values = _values(text[opening.end() : closing.start()], opening.end(), text)
    except _RefusedError as error:
        note = _invalid(block, error, "its title and date were not taken")
        return FrontMatter((block,), Metadata(), (note,))
    except yaml.YAMLError as error:
        values = _lines(text, opening.end(), closing.start())
        notes = (_invalid(block, error, "its lines were read one by one"),)
    leads = words("words", "lead_keys")
    marks = [Mark(MarkKind.LEAD, v.span) for key, v in values if key in leads and v.text.strip()]
    return FrontMatter((block, *marks), _metadata(values), notes)


def _invalid(block: Mark, error: Exception, so: str) -> Diagnostic:
    problem = getattr(error, "problem", None) or str(error).split("\n")[0]
    return Diagnostic(
        "front-matter-invalid",
        f"The front matter is no valid YAML ({scrub(str(problem))[:200]}): {so}.",
        block.span,
    )


def _lines(text: str, start: int, end: int) -> list[tuple[str, _Value]]:
    """The values of a block that is no YAML, mostly for a colon inside a title that nobody quoted: each line that opens
    with a key at the margin, as it stands. What goes on over several lines is left out.
    """
    return [
        (_fold(m["key"]), _Value(scrub(m["value"]), Span(*m.span("value")))) for m in _LINE.finditer(text, start, end)
    ]


class _RefusedError(Exception):
    """YAML that is within the language and beyond our bounds."""


def _values(block: str, offset: int, text: str) -> list[tuple[str, _Value]]:
    """The scalars at the top of the block (and the first level of lists and mappings of names), key by key."""
    if len(block) > MAX_CHARACTERS:
        raise _RefusedError(f"it has more than {MAX_CHARACTERS:,} characters")
    _check_events(block)
    root = yaml.compose(block, Loader=yaml.SafeLoader)
    values: list[tuple[str, _Value]] = []
    if not isinstance(root, yaml.MappingNode):
        if root is not None:
            raise _RefusedError("it is no list of keys and values")
        return values
    for key, node in root.value:
        if isinstance(key, yaml.ScalarNode):
            folded = _fold(key.value)
            values.extend((folded, _scalar(leaf, offset, text)) for leaf in _leaves(node))
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
    names = ("name", "nom", "text", "texte", "title")
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [
        v for k, v in pairs if isinstance(k, yaml.ScalarNode) and isinstance(v, yaml.ScalarNode) and k.value in names
    ]


def _scalar(node: yaml.ScalarNode, offset: int, text: str) -> _Value:
    """A scalar's value and the characters that it stands on, without quotes, block indicator and outer white space."""
    start, end = node.start_mark.index + offset, node.end_mark.index + offset
    if node.style in ("'", '"'):
        start, end = start + 1, end - 1
    elif node.style in ("|", ">"):
        line = text.find("\n", start, end)
        start = end if line < 0 else line + 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return _Value(scrub(node.value), Span(start, end))


def _metadata(values: list[tuple[str, _Value]]) -> Metadata:
    title = _first(values, "title_keys")
    published = _first(values, "date_keys")
    date = iso_date(published.text) if published else None
    authors = [v.text.strip() for key, v in values if key in words("words", "author_keys") and v.text.strip()]
    site, language = _first(values, "site_keys"), _first(values, "language_keys")
    return Metadata(
        title=" ".join(title.text.split()) if title else None,
        title_span=title.span if title else None,
        published=date,
        published_span=published.span if published and date else None,
        author=", ".join(authors) or None,
        site=site.text.strip() if site else None,
        language=language.text.strip() if language else None,
    )


def _first(values: list[tuple[str, _Value]], keys: str) -> _Value | None:
    """The first value under one of the keys of a list, in the list's order."""
    for wanted in ordered("words", keys):
        for key, value in values:
            if key == wanted and value.text.strip():
                return value
    return None


def _fold(key: str) -> str:
    plain = unicodedata.normalize("NFD", key.strip().casefold())
    return re.sub(r"[ _]", "-", "".join(c for c in plain if not unicodedata.combining(c)))
