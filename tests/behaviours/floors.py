"""The floors that `make test` holds, and those of earlier commits."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.behaviours.fill import HERE, BehaviourError
from tests.behaviours.template import CAPABILITIES

FLOORS = HERE / "floors.csv"


def read_floors(text: str) -> dict[str, int]:
    """How many sampled articles of each capability pass, at least."""
    lines = [line.split(";") for line in text.splitlines() if line.strip() and line[0] != "#"][1:]
    floors = {name: int(floor) for name, floor in lines}
    if unknown := floors.keys() - set(CAPABILITIES):
        raise BehaviourError(f"floors.csv: no capability: {', '.join(sorted(unknown))}")
    return floors


def earlier_floors(file: Path = FLOORS) -> Iterator[tuple[str, dict[str, int]]]:
    """The floors of each commit of this branch that changed them, by its id. Raises LookupError without a history."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=file.parent, capture_output=True, text=True, check=False)
        if done.returncode:
            raise LookupError(done.stderr.strip())
        return done.stdout

    try:
        commits = git("log", "--format=%h", "--", file.name).split()
    except FileNotFoundError as error:
        raise LookupError("git is not installed") from error
    for commit in commits:
        yield commit, read_floors(git("show", f"{commit}:./{file.name}"))
