"""What a project says of itself in `[tool.pressmine]` of its `pyproject.toml`: which rule files a run takes."""

from __future__ import annotations

import os
import stat
import sys
import tomllib
from pathlib import Path

from pressmine.errors import RuleFileError

_KEYS = ("rules",)


def project_rules(start: Path | None = None) -> tuple[Path, ...]:
    """The rule files and folders that the nearest `pyproject.toml` names, from `start` (here) upwards; none of
    somebody else's project.

    Raises RuleFileError where its `[tool.pressmine]` can't be read.
    """
    file = project_file(start)
    return _rules(file) if file is not None and is_own(file) else ()


def project_file(start: Path | None = None) -> Path | None:
    """The nearest `pyproject.toml` that has a `[tool.pressmine]`, if it is the nearest at all."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        file = folder / "pyproject.toml"
        if file.is_file():
            return file if "tool.pressmine" in file.read_text(encoding="utf-8", errors="replace") else None
    return None


def is_own(file: Path) -> bool:
    """Whether a file is the user's own (or the administrator's), and nobody else may put another in its place."""
    if sys.platform == "win32":
        return True
    return all(
        found.st_uid in (os.geteuid(), 0) and not found.st_mode & stat.S_IWOTH
        for found in (file.stat(), file.parent.stat())
    )


def _rules(file: Path) -> tuple[Path, ...]:
    text = file.read_text(encoding="utf-8", errors="replace")
    try:
        table = tomllib.loads(text).get("tool", {}).get("pressmine", {})
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(str(file), 1, 1, f"the file is no TOML: {error}") from None
    line = text[: text.index("tool.pressmine")].count("\n") + 1
    for key in table:
        if key not in _KEYS:
            raise RuleFileError(str(file), line, 1, f"unknown key {key!r}: [tool.pressmine] has {', '.join(_KEYS)}")
    rules = table.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(item, str) for item in rules):
        raise RuleFileError(str(file), line, 1, '`rules` must be a list of paths, as in rules = ["regles"]')
    return tuple(file.parent / item for item in rules)
