"""Bytes to text: the one place that decides on an encoding.

Order of trust: a byte order mark, strict UTF-8, UTF-16 seen by its NULs, the declared charset, then the single-byte
encodings of French (cp1252, ISO-8859-15, Mac Roman, cp850) told apart by how plausible the letters are that they give,
then charset-normalizer. Mojibake is repaired only where it is detected, and said so in a diagnostic.
"""

from __future__ import annotations

import codecs
import re

from pressmine.document import Diagnostic
from pressmine.readers.limits import refuse
from pressmine.readers.mojibake import SURROGATES, Decoded, repair, without_c1

_BOMS: tuple[tuple[bytes, str, int], ...] = (
    (codecs.BOM_UTF8, "utf-8", 3),
    (codecs.BOM_UTF32_LE, "utf-32-le", 4),
    (codecs.BOM_UTF32_BE, "utf-32-be", 4),
    (codecs.BOM_UTF16_LE, "utf-16-le", 2),
    (codecs.BOM_UTF16_BE, "utf-16-be", 2),
)
#: First bytes of files that are not text whatever their extension says, and what they are.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
)
#: Encodings that a file may declare: those that store text, and no others that Python knows (utf-7, rot13, idna…).
_DECLARABLE = re.compile(
    r"(?:utf-?8|utf-?16|utf-?32|iso-?8859|cp\d|mac-|koi8|gb|big5|shift|euc|ascii|tis-620|kz1048|ptcp154|hkscs|johab|latin)"
)
_FRENCH_LETTERS = frozenset("éèêëàâîïôùûüçœÉÈÊËÀÂÎÏÔÙÛÜÇŒæÆÿŸ")
#: Letters that French names borrow: plausible, yet no proof.
_OTHER_LETTERS = frozenset("áíóúñãõäößåøÁÍÓÚÑÄÖÅØšžŠŽ")
_TYPOGRAPHY = frozenset("«»’‘“”–—…€°\u00a0•™©®·§‚„×²³ªº½¼¾")
#: Control characters that no text has: all but tabs, line ends, escape and the old end of a file.
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 200_000


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The characters that `data` stands for; `declared` is the charset that the file or its envelope names.

    A byte order mark is not a part of the text. Raises StageError if the bytes are not text, or no encoding fits.
    """
    decoded = _decode(data, declared)
    _refuse_controls(decoded.text)
    return without_c1(repair(decoded))


def scrub(text: str) -> str:
    """`text` without what no record can hold (lone surrogates, NUL) and without other control characters.

    For text drawn out of a format that can smuggle such characters in; the text of a text file is never changed.
    """
    if not _UNFIT.search(text):
        return text
    return _UNPRINTABLE.sub("", SURROGATES.sub("\ufffd", text))


_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _decode(data: bytes, declared: str | None) -> Decoded:
    for bom, name, length in _BOMS:
        if data.startswith(bom):
            return _strict(data[length:], name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise refuse(f"The file is {what}, not text: give it its own extension, or save it as UTF-8 text.")
    if b"\x00" in data:
        wide = _wide(data)
        if wide is None:
            raise refuse("The file is binary (it holds NUL bytes), not text: save the article as UTF-8 text.")
        return _strict(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    mixed = _mixed(data)
    if mixed is not None:
        return mixed
    if declared is not None:
        honoured = _declared(data, declared)
        if honoured is not None:
            return honoured
    return _single_byte(data)


def _strict(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        raise refuse(
            f"The file says that it is {name.upper()} and is not, or is cut off: save it again as UTF-8."
        ) from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly all NULs are on one side of the pairs, and it decodes."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(data) < 4:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.5 * pairs and even <= 0.02 * pairs:
        return "utf-16-le"
    if even > 0.5 * pairs and odd <= 0.02 * pairs:
        return "utf-16-be"
    return None


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with a few bytes of another encoding pasted in: each stray byte is read as cp1252."""
    sequences = len(_UTF8_SEQUENCE.findall(data))
    if sequences < 4:
        return None
    text = data.decode("utf-8", errors="pressmine-cp1252")
    strays = len(_UTF8_SEQUENCE.sub(b"", data).translate(None, bytes(range(128))))
    if strays * 4 > sequences:
        return None
    note = Diagnostic(
        "mixed-encoding", f"The file is UTF-8 with {strays} bytes that are not; these were read as cp1252."
    )
    return Decoded(text, "utf-8", (note,))


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("pressmine-cp1252", _stray)


def _declared(data: bytes, declared: str) -> Decoded | None:
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if not _DECLARABLE.match(name):
        return None
    if name == "iso8859-1":
        name = "cp1252"  # as every browser reads it: the two differ in control characters alone
    try:
        text = data.decode(name)
    except UnicodeError:
        return None
    return Decoded(text, name) if not SURROGATES.search(text) else None


def _single_byte(data: bytes) -> Decoded:
    best: Decoded | None = None
    best_score = 0.0
    for name in ("cp1252", "iso8859-15", "mac-roman", "cp850"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = _plausibility(text)
        if score > best_score:
            best, best_score = Decoded(text, name), score
    if best is not None:
        return best
    return _by_statistics(data)


def _plausibility(text: str) -> float:
    """How French the characters beyond ASCII look; above zero where more speak for the encoding than against it."""
    score = 0.0
    sample = text[:_SAMPLE]
    for match in _BEYOND_ASCII.finditer(sample):
        char, at = match.group(), match.start()
        before = sample[at - 1] if at else " "
        after = sample[at + 1] if at + 1 < len(sample) else " "
        score += _weigh(char, before, after)
    return score


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _weigh(char: str, before: str, after: str) -> float:
    if before > "\x7f" and before.isalpha() and after > "\x7f" and after.isalpha():
        return -1.0  # three such letters in a row are another alphabet
    if char in _FRENCH_LETTERS:
        # A capital after a small letter (`pdÉ`) is what a wrong table gives.
        return -1.0 if char.isupper() and before.islower() else 2.0 if before.isalpha() or after.isalpha() else 0.5
    if char in _OTHER_LETTERS:
        return -1.0 if char.isupper() and before.islower() else 0.2 if before.isalpha() or after.isalpha() else -1.0
    if char in "’‘":
        return 2.0 if before.isalpha() and after.isalpha() else 0.2
    if char == "€":
        return 1.5 if before.isdigit() or before in " \u00a0MmdkK" else -1.0
    if char in "½¼¾ªº°":
        return -2.0 if before.isalpha() and after.isalpha() else 0.3
    if char in _TYPOGRAPHY:
        return -1.0 if before.isalpha() and after.isalpha() and char not in "–—\u00a0·" else 1.0
    return -2.0


def _by_statistics(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE]).best()
    if match is not None:
        honoured = _declared(data, match.encoding)
        if honoured is not None:
            return honoured
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        raise refuse("The file is in no encoding that can be told: save it as UTF-8 and run again.") from None


def _refuse_controls(text: str) -> None:
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if (controls > 8 and controls > 0.02 * len(sample)) or "\x00" in text:
        raise refuse("The file is binary (it is full of control characters), not text: save the article as UTF-8 text.")
