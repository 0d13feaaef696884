"""Whatever happens to a database, its bodies are those that all its forms, taken together, make."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from sqlalchemy import select

from pressmine.record import Record
from pressmine.sinks.database import Database, DatabaseError, Loader, bodies
from pressmine.sinks.database import contents as c
from pressmine.sinks.database import tables as t
from pressmine.sinks.database.forms import form_of, partition
from pressmine.sinks.database.kept_corrections import BODY, corrections
from pressmine.sinks.database.mending import merge_bodies, merge_people, split_body, split_person
from pressmine.sinks.database.people import key_of, person_corrections
from tests.database.factory import Release
from tests.database.reading import load, one, rows

#: Few names, so that they meet, part and meet again in every way.
NAMES = ("Alpha", "ALPHA", "Alpha Beta", "Beta", "Gamma Delta", "GD", "Alpha SA", "Orange", "la Région")
SHORT = (None, None, "AB", "GD", "Beta", "Alpha")
NUMBERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"siren": "552100554"},
    {"siren": "380129866"},
    {"lei": "969500UP76J52A9OXU27"},
    {"domain": "alpha.example"},
    {"domain": "gd.example"},
)


def release(dice: random.Random) -> Record:
    made = Release(
        f"{dice.randint(1, 8)}.txt", title=f"Communiqué {dice.randint(1, 12)}", rules=dice.choice(("r1", "r2"))
    )
    for _ in range(dice.randint(0, 3)):
        town = dice.random() < 0.2
        ref = made.organisation(
            dice.choice(NAMES),
            dice.choice(SHORT),
            tuple(dice.sample(NAMES, dice.choice((0, 0, 1)))),
            "local_authority" if town else "company",
            issuer=False,
            **dice.choice(NUMBERS),
        )
        if dice.random() < 0.6:
            made.person(dice.choice(("Anne Morel", "ANNE MOREL", "Paul Girard")), dice.choice((None, "maire")), ref)
    if dice.random() < 0.3:
        made.person("Anne Morel", dice.choice((None, "ministre")))
    return made.record()


def act(database: Database, dice: random.Random) -> None:
    """Something that a user may do."""
    what = dice.choice(("load", "load", "load", "vanish", "merge", "split", "people"))
    if what == "load":
        load(database, [release(dice) for _ in range(dice.randint(1, 4))], batch=dice.choice((1, 3)))
        return
    if what == "vanish":
        with Loader[str](database, "essai", "run") as loader:
            loader.vanish({f"{number}.txt" for number in dice.sample(range(1, 9), 5)}, prune=dice.random() < 0.7)
            loader.finish()
        return
    ids = [row[0] for row in rows(database, "SELECT id FROM bodies ORDER BY id")]
    people = [row[0] for row in rows(database, "SELECT id FROM people ORDER BY id")]
    documents = [row[0] for row in rows(database, "SELECT id FROM documents ORDER BY id")]
    try:
        with database.writing() as connection:
            if what == "merge" and len(ids) > 1:
                keep, other = dice.sample(ids, 2)
                merge_bodies(connection, keep, [other])
            elif what == "split" and ids:
                by_name = dice.random() < 0.5
                names, where = ([dice.choice(NAMES)], []) if by_name else ([], dice.sample(documents, 1))
                split_body(connection, dice.choice(ids), names, where)
            elif what == "people" and len(people) > 1:
                if dice.random() < 0.5:
                    keep, other = dice.sample(people, 2)
                    merge_people(connection, keep, [other])
                else:
                    split_person(connection, dice.choice(people), dice.sample(documents, 1))
    except DatabaseError as refused:
        assert "nothing was split" in str(refused)


def check(database: Database) -> None:
    """The bodies are those of all forms, decided at once; every row agrees with its form or key; nothing is left."""
    with database.reading() as connection:
        ids = connection.execute(select(t.body_forms.c.id, t.body_forms.c.body_id)).all()
        forms = bodies.read_forms(connection, [row.id for row in ids])
        merges = corrections(connection, BODY).merges
        pins = corrections(connection, BODY).pins
        person_pins, person_merges = person_corrections(connection)
        given = set()
        for (line,) in connection.execute(select(t.records.c.record)):
            record = Record.model_validate_json(line)
            given |= {form_of(item, pins, record.document.id).id for item in record.organisations}
        persons = connection.execute(
            select(c.persons, c.organisations.c.body_id).join_from(
                c.persons,
                c.organisations,
                (c.organisations.c.document_id == c.persons.c.document_id)
                & (c.organisations.c.ref == c.persons.c.organisation),
                isouter=True,
            )
        ).all()
    assert given == set(forms), "forms are those that documents give"
    held: dict[str, set[str]] = defaultdict(set)
    for row in ids:
        held[row.body_id].add(row.id)
    expected = {frozenset(form.id for form in group) for group in partition(forms.values(), merges)}
    assert {frozenset(group) for group in held.values()} == expected
    people: dict[str, set[str]] = defaultdict(set)
    for row in persons:
        key = key_of(row.document_id, row.name, row.function, row.body_id, person_pins)
        assert key.key == row.person_key
        people[row.person_id].add(key.key)
    owner = {key: person for person, keys in people.items() for key in keys}
    assert sum(map(len, people.values())) == len(owner), "a key has one person"
    for merge in person_merges:
        assert len({owner[key] for key in merge if key in owner}) <= 1
    for keys in people.values():
        assert len(keys) == 1 or any(len(keys & merge) > 1 for merge in person_merges), keys
    for empty in (
        "SELECT count(*) FROM organisations o JOIN body_forms f ON f.id = o.form_id WHERE f.body_id <> o.body_id",
        "SELECT count(*) FROM persons p JOIN people_keys k ON k.key = p.person_key WHERE k.person_id <> p.person_id",
        "SELECT count(*) FROM people WHERE name = '' OR id NOT IN (SELECT person_id FROM persons)",
        "SELECT count(*) FROM bodies WHERE id NOT IN (SELECT body_id FROM organisations)",
        "SELECT count(*) FROM people_keys WHERE key NOT IN (SELECT person_key FROM persons)",
        "SELECT count(*) FROM former_ids WHERE kind = 'body' AND former IN (SELECT id FROM bodies)",
        "SELECT count(*) FROM documents WHERE id NOT IN (SELECT document_id FROM sources)",
    ):
        assert one(database, empty) == 0, empty


@pytest.mark.parametrize("seed", [101, 108, 121, 149, 457, 501])
def test_bodies_are_what_all_forms_make_whatever_happens(database: Database, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(14):
        act(database, dice)
        check(database)
