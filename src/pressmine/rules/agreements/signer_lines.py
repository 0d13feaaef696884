"""The signatories in the lines of a signature block: bodies, and the people who sign for them.

The layouts are those of French releases: `Pour X` over a name, one column next to the other, a body or a person a line,
rows of a table, an enumeration after `Ont signé :`, a name over a post over a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pressmine.document import Document, Footnote
from pressmine.french.head_nouns import head_words
from pressmine.french.lexicon import any_form, any_written
from pressmine.french.signature_lines import head, signs_for, sorted_by, sorts
from pressmine.offsets import ViewSpan
from pressmine.rules.agreements.signer_parts import Part, is_post, parts_of, trimmed
from pressmine.rules.column_cells import cells, columns
from pressmine.rules.declared.parties import parties_at
from pressmine.rules.lists import word_list

#: A body and its acronym: `Institut X (IX)`.
BRACKET = re.compile(r"\s?\((?P<short>[A-Z][\w&.-]{1,14})\)\s*$")

_BULLET = re.compile(r"\s*(?:[-–—•●▪◦■□►▶➢➔→✓✔*·]\s?|\d{1,2}[.)]\s){1,3}")
#: What parts the items of an enumeration; brackets hold theirs together.
_NEXT = re.compile(r"(?P<item>(?:\([^()]{0,120}\)|[^,;()]|\((?![^()]{0,120}\)))+)")
#: What parts them where no comma does: `Signataires : CGT – FO – Solidaires`, `A / B / C`.
_NEXT_DASHED = re.compile(r"(?:\s?[-–—/|·•]\s)?(?P<item>(?:(?!\s[-–—/|·•]\s)[^,;])+)")
#: `A et B` where what follows `et` is a name of its own, not `Fils` or `Associés`.
_AND = re.compile(rf"\s(?:et|ainsi que)\s(?!{any_written('partner_of_surname')}\b(?!\s{any_form('of')}))")
_OWN = re.compile(r"\S*[A-ZÀ-Þ\d]|(?:la|les?)\s|l'|\S+$")
#: Lines of a group that names one signer.
_STACKED = 4


@dataclass(slots=True)
class Signer:
    """One item of a block: its span, and the body and the people it names."""

    whole: ViewSpan
    body: ViewSpan | None = None
    persons: list[ViewSpan] = field(default_factory=list)


def signers(document: Document, lines: Sequence[ViewSpan]) -> list[Signer]:
    """The items of a block, read line by line; the lines below `Pour X` name those who sign for X."""
    laid = [ViewSpan(a, b) for line in lines for a, b in cells(document, line)]
    if any(signs_for(document.folded, cell.start, cell.end) for cell in laid):
        cut = (ViewSpan(a, b) for column in columns(document, lines) for a, b in column)
        return list(_below_bodies(document, [cell for cell in cut if len(cell) > 1]))
    grouped = _grouped(document, lines)
    found: list[Signer] = []
    for line in lines:
        found += grouped[line] if line in grouped else _of_line(document, line.start, line.end)
    return found


def named_in_note(document: Document, note: Footnote) -> list[Signer]:
    """The bodies listed in a note that the text calls after a number of them: `sept organisations (1)`."""
    for call in note.calls:
        before = document.folded[max(0, call.start - 60) : call.start].rstrip(" ([")
        if re.search(rf"(?<!\w){sorts()}(?:\s\w{{2,20}}){{0,2}}$", before):
            text = re.compile(r"\W{0,3}(?:\d{1,2}|\*{1,3})\W{0,3}").match(document.text, note.span.start, note.span.end)
            start = text.end() if text else note.span.start
            return (
                list(_enumerated(document, start, note.span.end)) if "," in document.text[start : note.span.end] else []
            )
    return []


def _below_bodies(document: Document, lines: Sequence[ViewSpan]) -> Iterator[Signer]:
    """Who signs for whom in lines `Pour X`, and the lines after them."""
    whom: Signer | None = None
    for line in lines:
        said = signs_for(document.folded, line.start, line.end)
        at = line.start
        if said:
            whom = Signer(line, ViewSpan(said.start("body"), said.end("body")))
            at = said.end()
            yield whom
        elif head().match(document.folded, line.start, line.end):
            whom = None
        if whom is not None:
            for part in parts_of(document, at, line.end, by_form=True):
                whom.persons += [p for p in (part.person, part.span if part.kind == "person" else None) if p]
        elif at == line.start:
            yield from _of_line(document, at, line.end)


def _of_line(document: Document, start: int, end: int) -> Iterator[Signer]:
    """The items of a line: what it enumerates after its head, its parts between semicolons, or itself."""
    opened = head().match(document.folded, start, end)
    at = opened.end() if opened else start
    sort = sorted_by().match(document.folded, at, end)
    if sort and not any(c.isupper() for c in document.text[sort.start() : sort.end()].strip("*_ -•")[1:]):
        at = sort.end()
        if document.text[at:end].strip():
            yield from _enumerated(document, at, end)
        return
    bullet = _BULLET.match(document.text, at, end)
    at = bullet.end() if bullet else at
    if opened and (listed := list(_in_prose(document, at, end))):
        yield from listed
        return
    if ";" not in document.text[at:end] and (opened or _enumerates(document, at, end)):
        yield from _enumerated(document, at, end)
        return
    for piece in re.finditer(r"[^;]+", document.text[at:end]):
        item = trimmed(document, at + piece.start(), at + piece.end())
        if item is not None:
            yield from _item(document, item)


def _in_prose(document: Document, start: int, end: int) -> Iterator[Signer]:
    """The items of an enumeration that says something of one of them, as `, qui regroupe cent familles,`, where it
    fills the span; none else.
    """
    pieces = [(document.folded[a:b], _begins(document, a, b)) for a, b in _pieces(document, start, end)]
    if all(begins or is_post(piece) for piece, begins in pieces):
        return
    start += len(document.text[start:end]) - len(document.text[start:end].lstrip())
    listed = parties_at(document, start)
    if not listed or any(p.body is None for p in listed) or any(map(str.isalnum, document.text[listed[-1].stop : end])):
        return
    for party in listed:
        if party.body is not None:
            persons = [ViewSpan(*who) for who in party.persons]
            yield Signer(ViewSpan(party.start, party.stop), ViewSpan(*party.body), persons)


def _enumerates(document: Document, start: int, end: int) -> bool:
    """True for a line of three names and more between commas that are no persons with what they do."""
    parts = [document.folded[a:b] for a, b in _pieces(document, start, end)]
    return len(parts) > 2 and all(not is_post(p) and len(p.split()) < 9 for p in parts)


def _pieces(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between the commas of an enumeration, and around its last `et`."""
    text = document.text[start:end]
    parted = _NEXT_DASHED if _dashed(document, start, end) else _NEXT
    found = [(start + m.start("item"), start + m.end()) for m in parted.finditer(text)]
    for index, (a, b) in enumerate(found):
        ands = [m for m in _AND.finditer(document.text, a, b) if _begins(document, m.end(), b)]
        last = index == len(found) - 1
        ands = [m for m in ands if last and _closed(document.text[a : m.start()])]
        cuts = [m for m in ands if document.folded[m.end() : m.end() + 2] in ("la", "le", "l'")] or ands[-1:]
        for left, right in zip([a, *(m.end() for m in cuts)], [*(m.start() for m in cuts), b], strict=True):
            item = trimmed(document, left, right)
            if item is not None:
                yield item.start, item.end


