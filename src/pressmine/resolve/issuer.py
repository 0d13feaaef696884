"""The issuer: the body with the most votes, which depend on where the text names it and in what role."""

from __future__ import annotations

from pressmine.evidence import AgreementReading, Evidence, HeaderReading
from pressmine.french.folding import fold
from pressmine.french.name_forms import is_agency, without_article
from pressmine.french.text_kinds import BESIDE
from pressmine.offsets import Span
from pressmine.record import Organisation, Person
from pressmine.resolution import change
from pressmine.resolve.employers import by_office
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import add_role, by_ref, mentions_in, organisations_in, persons_in
from pressmine.weights import weight

#: Letters of an article before a text's first name.
_ARTICLE = 4
#: The State as a whole puts out nothing: one of its bodies does, and is named next to it.
_STATE = "etat"


def resolve_issuer(ledger: Ledger) -> None:
    """Settle who issues the text: for a release by vote, for an article the medium named at its head."""
    votes: dict[str, float] = {}
    voters: list[tuple[Evidence, HeaderReading, str | None]] = []
    for item, reading in list(ledger.open(HeaderReading)):
        if reading.name != "issuer":
            continue
        found = organisations_in(ledger, item.span) or _stood_for(ledger, item, reading)
        voters.append((item, reading, found[0].ref if found else None))
        for rank, body in enumerate(found[:2]):
            vote = item.confidence * (1.0 if rank == 0 else weight("issuer_second_body"))
            if rank == 0 and reading.where == "lead" and _opens(ledger, item, body):
                vote += weight("issuer_subject")
            if reading.where in ("lead", "title") and _is_beside(ledger, item, body):
                vote *= weight("issuer_beside")
            _add(votes, body.ref, vote)
    if ledger.resolution.header.kind == "article":
        chosen = _medium(
            ledger,
            [item for item, reading, _ in voters if reading.where in ("letterhead", "medium", "dateline", "signed")],
        )
    else:
        _witnesses(ledger, votes)
        chosen = _most(ledger, votes)
    for item, _, ref in voters:
        if ref is not None and ref == chosen:
            ledger.keep(item, "it names the body that issues the text")
        else:
            ledger.lose(item, None, "it does not name the body that gets the most votes")
    issuer = by_ref(ledger, chosen)
    if isinstance(issuer, Organisation):
        change(ledger.resolution.header, issuer=issuer.ref)
        add_role(issuer, "issuer")


def _stood_for(ledger: Ledger, item: Evidence, reading: HeaderReading) -> list[Organisation]:
    """The body that an office-holder stands for, if the span names none: `PRÉFÈTE DU GARD`, `Inès Robart, ministre de
    …, a présenté`.
    """
    if reading.where == "letterhead":
        body = by_office(ledger, without_article(fold(ledger.document.clean(item.span))))
        return [body] if body is not None else []
    if reading.where not in ("lead", "sentence"):
        return []
    people = [p for p in persons_in(ledger, item.span) if p.organisation]
    bodies = [by_ref(ledger, p.organisation) for p in people]
    return [b for b in bodies if isinstance(b, Organisation)]


def _opens(ledger: Ledger, item: Evidence, body: Organisation) -> bool:
    """True if the first sentence of the text begins with the body, with or without an article."""
    return any(m.span.start - item.span.start <= _ARTICLE for m in mentions_in(ledger, body, item.span))


def _is_beside(ledger: Ledger, item: Evidence, body: Organisation) -> bool:
    """True if a title or a first sentence names a body as one that somebody acts with, for or against."""
    document = ledger.document
    first = min((m.span.start for m in mentions_in(ledger, body, item.span)), default=item.span.start)
    return BESIDE.search(document.clean(Span(item.span.start, first))) is not None


def _add(votes: dict[str, float], ref: str, vote: float) -> None:
    votes[ref] = votes.get(ref, 0.0) + vote


def _witnesses(ledger: Ledger, votes: dict[str, float]) -> None:
    """Votes drawn from what is already settled: contacts, parties, employers of speakers, how often a body is named."""
    resolution = ledger.resolution
    bodies = {o.ref: o for o in resolution.organisations}
    for rank, ref in enumerate(c.organisation for c in resolution.contacts if c.organisation in bodies):
        if not is_agency(bodies[ref].name):
            _add(votes, ref, weight("issuer_first_contact" if rank == 0 else "issuer_contact"))
    signed = any(reading.signed for _, reading in ledger.kept(AgreementReading))
    parties = [s.ref for s in resolution.signatories if s.role == "party"]
    for rank, ref in enumerate(parties):
        _add(votes, ref, weight("issuer_signs_first" if rank == 0 and signed else "issuer_party"))
    for rank, quote in enumerate(resolution.quotes):
        speaker = by_ref(ledger, quote.speaker)
        if isinstance(speaker, Person) and speaker.organisation in bodies:
            _add(votes, speaker.organisation, weight("issuer_first_speaker" if rank == 0 else "issuer_speaker"))
    for body in resolution.organisations:
        _add(votes, body.ref, min(weight("issuer_mentions_most"), weight("issuer_mention") * len(body.mentions)))
    for ref, body in bodies.items():
        if fold(body.name).split()[0] == _STATE and ref in votes:
            votes[ref] *= weight("issuer_state")


def _most(ledger: Ledger, votes: dict[str, float]) -> str | None:
    """The body with the most votes, the first named in a tie; None if no body has enough."""
    first = {o.ref: min(((m.start, m.end) for m in o.mentions), default=None) for o in ledger.resolution.organisations}
    known = [ref for ref in votes if first.get(ref) is not None]
    ranked = sorted(known, key=lambda r: (-round(votes[r], 6), first[r], r))
    return ranked[0] if ranked and votes[ranked[0]] >= weight("issuer_enough") else None


def _medium(ledger: Ledger, voters: list[Evidence]) -> str | None:
    """The medium named at the head of an article: it is called a medium there, or fills its line."""
    for item in voters:
        for body in organisations_in(ledger, item.span):
            covered = sum(len(m.span) for m in mentions_in(ledger, body, item.span))
            if body.type == "media" or covered >= weight("medium_fills") * len(ledger.document.clean(item.span)):
                return body.ref
    return None
