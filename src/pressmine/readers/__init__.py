"""Bytes of a file to Sources: one module a format family, each with `read_source`-like functions of bytes.

`read` is the face: a path in, the articles of the file out. Heavy libraries are imported by the reader that needs them,
when it needs them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from pressmine.document import Source
from pressmine.errors import StageError
from pressmine.readers.by_package import installed, read_installed
from pressmine.readers.limits import MAX_BYTES, ReadFailure, ReadResult, check_size, check_text, refuse
from pressmine.readers.word_lists import table

#: Extension (lower case, with its dot) to the format that the record names.
EXTENSIONS: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "txt",
        ".md": "md",
        ".markdown": "md",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".pdf": "pdf",
        ".docx": "docx",
        ".odt": "odt",
        ".rtf": "rtf",
        ".eml": "eml",
    }
)


def format_of(name: str) -> str | None:
    """The format that a file's extension stands for, or None if no reader takes it."""
    extension = PurePosixPath(name).suffix.lower()
    return EXTENSIONS.get(extension) or (extension if extension in installed() else None)


def no_reader(name: str) -> StageError:
    """The error of a file whose extension no reader takes."""
    suffix = PurePosixPath(name).suffix
    what = advice(name) or f"use one of {', '.join(EXTENSIONS)}"
    return refuse(f"No reader takes {suffix or 'a file without extension'}: {what}.")


def advice(name: str) -> str | None:
    """What to do with a file that no reader takes, by its extension; None if nothing is known of it."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    return next((what for what, known in table("words", "advice").items() if extension in known), None)


def read(path: Path, name: str, *, max_bytes: int = MAX_BYTES) -> ReadResult:
    """Read one file; `name` is its path relative to the input folder, `/`-separated.

    Raises StageError (stage `read`) where the file as a whole cannot be read; attachments that fail are in the result.
    """
    known = format_of(path.name)
    if known is None:
        raise no_reader(path.name)
    return read_bytes(_bytes_of(path, max_bytes), name, known, max_bytes=max_bytes)


def read_bytes(
    data: bytes, name: str, format: str, *, max_bytes: int = MAX_BYTES, charset: str | None = None
) -> ReadResult:
    """Read an article that is in memory; `format` is one of EXTENSIONS' values. Errors as in `read`.

    `charset` is what an envelope says of a text (a mail's part, an HTTP header).
    """
    return _read(data, name, format, max_bytes, charset, 0)


def _read(data: bytes, name: str, format: str, max_bytes: int, charset: str | None, depth: int) -> ReadResult:
    check_size(len(data), max_bytes)
    if not data.strip():
        raise refuse("The file is empty: put the article into it, or take it out of the folder.")
    if format == "eml":
        from pressmine.readers.mail import read_mail

        def attached(data: bytes, name: str, format: str, charset: str | None, depth: int) -> ReadResult:
            return _read(data, name, format, max_bytes, charset, depth)

        return read_mail(data, name, attached, format_of, depth)
    source = _source(data, name, format, charset)
    check_text(source.text)
    return ReadResult((source,))


def read_text(text: str, name: str = "text.txt") -> Source:
    """An article that is a string already, letter for letter; its digest is that of its UTF-8 bytes.

    Raises StageError if it is empty, too long, or holds what no record can (NUL, lone surrogates).
    """
    check_text(text)
    if "\x00" in text:
        raise refuse("The text is binary (it holds NUL characters): pass the article's text.")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise refuse("The text holds lone surrogates: decode it with its own encoding before passing it.") from None
    return Source(name, "txt", sha256(data).hexdigest(), text)


def _source(data: bytes, name: str, format: str, charset: str | None) -> Source:
    digest = sha256(data).hexdigest()
    if format in ("txt", "md"):
        from pressmine.readers.text import read_text_file

        return read_text_file(data, name, format, digest, charset)
    if format == "html":
        from pressmine.readers.html import read_html

        return read_html(data, name, digest, charset)
    if format == "pdf":
        from pressmine.readers.pdf import read_pdf

        return read_pdf(data, name, digest)
    if format == "docx":
        from pressmine.readers.docx import read_docx

        return read_docx(data, name, digest)
    if format == "odt":
        from pressmine.readers.odt import read_odt

        return read_odt(data, name, digest)
    if format == "rtf":
        from pressmine.readers.rtf import read_rtf

        return read_rtf(data, name, digest)
    if format in installed():
        return read_installed(data, name, format)
    raise ValueError(f"no reader for the format {format!r}")


def _bytes_of(path: Path, max_bytes: int) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise refuse(
                "This is a folder, not a file: name it as the input folder, or take the extension off its name.",
                lasting=False,
            )
        if not stat.S_ISREG(mode):
            raise refuse("This is not a regular file (a pipe or a device): save the article as a file.", lasting=False)
        with path.open("rb") as stream:
            check_size(os.fstat(stream.fileno()).st_size, max_bytes)
            data = stream.read(max_bytes + 1)
    except PermissionError:
        raise refuse(
            "The file may not be read: give yourself the right to read it (chmod +r).", lasting=False
        ) from None
    except FileNotFoundError:
        raise refuse("There is no such file: check its name, or put it back and run again.", lasting=False) from None
    except OSError as error:
        reason = f"The file cannot be read ({error.strerror or error}): check the disk and run again."
        raise refuse(reason, lasting=False) from None
    check_size(len(data), max_bytes)
    return data


__all__ = [
    "EXTENSIONS",
    "MAX_BYTES",
    "ReadFailure",
    "ReadResult",
    "StageError",
    "advice",
    "check_size",
    "format_of",
    "no_reader",
    "read",
    "read_bytes",
    "read_text",
]
