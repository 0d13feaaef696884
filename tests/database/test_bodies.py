"""Bodies and people across documents: stable ids, candidates, corrections that win."""

from __future__ import annotations

import pytest

from pressmine.sinks.database import Database, DatabaseError, open_database
from pressmine.sinks.database.listing import body_candidates, list_bodies, list_people, people_candidates
from pressmine.sinks.database.mending import merge_bodies, merge_people, split_body, split_person
from tests.database.conftest import Places
from tests.database.factory import Release, many
from tests.database.reading import dump, load, one, rows


def release(number: int, *organisations: tuple[str, str | None], person: str | None = None) -> Release:
    made = Release(f"{number}.txt", title=f"Communiqué {number}")
    refs = [made.organisation(name, acronym, issuer=place == 0) for place, (name, acronym) in enumerate(organisations)]
    if person:
        made.person(person, "directeur", refs[0])
    return made


def body(database: Database, name: str) -> str:
    ids = {row[0] for row in rows(database, "SELECT body_id FROM organisations WHERE name = :name", name=name)}
    assert len(ids) == 1, ids
    return str(ids.pop())


def test_leem_of_ten_releases_is_one_row(database: Database) -> None:
    names = ["Leem", "LEEM", "le Leem", "Les Entreprises du Médicament"]
    for number in range(10):
        name = names[number % 4]
        load(database, [release(number, (name, "Leem" if name.startswith("Les") else None)).record()])
    assert rows(database, "SELECT name, acronym FROM bodies") == [("Les Entreprises du Médicament", "Leem")]
    with database.reading() as connection:
        (entry,) = list_bodies(connection, "medicament")
    assert entry.documents == 10


def test_an_id_stays_while_its_body_grows(database: Database) -> None:
    load(database, [release(1, ("Leem", None)).record()])
    before = body(database, "Leem")
    load(database, [release(2, ("Les Entreprises du Médicament", "Leem")).record()])
    assert body(database, "Leem") == body(database, "Les Entreprises du Médicament") == before


def test_bodies_that_meet_later_keep_one_id_and_the_other_leads_to_it(database: Database) -> None:
    load(database, [release(1, ("Leem", None)).record(), release(2, ("Entreprises du médicament", None)).record()])
    first, second = body(database, "Leem"), body(database, "Entreprises du médicament")
    assert first != second
    load(database, [release(3, ("Entreprises du médicament", "Leem")).record()])
    kept = body(database, "Leem")
    assert kept == body(database, "Entreprises du médicament") and kept in (first, second)
    assert rows(database, "SELECT former, now FROM former_ids") == [(({first, second} - {kept}).pop(), kept)]
    assert one(database, "SELECT count(*) FROM bodies") == 1


def test_an_acronym_that_becomes_ambiguous_comes_apart_again(database: Database) -> None:
    load(database, [release(1, ("CDL", None)).record(), release(2, ("Chambre de Lyon", "CDL")).record()])
    shared = body(database, "CDL")
    load(database, [release(3, ("Comité des ligues", "CDL")).record()])
    assert len({body(database, name) for name in ("CDL", "Chambre de Lyon", "Comité des ligues")}) == 3
    assert body(database, "CDL") == shared  # it founded the id
    with database.reading() as connection:
        reasons = {candidate.reason for candidate in body_candidates(connection)}
    assert "the same name: cdl" in reasons


def test_a_merge_holds_for_what_is_loaded_later(database: Database) -> None:
    load(database, [release(1, ("Pôle Alpin", None), person="Anne Morel").record()])
    load(database, [release(2, ("Cluster des Alpes", None), person="Anne Morel").record()])
    first, second = body(database, "Pôle Alpin"), body(database, "Cluster des Alpes")
    assert one(database, "SELECT count(*) FROM people") == 2
    with database.writing() as connection:
        assert merge_bodies(connection, second, [first]) == second
    assert body(database, "Pôle Alpin") == body(database, "Cluster des Alpes") == second
    assert one(database, "SELECT count(*) FROM people") == 1, "the same name at the same body"
    load(database, [release(3, ("POLE ALPIN", None), person="Anne Morel").record()])
    assert body(database, "POLE ALPIN") == second
    assert one(database, "SELECT count(*) FROM people") == 1
    assert rows(database, "SELECT former, now FROM former_ids WHERE kind = 'body'") == [(first, second)]
    with database.writing() as connection, pytest.raises(DatabaseError, match="two different bodies"):
        merge_bodies(connection, first, [second])


