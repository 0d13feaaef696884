"""The wheel holds all that a run needs: built, unpacked elsewhere, run from there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


def in_process(*arguments: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, and the wheel that is built from it."""
    out = tmp_path_factory.mktemp("dist")
    in_process("-m", "build", "--no-isolation", "--outdir", out)
    return out


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (path,) = dist.glob("*.whl")
    return path


def test_the_source_distribution_holds_pages_examples_and_what_they_show(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("docs", "examples", "schemas", "corpus"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert files and {path.relative_to(ROOT).as_posix() for path in files} <= inside
    assert not any(name.startswith(("tests/", "output/", ".venv")) for name in inside)


def test_every_file_of_the_package_is_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "pressmine").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    schemas = {f"pressmine/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")}
    assert inside == package | schemas


def test_it_says_licence_and_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = {name.rsplit("/", 1)[-1]: archive.read(name).decode() for name in archive.namelist() if "-info/" in name}
    assert "License-Expression: MIT" in info["METADATA"]
    assert {"Source", "Documentation", "Changelog"} <= set(re.findall(r"^Project-URL: (\w+),", info["METADATA"], re.M))
    links = re.findall(r"\]\(([^)#]+)", info["METADATA"])
    assert len(links) > 10 and [link for link in links if not link.startswith("https://")] == []
    assert "/docs/report.png?raw=true" in info["METADATA"]
    assert "MIT License" in info["LICENSE"]
    assert "pressmine = pressmine.cli:main" in info["entry_points.txt"]


def test_it_runs_outside_the_tree(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    env = {"PYTHONPATH": str(site)}
    where = in_process("-c", "import pressmine; print(pressmine.__file__)", cwd=tmp_path, env=env)
    assert Path(where.strip()).is_relative_to(site)
    article = ROOT / "examples" / "communique.txt"
    command = ("-m", "pressmine", "extract", article)
    outside = in_process(*command, cwd=tmp_path, env=env)
    inside = in_process(*command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT / "src")})
    assert outside == inside, "the same bytes, the digest of rules and word lists among them"
    assert json.loads(outside)["document"]["source"] == "communique.txt"


def test_the_image_copies_what_is_there_and_runs_as_nobody() -> None:
    # it is built in no test, for want of a network; what its steps name is
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [
        word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    ]
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"src", "schemas", "pyproject.toml", "constraints.txt"} <= set(copied)
    for name in copied:
        assert (ROOT / name).exists() and name not in left_out, name
    names = [line.split()[0] for line in lines if line and not line.startswith(("#", " "))]
    assert names.index("USER") < names.index("ENTRYPOINT") and "USER pressmine" in lines
