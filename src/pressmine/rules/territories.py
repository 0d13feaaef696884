"""Territories and the State as bodies: `la Région Bretagne soutient`, `la Ville de Nantes`, `l'État`; and as places."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.places import place_named
from pressmine.rules.reading import scan
from pressmine.rules.scan import Scan
from pressmine.rules.votes import acts as acting
from pressmine.rules.votes import before, vote

TERRITORIES = {
    "region": "region",
    "departement": "department",
    "ville": "commune",
    "commune": "commune",
    "canton": "other",
    "metropole": "commune",
    "mairie": "commune",
    "province": "other",
    "communaute": "other",
    "land": "other",
}
#: In front of a territory these say that it is a place; the second set, that it acts.
_WHERE = frozenset("en dans sur vers depuis hors a jusqu'en toute partout travers".split())
#: Verbs that one says of a territory without making it act.
_STATES_OF = frozenset(
    "compte comptent reste devient sera seront dispose disposent possede affiche enregistre accueille produit produisent represente connait vend emploie recense fait est a".split()
)
_WITH = frozenset("par avec entre chez selon".split())
_STATE = {"etat": "État", "gouvernement": "Gouvernement"}
_NOT_STATE = frozenset(
    "secretaire secretaires secretariat chef chefs coup ministre ministres homme hommes femme conseil affaire affaires raison conseiller conseillere diplome services".split()
)


def territories(document: Document) -> Iterator[Evidence]:
    """`la Région Bretagne`, `la Ville de Nantes`, `le Département du Rhône`: bodies where they act, places where one is in them."""
    view = scan(document)
    for index, word in enumerate(view.words):
        if word.folded not in TERRITORIES or word.elision:
            continue
        at = index + 1
        last = view.line(index)[1]
        while (
            at < last
            and view.words[at].folded in ("de", "du", "des", "d'", "la", "l'", "les", "le")
            and view.words[at].gap in (" ", "")
        ):
            at += 1
        if at >= last or view.words[at].gap not in (" ", "") or not view.words[at].cap or view.words[at].elision:
            continue
        name = view.chunk(at) or (at, at + 1)
        end = _place_end(view, at, name[1])
        near = before(view, index)
        front = [w for w in near if w not in ("la", "le", "l'", "une", "un")]
        where = bool(front) and front[0] in _WHERE or "dans" in near[:2]
        acts = acting(view, end) and view.words[end].folded not in _STATES_OF or bool(front) and front[0] in _WITH
        if word.cap and not word.initial:
            confidence = 0.3 if where else 0.75
        elif word.cap:
            confidence = 0.7 if acts else 0.5
        else:
            confidence = 0.65 if acts and not where else 0.2 if not where else 0.0
        if confidence == 0.0:
            continue
        yield vote(
            view,
            "organisations.territory",
            (index, end),
            "organisation",
            confidence,
            type="local_authority",
            cue=(index, index + 1),
        )


def _place_end(view: Scan, at: int, end: int) -> int:
    """Where the territory's name ends: `Pays de la Loire`, `Centre-Val de Loire`, `Bouches-du-Rhône`."""
    last = view.line(at)[1]
    for stop in range(min(last, at + 6), end, -1):
        if place_named(view.folded((at, stop))) is not None:
            return stop
    while (
        end - at > 1
        and place_named(view.folded((at, end))) is None
        and place_named(view.folded((at, end - 1))) is not None
    ):
        end -= 1
    return end


def state(document: Document) -> Iterator[Evidence]:
    """`l'État`, `le Gouvernement` with a capital, not `chef de l'État` nor `secrétariat d'État`."""
    view = scan(document)
    for index, word in enumerate(view.words):
        if word.folded not in _STATE or not word.cap or view.loud(index) or index == 0:
            continue
        near = before(view, index)
        if not near or near[0] not in ("l'", "le", "du", "d'") or any(w in _NOT_STATE for w in near[1:3]):
            continue
        if near[0] == "d'" and near[1:2] != ["services"] and near[1:2] != ["startup"]:
            continue
        end = index + 1
        if (
            end < view.line(index)[1]
            and view.words[end].gap == " "
            and view.words[end].folded
            in (
                "francais",
                "federal",
                "wallon",
                "belge",
                "suisse",
                "flamand",
                "quebecois",
                "hebreu",
                "turc",
                "allemand",
                "britannique",
                "italien",
                "espagnol",
            )
        ):
            end += 1
        yield vote(view, "organisations.state", (index, end), "organisation", 0.85, type="public_body", name=None)


RULES: tuple[Rule, ...] = (
    Rule("organisations.territory", "Une région, un département, une ville qui agit.", territories),
    Rule("organisations.state", "L'État, le Gouvernement, avec une majuscule.", state),
)
