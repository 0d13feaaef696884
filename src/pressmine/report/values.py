"""The values of a record as a page shows them: one list, each value with its kind, its label and its places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pressmine.record import Entity, Figure, Place, Record
from pressmine.record_types import OrganisationType

#: A fact of a value that may be unset: name, text, and the key of another value that it names.
Fact = tuple[str, str | None, str | None]
#: The keys that a person may correct, with what they hold.
Edit = tuple[tuple[str, Any], ...]
#: The kinds of values, in the order in which a page lists them.
KINDS = ("organisation", "person", "place", "date", "figure", "agreement", "quote", "contact", "extra")

#: What is no value, but nearly became one.
MISS = "miss"
#: Roles of dates, as `docs/record.md` explains them.
DATE_ROLES = (
    "published", "updated", "replaced", "embargo", "event", "start", "signature", "founding", "appointment",
    "statement", "decision", "reference", "deadline", "period",
)  # fmt: skip
#: The codes that a person may choose from, by the list and the key of the record; an empty one unsets the key.
CHOICES: dict[str, tuple[str, ...]] = {
    "organisations.type": get_args(OrganisationType),
    "places.type": get_args(Place.model_fields["type"].annotation),
    "dates.role": ("", *DATE_ROLES),
    "figures.kind": get_args(Figure.model_fields["kind"].annotation),
    "figures.approx": ("", "about", "at_least", "at_most"),
}
#: The keys that a person may correct.
EDITED = frozenset(
    {"acronym", "approx", "code", "function", "kind", "name", "of", "organisation", "role", "speaker", "type", "unit"}
    | {"value"}
)


@dataclass(frozen=True, slots=True)
class Said:
    """One place of the text that says a value: bounds in code points, and who answers for it."""

    start: int
    end: int
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a record. `key` is unique in the record (`org-1`, `date-3`); `facts` are name and text pairs.

    A fact's text is plain; a fact that names another value gives its key as `link`. `edit` are the keys that a person
    may correct, with what they hold.
    """

    key: str
    kind: str
    label: str
    places: tuple[Said, ...]
    facts: tuple[tuple[str, str, str | None], ...] = ()
    edit: tuple[tuple[str, Any], ...] = ()

    @property
    def first(self) -> int:
        """Where it is said first, in code points; values without a place come last."""
        return min((place.start for place in self.places), default=1 << 62)


def values_of(record: Record) -> list[Value]:
    """All values of a record, by kind and place."""
    return [*_entities(record), *_points(record), *_statements(record), *_extras(record)]


def number(value: float | None) -> str:
    """A number as French prints it: thin spaces between groups, a comma before decimals.

    >>> number(4500000), number(2.5)
    ('4\\u202f500\\u202f000', '2,5')
    """
    if value is None:
        return ""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.replace(",", "\u202f").replace(".", ",")


def amount(figure: Any) -> str:
    """The value of a figure with its unit, a range with both ends."""
    ends = [figure.value] if figure.value is not None else [figure.low, figure.high]
    unit = {"%": "\u202f%", "EUR": "\u202f€", None: ""}.get(figure.unit, f"\u202f{figure.unit}")
    return " – ".join(number(end) for end in ends) + unit


def _entities(record: Record) -> Iterator[Value]:
    names = names_of(record)
    for organisation in record.organisations:
        facts: list[Fact] = [
            ("type", organisation.type, None),
            ("acronym", organisation.acronym, None),
            ("aliases", ", ".join(a for a in organisation.aliases if a != organisation.acronym), None),
            ("roles", ", ".join(organisation.roles), None),
            *(
                (i.scheme.upper() if i.scheme != "domain" else "domain", i.value, None)
                for i in organisation.identifiers
            ),
        ]
        edit: Edit = (("name", organisation.name), ("type", organisation.type), ("acronym", organisation.acronym))
        yield _entity("organisation", organisation, facts, edit)
    for person in record.persons:
        body = person.organisation
        facts = [
            ("function", person.function, None),
            ("organisation", names.get(body or ""), body),
            ("roles", ", ".join(person.roles), None),
        ]
        edit = (("name", person.name), ("function", person.function), ("organisation", names.get(body or "")))
        yield _entity("person", person, facts, edit)
    for place in record.places:
        edit = (("name", place.name), ("type", place.type), ("code", place.code))
        yield _entity("place", place, [("type", place.type, None), ("code", place.code, None)], edit)


