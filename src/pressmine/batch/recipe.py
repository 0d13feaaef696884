"""How the real pipeline is made, as something that can be sent to another process."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pressmine.corrections import Correction, read_corrections
from pressmine.readers import MAX_BYTES
from pressmine.record import ProducedBy

if TYPE_CHECKING:
    from pressmine.evidence import Rule
    from pressmine.pipeline import Pressmine


@dataclass
class Recipe:
    """Paths of rule files (or Rules), the largest file that is read, how many paragraphs are kept (None for as many as
    serves), files of corrections, whether rule files may run code; the pipeline itself comes when it is called.

    One that holds Rules can't be sent: they are functions.
    """

    rules: tuple[str | Path | Rule, ...] = ()
    max_bytes: int = MAX_BYTES
    paragraphs: int | None = None
    corrections: tuple[Path, ...] = ()
    trust: bool = False
    _made: list[Pressmine] = field(default_factory=list, repr=False, compare=False)

    def produced_by(self) -> ProducedBy:
        """What its records will say of how they were made; loads no model. Raises as `pressmine.load` does."""
        from pressmine.pipeline import produced_by

        return produced_by(self._rules, self._corrected)

    def product(self, before: str | None) -> str:
        """The matrix product that it will take; `before` is that of records which its own shall be like."""
        from pressmine.nlp.model import matrix_product

        return matrix_product(before)

    def __call__(self) -> Pressmine:
        """The pipeline; the first call loads it. Raises as `pressmine.load` does."""
        from pressmine.nlp import KEPT_LINES
        from pressmine.pipeline import Pressmine

        if not self._made:
            kept = KEPT_LINES if self.paragraphs is None else self.paragraphs
            self._made.append(Pressmine(self._rules, self.max_bytes, kept, self._corrected))
        return self._made[0]

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        from pressmine.rulebook import load_rules

        return tuple(load_rules(self.rules, trust=self.trust).rules)

    @cached_property
    def _corrected(self) -> tuple[Correction, ...]:
        return tuple(correction for path in self.corrections for correction in read_corrections(path))

    def __getstate__(self) -> dict[str, object]:
        said = ("rules", "max_bytes", "paragraphs", "corrections", "trust")
        return {**{name: getattr(self, name) for name in said}, "_made": []}
