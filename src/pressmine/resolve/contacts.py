"""Contacts: each with its person and its body, where the document names them."""

from __future__ import annotations

import re
from functools import partial

from pressmine.evidence import ContactReading, Evidence
from pressmine.french.fold import fold
from pressmine.french.name_forms import without_address
from pressmine.record import Contact, Organisation
from pressmine.resolution import change
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import add_role, by_ref, organisation_in, person_in

#: Contacts before it that one may repeat: no release has so many.
_MOST_CONTACTS = 100
#: Names of bodies that a mailbox's domain is compared with: no release names so many.
_MOST_BODIES = 500
_FREE_MAIL = frozenset(
    [
        "gmail.com",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "yahoo.fr",
        "hotmail.com",
        "hotmail.fr",
        "outlook.com",
        "outlook.fr",
        "laposte.net",
        "sfr.fr",
    ]
)


def resolve_contacts(ledger: Ledger) -> None:
    """Keep every contact; one whose channels a fuller one has already given is merged into it."""
    kept: list[Contact] = []
    for item, reading in ledger.open(ContactReading):
        name = ledger.document.clean(reading.name) if reading.name else None
        contact = _contact(ledger, item, reading, without_address(name) if name else None)
        twin = next((k for k in kept[-_MOST_CONTACTS:] if _same(k, contact)), None)
        if twin is not None:
            change(
                twin,
                phones=tuple(dict.fromkeys((*twin.phones, *contact.phones))),
                emails=tuple(dict.fromkeys((*twin.emails, *contact.emails))),
            )
            ledger.merge(item, None, "the same contact stands in the text twice")
            continue
        ledger.keep(item, "numbers and mailboxes that the text ties together")
        for number in reading.unassigned:
            ledger.diagnose("phone-unassigned", f"{number} lies in no range that is known to be given out.", item.span)
        kept.append(contact)
        ledger.resolution.contacts.append(contact)


def _contact(ledger: Ledger, item: Evidence, reading: ContactReading, name: str | None) -> Contact:
    person = person_in(ledger, reading.name) if reading.name else None
    if person is not None:
        add_role(person, "contact")
    body = organisation_in(ledger, reading.organisation) if reading.organisation else None
    if body is None and person is not None and person.organisation is not None:
        held = by_ref(ledger, person.organisation)
        body = held if isinstance(held, Organisation) else None
    body = body or _by_domain(ledger, reading.emails)
    return ledger.resolution.read(
        Contact,
        item,
        name=name,
        person=person.ref if person else None,
        organisation=body.ref if body else None,
    )


def _same(a: Contact, b: Contact) -> bool:
    """True where two contacts name the same person, or one without a name repeats the other's channels."""
    if a.name and b.name:
        return fold(a.name) == fold(b.name) and (
            bool({*a.phones, *a.emails} & {*b.phones, *b.emails}) or not (a.emails and b.emails)
        )
    return not b.name and {*b.phones, *b.emails} <= {*a.phones, *a.emails}


def _by_domain(ledger: Ledger, emails: tuple[str, ...]) -> Organisation | None:
    """The body whose name the mailbox's domain spells: `@debian.org`, `@keravel-energies.example`."""
    for email in emails:
        domain = email.partition("@")[2]
        if domain in _FREE_MAIL:
            continue
        label = re.sub(r"[^a-z0-9]", "", domain.rpartition(".")[0].split(".")[-1])
        body = ledger.once(("the body of a mailbox", label), partial(_spelled, ledger, label))
        if body is not None:
            return body
    return None


def _spelled(ledger: Ledger, label: str) -> Organisation | None:
    for plain, organisation in ledger.once("plain names", lambda: _plain_names(ledger))[:_MOST_BODIES]:
        if plain == label or (len(plain) > 4 and (plain in label or (len(label) > 4 and label in plain))):
            return organisation
    return None


def _plain_names(ledger: Ledger) -> list[tuple[str, Organisation]]:
    """Every form of every body's name, its letters and digits only."""
    forms = (
        (re.sub(r"[^a-z0-9]", "", fold(form or "")), organisation)
        for organisation in ledger.resolution.organisations
        for form in (organisation.name, organisation.acronym, *organisation.aliases)
    )
    return [(plain, organisation) for plain, organisation in forms if len(plain) > 2]
