"""Folders of articles, and runs over them with a stand-in for the pipeline."""

from __future__ import annotations

import json
from pathlib import Path

from pressmine.batch import Batch, Limits, Options
from tests.fakes import PRODUCED_BY, FakeEngine, is_text


def put(folder: Path, name: str, text: str) -> None:
    """Write a file, with the folders above it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def harmless(folder: Path, count: int) -> None:
    """So many articles."""
    for number in range(count):
        put(folder, f"{number:02}.txt", f"Titre {number}\n\nUn texte, le numéro {number}.\n")


def run(
    folder: Path,
    out: Path | None,
    workers: int | None = None,
    limits: Limits = Limits(),  # noqa: B008 - it is frozen
    force: bool = False,
    prune: bool = False,
) -> Batch:
    """Run to the end; what comes back has its manifest."""
    options = Options(workers=workers, limits=limits, force=force, prune=prune)
    batch = Batch(folder, out, FakeEngine, is_text, options, lambda: PRODUCED_BY)
    for _ in batch.steps():
        pass
    return batch


def outputs(out: Path, below: str = "") -> dict[str, object]:
    """Every file that a run shows, by name; the manifest without its times."""
    found: dict[str, object] = {}
    for path in sorted((out / below).rglob("*")):
        name = path.relative_to(out)
        if not path.is_file() or ".pressmine" in name.parts:
            continue
        if str(name) == "manifest.json":
            manifest = json.loads(path.read_bytes())
            del manifest["seconds"]
            found[str(name)] = manifest
        else:
            found[str(name)] = path.read_bytes()
    return found
