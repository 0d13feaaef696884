"""Trying, warnings, statistics, differences, explanations: what someone who writes rules sees."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from pressmine.errors import RuleFileError, RunError
from pressmine.project import project_rules
from pressmine.rulebook import load_rules, open_book
from pressmine.rules.declared.nodes import Place, Text
from pressmine.rules.declared.regexes import MAX_LINE, compile_regex
from pressmine.workshop import warn
from pressmine.workshop.stats import measure
from tests.conftest import ROOT, Command
from tests.declared.making import both_ways, rule, write

ARTICLE = """Communiqué de presse

Orvelle agrandit son atelier

Dreux, le 3 mars 2026. La société Orvelle a levé 4,5 M€ auprès de fonds régionaux. L'atelier ouvrira le 30 juin.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    (place / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return place


def warned(tmp_path: Path, *rules: dict[str, Any]) -> list[str]:
    """The warnings about these rules, without their places."""
    book = load_rules([write(tmp_path / "r.yaml", *rules)], builtin=False, installed=False)
    return [line.split(": ", 1)[1] for line in warn.warnings(book)]


def test_duplicate_and_shadowed_rules(tmp_path: Path) -> None:
    assert warned(tmp_path, rule()) == []
    assert warned(tmp_path, rule(), rule(id="essai.autre", priority=2)) == [
        "essai.somme: duplicate: finds and sets the same as essai.autre",
        "essai.somme: shadowed: essai.autre wins in every one of its tests",
    ]


def test_dead_lists_and_rules_that_are_switched_off(tmp_path: Path) -> None:
    names = both_ways("Le BTP recrute.", "BTP")
    long = rule(type="text", find={"terms": ["BTP", "textile"]}, tests=names)
    short = rule(id="essai.court", type="text", find={"terms": ["BTP"]}, tests=names, confidence=0.9)
    assert "essai.court: dead: 1 term, all in essai.somme" in warned(tmp_path, long, short)
    assert warned(tmp_path, rule(enabled=False)) == ["essai.somme: switched off; its tests are not run"]


def test_slow_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warn, "SLOW", 0.0)
    (line,) = warned(tmp_path, rule())
    assert line.startswith("essai.somme: slow: ")
    assert line.endswith(" microseconds for a thousand characters of its tests")


