"""Figures of whole documents: zones, tables, whose and when, and the arithmetic that helps the reader."""

from __future__ import annotations

import pytest

from pressmine.pipeline import Pressmine
from pressmine.record import Figure, Record

LEAD = "Rennes, le 4 mars 2024 – La coopérative Terres d'Armor présente les résultats de son exercice.\n\n"


def figures(record: Record) -> list[tuple[str, str, float | None, str | None, str | None]]:
    return [(f.text, f.kind, f.value, f.unit, f.of) for f in record.figures]


def one(record: Record, text: str) -> Figure:
    found = [f for f in record.figures if f.text == text]
    assert len(found) == 1, [f.text for f in record.figures]
    return found[0]


def codes(record: Record) -> list[str]:
    return [d.code for d in record.diagnostics]


def test_a_cell_takes_its_unit_from_the_head_of_its_column(pm: Pressmine) -> None:
    text = (
        "Résultats de la coopérative Terres d'Armor\n\n" + LEAD + "Activité\tVentes (M€)\tPart (%)\tSalariés\n"
        "Légumes\t96,5\t57,8\t1 140\nLait\t48,0\t28,7\t610\nŒufs\t22,5\t13,5\t240\n\nLe prochain point est prévu en"
        " juin.\n"
    )
    record = pm.extract_text(text)
    assert [f for f in figures(record) if f[4] == "Légumes"] == [
        ("96,5", "money", 96_500_000, "EUR", "Légumes"),
        ("57,8", "percent", 57.8, "%", "Légumes"),
        ("1 140", "count", 1140, None, "Légumes"),
    ]


def test_a_table_of_years_counts_what_the_row_says_and_knows_when(pm: Pressmine) -> None:
    text = (
        "Résultats\n\n"
        + LEAD
        + "En M€\t2022\t2023\nChiffre d'affaires\t148,2\t161,9\nRésultat net\t4,4\t-0,7\n\nFin.\n"
    )
    record = pm.extract_text(text)
    assert [f[:4] for f in figures(record)] == [
        ("148,2", "money", 148_200_000, "EUR"),
        ("161,9", "money", 161_900_000, "EUR"),
        ("4,4", "money", 4_400_000, "EUR"),
        ("-0,7", "money", -700_000, "EUR"),
    ]
    assert one(record, "161,9").of == "Chiffre d'affaires"


def test_a_sum_in_figures_is_whose_and_of_when_the_sentence_says(pm: Pressmine) -> None:
    record = pm.extract_text(
        "Bilan\n\n" + LEAD + "En 2023, la Banque de France a financé 214 dossiers pour un montant de 12,5 M€.\n"
    )
    figure = one(record, "214")
    assert figure.period == "2023"
    assert figure.organisation in {o.ref for o in record.organisations if "Banque" in o.name}


def test_what_stands_among_the_contacts_is_no_figure(pm: Pressmine) -> None:
    record = pm.extract_text(
        "Ouverture\n\n"
        + LEAD
        + "Le site emploie 120 personnes.\n\nContact presse\nAnne Le Goff – 02 99 00 00 12 – poste 45\n"
    )
    assert [f.text for f in record.figures] == ["120"]


def test_a_table_that_does_not_add_up_is_told(pm: Pressmine) -> None:
    table = "Financeur\tMontant (K€)\nRégion\t51 840\nÉtat\t23 328\nCommunes\t6 912\nTotal\t{}\n\nFin.\n"
    wrong = pm.extract_text("Budget\n\n" + LEAD + table.format("86 400"))
    right = pm.extract_text("Budget\n\n" + LEAD + table.format("82 080"))
    assert "table-sum" in codes(wrong)
    assert "table-sum" not in codes(right)
    told = next(d for d in wrong.diagnostics if d.code == "table-sum")
    assert told.start is not None and wrong.text[told.start : told.end] == "86 400"
    assert told.other_start is not None


def test_rounded_lines_may_miss_their_total_by_the_rounding(pm: Pressmine) -> None:
    text = "Budget\n\n" + LEAD + "Poste\tMontant (M€)\nA\t1,4\nB\t1,4\nC\t1,4\nTotal\t4,3\n\nFin.\n"
    assert "table-sum" not in codes(pm.extract_text(text))


@pytest.mark.parametrize(("said", "told"), [("88", True), ("90", False), ("90,2", False)])
def test_a_title_that_contradicts_its_text_is_told(pm: Pressmine, said: str, told: bool) -> None:
    record = pm.extract_text(
        "Terres d'Armor : un investissement de 90 M€ à Loudéac\n\n"
        + LEAD
        + f"Terres d'Armor annonce un investissement de {said} M€ dans son usine de Loudéac.\n"
    )
    assert ("title-differs" in codes(record)) is told


@pytest.mark.parametrize(("rate", "told"), [("3,2", True), ("6,7", False)])
def test_a_growth_that_does_not_fit_its_numbers_is_told(pm: Pressmine, rate: str, told: bool) -> None:
    record = pm.extract_text(
        "Ventes\n\n" + LEAD + f"Les ventes atteignent 160 M€, contre 150 M€ un an plus tôt, en hausse de {rate} %.\n"
    )
    assert ("growth" in codes(record)) is told


def test_a_source_is_not_whose_figure_it_is(pm: Pressmine) -> None:
    record = pm.extract_text(
        "Bilan\n\n" + LEAD + "Selon la Banque de France, 62 % des dossiers viennent de communes rurales.\n"
    )
    assert one(record, "62 %").organisation is None


def test_a_date_that_a_figure_is_compared_with_is_not_when_it_holds(pm: Pressmine) -> None:
    record = pm.extract_text(
        "Bilan\n\n"
        + LEAD
        + "Les réserves sont pleines à 23 %, contre 61 % en 2019. Les ventes gagnent 4 % par rapport à 2018.\n"
    )
    assert [one(record, text).period for text in ("23 %", "61 %", "4 %")] == [None, "2019", None]


def test_rows_parted_by_bars_stay_rows_whatever_they_begin_with(pm: Pressmine) -> None:
    table = "En M€ | 2023 | 2024\n--- | ---: | ---:\nVentes | 148,2 | 161,9\ndont export | 97,5 | 94,0\n"
    record = pm.extract_text("Résultats\n\n" + LEAD + table + "\nFin.\n")
    assert [(f.text, f.value, f.of) for f in record.figures] == [
        ("148,2", 148_200_000, "Ventes"),
        ("161,9", 161_900_000, "Ventes"),
        ("97,5", 97_500_000, "export"),
        ("94,0", 94_000_000, "export"),
    ]


def test_the_year_of_a_foundation_is_not_when_its_figures_hold(pm: Pressmine) -> None:
    about = "À propos de Terres d'Armor\nFondée en 1964, Terres d'Armor réunit 1 450 adhérents sur 14 sites.\n"
    record = pm.extract_text("Bilan\n\n" + LEAD + "La récolte commence.\n\n" + about)
    assert one(record, "1 450").period is None
    assert one(record, "14").of == "sites"
