"""The text of a record cut where values and zones begin and end, so that overlapping values can be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pressmine.record import Record
from pressmine.report.values import MISS, Value

#: Zones that nothing is read from.
SET_ASIDE = frozenset({"boilerplate"})
#: Numbers, and words with a capital that do not merely open a sentence: what the recall radar looks for.
_LOUD = re.compile(r"\d[\d\u202f\u00a0.,]*(?:\s?%)?|(?<=[^\s.!?:;…«»\"“”\-–—•(\[]\s)[A-ZÀ-ÖØ-ÞŒ][\w'’-]*")


#: Kinds that explain none of the words in their span: it holds other values, or is none.
_WIDE = frozenset({"agreement", "quote", MISS})


class _Span(NamedTuple):
    """A value's place in the text; without a key it is one that no value explains."""

    start: int
    end: int
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of the text in which nothing begins or ends; `keys` are the values that hold it, widest first."""

    text: str
    keys: tuple[str, ...]
    kinds: tuple[str, ...]
    unexplained: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A zone with its segments."""

    kind: str
    aside: bool
    segments: tuple[Segment, ...]


def parts_of(record: Record, values: Iterable[Value]) -> Iterator[Part]:
    """The zones of a record in order, each cut into segments. Together they are the text, letter for letter."""
    values = list(values)
    spans = [_Span(p.start, p.end, value.key, value.kind) for value in values for p in value.places]
    spans += [_Span(start, end, "", "") for start, end in unexplained(record, values)]
    spans.sort(key=lambda span: (span.start, -span.end, span.key))
    following, open_ = 0, list[_Span]()
    for zone in record.zones:
        while following < len(spans) and spans[following].start < zone.end:
            open_.append(spans[following])
            following += 1
        segments = tuple(_segments(record.text, zone.start, zone.end, open_))
        yield Part(zone.kind, zone.kind in SET_ASIDE, segments)
        open_ = [span for span in open_ if span.end > zone.end]


def _segments(text: str, start: int, end: int, spans: list[_Span]) -> Iterator[Segment]:
    """The segments of a zone; `spans` are those that touch it, by start. Each is looked at only while it is open."""
    bounds = sorted({start, end, *(min(max(at, start), end) for span in spans for at in (span.start, span.end))})
    following, open_ = 0, list[_Span]()
    for left, right in pairwise(bounds):
        while following < len(spans) and spans[following].start <= left:
            open_.append(spans[following])
            following += 1
        open_ = [span for span in open_ if span.end > left]
        holding = [span for span in open_ if span.key]
        keys = tuple(dict.fromkeys(span.key for span in holding))
        kinds = tuple(dict.fromkeys(span.kind for span in holding))
        yield Segment(text[left:right], keys, kinds, unexplained=len(holding) < len(open_))


def unexplained(record: Record, values: Iterable[Value]) -> list[tuple[int, int]]:
    """The recall radar: numbers and capitalised words of the article that are in no value, in order."""
    taken = sorted((p.start, p.end) for v in values if v.kind not in _WIDE for p in v.places)
    title = record.document.title or ""
    found, at, reach = list[tuple[int, int]](), 0, 0
    for zone in record.zones:
        if zone.kind in SET_ASIDE:
            continue
        for match in _LOUD.finditer(record.text, zone.start, zone.end):
            start, end = match.span()
            while at < len(taken) and taken[at][0] < end:
                reach = max(reach, taken[at][1])
                at += 1
            if reach <= start and not (zone.kind == "headline" and match.group() in title):
                found.append((start, end))
    return found
