"""Views show what is in force: no embargo, nothing replaced, nothing of the past; and what replaces what."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from pressmine.sinks.database import Database, Loader, find
from pressmine.sinks.database.views import VIEWS
from tests.database.factory import Release
from tests.database.reading import load, one, rows
from tests.database.test_docs import told


def full(source: str, title: str, published: str | None = "2024-03-29", **document: str) -> Release:
    """A release that has something for every view."""
    release = Release(source, title, published, document=dict(document))
    leem = release.organisation("Leem", issuer=True)
    anne = release.person("Anne Morel", "présidente", leem)
    release.figure("270 entreprises", 270, of="entreprises")
    release.date("29 mars", "2024-03-29")
    agreement = release.agreement("Le Leem signe.", [leem])
    release.signs(leem, "Leem", agreement)
    release.signs(anne, "Anne Morel", agreement, "representative", leem)
    release.quote("Nous signons.", anne)
    return release


def titles(database: Database, view: str = "documents_in_force") -> list[str]:
    return [row[0] for row in rows(database, f"SELECT DISTINCT title FROM {view} ORDER BY title")]


SHOWN = ("documents_in_force", "figures_by_body", "signatory_lines", "quoted", "timeline")


def test_every_view_has_lines(database: Database) -> None:
    load(database, told())
    for view in VIEWS:
        assert rows(database, f"SELECT * FROM {view}"), view


def test_a_line_says_who_and_what(database: Database) -> None:
    load(database, [full("a.txt", "Un titre").record()])
    assert rows(database, "SELECT title, published, body, text, value FROM figures_by_body") == [
        ("Un titre", "2024-03-29", "Leem", "270 entreprises", 270)
    ]
    assert rows(database, "SELECT role, body, person, for_body FROM signatory_lines ORDER BY position") == [
        ("party", "Leem", None, None),
        ("representative", None, "Anne Morel", "Leem"),
    ]
    assert rows(database, "SELECT speaker, function, body FROM quoted") == [("Anne Morel", "présidente", "Leem")]
    assert rows(database, "SELECT first_day, issuer FROM timeline") == [("2024-03-29", "Leem")]


def test_what_has_lasted_since_before_the_release_is_no_event(database: Database) -> None:
    made = []
    for source, published in (("a.txt", "2024-03-29"), ("b.txt", None)):
        release = Release(source, published=published, salt=source)
        release.date("depuis 2006", "2006/..", "start")
        release.date("le 3 mai", "2024-05-03", "event")
        release.date("à partir du 4 mai", "2024-05-04/..", "start")
        made.append(release.record())
    load(database, made)
    found = rows(database, "SELECT text, file FROM events ORDER BY file, day")
    assert found == [
        ("le 3 mai", "a.txt"),
        ("à partir du 4 mai", "a.txt"),
        ("depuis 2006", "b.txt"),
        ("le 3 mai", "b.txt"),
        ("à partir du 4 mai", "b.txt"),
    ]


def test_a_date_named_several_times_is_one_line(database: Database) -> None:
    releases = []
    for source in ("a.txt", "b.txt"):
        release = Release(source, salt=source)
        release.date("le 3 mai", "2024-05-03", "event")
        release.date("vendredi 3 mai 2024", "2024-05-03", "event")
        release.date("avant le 3 mai", "2024-05-03", "deadline")
        release.date("le 3 mai à 10 h", "2024-05-03T10:00", "event")
        release.date("ce jour", "2024-05-03", None)
        release.date("3 mai", "2024-05-03", None)
        releases.append(release.record())
    load(database, releases)
    found = rows(database, "SELECT text, role, mentions FROM timeline WHERE file = 'b.txt' ORDER BY position")
    assert found == [
        ("le 3 mai", "event", 2),
        ("avant le 3 mai", "deadline", 1),
        ("le 3 mai à 10 h", "event", 1),
        ("ce jour", None, 2),
    ]
    assert one(database, "SELECT count(*) FROM events") == 4
    assert one(database, "SELECT count(*) FROM dates") == 12


UNIT = "communes 🎉élues "


@pytest.mark.parametrize(
    ("before", "behind", "around"),
    [
        ("Ici,", "dès midi.", "Ici, le 3 mai dès midi."),
        (UNIT * 20, UNIT * 20, f"…{UNIT * 6}le 3 mai {(UNIT * 6).strip()}…"),
        ("é" * 300, "è" * 300, "…le 3 mai…"),
        ("x" * 91 + " à Dreux", "à Nice " + "y" * 91, f"{'x' * 91} à Dreux le 3 mai à Nice {'y' * 91}"),
    ],
)
def test_what_stands_around_a_date_is_cut_at_blanks(database: Database, before: str, behind: str, around: str) -> None:
    release = Release("a.txt", title=None)
    release.say(before.strip())
    release.date("le 3 mai", "2024-05-03")
    release.say(behind.strip())
    load(database, [release.record()])
    assert one(database, "SELECT around FROM timeline").rstrip() == around


def test_an_embargo_hides_until_its_time(database: Database) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=2)
    load(
        database,
        [
            full("a.txt", "A, libre").record(),
            full("b.txt", "B, bientôt", embargo=soon.isoformat(timespec="seconds")).record(),
            full("c.txt", "C, plus tard", embargo="2999-01-01T06:00+01:00").record(),
            full("d.txt", "D, passé", embargo="2001-01-01T06:00").record(),
        ],
    )
    assert one(database, "SELECT count(*) FROM documents") == 4
    for view in SHOWN:
        assert titles(database, view) == ["A, libre", "D, passé"], view
    with database.reading() as connection:
        assert find(connection, "tard") == []
    time.sleep(max(0.0, (soon - datetime.now(UTC)).total_seconds()) + 1)
    for view in SHOWN:
        assert titles(database, view) == ["A, libre", "B, bientôt", "D, passé"], view


def test_views_leave_out_what_was_superseded_or_vanished(database: Database) -> None:
    load(database, [full("a.txt", "A, ancien").record(), full("b.txt", "B").record(), full("c.txt", "C").record()])
    load(database, [full("a.txt", "A, nouveau").record()])
    with Loader[str](database, "essai", "run") as loader:
        loader.vanish({"a.txt", "b.txt"})
        loader.finish()
    for view in SHOWN:
        assert titles(database, view) == ["A, nouveau", "B"], view


@pytest.mark.parametrize(
    ("replaces", "title", "found_by"),
    [
        ("Le pôle ouvre", "Autre titre", "title"),
        ("le communiqué « Le pôle ouvre »", "Autre titre", "title"),
        ("le communiqué du 12 mars 2024", "Autre titre", "date"),
        ("le précédent", "Le pôle ouvre", "same title"),
    ],
)
@pytest.mark.parametrize("later", [False, True], ids=["in order", "the replaced one loaded last"])
def test_a_correction_points_at_what_it_replaces(
    database: Database, replaces: str, title: str, found_by: str, later: bool
) -> None:
    old = full("a.txt", "Le pôle ouvre", "2024-03-12").record()
    made = full("b.txt", title, "2024-03-14", replaces=replaces)
    made.date("12 mars 2024", "2024-03-12")
    new = made.record()
    for record in [new, old] if later else [old, new]:
        load(database, [record])
    assert rows(database, "SELECT * FROM replacements") == [(new.document.id, old.document.id, found_by)]
    assert rows(database, "SELECT id FROM documents_in_force") == [(new.document.id,)]


def test_a_correction_that_fits_two_points_at_neither(database: Database) -> None:
    twins = [full(f"{name}.txt", "Le pôle ouvre", "2024-03-12") for name in "ab"]
    twins[1].salt = "autre"
    load(database, [made.record() for made in twins])
    load(database, [full("c.txt", "Autre", replaces="Le pôle ouvre").record()])
    assert rows(database, "SELECT * FROM replacements") == []
    assert one(database, "SELECT count(*) FROM documents_in_force") == 3
    load(database, [full("b.txt", "Tout autre chose").record()])
    assert one(database, "SELECT count(*) FROM replacements") == 1, "one of the two is history now"


def test_what_a_hidden_correction_replaces_stays_until_it_is_out(database: Database) -> None:
    old = full("a.txt", "Le pôle ouvre", "2024-03-12").record()
    new = full("b.txt", "Autre", replaces="Le pôle ouvre", embargo="2999-01-01T06:00+01:00").record()
    load(database, [old, new])
    assert one(database, "SELECT count(*) FROM replacements") == 1
    assert titles(database) == ["Le pôle ouvre"]


def test_a_document_shows_file_issuer_authors_and_text(database: Database) -> None:
    made = full("dossier/a.txt", "Un titre")
    made.document["authors"] = [made.person("Paul Girard"), "p1"]
    record = made.record()
    load(database, [record], "un")
    load(
        database,
        [record.model_copy(update={"document": record.document.model_copy(update={"source": "b.txt"})})],
        "deux",
    )
    (line,) = rows(database, "SELECT file, issuer, authors, characters_read, text FROM documents_in_force")
    assert line == ("b.txt", "Leem", "Paul Girard, Anne Morel", record.coverage.read, record.text)


def test_whole_numbers_have_no_decimal_point(database: Database) -> None:
    made = full("a.txt", "Un titre")
    made.figure("3,5 %", 3.5, "percent", unit="%")
    made.figure("0 emploi", 0, of="emploi")
    load(database, [made.record()])
    amounts = rows(database, "SELECT CAST(amount AS TEXT) FROM figures_by_body ORDER BY position")
    assert amounts == [("270",), ("3.5",), ("0",)]
