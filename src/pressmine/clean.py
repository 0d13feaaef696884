"""Source -> View: small steps, each a list of edits, composed into one alignment.

Nothing that carries meaning is lost, and nothing at all is lost from the source text: a view is a second reading of it.
"""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator

from pressmine.document import MarkKind, Source, View
from pressmine.french.fold import fold
from pressmine.french.lists import folded_set
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

_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\](?:\(([^()\s]{0,1000}(?:\([^()\s]{0,200}\))?[^()\s]{0,200})\))")
_TAG = re.compile(r"</?(?:br|p|div|span|img|a|b|i|em|strong|u|sup|sub|center|font|hr|small)\b[^<>]{0,1000}>", re.I)
_EMPHASIS = re.compile(
    r"(?<![^\W_])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![^\W_])|(?<![^\W_])_{1,2}(?=[^\W_])|(?<=[^\W_.!?,;»)])_{1,2}(?![^\W_])"
)
_ARROW = re.compile(r"^[ \t]{0,40}>(?=[ \t]+\S)", re.M)
_MARKER = re.compile(r"^(?: {0,3}#{1,6} +|> ?|[ \t]{0,8}[*+] +)", re.M)

#: Formats whose paragraphs may be wrapped by hand or by a page's width.
_WRAPPED = ("txt", "md", "eml", "pdf")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n){0,400}?---[ \t]*(?:\n|\Z)")
_YAML_ESCAPE = re.compile(r"\\n|(?<=\w)''(?=\w)")
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
    """The view of a source: characters, markup (Markdown only), then lines, composed into one alignment."""
    steps: list[Step] = [_characters]
    if source.format == "md":
        steps += [_front_matter_escapes, _entities, _markup]
    elif source.format in ("txt", "pdf"):
        steps.append(_arrows)
    text, alignment = _same_length(source.text), Alignment.identity(len(source.text))
    for step in steps:
        text, alignment = _apply(step, text, alignment)
    if source.format in _WRAPPED:
        policy = _line_policy(source, alignment, text)
        text, alignment = _apply(lambda t: _lines(t, policy), text, alignment)
    return View(text, fold(text), alignment)


def _same_length(text: str) -> str:
    """The text with what is replaced one for one: a few kinds of signs, so each is looked for by itself."""
    for sign in dict.fromkeys(_OTHERS.findall(text)):
        text = text.replace(sign, _SAME_LENGTH[sign])
    return text


def _line_policy(source: Source, alignment: Alignment, text: str) -> dict[int, bool]:
    """Line breaks that the format settles, by position in the view so far: True joins, False keeps.

    A table's rows and a mail's headers stay; in a front matter only the folded lines of a value are joined.
    """
    policy: dict[int, bool] = {}
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


def _front_matter_escapes(text: str) -> Iterator[Edit]:
    """In a YAML block `\\n` of a double-quoted value is a space, a doubled apostrophe of a single-quoted one is one."""
    block = _FRONT_MATTER.match(text)
    if block:
        for m in _YAML_ESCAPE.finditer(text, 0, block.end()):
            yield Edit(m.start(), m.end(), "'" if m.group() == "''" else " ")


def _entities(text: str) -> Iterator[Edit]:
    for m in _ENTITY.finditer(text):
        new = _same_length(html.unescape(m.group()))
        if new != m.group() and not any(unicodedata.category(c) in ("Cs", "Cn") for c in new):
            yield Edit(m.start(), m.end(), "" if new in _INVISIBLE else new)


def _arrows(text: str) -> Iterator[Edit]:
    """Items behind a `>` become items behind a bullet: there it is no sign of comparison."""
    found = list(_ARROW.finditer(text)) if ">" in text else []
    if len(found) > 1:
        yield from (Edit(m.end() - 1, m.end(), "•") for m in found)


def _markup(text: str) -> Iterator[Edit]:
    """Markdown and the HTML that people write in it: the signs go, the words stay."""
    edits: list[Edit] = []
    for m in _LINK.finditer(text):
        image = m.group().startswith("!")
        if image:
            edits.append(Edit(m.start(), m.end(), ""))
            continue
        edits.append(Edit(m.start(), m.start(1), ""))
        edits.append(Edit(m.end(1), m.end(), ""))
    for m in _TAG.finditer(text):
        line_break = m.group().lower().startswith(("<br", "<p", "</p", "<div", "</div", "<hr"))
        edits.append(Edit(m.start(), m.end(), "\n" if line_break else ""))
    for m in _EMPHASIS.finditer(text):
        edits.append(Edit(m.start(), m.end(), ""))
    for m in _MARKER.finditer(text):
        sign = m.group().strip()
        edits.append(Edit(m.start(), m.end(), "- " if sign in ("*", "+") else ""))
    end = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start >= end:
            yield edit
            end = edit.end


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
    """The column at which the text was wrapped by hand, or None where its paragraphs run on one line.

    A wrapped text has many lines that end within a few columns of each other and go on in lower case.
    """
    lengths = sorted(len(a.rstrip()) for a, b in itertools.pairwise(lines) if a.strip() and b[:1].islower())
    if len(lengths) < 3:
        return None
    width = lengths[(len(lengths) * 9) // 10]
    return width if 40 <= width <= 200 else None


def _running(lines: list[str]) -> frozenset[int]:
    """The lines of paragraphs that were surely wrapped: one of their lines goes on in lower case."""
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


def _continues(line: str, following: str, width: int | None, running: bool = False) -> bool:
    """True where `following` goes on with the paragraph of `line`. `running`: the paragraph was surely wrapped, so that
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
    """True where the page sets two lines apart: cells side by side, entries of a programme, lines set to the right."""
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
    return bool(re.match(r"(?:e-?mail|mail|m[ée]l|courriel|t[ée]l|www|http|fax|port|mob|\S+@)", line, re.I))


def _compound(line: str, following: str) -> bool:
    """True where the hyphen at the line's end belongs to a compound (`lui-` / `même`, `-t-` / `elle`)."""
    left = re.search(r"([^\W\d_-]+)-$", line.rstrip())
    right = re.match(r"[^\W\d_-]+", following.lstrip())
    if not left or not right:
        return True
    return fold(left.group(1)) in folded_set("words", "before_hyphen") or fold(right.group()) in folded_set(
        "words", "after_hyphen"
    )
