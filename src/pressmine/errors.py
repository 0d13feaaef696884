"""How a stage says that an article cannot be worked on: one sentence that tells the user what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class StageError(Exception):
    """An article fails at a stage: read, clean, zones, language, rules, resolve, assemble or write.

    `reason` is one plain sentence without the file's name; the pipeline adds path and stage. `lasting` says that a
    second try would say the same: it is the content's fault, not the disk's or the machine's.
    """

    def __init__(self, stage: str, reason: str, lasting: bool = True) -> None:
        super().__init__(reason)
        self.stage = stage
        self.reason = reason
        self.lasting = lasting


class RunError(Exception):
    """A run can't start or continue: no such folder, an output that can't be written. One plain sentence.

    `code` is the exit code of the command line.
    """

    code = 1


class Interrupted(RunError):
    """Ctrl-C: what was done, and how to continue."""

    code = 130


class RuleFileError(RunError):
    """A rule file can't be used: `PATH:LINE:COLUMN: message` on one line, counted from 1."""

    def __init__(self, path: str, line: int, column: int, message: str) -> None:
        super().__init__(f"{printable(path)}:{line}:{column}: {printable(message)}")
        self.path, self.line, self.column, self.message = path, line, column, message


def printable(text: str) -> str:
    """One line: what would break it or move a terminal's cursor is written out."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that got no record: its path, the stage at which it failed, and a sentence that says what to do.

    `lasting` as in StageError.
    """

    path: str
    stage: str
    reason: str
    lasting: bool = field(default=True, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.path}: {self.stage}: {self.reason}"


def reason_of(error: OSError) -> str:
    """Why the system refuses something, as a sentence continues it."""
    return (error.strerror or str(error) or type(error).__name__).lower()


@contextmanager
def refused_as(what: str, hint: str = "") -> Iterator[None]:
    """What the system refuses inside is a RunError: `what` (`FILE can't be read`), the reason, a hint."""
    try:
        yield
    except OSError as error:
        raise RunError(f"{what}: {reason_of(error)}{hint}") from error


def counted(number: int, noun: str) -> str:
    """How many of something, as a sentence says it.

    >>> counted(1, "match"), counted(2, "match"), counted(0, "rule")
    ('1 match', '2 matches', '0 rules')
    """
    ending = "es" if noun.endswith(("ch", "s", "x")) else "s"
    return f"{number:,} {noun}{'' if number == 1 else ending}"
