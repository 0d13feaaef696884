"""Heads without a fence: `Title: …` lines as Pelican and many hands write them, Pandoc's `%` lines."""

from __future__ import annotations

import re

from pressmine.document import Mark, MarkKind
from pressmine.offsets import Span
from pressmine.readers.frontmatter.values import FrontMatter, Value, fold_key, lead_values, metadata_of
from pressmine.readers.word_lists import words

#: `title: Valdor : un pas de plus`: a key at the margin and what follows it, without a pair of quotation marks.
LINE = re.compile(
    r"""(?P<key>[A-Za-zÀ-ÿ][\w-]{0,30}(?:[ ][\w-]{1,20}){0,2})[ ]?:(?:[ \t]+(?P<quote>["']?)"""
    r"""(?P<value>[^\s"'][^\n\r]{0,2000}?)(?P=quote))?[ \t]*$"""
)
_GOES_ON = re.compile(r"(?:[ \t]{2,}|-[ \t])\S")
_HUGE = 60
_PANDOC = re.compile(r"%[ \t]+(?P<value>\S[^\n\r]{0,1000})$")
_RULE = re.compile(r"(?:-{3,}|\+{3,}|={3,})[ \t]*$")


def read_bare(text: str) -> FrontMatter | None:
    """The lines `key: value` that a text opens with, or None if they do not give a title or a date by their keys.

    They end at an empty line or a rule.
    """
    at = len(text) - len(text.lstrip("\r\n"))
    if text[at : at + 1] == "%":
        return _pandoc(text, at)
    known = {k for name in ("title_keys", "date_keys") for k in words("words", name)}
    every = known | {k for name in ("author_keys", "lead_keys", "other_keys") for k in words("words", name)}
    values: list[tuple[str, Value]] = []
    keys: list[str] = []
    start, end = at, at
    for number, line in enumerate(text[at:].splitlines(keepends=True)[: _HUGE + 1]):
        said = line.rstrip("\r\n")
        m = LINE.match(said)
        if number == _HUGE or not said.strip() or (keys and _RULE.match(said)):
            end = at + len(said) if said.strip() else end
            break
        if m is None and not (keys and _GOES_ON.match(said)):
            return None
        if m is not None:
            keys.append(fold_key(m["key"]))
            if m["value"]:
                values.append((keys[-1], Value(m["value"], Span(at + m.start("value"), at + m.end("value")))))
        at += len(line)
        end = at - (len(line) - len(said))
    if not known & {key for key, _ in values} or (len(keys) < 2 or not {keys[0], keys[1]} & every):
        return None
    if sum(key in every for key in keys) * 2 < len(keys):
        return None
    marks = [Mark(MarkKind.FRONT_MATTER, Span(start, end))]
    marks += [Mark(MarkKind.LEAD, v.span) for v in lead_values(values)]
    return FrontMatter(tuple(marks), metadata_of(values), (), end)


def _pandoc(text: str, at: int) -> FrontMatter | None:
    """`% title`, `% authors`, `% date`, a line each."""
    values, start = [], at
    for key, line in zip(("title", "author", "date"), text[at:].splitlines(keepends=True), strict=False):
        m = _PANDOC.match(line.rstrip("\r\n"))
        if m is None:
            break
        values.append(
            (
                key,
                Value(
                    m["value"].rstrip(), Span(at + m.start("value"), at + m.start("value") + len(m["value"].rstrip()))
                ),
            )
        )
        at += len(line)
    if not values:
        return None
    end = start + len(text[start:at].rstrip())
    return FrontMatter((Mark(MarkKind.FRONT_MATTER, Span(start, end)),), metadata_of(values), (), end)
