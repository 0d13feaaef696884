"""TOML between `+++`: the values at its top and in the tables that site builders give authors and parameters."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from pressmine.document import Diagnostic, Mark, MarkKind
from pressmine.offsets import Span
from pressmine.readers.encodings import scrub
from pressmine.readers.frontmatter.values import FrontMatter, Value, fold_key, lead_values, metadata_of

_BLOCK = re.compile(r"\+\+\+[ \t]*\r?\n(?P<inner>.{0,50000}?)^\+\+\+[ \t]*(?=\r?$|\Z)", re.DOTALL | re.MULTILINE)
_TABLE = re.compile(r"\[{1,2}(?P<name>[\w.-]{1,60})\]{1,2}")
_PAIR = re.compile(
    r"(?P<key>[\w-]{1,40}|\"[^\"\n]{1,40}\")[ \t]*=[ \t]*(?P<value>\S.{0,3000}?)[ \t]*\r?$", re.MULTILINE
)
_STRING = re.compile(r"\"(?:[^\"\\]|\\.){0,2000}\"|'[^']{0,2000}'")
#: Tables whose values are read as if they stood at the top.
_OPEN = ("params", "extra", "")


def read_toml(text: str) -> FrontMatter | None:
    """The block that `text` opens with, or None."""
    block = _BLOCK.match(text)
    if block is None:
        return None
    mark = Mark(MarkKind.FRONT_MATTER, Span(0, block.end()))
    notes: tuple[Diagnostic, ...] = ()
    try:
        tomllib.loads(block["inner"].replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"The front matter is not valid TOML ({scrub(str(error))[:200]}): its lines were read one by one."
        notes = (Diagnostic("front-matter-invalid", message, mark.span),)
    values = list(_values(text, *block.span("inner")))
    leads = [Mark(MarkKind.LEAD, v.span) for v in lead_values(values)]
    return FrontMatter((mark, *leads), metadata_of(values), notes, block.end())


def _values(text: str, start: int, end: int) -> Iterator[tuple[str, Value]]:
    table = ""
    for line in re.finditer(r"[^\n]+", text[start:end]):
        at = start + line.start()
        if m := _TABLE.match(text, at):
            table = m["name"].lower()
        elif m := _PAIR.match(text, at, start + line.end()):
            key = fold_key(m["key"].strip('"'))
            named = fold_key(table) if table not in _OPEN and key in ("name", "nom") else key
            if table in _OPEN or named != key:
                for span in _scalars(text, *m.span("value")):
                    yield named, Value(_said(text[span.start : span.end], text, span), span)


def _scalars(text: str, start: int, end: int) -> Iterator[Span]:
    """The strings of a value without their quotes, or the value itself where it is a date or a number."""
    found = list(_STRING.finditer(text, start, end))
    for m in found:
        yield Span(m.start() + 1, m.end() - 1)
    if not found and text[start] not in "[{":
        yield Span(start, start + len(text[start:end].split("#")[0].rstrip()))


def _said(raw: str, text: str, span: Span) -> str:
    """The value without escapes."""
    if "\\" not in raw or text[span.start - 1] != '"':
        return scrub(raw)
    try:
        return scrub(str(tomllib.loads(f'v = "{raw}"')["v"]))
    except tomllib.TOMLDecodeError:
        return scrub(raw)
