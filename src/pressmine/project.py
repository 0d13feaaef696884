"""What a project says of itself, in `pressmine.toml` or `[tool.pressmine]` of its `pyproject.toml`.

`rules` names rule files that every run takes. Every other key is an option of the command line without its dashes: at
the top it holds for each command that has the option, in a table such as `[run]` for that command.
"""

from __future__ import annotations

import os
import stat
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pressmine.errors import RuleFileError


@dataclass(frozen=True, slots=True)
class Settings:
    """The file (null if there is none), the line at which pressmine's part begins, and what it says."""

    file: Path | None = None
    line: int = 1
    values: dict[str, Any] = field(default_factory=dict)

    def wrong(self, reason: str) -> RuleFileError:
        """An error of the file."""
        return RuleFileError(str(self.file), self.line, 1, reason)


def settings(start: Path | None = None) -> Settings:
    """What the file of the project says; nothing of somebody else's project.

    Raises RuleFileError if the file can't be read.
    """
    file = project_file(start)
    return _read(file) if file is not None and is_own(file) else Settings()


def project_rules(start: Path | None = None) -> tuple[Path, ...]:
    """The rule files and folders that the settings name. Raises RuleFileError if they can't be read."""
    found = settings(start)
    rules = found.values.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(item, str) for item in rules):
        raise found.wrong('`rules` must be a list of paths, as in rules = ["regles"]')
    return tuple(found.file.parent / item for item in rules) if found.file else ()


def project_file(start: Path | None = None) -> Path | None:
    """The nearest `pressmine.toml`, or `pyproject.toml` if it has a `[tool.pressmine]`, from `start` (here) upwards.

    The nearest of them ends the search; in one folder `pressmine.toml` wins.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "pressmine.toml").is_file():
            return folder / "pressmine.toml"
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


def _read(file: Path) -> Settings:
    text = file.read_text(encoding="utf-8", errors="replace")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(str(file), 1, 1, f"not valid TOML: {error}") from None
    if file.name == "pressmine.toml":
        return Settings(file, 1, table)
    line = text[: text.index("tool.pressmine")].count("\n") + 1
    return Settings(file, line, table.get("tool", {}).get("pressmine", {}))
