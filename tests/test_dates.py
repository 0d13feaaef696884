"""Dates of whole texts: roles, zones that hold none, years completed and what they were inferred from."""

from __future__ import annotations

from datetime import date

import pytest

from pressmine.cleaning import clean
from pressmine.document import Block, Document, Metadata, Source
from pressmine.french.sentences import split_sentences
from pressmine.offsets import ViewSpan
from pressmine.record import Date
from pressmine.resolution import Resolution
from pressmine.resolve.dates import resolve_dates
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.overlaps import settle_overlaps
from pressmine.rules import propose
from pressmine.rules.dates import FORMS, RULES
from pressmine.zones import find_zones


def document(text: str, metadata: Metadata | None = None, format: str = "txt") -> Document:
    """A document without a model: lines and sentences are all that dates ask for."""
    source = Source(f"a.{format}", format, "0" * 64, text, metadata=metadata or Metadata())
    view = clean(source)
    zones, tables, notes = find_zones(source, view)
    blocks = []
    for index, zone in enumerate(zones):
        at = zone.span.start
        for line in view.text[zone.span.start : zone.span.end].split("\n"):
            if line.strip():
                blocks.append(Block(ViewSpan(at, at + len(line)), index))
            at += len(line) + 1
    sentences = [
        ViewSpan(b.span.start + start, b.span.start + end)
        for b in blocks
        for start, end in split_sentences(view.text[b.span.start : b.span.end])
    ]
    return Document(source, view, zones, tables, notes, tuple(blocks), tuple(sentences), (), "none")


def resolved(text: str, published: date | None = None, metadata: Metadata | None = None) -> Resolution:
    doc = document(text, metadata)
    ledger = Ledger(doc, propose(doc, RULES), published)
    settle_overlaps(ledger)
    resolve_dates(ledger)
    return ledger.close()


def dates(text: str, published: date | None = None, metadata: Metadata | None = None) -> dict[str, Date]:
    return {text[d.span.start : d.span.end]: d for d in resolved(text, published, metadata).dates}


def values(text: str, published: date | None = None) -> dict[str, str | None]:
    return {said: d.value for said, d in dates(text, published).items()}


BODY = "La fabrique de pianos Orvane emploie quarante personnes dans la vallée et en cherche encore six.\n\n"


def test_the_weekday_picks_the_year_among_those_that_the_text_names() -> None:
    text = BODY + "Mardi 29 mars, l'assemblée a revu les actions de 2010 et celles de l'année 2011. Le 29 mars reste."
    found = dates(text)
    assert found["Mardi 29 mars"].value == "2011-03-29"
    assert found["29 mars"].value == "2011-03-29"
    assert found["Mardi 29 mars"].inferred == "weekday: 2011"
    assert found["année 2011"].inferred is None


def test_a_dateline_gives_the_base_date_and_its_role() -> None:
    text = "Tarbes, le 7 novembre 2012. - La fabrique a rouvert hier. Elle ferme fin décembre.\n\n" + BODY
    found = dates(text)
    assert found["7 novembre 2012"].role == "published"
    assert found["hier"].value == "2012-11-06"
    assert found["hier"].inferred == "publication date: 2012-11-07"
    assert found["fin décembre"].value == "2012-12"


def test_the_callers_date_goes_before_the_texts() -> None:
    text = "Tarbes, le 7 novembre 2012. - La fabrique a rouvert hier.\n\n" + BODY
    assert values(text, date(2013, 1, 1))["hier"] == "2012-12-31"


def test_a_dateline_that_the_header_did_not_take_is_the_publication_date() -> None:
    resolution = resolved("Tarbes, le 7 novembre 2012. - La fabrique a rouvert.\n\n" + BODY)
    assert resolution.header.published == "2012-11-07"


def test_what_stays_open_stays_open() -> None:
    text = BODY + "Le maire a signé le 8 février. Il est revenu hier. En juin dernier, rien."
    assert values(text) == {"8 février": "XXXX-02-08", "hier": None, "juin dernier": "XXXX-06"}


def test_other_dates_of_one_year_give_theirs() -> None:
    text = BODY + "Rendez-vous le 23 mai 2025 à Foix. Les listes ferment le 9 mai."
    found = dates(text)
    assert (found["9 mai"].value, found["9 mai"].inferred) == ("2025-05-09", "other dates: 2025")


def test_days_whose_weekdays_fit_one_year_give_it_to_the_others() -> None:
    text = BODY + "En 2023, tout allait. Le bal est le vendredi 14 juin, le défilé du 1er au 3 septembre."
    found = values(text)
    assert found["vendredi 14 juin"] == "2024-06-14"
    assert found["1er au 3 septembre"] == "2024-09-01/2024-09-03"


def test_the_headlines_year_is_the_texts_where_it_looks_back_on_nothing_newer() -> None:
    body = "Elles ont débuté le 4 septembre. Après le gel d'avril 2021, la vigne respire. Tout sera vu début 2024."
    found = dates("Un millésime 2023 prometteur\n\n" + BODY + body)
    assert (found["4 septembre"].value, found["4 septembre"].inferred) == ("2023-09-04", "headline: 2023")
    assert dates("Un millésime 2019 prometteur\n\n" + BODY + body)["4 septembre"].inferred == "other dates: 2021"