def _entity(kind: str, item: Entity, facts: list[Fact], edit: Edit) -> Value:
    places = tuple(Said(m.start, m.end, m.source, m.confidence) for m in item.mentions)
    return Value(item.ref, kind, item.name, places, _set(facts), edit)


def _set(facts: list[Fact]) -> tuple[tuple[str, str, str | None], ...]:
    return tuple((name, text, link) for name, text, link in facts if text)


def names_of(record: Record) -> dict[str, str]:
    """The name of every organisation, person and place of a record by its ref."""
    return {item.ref: item.name for item in record.entities()}


def _said(item: Any) -> tuple[Said, ...]:
    return (Said(item.start, item.end, item.source, item.confidence),)


def _points(record: Record) -> Iterator[Value]:
    names = names_of(record)
    for index, date in enumerate(record.dates):
        facts: list[Fact] = [
            ("text", date.text, None),
            ("role", date.role, None),
            ("granularity", date.granularity, None),
            ("inferred", date.inferred, None),
        ]
        edit: Edit = (("value", date.value), ("role", date.role))
        yield Value(f"date-{index + 1}", "date", date.value or "?", _said(date), _set(facts), edit)
    for index, figure in enumerate(record.figures):
        facts = [
            ("kind", figure.kind, None),
            ("of", figure.of, None),
            ("approx", figure.approx, None),
            ("organisation", names.get(figure.organisation or ""), figure.organisation),
            ("period", figure.period, None),
        ]
        edit = tuple((key, getattr(figure, key)) for key in ("kind", "value", "unit", "of", "approx"))
        yield Value(f"figure-{index + 1}", "figure", amount(figure), _said(figure), _set(facts), edit)


def _statements(record: Record) -> Iterator[Value]:
    names = names_of(record)
    for agreement in record.agreements:
        signers = [s for s in record.signatories if s.agreement == agreement.ref]
        facts: list[Fact] = [
            ("date", agreement.date, None),
            ("place", agreement.place, None),
            *((signer.role, signer.name, signer.ref) for signer in signers),
        ]
        label = agreement.title or agreement.kind
        yield Value(agreement.ref, "agreement", label, _said(agreement), _set([("kind", agreement.kind, None), *facts]))
    for index, quote in enumerate(record.quotes):
        speaker = ("speaker", names.get(quote.speaker or ""), quote.speaker)
        edit = (("speaker", speaker[1]),)
        yield Value(f"quote-{index + 1}", "quote", " ".join(quote.text.split()), _said(quote), _set([speaker]), edit)
    for index, contact in enumerate(record.contacts):
        facts = [
            ("organisation", names.get(contact.organisation or ""), contact.organisation),
            *(("phone", phone, None) for phone in contact.phones),
            *(("email", email, None) for email in contact.emails),
        ]
        label = contact.name or next(iter((*contact.emails, *contact.phones)), "?")
        yield Value(f"contact-{index + 1}", "contact", label, _said(contact), _set(facts))


def _extras(record: Record) -> Iterator[Value]:
    for field, found in record.extra.items():
        for index, extra in enumerate(found):
            facts: list[Fact] = [("field", field, None), ("text", extra.text, None)]
            yield Value(f"{field}-{index + 1}", "extra", _plain(extra.value), _said(extra), _set([*facts]))


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(inner)}" for key, inner in value.items() if inner is not None)
    return number(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
