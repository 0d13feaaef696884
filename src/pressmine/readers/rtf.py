"""RTF documents: their text, paragraph by paragraph; the format's signs, pictures and properties are none of it."""

from __future__ import annotations

import re

from pressmine.document import Source
from pressmine.readers.encodings import scrub
from pressmine.readers.limits import refuse


def read_rtf(data: bytes, name: str, digest: str) -> Source:
    """A document as a Source. Raises StageError if it is not an RTF or cannot be read."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise refuse("The file is no RTF: open it in a word processor and save it as .docx.")
    try:
        shown = _UNSEEN.sub("", data.decode("latin-1"))
        text: str = rtf_to_text(shown, errors="ignore")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, KeyError, TypeError, AttributeError):
        raise refuse("The RTF is broken: open it in a word processor and save it as .docx.") from None
    return Source(name, "rtf", digest, _PARAGRAPHS.sub(_spaced, scrub(text)).strip())


#: What a reader does not see: a run that is hidden or struck out, as a group or between its switches.
_UNSEEN = re.compile(
    r"\{(?:\\(?!(?:v|strike|striked1|deleted)(?![a-z0-9]))[a-z]{1,20}-?\d{0,6} ?){0,20}"
    r"\\(?:v|strike|striked1|deleted)(?![a-z0-9])[^{}]{0,5000}\}"
    r"|\\(v|strike)(?![a-z0-9])(?:(?!\\\1)[^{}]){0,5000}\\(?:\1)0 ?"
)
#: Rows of a table, which end with a bar, or a paragraph.
_PARAGRAPHS = re.compile(r"(?:[^\n]*\|\n?)+|[^\n]+\n?|\n+")


def _spaced(match: re.Match[str]) -> str:
    """A paragraph and an empty line; the rows of a table follow each other, their cells separated by tabs."""
    lines = [line.strip() for line in match.group().split("\n")]
    rows = (line.removesuffix("|").replace("|", "\t") if line.endswith("|") else line for line in lines if line)
    said = "\n".join(rows)
    return f"{said}\n\n" if said else ""
