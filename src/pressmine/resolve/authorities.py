"""Two names of one authority: the territory and who governs it."""

from __future__ import annotations

import re

#: Who governs a territory, and the territory: two names of one authority.
_GOVERNED = (
    ("conseil departemental", "departement"),
    ("departement", "departement"),
    ("conseil regional", "region"),
    ("region", "region"),
    ("rectorat de l'academie", "academie"),
    ("rectorat", "academie"),
    ("academie", "academie"),
    ("mairie", "ville"),
    ("municipalite", "ville"),
    ("commune", "ville"),
    ("ville", "ville"),
)
_LINK = re.compile(r"^(?:de la |de l'|du |des |de |d')")


def authority_key(bare: str) -> str:
    """One name for an authority and for what governs it: `conseil régional d'Occitanie` is the `Région Occitanie`.

    >>> authority_key("conseil departemental du gard") == authority_key("departement du gard")
    True
    """
    for head, noun in _GOVERNED:
        if bare.startswith(head + " ") and (rest := without_link(bare[len(head) + 1 :])):
            return f"{noun} {rest}"
    return bare


def without_link(folded: str) -> str:
    """A territory without what ties it to the noun in front.

    >>> without_link("du gard"), without_link("de l'oise"), without_link("bretagne")
    ('gard', 'oise', 'bretagne')
    """
    return _LINK.sub("", folded)
