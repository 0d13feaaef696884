"""Clause or phrase: whether a stretch of French holds a finite verb."""

from __future__ import annotations

import pytest

from pressmine.french.clauses import has_finite_verb


@pytest.mark.parametrize(
    "text",
    [
        "Le pont est rouvert",
        "je viendrai",
        "nous ouvrirons demain",
        "vous signez ici",
        "les équipes travaillaient ensemble",
        "la nappe baisse de dix centimètres",
        "l'entreprise s'appuie sur deux sites",
        "le lait ne paie plus la terre",
        "Reste que la route ferme à midi",
        "ils ont dit oui",
        "a augmenté sa distribution",
        "LA DIGUE TIENDRA CENT ANS",
        "la pepiniere n'est pas un cadeau",
        "c'est une chance",
    ],
)
def test_clauses(text: str) -> None:
    assert has_finite_verb(text)


@pytest.mark.parametrize(
    "text",
    [
        "Territoires en mouvement",
        "une politique du pas à pas",
        "développement durable et transparent",
        "grappe d'entreprises",
        "chargé des relations avec la presse",
        "porté par trois communes",
        "la baisse des prix",
        "Lire, écrire, compter",
        "le client et son agent",
        "vouloir procéder uniquement à des départs volontaires",
        "",
    ],
)
def test_phrases(text: str) -> None:
    assert not has_finite_verb(text)