def test_the_year_that_opens_a_sentence_holds_for_its_dates() -> None:
    text = BODY + "L'an passé, douze dossiers sont venus entre le 9 mai et le 30 juin. Le jury se réunit le 3 juillet."
    found = values(text, date(2023, 6, 5))
    assert found["9 mai et le 30 juin"] == "2022-05-09/2022-06-30"
    assert found["3 juillet"] == "2023-07-03"


def test_a_line_of_a_chronology_is_no_dateline() -> None:
    text = (
        "Les dates du tram\n\n2009 : vote du projet\n12 juillet 2012 : utilité publique\nMars 2016 : mise en service\n"
    )
    assert {d.role for d in dates(text + "\n" + BODY).values()} == {None}


def test_a_day_without_a_month_is_near_the_day_named_before() -> None:
    text = BODY + "Le lundi 18 septembre 2023, la rue ferme, et ce jusqu'au vendredi 22. Réunion jeudi 28."
    assert list(values(text).values()) == ["2023-09-18", "../2023-09-22", "2023-09-28"]


def test_a_day_without_a_month_elsewhere_is_near_the_publication() -> None:
    text = BODY + "La rue ferme du 1er avril au 30 septembre 2015.\n\nLa fête a lieu mercredi 24."
    assert values(text, date(2015, 5, 28))["mercredi 24"] == "2015-06-24"


def test_the_day_of_the_lead_gives_its_year_to_what_follows() -> None:
    text = "Le 9 juin 2022, la ville et la banque ont signé une convention pour la période 2022-2025.\n\n" + BODY
    text += "Elle s'arrêtait au 31 décembre 2021. Les sessions se tiendront le 20 juin et le 14 novembre. " + BODY
    found = values(text)
    assert (found["20 juin"], found["14 novembre"]) == ("2022-06-20", "2022-11-14")


def test_a_dateline_without_a_year_has_its_weekdays() -> None:
    text = (
        "Cahors, jeudi 22 février. Le conseil a voté lundi une aide.\n\n"
        + BODY
        + "En 2018, tout allait ; en 2023, non."
    )
    found = dates(text)
    assert (found["jeudi 22 février"].value, found["lundi"].value) == ("2024-02-22", "2024-02-19")


def test_an_old_year_that_fits_a_weekday_is_chance() -> None:
    text = BODY + "Né en 1931, il reprend la ferme en 1955, est décoré le 14 juillet 1998. Obsèques jeudi 17 mars."
    assert values(text)["jeudi 17 mars"] == "XXXX-03-17"


def test_a_byline_that_is_no_part_of_the_article_gives_its_dates() -> None:
    text = (
        "Un salarié sur dix en télétravail\n\n"
        "L'Écho, 6 mai 2021 à 06:00 | mis à jour le 7 mai 2021 - Temps de lecture : 2 min\n\n"
        "Le préfet a réuni les partenaires sociaux mardi pour parler du télétravail dans les entreprises.\n"
    )
    found = dates(text)
    assert {said: d.role for said, d in found.items()} == {
        "6 mai 2021 à 06:00": "published",
        "7 mai 2021": "updated",
        "mardi": "event",
    }
    assert found["mardi"].value == "2021-05-04"


def test_a_deadline_that_is_over_stays_behind() -> None:
    text = BODY + "Les communes avaient jusqu'à la fin juin pour répondre."
    assert values(text, date(2022, 10, 4)) == {"jusqu'à la fin juin": "../2022-06"}


def test_a_season_ahead_is_not_the_one_that_is_just_over() -> None:
    assert values(BODY + "Le comité se réunira à l'automne.", date(2024, 1, 12)) == {"automne": "2024-23"}


def test_the_side_that_the_sentence_looks_to_decides_far_from_the_publication() -> None:
    text = BODY + "Dans la nuit du 20 au 21 avril, le gel a détruit la récolte. La fête aura lieu le 26 août."
    found = values(text, date(2018, 2, 5))
    assert found["nuit du 20 au 21 avril"] == "2017-04-20/2017-04-21"
    assert found["26 août"] == "2018-08-26"


def test_a_weekday_that_fits_no_year_near_is_told() -> None:
    text = BODY + "Le rendez-vous est mardi 19 novembre."
    resolution = resolved(text, date(2020, 11, 13))
    assert [d.value for d in resolution.dates] == ["2020-11-19"]
    assert [d.code for d in resolution.diagnostics] == ["weekday-mismatch"]


def test_a_whole_date_with_a_wrong_weekday_is_told() -> None:
    resolution = resolved(BODY + "Le rendez-vous est mardi 20 septembre 2023.")
    assert [d.code for d in resolution.diagnostics] == ["weekday-mismatch"]


