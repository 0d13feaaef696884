"""Organisations by the words around a name: what it does, who holds a post in it, who signs with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.lists import folded_set, things
from pressmine.french.places import place_named
from pressmine.rules.names.lines import Range
from pressmine.rules.names.people import people
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import acts, holder, personal, vote

_ARTICLES = frozenset({"la", "le", "les", "l'"})
#: Participles that a body stands behind with `par`.
_AGENT = re.compile(r"(?:e|ee|es|ees|is|ise|ises|it|ite|ites|us|ue|ues|u|ert|erte|ertes)$")
_DESK = r"(?: (?:et medias?|chez|pour|de la|de l'|de|du|des))?"
_HEADING = re.compile(
    rf"\W{{0,3}}(?:vos |nos |les )?(?:contacts?(?: (?:presse|medias?|communication))?{_DESK}"
    rf"|service (?:de )?presse{_DESK}|relations (?:presse|medias?){_DESK}"
    r"|a propos(?: (?:de la|de l'|de|du|des|d'))|qui est|en savoir plus sur(?: la| le| l')?)\s{0,2}[:–-]?\s{0,2}"
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


def unknown(document: Document) -> Iterator[Evidence]:
    """`Triskal`, `Aveltor`: a capital word that no vocabulary has, no place, no surname."""
    view = scan(document)
    tails = {w.folded for n in people(view) for w in view.words[slice(*n.words)]}
    for first, last in view.names:
        word = view.words[first]
        if last - first != 1 or word.initial or word.upper or len(word.text) < 4 or not word.text.isalpha():
            continue
        if first > 0 and view.words[first - 1].folded in things():
            continue
        if word.folded not in tails and not view.ordinary(word.text) and place_named(word.folded) is None:
            yield vote(view, "names.unknown", (first, last), "organisation", 0.3)


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
    Rule("names.unknown", "Un nom d'un mot que nul vocabulaire ne connaît.", unknown),
    Rule("organisations.preposition", "Un nom derrière selon, chez, avec, par, au sein de.", preposed),
    Rule("organisations.heading", "Le nom d'un titre « Contact presse X », « À propos de X ».", headings),
)
