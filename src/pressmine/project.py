"""What a project says of itself in `[tool.pressmine]` of its `pyproject.toml`: which rule files a run takes."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pressmine.errors import RuleFileError

_KEYS = ("rules",)


def project_rules(start: Path | None = None) -> tuple[Path, ...]:
    """The rule files and folders that the nearest `pyproject.toml` names, from `start` (here) upwards.

    Raises RuleFileError where its `[tool.pressmine]` can't be read.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        file = folder / "pyproject.toml"
        if file.is_file():
            return _rules(file)
    return ()


def _rules(file: Path) -> tuple[Path, ...]:
    text = file.read_text(encoding="utf-8", errors="replace")
    if "tool.pressmine" not in text:
        return ()
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
