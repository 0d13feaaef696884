"""Contacts: people and desks with the numbers and mailboxes that a block or a sentence ties to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pressmine.document import RESIDUE, Block, Document, ZoneKind
from pressmine.evidence import ContactReading, EntityReading, Evidence, NotReading
from pressmine.french.clauses import has_finite_verb
from pressmine.offsets import ViewSpan
from pressmine.rules.contacts.channels import Channel, channels
from pressmine.rules.contacts.pieces import Piece, head_of, pieces
from pressmine.rules.contacts.sentences import sentence_contacts
from pressmine.rules.together import together


@dataclass(slots=True)
class Entry:
    """A contact as it is read, line by line."""

    name: Piece | None = None
    body: ViewSpan | None = None
    phones: list[Piece] = field(default_factory=list)
    emails: list[Piece] = field(default_factory=list)
    line: int = -1

    @property
    def reached(self) -> bool:
        """True where there is a number or a mailbox."""
        return bool(self.phones or self.emails)


def find_contacts(document: Document) -> Iterator[Evidence]:
    """Evidence for contacts, for the people and bodies that the blocks name, and that numbers are no figures."""
    found = document.once(channels)
    if not found:
        return
    for channel in found:
        span = document.span(channel.span.start, channel.span.end)
        yield Evidence("contact.channel", span, NotReading(("dates", "figures"), f"it is {_WHAT[channel.kind]}"), 0.99)
    used: set[Channel] = set()
    for section in _sections(document, found):
        near = sorted({c for a, b in section for c in _within(found, a, b)}, key=lambda c: c.span)
        used.update(near)
        for entry in _read(document, section, near):
            yield from _evidence(document, entry)
    rest = [c for c in found if c not in used and document.zone_at(c.span.start).kind is not ZoneKind.FRONT_MATTER]
    for name, group in sentence_contacts(document, rest):
        entry = Entry(Piece("desk", name) if name else None)
        for c in group:
            (entry.emails if c.kind == "email" else entry.phones).append(Piece(c.kind, c.span, c.value))
        yield from _evidence(document, entry)


#: Verbs of a sentence that asks to write or to call.
_ASKS = re.compile(
    r"(?:contactez|contacter|adresser|envoyer|envoyez|ecrire|ecrivez|veuillez|consulter|inscrire|joindre|merci de"
    r"|confirmer)\b"
)
#: Names of a block that still wait for a mailbox; of more the last count.
_MOST_WAITING = 30
_WHAT = {"phone": "a phone number", "fax": "a fax number", "email": "an e-mail address"}


def _evidence(document: Document, entry: Entry) -> Iterator[Evidence]:
    spans = [p.span for p in (*entry.phones, *entry.emails)]
    if entry.name:
        spans.append(entry.name.span)
    name = document.span(entry.name.span.start, entry.name.span.end) if entry.name else None
    body = document.span(entry.body.start, entry.body.end) if entry.body else None
    phones = tuple(dict.fromkeys(p.value for p in entry.phones))
    emails = tuple(dict.fromkeys(p.value for p in entry.emails))
    yield Evidence(
        "contact.block",
        document.span(min(s.start for s in spans), max(s.end for s in spans)),
        ContactReading(name, phones, emails, body),
        0.95 if entry.name else 0.8,
    )
    if entry.name and entry.name.kind == "person" and name:
        yield Evidence("contact.person", name, EntityReading("person", roles=("contact",)), 0.9)
    if body:
        yield Evidence("contact.body", body, EntityReading("organisation"), 0.6)


def _sections(document: Document, found: Iterable[Channel]) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that are read as contact blocks, as bounds in the view; columns are read one after the other."""
    blocks = document.blocks
    taken = _contact_lines(document, list(found))
    run: list[Block] = []
    for index, block in enumerate(blocks):
        if index in taken:
            run.append(block)
        elif run:
            yield list(_columns(document, run))
            run = []
    if run:
        yield list(_columns(document, run))


