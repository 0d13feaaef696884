"""Organisations by the words around a name: what it does, who holds a post in it, who signs with it, what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import AliasReading, Evidence, Rule
from pressmine.french.bodies import Body
from pressmine.french.heads import head_at
from pressmine.french.lists import folded_set
from pressmine.french.places import place_named
from pressmine.rules.reading import scan
from pressmine.rules.scan import Range, Scan
from pressmine.rules.votes import acts, holder, personal, vote

_DEPARTMENT = re.compile(r"\s?\((?:\d{2,3}|2[AB])\)")
_ARTICLES = frozenset({"la", "le", "les", "l'"})
#: Participles that a body stands behind with `par`.
_AGENT = re.compile(r"(?:e|ee|es|ees|is|ise|ises|it|ite|ites|us|ue|ues|u|ert|erte|ertes)$")
_HEADING = re.compile(
    r"\W{0,3}(?:vos |nos |les )?(?:contacts?(?: (?:presse|medias?|communication))?(?: (?:et medias?|chez|pour|de la|de l'|de|du|des))?|service (?:de )?presse(?: (?:de la|de l'|de|du|des))?|relations (?:presse|medias?)(?: (?:de la|de l'|de|du|des))?|a propos(?: (?:de la|de l'|de|du|des|d'))|qui est|en savoir plus sur(?: la| le| l')?)\s{0,2}[:–-]?\s{0,2}"
)
#: What one gives to a body: `confié à`, `attribué à`.
_GIVEN = (
    "confie",
    "attribue",
    "cede",
    "vendu",
    "revendu",
    "delegue",
    "adjuge",
    "appartena",
    "appartient",
    "succede",
    "rattache",
    "affilie",
    "adhere",
    "face",
)
_SIGNED = (
    "partenariat",
    "collaboration",
    "accord",
    "contrat",
    "convention",
    "sign",
    "alliance",
    "cooperation",
    "conclu",
    "associ",
    "rapproch",
    "fusion",
    "lien",
    "concert",
    "contract",
    "travail",
    "allie",
)


def acting(document: Document) -> Iterator[Evidence]:
    """`Valdor annonce`, `Norelec a signé`: a name in front of a verb of what bodies do."""
    view = scan(document)
    for name in view.names:
        if not personal(view, name) and acts(view, name[1]) and _subject(view, name[0]):
            yield vote(view, "organisations.verb", name, "organisation", _sure(view, name), cue=(name[1], name[1] + 1))


def _sure(view: Scan, name: Range) -> float:
    """What a weak cue is worth: enough for a word that is no common one, less for one that is."""
    return 0.4 if all(view.ordinary(w.text) for w in view.words[name[0] : name[1]]) else 0.5


def _subject(view: Scan, index: int) -> bool:
    """True where nothing in front of a name makes it a complement (`le site de Lyon annonce`)."""
    at, governed = holder(view, index)
    return not governed and not (at >= 0 and view.words[at].folded in ("a", "au", "en", "dans", "par", "avec", "pour"))


def posts(document: Document) -> Iterator[Evidence]:
    """`président de Valdor`, `salariés du groupe`, `filiale de Norelec`: a noun that one says of a body."""
    view = scan(document)
    nouns = folded_set("cues", "of")
    for name in view.names:
        at, governed = holder(view, name[0])
        if not governed or personal(view, name):
            continue
        word = view.words[at]
        two = view.folded((at - 1, at + 1)) if at > view.line(at)[0] else ""
        if at > view.line(at)[0] + 1 and view.words[at - 1].elision:
            two = view.folded((at - 2, at + 1))
        if view.words[name[0]].folded in ("etat", "gouvernement"):
            continue
        if word.folded in nouns or two in nouns or _adjective_of(view, at, nouns):
            yield vote(view, "organisations.of", name, "organisation", 0.5, cue=(at, at + 1))


def _adjective_of(view: Scan, at: int, nouns: frozenset[str]) -> bool:
    """`directeur général adjoint de X`: the noun stands one or two adjectives in front."""
    first = view.line(at)[0]
    for back in (at, at - 1):
        if back <= first or not view.words[back].folded.endswith(
            ("al", "ale", "aux", "oint", "ointe", "gue", "guee", "if", "ive", "aires", "ique", "el", "elle")
        ):
            return False
        if view.words[back - 1].folded in nouns:
            return True
    return False


def preposed(document: Document) -> Iterator[Evidence]:
    """`selon X`, `signé avec X`, `au sein de X`, `hébergées par X`."""
    view = scan(document)
    for name in view.names:
        if personal(view, name):
            continue
        at = name[0] - 1
        first = view.line(name[0])[0]
        if at >= first and view.words[at].folded in _ARTICLES and view.words[name[0]].gap in (" ", ""):
            at -= 1
        if at < first or view.words[at + 1].gap not in (" ", ""):
            continue
        word = view.words[at].folded
        if word in ("selon", "chez", "d'apres"):
            yield vote(view, "organisations.preposition", name, "organisation", _sure(view, name), cue=(at, at + 1))
        elif word == "avec":
            signed = (
                at > first
                and view.words[at - 1].folded.startswith(_SIGNED)
                or at > first + 1
                and view.words[at - 2].folded.startswith(_SIGNED)
            )
            yield vote(
                view, "organisations.preposition", name, "organisation", 0.6 if signed else 0.3, cue=(at, at + 1)
            )
        elif word in ("a", "au") and at > first and view.words[at - 1].folded.startswith(_GIVEN):
            yield vote(view, "organisations.preposition", name, "organisation", _sure(view, name), cue=(at - 1, at + 1))
        elif word == "par" and at > first and _AGENT.search(view.words[at - 1].folded):
            yield vote(view, "organisations.preposition", name, "organisation", 0.4, cue=(at - 1, at + 1))
        elif (
            word in ("de", "du", "des", "d'")
            and at > first + 1
            and view.folded((at - 2, at))
            in ("au sein", "aupres", "aux cotes", "a l'initiative", "pour le compte", "sein", "part", "nom")
        ):
            yield vote(view, "organisations.preposition", name, "organisation", 0.45, cue=(at - 2, at))


def appositions(document: Document) -> Iterator[Evidence]:
    """`Medival, le pôle de …`, `Valdor, spécialiste de …`, `Norelec (38)`, `X : leader mondial`."""
    view = scan(document)
    for first, last in view.names:
        if personal(view, (first, last)):
            continue
        end = view.words[last - 1].end
        m = _DEPARTMENT.match(document.text, end)
        if m and place_named(view.folded((first, last))) is None:
            town = any(e.label == "LOC" and e.span.start == view.words[first].start for e in document.entities)
            sure = 0.25 if town and not view.words[first].upper else 0.5
            yield vote(view, "organisations.department", (first, last), "organisation", sure, type="company")
        at = last
        if m:
            at = view.at(m.end())
        limit = view.line(last - 1)[1]
        if at >= limit or view.words[at].gap.strip(" )0123456789(") not in (",", ":", "–", "-", "("):
            continue
        noun = view.skip(at)
        if noun < limit and view.words[noun].folded in (
            "premier",
            "premiere",
            "principal",
            "principale",
            "1er",
            "grand",
            "leader",
            "numero",
            "n°1",
            "seul",
            "jeune",
        ):
            noun += 1 if view.words[noun].folded not in ("leader",) else 0
        head = head_at(view.words, noun, limit, ("label", "weak", "strong")) if noun < limit else None
        if head is None or view.words[noun].cap and not view.words[noun].initial:
            continue
        strong = head.kind == "label" or noun > at
        yield vote(
            view,
            "organisations.apposition",
            (first, last),
            "organisation",
            0.6 if strong else 0.35,
            type=head.type,
            cue=(noun, noun + len(head.words)),
        )
        body = view.body(noun)
        if (
            body is not None
            and body.confidence >= 0.5
            and view.words[at].gap.strip() == ","
            and not view.words[noun].cap
            and _describes(view, first, body, noun > at)
        ):
            long = view.span((noun, body.end))
            yield Evidence(
                "organisations.apposition",
                document.span(view.words[first].start, view.words[body.end - 1].end),
                AliasReading(long, view.span((first, last))),
                0.6,
            )


def _describes(view: Scan, first: int, body: Body, article: bool) -> bool:
    """True where a description in lower case speaks of the name in front, not of a further body in a list."""
    if view.words[first].folded in ("etat", "gouvernement"):
        return False
    following = view.document.text[view.words[body.end - 1].end : view.words[body.end - 1].end + 4]
    if following.startswith(" et "):
        return False
    return (
        not article or body.head.type not in ("public_body", "local_authority") or following[:1] in ("", ".", ")", "\n")
    )


def headings(document: Document) -> Iterator[Evidence]:
    """`Contact presse Valdor :`, `À propos de Norelec`: the heading names its body."""
    view = scan(document)
    for first, last in view.lines:
        if last - first > 16 or first == last:
            continue
        start = view.words[first].start
        m = _HEADING.match(document.folded, start)
        if not m or m.end() > view.words[last - 1].end:
            continue
        at = view.skip(view.at(m.end()))
        if at >= last or not view.words[at].cap and view.body(at) is None:
            continue
        name = view.name_at(at) or (view.chunk(at))
        if name is not None and not personal(view, name):
            yield vote(view, "organisations.heading", name, "organisation", 0.6, cue=(first, at))


RULES: tuple[Rule, ...] = (
    Rule("organisations.verb", "Un nom devant un verbe d'action d'organisme : X annonce, X a signé.", acting),
    Rule("organisations.of", "Un nom dont on est président, salarié, filiale.", posts),
    Rule("organisations.preposition", "Un nom derrière selon, chez, avec, par, au sein de.", preposed),
    Rule("organisations.apposition", "Un nom que suit ce qu'il est : X, le pôle de… ; X (38).", appositions),
    Rule("organisations.heading", "Le nom d'un titre « Contact presse X », « À propos de X ».", headings),
)
