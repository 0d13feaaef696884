"""What a rule about posts proposes: the post, and with it votes for the person who holds it and the body it is held
in. A function beside a name says more than the name's own shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.evidence import EntityReading, Evidence, PostReading
from pressmine.french.determiners import ARTICLES
from pressmine.french.function_lexicon import is_shared, listed
from pressmine.french.lexicon import any_form, forms
from pressmine.french.lists import things
from pressmine.french.places import place_named
from pressmine.offsets import Span
from pressmine.rules.names.borrowed_names import is_borrowed
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name
from pressmine.rules.names.posts import firm_named
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import holder, personal

#: Functions whose complement is a territory, a portfolio or an assembly.
_TERRITORIAL = re.compile(any_form("territorial_stem"))


def post(view: Scan, name: Name, function: Range | None, body: Range | None, rule: str, confidence: float) -> Evidence:
    """Evidence of a post; its span reaches from the first to the last stretch of it."""
    spans = [view.span(r) for r in (name.words, function, body) if r is not None]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    said = view.span(function) if function is not None else None
    where = view.span(body) if body is not None else None
    return Evidence(rule, whole, PostReading(view.span(name.words), said, where), confidence)


def held(
    view: Scan, name: Name, function: Range | None, body: Range | None, rule: str, confidence: float
) -> Iterator[Evidence]:
    """A post with what it says of the names in it: who holds it is a person, where it is held is a body."""
    yield post(view, name, function, body, rule, confidence)
    if body is not None and _is_body(view, function, body):
        sure = 0.9 if firm_named(view.document, body[0]) else 0.65
        yield Evidence(rule, view.span(body), EntityReading("organisation"), sure)
    if name.confidence < 0.7 and function is not None:
        shared = any(is_shared(view.words[i].folded) for i in range(function[0], min(function[0] + 2, function[1])))
        sure = 0.5 if shared or view.in_capitals(name.words[0]) else 0.9
        yield Evidence(rule, view.span(name.words), EntityReading("person"), sure)


def _is_body(view: Scan, function: Range | None, body: Range) -> bool:
    """True where what a function is held in is voted a body: no territory, no person, no event."""
    front = view.words[body[0] - 1] if body[0] else None
    if front is not None and front.folded == "chez":
        return True
    if function is not None and _is_territorial(view, function):
        return _sits_at(view, body)
    if function is not None and view.words[function[0]].folded in forms("maker") and view.body(body[0]) is None:
        return False  # `architecte de l'Agora`
    if place_named(view.folded(body)) is not None:
        return is_borrowed(view, body)
    if personal(view, body) and not firm_named(view.document, body[0]):
        return False
    if front is not None and front.text == "à" and view.body(body[0]) is None:
        return False  # `céréalier à Viremont`: without an article a town follows
    governor, linked = holder(view, body[0])
    inside = function is not None and function[0] < governor < function[1] and view.words[governor - 1].folded == "de"
    return not linked or inside or things().get(view.words[governor].folded) not in ("place", "event")


def _sits_at(view: Scan, body: Range) -> bool:
    """True for the body with an article that an office is held at: `ministre de la Culture à la Cocof`."""
    at = body[0] - 1
    led = at > 0 and view.words[at].folded in ARTICLES and view.words[at - 1].text == "à"
    return led and place_named(view.folded(body)) is None


def _is_territorial(view: Scan, function: Range) -> bool:
    """True for `ancien ministre`, `première adjointe`, `secrétaire d'État`."""
    at, last = function
    while at + 1 < last and view.words[at].folded in listed("before") | listed("aside"):
        at += 1
    return bool(_TERRITORIAL.match(view.folded((at, last))))