def _contact_lines(document: Document, found: list[Channel]) -> set[int]:
    """Indexes of the blocks that belong to contact blocks."""
    taken: set[int] = set()
    starts = [c.span.start for c in found]
    matter = False
    for index, block in enumerate(document.blocks):
        kind = document.zones[block.zone].kind
        if kind in RESIDUE:
            continue
        if kind is ZoneKind.FRONT_MATTER:
            line = document.folded[block.span.start : block.span.end]
            if block.span.start == 0 or (
                document.text[block.span.start - 1] == "\n" and not line.startswith(("-", " "))
            ):
                matter = line.startswith(("contact", "presse", "relations"))
            if matter:
                taken.add(index)
            continue
        inside = bisect_left(starts, block.span.start) < bisect_left(starts, block.span.end)
        if kind is ZoneKind.CONTACTS and (not inside or _short(document, block)):
            taken.add(index)
        elif inside and kind is not ZoneKind.CONTACTS and _short(document, block):
            taken.add(index)
            taken.update(_above(document, index, found))
    return taken


def _within(found: Sequence[Channel], start: int, end: int) -> Sequence[Channel]:
    """The channels that begin in a stretch of the view, of some in order."""
    first = bisect_left(found, start, key=lambda c: c.span.start)
    return found[first : bisect_left(found, end, first, key=lambda c: c.span.start)]


def _short(document: Document, block: Block) -> bool:
    """True for a line of a block, not a sentence that happens to name a mailbox."""
    text = document.text[block.span.start : block.span.end]
    words = len(text.split())
    if _ASKS.search(document.folded[block.span.start : block.span.end]):
        return False
    return words <= 9 or (words <= 45 and not has_finite_verb(re.sub(r"\S+@\S+|https?:\S+", "", text)))


def _above(document: Document, index: int, found: list[Channel]) -> Iterator[int]:
    """Short lines right above a line with a channel: the name, the function, the heading."""
    for at in range(index - 1, max(-1, index - 4), -1):
        block = document.blocks[at]
        kind = document.zones[block.zone].kind
        text = document.text[block.span.start : block.span.end]
        if kind in RESIDUE or kind in (
            ZoneKind.HEADLINE,
            ZoneKind.LETTERHEAD,
            ZoneKind.FRONT_MATTER,
            ZoneKind.FOOTNOTE,
        ):
            return
        if len(text.split()) > 10 or text.endswith((".", ";", "!", "?", "»")) or text.startswith(("-", "•", "«")):
            return
        yield at
        if head_of(document, block.span.start, block.span.end):
            return


def _columns(document: Document, run: list[Block]) -> Iterator[tuple[int, int]]:
    """Bounds of the lines of a run; where lines are cut by tabs or wide gaps, column after column."""
    table: list[list[tuple[int, int]]] = []
    for block in run:
        cells = [
            (m.start(), m.end())
            for m in re.finditer(r"[^\t\n]+?(?=\t|\s{4,}|$)", document.text[block.span.start : block.span.end])
        ]
        cells = [
            (block.span.start + a, block.span.start + b)
            for a, b in cells
            if document.text[block.span.start + a : block.span.start + b].strip()
        ]
        if len(cells) < 2 and not table:
            yield block.span.start, block.span.end
        else:
            table.append(cells)
    width = max((len(cells) for cells in table), default=0)
    if sum(len(cells) == width for cells in table) < 2:
        yield from ((cells[0][0], cells[-1][1]) for cells in table if cells)
        return
    for column in range(width):
        yield from (cells[column] for cells in table if column < len(cells))


