"""Text files: `.txt`, and `.md` with what Markdown and its front matter declare.

The text is exactly the decoded characters, line breaks as they stand; a byte order mark is no part of it.
"""

from __future__ import annotations

from pressmine.document import Mark, Metadata, Source
from pressmine.readers.encodings import decode
from pressmine.readers.frontmatter import read_front_matter


def read_text_file(data: bytes, name: str, format: str, digest: str, charset: str | None = None) -> Source:
    """A text file as a Source; `format` is `txt` or `md`. Raises StageError where the bytes are no text."""
    decoded = decode(data, charset)
    if format == "txt":
        return Source(name, format, digest, decoded.text, diagnostics=decoded.diagnostics)
    front = read_front_matter(decoded.text)
    if front is None:
        return Source(name, format, digest, decoded.text, (), Metadata(), decoded.diagnostics)
    marks: tuple[Mark, ...] = tuple(sorted(front.marks, key=lambda m: (m.span.start, -m.span.end)))
    return Source(name, format, digest, decoded.text, marks, front.metadata, decoded.diagnostics + front.diagnostics)
