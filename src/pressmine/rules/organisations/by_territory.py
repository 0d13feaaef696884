"""Territories and the State as bodies: `la Région Bretagne soutient`, `la Ville de Nantes`, `l'État`; and as places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, ZoneKind
from pressmine.evidence import Evidence, Rule
from pressmine.french.folding import fold
from pressmine.french.head_nouns import head_words, heads
from pressmine.french.lists import folded_set
from pressmine.french.places import place_named
from pressmine.rules.names.lines import Range
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import acts as acting
from pressmine.rules.names.votes import before, vote

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
_TERRITORIES = frozenset(TERRITORIES)
#: In front of a territory these say that it is a place; the second set, that it acts.
_WHERE = frozenset("en dans sur vers depuis hors a jusqu'en toute partout travers".split())
_WITH = frozenset("par avec entre chez selon".split())
#: Ends of adjectives that say whose territory it is: `Région wallonne`, `Canton vaudois`.
_PEOPLE = ("onne", "enne", "aise", "oise", "ois", "ais", "ande", "and", "ain", "aine", "in", "ine", "on", "ien")
_SIGNS = re.compile(
    r"\b(?:parties? (?:prenantes?|a|au|aux|de|du)\b|sign|engag|adopt|financ|soutien|soutenu|soutiennent|partenai"
    r"|approuv|vote|ralli|rejoi|reuni|rassembl|associ|regroup|feder)"
)
#: Above the reading that takes the whole list for one long name.
_SURER = 0.97
_TERRITORY_NOUNS = frozenset({"region", "departement", "ville", "commune", "metropole", "canton"})
_STATE = frozenset({"etat", "gouvernement"})
#: Head nouns in the plural, and those that look alike in both.
_MAY_BE_SEVERAL = frozenset(form for noun in head_words() for form in (noun, noun + "s", noun + "x"))


def territories(document: Document) -> Iterator[Evidence]:
    """`la Région Bretagne`, `la Ville de Nantes`, `le Département du Rhône`: bodies where they act."""
    view = scan(document)
    for index in view.where(_TERRITORIES):
        word = view.words[index]
        if word.elision:
            continue
        at = index + 1
        last = view.line(index)[1]
        while (
            at < last
            and view.words[at].folded in ("de", "du", "des", "d'", "la", "l'", "les", "le")
            and view.words[at].gap in (" ", "")
        ):
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
        end = _place_end(view, at, name[1])
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
    """How sure a territory's name is a body's: by its capital, what it does, and what stands in front."""
    word, near = view.words[index], before(view, index)
    front = next((w for w in near if w not in ("la", "le", "l'", "une", "un")), "")
    where = front in _WHERE or "dans" in near[:2]
    said = folded_set("territories", "said_of")
    acts = acting(view, end) is not None and view.words[end].folded not in said or front in _WITH
    if word.cap and not word.initial:
        return 0.3 if where else 0.75
    if word.cap:
        return 0.7 if acts else 0.5
    return 0.0 if where else 0.65 if acts else 0.2


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
    for index in view.where(_STATE):
        word = view.words[index]
        if not word.cap or index == 0:
            continue
        near = before(view, index)
        if view.in_capitals(index):
            last = view.line(index)[1]
            if near[:1] == ["l'"] and index + 1 < last and view.words[index + 1].gap == ", ":
                yield vote(view, "organisations.state", (index, index + 1), "organisation", 0.6, type="public_body")
            continue
        if not near and _alone(view, index):
            yield vote(view, "organisations.state", (index, index + 1), "organisation", 0.6, type="public_body")
        if any(w in folded_set("territories", "not_the_state") for w in near[1:3]):
            yield vote(view, "organisations.state", (index, index + 1), "elsewhere", 0.8)
            continue
        if not near or near[0] not in ("l'", "le", "du", "d'"):
            continue
        if near[0] == "d'" and near[1:2] != ["services"] and near[1:2] != ["startup"]:
            continue
        end = index + 1
        if end < view.line(index)[1] and view.words[end].gap == " " and view.words[end].folded in _nations():
            end += 1
        elif (
            end + 1 < view.line(index)[1]
            and word.folded == "etat"
            and view.words[end].folded == "de"
            and view.words[end + 1].cap
        ):
            chunk = view.chunk(end + 1)
            end = _place_end(view, end + 1, chunk[1]) if chunk is not None else end
        yield vote(view, "organisations.state", (index, end), "organisation", 0.85, type="public_body", name=None)


def national(document: Document) -> Iterator[Evidence]:
    """`le gouvernement belge`, `l'armée française`: what a country has one of, in small letters."""
    view = scan(document)
    for index in view.where(folded_set("territories", "national")):
        behind = index + 1
        if view.in_capitals(index) or behind >= view.line(index)[1] or view.words[behind].gap != " ":
            continue
        if view.words[behind].folded in _nations() and before(view, index)[:1] in (
            ["le"],
            ["la"],
            ["l'"],
            ["du"],
            ["au"],
        ):
            yield vote(view, "organisations.national", (index, behind + 1), "organisation", 0.7, type="public_body")


def _nations() -> frozenset[str]:
    return folded_set("territories", "nations")


def _alone(view: Scan, index: int) -> bool:
    """True for a word that fills a table's cell or a line."""
    word = view.words[index]
    behind = view.document.text[word.end : word.end + 3]
    return (word.gap == "" or "\t" in word.gap or "|" in word.gap) and (
        behind[:1] in ("\t", "\n", "") or behind.strip()[:1] == "|"
    )


