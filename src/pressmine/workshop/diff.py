"""What changes on a folder when one set of rules is in for another: values gained, lost, changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressmine.document import Document
from pressmine.pipeline import Pressmine
from pressmine.record_types import Model
from pressmine.resolution import Resolution
from pressmine.rules.declared.book import Book
from pressmine.workshop.articles import Tick, analyses, sentence_of

#: A value's field and place, and what it is.
Values = dict[tuple[int, int, str], str]
#: Fields that say where a value is from, or how the file reads, and not what the text says.
_NOT_VALUES = frozenset("text start end mentions ref source confidence identifiers id format language".split())


def compare(folder: Path, old: Book, new: Book, tick: Tick = lambda done, total, name: None) -> Iterator[str]:
    """The differences, line by line, and how many there are. Raises RunError if the folder can't be read."""
    before = {
        document.source.name: _values(resolution)
        for _, document, _, resolution in analyses(folder, Pressmine(old.rules), tick)
    }
    counts = {"+": 0, "-": 0, "~": 0}
    for _, document, _, resolution in analyses(folder, Pressmine(new.rules), tick):
        was = before.get(document.source.name, {})
        for sign, line in _article(document, was, _values(resolution)):
            counts[sign] += 1
            yield f"{sign} {document.source.name} {line}"
    yield f"{counts['+']} gained, {counts['-']} lost, {counts['~']} changed"


def _article(document: Document, was: Values, now: Values) -> Iterator[tuple[str, str]]:
    for key in sorted({*was, *now}):
        start, end, field = key
        text = " ".join(document.source.text[start:end].split())
        sentence = f"  | {sentence_of(document, start)}"
        if key not in was:
            yield "+", f"{field} {start}-{end} “{text}” {now[key]}{sentence}"
        elif key not in now:
            yield "-", f"{field} {start}-{end} “{text}” {was[key]}{sentence}"
        elif was[key] != now[key]:
            yield "~", f"{field} {start}-{end} “{text}” {was[key]} → {now[key]}{sentence}"


def _values(resolution: Resolution) -> Values:
    """Every value of a resolution by field and place. Refs count mentions and say nothing of themselves: names do."""
    names = {item.ref: item.name for item in resolution.entities()}
    out: Values = {}
    for field in ("organisations", "persons", "places"):
        for item in getattr(resolution, field):
            for mention in item.mentions:
                out[mention.span.start, mention.span.end, field] = _said(item, names)
    for field in ("dates", "figures", "agreements", "quotes", "contacts"):
        for item in getattr(resolution, field):
            out[item.span.start, item.span.end, field] = _said(item, names)
    for name, values in resolution.extra.items():
        for extra in values:
            out[extra.span.start, extra.span.end, f"extra.{name}"] = json.dumps(extra.value, ensure_ascii=False)
    for name, value in _fields(resolution.header):
        out[0, 0, f"document.{name}"] = _shown(value, names)
    return out


def _said(item: Model, names: dict[str, str]) -> str:
    """A value without its place and its source."""
    return " ".join(f"{name}={_shown(value, names)}" for name, value in _fields(item))


def _fields(item: Model) -> Iterator[tuple[str, Any]]:
    """The fields that say something of what the text says."""
    for name in type(item).model_fields:
        if name not in _NOT_VALUES and (value := getattr(item, name)) not in (None, (), ""):
            yield name, value


def _shown(value: Any, names: dict[str, str]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_shown(item, names) for item in value)}]"
    return f"{names.get(value, value)!r}" if isinstance(value, str) else str(value)