def _closed(text: str) -> bool:
    """True if no bracket is left open."""
    return text.count("(") == text.count(")")


def _dashed(document: Document, start: int, end: int) -> bool:
    """True if dashes or strokes part names of bodies: nobody's post follows one of them."""
    found = _NEXT_DASHED.finditer(document.text[start:end])
    pieces = [(start + m.start("item"), start + m.end()) for m in found]
    if len(pieces) < 2 or any(sign in document.text[start:end] for sign in ",;"):
        return False
    return not any(is_post(document.folded[a:b]) for a, b in pieces)


def _begins(document: Document, start: int, end: int) -> bool:
    """True if a name begins after `et`: with a capital, an article, or a noun that heads the names of bodies."""
    if _OWN.match(document.text, start, end):
        return True
    noun = re.compile(r"[a-z-]+").match(document.folded, start, end)
    return noun is not None and noun.group() in head_words()


def _enumerated(document: Document, start: int, end: int) -> Iterator[Signer]:
    """The items of `A, B et C`, of `Anne Roy, présidente de A, Luc Petit, maire de B`."""
    signer: Signer | None = None
    wants_body = False
    bounds = list(_pieces(document, start, end))
    for index, (a, b) in enumerate(bounds):
        behind = bounds[index + 1] if index + 1 < len(bounds) else None
        posted = behind is not None and is_post(document.folded[behind[0] : behind[1]])
        parts = parts_of(document, a, b, by_form=posted)
        first = parts[0] if parts else None
        if first is None:
            continue
        if first.kind == "function" and signer is not None:
            signer.body = signer.body or first.body
            signer.persons += [first.person] if first.person else []
            wants_body = signer.body is None
            continue
        if wants_body and signer is not None and first.kind == "body":
            signer.body, wants_body = first.span, False
            continue
        if signer is not None:
            yield signer
        wants_body = False
        signer = _read(document, ViewSpan(a, b), parts)
    if signer is not None:
        yield signer


