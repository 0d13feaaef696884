"""Two runs give the same bytes, whatever the hash seed, the locale and the workers; and the same as from Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressmine.record import Record
from pressmine.sinks.json_text import to_json
from tests.conftest import Command
from tests.samples import copy_samples

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine

# One process of the suite makes the runs: another would make them again.
pytestmark = pytest.mark.xdist_group("runs")


@pytest.fixture(scope="module")
def runs(command: Command, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    top = tmp_path_factory.mktemp("runs")
    copy_samples(top / "in")
    for name, workers, env in (
        ("one", "1", {"PYTHONHASHSEED": "1"}),
        ("two", "3", {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "Pacific/Auckland"}),
    ):
        done = command("run", top / "in", "--out", top / name, "--workers", workers, env=env)
        assert done.returncode == 0, done.stderr
    return top / "in", top / "one", top / "two"


def contents(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*.json*")) if p.is_file()}


def test_two_runs_give_the_same_bytes(runs: tuple[Path, Path, Path]) -> None:
    _, one, two = (contents(path) for path in runs)
    manifests = [json.loads(files.pop("manifest.json")) for files in (one, two)]
    assert one == two
    assert len(one) > 1
    for manifest in manifests:
        assert manifest.pop("seconds")["total"] > 0
    assert manifests[0] == manifests[1]


def test_python_gives_what_the_command_line_writes(runs: tuple[Path, Path, Path], pm: Pressmine) -> None:
    folder, out, _ = runs
    path = min(folder.glob("*.txt"))
    record = pm.extract(path)
    assert isinstance(record, Record)
    assert to_json(record) == (out / "records" / f"{path.name}.json").read_text(encoding="utf-8")


def test_a_document_does_not_depend_on_those_before_it(runs: tuple[Path, Path, Path], pm: Pressmine) -> None:
    folder, _, _ = runs
    path = min(folder.glob("*.txt"))
    before = to_json(pm.extract(path))
    pm.extract_text("Brest, le 3 mai 2019\n\nLa société Karvel SAS emploie 25 salariés à Brest.\n")
    assert to_json(pm.extract(path)) == before
