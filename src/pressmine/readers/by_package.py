"""Readers that installed packages bring: entry points of the group `pressmine.readers`, named after an extension.

A reader is a function of a file's bytes and name that returns a `Source`; its `format` is one of the record's own
(`txt`, `md`, `html`, `pdf`, `docx`, `odt`, `rtf`, `eml`): the one that its text
is like. What it raises fails the article.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, get_args

from pressmine.document import Source
from pressmine.readers.limits import refuse
from pressmine.record import DocumentInfo

GROUP = "pressmine.readers"
_FORMATS: tuple[str, ...] = get_args(DocumentInfo.model_fields["format"].annotation)


class Reader(Protocol):
    """What an entry point of the group gives."""

    def __call__(self, data: bytes, name: str) -> Source:
        """The article in a file. Raises `pressmine.errors.StageError("read", sentence)` where it can't be read."""
        ...


@cache
def installed() -> dict[str, EntryPoint]:
    """The readers that there are, by extension (lower case, with its dot); of two for one the first by name."""
    points = sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value))
    return {f".{point.name.lower().lstrip('.')}": point for point in reversed(points)}


def read_installed(data: bytes, name: str, extension: str) -> Source:
    """Read a file with the reader of its extension. Raises StageError if the reader gives no proper source."""
    reader: Reader = installed()[extension].load()
    source = reader(data, name)
    if not isinstance(source, Source):
        raise refuse(
            f"The reader for {extension} gives a {type(source).__name__}, not a Source: mend or remove its package."
        )
    if source.format not in _FORMATS:
        raise refuse(
            f"The reader for {extension} names the format {source.format!r}: use one of {', '.join(_FORMATS)}."
        )
    return source