def _item(document: Document, item: ViewSpan) -> Iterator[Signer]:
    """`Anne Roy, Debian`; `Union X – Paul Roy, président`; `Xnet`; `Institut X (IX)`; a row of a table."""
    parts = parts_of(document, item.start, item.end)
    heads = word_list("signers")["heads"]
    said = [document.folded[p.span.start : p.span.end] for p in parts]
    if len(parts) > 1 and all(s in heads or s.removesuffix("s") in heads for s in said):
        return
    if len(parts) == 1 and parts[0].kind == "function":
        return
    yield _read(document, item, parts)


def _read(document: Document, item: ViewSpan, parts: Sequence[Part]) -> Signer:
    persons = [p.span if p.kind == "person" else p.person for p in parts]
    people = [p for p in persons if p is not None]
    bodies = [b for b in (p.span if p.kind == "body" else p.body for p in parts) if b is not None]
    if people:
        return Signer(item, bodies[0] if bodies else None, people)
    # Without a function or a comma that tells a person: a body, whatever it looks like.
    first = bodies[0] if bodies else parts[0].span if parts else item
    short = BRACKET.search(document.text[first.start : item.end])
    return Signer(item, ViewSpan(first.start, item.end if short and len(parts) <= 2 else first.end))


def _grouped(document: Document, lines: Sequence[ViewSpan]) -> dict[ViewSpan, list[Signer]]:
    """What groups of lines say that stand side by side, or under each other with a blank line between: a name, then
    what it signs for. By the line that a group begins with; the other lines of a group say nothing more.
    """
    groups: list[list[ViewSpan]] = []
    for line in lines:
        close = groups and "\n\n" not in document.text[groups[-1][-1].end - 1 : line.start + 1]
        groups = [*groups[:-1], [*groups[-1], line]] if close else [*groups, [line]]
    found: dict[ViewSpan, list[Signer]] = {}
    stacked: list[list[ViewSpan]] = []
    for group in groups:
        if len(group) < 2 or head().match(document.folded, group[0].start, group[0].end):
            continue
        if len(cells(document, group[0])) > 1:
            read = [_stack(document, [ViewSpan(a, b) for a, b in column]) for column in columns(document, group)]
            if all(s is not None for s in read):
                found.update({line: [] for line in group} | {group[0]: [s for s in read if s is not None]})
        elif len(group) <= _STACKED:
            stacked.append(group)
    signed = [_stack(document, group) for group in stacked]
    if len(stacked) > 1 and all(s is not None for s in signed):
        for group, signer in zip(stacked, signed, strict=True):
            found.update({line: [] for line in group} | {group[0]: [signer] if signer is not None else []})
    return found


def _stack(document: Document, stack: Sequence[ViewSpan]) -> Signer | None:
    """`Anne Roy / Présidente / Caisse du Jorat`: a person over the body that is signed for; else None."""
    if len(stack) < 2:
        return None
    who = parts_of(document, stack[0].start, stack[0].end, by_form=True)
    below = [part for line in stack[1:] for part in parts_of(document, line.start, line.end)]
    if len(who) != 1 or who[0].kind != "person" or any(p.kind == "person" for p in below):
        return None
    bodies = [b for b in (p.span if p.kind == "body" else p.body for p in below) if b is not None]
    return Signer(ViewSpan(stack[0].start, stack[-1].end), bodies[0] if bodies else None, [who[0].span])
