"""How a quotation is attributed: which words say who speaks, and where to look for the name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pressmine.offsets import ViewSpan


@dataclass(frozen=True, slots=True)
class Attribution:
    """The attribution of a quotation: `way` is said, according, named or carried; `cue` is the word that shows it."""

    way: str
    speakers: tuple[ViewSpan, ...]
    cue: ViewSpan | None = None
    pronoun: bool = False
    bare: bool = False
    behind: bool = False
    gender: str | None = None


def carry(own: Attribution | None, neighbour: Attribution | None) -> Attribution | None:
    """An attribution completed from that of a neighbouring quotation in the same paragraph."""
    if neighbour is None or (own is not None and own.bare):
        return own
    if own is None:
        return replace(neighbour, way="carried", cue=None)
    return replace(own, speakers=(*own.speakers, *(s for s in neighbour.speakers if s not in own.speakers)))