def factored(document: Document) -> Iterator[Evidence]:
    """`les rectorats des académies de Lyon, Grenoble et Clermont-Ferrand`, `les Villes de Bourges et de Vierzon`."""
    view = scan(document)
    for index in view.where(_MAY_BE_SEVERAL):
        if view.words[index].elision or view.in_capitals(index) or _counted(view, index):
            continue
        plural = _plural_head(view, index)
        if plural is None:
            continue
        single, type_, sure, length = plural
        last = view.line(index)[1]
        at, middle = index + length, ""
        if (
            at + 1 < last
            and view.words[at].folded == "des"
            and view.words[at + 1].folded in ("academies", "universites", "chambres")
        ):
            middle = " de l'académie" if view.words[at + 1].folded == "academies" else ""
            at += 2
        found = _elements(view, at, last)
        if len(found) < 2:
            continue
        for number, (link, name) in enumerate(found):
            start = index if number == 0 else name[0]
            yield vote(
                view,
                "organisations.factored",
                (start, name[1]),
                "organisation",
                sure,
                type=type_,
                name=f"{single}{middle} {link}{view.text(name)}",
                factored=True,
                cue=(index, index + 1),
            )


def _counted(view: Scan, index: int) -> bool:
    """`11 lycées de la Somme et de l'Oise`: so many of a kind, none of them named."""
    return index > view.line(index)[0] and view.words[index - 1].text.isdigit() and view.words[index].gap == " "


def _plural_head(view: Scan, index: int) -> tuple[str, str, float, int] | None:
    """The singular of a plural head noun, its type, how sure it names bodies, and how many words it has."""
    word = view.words[index]
    marked = word.folded.endswith(("s", "x"))
    folded = word.folded[:-1] if marked else word.folded
    known = heads().get(folded, ())
    if not known:
        return None
    single = word.text[:-1] if marked else word.text
    if folded in _TERRITORY_NOUNS:
        if not marked:  # `la Ville d'Arras et Belsolia`: one town, and another body
            return None
        return single, "local_authority", _acts(view, index, single), 1
    last = view.line(index)[1]
    for head in (h for h in known if h.kind == "strong"):
        end = index + len(head.words)
        if end > last or not all(
            _singular(view.words[k].folded) == w or view.words[k].folded == w
            for k, w in enumerate(head.words[1:], index + 1)
        ):
            continue
        if not marked and before(view, index)[:1] not in (["les"], ["des"], ["aux"], ["leurs"]):
            continue  # `CCI`, `CHU` say by their article alone that they are several
        name = [single, *(_one(view.words[k].text) for k in range(index + 1, end))]
        return " ".join(name).replace("' ", "'"), head.type, _SURER, len(head.words)
    return None


def _singular(folded: str) -> str:
    return folded[:-3] + "al" if folded.endswith("aux") else folded.removesuffix("s")


def _one(word: str) -> str:
    return word[:-3] + "al" if word.endswith("aux") else word.removesuffix("s") if word not in ("des",) else word


def _acts(view: Scan, index: int, single: str) -> float:
    """How surely `villes de X et Y` are bodies here: by a capital, a verb of acting, or a list that is a note's."""
    word = view.words[index]
    if word.cap and not word.initial:
        return 0.7
    near = before(view, index)
    if near[1:2] and near[1] in ("dans", "entre", "vers", "sur", "depuis", "pour", "par"):
        return 0.3
    sentence = view.document.sentence_at(word.start)
    signs = _SIGNS.search(view.document.folded, sentence.start, sentence.end)
    noted = view.document.zone_at(word.start).kind in (ZoneKind.FOOTNOTE, ZoneKind.SIGNATURE)
    return 0.55 if noted or (signs and fold(single) != "region") else 0.3


def _elements(view: Scan, at: int, last: int) -> list[tuple[str, Range]]:
    """The names of `de Lyon, Grenoble et Clermont-Ferrand`, each with its link; none where no `et` closes the list."""
    found: list[tuple[str, Range]] = []
    link, closed = "", False
    while at < last and len(found) < 20:
        start = at
        while (
            at < last
            and view.words[at].folded in ("de", "du", "des", "d'", "la", "l'", "le", "les", "et")
            and at - start < 4
        ):
            at += 1
        if at >= last or not view.words[at].cap or view.words[start].gap not in (" ", "", ", "):
            break
        words = [w for w in view.words[start:at] if w.folded != "et"]
        closed = len(words) < at - start
        if words:
            link = view.document.text[words[0].start : view.words[at].start]
        chunk = view.chunk(at) or (at, at + 1)
        name = (at, _place_end(view, at, chunk[1]))
        found.append((link, name))
        at = name[1]
        if closed or at < last and view.words[at].folded != "et" and view.words[at].gap != ", ":
            break
    return found if closed else []


RULES: tuple[Rule, ...] = (
    Rule("organisations.territory", "Une région, un département, une ville qui agit.", territories),
    Rule(
        "organisations.factored",
        "Des organismes dont le nom commun est mis en facteur : les rectorats de X, Y et Z.",
        factored,
    ),
    Rule("organisations.national", "Ce qu'un pays a, en minuscules : le gouvernement belge.", national),
    Rule("organisations.state", "L'État, le Gouvernement, avec une majuscule.", state),
)
