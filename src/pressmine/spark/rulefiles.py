"""Rule files that travel: read where a job starts, written out again wherever one of its workers reads articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pressmine.errors import RunError, reason_of

_TAKEN = (".yaml", ".yml", ".csv")


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """A rule file with the CSV files next to it, or all such files of a folder; names are relative, `/`-separated."""

    name: str
    files: tuple[tuple[str, bytes], ...]

    def unpack(self, folder: Path) -> Path:
        """Write them into a folder; returns the path that stands for what was read."""
        for name, data in self.files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder / self.name


def pack(path: Path) -> RuleFiles:
    """Read a rule file or a folder of them. Raises RunError if one can't be read."""
    top = path if path.is_dir() else path.parent
    try:
        found = tuple((file.relative_to(top).as_posix(), file.read_bytes()) for file in _files(path))
    except OSError as error:
        raise RunError(f"{error.filename or path} can't be read: {reason_of(error)}") from error
    return RuleFiles("." if path.is_dir() else path.name, found)


def _files(path: Path) -> Iterator[Path]:
    inside: Iterable[Path] = path.rglob("*") if path.is_dir() else path.parent.glob("*.csv")
    if not path.is_dir():
        yield path
    yield from sorted(file for file in inside if file.suffix in _TAKEN and file.is_file())
