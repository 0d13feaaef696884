"""Gold: what a careful reader would put into the record of one document. `docs/evaluate.md` explains the file.

Any value may have a list of accepted answers under its plural (`values`, `ofs`, `titles`). What is `optional` is
neither rewarded nor punished.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pressmine.errors import RunError, refused_as
from pressmine.record_types import first_fault


class _Gold(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    optional: bool = False

    def answers(self, one: str, many: str) -> list[Any]:
        """The accepted answers: the list where the file gives one, else the single value."""
        extra = self.model_extra or {}
        return list(extra[many]) if many in extra else [getattr(self, one)]

    def gives(self, *names: str) -> bool:
        """True if the file gives one of these, even as null."""
        return any(name in self.model_fields_set or name in (self.model_extra or {}) for name in names)


class GoldOrganisation(_Gold):
    """A body with every form that the document uses."""

    name: str
    variants: tuple[str, ...] = ()
    type: str | None = None


class GoldPerson(_Gold):
    """A person; a function or organisation of null says that the text gives none, left out it is not judged."""

    name: str
    variants: tuple[str, ...] = ()
    function: str | None = None
    organisation: str | None = None


class GoldDate(_Gold):
    """A date: its letters, which occurrence of them (from 1), its EDTF value."""

    text: str
    nth: int = 1
    value: str | None = None


class GoldFigure(_Gold):
    """A figure: its letters, which occurrence of them, kind, unit and value or low and high, and what is counted."""

    text: str
    nth: int = 1
    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    approx: str | None = None
    of: str | None = None


class GoldSignatory(_Gold):
    """Who signs: party, representative or author."""

    name: str
    variants: tuple[str, ...] = ()
    role: str


class GoldQuote(_Gold):
    """A span of direct speech, by its first and last words."""

    begins: str
    ends: str
    nth: int = 1
    speaker: str | None = None


class GoldContact(_Gold):
    """A person or desk with its phones (E.164) and e-mails; a name of null accepts any."""

    name: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


class Gold(_Gold):
    """One document. `issuer` lists accepted forms, empty where the text names none."""

    document: str
    kind: str | None = None
    title: str | None = None
    published: str | None = None
    published_optional: bool = False
    place: str | None = None
    issuer: tuple[str, ...] | None = None
    organisations: tuple[GoldOrganisation, ...] = ()
    persons: tuple[GoldPerson, ...] = ()
    dates: tuple[GoldDate, ...] = ()
    figures: tuple[GoldFigure, ...] = ()
    signatories: tuple[GoldSignatory, ...] = ()
    quotes: tuple[GoldQuote, ...] = ()
    contacts: tuple[GoldContact, ...] = ()


def load_gold(where: Path) -> Iterator[Gold]:
    """The gold of a folder's `*.gold.json`, or of one such file, by name. Raises RunError, a sentence."""
    files = sorted(where.glob("*.gold.json")) if where.is_dir() else [where]
    if not files:
        raise RunError(f"{where} holds no gold: expected files NAME.gold.json")
    for path in files:
        with refused_as(f"{path} can't be read"):
            data = path.read_bytes()
        try:
            yield Gold.model_validate(json.loads(data))
        except ValidationError as error:
            raise RunError(f"{path}: {': '.join(first_fault(error))}") from None
        except ValueError as error:
            raise RunError(f"{path} is not valid JSON: {error}") from None
