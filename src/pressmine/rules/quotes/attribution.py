"""How a quotation is attributed: what says who speaks, and where the name is looked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pressmine.offsets import ViewSpan


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a quotation is attributed: `way` is said, according, named or carried; `cue` is the word that says so."""

    way: str
    speakers: tuple[ViewSpan, ...]
    cue: ViewSpan | None = None
    pronoun: bool = False
    bare: bool = False
    behind: bool = False
    gender: str | None = None


def carry(own: Attribution | None, neighbour: Attribution | None) -> Attribution | None:
    """An attribution helped out by the one of a neighbour in the same paragraph."""
    if neighbour is None or (own is not None and own.bare):
        return own
    if own is None:
        return replace(neighbour, way="carried", cue=None)
    return replace(own, speakers=(*own.speakers, *(s for s in neighbour.speakers if s not in own.speakers)))
