"""How a stage says that an article cannot be worked on: one sentence that tells the user what to do."""

from __future__ import annotations

from dataclasses import dataclass


class StageError(Exception):
    """An article fails at a stage: read, clean, zones, language, rules, resolve, assemble or write.

    `reason` is one plain sentence without the file's name; the pipeline adds path and stage.
    """

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage
        self.reason = reason


class RunError(Exception):
    """A run can't start or go on: no such folder, an output that can't be written. One plain sentence.

    `code` is the exit code of the command line.
    """

    code = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that got no record: its path, the stage at which it failed, and a sentence that says what to do."""

    path: str
    stage: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.stage}: {self.reason}"
