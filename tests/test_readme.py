"""What the README and the pages under docs/ show is run: every command, every block of Python, every record."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pressmine.sinks.json_text import plain
from tests.conftest import ROOT, Command
from tests.samples import copy_samples

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
#: Pages whose commands need files that the page itself shows, a package or a cluster: tests/declared/, tests/spark/.
ELSEWHERE = ("rules.md", "rules-reference.md", "plugins.md", "scale.md")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks(language: str) -> list[Any]:
    return [
        pytest.param(match[2], id=f"{page.name}-{number}")
        for page in PAGES
        if page.name not in ELSEWHERE
        for number, match in enumerate(_BLOCK.finditer(page.read_text(encoding="utf-8")), 1)
        if match[1] == language
    ]


#: A block that is a file begins with its name.
_FILE = re.compile(r"# (\S+\.(?:yaml|csv|toml))\n")


def files_of(page: str) -> Iterator[tuple[str, str]]:
    """The files that a page shows, each by its name."""
    text = next(path for path in PAGES if path.name == page).read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        named = _FILE.match(match[2])
        if named:
            yield named[1], match[2]


def commands() -> list[Any]:
    """The commands of each page that has some, in their order: a later one may need what an earlier one made."""
    found: dict[str, list[str]] = {}
    for block in blocks("console"):
        page = str(block.id).rpartition("-")[0]
        lines = [line.removeprefix("$ ") for line in block.values[0].splitlines() if line.startswith("$ ")]
        found.setdefault(page, []).extend(lines)
    return [pytest.param(page, lines, id=page) for page, lines in found.items()]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A place that looks like the root of the project to commands and blocks, with a smaller corpus."""
    place = tmp_path / "place"
    place.mkdir()
    copy_samples(place / "corpus")
    for path in (ROOT / "corpus").glob("0[12]-*"):
        (place / "corpus" / path.name).write_bytes(path.read_bytes())
    (place / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    return place


@pytest.mark.parametrize(("page", "lines"), commands())
def test_the_commands_of_a_page_run(
    page: str, lines: list[str], workplace: Path, inside: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    for file, text in files_of(page):
        (workplace / file).write_text(text, encoding="utf-8")
    printed = ""
    for line in lines:
        name, *arguments = shlex.split(line)
        assert name == "pressmine", line
        done = inside(*arguments)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        printed += done.stdout
    assert printed
    shown = [
        line for block in blocks("console") if str(block.id).startswith(page) for line in promised(block.values[0])
    ]
    assert [line for line in shown if line not in printed.splitlines()] == []


def promised(block: str) -> list[str]:
    """What a block shows below its commands."""
    return [line for line in block.splitlines() if line and not line.startswith("$ ")]


@pytest.mark.parametrize("block", blocks("python"))
def test_a_block_of_python_prints_what_it_says(
    block: str, workplace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    exec(compile(block, "<block>", "exec"), {"__name__": "__main__"})
    printed = capsys.readouterr().out.splitlines()
    promised = re.findall(r"# → (.*)", block)
    assert printed[: len(promised)] == promised
    assert printed


def test_the_notebook_runs(
    workplace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    cells = json.loads((ROOT / "examples/notebook.ipynb").read_bytes())["cells"]
    known: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), known)
    assert "40 count 40" in capsys.readouterr().out
    assert known["rows"] and known["pairs"] and not known["failures"]


@pytest.mark.parametrize("block", blocks("json"))
def test_a_record_on_the_page_is_what_comes_out(block: str, pm: Pressmine) -> None:
    shown = json.loads(block)
    record = plain(pm.extract(ROOT / "examples" / shown["document"]["source"]))
    assert list(missing(shown, record, "record")) == []


def missing(shown: Any, actual: Any, where: str) -> Iterator[str]:
    """What a page shows and the record does not have: objects may show some keys only, lists some items only."""
    if isinstance(shown, dict) and isinstance(actual, dict):
        for key, value in shown.items():
            yield from missing(value, actual.get(key, "no such key"), f"{where}.{key}")
    elif isinstance(shown, list) and isinstance(actual, list):
        for item in shown:
            if all(list(missing(item, candidate, where)) for candidate in actual):
                yield f"{where}: {item}"
    elif shown != actual:
        yield f"{where}: the page says {shown!r}, the record {actual!r}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_targets_that_the_pages_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {target for page in PAGES for target in re.findall(r"\bmake ([a-z]+)\b", page.read_text(encoding="utf-8"))}
    assert {"run", "test"} <= named
    assert [target for target in sorted(named) if f"\n{target}:" not in makefile] == []
