"""Corrections put into a record: they win, and a record that a correction can't be put into says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from pressmine.corrections.lines import Correction
from pressmine.corrections.places import place_of
from pressmine.record import Record
from pressmine.record_types import first_fault

#: Who answers for a value that a person gave.
SOURCE = "correction"
_ENTITIES = {"organisations": "org", "persons": "per", "places": "loc"}
#: What a new item has where the correction does not say.
_BLANK: dict[str, dict[str, Any]] = {
    "organisations": {"acronym": None, "aliases": (), "type": "other", "roles": ("mentioned",), "identifiers": ()},
    "persons": {"function": None, "organisation": None, "roles": ("mentioned",)},
    "places": {"type": "other", "code": None},
    "dates": {"value": None, "granularity": "day", "role": None, "inferred": None},
    "figures": {
        "kind": "count", "value": None, "low": None, "high": None, "approx": None, "unit": None, "of": None,
        "organisation": None, "period": None,
    },
    "quotes": {"speaker": None},
}  # fmt: skip
#: Keys whose value in a correction is a name, and in the record the ref of what bears it.
_NAMED = {("persons", "organisation"), ("figures", "organisation"), ("quotes", "speaker"), ("document", "issuer")}

Data = dict[str, Any]


def corrected(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record with its corrections; those of other articles are passed over.

    A correction whose place can't be found, or that makes no valid record, leaves the record as it is and becomes a
    diagnostic (`correction-not-found`, `correction-not-valid`).
    """
    for correction in corrections:
        if correction.source == record.document.source:
            record = _one(record, correction)
    return record


def _one(record: Record, correction: Correction) -> Record:
    data = record.model_dump(by_alias=True)
    place = None if correction.field == "document" else place_of(correction, record.text)
    if correction.field == "document":
        _change_head(data, correction)
    elif place is None:
        return _with_note(record, "correction-not-found", f"the text does not say “{correction.text[:60]}” any more")
    else:
        _change_list(data, correction, place)
    try:
        return Record.model_validate(data)
    except ValidationError as error:
        message = f"{correction.field} “{correction.text[:60]}”: {first_fault(error)[1]}"
        return _with_note(record, "correction-not-valid", message)


def _with_note(record: Record, code: str, message: str) -> Record:
    data = record.model_dump(by_alias=True)
    note = dict.fromkeys(("start", "end", "other_start", "other_end"))
    data["diagnostics"] = [*data["diagnostics"], {"code": code, "message": message, **note}]
    return Record.model_validate(data)


def _change_head(data: Data, correction: Correction) -> None:
    if correction.action == "reject":
        data["document"] |= dict.fromkeys(correction.value)
    else:
        data["document"] |= {key: _linked(data, "document", key, value) for key, value in correction.value.items()}


def _change_list(data: Data, correction: Correction, place: tuple[int, int]) -> None:
    items = list(data[correction.field])
    at = _index(items, correction.field, place)
    if correction.action == "reject":
        if at is not None:
            _forget(data, items[at].get("ref"))
            items = [item for index, item in enumerate(data[correction.field]) if index != at]
            data[correction.field] = items
        return
    said = {key: _linked(data, correction.field, key, value) for key, value in correction.value.items()}
    text = data["text"][place[0] : place[1]]
    stretch = {"text": text, "start": place[0], "end": place[1], "source": SOURCE, "confidence": 1.0}
    if at is None:
        items.append(_new(data, correction.field, said, stretch))
    elif correction.field in _ENTITIES:
        mentions = [stretch if (m["start"], m["end"]) == place else m for m in items[at]["mentions"]]
        items[at] = items[at] | said | {"mentions": mentions}
    else:
        items[at] = items[at] | said | {"source": SOURCE, "confidence": 1.0}
    if correction.field not in _ENTITIES:
        items.sort(key=lambda item: (item["start"], item["end"]))
    data[correction.field] = items


def _new(data: Data, field: str, said: Data, stretch: Data) -> Data:
    if field not in _ENTITIES:
        return {**stretch, **_BLANK[field], **said}
    taken = {item["ref"] for item in data[field]}
    number = next(n for n in range(1, len(taken) + 2) if f"{_ENTITIES[field]}-{n}" not in taken)
    name = " ".join(stretch["text"].split())
    return {"ref": f"{_ENTITIES[field]}-{number}", "name": name, **_BLANK[field], **said, "mentions": [stretch]}


def _index(items: list[Data], field: str, place: tuple[int, int]) -> int | None:
    """The item that is at a place: the same bounds, else what overlaps it."""

    def bounds(item: Data) -> list[tuple[int, int]]:
        spans = item["mentions"] if field in _ENTITIES else [item]
        return [(span["start"], span["end"]) for span in spans]

    exact = (index for index, item in enumerate(items) if place in bounds(item))
    touching = (
        index for index, item in enumerate(items) if any(a < place[1] and place[0] < b for a, b in bounds(item))
    )
    return next(exact, next(touching, None))


def _linked(data: Data, field: str, key: str, value: Any) -> Any:
    """The ref of a named organisation or person; the name itself where nothing bears it, which makes no record."""
    if (field, key) not in _NAMED or value is None:
        return value
    items = [*data["organisations"], *(data["persons"] if key == "speaker" else ())]
    return next((item["ref"] for item in items if value in (item["ref"], item["name"])), value)


def _forget(data: Data, ref: str | None) -> None:
    """Take a body or a person out of everything that names it."""
    if ref is None:
        return
    if data["document"]["issuer"] == ref:
        data["document"]["issuer"] = None
    data["document"]["authors"] = [author for author in data["document"]["authors"] if author != ref]
    for field, key in (("persons", "organisation"), ("figures", "organisation"), ("quotes", "speaker")):
        data[field] = [item | {key: None} if item[key] == ref else item for item in data[field]]
    for contact in (contacts := [dict(item) for item in data["contacts"]]):
        contact |= {key: None for key in ("person", "organisation") if contact[key] == ref}
    data["contacts"] = contacts
    data["signatories"] = [
        item | {"for": None} if item["for"] == ref else item for item in data["signatories"] if item["ref"] != ref
    ]
    data["agreements"] = [
        item | {"parties": [party for party in item["parties"] if party != ref]} for item in data["agreements"]
    ]
