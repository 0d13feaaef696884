"""Who puts a release out, where the text names who speaks for it rather than the body itself."""

from __future__ import annotations

import pytest

from pressmine.pipeline import Pressmine

BODY = "Les digues du bassin seront relevées de deux mètres avant l'hiver, pour un coût de 3 millions d'euros.\n\n"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "PRÉFÈTE DE LA DRÔME\n\nCOMMUNIQUÉ DE PRESSE\n\nCrue : les digues seront relevées\n\n"
            + BODY
            + "Valdor posera "
            "les enrochements.\n\nContacts presse\nPréfecture de la Drôme : 04 75 79 28 00\n",
            "Préfecture de la Drôme",
        ),
        (
            "Crue : les digues seront relevées\n\nInès Robart, ministre de la Mer et de la Pêche, a présenté lundi "
            "le plan des digues.\n\n"
            + BODY
            + "Contacts presse\n\nMinistère de la Mer et de la Pêche\n01 40 81 18 23\n",
            "Ministère de la Mer et de la Pêche",
        ),
    ],
)
def test_an_office_stands_for_its_body(pm: Pressmine, text: str, issuer: str) -> None:
    record = pm.extract_text(text)
    names = {o.ref: o.name for o in record.organisations}
    assert names.get(record.document.issuer or "") == issuer
