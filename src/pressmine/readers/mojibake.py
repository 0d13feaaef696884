"""UTF-8 that was read as another encoding (`Ã©` for `é`), put right where it is detected."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmine.document import Diagnostic
from pressmine.errors import counted

#: What UTF-8 read as cp1252, ISO-8859-1 or Mac Roman looks like in French.
_MOJIBAKE = re.compile(
    "[ÃÂâ¬√≈‚Å](?:"  # the class in front makes it a search for one sign, which most texts lack
    "(?<=Ã)[\u0080-\u00bf \u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|(?<=Â)[\u00a0-\u00bf]"
    "|(?<=â)€[\u0080-\u009f\u00a0-\u00bf\u0152\u0153\u0160\u0161\u017d\u017e\u02c6\u02dc\u2018-\u203a\u2122]"
    "|(?<=¬)[†´ª∞©®]|(?<=√)[©®†¢™ßªâ¥´Æ]|(?<=≈)[ìíîï]|(?<=‚)Ä[ôúùìîô¶]|(?<=Å)[\u0080-\u009f\u0153\u2019])"
)
#: Controls that a file in cp1252 gives where it is read as ISO-8859-1; U+0085 alone is a line's end in some.
_C1 = re.compile("[\u0080\u0082-\u0084\u0086-\u008c\u008e\u0091-\u009c\u009e\u009f]")
_CP1252 = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was read with, and what the reader of the record should know about it."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


SURROGATES = re.compile("[\ud800-\udfff]")


def repair(decoded: Decoded) -> Decoded:
    """Mend mojibake line by line: where a line shows it, and where a line of such a text decodes by the same table."""
    if not _MOJIBAKE.search(decoded.text):
        return decoded
    import ftfy

    lines = decoded.text.splitlines(keepends=True)
    shown = [line for line in lines if _MOJIBAKE.search(line)]
    tables = ("sloppy-windows-1252", "latin-1", "macroman")
    hits = {name: sum(_reread(line, name) is not None for line in shown) for name in tables}
    table = max(tables, key=lambda name: hits[name])
    mended = 0
    for index, line in enumerate(lines):
        if line.isascii():
            continue
        fixed = _reread(line, table) if hits[table] else None
        if fixed is None and _MOJIBAKE.search(line):
            fixed = _plausible(ftfy.fix_encoding(line), line)
        if fixed is not None:
            lines[index] = fixed
            mended += 1
    if not mended:
        return decoded
    note = Diagnostic(
        "mojibake-repaired",
        f"{counted(mended, 'line')} held UTF-8 that had been read as another encoding (Ã© for é); "
        "the text is the mended one.",
    )
    return Decoded("".join(lines), decoded.encoding, (*decoded.diagnostics, note))


def without_c1(decoded: Decoded) -> Decoded:
    """Control characters of ISO-8859-1 become what cp1252 has in their places (`’`, `œ`, `€`): no text means them."""
    found = len(_C1.findall(decoded.text))
    if not found:
        return decoded
    note = Diagnostic(
        "mojibake-repaired", f"{found} control characters stood for signs of cp1252 (’ « œ €); the text has these."
    )
    return Decoded(
        _C1.sub(lambda m: _CP1252[ord(m.group())], decoded.text), decoded.encoding, (*decoded.diagnostics, note)
    )


def _reread(line: str, table: str) -> str | None:
    """The line as UTF-8, where all of it is UTF-8 that was read by `table`; text that is right already is not."""
    try:
        return _plausible(line.encode(table).decode("utf-8"), line)
    except UnicodeError:
        return None


def _plausible(fixed: str, line: str) -> str | None:
    """`fixed` where it differs, keeps the line's end, and shows neither mojibake nor what no record holds."""
    ends = line[len(line.rstrip("\r\n")) :]
    good = fixed != line and fixed.endswith(ends) and not _MOJIBAKE.search(fixed)
    return fixed if good and not SURROGATES.search(fixed) and "\x00" not in fixed else None
