"""View -> Zones: every character lies in exactly one zone; tables get rows and cells, footnotes their calls."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import replace

from pressmine.document import Footnote, Mark, MarkKind, Source, Table, View, Zone, ZoneKind
from pressmine.offsets import Span, ViewSpan
from pressmine.zones.head_zones import head
from pressmine.zones.lines import Line, lines_over, split_lines
from pressmine.zones.residue_zones import residue
from pressmine.zones.tables import find_tables
from pressmine.zones.tail_zones import footnotes, tail


def find_zones(source: Source, view: View) -> tuple[tuple[Zone, ...], tuple[Table, ...], tuple[Footnote, ...]]:
    """The zones, tables and footnotes of a view.

    Each step labels lines that no step before it has labelled: what the format says, residue, tables, the tail (about,
    contacts, notes, signatures), the head (headline, dateline, byline), and body for the rest.
    """
    lines = split_lines(view)
    _from_marks(lines, source, view)
    residue(lines)
    tables = find_tables(lines, source, view)
    notes = footnotes(lines, source, view)
    tail(lines)
    head(lines, source, view)
    for line in lines:
        if line.kind is None:
            line.kind = ZoneKind.LIST if line.bullet else ZoneKind.BODY
    return _cover(lines, source, view), tables, notes


_BY_MARK = {
    MarkKind.BOILERPLATE: ZoneKind.BOILERPLATE,
    MarkKind.RUNNING_HEAD: ZoneKind.BOILERPLATE,
    MarkKind.MAIL_HEADER: ZoneKind.FRONT_MATTER,
    MarkKind.FRONT_MATTER: ZoneKind.FRONT_MATTER,
    MarkKind.LEAD: ZoneKind.LEAD,
    MarkKind.CAPTION: ZoneKind.CREDIT,
    MarkKind.HEADING: ZoneKind.HEADING,
    MarkKind.AUTHOR: ZoneKind.BYLINE,
}


def _from_marks(lines: list[Line], source: Source, view: View) -> None:
    """Label lines as the format says; a lead inside a front matter is cut out of it."""
    for mark in sorted(source.marks, key=_strength):
        kind = _BY_MARK.get(mark.kind)
        if kind is None:
            continue
        span = view.alignment.to_view(mark.span)
        if mark.kind is MarkKind.LEAD:
            _split_at(lines, view, span)
        for line in lines_over(lines, span):
            if line.kind is None or kind is ZoneKind.LEAD:
                line.kind = kind


def _strength(mark: Mark) -> tuple[int, int]:
    order = (MarkKind.BOILERPLATE, MarkKind.RUNNING_HEAD, MarkKind.FRONT_MATTER, MarkKind.MAIL_HEADER)
    return (order.index(mark.kind) if mark.kind in order else len(order), mark.span.start)


def _split_at(lines: list[Line], view: View, span: ViewSpan) -> None:
    """Cut the line that holds `span` so that the span is a line of its own."""
    index = bisect_right(lines, span.start, key=lambda line: line.start) - 1
    for line in lines[max(0, index) : index + 1]:
        if span.start < line.end and (line.start < span.start or span.end < line.end):
            bounds = sorted({line.start, span.start, min(max(span.end, span.start), line.end), line.end})
            lines[index : index + 1] = [
                Line(a, b, view.text, view.folded, line.kind) for a, b in itertools.pairwise(bounds)
            ]


def _cover(lines: list[Line], source: Source, view: View) -> tuple[Zone, ...]:
    """Merge neighbours of one kind and span each zone to the next, in the view and in the source."""
    runs: list[tuple[ZoneKind, int]] = []
    for line in lines:
        if line.blank:
            continue
        kind = line.kind or ZoneKind.BODY
        if not runs or runs[-1][0] is not kind or kind is ZoneKind.HEADING or line.opens:
            runs.append((kind, line.start))
    if not runs:
        runs = [(ZoneKind.BODY, 0)]
    runs[0] = (runs[0][0], 0)
    starts = [at for _, at in runs]
    ends = [*starts[1:], len(view.text)]
    # Markup that the view dropped before a zone belongs to it: the cut is after what came before.
    cuts = [0, *(view.alignment.bounds(at - 1, at)[1] for at in starts[1:]), len(source.text)]
    zones: list[Zone] = []
    for (kind, start), end, a, b in zip(runs, ends, cuts, cuts[1:], strict=False):
        if a == b and zones:  # cut inside one replaced character: it can't be two zones
            zones[-1] = replace(zones[-1], span=ViewSpan(zones[-1].span.start, end))
        else:
            zones.append(Zone(kind, ViewSpan(start, end), Span(a, b)))
    return tuple(zones)
