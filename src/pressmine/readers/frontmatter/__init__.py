"""The block on top of a Markdown file that says what the file is: YAML, TOML, JSON, or bare lines of keys."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from pressmine.document import Mark, MarkKind
from pressmine.offsets import Span
from pressmine.readers.drawing import sort_marks
from pressmine.readers.frontmatter.bare import read_bare
from pressmine.readers.frontmatter.toml_block import read_toml
from pressmine.readers.frontmatter.values import FrontMatter
from pressmine.readers.frontmatter.yaml_block import read_json, read_yaml

_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});")


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter that `text` opens with, or None. One that is not valid is a diagnostic, never an error."""
    for reader in (read_yaml, read_toml, read_json, read_bare):
        found = reader(text)
        if found is not None:
            return replace(found, marks=sort_marks([*found.marks, *entity_marks(text, found.end)]))
    return None


def entity_marks(text: str, end: int) -> Iterator[Mark]:
    """The entities of HTML in a text up to `end`, each with the sign that it stands for."""
    if "&" not in text:
        return
    for m in _ENTITY.finditer(text, 0, end):
        said = html.unescape(m.group())
        if said != m.group() and (said.isprintable() or said.isspace()):
            yield Mark(MarkKind.MARKUP, Span(*m.span()), said)


__all__ = ["FrontMatter", "entity_marks", "read_front_matter"]
