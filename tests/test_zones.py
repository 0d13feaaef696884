"""Zones: the parts of a release, told by where they stand and how they read."""

from __future__ import annotations

from hashlib import sha256

import pytest

from pressmine.cleaning import clean
from pressmine.document import Footnote, Source, View, Zone
from pressmine.zones import find_zones

CHARTER = "Une charte pour l'eau de Trémois\n\n"
BODY = "Le groupe ouvre lundi son premier atelier de réparation, installé dans l'ancienne gare de Trémois.\n\n"
MORE = "L'atelier emploiera douze personnes, dont quatre apprentis formés au lycée professionnel du canton.\n\n"


def zoned(text: str) -> tuple[View, tuple[Zone, ...], tuple[Footnote, ...]]:
    source = Source("a.txt", "txt", sha256(text.encode()).hexdigest(), text)
    view = clean(source)
    zones, _, notes = find_zones(source, view)
    return view, zones, notes


def kinds(text: str) -> list[tuple[str, str]]:
    """Each zone's kind with its first line."""
    view, zones, _ = zoned(text)
    return [(z.kind.value, view.text[z.span.start : z.span.end].strip().split("\n")[0]) for z in zones]


def test_a_whole_release_has_all_its_parts() -> None:
    text = (
        "COMMUNIQUÉ DE PRESSE\n\nValdor ouvre un atelier à Trémois\n\nTrémois, le 3 mars 2022\n\n"
        + BODY
        + MORE
        + "À propos de Valdor\n\nValdor répare et loue des outils depuis 1962.\n\n"
        "Contact presse\nAna Roy\n02 99 12 10 20\nana.roy@valdor.fr\n"
    )
    assert kinds(text) == [
        ("letterhead", "COMMUNIQUÉ DE PRESSE"),
        ("headline", "Valdor ouvre un atelier à Trémois"),
        ("dateline", "Trémois, le 3 mars 2022"),
        ("body", BODY.strip()),
        ("about", "À propos de Valdor"),
        ("contacts", "Contact presse"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("VALDOR", "letterhead"),
        ("12, rue des Lilas – 35000 Rennes", "letterhead"),
        ("Préfecture du Finistère", "letterhead"),
        ("Énergie, habitat, transports...", "surtitle"),
        ("Sous embargo jusqu'au 4 juin 2019 à 6 h", "letterhead"),
        ("Annule et remplace le communiqué du 3 mars", "letterhead"),
    ],
)
def test_what_stands_above_the_headline_is_none(line: str, kind: str) -> None:
    found = kinds(f"{line}\n\nValdor ouvre un atelier de réparation à Trémois\n\n{BODY}{MORE}")
    assert found[:2] == [(kind, line), ("headline", "Valdor ouvre un atelier de réparation à Trémois")]


@pytest.mark.parametrize(
    "head",
    [
        "Contacts presse :",
        "CONTACTS",
        "Vos contacts",
        "Renseignements :",
        "Service de presse",
        "Relations investisseurs",
        "Pour tout renseignement complémentaire :",
    ],
)
def test_contacts_open_in_many_ways(head: str) -> None:
    text = f"Valdor ouvre un atelier à Trémois\n\n{BODY}{MORE}{head}\nAna Roy\n02 99 12 10 20\n"
    assert kinds(text)[-1] == ("contacts", head)


@pytest.mark.parametrize(
    "line",
    ["Contact avec la matière, goût du travail et du geste.", "Contactée, la mairie n'a pas répondu à nos appels."],
)
def test_a_sentence_about_contact_opens_nothing(line: str) -> None:
    text = f"Valdor ouvre un atelier à Trémois\n\n{BODY}{line}\n\n{MORE}"
    assert "contacts" not in [kind for kind, _ in kinds(text)]


@pytest.mark.parametrize(
    "head",
    [
        "Signataires",
        "Les premiers signataires :",
        "Signé,",
        "Signé à Trémois, le 3 mars 2022",
        "Fait à Trémois, en deux exemplaires.",
    ],
)
def test_signatures_open_in_many_ways(head: str) -> None:
    text = f"{CHARTER}{BODY}{head}\n\nAna Roy, Valdor\n\nLuc Petit, ADEL\n"
    assert kinds(text)[-1] == ("signature", head)


