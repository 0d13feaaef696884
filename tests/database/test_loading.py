"""Loading: idempotent, whole documents, superseded ones kept, two loaders at once."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from pressmine.record import Record
from pressmine.sinks.database import Database, Loader, open_database
from tests.database.conftest import Places
from tests.database.factory import Release, many
from tests.database.reading import dump, load, one, rows


def test_a_record_fills_every_table_and_comes_back_letter_for_letter(database: Database) -> None:
    release = Release(about="À propos\nLe Leem réunit 270 entreprises.")
    leem = release.organisation("Les Entreprises du Médicament", "Leem", ("le Leem",), issuer=True, siren="552 100 554")
    region = release.organisation("Région Bretagne", type="local_authority")
    anne = release.person("Anne Morel", "présidente", leem)
    release.place("Bretagne", code="53")
    release.date("29 mars 2024", "2024-03-29")
    release.figure("270 entreprises", 270, of="entreprises", organisation=leem)
    agreement = release.agreement("Le Leem et la Région signent.", [leem, region, anne])
    release.signs(leem, "Leem", agreement)
    release.signs(anne, "Anne Morel", agreement, "representative", leem)
    release.quote("Nous signons.", anne)
    release.document["authors"] = [anne]
    release.set_aside = [{"kind": "boilerplate", "characters": 12}]
    release.contact("Presse", ["+33102030405"], ["presse@leem.example"], leem)
    release.extra = {"prix": [{**release.mention("12 €"), "value": {"amount": 12, "cents": [0]}}]}
    release.lists["diagnostics"] = [
        {"code": "year-open", "message": "…", "start": 0, "end": 3, "other_start": None, "other_end": None}
    ]
    record = release.record()
    load(database, [record])
    empty = [name for name, found in dump(database).items() if not found]
    assert empty == ["correction_handles", "corrections", "former_ids", "replacements"]
    stored = one(database, "SELECT CAST(record AS TEXT) FROM records")
    assert Record.model_validate_json(stored) == record
    assert json.loads(stored) == record.model_dump(mode="json", by_alias=True)
    for table in ("organisation_mentions", "person_mentions", "place_mentions", "dates", "figures", "quotes", "extras"):
        for said, cut in rows(
            database,
            f"SELECT m.text, substr(r.text, m.span_start + 1, m.span_end - m.span_start) "
            f"FROM {table} m JOIN texts r ON r.document_id = m.document_id",
        ):
            assert said == cut


def test_loading_twice_changes_nothing_but_runs(database: Database) -> None:
    records = list(many(150))
    first = load(database, records)
    before = dump(database, without=["runs"])
    second = load(database, records)
    assert (first.added, second.added, second.replaced, second.unchanged) == (150, 0, 0, 150)
    assert dump(database, without=["runs"]) == before
    assert one(database, "SELECT count(*) FROM runs") == 2


def test_the_size_of_batches_makes_no_difference(kind: str, places: Places) -> None:
    found = []
    for batch in (1, 7, 100):
        with open_database(places.new(kind)) as database:
            load(database, many(60), batch=batch)
            found.append(dump(database))
    assert found[0] == found[1] == found[2]


def test_both_databases_hold_the_same(places: Places) -> None:
    found = []
    for kind in ("sqlite", "postgresql"):
        with open_database(places.new(kind)) as database:
            load(database, many(80))
            found.append(dump(database))
    assert found[0] == found[1]


def test_the_record_loaded_last_replaces_the_old_one_whole(kind: str, places: Places) -> None:
    def version(rules: str) -> Record:
        release = Release(rules=rules, salt="same bytes")
        if rules == "r1":
            one = release.organisation("Pôle Alpin")
            release.person("Anne Morel", None, one)
            release.figure("12 emplois", 12)
        else:
            release.organisation("Institut Vercors")
        data = release.record().model_dump(mode="json", by_alias=True)
        data["document"]["id"] = "ab" * 32
        return Record.model_validate(data)

    with open_database(places.new(kind)) as database, open_database(places.new(kind)) as fresh:
        load(database, [version("r1")])
        assert load(database, [version("r2")]).replaced == 1
        load(fresh, [version("r2")])
        assert dump(database) == dump(fresh)
        made = rows(database, "SELECT action, rules FROM provenance WHERE action <> 'placed' ORDER BY run_id")
        assert made == [("added", "r1"), ("replaced", "r2")]


def test_the_same_bytes_at_two_paths_are_one_document_with_two_sources(database: Database) -> None:
    twins = [Release("a.txt", salt="x").record(), Release("dossier/b.txt", salt="x").record()]
    for _ in range(2):
        load(database, twins)
        assert one(database, "SELECT count(*) FROM documents") == 1
        assert rows(database, "SELECT source, state FROM sources ORDER BY source") == [
            ("a.txt", "current"),
            ("dossier/b.txt", "current"),
        ]


def test_a_changed_file_supersedes_what_its_path_held_and_the_old_one_stays_as_history(database: Database) -> None:
    old, new = Release("a.txt", salt="1").record(), Release("a.txt", salt="2").record()
    other = Release("a.txt", salt="3").record()
    load(database, [old, other], collection="ailleurs")
    load(database, [old])
    assert load(database, [new]).superseded == 1
    states = dict(rows(database, "SELECT document_id, state FROM sources WHERE collection = 'essai'"))
    assert states == {old.document.id: "superseded", new.document.id: "current"}
    assert one(database, "SELECT superseded_by FROM sources WHERE collection = 'essai' AND state = 'superseded'") == (
        new.document.id
    )
    assert one(database, "SELECT count(*) FROM documents") == 3
    # and back again, as when a file is restored
    load(database, [old])
    states = dict(rows(database, "SELECT document_id, state FROM sources WHERE collection = 'essai'"))
    assert states == {old.document.id: "current", new.document.id: "superseded"}


def test_vanished_documents_are_marked_and_pruned_on_demand_only(kind: str, places: Places) -> None:
    records = list(many(6))
    names = [record.document.source for record in records]
    with open_database(places.new(kind)) as database, open_database(places.new(kind)) as fresh:
        load(database, records)
        load(database, [records[1]], collection="autre")
        with Loader[str](database, "essai", "run") as loader:
            assert loader.vanish(set(names[3:]), failed={names[2]}) is None
            loader.finish()
        assert loader.counts.vanished == 2
        states = rows(database, "SELECT d.state FROM documents d JOIN records r ON r.document_id = d.id")
        assert sorted(states) == [("current",)] * 5 + [("vanished",)]
        with Loader[str](database, "essai", "run") as loader:
            loader.vanish(set(names[3:]), failed={names[2]}, prune=True)
            loader.finish()
        assert loader.counts.pruned == 2
        load(fresh, records[2:])
        load(fresh, [records[1]], collection="autre")
        kept = dump(database)
        assert {row[0] for row in kept["documents"]} == {record.document.id for record in records[1:]}
        for name, found in dump(fresh).items():
            if name not in ("bodies", "people", "organisations", "persons", "body_forms", "body_keys", "people_keys"):
                assert kept[name] == found, name
        assert len(kept["body_forms"]) == len(dump(fresh)["body_forms"])
        assert len(kept["people_keys"]) == len(dump(fresh)["people_keys"])


def test_another_folder_of_the_same_name_marks_nothing(database: Database) -> None:
    load(database, many(3))
    with Loader[str](database, "essai", "run") as loader:
        sentence = loader.vanish({"autre.txt"}, prune=True)
    assert sentence is not None and "nothing was marked" in sentence
    assert one(database, "SELECT count(*) FROM documents WHERE state = 'current'") == 3


def test_two_loaders_at_once_do_no_harm(kind: str, places: Places) -> None:
    records = list(many(120))
    with open_database(places.new(kind)) as alone:
        load(alone, records)
        expected = dump(alone)
    shared = places.new(kind)

    def run(part: list[Record]) -> None:
        with open_database(shared) as database:
            load(database, part, batch=7)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, (records[:80], list(reversed(records[40:])))))
    with open_database(shared) as database:
        found = dump(database)
    named = ("bodies", "people", "organisations", "persons", "body_forms", "people_keys", "former_ids")
    for name in expected:
        if name not in named:  # whose ids come from who was first
            assert found[name] == expected[name], name
    for table, identity in (("organisations", "body_id"), ("persons", "person_id")):
        assert _meetings(found, table, identity) == _meetings(expected, table, identity)


def _meetings(found: dict[str, list[tuple[object, ...]]], table: str, identity: str) -> set[frozenset[object]]:
    from pressmine.sinks.database.columns import metadata

    names = [column.name for column in metadata.tables[table].columns]
    groups: dict[object, set[object]] = {}
    for row in found[table]:
        values = dict(zip(names, row, strict=True))
        groups.setdefault(values[identity], set()).add((values["document_id"], values["ref"]))
    return {frozenset(group) for group in groups.values()}


def test_a_record_that_the_database_refuses_costs_itself_alone(database: Database) -> None:
    good = list(many(4))
    embargoed = Release("embargo.txt", document={"embargo": "demain"}).record()
    pathological = Release("x" * 3000).record()
    with Loader[str](database, "essai", "test") as loader:
        for record in [good[0], embargoed, good[1], pathological, good[2], good[3]]:
            loader.add(record, record.document.source[:20])
        loader.finish()
    assert [refused.token for refused in loader.refused] == ["embargo.txt", "x" * 20]
    assert "not a date-time" in loader.refused[0].reason
    assert loader.counts.added == 4 and loader.counts.rejected == 2
    assert one(database, "SELECT rejected FROM runs") == 2


def test_a_value_too_long_for_an_index_is_refused_by_itself(places: Places) -> None:
    # only PostgreSQL has such a bound
    dice = random.Random(3)
    noise = "".join(chr(dice.randint(0x4E00, 0x9FFF)) for _ in range(9000))
    long = Release("long.txt")
    long.lists["diagnostics"] = [
        {"code": noise, "message": "", "start": None, "end": None, "other_start": None, "other_end": None}
    ]
    with (
        open_database(places.new("postgresql")) as database,
        Loader[str](database, "essai", "test") as loader,
    ):
        for record in [*many(3), long.record()]:
            loader.add(record, record.document.source)
        loader.finish()
        assert [refused.token for refused in loader.refused] == ["long.txt"]
        assert one(database, "SELECT count(*) FROM documents") == 3


@pytest.mark.parametrize("text", ["'; DROP TABLE documents; --", "100 % :mark %s {x} \\ \0 « é » 🏗"])
def test_text_is_bound_never_pasted(database: Database, text: str) -> None:
    release = Release("a.txt", title=text)
    one_ref = release.organisation(text, text, (text,), issuer=True)
    release.person(text, text, one_ref)
    record = release.record()
    load(database, [record], collection=text.replace("\0", ""))
    assert one(database, "SELECT title FROM documents") == text.replace("\0", "\ufffd")
    assert one(database, "SELECT count(*) FROM sources") == 1
