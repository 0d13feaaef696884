"""A record as JSON: the text of its file, and one line."""

from __future__ import annotations

import json
from typing import Any

from pressmine.record import Record

#: JSON allows these inside a string, but tools that split lines as Unicode does would break a JSON line at them.
_LINE_BREAKS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def plain(record: Record) -> dict[str, Any]:
    """The record as JSON knows it, keys in the order of the schema."""
    return record.model_dump(mode="json", by_alias=True)


def to_json(record: Record) -> str:
    """A record as its file holds it: UTF-8 text, indented, with a line break at its end."""
    return record.model_dump_json(by_alias=True, indent=1) + "\n"


def to_line(record: Record) -> str:
    """A record on one line, with a line break at its end; nothing inside it breaks a line."""
    return line_of(plain(record))


def to_json_and_line(record: Record) -> tuple[str, str]:
    """Both."""
    return to_json(record), to_line(record)


def line_of(data: Any) -> str:
    """Plain data on one line, as `to_line` writes a record."""
    line = json.dumps(data, ensure_ascii=False)
    for sign, escaped in _LINE_BREAKS:
        line = line.replace(sign, escaped)
    return line + "\n"
