"""What each field of the record makes of a match: a producer's settings and captures, as readings on spans."""

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
    FigureReading,
    HeaderReading,
    IdentifierReading,
    NotReading,
    PostReading,
    QuoteReading,
    Reading,
)
from pressmine.extra_values import ExtraPart, ExtraReading
from pressmine.offsets import Span
from pressmine.rules.declared.agreed import notes_called, place_of, whole_title
from pressmine.rules.declared.parties_beside import Party
from pressmine.rules.declared.produce import Match
from pressmine.rules.declared.settings import CHOICES
from pressmine.rules.declared.values import Unfit, Value, as_type
from pressmine.rules.names.reading import scan

Proposal = tuple[Span, Reading]
#: What parts the digits of a number.
_INSIDE: Final = re.compile(r"(?<=\d)[ .](?=\d)")


def proposals(match: Match) -> Iterator[Proposal]:
    """The evidence for a candidate, the value of the rule's own field first. Raises Unfit if a value cannot be made."""
    yield from _PRODUCERS[match.producer.head](match)


def _extra(match: Match) -> Iterator[Proposal]:
    producer, parts = match.producer, match.producer.parts
    if producer.open and not parts and match.candidate.captures:
        captured = match.candidate.captures.items()
        made = [_part(match, None if n == "value" else n, Value("text", f.value, f)) for n, f in captured]
    elif not parts:
        made = [ExtraPart(None, "text", match.said())]
    elif None in parts:
        filled = match.fill(parts[None])
        if filled is None or (filled.value is None and filled.type != "date"):
            raise Unfit(f"nothing was captured for {parts[None].text}")
        made = [_part(match, None, as_type(match.document, filled, producer.spec.type or "text"))]
    else:
        made = [_part(match, name, match.fill(part) or Value(part.type, None)) for name, part in parts.items()]
    yield match.span(), ExtraReading(producer.name, tuple(made))


def _part(match: Match, key: str | None, value: Value) -> ExtraPart:
    span = None if value.found is None else match.document.span(value.found.start, value.found.end)
    held = value.value
    if not isinstance(held, str | int | float | bool | tuple) and held is not None:
        raise Unfit(f"a value must be text, a number, true, false or nothing, found {type(held).__name__}")
    return ExtraPart(key, value.type, held, span)


def _organisation(match: Match) -> Iterator[Proposal]:
    role, entry = match.text("role"), match.text("entry")
    type = match.text("type") or match.listed("type")
    span, siren = match.span(), match.listed("siren")
    if siren is not None:
        yield span, IdentifierReading("siren", siren, span)
    yield (
        span,
        EntityReading(
            "organisation",
            type=type if type in CHOICES["organisations", "type"] else None,
            name=entry,
            canonical=match.text("name") or (None if entry else match.listed("name")),
            acronym=match.text("acronym"),
            roles=(role,) if role else (),
        ),
    )


def _place(match: Match) -> Iterator[Proposal]:
    type = match.text("type") or match.listed("type")
    yield (
        match.span(),
        EntityReading(
            "place",
            type=type if type in CHOICES["places", "type"] else None,
            name=match.text("name") or match.listed("name"),
            code=match.text("code") or match.listed("code"),
        ),
    )


def _person(match: Match) -> Iterator[Proposal]:
    span, role = match.span(), match.text("role")
    yield span, EntityReading("person", roles=(role,) if role else ())
    yield from _post(match, span, "organisation")


def _post(match: Match, person: Span, body: str) -> Iterator[Proposal]:
    function, organisation = match.stretch("function"), match.stretch(body)
    if function is not None or organisation is not None:
        ends = [span for span in (person, function, organisation) if span is not None]
        whole = Span(min(s.start for s in ends), max(s.end for s in ends))
        yield whole, PostReading(person, function, organisation)
    if organisation is not None:
        yield organisation, EntityReading("organisation")


def _date(match: Match) -> Iterator[Proposal]:
    found, role, value = match.found(), match.text("role"), match.text("value")
    read = found.attribute("match") if found is not None else None
    if value is None and read is not None:
        reading = DateReading(read.value, read.granularity, read.form, read.weekday, read.relative, role, read.bound)
    else:
        text = value or (str(found.value) if found is not None else match.raw())
        dated = as_type(match.document, Value("text", text), "date").value
        reading = DateReading(dated, _granularity(str(dated)), "date.declared-rule", role=role)
    yield match.span(), reading