def test_a_split_by_name_holds_for_what_is_loaded_later(database: Database) -> None:
    load(database, [release(1, ("Leem", None)).record(), release(2, ("Laboratoire des mers", "Leem")).record()])
    shared = body(database, "Leem")
    with database.writing() as connection:
        kept, other = split_body(connection, shared, ["Laboratoire des mers"], [])
    assert kept == shared == body(database, "Leem")
    load(database, [release(3, ("LABORATOIRE DES MERS", None)).record(), release(4, ("Leem", None)).record()])
    assert body(database, "LABORATOIRE DES MERS") == body(database, "Laboratoire des mers") == other
    assert body(database, "Leem") == shared
    with database.reading() as connection:
        assert body_candidates(connection) == [], "what is decided is not proposed again"


def test_a_split_by_document_holds_when_it_is_loaded_again(database: Database) -> None:
    records = [release(number, ("Atelier Monge", None), person="Paul Girard") for number in (1, 2, 3)]
    load(database, [made.record() for made in records])
    shared = body(database, "Atelier Monge")
    with database.writing() as connection:
        kept, other = split_body(connection, shared, [], ["3.txt"])
    assert kept == shared and other != shared
    found = rows(database, "SELECT body_id FROM organisations o JOIN sources s USING (document_id) ORDER BY s.source")
    assert found == [(shared,), (shared,), (other,)]
    assert one(database, "SELECT count(*) FROM people") == 2
    for made in records:
        made.rules = "r2"
    assert load(database, [made.record() for made in records]).replaced == 3
    again = rows(database, "SELECT body_id FROM organisations o JOIN sources s USING (document_id) ORDER BY s.source")
    assert again == found


def test_the_last_correction_wins(database: Database) -> None:
    load(database, [release(1, ("Pôle Alpin", None)).record(), release(2, ("Cluster des Alpes", None)).record()])
    first = body(database, "Pôle Alpin")
    for _ in range(2):
        with database.writing() as connection:
            merge_bodies(connection, first, [body(database, "Cluster des Alpes")])
        assert body(database, "Cluster des Alpes") == first
        with database.writing() as connection:
            _, apart = split_body(connection, first, ["Cluster des Alpes"], [])
        assert body(database, "Cluster des Alpes") == apart != first
    load(database, [release(3, ("Cluster des Alpes", None), ("Pôle Alpin", None)).record()])
    assert body(database, "Cluster des Alpes") == apart
    assert body(database, "Pôle Alpin") == first


def test_corrections_outlive_the_documents_that_they_were_made_on(kind: str, places: Places) -> None:
    with open_database(places.new(kind)) as database:
        load(database, [release(1, ("Pôle Alpin", None)).record()], "un")
        load(database, [release(2, ("Cluster des Alpes", None)).record()], "deux")
        with database.writing() as connection:
            merge_bodies(connection, body(database, "Pôle Alpin"), [body(database, "Cluster des Alpes")])
        other = Release("1.txt", title="Autre").record()
        load(database, [other], "un")
        load(database, [release(4, ("Pôle alpin", None)).record()], "un")
        assert body(database, "Pôle alpin") == body(database, "Cluster des Alpes")


