"""What a preposition behind the name of a body says: that the name goes on, or that it was whole."""

from __future__ import annotations

from collections.abc import Sequence

from pressmine.french.head_nouns import head_at
from pressmine.french.lexicon import forms
from pressmine.french.places import place_named
from pressmine.french.words import Word

#: Nouns whose own complement `à` or `aux` opens: `Commission d'accès aux documents`, `service d'aide à la personne`.
AIMS = frozenset(forms("noun_with_aim"))
#: Kinds of bodies that say in their name what they are for.
_AIMED = frozenset({"association", "research_education", "public_body", "cluster"})


def ends_in_front_of(words: Sequence[Word], link: int, head: int, said: str) -> bool:
    """True where a name is whole in front of `sur l'étude`, `contre l'arrêté`, and that of a firm, a club, a hospital
    in front of `pour la saison`: a proper name ends it. `Fondation Morvan pour l'enfance` goes on.
    """
    last = words[link - 1]
    kinds = words[link - 2].folded in ("de", "d'") and last.folded.endswith("s") and place_named(last.folded) is None
    if not last.cap or kinds:
        return False  # `Centre National de Compétences sur …`
    aimed = head_at(words, head, link)
    return said != "pour" or aimed is None or aimed.type not in _AIMED


def one_phrase(front: Word, behind: Word) -> bool:
    """True for capitals that `à` makes one phrase: `Bureau de Mise à Jour`, `Fondation Pas à Pas`, no `… à Vannes`."""
    if not front.cap or place_named(behind.folded):
        return False
    return front.folded in AIMS or front.folded == behind.folded
