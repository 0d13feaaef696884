"""Contacts, each linked to its person and its organisation if the document names them."""

from __future__ import annotations

from pressmine.evidence import ContactReading, Evidence
from pressmine.french.folding import fold
from pressmine.french.name_forms import without_address
from pressmine.record import Contact, Organisation
from pressmine.resolution import change
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import add_role, by_ref, organisation_in, person_in
from pressmine.resolve.mailboxes import by_domain

#: Contacts before it that one may repeat: no release has so many.
_MOST_CONTACTS = 100


def resolve_contacts(ledger: Ledger) -> None:
    """Keep every contact; merge one whose phones and e-mails a fuller contact already gives."""
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
            ledger.merge(item, None, "the text gives the same contact twice")
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
    if body is None and person is None and reading.name is not None:
        body = organisation_in(ledger, reading.name)  # `Bureau de presse de l'université de Dreux`
    body = body or by_domain(ledger, reading.emails)
    return ledger.resolution.read(
        Contact, item, name=name, person=person.ref if person else None, organisation=body.ref if body else None
    )


def _same(a: Contact, b: Contact) -> bool:
    """True if two contacts name the same person, or if one is nameless and repeats the other's phones and e-mails."""
    if a.name and b.name:
        return fold(a.name) == fold(b.name) and (
            bool({*a.phones, *a.emails} & {*b.phones, *b.emails}) or not (a.emails and b.emails)
        )
    return not b.name and {*b.phones, *b.emails} <= {*a.phones, *a.emails}
