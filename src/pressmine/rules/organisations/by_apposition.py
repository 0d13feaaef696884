"""Organisations recognised by what follows the name: `Medival, le pôle de …`, `Norelec (38)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import AliasReading, Evidence, Rule
from pressmine.french.bodies import Body
from pressmine.french.determiners import ARTICLES
from pressmine.french.head_nouns import Head, head_at
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, things
from pressmine.french.places import place_named
from pressmine.rules.names.lines import Range
from pressmine.rules.names.name_runs import run_of
from pressmine.rules.names.person_names import people
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import personal, vote
from pressmine.weights import weight

_DEPARTMENT = re.compile(r"\s?\((?:\d{2,3}|2[AB])\)")
#: Endings of words that say from which town or country someone is, and words that end so and say no such thing.
_THE = forms("masculine.definite").keys() - {"ce"} | {"l'"}
_DEMONYMS = tuple(forms("demonym_ending"))
_NO_DEMONYMS = forms("no_demonym")
#: Words between an article and the noun: `le premier éditeur`, `le numéro un`.
_RANKS = forms("rank_before_noun")


def departments(document: Document) -> Iterator[Evidence]:
    """`Norelec (38)`: a département's number after a name that is no known place."""
    view = scan(document)
    for name in view.names:
        if personal(view, name) or not _DEPARTMENT.match(document.text, view.words[name[1] - 1].end):
            continue
        if place_named(view.folded(name)) is None:
            town = any(e.label == "LOC" and e.span.start == view.words[name[0]].start for e in document.entities)
            sure = 0.25 if town and not view.words[name[0]].upper else 0.5
            yield vote(view, "organisations.department", name, "organisation", sure, type="company")


def appositions(document: Document) -> Iterator[Evidence]:
    """`Medival, le pôle de …`, `Valdor, spécialiste de …`, `X : leader mondial`."""
    view = scan(document)
    for name in view.names:
        if personal(view, name):
            continue
        m = _DEPARTMENT.match(document.text, view.words[name[1] - 1].end)
        at = view.at(m.end()) if m else name[1]
        limit = view.line(name[1] - 1)[1]
        if at >= limit or view.words[at].gap.strip(" )0123456789(") not in (",", ":", "–", "-", "("):
            continue
        noun = view.skip(at)
        noun += noun < limit and view.words[noun].folded in _RANKS
        head = head_at(view.words, noun, limit, ("label", "weak", "strong")) if noun < limit else None
        if head is None or view.words[noun].cap and not view.words[noun].initial or _of_a_place(view, noun, head):
            continue
        if _next_item(view, noun):
            continue
        sure = 0.6 if head.kind == "label" or noun > at else 0.35
        cue = (noun, noun + len(head.words))
        yield vote(view, "organisations.apposition", name, "organisation", sure, type=head.type, cue=cue)
        yield from _described(view, name, noun, at)


def _next_item(view: Scan, noun: int) -> bool:
    """True for a body with a name of its own behind which an enumeration goes on: `X, le lycée Valdor, Y et Z`."""
    body, last = view.body(noun), view.line(noun)[1]
    if body is None or body.end >= last or view.words[body.end].gap != ", ":
        return False
    named = any(word.cap for word in view.words[noun + len(body.head.words) : body.end])
    behind = view.name_or_brand(view.skip(body.end)) if named else None
    run = run_of(view, behind) if behind is not None else ()
    return len(run) > 1 and _closing(view, run[-1][0])


def _closing(view: Scan, index: int) -> bool:
    """True for the last item of an enumeration, behind `et` and its article."""
    at = index - 1
    return view.words[at - (view.words[at].folded in ARTICLES)].folded == "et"


def _of_a_place(view: Scan, noun: int, head: Head) -> bool:
    """True for what is said of a town or a site: `Riom, une ville voisine`, `Ouarzazate, la centrale`."""
    return head.type == "local_authority" and len(head.words) == 1 or things().get(view.words[noun].folded) == "place"


def _described(view: Scan, name: Range, noun: int, at: int) -> Iterator[Evidence]:
    """The description as another form of the name, where it is one."""
    body = view.body(noun)
    if body is None or body.confidence < 0.5 or view.words[at].gap.strip() != "," or view.words[noun].cap:
        return
    if _describes(view, name[0], body, noun > at):
        long, whole = view.span((noun, body.end)), view.span((name[0], body.end))
        yield Evidence("organisations.apposition", whole, AliasReading(long, view.span(name)), 0.6)


def _describes(view: Scan, first: int, body: Body, article: bool) -> bool:
    """True if a description in lower case speaks of the preceding name, not of a further body in a list."""
    if view.words[first].folded in ("etat", "gouvernement"):
        return False
    following = view.document.text[view.words[body.end - 1].end : view.words[body.end - 1].end + 4]
    if following.startswith(" et "):
        return False
    if following.startswith(", ") and not article:  # `le lycée X, collège Y, école Z`: bodies side by side
        behind = body.end
        if behind < view.line(first)[1] and head_at(view.words, behind, view.line(first)[1], ("strong", "weak")):
            return False
    return (
        not article or body.head.type not in ("public_body", "local_authority") or following[:1] in ("", ".", ")", "\n")
    )


def of_persons(document: Document) -> Iterator[Evidence]:
    """`Odile Fora, de la CNVR, …`: after a person's name and a comma stands whom the person speaks for."""
    view = scan(document)
    ends = {person.words[1] for person in people(view)}
    for name in view.names:
        at = name[0] - 1
        article = view.words[at].folded in ARTICLES
        at -= article
        if at not in ends or view.words[at].gap != ", " or view.words[at].folded not in ("de", "d'", "du"):
            continue
        if not personal(view, name) and place_named(view.folded(name)) is None:
            cue = (at, name[0])
            yield vote(view, "organisations.of-person", name, "organisation", weight("of_person"), cue=cue)


def demonyms(document: Document) -> Iterator[Evidence]:
    """`le rennais Norelec`, `chez le bordelais Valdor`: where a firm comes from, right before its name."""
    view = scan(document)
    nations = folded_set("territories", "nations")
    for index in sorted({*view.ending(_DEMONYMS), *view.where(nations)}):
        word = view.words[index]
        if word.cap or index == view.line(index)[0] or word.gap not in (" ", ""):
            continue
        if len(word.folded) < 6 and word.folded not in nations or word.folded in _NO_DEMONYMS:
            continue
        if view.words[index - 1].folded not in _THE:
            continue
        name = view.name_at(index + 1) if index + 1 < view.line(index)[1] and view.joined(index + 1) else None
        if name is None and index + 1 < view.line(index)[1] and index + 1 in view.brands:
            name = (index + 1, index + 2)
        if name is None or personal(view, name) or place_named(view.folded(name)) is not None:
            continue
        cue = (index, index + 1)
        yield vote(view, "organisations.demonym", name, "organisation", 0.6, type="company", cue=cue)


RULES: tuple[Rule, ...] = (
    Rule("organisations.department", "Un nom que suit un numéro de département : X (38).", departments),
    Rule("organisations.demonym", "Un nom que précède d'où vient l'entreprise : le rennais X.", demonyms),
    Rule(
        "organisations.of-person", "Un nom derrière une personne et une virgule : Odile Fora, de la CNVR.", of_persons
    ),
    Rule("organisations.apposition", "Un nom que suit ce qu'il est : X, le pôle de…", appositions),
)
