"""Records for the web, for newsrooms and for calendars: schema.org in JSON-LD, IPTC's ninjs, iCalendar."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pressmine.errors import RunError
from pressmine.record import Date, Organisation, Person, Record
from pressmine.wording import say

#: schema.org's type for each type of organisation.
_TYPES = {
    "company": "Corporation",
    "association": "NGO",
    "public_body": "GovernmentOrganization",
    "local_authority": "GovernmentOrganization",
    "research_education": "EducationalOrganization",
    "health": "MedicalOrganization",
    "media": "NewsMediaOrganization",
}
#: The schema that IPTC publishes; an address is only a name here, nothing is fetched.
_NINJS_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
#: Roles of dates that belong into a calendar.
_CALENDAR = frozenset({"event", "deadline", "start", "appointment", "signature"})


def to_jsonld(record: Record) -> str:
    """A schema.org `NewsArticle`, on one line. Bodies and people are linked by local names (`_:org-1`)."""
    info = record.document
    graph: list[dict[str, Any]] = [
        _set(
            {
                "@type": "NewsArticle",
                "@id": f"urn:sha256:{info.id}",
                "headline": info.title,
                "alternativeHeadline": info.subtitle,
                "datePublished": info.published,
                "inLanguage": info.language,
                "articleBody": record.text,
                "contentLocation": {"@type": "Place", "name": info.place} if info.place else None,
                "publisher": _ref(info.issuer),
                "author": [_ref(author) for author in info.authors],
                "mentions": [_ref(ref) for ref in _refs(record)],
            }
        )
    ]
    for organisation in record.organisations:
        names = [name for name in (*organisation.aliases, organisation.acronym) if name]
        kind = _TYPES.get(organisation.type, "Organization")
        graph.append(
            _set({"@type": kind, "@id": f"_:{organisation.ref}", "name": organisation.name, "alternateName": names})
        )
    for person in record.persons:
        said = {"name": person.name, "jobTitle": person.function, "worksFor": _ref(person.organisation)}
        graph.append(_set({"@type": "Person", "@id": f"_:{person.ref}", **said}))
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)


def to_ninjs(record: Record) -> str:
    """An item of IPTC's ninjs 3.1, on one line."""
    info = record.document
    published = f"{info.published}T00:00:00Z" if info.published else None
    people = {person.ref: person.name for person in record.persons}
    item = {
        "uri": f"urn:sha256:{info.id}",
        "standard": {"name": "ninjs", "version": "3.1", "schema": _NINJS_SCHEMA},
        "type": "text",
        "language": info.language,
        "versionCreated": published,
        "embargoedUntil": info.embargo,
        "headlines": [{"role": "main", "value": info.title}] if info.title else None,
        "by": ", ".join(people[author] for author in info.authors),
        "located": info.place,
        "bodies": [{"role": "main", "contentType": "text/plain", "value": record.text, "charCount": len(record.text)}],
        "infoSources": [
            _set({"name": o.name, "role": "issuer", "literal": _literal(o), "contactInfo": _channels(record, o.ref)})
            for o in record.organisations
            if o.ref == info.issuer
        ],
        "organisations": [_mentioned(record, o) for o in record.organisations],
        "people": [_mentioned(record, p) for p in record.persons],
        "places": [{"name": p.name, "literal": p.ref} for p in record.places],
    }
    return json.dumps(_set(item), ensure_ascii=False)


def _mentioned(record: Record, entity: Organisation | Person) -> dict[str, Any]:
    channels = _channels(record, entity.ref)
    return _set({"name": entity.name, "rel": "mentions", "literal": _literal(entity), "contactInfo": channels})


def _literal(entity: Organisation | Person) -> str:
    """The SIREN of a body whose number the text says, else the ref."""
    sirens = (i.value for i in entity.identifiers if i.scheme == "siren") if isinstance(entity, Organisation) else ()
    return next(iter(sirens), entity.ref)


def _channels(record: Record, ref: str) -> list[dict[str, Any]]:
    """Telephones and addresses of the contacts that speak for a person or a body, in the order of the text."""
    return [
        _set({"type": kind, "role": "press", "name": contact.name, "value": value})
        for contact in record.contacts
        if ref in (contact.person, contact.organisation)
        for kind, values in (("phone", contact.phones), ("email", contact.emails))
        for value in values
    ]


def to_ics(records: Iterator[Record]) -> str:
    """A calendar with the events and deadlines of records; dates that are not known to the day are left out.

    Needs the extra `calendar`. Raises RunError if it is not installed.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise RunError("calendars need a part of their own: pip install 'pressmine[calendar]'") from None
    calendar = Calendar()
    calendar.add("prodid", "-//pressmine//FR")
    calendar.add("version", "2.0")
    for record in records:
        for when in record.dates:
            bounds = _bounds(when) if when.role in _CALENDAR else None
            if bounds is None:
                continue
            event = Event()
            key = f"{record.document.id}-{when.start}-{when.end}"
            event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@pressmine")
            event.add("dtstamp", datetime(2000, 1, 1, tzinfo=UTC))  # no clock: the same records, the same bytes
            event.add("summary", _summary(record, when))
            event.add("description", f"{when.text} ({record.document.source})")
            event.add("dtstart", bounds[0])
            event.add("dtend", bounds[1])
            calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def _summary(record: Record, when: Date) -> str:
    """What the day is for, in the language of the document, and its title."""
    french = record.document.language.lower().startswith("fr")
    role = say("fr" if french else "en", when.role or "")
    return f"{role}{' :' if french else ':'} {record.document.title or record.document.source}"


def _bounds(when: Date) -> tuple[date, date] | None:
    """First day and the day after the last; None for what is not known to the day."""
    ends = [end for end in (when.value or "").split("/") if end and end != ".."]
    try:
        days = [date.fromisoformat(end[:10]) for end in ends]
        return (days[0], days[-1] + timedelta(days=1)) if days else None
    except (ValueError, OverflowError):
        return None


def _refs(record: Record) -> list[str]:
    return [*(o.ref for o in record.organisations), *(p.ref for p in record.persons)]


def _ref(ref: str | None) -> dict[str, str] | None:
    return {"@id": f"_:{ref}"} if ref else None


def _set(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value not in (None, [], "")}
