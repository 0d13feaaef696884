"""Resolution -> Record: the only translator. The record's models say which fields there are; their checks prove them.

Plain data is handed over and checked as a whole: items that are built and checked one by one take twice the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any

from pydantic import BaseModel, ValidationError

from pressmine import record as r
from pressmine.coverage import coverage, much_set_aside
from pressmine.document import Document
from pressmine.errors import StageError
from pressmine.resolution import Mention, Resolution

#: One item of the record as plain data.
Item = dict[str, Any]
#: Reads the value of a field from an item of the resolution; the text is that of the article.
Getter = Callable[[Any, str], Any]


def assemble(document: Document, resolution: Resolution, produced_by: r.ProducedBy) -> r.Record:
    """The validated record. Raises StageError("assemble") where the resolution breaks the contract: a fault of ours."""
    text = document.source.text
    lists = {name: _items(model, getattr(resolution, name), text) for name, model in _LISTS.items()}
    account = coverage(document, lists)
    notes = (*document.source.diagnostics, *resolution.diagnostics, *much_set_aside(document, account))
    try:
        return r.Record.model_validate(
            {
                "schema_version": r.SCHEMA_VERSION,
                "document": _info(document, resolution),
                "produced_by": produced_by,
                "text": text,
                "zones": [{"kind": z.kind.value, "start": z.source.start, "end": z.source.end} for z in document.zones],
                **lists,
                "extra": {name: _items(r.Extra, values, text) for name, values in resolution.extra.items()},
                "coverage": account,
                "diagnostics": _items(r.Diagnostic, notes, text),
            }
        )
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StageError(
            "assemble", f"the record is not valid ({where or 'record'}: {first['msg']}): please report this document"
        ) from error


def _info(document: Document, resolution: Resolution) -> Item:
    source = document.source
    read = {
        "id": source.sha256,
        "source": source.name,
        "format": source.format,
        "language": source.metadata.language or "fr",
    }
    return {name: read[name] if name in read else getattr(resolution.header, name) for name in _INFO}


def _items(model: type[BaseModel], items: Iterable[Any], text: str) -> list[Item]:
    getters = _getters(model)
    return [{key: get(item, text) for key, get in getters} for item in items]


@cache
def _getters(model: type[BaseModel]) -> tuple[tuple[str, Getter], ...]:
    """For each field of a model its key in the record, and what reads it from an item of the resolution."""
    return tuple(
        (field.alias or name, _OWN_WAY.get((model, name)) or _OWN_WAY.get((None, name)) or _plain(name))
        for name, field in model.model_fields.items()
    )


def _plain(name: str) -> Getter:
    read = attrgetter(name)
    return lambda item, _: read(item)


def _mentions(mentions: list[Mention], text: str) -> list[Item]:
    ordered = sorted(mentions, key=_place_of) if len(mentions) > 1 else mentions
    return _items(r.Mention, ordered, text)


def _place_of(mention: Mention) -> tuple[int, int, str]:
    return mention.span.start, mention.span.end, mention.source


@cache
def _level(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)), 2)


_INFO = tuple(r.DocumentInfo.model_fields)
#: The lists of the record that hold one item a row, and the model of their items.
_LISTS: dict[str, type[BaseModel]] = {
    "organisations": r.Organisation,
    "persons": r.Person,
    "places": r.Place,
    "dates": r.Date,
    "figures": r.Figure,
    "agreements": r.Agreement,
    "signatories": r.Signatory,
    "quotes": r.Quote,
    "contacts": r.Contact,
}
#: Fields that the resolution holds in another form: a span for its bounds and text, mentions without order.
_OWN_WAY: dict[tuple[type[BaseModel] | None, str], Getter] = {
    (None, "text"): lambda item, text: text[item.span.start : item.span.end],
    (None, "start"): lambda item, _: item.span.start,
    (None, "end"): lambda item, _: item.span.end,
    (None, "confidence"): lambda item, _: _level(item.confidence),
    (None, "roles"): lambda item, _: item.roles or ["mentioned"],
    (None, "mentions"): lambda item, text: _mentions(item.mentions, text),
    (None, "identifiers"): lambda item, text: _items(r.Identifier, item.identifiers, text),
    (r.Diagnostic, "start"): lambda item, _: item.span.start if item.span else None,
    (r.Diagnostic, "end"): lambda item, _: item.span.end if item.span else None,
    (r.Diagnostic, "other_start"): lambda item, _: item.other.start if item.other else None,
    (r.Diagnostic, "other_end"): lambda item, _: item.other.end if item.other else None,
}
