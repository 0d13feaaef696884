"""Rule files run code only where the user said so, and read no more than they should."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import pressmine
from pressmine.cli import app
from pressmine.errors import RuleFileError
from pressmine.project import is_own, project_file, project_rules
from pressmine.rulebook import TRUSTED, load_rules
from tests.declared.making import both_ways, rule, write

Command = Callable[..., Any]


@pytest.fixture
def harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rule file that names a module, which leaves a trace wherever it is imported."""
    monkeypatch.delenv(TRUSTED)
    monkeypatch.syspath_prepend(tmp_path)
    name = f"mal_{os.getpid()}_{abs(hash(str(tmp_path))) % 10**8}"
    (tmp_path / f"{name}.py").write_text(
        f"open({str(tmp_path / 'trace')!r}, 'w').close()\ndef trouve(document):\n    return []\n", encoding="utf-8"
    )
    tests = both_ways("Un essai.", "Un essai")
    (tmp_path / "regles").mkdir()
    return write(
        tmp_path / "regles/r.yaml", rule(id="x.y", type="text", find={"python": f"{name}:trouve"}, tests=tests)
    )


def test_a_rule_file_runs_no_code_by_itself(harm: Path) -> None:
    with pytest.raises(RuleFileError, match=r"r\.yaml:\d+:\d+: `python` runs code: give --trust-rules"):
        load_rules([harm], installed=False)
    with pytest.raises(RuleFileError, match="runs code"):
        pressmine.load([harm])
    assert not (harm.parent.parent / "trace").exists()


@pytest.mark.parametrize("arguments", [("rules", "test"), ("rules", "check"), ("rules", "try", "Un essai.", "--rules")])
def test_no_command_does(harm: Path, inside: Command, arguments: tuple[str, ...]) -> None:
    done = inside(*arguments, harm)
    assert done.returncode == 1
    assert "runs code" in done.stderr
    assert not (harm.parent.parent / "trace").exists()


def test_every_command_that_takes_rule_files_can_trust_them() -> None:
    def options(group: Any, name: str = "") -> Iterator[tuple[str, set[str]]]:
        for word, command in getattr(group, "commands", {}).items():
            yield f"{name} {word}", {o for p in command.params for o in (*p.opts, p.name)}
            yield from options(command, f"{name} {word}")

    taking = {name: given for name, given in options(get_command(app)) if given & {"--rules", "paths", "old"}}
    assert {" run", " report", " rules test", " rules try", " rules diff"} <= taking.keys()
    assert not [name for name, given in taking.items() if "--trust-rules" not in given]


@pytest.mark.parametrize("how", ["flag", "file", "folder"])
def test_a_file_that_is_trusted_runs_it(harm: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how != "flag":
        monkeypatch.setenv(TRUSTED, os.pathsep.join(["/nowhere", str(harm if how == "file" else harm.parent)]))
    with pytest.raises(RuleFileError, match="test"):  # it was run, and found nothing
        load_rules([harm], installed=False, trust=how == "flag")
    assert (harm.parent.parent / "trace").exists()


def test_a_place_beside_a_trusted_one_is_not(harm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TRUSTED, f"{harm.parent}-andere")
    with pytest.raises(RuleFileError, match="runs code"):
        load_rules([harm], installed=False)


def test_the_project_of_somebody_else_is_not_taken(tmp_path: Path) -> None:
    write(tmp_path / "r.yaml", rule())
    file = tmp_path / "pyproject.toml"
    file.write_text('[tool.pressmine]\nrules = ["r.yaml"]\n', encoding="utf-8")
    assert project_file(tmp_path) == file.resolve()
    assert project_rules(tmp_path) == (tmp_path.resolve() / "r.yaml",)
    for path in (file, tmp_path):
        mode = path.stat().st_mode
        path.chmod(0o777)
        assert not is_own(file)
        assert project_rules(tmp_path) == ()
        path.chmod(mode)


@pytest.mark.skipif(os.geteuid() != 0, reason="gives a file to another user")
def test_a_file_of_another_user_is_not_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.pressmine]\n", encoding="utf-8")
    assert is_own(file)
    os.chown(file, 12345, 12345)
    assert not is_own(file)


def test_a_run_says_first_whose_settings_it_takes(
    tmp_path: Path, inside: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "r.yaml", rule())
    file = tmp_path.resolve() / "pyproject.toml"
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)

    def first() -> str:
        return str(inside("run", "in", "--out", "out").stderr).splitlines()[0]

    file.write_text('[tool.pressmine]\nrules = ["r.yaml"]\n', encoding="utf-8")
    assert first() == f"pressmine: settings from {file}"
    file.chmod(0o666)
    assert first() == f"pressmine: {file} is not taken: others may write it or its folder"
    file.chmod(0o644)
    file.write_text("[tool.pressmine]\n", encoding="utf-8")
    assert "settings" not in first(), "an empty table sets nothing"


def test_a_list_is_a_regular_file_of_bounded_size_and_its_head_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("mot-de-passe-s3cret\nx\n", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "lien.csv").symlink_to("/dev/zero")
    for name, message in (
        ("secret.csv", "column 1 is unknown"),
        ("pipe.csv", "not a regular file"),
        ("lien.csv", "not a regular file"),
    ):
        with pytest.raises(RuleFileError, match=message) as error:
            load_rules([write(tmp_path / "r.yaml", rule(find={"terms": name}, type="text"))], installed=False)
        assert "s3cret" not in str(error.value)
    monkeypatch.setattr("pressmine.french.known.MAX_TABLE", 100)
    (tmp_path / "long.csv").write_text("name\n" + "Orvelle\n" * 50, encoding="utf-8")
    with pytest.raises(RuleFileError, match="more than 100 bytes"):
        load_rules([tmp_path / "long.csv"], installed=False)
