"""Organisations recognised by a sentence that says what they are: `Valdor est une association qui …`."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.determiners import ARTICLES
from pressmine.french.head_nouns import Head, head_at
from pressmine.french.lexicon import forms
from pressmine.french.lists import given_names, things
from pressmine.french.places import place_named
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import personal, vote
from pressmine.weights import weight

#: What may come right before a subject and its article.
_BEFORE_SUBJECT = forms("opens_subject")


def copulas(document: Document) -> Iterator[Evidence]:
    """`Valdor est une association qui …`, `Norelec, c'est d'abord un réseau …`."""
    view = scan(document)
    for name in view.names:
        limit = view.line(name[0])[1]
        noun = _predicate(view, name[1], limit)
        said = view.folded(name)
        if noun is None or personal(view, name) or said in given_names() or place_named(said) is not None:
            continue
        head = _said_to_be(view, noun, limit)
        if head is None or _may_be_a_thing(head) or not _opens_clause(view, name[0]):
            continue
        cue = (noun, noun + len(head.words))
        yield vote(view, "organisations.copula", name, "organisation", weight("copula"), type=head.type, cue=cue)


def _predicate(view: Scan, at: int, limit: int) -> int | None:
    """Where the noun follows `est un`, `est devenue la première`, `, c'est une`."""
    if at + 2 >= limit or view.words[at].gap not in (" ", ", ", ") "):
        return None
    if view.words[at].gap == ", ":
        if view.words[at].folded != "c'":
            return None
        at += 1
    if view.words[at].folded not in forms("copula"):
        return None
    at += 1
    while at < limit and view.words[at].folded in forms("between_copula"):
        at += 1
    if at + 1 >= limit or view.words[at].folded not in ARTICLES | {"un", "une"}:
        return None
    at += 1
    while at < limit and view.words[at].folded in forms("before_noun"):
        at += 1
    return at if at < limit and view.words[at].gap in (" ", "") and not view.words[at].cap else None


def _said_to_be(view: Scan, noun: int, limit: int) -> Head | None:
    """The noun of the predicate in the sense that it has in a description: `X est une société` is a company, though
    the name `Société des lecteurs` is that of an association.
    """
    named = head_at(view.words, noun, limit, ("label", "weak", "strong"))
    described = head_at(view.words, noun, limit, ("label",))
    return described if named and described and len(described.words) >= len(named.words) else named


def _may_be_a_thing(head: Head) -> bool:
    """True for a noun that is said of places and things as well: `X est une ville`, `X est un service en ligne`."""
    noun = head.words[0]
    if len(head.words) > 1:
        return False
    return head.type == "local_authority" or noun in things() or noun in forms("copula_of_things")


def _opens_clause(view: Scan, index: int) -> bool:
    """True if a name, its article apart, is not a part of what comes before: `le siège de X est une école`, `Agir
    pour l'Eau est une association`.
    """
    first = view.line(index)[0]
    if index > first and view.words[index - 1].folded in ARTICLES and view.words[index].gap in (" ", ""):
        index -= 1
    return index == first or view.words[index].gap not in (" ", "") or view.words[index - 1].folded in _BEFORE_SUBJECT


RULES: tuple[Rule, ...] = (
    Rule("organisations.copula", "Un nom dont la phrase dit ce qu'il est : X est une association.", copulas),
)
