"""The settings of a project as defaults of the commands, and `pressmine info`. Words in, words out."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import typer

from pressmine.project import Settings, project_rules, settings
from pressmine.version import VERSION

#: Options that name a place: in a settings file it counts from that file's folder.
_PLACES = ("DIR", "FILE", "FILE.csv", "FOLDER", "PATH", "DB")
#: Keys that set no default: `project_rules` reads the one, and a file that came with a project must not say that its
#: own code may run.
_OWN = ("rules", "trust-rules")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(info)


def take_settings(context: typer.Context) -> None:
    """Make what the settings file says the defaults of all commands. Raises RuleFileError for what no option is."""
    found = settings()
    if not found.values:
        return
    commands = dict(_commands(context.command))
    keys = {key: value for key, value in found.values.items() if key != "rules"}
    tables = {key: value for key, value in keys.items() if key in commands and isinstance(value, dict)}
    shared = {key: value for key, value in keys.items() if key not in tables}
    known = {key for options in commands.values() for key in options}
    for key in shared:
        if key not in known:
            raise found.wrong(f"unknown key {key!r}: no command has an option --{key}")
    context.default_map = {}
    for name, options in commands.items():
        own = tables.get(name, {})
        for key in own:
            if key not in options:
                raise found.wrong(f"unknown key {key!r}: pressmine {name} has {', '.join(sorted(options))}")
        chosen = {**{key: value for key, value in shared.items() if key in options}, **own}
        place = context.default_map
        for part in name.split():
            place = place.setdefault(part, {})
        place.update({options[key].name: _placed(found, options[key], value) for key, value in chosen.items()})


def _commands(group: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every command, as it is called, with its options by their names without dashes."""
    found = []
    for name, command in sorted(group.commands.items()):
        called = f"{path} {name}".strip()
        if hasattr(command, "commands"):
            found += _commands(command, called)
            continue
        options = [param for param in command.params if param.param_type_name == "option"]
        names = {opt.removeprefix("--"): param for param in options for opt in param.opts if opt.startswith("--")}
        found.append((called, {key: param for key, param in names.items() if key not in ("help", *_OWN)}))
    return found


def _placed(found: Settings, option: Any, value: Any) -> Any:
    """The value; a relative path counts from the folder of the settings file."""
    if isinstance(value, list):
        return [_placed(found, option, item) for item in value]
    if not isinstance(value, str) or option.metavar not in _PLACES or found.file is None:
        return value
    if option.metavar == "DB" and ("://" in value or value == "sqlite"):
        return value
    return str(found.file.parent / value)


def info() -> int:
    """Print versions, paths and limits.

    Send them along when you report a fault.
    """
    from pressmine.document import MODEL
    from pressmine.readers import limits
    from pressmine.record import SCHEMA_VERSION
    from pressmine.sinks.database.schema import VERSIONS

    found = settings()
    lines = {
        "pressmine": VERSION,
        "record schema": SCHEMA_VERSION,
        "database schema": VERSIONS[-1],
        "model": f"{MODEL} {_version(MODEL)}",
        "spaCy": _version("spacy"),
        "Python": f"{platform.python_version()}, {platform.system()} {platform.machine()}",
        "program": Path(sys.argv[0]).resolve(),
        "package": Path(__file__).parent,
        "settings": found.file if found.values else "none: neither pressmine.toml nor [tool.pressmine]",
        "rule files": ", ".join(map(str, project_rules())) or "none but the built-in ones",
        "largest file": f"{limits.MAX_BYTES >> 20} MB",
        "longest text": f"{limits.MAX_CHARACTERS:,} characters",
        "longest PDF": f"{limits.MAX_PAGES} pages",
        "network": "nothing is fetched or sent",
    }
    for name, value in lines.items():
        print(f"{name:<16} {value}")
    return 0


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