def test_bare_weekdays_go_back_or_ahead() -> None:
    text = BODY + "Le préfet l'a annoncé mardi. Les bus rouleront dès lundi. Le conseil se réunira jeudi."
    assert values(text, date(2023, 9, 20)) == {
        "mardi": "2023-09-19",
        "dès lundi": "2023-09-25",
        "jeudi": "2023-09-21",
    }


def test_a_weekday_within_the_days_just_named_is_one_of_them() -> None:
    text = BODY + "Le week-end des 7 et 8 octobre 2023, la fête dure ; dans la nuit de samedi à dimanche, elle double."
    assert values(text, date(2023, 9, 20))["nuit de samedi à dimanche"] == "2023-10-07/2023-10-08"


def test_expressions_that_point_back_take_the_date_named_before() -> None:
    text = BODY + "Le 3 mai 2021, la cuve cède. Le lendemain, les pompiers pompent. L'année suivante, tout est neuf."
    assert list(values(text).values()) == ["2021-05-03", "2021-05-04", "2022"]


def test_a_year_in_a_plans_name_is_no_date() -> None:
    text = BODY + "Le Baromètre 2023 paraît le 3 mai 2023, soutenu par France 2030."
    assert values(text) == {"2023": "2023", "3 mai 2023": "2023-05-03"}


def test_an_embargo_is_a_moment_and_no_deadline() -> None:
    found = dates("SOUS EMBARGO JUSQU'AU MARDI 4 JUIN 2019 À 6 H\n\n" + BODY)
    (embargo,) = found.values()
    assert (embargo.value, embargo.role) == ("2019-06-04T06:00", "embargo")


def test_a_year_alone_in_its_cell_is_a_date_and_a_number_is_not() -> None:
    text = "Trois phases pour l'usine\n\nPhase\tMise en service\tEmplois\nA\tT2 2025\t140\nB\t2027\t2030\n\n" + BODY
    assert values(text) == {"T2 2025": "2025-04/2025-06", "2027": "2027"}


def test_a_line_wrapped_inside_an_expression_is_read_as_one() -> None:
    text = (
        BODY + "Les ventes de la fabrique de pianos reculent dans tous les pays voisins, sauf en \n2019, dont 86 %.\n"
    )
    assert values(text) == {"2019": "2019"}


@pytest.mark.parametrize("text", ["Pour en savoir plus : http://exemple.fr/2019/mars\n", "Tél. 01 20 19 20 20\n"])
def test_addresses_and_phones_are_no_dates(text: str) -> None:
    assert values(BODY + text) == {}


def test_what_the_grammar_leaves_over_is_read_and_checked() -> None:
    text = BODY + "Mitteilung vom 12. März 2023, mise en ligne 3 days ago. Art. 20 Jahre 2020."
    found = dates(text, date(2023, 9, 20))
    assert found["12. März 2023"].value == "2023-03-12"
    assert found["3 days ago"].value == "2023-09-17"
    assert "20 Jahre 2020" not in found
    assert found["3 days ago"].inferred == "publication date: 2023-09-20"
    assert "3 days ago" not in values(text)


def test_quarters_count_from_the_fiscal_years_end_that_the_text_gives() -> None:
    text = BODY + "L'exercice 2024-2025 (clos le 30 septembre dernier) est bon. Au T4, les ventes ont bondi."
    found = values(text, date(2025, 12, 10))
    assert found["T4"] == "2025-07/2025-09"
    assert values(BODY + "Au T4, les ventes ont bondi.", date(2025, 12, 10))["T4"] == "2025-10/2025-12"


def test_hours_of_a_programme_belong_to_the_day_of_the_event() -> None:
    text = (
        "Inauguration du musée des pianos\n\nLe musée ouvrira le lundi 15 octobre 2001 à 11 heures.\n\n"
        "Programme de la matinée :\n\n- 10 h 45 : accueil des invités\n- 11 h - 12 h : visite des salles\n\n"
        "Un car partira de la gare à 10 h 15. Le trajet de 2 h est offert, la semaine est à 35 heures.\n"
    )
    found = values(text + "Il prendra effet le 3 mai 2002. Heure : 10 h 30\n")
    assert found.pop("10 h 30") == "2001-10-15T10:30"
    assert found.pop("3 mai 2002") == "2002-05-03"
    assert found["10 h 45"] == "2001-10-15T10:45"
    assert found["11 h - 12 h"] == "2001-10-15T11:00/2001-10-15T12:00"
    assert found["10 h 15"] == "2001-10-15T10:15"
    assert len(found) == 4


@pytest.mark.parametrize(
    "text", ["- 10 h 45 : accueil\n", "Ouvert le 3 mai 2021, tous les jours à 9 h, départ à 10 h.\n"]
)
def test_hours_without_a_day_and_opening_hours_are_no_dates(text: str) -> None:
    assert set(values(BODY + text)) <= {"3 mai 2021"}


def test_every_piece_of_evidence_is_decided_and_every_form_has_a_rule() -> None:
    resolution = resolved(BODY + "Le 3 mai 2021, hier, en 2020, France 2090.")
    assert {d.outcome for d in resolution.decisions} <= {"kept", "completed", "lost"}
    assert {rule.id for rule in RULES} >= set(FORMS)
