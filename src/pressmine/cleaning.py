"""Source -> View: small steps, each a list of edits, composed into one alignment.

Nothing that carries meaning is lost, and nothing at all is lost from the source text: a view is a second reading of it.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from pressmine.document import Mark, MarkKind, Source, View
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_written, forms
from pressmine.offsets import Alignment, Edit, apply_edits

Step = Callable[[str], Iterator[Edit]]

#: One character for one: no offset moves. Spaces of all kinds, apostrophes and primes, hyphens that look like hyphens,
#: controls that some exports leave in a text.
_SAME_LENGTH = {
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u2019\u2018\u02bc\u2032\u00b4\u0060\u201b\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2212", "-"),
    **dict.fromkeys("\u000b\u000c\u2028\u2029\u0085", "\n"),
    **{chr(c): " " for c in (*range(9), *range(14, 32), 127)},
}
_OTHERS = re.compile(f"[{re.escape(''.join(_SAME_LENGTH))}]")

#: Characters that print nothing (soft hyphen, zero-width, direction marks, BOM), and what must be spelled out.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
#: The class in front makes it a search for one sign, which many texts lack.
_CHARACTERS = re.compile(
    rf"[\r{_INVISIBLE}{''.join(_LIGATURES)}\u2026<>]"
    rf"(?:(?<=\r)\n?|(?<=[{_INVISIBLE}{''.join(_LIGATURES)}\u2026])|(?<=<)<(?![<=])|(?<![>=]>)(?<=>)>)"
)
_COMBINED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_COMBINING = re.compile(r"[\u0300-\u036f]")

_SPELLED = {"\u2026": "...", "<<": "«", ">>": "»"}

_ARROW = re.compile(r"^[ \t]{0,40}>(?=[ \t]+\S)", re.M)

#: Formats whose paragraphs may be wrapped by hand or by a page's width.
_WRAPPED = ("txt", "md", "eml", "pdf")
#: An indented line that is neither a key nor an item: the rest of the value above it.
_YAML_FOLDED = re.compile(r"[ ]{2,}(?![\w-]{1,40}:(?:\s|$))(?!-\s)\S")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[a-zà-öø-ÿœ])")
_BULLET = re.compile(r"[ \t]*(?:[-–—•●▪◦■□►▶➢➔→✓✔*·o+]|\d{1,2}[.)°/]|[a-z]\)|\(\d{1,2}\))[ \t]")
#: Cells side by side, and an entry of a programme: `11 h 30   Signature`.
_LAID_OUT = re.compile(r"(?<=\S) {4,}(?=\S)")
_HOUR = re.compile(r"[ \t]*\d{1,2} ?[hH:] ?(?:\d\d)?(?: ?[-–] ?\d{1,2} ?[hH:] ?(?:\d\d)?)?(?: {2,}| ?\t)\S")
#: Columns from the left margin beyond which a line is set to the right or in the middle.
_SET_ASIDE = 16


def clean(source: Source) -> View:
    """The view of a source: markup, characters, then lines, composed into one alignment."""
    text, alignment = _same_length(source.text), Alignment.identity(len(source.text))
    for step in (lambda t: _markup(t, source.marks), _characters, _arrows if source.format in ("txt", "pdf") else None):
        if step is not None:
            text, alignment = _apply(step, text, alignment)
    if source.format in _WRAPPED:
        policy = _line_policy(source, alignment, text)
        text, alignment = _apply(lambda t: _lines(t, policy), text, alignment)
    return View(text, fold(text), alignment)


def _markup(text: str, marks: Iterable[Mark]) -> Iterator[Edit]:
    """What the format marks as its own signs, each by what it stands for in the text; of two that overlap the first."""
    at = 0
    for mark in sorted((m for m in marks if m.kind is MarkKind.MARKUP), key=lambda m: m.span):
        if mark.span.start >= at:
            at = mark.span.end
            yield Edit(mark.span.start, mark.span.end, _same_length(mark.label))


def _same_length(text: str) -> str:
    """The text with what is replaced one for one: a few kinds of signs, so each is looked for by itself."""
    for sign in dict.fromkeys(_OTHERS.findall(text)):
        text = text.replace(sign, _SAME_LENGTH[sign])
    return text


def _line_policy(source: Source, alignment: Alignment, text: str) -> dict[int, bool]:
    """Line breaks that the format settles, by position in the view so far: True joins, False keeps.

    A table's rows, a mail's headers and headings stay; in a front matter only the folded lines of a value are joined.
    """
    policy: dict[int, bool] = {}
    if source.format == "md":
        ends = (m.span for m in source.marks if m.kind in (MarkKind.HEADING, MarkKind.TITLE))
        policy.update(dict.fromkeys((text.find("\n", alignment.to_view(span).end - 1) for span in ends), False))
    for mark in source.marks:
        if mark.kind not in (MarkKind.FRONT_MATTER, MarkKind.TABLE, MarkKind.MAIL_HEADER):
            continue
        at = alignment.to_view(mark.span)
        for m in re.finditer(r"\n", text[at.start : at.end + 1]):
            policy[at.start + m.start()] = mark.kind is MarkKind.FRONT_MATTER and bool(
                _YAML_FOLDED.match(text, at.start + m.end())
            )
    return policy


def _apply(step: Step, text: str, alignment: Alignment) -> tuple[str, Alignment]:
    edits = list(step(text))
    if not edits:
        return text, alignment
    text, outer = apply_edits(text, edits)
    return text, alignment.compose(outer)


def _characters(text: str) -> Iterator[Edit]:
    found = list(_CHARACTERS.finditer(text))
    if _COMBINING.search(text):
        taken = {m.start() for m in found}
        combined = (m for m in _COMBINED.finditer(text) if m.start() not in taken)
        found = sorted((*found, *combined), key=re.Match.start)
    for m in found:
        piece = m.group()
        if piece[0] == "\r":
            new = "\n"
        elif piece in _INVISIBLE:
            new = ""
        elif piece in _SPELLED:
            new = _SPELLED[piece]
        else:
            new = _LIGATURES.get(piece) or unicodedata.normalize("NFC", piece)
        if new != piece:
            yield Edit(m.start(), m.end(), new)


def _arrows(text: str) -> Iterator[Edit]:
    """Items after a `>` become items after a bullet: there it is not a sign of comparison."""
    found = list(_ARROW.finditer(text)) if ">" in text else []
    if len(found) > 1:
        yield from (Edit(m.end() - 1, m.end(), "•") for m in found)


def _lines(text: str, policy: dict[int, bool]) -> Iterator[Edit]:
    """Join what was wrapped: a paragraph becomes one line, a word broken at a line's end becomes whole."""
    lines = text.split("\n")
    width = _wrap_width(lines)
    running = _running(lines) if width else frozenset()
    at = 0
    for number, (line, following) in enumerate(itertools.pairwise(lines)):
        at += len(line)
        if policy.get(at) or (at not in policy and _continues(line, following, width, number in running)):
            left = len(line) - len(line.rstrip(" \t"))
            right = len(following) - len(following.lstrip(" \t"))
            broken = _BROKEN_WORD.search(f"{line.rstrip()[-2:]}\n{following.lstrip()[:1]}")
            start, end = at - left, at + 1 + right
            if broken and not _compound(line, following):
                yield Edit(start - 1, end, "")
            elif line.rstrip().endswith("-") and broken:
                yield Edit(start, end, "")
            else:
                yield Edit(start, end, " ")
        at += 1


