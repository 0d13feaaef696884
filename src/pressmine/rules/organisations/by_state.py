"""The State and the bodies of which a country has one: `l'État`, `le Gouvernement`, `le gouvernement belge`."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.lists import folded_set
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import before, vote
from pressmine.rules.organisations.by_territory import place_end

_STATE = frozenset({"etat", "gouvernement"})


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
        if not near or near[0] not in (DE | ARTICLES) - {"de", "des", "la", "les"}:
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
            end = place_end(view, end + 1, chunk[1]) if chunk is not None else end
        else:
            end = _territory(view, end)
        yield vote(view, "organisations.state", (index, end), "organisation", 0.85, type="public_body", name=None)


def _territory(view: Scan, end: int) -> int:
    """Where the name of the territory ends that is governed: `Gouvernement de la Région wallonne`; else the word
    itself.
    """
    if end + 1 >= view.line(end - 1)[1] or view.words[end].folded not in DE or view.words[end].gap != " ":
        return end
    at = view.skip(end + 1)
    body = view.body(at) if at < view.line(end)[1] and view.words[at].cap else None
    return body.end if body is not None and body.head.type == "local_authority" else end


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


RULES: tuple[Rule, ...] = (
    Rule("organisations.national", "Ce qu'un pays a, en minuscules : le gouvernement belge.", national),
    Rule("organisations.state", "L'État, le Gouvernement, avec une majuscule.", state),
)
