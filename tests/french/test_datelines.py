"""Datelines: what is one, in all its forms, and what only looks like one."""

from __future__ import annotations

import pytest

from pressmine.french.datelines import read_dateline

#: A line, its day, its town, and whether nothing else stands on it.
DATELINES = [
    ("Dreux, le 4 mars 2024", "2024-03-04", "Dreux", True),
    ("Arras – 29 septembre 2022 – La société", "2022-09-29", "Arras", False),
    ("À Nevers, le 3 mars 2022", "2022-03-03", "Nevers", True),
    ("Le 5 décembre 2005, Bruxelles – Le conseil", "2005-12-05", "Bruxelles", False),
    ("Communiqué de presse | 12 juin 2019", "2019-06-12", None, True),
    ("Communiqué de presse, 18 juillet 2020", "2020-07-18", None, True),
    ("Communiqué de presse - Dreux, le 3 mars 2022", "2022-03-03", "Dreux", True),
    ("Communiqué de presse du 3 mars 2022", "2022-03-03", None, True),
    ("Communiqué du 5 novembre 2013", "2013-11-05", None, True),
    ("COMMUNIQUÉ DE PRESSE N° 14 – 3 mars 2022", "2022-03-03", None, True),
    ("Mis en ligne le 3 mars 2022", "2022-03-03", None, True),
    ("Dernière mise à jour le 3 mars 2022 à 10h", "2022-03-03", None, True),
    ("PARIS, 3 mars (Agence) - Le groupe", None, "PARIS", False),
    ("PARIS (Agence) — Le groupe ouvre.", None, "PARIS", False),
    ("Lausanne/Moudon, 20.09.23", "2023-09-20", "Lausanne", True),
    ("Trémois (Finistère), le 1er juillet 2021", "2021-07-01", "Trémois", True),
    ("Trémois (France) et Leeds (Yorkshire, Royaume-Uni), le 3 mars 2022 – Le groupe", "2022-03-03", "Trémois", False),
    ("Tarnos, le 10 décembre 2025 (après Bourse). Le groupe publie", "2025-12-10", "Tarnos", False),
    ("ÉPINAL, LE 18 SEPTEMBRE 2024 – Le groupe", "2024-09-18", "ÉPINAL", False),
    ("Niort, le 17 avril 2014. – Le conseil", "2014-04-17", "Niort", False),
    ("2 juillet 2012. – Le plan annoncé", "2012-07-02", None, False),
    ("7 novembre 2016 . –", "2016-11-07", None, True),
    ("Trémois, lundi 23 mars 2015", "2015-03-23", "Trémois", True),
    ("Publié le 8 juillet 2009 à 18h05", "2009-07-08", None, True),
    ("20 September 2023 Dernière mise à jour le Wednesday, September 20, 2023 At 9:40 AM", "2023-09-20", None, True),
    ("Port-Maurin, 20/09/2023 à 9h40 – Le groupe", "2023-09-20", "Port-Maurin", False),
    ("Mis à jour le 9 mars 2024 à 10h12, publié le 4 mars 2024 à 8h30", "2024-03-04", None, True),
    ("Publié le 4 mars 2024 à 8h30, mis à jour le 9 mars 2024", "2024-03-04", None, True),
    ("Par Ana Roy – Publié le 20/09/2023 à 9h40", "2023-09-20", None, True),
    ("Par Ana Roy, le 3 mars 2022", "2022-03-03", None, True),
    ("Publié par Ana Roy le 3 mars 2022", "2022-03-03", None, True),
    ("T. Huet-Vidal, à Lyon | Le 04/05/2023 | Temps de lecture : 3 min", "2023-05-04", "Lyon", True),
    ("COMMUNIQUÉ DE PRESSE                         Trémois, le 3 mars 2022", "2022-03-03", "Trémois", True),
    ("N° 412 - vendredi 5 février 2021", "2021-02-05", None, True),
    ("Paris et Lyon, le 3 mars 2022", "2022-03-03", "Paris", True),
    ("Paris, Lyon et Lille, le 3 mars 2022", "2022-03-03", "Paris", True),
    ("Rédaction – jeudi 9 octobre 2025", "2025-10-09", None, True),
    ("Le 15 juillet 2014, pour diffusion immédiate", "2014-07-15", None, True),
    ("Châtillon-sur-Indre, le 3 mars 2022", "2022-03-03", "Châtillon-sur-Indre", True),
    ("Châtillon le Grand, le 3 mars 2022", "2022-03-03", "Châtillon le Grand", True),
    ("La Rochelle, le 3 mars 2022", "2022-03-03", "La Rochelle", True),
    ("L'Isle-Adam, 3 mars 2022", "2022-03-03", "L'Isle-Adam", True),
    ("Dreux le 4 mars 2024", "2024-03-04", "Dreux", True),
    ("Fait à Dreux, le 4 mars 2024", "2024-03-04", "Dreux", True),
    ("*Munich, le 8 juillet 2005 -- Même après", "2005-07-08", "Munich", False),
    ("Date : 12/06/2019", "2019-06-12", None, True),
    ("lundi 4 mars 2024", "2024-03-04", None, True),
    ("Wednesday, 10 December 2025", "2025-12-10", None, True),
    ("Paris, mercredi 6 mars 2024 - Le groupe", "2024-03-06", "Paris", False),
    ("Dreux, le 4 mars 2024 : La société", "2024-03-04", "Dreux", False),
    ("Paris - La Défense, le 4 mars 2024", "2024-03-04", "Paris", True),
    ("Genève (Suisse), 3 mars 2022.", "2022-03-03", "Genève", True),
]
#: Titles, clauses, deadlines, days of events.
NONE = [
    "Fête du fleuve, samedi 9 mars 2024",
    "Fête du Fleuve, samedi 9 mars 2024",
    "FÊTE DU FLEUVE, LE 9 MARS 2024",
    "Conférence de presse du 9 mars 2024",
    "Les travaux commencent le 10 juin 2024",
    "L'atelier ouvrira le 10 juin 2024.",
    "Le dossier est à rendre avant le 10 juin 2024.",
    "Trail des Forges : résultats du dimanche 10 mars 2024",
    "Mardi 29 mars à 17h 30",
    "Samedi 9 mars 2024 à 15 h",
    "Vierzon, samedi 9 mars 2024 à 15 h",
    "Le 3 mars 2022, le groupe ouvrira son premier atelier",
    "Depuis le 1er janvier 2020, le groupe",
    "Réunie le 29 mars 2011 à Dreux, l'assemblée",
    "Rendez-vous le vendredi 23 mai 2025 à 18 h 30, au stade",
    "Il avait reçu la médaille le 3 mars 2022",
    "À Nevers, le 3 mars 2022, la ville a inauguré",
    "2004-07-27 : Appel urgent aux dirigeants français",
    "Conseil municipal du 3 mars 2022",
    "Salon de l'habitat, 3 mars 2022",
    "Inscriptions avant le 3 mars 2022",
    "Du 3 au 9 mars 2024",
    "10 juin 2024 : ouverture de l'atelier",
    "Né à Lyon, le 3 mars 1950",
    "Clôture le 3 mars 2022",
    "Marche des fiertés, Dreux, le 4 mars 2024",
    "Jusqu'au 3 mars 2022",
    "Workshop Supervision - 25 novembre 2015",
    "Réunion publique à Dreux, le 4 mars 2024",
]


@pytest.mark.parametrize(("line", "day", "town", "alone"), DATELINES)
def test_a_dateline_gives_its_day_and_its_town(line: str, day: str | None, town: str | None, alone: bool) -> None:
    found = read_dateline(line)
    assert found is not None
    assert (found.day.isoformat() if found.day else None) == day
    assert (line[slice(*found.place)] if found.place else None) == town
    assert found.alone is alone


@pytest.mark.parametrize("line", NONE)
def test_what_says_anything_else_is_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


def test_a_change_is_told_from_coming_out() -> None:
    both = read_dateline("Mis à jour le 9 mars 2024 à 10h12, publié le 4 mars 2024 à 8h30")
    changed = read_dateline("Dernière mise à jour le 9 mars 2024")
    assert both is not None and both.says == "published"
    assert changed is not None and changed.says == "updated"