def _wrap_width(lines: list[str]) -> int | None:
    """The column at which the text was wrapped by hand, or None if its paragraphs run on one line.

    A wrapped text has many lines that end within a few columns of each other and continue in lower case.
    """
    lengths = sorted(len(a.rstrip()) for a, b in itertools.pairwise(lines) if a.strip() and b[:1].islower())
    if len(lengths) < 3:
        return None
    width = lengths[(len(lengths) * 9) // 10]
    return width if 40 <= width <= 200 else None


def _running(lines: list[str]) -> frozenset[int]:
    """The lines of paragraphs that were surely wrapped: one of their lines continues in lower case."""
    found: set[int] = set()
    start = 0
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            continue
        wrapped = any(
            b.lstrip()[:1].islower() and a.rstrip()[-1] not in ".!?:;" and "@" not in b and not _labelled(b.lstrip())
            for a, b in itertools.pairwise(lines[start:number])
        )
        found.update(range(start, number) if wrapped else ())
        start = number + 1
    return frozenset(found)


def _continues(line: str, following: str, width: int | None, running: bool) -> bool:
    """True if `following` continues the paragraph of `line`. `running`: the paragraph was surely wrapped, so that
    a line need not be quite full (letters of a PDF are not all as wide).
    """
    a, b = line.rstrip(), following.lstrip()
    if not a or not b or "\t" in line or "\t" in following or _BULLET.match(following):
        return False
    if " | " in a and " | " in b:
        return False  # two rows of a table whose cells a bar parts
    if _apart(line, following):
        return False
    if b[0] in "|#>" or a.endswith("|") or (a[-1] in '.!?:»"”' and not (width and len(a) > width - 15)):
        return False
    if b[0].islower() or b[0] in ",;)%»€" or a[-1] in ",'(«-":
        return len(a) > 30 or (b[0].islower() and len(a) > 12 and not _labelled(b))
    first = b.split(" ", 1)[0]
    if width and running and len(a) > 0.75 * width and len(a) + 1 + len(first) > 0.85 * width:
        return True
    return bool(width and len(a) + 1 + len(first) > width and len(a) > width - 25 and len(a) <= width + 12)


def _apart(line: str, following: str) -> bool:
    """True if the page sets two lines apart: cells side by side, entries of a programme, lines set to the right."""
    indents = len(line) - len(line.lstrip(" ")), len(following) - len(following.lstrip(" "))
    if following[indents[1] : indents[1] + 1].isdigit() and _HOUR.match(following):
        return True
    if line[indents[0] : indents[0] + 1].isdigit() and _HOUR.match(line):
        return indents[1] < 4
    for text in (line, following):
        if "    " in text and _LAID_OUT.search(text.rstrip()):
            return True
    return max(indents) >= _SET_ASIDE and not following[indents[1] : indents[1] + 1].islower()


def _labelled(line: str) -> bool:
    """`email : x@y.fr`, `tél. 01 …`: a line of a contact block, whatever its case."""
    return bool(re.match(rf"(?:{any_written('channel_label')}|www|http|fax|\S+@)", line, re.I))


def _compound(line: str, following: str) -> bool:
    """True if the hyphen at the line's end belongs to a compound (`lui-` / `même`, `-t-` / `elle`)."""
    left = re.search(r"([^\W\d_-]+)-$", line.rstrip())
    right = re.match(r"[^\W\d_-]+", following.lstrip())
    if not left or not right:
        return True
    return fold(left.group(1)) in forms("before_hyphen") or fold(right.group()) in forms("after_hyphen")
