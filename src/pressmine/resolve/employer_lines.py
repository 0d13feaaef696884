"""The body of a person by the lines around: `Pour Valdor` above, the same line, the lines of a contact block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pressmine.document import PROSE, ZoneKind
from pressmine.french.folding import fold
from pressmine.french.holders import ends_item, opens_party, ties_body
from pressmine.offsets import Span, ViewSpan
from pressmine.record import Organisation
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import mentions_in, organisations_in, organisations_named, persons_in, persons_named


def under_party(ledger: Ledger, at: int) -> Organisation | None:
    """`Pour Valdor : Inès Robart`, or a person on the line under `Pour Valdor`: the body of that line."""
    document = ledger.document
    index = bisect_right(document.blocks, at, key=lambda b: b.span.start) - 1
    if index < 0 or document.blocks[index].span.end - document.blocks[index].span.start > 160:
        return None
    own = document.blocks[index].span
    if opens_party(document.folded, own.start) and ":" in document.text[own.start : at]:
        return next(iter(organisations_in(ledger, document.span(own.start, at))), None)
    above = document.blocks[index - 1].span
    short = index > 0 and own.end - own.start <= 80 and above.end - above.start <= 120
    if not short or not opens_party(document.folded, above.start):
        return None
    line = document.span(above.start, above.end)
    return None if persons_in(ledger, line) else next(iter(organisations_in(ledger, line)), None)


def on_line(ledger: Ledger, at: int, name: Span) -> Organisation | None:
    """The body on the person's own line that is nearest to the name and not somebody else's who is not named in one
    breath.
    """
    block = ledger.document.block_at(at).span
    persons, bodies = ledger.once(("names of a line", block.start), lambda: _names_of(ledger, block))
    for _, body, mentioned in sorted(((_apart(name, m), place, m) for place, (m, _) in enumerate(bodies))):
        if not any(_has(ledger, o, mentioned, name) for o in _beside(persons, mentioned, name)):
            return bodies[body][1]
    return None


def _names_of(ledger: Ledger, block: ViewSpan) -> tuple[list[Span], list[tuple[Span, Organisation]]]:
    """The names of people on a line, and those of bodies, each in text order."""
    line = ledger.document.span(block.start, block.end)
    return [where for where, _ in persons_named(ledger, line)], organisations_named(ledger, line)


def _beside(persons: Sequence[Span], body: Span, name: Span) -> list[Span]:
    """The people named right before and right behind a body, without the bearer of a name."""
    at = bisect_right(persons, body.start, key=lambda span: span.start)
    return [span for span in persons[max(0, at - 1) : at + 1] if not span.overlaps(name)]


def _has(ledger: Ledger, other: Span, body: Span, name: Span) -> bool:
    """True if a body belongs to somebody else: nearer to it, or `Anne Roy, présidente de Valdor, NAME`."""
    clean = ledger.document.clean
    before = other.end <= body.start and body.end <= name.start
    listed = before and (ends_item(clean(Span(body.end, name.start))) or ties_body(clean(Span(other.end, body.start))))
    return (listed or _apart(other, body) < _apart(name, body)) and not _in_one_breath(ledger, name, other)


def _apart(a: Span, b: Span) -> int:
    """Characters between two spans."""
    return max(a.start - b.end, b.start - a.end, 0)


def _in_one_breath(ledger: Ledger, a: Span, b: Span) -> bool:
    """`Anne Roy et Luc Morel`, `Anne Roy / Luc Morel`."""
    first, last = sorted((a, b))
    between = ledger.document.clean(Span(first.end, last.start)) if first.end < last.start else ""
    return fold(between).strip(" ,/&-–") in ("", "et")


def nearest_line(ledger: Ledger, at: int, zone: ZoneKind) -> Organisation | None:
    """The body of the nearest line above within the zone that names one; in a front matter the body that is all that a
    line next to the person's holds: a title that names a body ties nobody to it.
    """
    for line in _lines(ledger, at, zone):
        span = ledger.document.span(line.start, line.end)
        bodies = organisations_in(ledger, span)
        if bodies and (zone is not ZoneKind.FRONT_MATTER or _is_value(ledger, bodies[0], span)):
            return bodies[0]
    return None


def _is_value(ledger: Ledger, body: Organisation, line: Span) -> bool:
    """True for `organisation: Valdor`."""
    value = ledger.document.clean(line).partition(":")[2].strip(" \"'")
    return any(ledger.document.clean(m.span) == value for m in mentions_in(ledger, body, line))


def _lines(ledger: Ledger, at: int, kind: ZoneKind) -> Iterator[ViewSpan]:
    """The lines around a position, in the order in which they are searched."""
    document = ledger.document
    blocks = ledger.once(
        ("lines of a kind", kind), lambda: [b for b in document.blocks if document.zones[b.zone].kind is kind]
    )
    index = bisect_right(blocks, at, key=lambda b: b.span.start) - 1
    if index < 0 or at >= blocks[index].span.end:
        index = len(blocks)
    if kind is ZoneKind.FRONT_MATTER:
        yield from (b.span for b in blocks[index + 1 : index + 3])
        yield from (b.span for b in reversed(blocks[max(0, index - 1) : index]))
        return
    yield from (b.span for b in reversed(blocks[max(0, index - 10) : index]))


def of_the_text(ledger: Ledger) -> Organisation | None:
    """The body that the text is about: named in the headline, and more often than any other."""
    return ledger.once("the body of the text", lambda: _most_named(ledger))


def _most_named(ledger: Ledger) -> Organisation | None:
    document = ledger.document
    best: tuple[int, int] | None = None
    chosen = None
    for index, organisation in enumerate(ledger.resolution.organisations):
        if organisation.type == "media":
            continue
        count = 0
        for m in organisation.mentions:
            zone = document.zone_at(document.view_span(m.span).start).kind
            heads = zone in (ZoneKind.HEADLINE, ZoneKind.LETTERHEAD, ZoneKind.SURTITLE)
            count += 1 if zone in PROSE else 3 if heads else 2
        if best is None or (-count, index) < best:
            best, chosen = (-count, index), organisation
    return chosen
