"""Values of a user's own fields: one part, or the entries of an object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pressmine.offsets import Span
from pressmine.record_types import whole

#: A single value of a user's own field; a range is its low and high end.
Scalar = str | int | float | bool | None
ExtraValue = Scalar | tuple[float, float]


@dataclass(frozen=True, slots=True)
class ExtraPart:
    """A value, or one entry of an object: `key` is its name there, None if the value stands alone.

    `kind` is what it is (text, number, money, percent, date, duration, boolean, organisation, person, place); `span` is
    where it was read, None for a constant. Dates and names are settled by what the document says elsewhere.
    """

    key: str | None
    kind: str
    value: ExtraValue
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ExtraReading:
    """A value for a field of the user's own, `extra.<field>` in the record: one part, or the entries of an object."""

    field: str
    parts: tuple[ExtraPart, ...]

    @property
    def value(self) -> Any:
        """The value as plain data, before the document settles its dates and names."""
        return joined({part.key: plain(part.value) for part in self.parts})


def joined(parts: dict[str | None, Any]) -> Any:
    """The single value, or the object that the parts make."""
    return parts.get(None, parts)


def plain(value: ExtraValue) -> Any:
    """A value as a record holds it: whole numbers without a decimal point, a range as an object."""
    if isinstance(value, tuple):
        return {"low": plain(value[0]), "high": plain(value[1])}
    return whole(value)
