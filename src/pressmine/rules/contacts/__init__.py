"""Contacts: people and desks with the phone numbers and mailboxes that a block or a sentence gives for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pressmine.document import Document, ZoneKind
from pressmine.evidence import ContactReading, EntityReading, Evidence, NotReading
from pressmine.french.lexicon import forms
from pressmine.offsets import ViewSpan
from pressmine.rules.contacts.channel_scan import Channel, channels
from pressmine.rules.contacts.contact_sections import sections, within
from pressmine.rules.contacts.line_pieces import Piece, head_of, pieces
from pressmine.rules.contacts.phone_numbers import is_assigned
from pressmine.rules.contacts.sentences import sentence_contacts
from pressmine.rules.lists import word_list
from pressmine.rules.shared_look import rules_of


@dataclass(slots=True)
class Entry:
    """A contact under construction, while its lines are read."""

    name: Piece | None = None
    body: ViewSpan | None = None
    phones: list[Piece] = field(default_factory=list)
    emails: list[Piece] = field(default_factory=list)
    line: int = -1
    beside: Piece | None = None  # the person joined to this one by `et`, with the same numbers

    @property
    def reached(self) -> bool:
        """True if the contact has a phone number or a mailbox."""
        return bool(self.phones or self.emails)


def find_contacts(document: Document) -> Iterator[Evidence]:
    """Evidence for contacts, for the people and bodies named in contact blocks, and that phone numbers are not
    figures.
    """
    found = document.once(channels)
    if not found:
        return
    for channel in found:
        span = document.span(channel.span.start, channel.span.end)
        yield Evidence("contact.channel", span, NotReading(("dates", "figures"), f"it is {_WHAT[channel.kind]}"), 0.99)
    found = tuple(c for c in found if not _of_a_machine(c))
    used: set[Channel] = set()
    for section in sections(document, found):
        near = sorted({c for a, b in section for c in within(found, a, b)}, key=lambda c: c.span)
        used.update(near)
        for entry in _read(document, section, near):
            yield from _evidence(document, entry)
    rest = [c for c in found if c not in used and document.zone_at(c.span.start).kind is not ZoneKind.FRONT_MATTER]
    for name, group in sentence_contacts(document, rest):
        entry = Entry(Piece("desk", name) if name else None)
        for c in group:
            (entry.emails if c.kind == "email" else entry.phones).append(Piece(c.kind, c.span, c.value))
        yield from _evidence(document, entry)


def _of_a_machine(channel: Channel) -> bool:
    """Whether a mailbox is one that nobody reads: of a list's server, of a key, of what sends without an answer."""
    return channel.kind == "email" and channel.value.partition("@")[0].endswith(word_list("contacts")["machines"])


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
        ContactReading(name, phones, emails, body, tuple(p for p in phones if not is_assigned(p))),
        0.95 if entry.name else 0.8,
    )
    if entry.name and entry.name.kind == "person" and name:
        yield Evidence("contact.person", name, EntityReading("person", roles=("contact",)), 0.9)
    if body:
        yield Evidence("contact.body", body, EntityReading("organisation"), 0.6)


def _read(document: Document, lines: list[tuple[int, int]], near: list[Channel]) -> list[Entry]:
    """The entries of a section."""
    reader = _Reader(document)
    for number, (start, end) in enumerate(lines):
        head = head_of(document, start, end)
        at = start
        if head:
            reader.heading(head)
            at = head.end()
        # Names are known by the mailboxes around them: those of this line and the next ones.
        close = within(near, start - 200, end + 200)
        for piece in pieces(document, at, end, close):
            reader.take(piece, number, headed=head is not None)
    reader.flush()
    return _number_first(reader.done)


def _number_first(entries: list[Entry]) -> list[Entry]:
    """A block whose first line is a number and whose next lines say whose: one entry, where no more follow."""
    if len(entries) != 2:
        return entries
    first, second = entries
    if first.name or first.body or first.emails or second.name is None or second.phones:
        return entries
    second.phones = first.phones
    return [second]


class _Reader:
    """Reads pieces in order; a new name, desk or body closes the entry before it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.done: list[Entry] = []
        self.entry = Entry()
        self.body: ViewSpan | None = None
        self.waiting: list[Piece] = []
        self.desk_head: Piece | None = None

    def heading(self, head: re.Match[str]) -> None:
        self.flush()
        self.body = None
        self.desk_head = None
        words = head.group("head")
        if words.startswith(tuple(forms("desk_word"))):
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
            between = self.document.folded[entry.name.span.end : piece.span.start].strip()
            twin = entry.name if between in ("et", "ou", "&", "/", ",") and entry.name.kind == "person" else None
            self.entry = Entry(piece, entry.body, beside=twin)
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
            twin = entry.beside
            shared = twin and entry.name and not any(_speaks_of(self.document, e, entry.name) for e in entry.emails)
            if twin is not None and twin in self.waiting and shared:
                self.waiting.remove(twin)
                self.done.append(Entry(twin, entry.body, entry.phones, entry.emails))
            self.done.append(entry)
        elif entry.name is not None and entry.name.kind == "person":
            self.waiting.append(entry.name)
        self.entry = Entry()


def _speaks_of(document: Document, email: Piece, name: Piece) -> bool:
    local = email.value.partition("@")[0]
    words = re.split(r"[\s'’-]+", document.folded[name.span.start : name.span.end])
    return any(len(w) > 2 and w in local for w in words)


RULES = rules_of(
    find_contacts,
    {
        "contact.block": "Les blocs et phrases de contact : personnes et services, leurs téléphones et leurs adresses.",
        "contact.person": "La personne que nomme un contact.",
        "contact.body": "L'organisme que nomme un contact.",
        "contact.channel": "Un téléphone ou une adresse électronique n'est ni une date ni un nombre.",
    },
)
