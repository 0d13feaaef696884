"""Mentions of places -> one place each, with its type and code."""

from __future__ import annotations

from collections.abc import Sequence

from pressmine.record import Place
from pressmine.resolution import draft
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.tally import Found, Tally


def build_places(ledger: Ledger, counted: Tally, found: Sequence[Found]) -> None:
    """Fill `resolution.places` by first mention; a code stands where every vote that has one agrees."""
    groups: dict[str, list[Found]] = {}
    for item in found:
        groups.setdefault(item.key, []).append(item)
    for number, items in enumerate(groups.values(), 1):
        votes = [(e, r) for item in items if item.spot for e, r in item.spot.votes if r.label == "place" and r.type]
        best = max(votes, key=lambda v: (v[1].code is not None, v[0].confidence), default=None)
        codes = sorted({r.code for _, r in votes if r.code})
        name = best[1].name if best and best[1].name else items[0].text
        kind = best[1].type if best and best[1].type else "other"
        code = codes[0] if len(codes) == 1 else None
        mentions = tuple(i.mention for i in items)
        ledger.resolution.places.append(
            draft(Place, ref=f"loc-{number}", name=name, type=kind, code=code, mentions=mentions)
        )
