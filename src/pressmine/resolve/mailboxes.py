"""The body that a mailbox belongs to: the one whose name is spelled in its domain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from pressmine.evidence import ContactReading
from pressmine.french.folding import fold
from pressmine.french.lexicon import forms
from pressmine.record import Organisation, Person
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.span_index import SpanIndex

#: Names of bodies that a mailbox's domain is compared with: no release names so many.
_MOST_BODIES = 500


def by_domain(ledger: Ledger, emails: Iterable[str]) -> Organisation | None:
    """The body whose name is spelled in the mailbox's domain: `@debian.org`, `@keravel-energies.example`."""
    for email in emails:
        domain = email.partition("@")[2]
        if domain in forms("host"):
            continue
        label = re.sub(r"[^a-z0-9]", "", domain.rpartition(".")[0].split(".")[-1])
        body = ledger.once(("the body of a mailbox", label), partial(_spelled, ledger, label))
        if body is not None:
            return body
    return None


def _spelled(ledger: Ledger, label: str) -> Organisation | None:
    """The body whose name equals the domain label, else the one with the longest name inside it, else the shortest
    around it.
    """
    found: list[tuple[bool, int, Organisation]] = []
    for plain, organisation in ledger.once("plain names", lambda: _plain_names(ledger))[:_MOST_BODIES]:
        if plain == label:
            return organisation
        if len(plain) > 4 and plain in label:
            found.append((True, len(plain), organisation))
        elif len(plain) > 4 and len(label) > 4 and label in plain:
            found.append((False, -len(plain), organisation))
    return max(found, key=lambda f: f[:2])[2] if found else None


def _plain_names(ledger: Ledger) -> list[tuple[str, Organisation]]:
    """Every form of every body's name, reduced to letters and digits."""
    forms = (
        (re.sub(r"[^a-z0-9]", "", fold(form or "")), organisation)
        for organisation in ledger.resolution.organisations
        for form in (organisation.name, organisation.acronym, *organisation.aliases)
    )
    return [(plain, organisation) for plain, organisation in forms if len(plain) > 2]


def by_mailbox(ledger: Ledger, person: Person) -> Organisation | None:
    """The body that a person's mailboxes belong to; needed before contacts are resolved."""
    named = ledger.once("contacts with a name", lambda: _named(ledger))
    readings = {id(r): r for mention in person.mentions for _, r in named.over(mention.span)}
    return by_domain(ledger, (email for reading in readings.values() for email in reading.emails))


def _named(ledger: Ledger) -> SpanIndex[ContactReading]:
    return SpanIndex((reading.name, reading) for _, reading in ledger.open(ContactReading) if reading.name is not None)
