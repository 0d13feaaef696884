"""One place recognises dates: twenty spellings of a day are that day in header, body, table and contact block."""

import pytest

from pressmine.pipeline import Pressmine

SPELLINGS = (
    "20 septembre 2024",
    "vendredi 20 septembre 2024",
    "Vendredi 20 septembre 2024",
    "20 SEPTEMBRE 2024",
    "20 sept. 2024",
    "20 sept 2024",
    "20 setpembre 2024",
    "20septembre 2024",
    "20-septembre-2024",
    "20 septembre 24",
    "ven. 20 septembre 2024",
    "20/09/2024",
    "20/9/2024",
    "20/09/24",
    "20.09.2024",
    "20.9.2024",
    "20-09-2024",
    "20-9-2024",
    "2024-09-20",
    "20 / 09 / 2024",
)
TITLE = "Une nouvelle étape pour le quartier\n\n"
BODY = "La société Orvelle ouvre un atelier dans la zone nord de la ville.\n\n"


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_day_is_the_same_wherever_and_however_it_is_written(pm: Pressmine, spelling: str) -> None:
    head = pm.extract_text(f"{TITLE}Dreux, le {spelling}\n\n{BODY}")
    body = pm.extract_text(f"{TITLE}{BODY}Le dossier a été déposé le {spelling} en mairie.\n")
    row = f"| Dépôt | {spelling} | 120 |\n| Visite | {spelling} | 130 |\n"
    table = pm.extract_text(f"{TITLE}{BODY}| Étape | Date | Visiteurs |\n|---|---|---|\n{row}")
    contact = pm.extract_text(
        f"{TITLE}{BODY}Contact presse\nClaire Varnel, 01 03 19 20 21\nJoignable jusqu'au {spelling}\n"
    )
    assert head.document.published == "2024-09-20"
    assert [d.value for d in head.dates] == ["2024-09-20"]
    assert [d.value for d in body.dates] == ["2024-09-20"]
    assert [d.value for d in table.dates] == ["2024-09-20"] * 2
    assert [d.value for d in contact.dates] == ["../2024-09-20"]
    assert [f.value for record in (head, body, table, contact) for f in record.figures] == [120, 130]