def test_check_counts_rules_and_warnings(inside: Command, tmp_path: Path) -> None:
    path = write(tmp_path / "r.yaml", rule(), rule(id="essai.autre", field="extra.autres"))
    done = inside("rules", "check", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "2 rules, 0 warnings"


def test_stats_count_hits_and_judge_them_by_gold(folder: Path) -> None:
    gold = {"dates": [{"text": "3 mars 2026", "value": "2026-03-03"}], "figures": [], "organisations": []}
    (folder / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    tallies = {t.rule: t for t in measure(folder, load_rules([ROOT / "examples/rules"], installed=False))}
    assert (tallies["financement.levee"].hits, tallies["financement.levee"].kept) == (1, 1)
    assert tallies["financement.levee"].seconds > 0
    days = tallies["date.day-month"]
    assert (days.hits, days.kept, days.right, days.judged) == (2, 2, 1, 2)
    assert tallies["financement.contrat"].hits == 0


def test_stats_see_rules_that_disagree(tmp_path: Path, folder: Path) -> None:
    other = rule(id="essai.autre", find={"pattern": "a <lever> {MONEY:montant}"}, priority=2)
    other["tests"]["match"][0]["gives"] = "a levé 4,5 M€"
    book = load_rules([write(tmp_path / "r.yaml", rule(), other)], builtin=False, installed=False)
    tallies = {t.rule: t for t in measure(folder, book)}
    assert (tallies["essai.somme"].lost, tallies["essai.somme"].overlap, tallies["essai.somme"].conflict) == (1, 1, 1)
    assert tallies["essai.autre"].kept == 1


def test_stats_print_a_table(inside: Command, folder: Path) -> None:
    done = inside("rules", "stats", folder, "--rules", ROOT / "examples/rules")
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["rule", "hits", "kept", "merged", "lost", "overlap", "conflict", "ms", "precision"]
    assert any(line.startswith("financement.levee ") for line in lines)
    assert lines[-1].startswith("without a hit: ")
    lines = inside("rules", "stats", folder, "--mine", "--rules", ROOT / "examples/rules").stdout.splitlines()
    assert lines[1].startswith("financement.levee ") and not any(line.startswith("date.") for line in lines)
    assert "give --rules" in inside("rules", "stats", folder, "--mine").stderr


def test_diff_shows_what_is_gained_lost_and_changed(inside: Command, folder: Path, tmp_path: Path) -> None:
    off = {"extends": "date.day-month", "enabled": False}
    new = write(tmp_path / "r.yaml", rule(), off)
    lines = inside("rules", "diff", "none", new, folder).stdout.splitlines()
    sentence = "La société Orvelle a levé 4,5 M€ auprès de fonds régionaux."
    assert f"+ a.txt extra.sommes 96-107 “levé 4,5 M€” 4500000  | {sentence}" in lines
    assert any(line.startswith("- a.txt dates ") and "“30 juin” value='2026-06-30'" in line for line in lines)
    back = inside("rules", "diff", new, "none", folder).stdout.splitlines()
    gained, lost, changed = (int(part.split()[0]) for part in lines[-1].split(", "))
    assert back[-1] == f"{lost} gained, {gained} lost, {changed} changed"


def test_what_explain_names_is_switched_off_and_lowered_by_that_name(
    inside: Command, folder: Path, tmp_path: Path
) -> None:
    said = explained(inside, folder / "a.txt")
    assert "names.unknown, confidence 0.3\n" in said
    assert "  rule     model.entities: Ce que le modèle" in said
    model = next(line.split()[2].rstrip(",") for line in said.splitlines() if " — fr_core_news_md-" in line)
    path = write(
        tmp_path / "r.yaml", {"extends": "names.unknown", "enabled": False}, {"extends": model, "confidence": 0.1}
    )
    changed = explained(inside, folder / "a.txt", "--rules", path)
    assert "names.unknown" not in changed
    lines = [line for line in changed.splitlines() if f" {model}," in line]
    assert lines and all(float(line.rpartition(" ")[2]) == 0.1 for line in lines)


def test_why_not_tells_what_a_change_refuses(inside: Command, folder: Path, tmp_path: Path) -> None:
    change = {"extends": "date.day-month", "unless": ["<ouvrir>"]}
    said = explained(
        inside, folder / "a.txt", "--field", "dates", "--why-not", "--rules", write(tmp_path / "r.yaml", change)
    )
    assert "came near: 1\n  date.day-month at " in said
    assert "“30 juin”: unless: '<ouvrir>' stands in the sentence" in said


def test_stats_count_what_the_model_says_for_its_rule(folder: Path) -> None:
    tallies = {tally.rule: tally for tally in measure(folder, load_rules((), installed=False))}
    assert tallies["model.entities"].hits > 0
    assert not any(name.startswith("fr_core_news_md") for name in tallies)


def test_list_tells_where_rules_come_from(inside: Command, tmp_path: Path) -> None:
    path = write(tmp_path / "r.yaml", rule(), {"extends": "date.feast", "enabled": False})
    listed = {
        line.split("\t")[0]: line.split("\t") for line in inside("rules", "list", "--rules", path).stdout.splitlines()
    }
    assert listed["essai.somme"] == ["essai.somme", "extra.sommes", f"{path}:3", "Une somme levée."]
    assert listed["date.feast"][3] == "(switched off)"
    assert listed["date.day-month"][1:3] == ["dates", "built-in"]
    assert listed["header.issuer.title"][1] == "document.issuer"


def test_show_prints_a_rule_as_it_is_written(inside: Command, tmp_path: Path) -> None:
    path = write(tmp_path / "r.yaml", rule(), {"extends": "header.replaces", "confidence": 0.7}, rule(id="essai.autre"))
    shown = inside("rules", "show", "essai.somme", "--rules", path).stdout.splitlines()
    assert (shown[0], shown[1], shown[-1]) == (f"# {path}:3", "- id: essai.somme", "    - Orvelle a levé le voile.")
    shown = inside("rules", "show", "header.replaces", "--rules", path).stdout.splitlines()
    assert shown[1] == "  - id: header.replaces"
    assert shown[-3:] == [f"# {path}:{shown[-3].rpartition(':')[2]}", "- extends: header.replaces", "  confidence: 0.7"]
    assert "written in Python" in inside("rules", "show", "date.feast").stdout
    done = inside("rules", "show", "date.fest")
    assert (done.returncode, done.stderr) == (1, "pressmine: unknown rule 'date.fest': did you mean 'date.feast'?\n")


def explained(inside: Command, path: Path, *arguments: object) -> str:
    done = inside("explain", path, *[str(argument) for argument in arguments])
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_explain_tells_rule_cues_decision_and_value(inside: Command, folder: Path) -> None:
    said = explained(inside, folder / "a.txt", "--text", "30 juin")
    assert "“30 juin”\n  completed — date.day-month, confidence 0.95\n" in said
    assert "  rule     Un jour et son mois : " in said
    assert "  missing  year\n" in said
    assert "  record   value=2026-06-30 " in said
    at = ARTICLE.index("Orvelle a levé")
    assert "entity label=organisation" in explained(inside, folder / "a.txt", "--at", at)
    assert "3 mars 2026" not in explained(inside, folder / "a.txt", "--field", "figures")


def test_explain_tells_why_not(inside: Command, folder: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "r.yaml", rule(unless=["<fonds>"]))
    said = explained(inside, folder / "a.txt", "--field", "extra.sommes", "--rules", path, "--why-not")
    assert said == (
        "no rule proposes anything here\n"
        "came near: 1\n"
        "  essai.somme at 96-107 “levé 4,5 M€”: unless: '<fonds>' stands in the sentence\n"
    )


def test_explain_tells_who_won(inside: Command, folder: Path, tmp_path: Path) -> None:
    denied = rule(field="not.figures", type=None, set={"span": "{montant}", "reason": "pas un chiffre"}, priority=1)
    denied["tests"]["match"][0]["gives"] = "4,5 M€"
    path = write(tmp_path / "r.yaml", denied)
    said = explained(inside, folder / "a.txt", "--text", "4,5 M€", "--field", "figures", "--rules", path)
    assert "  lost — figure.money, confidence 0.95\n" in said
    assert "  because  essai.somme is surer evidence for this place\n" in said
    assert "  kept — essai.somme, confidence 0.8\n" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--at", "99999"), "pressmine: --at 99999: the text has "),
        (("--text", "jamais"), "pressmine: --text 'jamais': the text does not say so"),
        (("--field", "date"), "pressmine: --field 'date': expected one of dates, "),
    ],
)
def test_explain_refuses_what_is_not_there(
    inside: Command, folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = inside("explain", folder / "a.txt", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(message)


def test_a_project_names_its_rules(inside: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder.parent / "projet"
    (place / "sous").mkdir(parents=True)
    write(place / "regles.yaml", rule())
    (place / "pyproject.toml").write_text('[tool.pressmine]\nrules = ["regles.yaml"]\n', encoding="utf-8")
    monkeypatch.chdir(place / "sous")
    assert project_rules() == (place.resolve() / "regles.yaml",)
    record = json.loads(inside("extract", folder / "a.txt").stdout)
    assert [e["value"] for e in record["extra"]["sommes"]] == [4500000]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('x = 1\n[tool.pressmine]\nrules = "r.yaml"\n', "pyproject.toml:2:1: `rules` must be a list of paths"),
        ("[tool.pressmine\n", "pyproject.toml:1:1: not valid TOML: "),
    ],
)
def test_a_project_that_cannot_be_read(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError) as error:
        project_rules(tmp_path)
    assert message in str(error.value)


def test_a_run_takes_rules_and_says_who_failed(
    inside: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fragile_regles.py").write_text(
        "from pressmine.offsets import ViewSpan\n\ndef trouve(document):\n"
        "    if 'essai' in document.text:\n        yield ViewSpan(0, 5)\n"
        "    elif 'Orvelle' in document.text:\n        raise ValueError('trop de mots')\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    bad = rule(
        id="essai.fragile", type="text", find={"python": "fragile_regles:trouve"}, tests=both_ways("Un essai.", "Un es")
    )
    out = tmp_path / "out"
    done = inside("run", folder, "--out", out, "--rules", write(tmp_path / "r.yaml", rule(), bad))
    assert done.returncode == 0
    assert "the rule essai.fragile was left out: ValueError: trop de mots (1 record)" in done.stdout
    assert any(line.split() == ["extra.sommes", "1", "1"] for line in done.stdout.splitlines())
    record = json.loads((out / "records/a.txt.json").read_bytes())
    assert [e["value"] for e in record["extra"]["sommes"]] == [4500000]
    assert record["diagnostics"][-1]["code"] == "rule-failed"


def test_a_pattern_with_too_many_ways_is_left_out(inside: Command, tmp_path: Path) -> None:
    many = " ".join(f"[{{TEXT:{name}}}]" for name in "abcdefgh")
    heavy = rule(
        type="object",
        find={"pattern": f"début {many} fin finale"},
        tests=both_ways("début x fin finale", "début x fin finale"),
    )
    place = tmp_path / "in"
    place.mkdir()
    (place / "a.txt").write_text(
        "Communiqué\n\nDans le début " + "mot " * 80 + "fin. La finale est là.\n", encoding="utf-8"
    )
    done = inside("run", place, "--out", tmp_path / "out", "--rules", write(tmp_path / "r.yaml", heavy))
    assert (
        "the rule essai.somme was left out: TooSlow: a pattern took more than 200000 steps on one line" in done.stdout
    )


def test_a_book_without_files_is_the_built_in_one() -> None:
    assert [r.id for r in open_book((), installed=False).rules] == [r.id for r in load_rules((), installed=False).rules]


def test_a_zone_that_is_none(inside: Command) -> None:
    done = inside("rules", "try", "Bonjour.", "--zone", "corps")
    assert done.returncode == 1
    assert done.stderr.startswith("pressmine: --zone 'corps': expected one of headline, ")
    with pytest.raises(RunError, match="two rules are called 'a'"):
        from pressmine.evidence import Rule

        open_book([Rule("a", "Une.", lambda document: []), Rule("a", "Deux.", lambda document: [])], builtin=False)


def test_try_shows_ones_own_rules_while_a_test_fails(inside: Command, tmp_path: Path, folder: Path) -> None:
    phrase = "Orvelle a levé 4,5 M€ le 12 mars 2024."
    file = write(tmp_path / "r.yaml", rule(tests=both_ways("Orvelle a levé 4,5 M€.", "levé 9 M€")))
    done = inside("rules", "try", phrase, "--rules", file)
    assert done.returncode == 0
    assert done.stderr == "pressmine: 1 test of your rules fails; `pressmine rules test` says why\n"
    (own,) = done.stdout.splitlines()
    assert "essai.somme" in own
    everything = inside("rules", "try", phrase, "--rules", file, "--all").stdout.splitlines()
    assert everything[0] == own and any("12 mars 2024" in line for line in everything[1:])
    assert "12 mars 2024" in inside("rules", "try", phrase).stdout, "without rules of one's own, all are shown"
    nothing = inside("rules", "try", "Le 12 mars 2024.", "--rules", file).stdout
    assert nothing.startswith("no rule of yours finds anything")
    done = inside("explain", folder / "a.txt", "--rules", file, "--field", "dates")
    assert done.returncode == 0 and "1 test of your rules fails" in done.stderr


def test_rules_of_a_folder_are_all_taken(tmp_path: Path) -> None:
    (tmp_path / "sous").mkdir()
    write(tmp_path / "sous" / "b.yml", rule(id="essai.b"))
    write(tmp_path / "a.yaml", rule(id="essai.a"))
    shutil.copy(ROOT / "examples/rules/filieres.csv", tmp_path)
    assert [r.id for r in load_rules([tmp_path], builtin=False, installed=False).rules] == ["essai.a", "essai.b"]


def test_a_rule_that_raises_in_its_tests_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cassees_regles.py").write_text("def trouve(document):\n    return 1 / 0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    path = write(tmp_path / "r.yaml", rule(type="text", find={"python": "cassees_regles:trouve"}))
    with pytest.raises(RuleFileError) as error:
        load_rules([path], builtin=False, installed=False)
    assert (
        str(error.value)
        == f"{path}:3:3: the rule 'essai.somme' raises in its tests: ZeroDivisionError: division by zero"
    )


@pytest.mark.parametrize(
    "expression",
    [
        r"(?:\w+, )+fin",
        r"[a-z]+ \d+",
        r"a{0,99}b{0,99}c",
        r"(?=\w+:)\w+",
        r"\d{1,3}(?: \d{3})*",
        r"\w+(?: \w{1,9})?(?:-\d{1,3})? !",
    ],
)
def test_expressions_that_are_taken_end_in_time(expression: str) -> None:
    pattern = compile_regex(Text.at(expression, Place("r.yaml", 1, 1)))
    for sign in ("a", "1", "a, ", "ab", " ", "1 "):
        line = (sign * MAX_LINE)[:MAX_LINE]
        started = time.perf_counter()
        list(pattern.finditer(line))
        assert time.perf_counter() - started < 2, repr(sign)


@pytest.mark.parametrize(
    "expression",
    [
        r"(a+)+b",
        r"(\w*)*x",
        r"(x+x+)+y",
        r"(?:a|ab|b)+c",
        r".*a.*b",
        r"\s*\s*\s*x",
        r"(?=(a+)+b)a",
        r"(.+)\1+z",
        r"(?:a|aa)+!",
        r"(?:α|αα)+!",
        r"([β-δ]+[α-ω]*)+!",
        r"(?:[ж-я]|жж)+!",
        r"(?:😀|😀😀)+!",
        r"(?:[😀-😎]+😁?)+!",
        r"(?:\w*α)+!",
        r"(x)?(?:(?(1)a|aa)a*)+!",
        r"(x)?(?:(?(1)a)b?a*)+!",
        r"(?i)(?:[a-z]+A?)+!",
        r"(?i:(?:é|ÉÉ)+)!",
        r"(?:[^αω]+[α-ω]?)+!",
        r"[α-ω]*[β-γ]*[γ-δ]*!",
        r"(?:un|une|u)+n!",
        # what may be left out keeps nothing apart
        r"\w+\s*\w*\s*\w*!",
        r"\d*,?\d*\.?\d*€",
        r"\w*(?:-\w*)?\w*(?:/|\w*)!",
        r"\w*(?:a?|b)\w*!",
        r"(x)?\w*(?(1)-)\w*!",
    ],
)
def test_expressions_that_might_run_away_are_refused(expression: str) -> None:
    with pytest.raises(RuleFileError, match="repetition"):
        compile_regex(Text.at(expression, Place("r.yaml", 1, 1)))


@pytest.mark.parametrize(
    ("pattern", "sentence", "said"),
    [
        # words that a gap leaps over are no progress: the word after the verb is what was in the way
        (
            "{ORG:qui} ... <recevoir> (le|un) (prix|trophée) {WORDS:nom} (=,|.|$)",
            "Photonia reçoit le prestigieux prix Innovation.",
            ["“Photonia reçoit le”: expected prix or trophée, found 'prestigieux'"],
        ),
        # of the ways to go on all are named, and a name alone is none where something came further
        (
            "prix {WORDS:nom} (est|a été|fut) <décerner>",
            "Le prix Innovation sera décerné à Photonia.",
            ["“prix Innovation sera décerné à Photonia”: expected est, a or fut, found '.'"],
        ),
        ("<créer> {COUNT:n} emplois", "Photonia crée des emplois", ["“crée”: expected {COUNT}, found 'des'"]),
        (
            "{ORG:qui} recrute {COUNT:n}",
            "Photonia en recrute 12",
            ["“Photonia”: expected recrute, found 'en'"],
        ),
        ("<créer> {COUNT:n} emplois", "Photonia crée 12", ["“crée 12”: expected emplois, found the end of the line"]),
        # words that stand in any text are not near anything
        ("à travers {ORG:qui}", "Photonia ouvre à Dreux un atelier", []),
        ("(fusion|mariage) (de|du) {PARTIES:a} [avec {PARTIES:b}]", "Photonia ouvre un atelier de 40 emplois", []),
        ("(fusion|mariage) de {PARTIES:a} avec {PARTIES:b}", "Le rachat de Photonia avec Orvelle", []),
        (
            "(fusion|mariage) de {PARTIES:a} est <voter>",
            "Le rachat de Photonia est voté",
            ["“de Photonia est voté”: expected fusion or mariage before it, found 'rachat'"],
        ),
        # a fixed word that is missing: the one that opens the pattern, in the middle, at the end
        (
            "subvention de {MONEY:m}",
            "Dreux reçoit une aide de 40 000 euros",
            ["“de 40 000 euros”: expected subvention before it, found 'aide'"],
        ),
        (
            "(<recruter>|<embaucher>) {COUNT:n} personnes",
            "12 personnes arrivent",
            ["“12 personnes”: expected <recruter> or <embaucher> before it, found the beginning of the line"],
        ),
        (
            "appel à (projets|candidatures) {TEXT:objet} jusqu'au {DATE:jour}",
            "Un appel à témoins est ouvert jusqu'au 30 juin 2026",
            ["“appel à”: expected projets or candidatures, found 'témoins'"],
        ),
        ("tour de table de {MONEY:m}", "La table est mise", []),
        ("<saluer> {ORG:qui}", "Photonia remercie Orvelle", []),
    ],
)
def test_a_near_miss_is_what_came_furthest(
    inside: Command, tmp_path: Path, pattern: str, sentence: str, said: list[str]
) -> None:
    path = write(tmp_path / "r.yaml", rule(type="text", find={"pattern": pattern}, set={"value": "essai"}))
    done = inside("rules", "try", sentence, "--rules", path)
    assert [line.partition(" at ")[2] for line in done.stdout.splitlines() if line.startswith("near")] == said
