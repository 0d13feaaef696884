"""What the models of the record are made of: values with their patterns, strict models, stretches of the text."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, ValidationError, WithJsonSchema

from pressmine.offsets import Span

#: An EDTF value (ISO 8601-2): a point, an interval, a decade `198X`, a century `20XX`; `X` stands for an unknown digit.
_POINT = r"[\dX]{4}(-[\dX]{2}(-[\dX]{2}(T\d{2}(:\d{2})?)?)?)?[~?]?"
EDTF = rf"^({_POINT}|({_POINT}|\.\.)/({_POINT}|\.\.)|T\d{{2}}:\d{{2}}|\d{{3}}X|\d{{2}}XX)$"
Edtf = Annotated[str, Field(pattern=EDTF)]
Offset = Annotated[int, Field(ge=0)]


def whole(value: Any) -> Any:
    """Whole numbers print without a decimal point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


AS_NUMBER = PlainSerializer(whole, return_type=Any)
Number = Annotated[float, AS_NUMBER, WithJsonSchema({"type": "number"})]
Confidence = Annotated[
    float, Field(ge=0, le=1), AS_NUMBER, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})
]
OrganisationType = Literal[
    "company",
    "association",
    "public_body",
    "local_authority",
    "research_education",
    "health",
    "media",
    "cluster",
    "finance",
    "other",
]


class Model(BaseModel):
    """Frozen, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, revalidate_instances="always")


class _Bounds(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Placed:
    """What has a `start` and an `end` in the source text."""

    @property
    def span(self: _Bounds) -> Span:
        """Both bounds as one."""
        return Span(self.start, self.end)


class Spanned(Placed, Model):
    """A stretch of the source text: half-open, in Unicode code points."""

    text: str
    start: Offset
    end: Offset


def first_fault(error: ValidationError) -> tuple[str, str]:
    """Where the first fault of a model's data is, and what it is, for a sentence."""
    first = error.errors(include_url=False, include_context=False)[0]
    return ".".join(map(str, first["loc"])), first["msg"].removeprefix("Value error, ")
