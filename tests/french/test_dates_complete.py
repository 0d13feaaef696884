"""Completing: what an expression comes to from a base date, a weekday, a date named before."""

from datetime import date

import pytest

from pressmine.french.dates import find_dates
from pressmine.french.dates.completion import complete, nearest_year, weekday_agrees
from pressmine.french.edtf import first_day, is_valid, last_day, parse, with_year

# A Wednesday.
BASE = date(2023, 9, 20)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hier", "2023-09-19"),
        ("avant-hier", "2023-09-18"),
        ("demain à 14h", "2023-09-21T14:00"),
        ("aujourd'hui", "2023-09-20"),
        ("ce matin", "2023-09-20"),
        ("depuis hier", "2023-09-19/.."),
        ("la nuit dernière", "2023-09-19"),
        ("cette année", "2023"),
        ("l'an dernier", "2022"),
        ("l'année prochaine", "2024"),
        ("le mois dernier", "2023-08"),
        ("ce trimestre", "2023-07/2023-09"),
        ("le trimestre dernier", "2023-04/2023-06"),
        ("le semestre prochain", "2024-01/2024-06"),
        ("la semaine dernière", "2023-09-11/2023-09-17"),
        ("cette semaine", "2023-09-18/2023-09-24"),
        ("ce week-end", "2023-09-23/2023-09-24"),
        ("le week-end dernier", "2023-09-16/2023-09-17"),
        ("lundi dernier", "2023-09-18"),
        ("mercredi dernier", "2023-09-13"),
        ("mercredi prochain", "2023-09-27"),
        ("jeudi prochain", "2023-09-21"),
        ("réuni mardi", "2023-09-19"),
        ("la nuit de samedi à dimanche", "2023-09-16/2023-09-17"),
        ("en juin dernier", "2023-06"),
        ("en octobre dernier", "2022-10"),
        ("en septembre dernier", "2022-09"),
        ("en janvier prochain", "2024-01"),
        ("le 4 mars dernier", "2023-03-04"),
        ("le 20 octobre prochain", "2023-10-20"),
        ("l'hiver dernier", "2022-24"),
        ("au printemps prochain", "2024-21"),
        ("cet automne", "2023-23"),
        ("depuis mai dernier", "2023-05/.."),
        ("il y a trois ans", "2020"),
        ("il y a deux mois", "2023-07"),
        ("il y a un an et demi", "2022-03"),
        ("il y a dix jours", "2023-09-10"),
        ("dans trois mois", "2023-12"),
        ("dans les six mois", "2023-09-20/2024-03-20"),
        ("d'ici cinq ans", "../2028"),
        ("d'ici la fin de l'année", "../2023"),
        ("depuis le début de l'année", "2023/.."),
        ("le 15 courant", "2023-09-15"),
        ("en juin de l'année prochaine", "2024-06"),
        ("dit jeudi 21", "2023-09-21"),
        ("dit lundi 2 à 18h", "2023-10-02T18:00"),
        ("dit lundi 29", None),
        ("lundi et mardi prochains", "2023-09-25/2023-09-26"),
        ("la saison passée", "2022"),
        ("le même jour", None),
        ("le 3 mai", "XXXX-05-03"),
    ],
)
def test_relative_expressions_come_to_dates_from_the_base_date(text: str, value: str | None) -> None:
    (match,) = find_dates(text)
    assert complete(match, BASE) == value


@pytest.mark.parametrize(
    ("text", "before", "value"),
    [
        ("le même jour", "2021-05-03", "2021-05-03"),
        ("le lendemain", "2021-05-31T18:00", "2021-06-01"),
        ("la veille", "2021-01-01", "2020-12-31"),
        ("l'année suivante", "2021-05-03", "2022"),
        ("deux ans plus tard", "2021-05-03", "2023"),
        ("depuis cette date", "1993", "1993/.."),
        ("le lendemain", "1993", None),
    ],
)
def test_expressions_that_point_back_come_to_the_date_named_before(text: str, before: str, value: str | None) -> None:
    (match,) = find_dates(text)
    assert complete(match, BASE, before) == value


def test_without_a_base_date_a_relative_expression_has_no_value() -> None:
    (match,) = find_dates("hier")
    assert complete(match, None) is None
    (match,) = find_dates("en juin dernier")
    assert complete(match, None) == "XXXX-06"


def test_a_weekday_agrees_with_its_day() -> None:
    (match,) = find_dates("mardi 20 septembre 2023")
    assert weekday_agrees(match) is False
    (match,) = find_dates("mercredi 20 septembre 2023")
    assert weekday_agrees(match) is True
    (match,) = find_dates("mercredi 20 septembre")
    assert weekday_agrees(match) is None


def test_the_nearest_year_is_on_the_side_asked_for() -> None:
    assert nearest_year("XXXX-01-05", date(2023, 12, 20)) == 2024
    assert nearest_year("XXXX-01-05", date(2023, 12, 20), -1) == 2023
    assert nearest_year("XXXX-12-28/XXXX-01-03", date(2024, 1, 8)) == 2023
    assert nearest_year("2023-01", BASE) is None


def test_values_are_checked_against_the_calendar() -> None:
    assert with_year("XXXX-02-29", 2023) is None
    assert with_year("../XXXX-06", 2023) == "../2023-06"
    assert not is_valid("2023-13") and not is_valid("../..") and not is_valid("2023-02-30") and not is_valid("hier")
    low, high = parse("2020-24/..")
    assert low is not None and high is None
    assert (first_day(low), last_day(low)) == (date(2020, 12, 21), date(2021, 3, 19))