def test_people_of_one_name_meet_at_the_same_body_only(database: Database) -> None:
    load(database, [release(1, ("Leem", None), person="Anne Morel").record()])
    load(database, [release(2, ("LEEM", None), person="ANNE MOREL").record()])
    load(database, [release(3, ("Chimie Verte", None), person="Anne Morel").record()])
    assert sorted(rows(database, "SELECT p.name, b.name FROM people p JOIN bodies b ON b.id = p.body_id")) == [
        ("Anne Morel", "Chimie Verte"),
        ("Anne Morel", "Leem"),
    ]
    with database.reading() as connection:
        (candidate,) = people_candidates(connection)
        assert candidate.reason == "the same name: anne morel"
        assert [entry.documents for entry in list_people(connection, "morel")] == [2, 1]
    with database.writing() as connection:
        kept = merge_people(connection, candidate.first, [candidate.second])
    load(database, [release(4, ("Chimie verte", None), person="Anne Morel").record()])
    assert rows(database, "SELECT id FROM people") == [(kept,)]
    with database.writing() as connection:
        both = split_person(connection, kept, ["3.txt"])
    assert len(both) == 2 and one(database, "SELECT count(*) FROM people") == 2
    load(database, [release(5, ("Chimie verte", None), person="Anne Morel").record()])
    assert one(database, "SELECT count(*) FROM people") == 2


def test_people_without_a_body_meet_by_function(database: Database) -> None:
    for number, function in enumerate(["ministre de la Santé", "Ministre de la santé", None, None]):
        made = Release(f"{number}.txt", title=f"Communiqué {number}")
        made.person("Louise Petit", function)
        load(database, [made.record()])
    assert one(database, "SELECT count(*) FROM people") == 3


@pytest.mark.parametrize(
    ("names", "documents", "said"),
    [
        (["Personne"], [], "nothing of that name"),
        (["Leem"], [], "all there is"),
        ([], ["inconnu.txt"], "no document 'inconnu.txt'"),
    ],
)
def test_a_split_of_nothing_or_everything_is_refused(
    database: Database, names: list[str], documents: list[str], said: str
) -> None:
    load(database, [release(1, ("Leem", None)).record()])
    with pytest.raises(DatabaseError, match=said), database.writing() as connection:
        split_body(connection, body(database, "Leem"), names, documents)
    assert dump(database)["corrections"] == []


def test_an_unknown_body_is_refused(database: Database) -> None:
    with pytest.raises(DatabaseError, match=r"no body 'b0'.*bodies list"), database.writing() as connection:
        merge_bodies(connection, "b0", ["b1"])


def test_every_row_agrees_with_its_form_and_key(database: Database) -> None:
    load(database, many(80))
    load(database, [record.model_copy() for record in many(40, seed=2, prefix="autre-")], "autre")
    bad = "SELECT count(*) FROM organisations o JOIN body_forms f ON f.id = o.form_id WHERE f.body_id <> o.body_id"
    assert one(database, bad) == 0
    bad = "SELECT count(*) FROM persons p JOIN people_keys k ON k.key = p.person_key WHERE k.person_id <> p.person_id"
    assert one(database, bad) == 0
    assert one(database, "SELECT count(*) FROM people WHERE name = ''") == 0
    unused = "SELECT count(*) FROM bodies b WHERE NOT EXISTS (SELECT 1 FROM organisations o WHERE o.body_id = b.id)"
    assert one(database, unused) == 0


def test_who_leaves_with_a_part_of_a_body_leaves_the_merge_that_named_the_body(database: Database) -> None:
    load(database, [release(1, ("Pôle Alpin", None), person="Anne Morel").record()])
    load(database, [release(2, ("Chimie Verte", None), person="Anne Morel").record()])
    load(database, [release(3, ("Pôle Alpin", None)).record()])
    ids = [row[0] for row in rows(database, "SELECT id FROM people ORDER BY id")]
    with database.writing() as connection:
        kept = merge_people(connection, ids[0], ids[1:])
    with database.writing() as connection:
        split_body(connection, body(database, "Pôle Alpin"), [], ["1.txt"])
    found = dict(rows(database, "SELECT b.name, p.id FROM people p JOIN bodies b ON b.id = p.body_id"))
    assert found["Chimie Verte"] == kept != found["Pôle Alpin"]
