"""Persons recognised by their own name: given names, initials, titles, a verb of speech."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.head_nouns import is_head
from pressmine.french.known import is_body
from pressmine.french.lists import folded_set, no_names, things
from pressmine.rules.names.borrowed_names import is_borrowed
from pressmine.rules.names.person_names import people
from pressmine.rules.names.posts import firm_named
from pressmine.rules.names.reading import scan
from pressmine.rules.names.votes import vote


def given(document: Document) -> Iterator[Evidence]:
    """Given name and surname."""
    return _people(document, "persons.given-name")


def titled(document: Document) -> Iterator[Evidence]:
    """A title or a rank and a name."""
    return _people(document, "persons.title")


def founding(document: Document) -> Iterator[Evidence]:
    """Who founded or heads a body."""
    return _people(document, "persons.founder")


def initialled(document: Document) -> Iterator[Evidence]:
    """Initials and a surname."""
    return _people(document, "persons.initialled")


def surnames(document: Document) -> Iterator[Evidence]:
    """The surname of a person whom the text names in full elsewhere."""
    return _people(document, "persons.surname")


def _people(document: Document, rule: str) -> Iterator[Evidence]:
    view = scan(document)
    for name in people(view):
        if name.rule == rule and not firm_named(document, name.words[0]) and not is_borrowed(view, name.words):
            whole = f"{view.text(name.words)} {view.text(name.surname)}" if name.surname else None
            yield vote(view, rule, name.words, "person", name.confidence, name=whole, factored=whole is not None)


def capital_surnames(document: Document) -> Iterator[Evidence]:
    """`Tavana JAMET`, `Tearii ALPHA`: a surname in capitals behind given names, as many releases write it."""
    view = scan(document)
    closed = no_names("sigle")
    for first, last in view.names:
        span = view.words[first:last]
        if not 2 <= last - first <= 4 or span[0].upper or not span[-1].upper or not span[-1].text.isalpha():
            continue
        plain = all(w.text.isalpha() or "-" in w.text for w in span)
        known = span[-1].folded in closed or is_body(span[-1].folded) or len(span[-1].text) < 4
        if (
            plain
            and not known
            and not is_head(span[0].folded)
            and span[0].folded not in things()
            and not view.ordinary(span[0].text)
        ):
            yield vote(view, "persons.capital-surname", (first, last), "person", 0.7)


def speakers(document: Document) -> Iterator[Evidence]:
    """`explique Inès Robart`: two or three capital words next to a verb of speech."""
    view = scan(document)
    speech = folded_set("titles", "speech")
    for first, last in view.names:
        if not 2 <= last - first <= 3:
            continue
        front = (
            first > view.line(first)[0]
            and view.words[first].gap == " "
            and view.words[first - 1].folded.removeprefix("-t-") in speech
        )
        at = last
        limit = view.line(first)[1]
        behind = (
            at < limit
            and view.words[at].gap == " "
            and (
                view.words[at].folded in speech
                or view.words[at].folded == "a"
                and at + 1 < limit
                and view.words[at + 1].folded in speech
            )
        )
        if front or behind:
            yield vote(view, "persons.speech", (first, last), "person", 0.3 if front else 0.2)


RULES: tuple[Rule, ...] = (
    Rule("persons.given-name", "Un prénom suivi d'un nom.", given),
    Rule("persons.initialled", "Des initiales et un nom : L. Dorme, J.-P. Petit.", initialled),
    Rule("persons.founder", "Un nom inconnu derrière « fondée par », « présidée par ».", founding),
    Rule("persons.surname", "Le nom de famille seul d'une personne nommée ailleurs.", surnames),
    Rule("persons.title", "Un titre (M., Mme, Dr) ou un grade et un nom.", titled),
    Rule("persons.capital-surname", "Un prénom et un nom de famille en capitales.", capital_surnames),
    Rule("persons.speech", "Un nom de deux ou trois mots à côté d'un verbe de parole.", speakers),
)