def test_signatures_end_at_a_heading() -> None:
    text = f"{CHARTER}{BODY}Signataires\n\nAna Roy, Valdor\n\nLuc Petit, ADEL\n\nPour aller plus loin\n\n{MORE * 2}"
    assert kinds(text)[-2:] == [("signature", "Signataires"), ("body", "Pour aller plus loin")]


def test_a_sentence_about_signatories_is_none() -> None:
    text = f"{CHARTER}{BODY}Les signataires se retrouveront dans un an.\n\n{MORE}"
    assert "signature" not in [kind for kind, _ in kinds(text)]


def test_for_a_body_a_person_signs() -> None:
    text = f"{CHARTER}{BODY}Pour la Région Bretagne : Ana Roy, présidente\nPour Valdor : Luc Petit\n"
    assert [kind for kind, _ in kinds(text)][-1] == "signature"


@pytest.mark.parametrize(
    ("call", "note"),
    [
        ("partenaires1", "1) L'ADEL et Valdor."),
        ("partenaires (1)", "(1) L'ADEL et Valdor."),
        ("partenaires1", "1. L'ADEL et Valdor."),
    ],
)
def test_notes_know_where_they_are_called(call: str, note: str) -> None:
    text = f"{CHARTER}La Ville et ses {call} ont signé la charte jeudi soir à la mairie.\n\n{MORE}{note}\n"
    view, _, notes = zoned(text)
    assert [(n.label, view.text[n.span.start : n.span.end].strip()) for n in notes] == [("1", note)]
    assert [view.text[c.start : c.end].strip(" ()") for c in notes[0].calls] == ["1"]


def test_a_numbered_list_is_no_note() -> None:
    text = f"{CHARTER}Le site évite 40 t de CO2 par an.\n\n{MORE}1. former\n2. réparer\n3. louer\n"
    assert zoned(text)[2] == ()


def test_a_headline_runs_over_two_lines() -> None:
    text = f"LA PEPINIERE D'ENTREPRISES\nDU PAYS DES ETANGS OUVRE SES PORTES\n\n{BODY}{MORE}"
    view, zones, _ = zoned(text)
    assert " ".join(view.text[zones[0].span.start : zones[0].span.end].split()).endswith(
        "ENTREPRISES DU PAYS DES ETANGS OUVRE SES PORTES"
    )


def tables(text: str) -> list[tuple[int, list[list[str]]]]:
    """Each table's number of heads with the words of its cells."""
    source = Source("a.md", "txt", sha256(text.encode()).hexdigest(), text)
    view = clean(source)
    return [
        (t.heads, [[view.text[c.span.start : c.span.end] for c in row] for row in t.rows])
        for t in find_zones(source, view)[1]
    ]


def test_the_rule_under_a_head_is_no_residue() -> None:
    text = (
        BODY + "| Quai | Montant (k€) | Part |\n|---|---|---|\n| Nord | 120 | 40 % |\n| Sud | 180 | 60 % |\n\n" + MORE
    )
    assert tables(text) == [(1, [["Quai", "Montant (k€)", "Part"], ["Nord", "120", "40 %"], ["Sud", "180", "60 %"]])]


def test_columns_set_by_spaces_are_a_table() -> None:
    text = (
        BODY + "Ventes (en M€)        2020      2021\nPains                 1 204     1 310\n"
        "Tartes et gâteaux        88        91\nTotal                 1 292     1 401\n\n" + MORE
    )
    heads, rows = tables(text)[0]
    assert (heads, rows[0], rows[2]) == (1, ["Ventes (en M€)", "2020", "2021"], ["Tartes et gâteaux", "88", "91"])


def test_columns_without_amounts_are_no_table() -> None:
    names = "Ana Roy          Luc Petit        Zoé Lange\nprésidente       trésorier        secrétaire\n"
    phones = "02 99 12 10 20   02 99 12 10 21   02 99 12 10 22\n"
    assert tables(BODY + names + phones + MORE) == []
