"""The header: one value per field, from the surest evidence. The issuer is settled separately, once all else is
known.
"""

from __future__ import annotations

from pressmine.evidence import AuthorReading, Evidence, HeaderReading
from pressmine.record import Signatory
from pressmine.resolution import change, draft
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import add_role, mentions_in, person_in


def resolve_header(ledger: Ledger) -> None:
    """Fill the fields of `document`; each piece of evidence is kept or loses to a surer one."""
    best: dict[str, Evidence] = {}
    for item, reading in sorted(ledger.open(HeaderReading), key=_strength):
        if reading.name == "issuer":
            continue
        winner = best.get(reading.name)
        if winner is not None:
            ledger.lose(item, winner, f"{winner.rule} says more surely or earlier what the {reading.name} is")
            continue
        best[reading.name] = item
        ledger.keep(item, f"the surest evidence for the {reading.name}")
        _set(ledger, reading.name, reading.value if reading.value is not None else ledger.document.clean(item.span))
    if ledger.published is not None:
        _set(ledger, "published", ledger.published.isoformat())
    _authors(ledger)


def _strength(pair: tuple[Evidence, HeaderReading]) -> tuple[float, int, int, str]:
    item = pair[0]
    return -item.confidence, item.span.start, item.span.end, item.rule


def _set(ledger: Ledger, name: str, value: str) -> None:
    if value:
        change(ledger.resolution.header, **{name: value})


def _authors(ledger: Ledger) -> None:
    """Turn bylines into authors, each linked to its person."""
    header = ledger.resolution.header
    for byline, _ in list(ledger.open(AuthorReading)):
        person = person_in(ledger, byline.span)
        if person is None or not mentions_in(ledger, person, byline.span):
            ledger.lose(byline, None, "the byline names no person that the document knows")
            continue
        if any(s.ref == person.ref and s.role == "author" for s in ledger.resolution.signatories):
            ledger.merge(byline, None, "the same author signs twice")
            continue
        ledger.keep(byline, "the byline names the author")
        add_role(person, "author")
        ledger.resolution.signatories.append(draft(Signatory, ref=person.ref, name=person.name, role="author"))
        change(header, authors=(*header.authors, person.ref))
