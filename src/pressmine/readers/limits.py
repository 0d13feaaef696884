"""What every reader gives back, the bounds that it keeps, and the sentence that a file gets which breaks one."""

from __future__ import annotations

from dataclasses import dataclass

from pressmine.document import Source
from pressmine.errors import StageError

#: Bytes of a file, or of one attachment.
MAX_BYTES = 50 * 1024 * 1024
#: Characters of the text that is drawn out of one article.
MAX_CHARACTERS = 1_000_000
#: Levels of mails inside mails.
MAX_MAIL_DEPTH = 3
#: Attachments of one mail that are read.
MAX_ATTACHMENTS = 100
#: Pages of a PDF.
MAX_PAGES = 500


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A part of a file (an attachment) that could not be read; `reason` says what to do."""

    name: str
    reason: str
    stage: str = "read"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The articles of one file: itself first, then its attachments; and the attachments that failed."""

    sources: tuple[Source, ...]
    failures: tuple[ReadFailure, ...] = ()


def refuse(reason: str, lasting: bool = True) -> StageError:
    """The error of the reading stage; `reason` says what is wrong and what to do about it, `lasting` whether it is the
    content's fault.
    """
    return StageError("read", reason, lasting)


def size_in_words(size: int) -> str:
    """A number of bytes as people say it, a MB as the limits count it: `3.2 MB`, `12 kB`."""
    if size >= 1 << 20:
        return f"{size / (1 << 20):.1f} MB"
    if size >= 1 << 10:
        return f"{size / (1 << 10):.0f} kB"
    return f"{size} bytes"


def check_size(size: int, max_bytes: int) -> None:
    """Raise StageError if a file is larger than allowed."""
    if size > max_bytes:
        raise refuse(
            f"The file has {size_in_words(size)}, more than the {size_in_words(max_bytes)} allowed: "
            "split it, or raise the limit if it really is one article."
        )


def check_text(text: str) -> None:
    """Raise StageError if a text is empty or longer than an article can be."""
    if not text.strip():
        raise refuse("The file holds no text: put the article's text into it, or take it out of the folder.")
    if len(text) > MAX_CHARACTERS:
        raise refuse(
            f"The text has {len(text):,} characters, more than the {MAX_CHARACTERS:,} that one article can have: "
            "split it into its articles."
        )
