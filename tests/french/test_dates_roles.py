"""Roles of dates and the side that a sentence looks to."""

import pytest

from pressmine.french.dates import find_dates
from pressmine.french.dates.roles import role_of
from pressmine.french.folding import fold
from pressmine.french.tense import leaning


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("La convention a été signée le 3 mai 2021 à Foix.", "signature"),
        ("L'association, fondée en 1998, emploie douze personnes.", "founding"),
        ("Créée par 12 amis, elle emploie du monde (chiffre 2024).", None),
        ("Les dossiers sont reçus jusqu'au 3 mai 2021.", "deadline"),
        ("Le salon aura lieu le 3 mai 2021 à Foix.", "event"),
        ("Le 3 mai 2021 se tiendra la fête.", "event"),
        ("Communiqué publié le 3 mai 2021", "published"),
        ("L'accord entrera en vigueur le 3 mai 2021.", "start"),
        ("Le chiffre d'affaires du premier semestre 2021 recule.", "period"),
        ("Le 3 mai 2021, il pleuvait.", None),
    ],
)
def test_the_nearest_word_says_what_a_date_is_for(sentence: str, role: str | None) -> None:
    (match,) = find_dates(sentence)
    cue = role_of(fold(sentence), match.start, match.end, (0, len(sentence)), match.granularity, match.bound)
    assert (cue.role if cue else None) == role


def test_a_cue_in_another_sentence_does_not_speak() -> None:
    text = "La charte est signée. Le 3 mai, il pleuvait."
    (match,) = find_dates(text)
    assert role_of(fold(text), match.start, match.end, (22, len(text)), match.granularity, match.bound) is None


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("Le pont sera inauguré le 3 mai.", 1),
        ("Le pont a été inauguré le 3 mai.", -1),
        ("Les élus se sont réunis le 3 mai.", -1),
        ("Réunie le 3 mai, l'assemblée vote le budget.", -1),
        ("Rendez-vous le 3 mai.", 1),
        ("L'extension annoncée en juin sera livrée.", -1),
        ("L'extension sera annoncée en juin, après avoir été livrée.", 1),
        ("L'extension prévue le 3 mai a été annulée.", 1),
        ("Les salles sont fermées le 3 mai.", 0),
        ("Appel à candidatures : du 3 mai", 1),
        ("Ouvert du 3 mai à tous, l'appel à projets a attiré 57 équipes.", -1),
        ("Le bail comportait une clause, mais il expire le 3 mai.", 1),
        ("La chorale de l'opéra : 3 mai", 0),
        ("Le 3 mai : fête.", 0),
    ],
)
def test_a_sentence_looks_back_or_ahead(sentence: str, side: int) -> None:
    (match,) = find_dates(sentence)
    assert leaning(sentence, match.start, match.end, (0, len(sentence))) == side
