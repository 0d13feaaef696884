"""Organisations recognised by a name's role in its sentence: subject, agent, partner, owner, object of a takeover.

Each cue is a class of words (`verbs.toml`, `cues.toml`) at one place next to the name. What is said of one name of an
enumeration is said of all of them. How much a cue counts: `weights.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.determiners import ARTICLES
from pressmine.french.head_nouns import head_at
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, given_names, no_names, read_list
from pressmine.french.places import place_named
from pressmine.french.verbs import acts_form, finite_forms, participle_forms
from pressmine.french.words import words_of
from pressmine.rules.names.borrowed_names import is_borrowed
from pressmine.rules.names.lines import Range
from pressmine.rules.names.name_runs import items, run_of
from pressmine.rules.names.person_names import people, person_at
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import AUXILIARIES, acts, holder, personal, vote
from pressmine.rules.organisations.cues_before import cues_in_front
from pressmine.rules.shared_look import rules_of
from pressmine.weights import weight

#: Articles in front of what a name is said to be.
_INTRODUCING = frozenset({"un", "une", "le", "la", "l'", "des"})
#: Words of what is between a name and its verb at most: `Valdor, groupe spécialisé dans le bois, recrute`.
_INSERTED = 14
#: What a verb of saying has behind it.
_CONJUNCTIONS = ("que", "qu'")
#: Roles in which a given name alone is a person's.
_OF_PERSONS = frozenset(f"organisations.{said}" for said in ("verb", "agent", "object", "given", "owns", "preposition"))


def subjects(document: Document) -> Iterator[Evidence]:
    """`Valdor annonce`, `Valdor, Norelec et Texor ont signé`, `Valdor, groupe spécialisé dans le bois, recrute`."""
    view = scan(document)
    for name in items(document):
        run = run_of(view, name)
        if run[-1] != name or not _free(view, run[0][0]):
            continue
        end = name[1]
        if (kind := acts(view, end)) == "founded" and place_named(view.folded(name)) is not None:
            continue  # `Montauban a été fondée par Alphonse Jourdain`
        if kind:
            yield from _votes(view, run, "organisations.verb", f"subject_{kind}", (end, end + 1))
        elif verb := _behind_insertion(view, end):
            yield from _votes(view, run, "organisations.verb", "subject_inserted", (verb, verb + 1))
    yield from _common_subjects(view)


def _common_subjects(view: Scan) -> Iterator[Evidence]:
    """`Tandem recrute`: a bare common noun is not a subject in French, so that the capital is that of a name."""
    for index in view.capitals:
        word = view.words[index]
        if (
            not word.initial
            or word.elision
            or view.in_capitals(index)
            or not view.common(index)
            or not view.name(index)
        ):
            continue
        behind = index + 1
        if word.folded in no_names() or word.folded.endswith(("ant", "ment")):
            continue
        if _said_of_bodies(view, behind) and (verb := _behind_insertion(view, behind, any_verb=True)):
            cue = (verb, verb + 1)
            yield vote(view, "organisations.verb", (index, behind), "organisation", weight("subject_common"), cue=cue)
        elif (kind := acts(view, behind)) in ("acts", "deals", "founded") and not _noun_too(view, behind):
            if kind == "founded" and place_named(word.folded) is not None:
                continue
            sure = weight("subject_common" if kind == "acts" else f"subject_{kind}")
            yield vote(view, "organisations.verb", (index, behind), "organisation", sure)


def _noun_too(view: Scan, at: int) -> bool:
    """True for `Nouvelle annonce`, which has no subject; `Tilleul annonce sa fusion` has one: a determiner follows."""
    if view.words[at].text.endswith("é"):
        return True  # `Avoir signé`
    if view.words[at].folded not in folded_set("clauses", "nouns_too"):
        return False
    behind = view.words[at + 1] if at + 1 < view.line(at)[1] else None
    return behind is None or behind.gap != " " or behind.folded not in (*forms("determiner"), *_CONJUNCTIONS)


def _free(view: Scan, index: int) -> bool:
    """True if nothing before a name makes it a complement (`le site de Lyon annonce`)."""
    at, governed = holder(view, index)
    return not governed and not (at >= 0 and view.words[at].folded in ("a", "au", "en", "dans", "par", "avec", "pour"))


def _behind_insertion(view: Scan, end: int, any_verb: bool = False) -> int:
    """The acting verb after what commas set off from a name, with `any_verb` also one of what things do; 0 if there is
    none.
    """
    last = view.line(end - 1)[1]
    if end >= last or view.words[end].gap != ", " or view.words[end].cap:
        return 0
    for at in range(end + 2, min(last, end + _INSERTED)):
        if view.words[at].gap.startswith(","):
            return at if _finite(view, at) or any_verb and _any_finite(view, at) else 0
        if view.words[at].gap not in (" ", "", " & ", "-"):
            return 0
    return 0


def _finite(view: Scan, at: int) -> bool:
    """True for an acting verb that follows a comma."""
    word = view.words[at]
    if word.text in AUXILIARIES and at + 1 < view.line(at)[1]:
        return view.words[at + 1].folded in participle_forms("acts")
    return word.folded in finite_forms("acts") and not word.cap


def _any_finite(view: Scan, at: int) -> bool:
    """True for a verb of what bodies or things do that follows a comma: `, s'agrandit`."""
    last = view.line(at)[1]
    while at < last and view.words[at].folded in ("se", "s'", "ne", "n'"):
        at += 1
    return (
        at < last
        and not view.words[at].cap
        and (acts_form(view.words[at].folded) or view.words[at].text in AUXILIARIES)
    )


def complements(document: Document) -> Iterator[Evidence]:
    """`chez Valdor`, `conçu par Valdor`, `salariés de Valdor`, `a racheté Valdor`."""
    view = scan(document)
    for name in items(document):
        run = run_of(view, name)
        if run[0] != name or _person(view, name):
            continue
        for rule, kind, cue in cues_in_front(view, name[0]):
            said = forms("members").get(view.words[cue[0]].folded) if rule == "organisations.of" else None
            yield from _votes(view, run, rule, kind, cue, said)


def described(document: Document) -> Iterator[Evidence]:
    """`Valdor, fondée en 2001`, `Valdor, filiale de Norelec`, `Valdor, qui emploie 40 personnes`."""
    view = scan(document)
    for name in items(document):
        end, last = name[1], view.line(name[0])[1]
        if end >= last or view.words[end].gap not in (", ", " (") or _person(view, name):
            continue
        at = view.skip(end, _INTRODUCING)
        if _said_of_bodies(view, end):
            head = head_at(view.words, at, last, ("label", "strong"))
            yield from _votes(
                view, (name,), "organisations.described", "described", (at, at + 1), head.type if head else None
            )


def _said_of_bodies(view: Scan, end: int) -> bool:
    """True where what is said of firms begins behind a comma: `fondée en`, `filiale`, `qui emploie`."""
    last = view.line(end - 1)[1]
    if end >= last or view.words[end].gap not in (", ", " ("):
        return False
    at = view.skip(end, _INTRODUCING)
    said = tuple(w.folded for w in view.words[at : min(last, at + 3)])
    return any(said[:n] in _said_behind() for n in (3, 2, 1))


@cache
def _said_behind() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(w.folded for w in words_of(said)) for said in read_list("cues")["behind"]["said"])


def _person(view: Scan, name: Range) -> bool:
    """True for a person's name, and for the surname of a person whom the text names in full elsewhere."""
    if is_borrowed(view, name):
        return False
    person = person_at(view, name[0])
    if person is not None and person.confidence >= weight("person_sure") or personal(view, name):
        return True
    return tuple(w.folded for w in view.words[slice(*name)]) in view.document.once(_surnames)


