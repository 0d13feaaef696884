"""A few articles of the corpus, one for each format: enough for what has to be run several times."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT


def copy_samples(folder: Path) -> list[str]:
    """Copy the first article of each format into `folder`; return their names."""
    folder.mkdir()
    first: dict[str, Path] = {}
    for path in sorted((ROOT / "corpus").iterdir()):
        if path.suffix != ".json":
            first.setdefault(path.suffix, path)
    for path in first.values():
        shutil.copy(path, folder)
    return sorted(path.name for path in first.values())
