"""How a stage says that an article cannot be worked on: one sentence that tells the user what to do."""

from __future__ import annotations


class StageError(Exception):
    """An article fails at a stage: read, clean, language, extract, validate or write.

    `reason` is one plain sentence without the file's name; the pipeline adds path and stage.
    """

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage
        self.reason = reason
