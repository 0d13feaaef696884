"""The pages about rules, tried as a newcomer would: files written as they are shown, commands run in their order."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from pressmine.rulebook import load_rules
from pressmine.rules import builtin_files
from pressmine.rules.declared.keys import FILE, RULE, Key
from pressmine.rules.declared.reference_page import json_schema, reference
from pressmine.rules.declared.slots import SLOTS
from tests.conftest import ROOT, Command
from tests.declared.making import write

GUIDE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
PLUGINS = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def test_the_guide_from_nothing_to_a_pack(inside: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    shutil.copy(ROOT / "examples" / "communique.txt", tmp_path / "articles")
    ran = 0
    for language, block in _BLOCK.findall(GUIDE):
        named = re.match(r"# (\S+\.yaml)\n", block)
        if language == "yaml" and named:
            (tmp_path / named[1]).write_text(block, encoding="utf-8")
        if language == "console":
            for line in re.split(r"^\$ ", block, flags=re.M)[1:]:
                said, _, promised = line.partition("\n")
                run(inside, tmp_path, said, promised)
                ran += 1
    assert ran >= 12


def run(command: Command, place: Path, line: str, promised: str) -> None:
    """Run a command of the page; what it prints holds the lines that stand below it."""
    words, _, target = line.partition(" > ")
    name, *arguments = shlex.split(words)
    assert name == "pressmine", line
    done = command(*arguments)
    assert (done.returncode, line) == (0, line), done.stderr
    assert done.stdout, line
    if target:
        (place / target).write_text(done.stdout, encoding="utf-8")
    assert [shown for shown in promised.splitlines() if shown not in done.stdout.splitlines()] == [], line


def test_what_the_guide_says_of_a_near_miss(inside: Command, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(inside("rules", "new").stdout, encoding="utf-8")
    done = inside("rules", "try", "Orvelle recrutera bientôt 40 techniciens.", "--rules", tmp_path / "r.yaml")
    last = done.stdout.splitlines()[-1]
    assert last == "near  emploi.recrutement at “recrutera”: expected encore or {COUNT}, found 'bientôt'"
    assert last in GUIDE


def test_rules_shown_in_part_are_rules(tmp_path: Path) -> None:
    whole = [block for language, block in _BLOCK.findall(GUIDE) if language == "yaml" and block.startswith("- id:")]
    assert whole
    for block in whole:
        (rule,) = yaml.safe_load(block)
        assert load_rules([write(tmp_path / "r.yaml", rule)], builtin=False, installed=False).rules


def test_the_python_of_the_plugin_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: Command) -> None:
    import pressmine.component  # what the entry point does where pressmine is installed

    assert pressmine.component.create
    monkeypatch.chdir(tmp_path)
    (tmp_path / "regles.yaml").write_text(inside("rules", "new").stdout, encoding="utf-8")
    (block,) = [block for language, block in _BLOCK.findall(PLUGINS) if language == "python"]
    names: dict[str, object] = {}
    exec(compile(block, "<plugins.md>", "exec"), names)
    assert names["doc"]._.pressmine.figures[0].value == 4500000  # type: ignore[attr-defined]


def test_reference_and_schema_are_what_the_code_says() -> None:
    again = "written anew by `pressmine rules reference > docs/rules-reference.md`"
    assert (ROOT / "docs" / "rules-reference.md").read_text(encoding="utf-8") == reference(), again
    shown = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    again = "written anew by `pressmine rules schema > schemas/rules-1.json`"
    assert (ROOT / "schemas" / "rules-1.json").read_text(encoding="utf-8") == shown, again


def names_of(keys: tuple[Key, ...]) -> list[str]:
    return [name for key in keys for name in (key.name, *names_of(key.inside))]


def test_the_reference_leaves_nothing_out() -> None:
    text = reference()
    assert [name for name in names_of((*FILE, *RULE)) if f"`{name}`" not in text] == []
    assert [slot for slot in SLOTS if f"`{{{slot}}}`" not in text] == []


@pytest.mark.parametrize("path", [*sorted((ROOT / "examples").rglob("*.yaml")), *builtin_files()], ids=lambda p: p.name)
def test_the_schema_takes_the_examples_and_pressmines_own(path: Path) -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    wrong = {"pressmine": 1, "rules": [{"id": "a", "contxt": 1}]}
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(wrong)
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid({"pressmine": 2, "rules": []})


def test_the_template_has_each_key_on_a_line_of_its_own(inside: Command) -> None:
    lines = inside("rules", "new").stdout.splitlines()
    keys = [line.split(":")[0].lstrip(" -") for line in lines if ":" in line and not line.lstrip().startswith("#")]
    assert {"id", "says", "field", "type", "where", "find", "set", "unless", "context", "confidence", "tests"} <= {
        *keys
    }


def test_the_example_pack_loads_and_is_big_enough() -> None:
    book = load_rules([ROOT / "examples" / "rules", ROOT / "examples" / "reglages"], installed=False)
    assert len(book.own) >= 12
    assert [name for name, _ in book.disabled] == ["date.feast"]