def _read(document: Document, lines: list[tuple[int, int]], near: list[Channel]) -> list[Entry]:
    """The entries of a section."""
    reader = _Reader(document)
    for number, (start, end) in enumerate(lines):
        head = head_of(document, start, end)
        at = start
        if head:
            reader.heading(head, end)
            at = head.end()
        # Names are known by the mailboxes around them: those of this line and the next ones.
        close = _within(near, start - 200, end + 200)
        for piece in pieces(document, at, end, close):
            reader.take(piece, number, headed=head is not None)
    reader.flush()
    return reader.done


class _Reader:
    """Reads pieces in order; a new name, desk or body closes the entry before it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.done: list[Entry] = []
        self.entry = Entry()
        self.body: ViewSpan | None = None
        self.waiting: list[Piece] = []
        self.desk_head: Piece | None = None

    def heading(self, head: re.Match[str], end: int) -> None:
        self.flush()
        self.body = None
        self.desk_head = None
        words = head.group("head")
        if re.match(r"(?:service|bureau|relations? |attache)", words):
            self.desk_head = Piece("desk", ViewSpan(head.start("head"), head.end("head")))

    def take(self, piece: Piece, line: int, headed: bool) -> None:
        if piece.kind in ("phone", "email", "fax"):
            self._channel(piece, line)
        elif piece.kind in ("person", "desk"):
            self._name(piece, line)
        elif piece.kind == "body":
            self._body(piece, line, headed)

    def _channel(self, piece: Piece, line: int) -> None:
        owner = self._owner(piece) if piece.kind == "email" else None
        if owner is not None:
            self.flush()
            self.entry = Entry(owner, self.body, line=line)
            self.waiting.remove(owner)
        if piece.kind == "email":
            self.entry.emails.append(piece)
        elif piece.kind == "phone":
            self.entry.phones.append(piece)
        self.entry.line = line

    def _owner(self, email: Piece) -> Piece | None:
        """Of several names above, the one that a mailbox speaks of."""
        if self.entry.name is not None and _speaks_of(self.document, email, self.entry.name):
            return None
        return next((p for p in self.waiting[-_MOST_WAITING:] if _speaks_of(self.document, email, p)), None)

    def _name(self, piece: Piece, line: int) -> None:
        entry = self.entry
        if entry.reached and (entry.line != line or entry.name is not None):
            if piece.kind == "desk" and entry.line == line:
                return
            self.flush()
            entry = self.entry
        if entry.name is None or (entry.name.kind == "desk" and piece.kind == "person"):
            entry.name = piece
        elif piece.kind == "person":
            self.waiting.append(entry.name)
            self.entry = Entry(piece, entry.body)
        self.entry.line = line

    def _body(self, piece: Piece, line: int, headed: bool) -> None:
        entry = self.entry
        if entry.reached:
            if entry.line == line:
                entry.body = entry.body or piece.span
                return
            self.flush()
            entry = self.entry
        if entry.name is not None and entry.name.kind == "person":
            entry.body = entry.body or piece.span
        elif self.body is None or entry.line != line or headed:
            self.body = piece.span
            self.desk_head = self.desk_head if headed else None
        entry.line = line

    def flush(self) -> None:
        entry = self.entry
        if entry.reached:
            if entry.name is None:
                entry.name = self.desk_head
            entry.body = entry.body or self.body
            self.done.append(entry)
        elif entry.name is not None and entry.name.kind == "person":
            self.waiting.append(entry.name)
        self.entry = Entry()


def _speaks_of(document: Document, email: Piece, name: Piece) -> bool:
    local = email.value.partition("@")[0]
    words = re.split(r"[\s'’-]+", document.folded[name.span.start : name.span.end])
    return any(len(w) > 2 and w in local for w in words)


RULES = together(
    find_contacts,
    {
        "contact.block": "Les blocs et phrases de contact : personnes et services, leurs téléphones et leurs adresses.",
        "contact.person": "La personne que nomme un contact.",
        "contact.body": "L'organisme que nomme un contact.",
        "contact.channel": "Un téléphone ou une adresse électronique n'est ni une date ni un nombre.",
    },
)
