"""What a rule file says is what it finds: the five ways to find, slots, settings, conditions, fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressmine.document import ZoneKind
from pressmine.evidence import AgreementReading, DateReading, EntityReading, NotReading, PostReading
from pressmine.extra_values import ExtraReading
from pressmine.pipeline import Pressmine, read_sentence
from pressmine.rulebook import open_book
from pressmine.rules import builtin_files, code_rules
from pressmine.rules.declared.book import make_book
from pressmine.rules.declared.check import results, run_tests
from tests.declared.making import book, both_ways, rule, write


def values(tmp_path: Path, text: str, pattern: str | list[str], type: str = "text", **keys: Any) -> list[Any]:
    """The values that a pattern finds in a text."""

    path = write(
        tmp_path / "regles.yaml", rule(find={"pattern": pattern}, type=type, **keys), lists=keys.pop("lists", None)
    )
    made = open_book([path], builtin=False, installed=False)
    assert not made.errors, made.errors[0]
    return [item["value"] for item in results(made.declared[0], read_sentence(text, ZoneKind.BODY))]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("<inaugurer> {ORG}", "On a inauguré la société Orvelle.", []),
        ("<inaugurer> [la société] {ORG}", "On inaugurera la société Orvelle.", ["Orvelle"]),
        ("{PER}, {FUNCTION:f} d'{ORG}", "Anne Marchal, directrice générale d'Orvelle, part.",
         [{"per": "Anne Marchal", "f": "directrice générale", "org": "Orvelle"}]),
        ("(à|en) {LOC}", "Un atelier à Saint-Nazaire.", ["Saint-Nazaire"]),
        ("avant le {DATE}", "Répondez avant le 30 juin 2026 !", ["2026-06-30"]),
        ("créera {COUNT} emplois", "Le site créera plus de 1 200 emplois.", [1200]),
        ("de {MONEY}", "Un budget de 3 à 5 M€.", [{"low": 3000000, "high": 5000000}]),
        ("{PERCENT}", "Une hausse de 12 %.", [12]),
        ("en {YEAR}", "Ouverture en 2027.", ["2027"]),
        ("pendant {DURATION}", "Il durera pendant dix-huit mois.", [18]),
        ("écrire à {EMAIL}", "Merci d'écrire à Presse@orvelle.example.", ["presse@orvelle.example"]),
        ("au {PHONE}", "Appelez au 01 99 00 12 34.", ["+33199001234"]),
        ("un parc {WORD}", "Un parc éolien.", ["éolien"]),
        ("projet de {WORDS}, ", "Un projet de panneaux solaires flottants, dit-on.", ["panneaux solaires flottants"]),
        ("thème : {WORDS}", "Le thème : les sols vivants. Venez.", ["les sols vivants"]),
        ("<annoncer> ... <fermeture> {WORDS}", "Ils annoncent, hélas, la fermeture du site.", ["du site"]),
        ("décision n° {NUMBER}", "C'est la décision n° 42.", [42]),
        ("l'atelier de {NAME}", "Voici L'ATELIER d'Orvelle.", ["Orvelle"]),
        ("prix {WORDS:n} (=le {DATE:d}|,|.|$)", "Le prix Bois durables le 12 mars 2024.", ["Bois durables"]),
        ("prix {WORDS:n} (=le {DATE:d}|,|.|$)", "Le prix de l'innovation, enfin.", ["de l'innovation"]),
        ("prix {WORDS:n} (=le {DATE:d}|,|.|$)", "Reçoit le prix Horizon vert", ["Horizon vert"]),
        ("prix {WORD:n} (=<être>)", "Le prix Horizon est remis, le prix Soleil non.", ["Horizon"]),
        ("(=Dreux) {NAME:n} [en {YEAR:a}]", "À Dreux puis à Chartres.", [{"n": "Dreux", "a": None}]),
        ("{NAME:n} ... recrute", "La société Belsolia recrute.", ["Belsolia"]),
        ("Écoquartier {NAME}", "L'ECOQUARTIER Bellevue.", ["Bellevue"]),
    ],
)  # fmt: skip
def test_patterns(tmp_path: Path, pattern: str, text: str, expected: list[Any]) -> None:
    type = "object" if expected and isinstance(expected[0], dict) and "low" not in expected[0] else "number"
    if not expected or isinstance(expected[0], str):
        type = "text"
    if expected and isinstance(expected[0], dict) and "low" in expected[0]:
        type = "money"
    slots = {"{DATE}": "date", "{YEAR}": "date", "{DURATION}": "duration", "{PERCENT}": "percent"}
    type = next((kind for slot, kind in slots.items() if slot in pattern), type)
    assert values(tmp_path, text, pattern, type) == expected


def test_of_several_patterns_the_first_match_counts_then_the_longest_then_the_first_named(tmp_path: Path) -> None:
    text = "La société Orvelle ouvre un atelier neuf demain."
    short, long, later = "société {NAME:n} ouvre", "société {NAME:n} ouvre un atelier", "Orvelle ouvre un atelier neuf"
    one, other = "{WORD:n} atelier", "un {WORD:n}"
    for patterns, expected in (
        ([short, long, later], "société Orvelle ouvre un atelier"),
        ([later, long], "société Orvelle ouvre un atelier"),
        ([one, other], {"text": "un atelier", "value": "un"}),
        ([other, one], {"text": "un atelier", "value": "atelier"}),
    ):
        made = rule(find={"pattern": patterns}, type="text", tests=both_ways(text, expected))
        if isinstance(expected, dict):
            made["set"] = {"value": "{n}"}
        book(tmp_path, made)  # its tests are run


def test_terms_from_a_csv_file_with_aliases(tmp_path: Path) -> None:
    (tmp_path / "filieres.csv").write_text(
        "name;alias;type;code\nBâtiment et travaux publics;BTP|bâtiment;secteur;41Z\nOrange;;société;\n",
        encoding="utf-8",
    )
    made = book(
        tmp_path,
        rule(
            find={"terms": "filieres.csv"},
            type="object",
            tests=both_ways(
                "La filière du BTP et Orange s'allient.",
                [
                    {"text": "BTP", "value": {"name": "Bâtiment et travaux publics", "type": "secteur", "code": "41Z"}},
                    {"text": "Orange", "value": {"name": "Orange", "type": "société", "code": None}},
                ],
                "Une orange amère.",
            ),
        ),
    )
    assert len(made.rules) == 1


def test_a_word_list_of_the_file_is_a_slot(tmp_path: Path) -> None:
    made = book(
        tmp_path,
        rule(
            type="text",
            find={"pattern": "un parc {energies:e}"},
            tests=both_ways("Un parc éolien en mer ouvre.", {"value": "éolien en mer"}, "Un parc floral."),
        ),
        lists={"energies": ["éolien", "éolien en mer", "solaire"]},
    )
    assert len(made.rules) == 1


def test_a_regex_gives_its_groups(tmp_path: Path) -> None:
    made = book(
        tmp_path,
        rule(
            type="object",
            find={"regex": r"lot n° ?(?P<numero>\d{1,3})(?: \((?P<nom>[^)]{1,40})\))?"},
            set={"value": {"numero": "{numero}", "titre": "Lot {numero}", "nom": "{nom}"}},
            tests=both_ways(
                "Le lot n°12 (toiture) est attribué.",
                {"text": "lot n°12 (toiture)", "value": {"numero": "12", "titre": "Lot 12", "nom": "toiture"}},
            ),
        ),
    )
    assert len(made.rules) == 1


def test_matcher_patterns_and_lemmas(tmp_path: Path) -> None:
    made = book(
        tmp_path,
        rule(
            type="text",
            find={"tokens": [[{"LEMMA": "lancer"}, {"OP": "?"}, {"LOWER": {"IN": ["appel", "concours"]}}]]},
            tests=both_ways("La Région lance un appel à projets.", "lance un appel", "La Région lit un appel."),
        ),
    )
    assert len(made.rules) == 1


def test_a_function_of_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mes_regles.py").write_text(
        "import re\nfrom pressmine.offsets import ViewSpan\n\n"
        "def trouve(document):\n    for m in document.search(re.compile(r'fiche ([a-z]\\d+)')):\n"
        "        yield ViewSpan(*m.span()), {'value': m.group(1).upper()}\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    made = book(
        tmp_path,
        rule(
            type="text", find={"python": "mes_regles:trouve"}, tests=both_ways("La fiche B12 suit.", {"value": "B12"})
        ),
    )
    assert made.rules[0].digest


def judged(tmp_path: Path, text: str, zone: ZoneKind = ZoneKind.BODY, **keys: Any) -> tuple[int, list[str]]:
    """How often a rule finds its sum in a text, and which conditions failed."""
    declared = book(tmp_path, rule(**keys)).declared[0]
    document = read_sentence(text, zone)
    return len(results(declared, document)), [miss.failed for miss in declared.near(document)]


def test_conditions_say_what_failed(tmp_path: Path) -> None:
    text = "Orvelle a levé 4 M€. Un prêt suivra."
    assert judged(tmp_path, text) == (1, [])
    assert judged(tmp_path, text, unless=["<prêt>"]) == (1, [])
    near = [{"words": ["<prêt>"], "within": "line"}]
    assert judged(tmp_path, text, unless=near) == (0, ["unless: '<prêt>' stands in the line"])
    assert judged(tmp_path, text, when=["à Dreux"]) == (0, ["when: there is no 'à Dreux' in the sentence"])
    where = {"zones": ["headline", "body"]}
    assert judged(tmp_path, text, ZoneKind.LEAD, where=where) == (0, ["where: the zone is lead"])


def test_context_moves_the_confidence(tmp_path: Path) -> None:
    lower = [{"words": "prêt", "within": "line", "by": -0.4}]
    text = "Orvelle a levé 4 M€. Un prêt suivra."
    found = judged(tmp_path, text, context=lower)
    assert found == (0, ["the confidence 0.4 is below 0.5 (context prêt -0.4)"])
    declared = book(tmp_path, rule(context=[{"words": "Dreux", "side": "after", "distance": 2, "by": 0.15}])).declared[
        0
    ]
    document = read_sentence("Orvelle a levé 4 M€ à Dreux.", ZoneKind.BODY)
    assert [e.confidence for e in declared.find(document)] == [0.95]
    assert [e.cues[-1].label for e in declared.find(document)] == ["context Dreux +0.15"]


@pytest.mark.parametrize(
    ("position", "text", "count"),
    [
        ("line-start", "Levée 4 M€ et levée 5 M€.", 1),
        ("sentence-start", "Bravo. Levés 4 M€ ici.", 1),
        ("line", "Levés 4 M€", 1),
        ("line", "Levés 4 M€ ici", 0),
        ("first", "Levée 4 M€ et levée 5 M€.", 1),
    ],
)
def test_positions(tmp_path: Path, position: str, text: str, count: int) -> None:
    first = {"match": [{"text": "Levée 4 M€", "gives": "Levée 4 M€"}], "no_match": ["Orvelle a levé le voile."]}
    assert judged(tmp_path, text, where={"position": position}, tests=first)[0] == count


def evidence(tmp_path: Path, text: str, **keys: Any) -> list[Any]:
    made = book(tmp_path, rule(type=None, **keys))
    return [
        (text[e.span.start : e.span.end], e.reading) for e in made.rules[0].find(read_sentence(text, ZoneKind.BODY))
    ]


def test_a_rule_votes_for_an_organisation(tmp_path: Path) -> None:
    text = "Le collectif Terres d'Avance s'engage."
    got = evidence(
        tmp_path,
        text,
        field="organisations",
        find={"pattern": "collectif {ORG:nom}"},
        set={"type": "association", "span": "{nom}"},
        tests=both_ways(text, {"text": "Terres d'Avance", "type": "association"}),
    )
    assert got == [("Terres d'Avance", EntityReading("organisation", type="association"))]


def test_a_rule_gives_a_date_its_role(tmp_path: Path) -> None:
    text = "Dossiers à rendre pour le 30 juin 2026."
    ((said, reading),) = evidence(
        tmp_path,
        text,
        field="dates",
        find={"pattern": "à rendre pour {DATE}"},
        set={"role": "deadline"},
        tests=both_ways(text, {"text": "30 juin 2026", "value": "2026-06-30", "role": "deadline"}),
    )
    assert isinstance(reading, DateReading)
    assert (said, reading.value, reading.role) == ("30 juin 2026", "2026-06-30", "deadline")


def test_a_rule_denies_a_figure(tmp_path: Path) -> None:
    text = "Voir la fiche 212 bis."
    got = evidence(
        tmp_path,
        text,
        field="not.figures",
        find={"pattern": "fiche {NUMBER:n}"},
        set={"span": "{n}"},
        tests=both_ways(text, "212"),
    )
    assert got == [("212", NotReading(("figures",), "Une somme levée."))]


def test_signatories_are_parties_and_who_signs_for_them(tmp_path: Path) -> None:
    text = "Pour Orvelle : Anne Marchal, directrice générale"
    got = evidence(
        tmp_path,
        text,
        field="signatories",
        find={"pattern": "Pour {ORG:party} : {PER:signer}[, {FUNCTION:function}]"},
        tests=both_ways(text, {"kind": "convention", "parties": ["Orvelle"], "representatives": ["Anne Marchal"]}),
    )
    assert [type(reading) for _, reading in got] == [
        AgreementReading,
        EntityReading,
        EntityReading,
        PostReading,
        EntityReading,
    ]


def test_values_reach_the_record_with_their_dates_settled(tmp_path: Path) -> None:
    made = book(
        tmp_path,
        rule(
            field="extra.echeances",
            type="date",
            find={"pattern": "à rendre pour {DATE:jour}"},
            tests=both_ways("Dossiers à rendre pour le 30 juin.", {"value": "XXXX-06-30"}),
        ),
        builtin=True,
    )
    text = "Appel à projets\n\nDreux, le 3 mars 2026. Les dossiers sont à rendre pour le 30 juin.\n"
    record = Pressmine(made.rules).extract_text(text)
    (extra,) = record.extra["echeances"]
    assert (extra.text, extra.value, extra.source) == ("à rendre pour le 30 juin", "2026-06-30", "essai.somme")


def test_the_order_of_rules_and_keys_changes_nothing(tmp_path: Path) -> None:
    one, two = rule(), rule(id="essai.autre", field="extra.autres", priority=3)
    ahead, behind = book(tmp_path, one, two), book(tmp_path, dict(reversed(two.items())), dict(reversed(one.items())))
    assert [r.digest for r in ahead.rules] == [r.digest for r in behind.rules]
    changed = book(tmp_path, rule(confidence=0.7), two)
    assert [a.digest == b.digest for a, b in zip(ahead.rules, changed.rules, strict=True)] == [True, False]


def test_extra_readings_only_come_from_rules(tmp_path: Path) -> None:
    made = book(tmp_path, rule())
    (item,) = made.rules[0].find(read_sentence("Orvelle a levé 4,5 M€.", ZoneKind.BODY))
    assert isinstance(item.reading, ExtraReading)
    assert (item.reading.value, item.reading.field, item.rule) == (4500000, "sommes", "essai.somme")


def test_a_rule_denies_a_name(tmp_path: Path) -> None:
    text = "Le label Boréal séduit."
    got = evidence(
        tmp_path,
        text,
        field="not.names",
        find={"pattern": "label {NAME:n}"},
        set={"span": "{n}"},
        tests=both_ways(text, "Boréal"),
    )
    assert got == [("Boréal", EntityReading("none"))]


def test_the_rule_files_of_the_package_pass_their_own_tests() -> None:
    built = make_book((), code_rules(), builtin_files())
    assert built.errors == []
    assert [str(error) for one in built.declared for error in run_tests(one, read_sentence)] == []
    assert {"header.replaces", "header.replaces-below"} <= {r.id for r in built.rules if r.essential}


def test_a_built_in_rule_file_can_be_extended(tmp_path: Path) -> None:
    more = {
        "extends": "header.replaces",
        "find": {"regex+": "(?i)nouvelle version du (?P<quoi>communiqué[^.]{3,60})"},
        "tests": {
            "match": [
                {"text": "Nouvelle version du communiqué de lundi", "zone": "headline", "gives": "communiqué de lundi"}
            ]
        },
    }
    made = book(tmp_path, more, builtin=True)
    (one,) = [r for r in made.declared if r.spec.id == "header.replaces"]
    assert (one.builtin, len(one.spec.match)) == (False, 3)


def test_a_list_of_bodies_gives_them_their_name_and_type(tmp_path: Path) -> None:
    body = {"name": "Collectif des Berges", "alias": ["Berges en commun"], "type": "association"}
    made = book(
        tmp_path,
        rule(
            field="organisations",
            type=None,
            find={"terms": [body]},
            confidence=0.95,
            tests=both_ways(
                "Berges en commun agit.", {"text": "Berges en commun", "canonical": "Collectif des Berges"}
            ),
        ),
        builtin=True,
    )
    text = "Communiqué\n\nLe maire a reçu Berges en commun lundi. Le Collectif des Berges est satisfait.\n"
    record = Pressmine(made.rules).extract_text(text)
    (found,) = [o for o in record.organisations if "Berges" in o.name]
    assert (found.name, found.aliases, found.type) == ("Collectif des Berges", ("Berges en commun",), "association")
    assert [m.text for m in found.mentions] == ["Berges en commun", "Collectif des Berges"]


def test_every_list_of_the_record_takes_what_a_rule_says(tmp_path: Path) -> None:
    quoted = rule(
        id="essai.parole",
        field="quotes",
        type=None,
        find={"pattern": "{PER:speaker} confie : {TEXT:mots}"},
        set={"span": "{mots}"},
        tests=both_ways("Anne Marchal confie : nous irons plus loin", {"text": "nous irons plus loin"}),
    )
    desk = rule(
        id="essai.contact",
        field="contacts",
        type=None,
        find={"pattern": "votre interlocutrice : {PER:name}, {PHONE:phone}, {EMAIL:email}"},
        tests=both_ways(
            "Votre interlocutrice : Anne Marchal, 01 99 00 12 34, A@b.example", {"emails": ["a@b.example"]}
        ),
    )
    kind = rule(
        id="essai.genre",
        field="document.kind",
        type=None,
        find={"pattern": "note d'information"},
        set={"value": "article"},
        confidence=0.99,
        tests=both_ways("Note d'information", {"value": "article"}),
    )
    made = book(tmp_path, quoted, desk, kind, builtin=True)
    record = Pressmine(made.rules).extract_text(
        "Note d'information\n\nUne rivière pour tous\n\nAnne Marchal confie : nous irons plus loin\n\n"
        "Votre interlocutrice : Anne Marchal, 01 99 00 12 34, a.marchal@orvelle.example\n"
    )
    (person,) = record.persons
    assert record.document.kind == "article"
    assert [(q.text, q.speaker) for q in record.quotes] == [("nous irons plus loin", person.ref)]
    assert [(c.name, c.phones) for c in record.contacts] == [("Anne Marchal", ("+33199001234",))]


def test_the_context_of_a_change_moves_what_a_rule_in_python_says(tmp_path: Path) -> None:
    document = read_sentence("Rendez-vous le 3 mars 2027 à Dreux.", ZoneKind.BODY)

    def said(**change: Any) -> list[float]:
        path = write(tmp_path / "r.yaml", {"extends": "date.day-month", **change})
        dates = next(r for r in open_book([path], installed=False).rules if r.id == "date.day-month")
        return [item.confidence for item in dates.find(document)]

    (before,) = said(priority=1)
    assert said(context=[{"words": "Dreux", "by": -0.2}]) == [pytest.approx(before - 0.2)]
    assert said(context=[{"words": "Dreux", "to": 0.6}]) == [0.6]
    assert said(context=[{"words": "Dreux", "to": 0.4}]) == []
    assert said(context=[{"words": "Dreux", "to": 0.4}], least=0.3) == [0.4]
    assert said(confidence=0.3) == [0.3]
