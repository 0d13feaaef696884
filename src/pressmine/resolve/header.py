"""The header: one value a field, the surest evidence first; the issuer by votes for a body that the document names."""

from __future__ import annotations

from pressmine.evidence import AuthorReading, Evidence, HeaderReading
from pressmine.resolution import Organisation, Signatory
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import add_role, mentions_in, organisations_in, person_in

#: Below this sum of votes no body is called the issuer.
_ENOUGH = 0.7


def resolve_header(ledger: Ledger) -> None:
    """Fill `document`'s fields; each piece of evidence is kept or loses to a surer one."""
    best: dict[str, Evidence] = {}
    for item, reading in sorted(ledger.open(HeaderReading), key=_strength):
        if reading.name == "issuer":
            continue
        winner = best.get(reading.name)
        if winner is not None:
            ledger.lose(item, winner, f"{winner.rule} says more surely or earlier what the {reading.name} is")
            continue
        best[reading.name] = item
        ledger.keep(item, f"the surest word on the {reading.name}")
        _set(ledger, reading.name, reading.value if reading.value is not None else ledger.document.clean(item.span))
    if ledger.published is not None:
        ledger.resolution.header.published = ledger.published.isoformat()
    _issuer(ledger)
    _authors(ledger)


def _strength(pair: tuple[Evidence, HeaderReading]) -> tuple[float, int, int, str]:
    item = pair[0]
    return -item.confidence, item.span.start, item.span.end, item.rule


def _set(ledger: Ledger, name: str, value: str) -> None:
    if value:
        setattr(ledger.resolution.header, name, value)


def _issuer(ledger: Ledger) -> None:
    """The body with the most votes; an article has none, since no medium signs in the third person."""
    votes: dict[str, float] = {}
    bodies: dict[str, Organisation] = {}
    voters: list[tuple[Evidence, str | None]] = []
    for item, reading in list(ledger.open(HeaderReading)):
        if reading.name != "issuer":
            continue
        found = organisations_in(ledger, item.span)
        body = found[0] if found else None
        voters.append((item, body.ref if body else None))
        for rank, named in enumerate(found[:2]):
            bodies[named.ref] = named
            votes[named.ref] = votes.get(named.ref, 0.0) + item.confidence * (1.0 if rank == 0 else 0.5)
    for ref, body in bodies.items():
        votes[ref] += min(0.3, 0.02 * len(body.mentions))
    release = ledger.resolution.header.kind != "article"
    ranked = sorted(votes, key=lambda r: (-votes[r], min(m.span for m in bodies[r].mentions), r))
    chosen = ranked[0] if ranked and release and votes[ranked[0]] >= _ENOUGH else None
    for item, ref in voters:
        if ref is not None and ref == chosen:
            ledger.keep(item, "it names the body that puts the text out")
        else:
            ledger.lose(item, None, "no body that the text names gets enough votes there")
    if chosen is not None:
        ledger.resolution.header.issuer = chosen
        add_role(bodies[chosen], "issuer")


def _authors(ledger: Ledger) -> None:
    """Bylines become authors, linked to their person."""
    for item, _ in list(ledger.open(AuthorReading)):
        person = person_in(ledger, item.span)
        if person is None or not mentions_in(person, item.span):
            ledger.lose(item, None, "the byline names no person that the document knows")
            continue
        if any(s.ref == person.ref and s.role == "author" for s in ledger.resolution.signatories):
            ledger.merge(item, None, "the same author signs twice")
            continue
        ledger.keep(item, "the byline names the author")
        add_role(person, "author")
        ledger.resolution.signatories.append(Signatory(person.ref, person.name, "author"))
