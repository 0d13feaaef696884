"""What installed packages bring: the example package is installed and run, as its README says."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command

ARTICLE = """Orvelle au salon des énergies
=============================

Dreux, le 3 mars 2026. Orvelle accueillera ses clients sur le stand B42 du salon. #Solaire
"""


def path_with(folder: Path) -> dict[str, str]:
    """An environment in which Python finds the packages of a folder, too."""
    return {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(folder)])}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the example package is installed."""
    target = tmp_path_factory.mktemp("site")
    copy = tmp_path_factory.mktemp("plugin") / "plugin"
    subprocess.run(["cp", "-r", str(ROOT / "examples/plugin"), str(copy)], check=True)  # no build leftovers in the tree
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, "--target", str(target), str(copy)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "salon.rst").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_rules_reader_and_sink_of_a_package(command: Command, site: Path, articles: Path, tmp_path: Path) -> None:
    out, table = tmp_path / "out", tmp_path / "resume.csv"
    done = command("run", articles, "--out", out, "--sink", f"tableau={table}", env=path_with(site))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"1 records in {table}"
    record = json.loads((out / "records/salon.rst.json").read_bytes())
    assert record["document"]["title"] == "Orvelle au salon des énergies"
    assert [e["value"] for e in record["extra"]["stands"]] == ["B42"]
    assert [e["value"] for e in record["extra"]["mots_dieses"]] == ["Solaire"]
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    assert rows[1][:3] == ["salon.rst", "Orvelle au salon des énergies", "2026-03-03"]


def test_without_the_package_nothing_of_it_is_there(command: Command, articles: Path, tmp_path: Path) -> None:
    done = command("run", articles, "--out", tmp_path / "out")
    assert done.stdout.startswith("0 files read: 0 records, 0 failures; 1 skipped (1 .rst)\n")
    assert done.returncode == 1
    done = command("run", articles, "--out", tmp_path / "out", "--sink", "tableau=x.csv")
    assert done.returncode == 1
    assert done.stderr.startswith("pressmine: --sink tableau=x.csv: there is no sink 'tableau'; ")


def test_a_rule_of_a_package_can_be_switched_off(command: Command, site: Path, tmp_path: Path) -> None:
    path = tmp_path / "regles.yaml"
    path.write_text("pressmine: 1\nrules:\n  - {extends: exemple.mot-diese, enabled: false}\n", encoding="utf-8")
    done = command("rules", "list", "--rules", path, env=path_with(site))
    listed = {line.split("\t")[0]: line for line in done.stdout.splitlines()}
    assert listed["exemple.mot-diese"].endswith("(switched off)")
    assert "salons.yaml" in listed["exemple.stand"]


def test_a_package_whose_rules_break_is_named(command: Command, tmp_path: Path) -> None:
    info = tmp_path / "casse-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: casse\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[pressmine.rules]\ncasse = pas_de_module:rules\n", encoding="utf-8")
    done = command("rules", "list", env=path_with(tmp_path))
    assert done.returncode == 1
    assert done.stderr == (
        "pressmine: the rules of the package behind the entry point 'casse' can't be loaded: "
        "ModuleNotFoundError: No module named 'pas_de_module'\n"
    )