def _granularity(value: str) -> str:
    if "/" in value:
        return "range"
    return "time" if "T" in value else {4: "year", 7: "month"}.get(len(value), "day")


def _figure(match: Match) -> Iterator[Proposal]:
    found, given = match.found(), match.value("value")
    known = dict(found.attributes) if found is not None else {}
    held = given.value if given is not None else found.value if found is not None else None
    if held is None:
        held = match.raw()
    if isinstance(held, str):
        held = as_type(match.document, Value("text", held), "number").value
    low, high = held if isinstance(held, tuple) else (None, None)
    yield (
        match.span(),
        FigureReading(
            kind=match.text("kind") or known.get("kind") or "count",
            value=None if isinstance(held, tuple) else held,
            low=low,
            high=high,
            unit=match.text("unit") or known.get("unit"),
            approx=match.text("approx") or known.get("approx"),
            of=match.stretch("of"),
            organisation=match.stretch("organisation"),
            period=match.stretch("period"),
        ),
    )


def _agreement(match: Match) -> Iterator[Proposal]:
    listed = [party for value in match.values("party") for party in _enumerated(value)]
    if listed:
        yield from _listed_parties(match, listed)
        return
    parties = match.stretches("party")
    signers = match.stretches("signer")
    yield (
        match.whole(),
        AgreementReading(
            kind=match.text("kind") or "convention",
            title=match.stretch("title"),
            date=match.stretch("date"),
            place=match.stretch("place"),
            parties=parties,
            representatives=signers,
            bound=tuple(zip(signers, parties, strict=False)),
        ),
    )
    for party in parties:
        yield party, EntityReading("organisation")
    for signer in signers:
        yield signer, EntityReading("person")
        yield from _post(match, signer, "party")


def _enumerated(value: Value) -> tuple[Party, ...]:
    """The items of a slot `{PARTIES}`."""
    return value.found.attribute("parties") or () if value.found is not None else ()


def _listed_parties(match: Match, listed: list[Party]) -> Iterator[Proposal]:
    """The evidence in enumerations of bodies: each item is a party, and its name an organisation."""
    document, candidate = match.document, match.candidate
    bound = [(document.span(*who), document.span(*(p.body or who))) for p in listed for who in p.persons]
    named = match.value("title")
    sentence = document.sentence_at(candidate.start)
    bounds = sentence.start, max(sentence.end, candidate.end)
    place = place_of(document, *bounds)
    yield (
        document.span(*bounds),
        AgreementReading(
            kind=match.text("kind") or "convention",
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


def _quote(match: Match) -> Iterator[Proposal]:
    speaker = match.stretch("speaker")
    yield match.span(), QuoteReading((speaker,) if speaker else ())


def _contact(match: Match) -> Iterator[Proposal]:
    captures = match.candidate.captures
    phones, emails = (
        tuple(str(v.value) for v in match.values(key)) or ((str(captures[key].value),) if key in captures else ())
        for key in ("phone", "email")
    )
    name = match.stretch("name")
    body = match.stretch("organisation")
    yield match.whole(), ContactReading(name, phones, emails, body)


def _identifier(match: Match) -> Iterator[Proposal]:
    document, (start, end) = match.document, match.place()
    said = match.text("value") or document.text[start:end]
    near = match.stretch("organisation") or _name_in_front(document, start)
    reading = IdentifierReading(str(match.text("scheme")), _INSIDE.sub("", " ".join(said.split())), near)
    yield document.span(start, end), reading


def _name_in_front(document: Document, position: int) -> Span | None:
    """The first name of a line before a position."""
    view = scan(document)
    index = view.at(position) - 1
    if index < 0:
        return None
    first, _ = view.line(index)
    return next((view.span(words) for words in view.names if first <= words[0] and words[1] <= index + 1), None)


def _header(match: Match) -> Iterator[Proposal]:
    yield match.span(), HeaderReading(match.producer.name, match.text("value"))


def _denied(match: Match) -> Iterator[Proposal]:
    if match.producer.name == "names":
        yield match.span(), EntityReading("none")
        return
    reason = match.text("reason") or str(match.producer.spec.says)
    yield match.span(), NotReading((match.producer.name,), reason)


_PRODUCERS: Final[dict[str, Callable[[Match], Iterator[Proposal]]]] = {
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
