"""What is found out about one value: right, missed, or one too many."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pressmine.evaluate.comparing import Bounds


@dataclass(frozen=True, slots=True)
class Verdict:
    """`what` says it in words; `source` is the rule that answers for what the record says, where it says something.

    A wrong value is two verdicts, a miss and a surplus, both with `wrong` set.
    """

    field: str
    outcome: Literal["right", "missed", "surplus"]
    document: str
    what: str = ""
    source: str | None = None
    bounds: Bounds | None = None
    wrong: bool = False


@dataclass(slots=True)
class Verdicts:
    """The verdicts on one document, as they are found."""

    document: str
    found: list[Verdict] = field(default_factory=list)

    def right(self, name: str, what: str = "", source: str | None = None) -> None:
        """The record says it."""
        self.found.append(Verdict(name, "right", self.document, what, source))

    def missed(self, name: str, what: str, bounds: Bounds | None = None) -> None:
        """The record does not say it."""
        self.found.append(Verdict(name, "missed", self.document, what, None, bounds))

    def surplus(self, name: str, what: str, source: str | None = None, bounds: Bounds | None = None) -> None:
        """The record says what gold does not."""
        self.found.append(Verdict(name, "surplus", self.document, what, source, bounds))

    def wrong(self, name: str, got: str | None, want: str, source: str | None = None, who: str = "") -> None:
        """The record says something else, or nothing (`got` None) where something is wanted."""
        what = f"{who}: got {got!r}, want {want!r}" if who else f"got {got!r}, want {want!r}"
        if got:
            self.found.append(Verdict(name, "surplus", self.document, what, source, None, wrong=True))
        self.found.append(Verdict(name, "missed", self.document, what, source, None, wrong=bool(got)))
