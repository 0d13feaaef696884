"""Organisations, persons, and what is said of persons: one point per thing of the world, whatever its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pressmine.evaluate.comparing import folded, folded_all, paired
from pressmine.evaluate.gold import Gold, GoldOrganisation, GoldPerson, GoldSignatory
from pressmine.evaluate.verdicts import Verdicts
from pressmine.record import Organisation, Person, Record

_Item = TypeVar("_Item", Organisation, Person)
_Wanted = TypeVar("_Wanted", GoldOrganisation, GoldPerson)


def forms(item: Organisation | Person | None) -> set[str]:
    """Every name that a record gives to a body or a person, folded."""
    if item is None:
        return set()
    said = [item.name, *(mention.text for mention in item.mentions)]
    return folded_all([*said, item.acronym, *item.aliases] if isinstance(item, Organisation) else said)


def accepted(item: GoldOrganisation | GoldPerson | GoldSignatory) -> set[str]:
    """Every name that gold accepts, folded."""
    return folded_all([item.name, *item.variants])


def widened(names: set[str], known: Iterable[GoldOrganisation | GoldPerson]) -> set[str]:
    """Names with all other names of the things that bear one of them."""
    out = set(names)
    for item in known:
        other = accepted(item)
        if out & other:
            out |= other
    return out


def judge_entities(verdicts: Verdicts, record: Record | None, gold: Gold) -> None:
    """Judge organisations, persons, and the function and body of the persons that were found."""
    organisations = record.organisations if record else ()
    _judge(verdicts, "organisations", organisations, gold.organisations)
    persons = record.persons if record else ()
    by_ref = {organisation.ref: organisation for organisation in organisations}
    for person, wanted in _judge(verdicts, "persons", persons, gold.persons):
        if not wanted.optional:
            _judge_function(verdicts, person, wanted)
            _judge_body(verdicts, by_ref.get(person.organisation or ""), wanted, gold)


def _judge(
    verdicts: Verdicts, field: str, items: Sequence[_Item], gold: Sequence[_Wanted]
) -> list[tuple[_Item, _Wanted]]:
    """Judge one list; returns what was matched, those that share most names first."""
    said, wanted = [forms(item) for item in items], [accepted(item) for item in gold]
    mine = paired((len(s & w), i, j) for i, s in enumerate(said) for j, w in enumerate(wanted) if s & w)
    optional = set().union(*(names for names, item in zip(wanted, gold, strict=True) if item.optional))
    for i, j in mine.items():
        if not gold[j].optional:
            verdicts.right(field, items[i].name, items[i].mentions[0].source)
    for i, item in enumerate(items):
        if i not in mine and not said[i] & optional:
            first = item.mentions[0]
            verdicts.surplus(field, item.name, first.source, (first.start, first.end))
    for j, want in enumerate(gold):
        if j not in mine.values() and not want.optional:
            verdicts.missed(field, want.name)
    return [(items[i], gold[j]) for i, j in mine.items()]


def _judge_function(verdicts: Verdicts, person: Person, wanted: GoldPerson) -> None:
    got, name = person.function, "persons.function"
    if wanted.function:
        want = folded(wanted.function)
        if got and (want in folded(got) or folded(got) in want):
            verdicts.right(name, f"{wanted.name}: {got}")
        else:
            verdicts.wrong(name, got, wanted.function, who=wanted.name)
    elif got and wanted.gives("function"):
        verdicts.surplus(name, f"{wanted.name}: {got} (the text gives none)")


def _judge_body(verdicts: Verdicts, body: Organisation | None, wanted: GoldPerson, gold: Gold) -> None:
    name, answers = "persons.organisation", [a for a in wanted.answers("organisation", "organisations") if a]
    got = body.name if body else None
    if answers:
        if widened(folded_all(answers), gold.organisations) & forms(body):
            verdicts.right(name, f"{wanted.name}: {got}")
        else:
            verdicts.wrong(name, got, answers[0], who=wanted.name)
    elif body is not None and wanted.gives("organisation"):
        verdicts.surplus(name, f"{wanted.name}: {got} (the text ties none)")
