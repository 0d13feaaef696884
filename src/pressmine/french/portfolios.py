"""What a minister is in charge of: `de l'Économie, des Finances et du Budget`."""

from __future__ import annotations

from collections.abc import Sequence

from pressmine.french.body_extent import extent
from pressmine.french.determiners import DE
from pressmine.french.function_ends import behind_link
from pressmine.french.lists import given_names
from pressmine.french.words import Word

#: What goes on with a minister's portfolio behind a comma.
_PORTFOLIO = DE | {"charge", "chargee"}


def ministerial(words: Sequence[Word], start: int, at: int) -> bool:
    """True behind `ministre`, `secrétaire d'État chargé`: a portfolio follows, named at length."""
    said = [w.folded for w in words[start:at]]
    return (
        "ministre" in said
        and "premier" not in said
        and "premiere" not in said
        or said[:3] == ["secretaire", "d'", "etat"]
    )


def portfolio(words: Sequence[Word], at: int, last: int) -> tuple[int, int] | None:
    """The words of the portfolio behind the link at a word; None where none begins."""
    linked = behind_link(words, at, last)
    end = extent(words, at, last, at - 1)
    if linked is None or end <= linked or not words[linked].cap:
        return None
    while end + 1 < last and words[end].gap == ", " and words[end].folded in _PORTFOLIO:
        behind = end + (words[end].folded not in DE)
        end = max(end + 1, extent(words, behind, last, behind - 1))
    if end + 1 < last and words[end].folded == "et" and _pairs(words, end + 1, last):
        end += 2  # `des Eaux et Forêts`
    return linked, end


def _pairs(words: Sequence[Word], at: int, last: int) -> bool:
    """True for a lone capital noun, which is no name of somebody: `Forêts`."""
    alone = at + 1 >= last or not words[at + 1].cap or words[at + 1].gap != " "
    return words[at].cap and alone and words[at].folded.split("-")[0] not in given_names()
