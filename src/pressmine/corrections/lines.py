"""A correction, and the file of corrections: JSON lines, the later one of two about the same value counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pressmine.errors import RunError, refused_as
from pressmine.record_types import first_fault

#: What may be corrected: the lists of the record whose items have a place, and the head of the document.
Field_ = Literal["document", "organisations", "persons", "places", "dates", "figures", "quotes"]
#: How many characters before and after the place are kept, to find it again.
CONTEXT = 40
#: More is not a file that a person made.
_LONGEST = 1 << 20


class Correction(BaseModel):
    """What a person says of one value.

    `source` is the article. `start` and `end` count code points in its text as it was; `text` is what stood there,
    `before` and `after` what stood around it. `value` holds the keys to set, as the record names them; for an
    organisation or a person, `organisation` and `speaker` are names. The head of a document has no place.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    field: Field_
    action: Literal["accept", "reject", "change", "add"]
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    text: str = ""
    before: str = ""
    after: str = ""
    value: dict[str, Any] = {}

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if self.field != "document" and (self.start is None or self.end is None or not self.text):
            raise ValueError("a correction of a value needs start, end and text")
        if self.action in ("change", "add") and not self.value:
            raise ValueError(f"{self.action} needs a value")
        return self

    @property
    def about(self) -> tuple[str, str, int, str]:
        """What it speaks of: two corrections of the same are one, the later."""
        what = ",".join(sorted(self.value)) if self.field == "document" else self.text
        return self.source, self.field, self.start or 0, what


def read_corrections(path: Path) -> list[Correction]:
    """The corrections of a file, one a value. Raises RunError if a line is not one: nothing is left out unsaid."""
    found: dict[tuple[str, str, int, str], Correction] = {}
    with refused_as(f"{path} can't be read"), path.open("rb") as stream:
        for number, raw in enumerate(stream, start=1):
            if raw.strip():
                correction = parse(raw, f"{path}: line {number}")
                found.pop(correction.about, None)
                found[correction.about] = correction
    return list(found.values())


def without_correction(path: Path, correction: Correction) -> bytes | None:
    """What a file holds without its last line about the same value; None if it has no such line.

    Raises RunError if the file can't be read.
    """
    with refused_as(f"{path} can't be read"):
        lines = path.read_bytes().splitlines(keepends=True)
    for at in reversed(range(len(lines))):
        if lines[at].strip() and parse(lines[at], f"{path}: line {at + 1}").about == correction.about:
            return b"".join(lines[:at] + lines[at + 1 :])
    return None


def parse(raw: bytes, where: str) -> Correction:
    """A correction from its line. Raises RunError, which begins with `where`."""
    if len(raw) > _LONGEST:
        raise RunError(f"{where}: the line is longer than a megabyte")
    try:
        return Correction.model_validate(json.loads(raw))
    except ValidationError as error:
        place, said = first_fault(error)
        raise RunError(f"{where}: {f'{place}: ' if place else ''}{said}") from None
    except ValueError as error:
        raise RunError(f"{where}: not valid JSON: {error}") from None
