"""Territories as organisations, where they act: `la Région Bretagne soutient`, `la Ville de Nantes`."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, things
from pressmine.french.places import place_named, town_stem
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import acts as acting
from pressmine.rules.names.votes import before, vote
from pressmine.weights import weight

#: Nouns for a territory that acts through its council.
TERRITORIES = folded_set("territories", "nouns")
#: Before a territory these say that it is a place; the second set, that it acts.
_WHERE = forms("place_before_territory")
_WITH = forms("body_before_territory")
_ARTICLES = (ARTICLES | {"un", "une"}) - {"les"}
#: Ends of adjectives that say whose territory it is: `Région wallonne`, `Canton vaudois`.
_PEOPLE = tuple(forms("people_of_territory"))


def territories(document: Document) -> Iterator[Evidence]:
    """`la Région Bretagne`, `la Ville de Nantes`, `le Département du Rhône`: bodies where they act."""
    view = scan(document)
    for index in view.where(TERRITORIES):
        word = view.words[index]
        if word.elision:
            continue
        at = index + 1
        last = view.line(index)[1]
        while at < last and view.words[at].folded in DE | ARTICLES and view.words[at].gap in (" ", ""):
            at += 1
        if (
            word.cap
            and not word.initial
            and at == index + 1 < last
            and view.words[at].folded.endswith(_PEOPLE)
            and not view.words[at].cap
            and view.words[at].gap == " "
        ):
            yield vote(view, "organisations.territory", (index, at + 1), "organisation", 0.6, type="local_authority")
            continue
        if at >= last or view.words[at].gap not in (" ", "") or not view.words[at].cap or view.words[at].elision:
            continue
        name = view.chunk(at) or (at, at + 1)
        end = place_end(view, at, name[1])
        confidence = _confidence(view, index, end)
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


def _confidence(view: Scan, index: int, end: int) -> float:
    """How sure a territory's name is a body's: by its capital, what it does, and what comes before."""
    word, near = view.words[index], before(view, index)
    front = next((w for w in near if w not in _ARTICLES), "")
    where = front in _WHERE or "dans" in near[:2]
    said = folded_set("territories", "said_of")
    kind = acting(view, end)
    acts = kind in ("acts", "deals") or kind is not None and view.words[end].folded not in said or front in _WITH
    if word.cap and not word.initial:
        return 0.3 if where and front != "a" else 0.75  # one gives to `la Ville`, and lives in `la ville`
    if word.cap:
        return 0.7 if acts else 0.5
    return 0.0 if where else 0.65 if acts else 0.2


def place_end(view: Scan, at: int, end: int) -> int:
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


def greater(document: Document) -> Iterator[Evidence]:
    """`le Grand Chalon`, `au Grand Poitiers`: the towns around one, joined in a body."""
    view = scan(document)
    for index in view.where(frozenset({"grand"})):
        at = index + 1
        if not view.words[index].cap or at >= view.line(index)[1] or not view.joined(at) or not view.words[at].cap:
            continue
        if before(view, index)[:1] not in (["le"], ["du"], ["au"]) or not _joins_towns(view, index):
            continue
        sure = weight("greater_town_inside" if "dans" in before(view, index, 2) else "greater_town")
        yield vote(view, "organisations.greater-town", (index, at + 1), "organisation", sure, type="local_authority")


def _joins_towns(view: Scan, index: int) -> bool:
    """True for `Grand` in front of a town, unless the two are a town's own name: `Le Grand-Bornand`."""
    town = view.words[index + 1].folded
    place = place_named(town)
    known = town_stem(town) or place is not None and place.type == "commune"
    return known and town not in things() and place_named(view.folded((index, index + 2))) is None


RULES: tuple[Rule, ...] = (
    Rule("organisations.greater-town", "Des communes réunies autour d'une ville : le Grand Chalon.", greater),
    Rule("organisations.territory", "Une région, un département, une ville qui agit.", territories),
)
