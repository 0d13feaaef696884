"""What each field of the record makes of a match: a producer's settings and captures, as readings on stretches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from pressmine.document import Document
from pressmine.evidence import (
    AgreementReading,
    ContactReading,
    DateReading,
    EntityReading,
    ExtraPart,
    ExtraReading,
    FigureReading,
    HeaderReading,
    IdentifierReading,
    NotReading,
    PostReading,
    QuoteReading,
    Reading,
)
from pressmine.offsets import Span
from pressmine.rules.declared.agreed import notes_called, place_of, whole_title
from pressmine.rules.declared.candidates import Candidate
from pressmine.rules.declared.parties_beside import Party
from pressmine.rules.declared.produce import Producer
from pressmine.rules.declared.settings import CHOICES
from pressmine.rules.declared.values import Unfit, Value, as_type
from pressmine.rules.names.reading import scan

Proposal = tuple[Span, Reading]
_ALL: Final = ""
#: What parts the digits of a number.
_INSIDE: Final = re.compile(r"(?<=\d)[ .](?=\d)")


def proposals(producer: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    """What a candidate proposes, the value of the rule's own field first. Raises Unfit where a value can't be made."""
    yield from _PRODUCERS[producer.head](producer, document, candidate)


def _extra(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    if self.open and not self.parts:
        parts = {name: Value("text", found.value, found) for name, found in candidate.captures.items()}
        if not parts:
            parts = {_ALL: Value("text", " ".join(document.text[candidate.start : candidate.end].split()))}
        made = tuple(_part(document, None if n in ("value", _ALL) else n, v) for n, v in parts.items())
    elif None in self.parts:
        filled = self.parts[None].fill(document, candidate)
        if filled is None or (filled.value is None and filled.type != "date"):
            raise Unfit(f"nothing was captured for {self.parts[None].text}")
        made = (_part(document, None, as_type(document, filled, self.spec.type or "text")),)
    else:
        if not self.parts:
            made = (ExtraPart(None, "text", " ".join(document.text[candidate.start : candidate.end].split())),)
        else:
            made = tuple(
                _part(document, name, template.fill(document, candidate) or Value(template.type, None))
                for name, template in self.parts.items()
            )
    yield self.span(document, candidate), ExtraReading(self.name, made)


def _part(document: Document, key: str | None, value: Value) -> ExtraPart:
    span = None if value.found is None else document.span(value.found.start, value.found.end)
    held = value.value
    if not isinstance(held, str | int | float | bool | tuple) and held is not None:
        raise Unfit(f"a value must be text, a number, true, false or nothing, found {type(held).__name__}")
    return ExtraPart(key, value.type, held, span)


def _organisation(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    role, entry = self.text("role", document, candidate), self.text("entry", document, candidate)
    type = self.text("type", document, candidate) or _listed(candidate, "type")
    span, siren = self.span(document, candidate), _listed(candidate, "siren")
    if siren is not None:
        yield span, IdentifierReading("siren", siren, span)
    yield (
        span,
        EntityReading(
            "organisation",
            type=type if type in CHOICES["organisations", "type"] else None,
            name=entry,
            canonical=self.text("name", document, candidate) or (None if entry else _listed(candidate, "name")),
            acronym=self.text("acronym", document, candidate),
            roles=(role,) if role else (),
        ),
    )


def _listed(candidate: Candidate, key: str) -> str | None:
    """What the word list says of a term."""
    found = candidate.captures.get(key)
    return str(found.value) if found is not None and found.kind == "TERM" else None


def _place(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    type = self.text("type", document, candidate) or _listed(candidate, "type")
    yield (
        self.span(document, candidate),
        EntityReading(
            "place",
            type=type if type in CHOICES["places", "type"] else None,
            name=self.text("name", document, candidate) or _listed(candidate, "name"),
            code=self.text("code", document, candidate) or _listed(candidate, "code"),
        ),
    )


def _person(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    span, role = self.span(document, candidate), self.text("role", document, candidate)
    yield span, EntityReading("person", roles=(role,) if role else ())
    yield from _post(self, document, candidate, span, "organisation")


def _post(self: Producer, document: Document, candidate: Candidate, person: Span, body: str) -> Iterator[Proposal]:
    function, organisation = self.stretch("function", document, candidate), self.stretch(body, document, candidate)
    if function is not None or organisation is not None:
        ends = [span for span in (person, function, organisation) if span is not None]
        whole = Span(min(s.start for s in ends), max(s.end for s in ends))
        yield whole, PostReading(person, function, organisation)
    if organisation is not None:
        yield organisation, EntityReading("organisation")


def _date(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    found, role = self.found(candidate), self.text("role", document, candidate)
    value = self.text("value", document, candidate)
    match = found.attribute("match") if found is not None else None
    if value is None and match is not None:
        reading = DateReading(
            match.value, match.granularity, match.form, match.weekday, match.relative, role, match.bound
        )
    else:
        text = value or (str(found.value) if found is not None else document.text[candidate.start : candidate.end])
        dated = as_type(document, Value("text", text), "date").value
        reading = DateReading(dated, _granularity(str(dated)), "date.declared-rule", role=role)
    yield self.span(document, candidate), reading


def _granularity(value: str) -> str:
    if "/" in value:
        return "range"
    return "time" if "T" in value else {4: "year", 7: "month"}.get(len(value), "day")


def _figure(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    found, given = self.found(candidate), self.value("value", document, candidate)
    known = dict(found.attributes) if found is not None else {}
    held = given.value if given is not None else found.value if found is not None else None
    if held is None:
        held = document.text[candidate.start : candidate.end]
    if isinstance(held, str):
        held = as_type(document, Value("text", held), "number").value
    low, high = held if isinstance(held, tuple) else (None, None)
    yield (
        self.span(document, candidate),
        FigureReading(
            kind=self.text("kind", document, candidate) or known.get("kind") or "count",
            value=None if isinstance(held, tuple) else held,
            low=low,
            high=high,
            unit=self.text("unit", document, candidate) or known.get("unit"),
            approx=self.text("approx", document, candidate) or known.get("approx"),
            of=self.stretch("of", document, candidate),
            organisation=self.stretch("organisation", document, candidate),
            period=self.stretch("period", document, candidate),
        ),
    )


def _stretches(self: Producer, key: str, document: Document, candidate: Candidate) -> tuple[Span, ...]:
    found = [v.found for v in self.values(key, document, candidate) if v.found is not None]
    if key not in self.settings and key in candidate.captures:
        found = [candidate.captures[key]]
    return tuple(document.span(f.start, f.end) for f in found)


def _agreement(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    listed = [party for value in self.values("party", document, candidate) for party in _enumerated(value)]
    if listed:
        yield from _listed_parties(self, document, candidate, listed)
        return
    parties = _stretches(self, "party", document, candidate)
    signers = _stretches(self, "signer", document, candidate)
    yield (
        document.span(candidate.start, candidate.end),
        AgreementReading(
            kind=self.text("kind", document, candidate) or "convention",
            title=self.stretch("title", document, candidate),
            date=self.stretch("date", document, candidate),
            place=self.stretch("place", document, candidate),
            parties=parties,
            representatives=signers,
            bound=tuple(zip(signers, parties, strict=False)),
        ),
    )
    for party in parties:
        yield party, EntityReading("organisation")
    for signer in signers:
        yield signer, EntityReading("person")
        yield from _post(self, document, candidate, signer, "party")


def _enumerated(value: Value) -> tuple[Party, ...]:
    """The items of a slot `{PARTIES}`."""
    return value.found.attribute("parties") or () if value.found is not None else ()


def _listed_parties(
    self: Producer, document: Document, candidate: Candidate, listed: list[Party]
) -> Iterator[Proposal]:
    """What enumerations of bodies say: each of them is a party, and a body where its name stands."""
    bound = [(document.span(*who), document.span(*(p.body or who))) for p in listed for who in p.persons]
    named = self.value("title", document, candidate)
    sentence = document.sentence_at(candidate.start)
    bounds = sentence.start, max(sentence.end, candidate.end)
    place = place_of(document, *bounds)
    yield (
        document.span(*bounds),
        AgreementReading(
            kind=self.text("kind", document, candidate) or "convention",
            title=document.span(*whole_title(document, named.found.start, named.found.end))
            if named is not None and named.found is not None
            else None,
            date=document.span(*bounds),
            place=document.span(*place) if place else None,
            parties=(*(document.span(*p.body) for p in listed if p.body is not None), *notes_called(document, *bounds)),
            bound=tuple(bound),
        ),
    )
    for party in listed:
        if party.name is not None:
            yield document.span(*party.name), EntityReading("organisation")
        for who in party.persons:
            yield document.span(*who), EntityReading("person")


def _quote(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    speaker = self.stretch("speaker", document, candidate)
    yield self.span(document, candidate), QuoteReading((speaker,) if speaker else ())


def _contact(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    phones, emails = (
        tuple(str(v.value) for v in self.values(key, document, candidate))
        or ((str(candidate.captures[key].value),) if key in candidate.captures else ())
        for key in ("phone", "email")
    )
    name = self.stretch("name", document, candidate)
    body = self.stretch("organisation", document, candidate)
    yield document.span(candidate.start, candidate.end), ContactReading(name, phones, emails, body)


def _identifier(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    start, end = self.place(candidate)
    said = self.text("value", document, candidate) or document.text[start:end]
    near = self.stretch("organisation", document, candidate) or _name_in_front(document, start)
    reading = IdentifierReading(
        str(self.text("scheme", document, candidate)), _INSIDE.sub("", " ".join(said.split())), near
    )
    yield document.span(start, end), reading


def _name_in_front(document: Document, position: int) -> Span | None:
    """The first name of a line in front of a position."""
    view = scan(document)
    index = view.at(position) - 1
    if index < 0:
        return None
    first, _ = view.line(index)
    return next((view.span(words) for words in view.names if first <= words[0] and words[1] <= index + 1), None)


def _header(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    yield self.span(document, candidate), HeaderReading(self.name, self.text("value", document, candidate))


def _denied(self: Producer, document: Document, candidate: Candidate) -> Iterator[Proposal]:
    if self.name == "names":
        yield self.span(document, candidate), EntityReading("none")
        return
    reason = self.text("reason", document, candidate) or str(self.spec.says)
    yield self.span(document, candidate), NotReading((self.name,), reason)


_PRODUCERS: Final[dict[str, Callable[[Producer, Document, Candidate], Iterator[Proposal]]]] = {
    "extra": _extra,
    "organisations": _organisation,
    "persons": _person,
    "places": _place,
    "dates": _date,
    "figures": _figure,
    "agreements": _agreement,
    "signatories": _agreement,
    "quotes": _quote,
    "contacts": _contact,
    "identifiers": _identifier,
    "document": _header,
    "not": _denied,
}
