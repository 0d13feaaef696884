"""Which organisations meet, decided from forms alone: rules, conflicts, and independence of order."""

from __future__ import annotations

import random

import pytest

from pressmine.record import Organisation
from pressmine.sinks.database.forms import Form, form_of, partition

SIREN_A, SIREN_B = "552100554", "380129866"


def form(
    name: str,
    acronym: str | None = None,
    aliases: tuple[str, ...] = (),
    type: str = "association",
    **numbers: str,
) -> Form:
    identifiers = [{"scheme": scheme, "value": value, "start": 0, "end": 1} for scheme, value in numbers.items()]
    item: dict[str, object] = {
        "ref": "o1",
        "name": name,
        "acronym": acronym,
        "aliases": aliases,
        "type": type,
        "roles": [],
    }
    organisation = Organisation.model_validate({**item, "identifiers": identifiers, "mentions": []})
    return form_of(organisation, {}, "ab" * 32)


LEEM = form("Leem")
LONG = form("Les Entreprises du Médicament", "Leem")

MEET = [
    pytest.param([LEEM, form("LEEM"), form("le Leem"), LONG], id="name, case, article, acronym"),
    pytest.param([form("L’Oréal"), form("L'Oréal S.A.", type="company")], id="typography and legal form"),
    pytest.param([form("Aérotech", siren=SIREN_A), form("Aérotech Holding", siret=f"{SIREN_A}00013")], id="SIREN"),
    pytest.param([form("Aérotech", rcs=f"RCS Lyon {SIREN_A}"), form("ATH", siren=SIREN_A)], id="RCS is SIREN"),
    pytest.param([form("Banque Azur", isin="FR0000120578"), form("Azur SA", isin="FR0000120578")], id="ISIN"),
    pytest.param([form("Pôle Alpin", siren=SIREN_A), form("Pôle alpin")], id="a number and the same name"),
    pytest.param(
        [form("Institut du bois", domain="www.ib.example"), form("IB", domain="ib.example")], id="a domain made of both"
    ),
    pytest.param([form("Cluster Eau", aliases=("CEAU",)), form("CEAU")], id="another name"),
]

APART = [
    pytest.param([form("Orange", type="company"), form("Orange", type="local_authority")], id="town and company"),
    pytest.param([form("Aérotech", siren=SIREN_A), form("Aérotech", siren=SIREN_B)], id="two SIREN under one name"),
    pytest.param([form("Hôpital Cochin", domain="aphp.fr"), form("AP-HP", domain="aphp.fr")], id="domain of only one"),
    pytest.param([form("Atelier Sud", domain="gmail.com"), form("Gmail", domain="gmail.com")], id="anybody's domain"),
    pytest.param([form("Pôle Alpin", siren="552100555"), form("Autre Nom", siren="552100555")], id="a wrong SIREN"),
    pytest.param([form("Bretagne Bois", aliases=("la Région",)), form("Région Bretagne")], id="a generic name"),
    pytest.param([form("CEA", domain="cea.fr"), form("CEA-Leti", domain="cea.fr")], id="a laboratory of its own"),
    pytest.param([form("Chimie Verte", "CV"), form("Centre Vercors", "CV")], id="one acronym, two long names"),
]


@pytest.mark.parametrize("forms", MEET)
def test_they_meet(forms: list[Form]) -> None:
    assert len(partition(forms)) == 1


@pytest.mark.parametrize("forms", APART)
def test_they_stay_apart(forms: list[Form]) -> None:
    assert len(partition(forms)) == len(forms)


def test_an_acronym_of_two_bodies_meets_neither() -> None:
    lyon, brest, short = form("Chambre de Lyon", "CDL"), form("Comité des ligues", "CDL"), form("CDL")
    assert len(partition([lyon, short])) == 1
    assert len(partition([lyon, brest, short])) == 3


def test_a_name_of_two_numbers_stays_by_itself_without_one() -> None:
    forms = [form("Aérotech", siren=SIREN_A), form("Aérotech", siren=SIREN_B), form("AÉROTECH"), form("Aérotech SA")]
    groups = partition(forms)
    assert sorted(len(group) for group in groups) == [1, 1, 2]


def test_two_numbers_never_meet_through_a_third_body() -> None:
    chain = [form("Alpha", siren=SIREN_A), form("Beta", aliases=("Alpha",)), form("Gamma", aliases=("Beta",))]
    assert len(partition(chain)) == 1
    chain[2] = form("Gamma", aliases=("Beta",), siren=SIREN_B)
    for group in partition(chain):
        assert len({number for one in group for number in one.of("number")}) <= 1


def test_a_merge_beats_everything() -> None:
    one, two = form("Aérotech", siren=SIREN_A), form("Aérotech", siren=SIREN_B)
    assert len(partition([one, two], [frozenset([*one.handles, *two.handles])])) == 1


def test_a_pin_takes_a_form_out_of_the_ordinary_meetings() -> None:
    pinned = Form(LEEM.name, LEEM.acronym, LEEM.type, LEEM.keys, pin=1)
    assert len(partition([LEEM, LONG, pinned])) == 2
    assert len(partition([LEEM, LONG, pinned], [frozenset(["pin:1", *LONG.handles])])) == 1


def test_the_order_makes_no_difference() -> None:
    forms = [one for case in (*MEET, *APART) for one in case.values[0]]  # type: ignore[union-attr]
    forms = list({one.id: one for one in forms}.values())
    expected = {frozenset(one.id for one in group) for group in partition(forms)}
    for seed in range(20):
        random.Random(seed).shuffle(forms)
        assert {frozenset(one.id for one in group) for group in partition(forms)} == expected
