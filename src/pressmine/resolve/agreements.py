"""Agreements and signatories: the parties are the bodies named in the evidence's spans, then come their
representatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pressmine.document import ZoneKind
from pressmine.evidence import AgreementReading, Evidence
from pressmine.french.folding import fold
from pressmine.french.holders import is_attending, is_counterpart, leads
from pressmine.offsets import Span
from pressmine.record import Agreement, Organisation, Person, Signatory
from pressmine.resolution import change, draft
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import add_role, dates_in, mentions_in, organisations_in, persons_in, places_in
from pressmine.weights import weight

_SURE = weight("agreement_sure")
#: Kinds that take two bodies to make.
ABOVE = "above"
_MUTUAL = frozenset({"partnership", "acquisition", "merger"})


@dataclass(slots=True)
class _Read:
    """An agreement and the evidence it was read from."""

    agreement: Agreement
    readings: list[AgreementReading]
    strong: bool
    sure: list[Span] = field(default_factory=list)


def resolve_agreements(ledger: Ledger) -> None:
    """Keep the agreements whose parties the document names, merge those that are the same, and link the signatories."""
    read: list[_Read] = []
    nameless: AgreementReading | None = None
    orphans: list[tuple[Evidence, AgreementReading]] = []
    for item, reading in sorted(ledger.open(AgreementReading), key=lambda p: _order(ledger, *p)):
        parties = _parties(ledger, reading)
        if _past(ledger, reading):
            ledger.lose(item, None, "every year in its sentence is long past")
            continue
        if reading.kind == ABOVE:
            nearest = next((r for r in reversed(read) if r.agreement.span.start <= item.span.start), None)
            if nameless is None and nearest is not None and parties:
                _merge(ledger, nearest, reading, parties)
                ledger.merge(item, None, f"it is about {nearest.agreement.ref}, which the text before reports")
                continue
            if nameless is None:
                ledger.lose(item, None, "no agreement is reported before")
                continue
            reading, nameless = replace(reading, kind=nameless.kind, title=nameless.title), None
        enough = 2 if reading.kind in _MUTUAL or item.confidence < _SURE else 1
        twin = next((r for r in read if _same(r, reading, parties)), None)
        if twin is not None and _beside(item, reading, twin):
            parties = []
        if twin is None and len(parties) < enough and item.confidence >= _SURE:
            twin = next((r for r in read if r.agreement.kind == reading.kind), None)  # who signs it, said elsewhere
        if twin is not None:
            _merge(ledger, twin, reading, parties)
            ledger.merge(item, None, f"it is about {twin.agreement.ref}, which another sentence reports")
        elif not parties and item.confidence >= _SURE and _leaders(ledger, reading) > 1:
            orphans.append((item, reading))
        elif len(parties) < enough:
            nameless = reading if not parties else nameless
            ledger.lose(item, None, "the document names too few bodies that agree there")
        else:
            agreement = _agreement(ledger, item, reading, parties, len(read) + 1)
            twin = _Read(agreement, [reading], item.confidence >= _SURE)
            read.append(twin)
            ledger.keep(item, "it names bodies that agree")
        if twin is not None and not reading.whole and len(parties) > 1:
            twin.sure.append(item.span)
    for item, reading in orphans:
        _signed_by_leaders(ledger, read, item, reading)
    for found in read:
        ledger.resolution.agreements.append(found.agreement)
        _sign(ledger, found)


def _leaders(ledger: Ledger, reading: AgreementReading) -> int:
    """How many of those who sign are heads of a body that the text does not name: `les maires de Moudon et de
    Lucens, Anne Roy et Luc Petit`.
    """
    signers = {person.ref: (person, who) for who, _ in reading.bound for person in persons_in(ledger, who)}
    return sum(leads(person.function or "") or _is_counterpart(ledger, person, who) for person, who in signers.values())


def _is_counterpart(ledger: Ledger, person: Person, stretch: Span) -> bool:
    """True for the second of `la ministre, Anne Roy, et son homologue belge, Luc Petit`."""
    name = mentions_in(ledger, person, stretch)[0]
    return is_counterpart(fold(ledger.document.clean(Span(stretch.start, name.start))) + " ")


def _signed_by_leaders(ledger: Ledger, read: list[_Read], item: Evidence, reading: AgreementReading) -> None:
    """An agreement of which the text names the hands that signed it and no party."""
    known = next((r for r in read if r.agreement.kind == reading.kind), None)
    if known is not None:
        _merge(ledger, known, reading, ())
        ledger.merge(item, None, f"it is about {known.agreement.ref}, which another sentence reports")
        return
    read.append(_Read(_agreement(ledger, item, reading, [], len(read) + 1), [reading], True))
    ledger.keep(item, "it names the heads of the bodies that agree")


def _order(ledger: Ledger, item: Evidence, reading: AgreementReading) -> tuple[bool, int, bool, Span, str]:
    """Blocks first, then sentence by sentence; in each, what is sure of who stands where first. Who signs for a party
    joins what names the party.
    """
    document = ledger.document
    sentence = document.sentence_at(document.view_span(item.span).start)
    return not reading.signed, sentence.start, reading.whole or not reading.parties, item.span, item.rule


def _beside(item: Evidence, reading: AgreementReading, twin: _Read) -> bool:
    """True for what a whole sentence names, notes apart, where another rule is sure of the parties in it."""
    inside = all(item.span.contains(stretch) for stretch in reading.parties)
    return reading.whole and inside and any(item.span.contains(span) for span in twin.sure)


def _past(ledger: Ledger, reading: AgreementReading) -> bool:
    """True if every year in the sentence is long past and none dates the signing: the sentence tells history."""
    published = ledger.resolution.header.published if reading.date else None
    if not published or reading.date is None or _date(ledger, reading.date):
        return False
    values = [d.value for d in dates_in(ledger, reading.date) if d.value]
    if any(value.endswith("/..") for value in values):
        return False  # `partenaires depuis 2019, …`
    years = [int(y) for value in values for y in re.findall(r"\d{4}(?=$|-|/|T|~)", value)]
    return bool(years) and max(years) < int(published[:4]) - 1


def _parties(ledger: Ledger, reading: AgreementReading) -> list[Organisation]:
    """The bodies mentioned in the spans."""
    found = (body for stretch in reading.parties for body in organisations_in(ledger, stretch))
    return list({body.ref: body for body in found}.values())


def _same(known: _Read, reading: AgreementReading, parties: Iterable[Organisation]) -> bool:
    shared = sum(p.ref in known.agreement.parties for p in parties)
    kinds = {known.agreement.kind, reading.kind}
    return shared >= 2 or (
        shared >= 1 and (len(kinds) == 1 or bool(kinds & {"partnership", "agreement", "declaration"}))
    )


def _merge(ledger: Ledger, known: _Read, reading: AgreementReading, parties: Iterable[Organisation]) -> None:
    """Add what another sentence says about an agreement: its parties, and any value that is still missing."""
    known.readings.append(reading)
    agreement = known.agreement
    if agreement.date is None and reading.date:
        change(agreement, date=_date(ledger, reading.date))
    if agreement.place is None and reading.place:
        change(agreement, place=_place(ledger, reading.place))
    title = ledger.document.clean(reading.title) if reading.title else None
    if title and (agreement.title is None or title.startswith(agreement.title + " ")):
        change(agreement, title=title)
    new = tuple(p.ref for p in parties if p.ref not in agreement.parties)
    change(agreement, parties=agreement.parties + new)
    if agreement.kind == "partnership":
        change(agreement, kind=reading.kind)


def _agreement(
    ledger: Ledger, item: Evidence, reading: AgreementReading, parties: list[Organisation], number: int
) -> Agreement:
    return ledger.resolution.read(
        Agreement,
        item,
        ref=f"agr-{number}",
        kind=reading.kind,
        title=ledger.document.clean(reading.title) if reading.title else None,
        date=_date(ledger, reading.date) if reading.date else None,
        place=_place(ledger, reading.place) if reading.place else None,
        parties=tuple(p.ref for p in parties),
    )


def _date(ledger: Ledger, stretch: Span) -> str | None:
    """The first full date in the sentence."""
    for found in dates_in(ledger, stretch):
        if found.value and re.fullmatch(r"[\dX]{4}-\d\d-\d\d(?:T.*)?", found.value):
            return found.value[:10]
    return None


def _place(ledger: Ledger, stretch: Span) -> str | None:
    places = places_in(ledger, stretch)
    return places[0].name if places else None


def _sign(ledger: Ledger, found: _Read) -> None:
    """Parties and representatives of one agreement as signatories."""
    agreement = found.agreement
    bodies = {o.ref: o for o in ledger.resolution.organisations}
    for ref in agreement.parties:
        add_role(bodies[ref], "signatory")
        ledger.resolution.signatories.append(_signatory(bodies[ref], "party", agreement))
    for person, party in _representatives(ledger, found):
        add_role(person, "representative")
        ledger.resolution.signatories.append(_signatory(person, "representative", agreement, party))


def _signatory(who: Organisation | Person, role: str, agreement: Agreement, party: str | None = None) -> Signatory:
    return draft(Signatory, ref=who.ref, name=who.name, role=role, agreement=agreement.ref, party=party)


def _representatives(ledger: Ledger, found: _Read) -> list[tuple[Person, str | None]]:
    """Who signs or speaks for a party: people in a signature block or the sentence, and leaders whom the text
    quotes.
    """
    out: dict[str, tuple[Person, str | None]] = {}
    parties = found.agreement.parties
    for reading in found.readings:
        for who, body in reading.bound:
            bodies = [o.ref for o in organisations_in(ledger, body) if o.ref in parties]
            one = bodies[0] if bodies and (who != body or len(bodies) == 1) else None
            for person in persons_in(ledger, who):
                own = person.organisation if who == body and person.organisation in parties else None
                out.setdefault(person.ref, (person, own or one))
        for stretch in reading.representatives:
            for person in persons_in(ledger, stretch):
                if person.organisation in parties or leads(person.function or ""):
                    out.setdefault(
                        person.ref, (person, person.organisation if person.organisation in parties else None)
                    )
    speakers = {q.speaker for q in ledger.resolution.quotes}
    for person in ledger.resolution.persons:
        heard = person.ref in speakers or _acts(ledger, person)
        if heard and person.organisation in parties and leads(person.function or ""):
            out.setdefault(person.ref, (person, person.organisation))
    return list(out.values())


def _acts(ledger: Ledger, person: Person) -> bool:
    """True if running text, not only a contact block or a phrase like `en présence de`, names the person."""
    document = ledger.document
    for mention in person.mentions:
        at = document.view_span(mention.span).start
        if document.zone_at(at).kind in (ZoneKind.LEAD, ZoneKind.BODY) and not is_attending(document.folded, at):
            return True
    return False
