"""A stage for the cases of what is said: read by the real cleaner, zones and model; a case's marks say who is who.

In a case `⏎` is a line break. A mark `⟦Anne Roy|per|function=présidente|at=Valdor⟧` or `⟦Valdor|org⟧` names someone;
the other marks say what must be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from pressmine.cleaning import clean
from pressmine.document import Document, Source
from pressmine.evidence import Evidence, Rule
from pressmine.offsets import Span
from pressmine.pipeline import Pressmine
from pressmine.record import Organisation, Person
from pressmine.resolution import change, draft
from pressmine.resolve.ledger import Ledger
from pressmine.rules import propose
from pressmine.zones import find_zones
from tests.casefile import Case, Mark, dirty, read_cases

#: What stands above a case that is a part of a body.
FRAME = (
    "COMMUNIQUÉ DE PRESSE\n\nDeux journées de visites à Trémois\n\n"
    "Trémois, le 3 mars 2022 – Les portes seront ouvertes.\n\n"
)
CASES = Path(__file__).parents[1] / "cases"


def cases(name: str, max_attrs: int = 6) -> list[Case]:
    """The cases of a family."""
    return read_cases(CASES / f"{name}.txt", max_attrs)


def params(found: Sequence[Case]) -> list[ParameterSet]:
    """The cases for `parametrize`; known failures must fail."""
    return [
        pytest.param(case, id=str(case), marks=[pytest.mark.xfail(strict=True)] if case.known_failure else [])
        for case in found
    ]


def soiled(case: Case, wrap: bool) -> tuple[str, list[int]]:
    """The case's text as it arrives; without `wrap` no line is broken, for families whose lines mean something.

    A line is only ever broken in front of a small letter: elsewhere a reader cannot tell either.
    """
    text, place = dirty(case.text)
    out = list(text)
    for i, at in enumerate(place[:-1]):
        if out[at] == "\n" and (not wrap or not case.text[i + 1 : i + 2].islower()):
            out[at] = " "
    return "".join(out), place


def read(pm: Pressmine, text: str) -> Document:
    """The document of a case's text."""
    text = text.replace("⏎", "\n")
    source = Source("case.txt", "txt", sha256(text.encode()).hexdigest(), text)
    view = clean(source)
    return pm.french.read(source, view, *find_zones(source, view))


def evidence(document: Document, rules: Iterable[Rule]) -> tuple[Evidence, ...]:
    """What the rules propose."""
    return propose(document, rules)


def framed(text: str, place: Sequence[int]) -> tuple[str, list[int]]:
    """The text below a head and a first paragraph, and its characters' places there."""
    return FRAME + text, [at + len(FRAME) for at in place]


def cast(ledger: Ledger, case: Case, place: Sequence[int]) -> None:
    """Put the people and bodies that the case marks into the resolution, one for each name."""
    bodies: dict[str, Organisation] = {}
    people: dict[str, Person] = {}
    for mark in case.marks:
        name = case.text[mark.start : mark.end]
        mention = ledger.resolution.mention(Span(place[mark.start], place[mark.end]), "case", 1.0)
        if mark.attrs[0] == "org":
            key = option(mark, "name") or name
            body = bodies.setdefault(key, draft(Organisation, ref=f"org-{len(bodies) + 1}", name=key, type="other"))
            change(body, mentions=(*body.mentions, mention))
        elif mark.attrs[0] == "per":
            key = option(mark, "name") or name
            person = people.setdefault(key, draft(Person, ref=f"per-{len(people) + 1}", name=key))
            function = person.function or option(mark, "function")
            change(person, mentions=(*person.mentions, mention), function=function)
    for mark in case.marks:
        at = option(mark, "at")
        if mark.attrs[0] == "per" and at:
            change(people[option(mark, "name") or case.text[mark.start : mark.end]], organisation=bodies[at].ref)
    ledger.resolution.organisations = list(bodies.values())
    ledger.resolution.persons = list(people.values())


def option(mark: Mark, key: str) -> str | None:
    """The value of `key=value` among a mark's attributes."""
    return next((a.partition("=")[2] for a in mark.attrs if a.startswith(f"{key}=")), None)


def name_of(ledger: Ledger, ref: str | None) -> str:
    """The name behind a ref, or `-`."""
    everyone: list[Organisation | Person] = [*ledger.resolution.organisations, *ledger.resolution.persons]
    return next((x.name for x in everyone if x.ref == ref), "-")


def original(case: Case, place: Sequence[int], span: Span) -> str:
    """The stretch of the case's own text that a span of its soiled text shows."""
    inside = [i for i, at in enumerate(place[:-1]) if span.start <= at < span.end]
    return case.text[inside[0] : inside[-1] + 1] if inside else ""