def _surnames(document: Document) -> frozenset[tuple[str, ...]]:
    """What full names end with: `Vidal` and `de Miguel` of the persons of the document."""
    view = scan(document)
    return frozenset(
        tuple(w.folded for w in view.words[first : name.words[1]])
        for name in people(view)
        if name.confidence >= weight("person_sure")
        for first in range(name.words[0] + 1, name.words[1])
    )


def _votes(
    view: Scan, run: tuple[Range, ...], rule: str, kind: str, cue: Range, type: str | None = None
) -> Iterator[Evidence]:
    """A vote for each name of a run that is not a person's."""
    for name in run:
        if kind == "before_saying" and name[1] - name[0] == 2 and view.text(name).replace(" ", "").isalpha():
            continue  # `selon Arsène Romanek` says nothing of whether it is a person
        if name[1] - name[0] == 1 and view.folded(name) in given_names() and rule in _OF_PERSONS:
            continue  # `Aurélien propose une date`, `une conférence donnée par Martin`
        if not _person(view, name) and len(view.text(name)) > 1:
            yield vote(view, rule, name, "organisation", weight(kind) * _worth(view, name), type=type, cue=cue)


def _worth(view: Scan, name: Range) -> float:
    """What a cue is worth for a name: less for common words that an article makes a common noun with a capital."""
    words = view.words[name[0] : name[1]]
    together = len(words) > 1 and words[0].cap and words[1].cap  # `L'Atelier Bleu`
    if together or not any(w.cap for w in words) or not all(view.ordinary(w.text) or not w.cap for w in words):
        return 1.0
    at = name[0] - 1
    article = at >= view.line(name[0])[0] and view.words[name[0]].gap in (" ", "") and view.words[at].folded in ARTICLES
    contracted = at >= 0 and view.words[at].folded in ("du", "des", "au", "aux")
    return weight("common_noun") if article or contracted else 1.0


RULES: tuple[Rule, ...] = (
    Rule("organisations.verb", "Un nom devant un verbe d'action d'organisme : X annonce, X a signé.", subjects),
    *rules_of(
        complements,
        {
            "organisations.preposition": "Un nom derrière chez, selon, au sein de, en partenariat avec.",
            "organisations.agent": "Un nom derrière un participe et « par » : conçu par X.",
            "organisations.of": "Un nom dont on est président, salarié, filiale.",
            "organisations.owns": "Un nom qui a un produit, un texte, un événement : le dernier modèle de X.",
            "organisations.given": "Un nom à qui l'on confie, vend, verse : confie la gestion à X.",
            "organisations.object": "Un nom qu'un verbe d'organismes a pour objet : a racheté X.",
        },
    ),
    Rule("organisations.described", "Un nom que suit ce qui se dit d'une entreprise : X, fondée en…", described),
)
