"""How much of a text was read, set aside, and read without being understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from pressmine.document import RESIDUE, Diagnostic, Document
from pressmine.offsets import Span
from pressmine.resolution import Resolution

#: Numbers, and words with a capital after a word in small letters or a comma: what names and values are made of.
_TELLING = re.compile(
    r"\d(?:[\d.,/ \u00a0\u202f]{0,20}\d)?|(?<=[a-zà-öø-ÿ,] )[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’-]+){0,5}"
)
#: The lists of a record whose items have a place, or mentions that have one. What a quote holds is not understood by
#: being quoted.
_PLACED = ("organisations", "persons", "places", "dates", "figures", "contacts")
#: Part of the text beyond which a record says that it was set aside.
_MUCH = 0.25


def measure_coverage(document: Document, resolution: Resolution) -> dict[str, Any]:
    """The account of a document, given what was extracted from it."""
    text = document.source.text
    aside: dict[str, int] = {}
    read = unknown = 0
    known = _known(len(text), resolution)
    for zone in document.zones:
        size = _size(text[zone.source.start : zone.source.end])
        if zone.kind in RESIDUE:
            aside[zone.kind.value] = aside.get(zone.kind.value, 0) + size
            continue
        read += size
        for m in _TELLING.finditer(text, zone.source.start, zone.source.end):
            if not any(known[m.start() : m.end()]):
                unknown += _size(m.group())
    return {
        "read": read,
        "set_aside": [{"kind": kind, "characters": size} for kind, size in sorted(aside.items())],
        "not_understood": unknown,
    }


def much_set_aside(document: Document, account: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """A diagnostic where more than a quarter of a text was set aside, with the longest span of it."""
    aside = sum(item["characters"] for item in account["set_aside"])
    total = aside + account["read"]
    if total and aside > _MUCH * total:
        longest = max((z.source for z in document.zones if z.kind in RESIDUE), key=len, default=Span(0, 0))
        share = round(100 * aside / total)
        yield Diagnostic("much-set-aside", f"{share} % of the text was set aside as no part of the article", longest)


def _known(length: int, resolution: Resolution) -> bytearray:
    """For each character whether it lies in a value."""
    known = bytearray(length)
    for item in chain.from_iterable(getattr(resolution, name) for name in _PLACED):
        for place in (item, *getattr(item, "mentions", ()), *getattr(item, "identifiers", ())):
            if hasattr(place, "start"):
                known[place.start : place.end] = b"\1" * (place.end - place.start)
    return known


def _size(text: str) -> int:
    return len("".join(text.split()))
