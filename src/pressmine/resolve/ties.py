"""The employers of persons whose function names no body, once the issuer of the text is known.

`La directrice générale, Inès Robart, …` in a release of Valdor is Valdor's: a definite function without a
complement belongs to the body that the text is about. So does one whose complement is a field of work, an organ, or a
noun that means that body (`de l'établissement`, `du musée`). A trade (`agronome`, `actrice`) ties nobody to a body, and
a complement that is anything else may name another one.
"""

from __future__ import annotations

from functools import cache

from pressmine.document import PROSE, ZoneKind
from pressmine.french.authorities import is_public_office
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import head_length, listed, qualifiers
from pressmine.french.lists import folded_set
from pressmine.french.words import words_of
from pressmine.record import Organisation, Person
from pressmine.resolution import change
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import by_ref

#: Where a body is named that the text is not about: whom one may call, who signed, what the page says of itself.
_ASIDE = frozenset({ZoneKind.CONTACTS, ZoneKind.SIGNATURE, ZoneKind.FRONT_MATTER})


def resolve_ties(ledger: Ledger) -> None:
    """Give the issuer of a release to those who hold a function of a house and have no body yet, a medium to those who
    wrote the article.
    """
    issuer = by_ref(ledger, ledger.resolution.header.issuer)
    if not isinstance(issuer, Organisation):
        return
    article = ledger.resolution.header.kind == "article"
    house = not article and issuer.type != "media" and _in_the_text(ledger, issuer)
    authors = {s.ref for s in ledger.resolution.signatories if s.role == "author"}
    for person in ledger.resolution.persons:
        writes = article and issuer.type == "media" and person.ref in authors
        if person.organisation is None and (writes or house and _belongs(ledger, person, issuer)):
            change(person, organisation=issuer.ref)


def _in_the_text(ledger: Ledger, issuer: Organisation) -> bool:
    kinds = {ledger.document.zone_at(ledger.document.view_span(m.span).start).kind for m in issuer.mentions}
    return not kinds <= _ASIDE


def _belongs(ledger: Ledger, person: Person, house: Organisation) -> bool:
    if person.function is None:
        return "contact" in person.roles and not _in_prose(ledger, person)
    words = words_of(person.function)
    heads = {w.folded for w in words[:4]}
    if is_public_office(fold(person.function)) or heads.isdisjoint(folded_set("leading", "house")):
        return False
    known = _words_of_functions() | {w.folded for form in (house.name, *house.aliases) for w in words_of(form)[:1]}
    return all(
        w.folded in known or len(w.folded) < 4 or head_length(words, index, len(words)) for index, w in enumerate(words)
    )


def _in_prose(ledger: Ledger, person: Person) -> bool:
    document = ledger.document
    return any(document.zone_at(document.view_span(m.span).start).kind in PROSE for m in person.mentions)


@cache
def _words_of_functions() -> frozenset[str]:
    """The words that an internal function is made of: qualifiers, fields of work, departments and organs, the whole
    body.
    """
    organs = frozenset(w for organ in listed("organs") for w in organ.split())
    small = listed("before") | listed("aside")
    whole = folded_set("leading", "whole")
    return qualifiers() | listed("domains") | listed("units") | listed("areas") | organs | small | whole
