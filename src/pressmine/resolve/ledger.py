"""The ledger of one document: its evidence, the decision on each piece, and the resolution under construction."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from pressmine.document import Diagnostic, Document
from pressmine.evidence import Decision, Evidence, Reading, in_order
from pressmine.offsets import Span
from pressmine.resolution import Resolution, begin

R = TypeVar("R", bound=Reading)
V = TypeVar("V")


class Ledger:
    """What the resolution steps share. A step decides each piece once, with `keep`, `merge`, `complete` or `lose`."""

    def __init__(self, document: Document, evidence: Sequence[Evidence], published: date | None) -> None:
        self.document = document
        self.evidence = in_order(evidence)
        self.published = published
        self.resolution = begin(document.source)
        # By identity: comparing whole pieces of evidence is what would cost.
        self._decisions: dict[int, Decision] = {}
        self._memo: dict[Hashable, Any] = {}
        self._of: dict[type[object], list[Evidence]] = {}
        for item in self.evidence:
            self._of.setdefault(type(item.reading), []).append(item)

    def once(self, key: Hashable, make: Callable[[], V]) -> V:
        """The result of `make`, computed once per key; call `forget` when names or mentions change."""
        if key not in self._memo:
            self._memo[key] = make()
        found: V = self._memo[key]
        return found

    def forget(self) -> None:
        """Clear the results of `once`: organisations, persons, places or their mentions have changed."""
        self._memo.clear()

    def open(self, reading: type[R]) -> Iterator[tuple[Evidence, R]]:
        """The evidence of one kind of reading that is still undecided, in the total order."""
        for item in self._of.get(reading, ()):
            if id(item) not in self._decisions:
                yield item, item.reading  # type: ignore[misc]

    def kept(self, reading: type[R]) -> Iterator[tuple[Evidence, R]]:
        """The evidence of one kind of reading that was kept or completed, in the total order."""
        for item in self._of.get(reading, ()):
            decision = self._decisions.get(id(item))
            if decision is not None and decision.outcome in ("kept", "completed"):
                yield item, item.reading  # type: ignore[misc]

    def keep(self, item: Evidence, reason: str) -> None:
        """Put the evidence in the record as it is."""
        self._decide(Decision(item, "kept", reason))

    def complete(self, item: Evidence, reason: str) -> None:
        """Put the evidence in the record, with a value that its line alone does not give."""
        self._decide(Decision(item, "completed", reason))

    def merge(self, item: Evidence, winner: Evidence | None, reason: str) -> None:
        """Merge the evidence into another piece that says the same."""
        self._decide(Decision(item, "merged", reason, winner))

    def lose(self, item: Evidence, winner: Evidence | None, reason: str) -> None:
        """Leave the evidence out of the record."""
        self._decide(Decision(item, "lost", reason, winner))

    def diagnose(self, code: str, message: str, span: Span | None = None, other: Span | None = None) -> None:
        """Add a diagnostic to the record."""
        self.resolution.diagnostics.append(Diagnostic(code, message, span, other))

    def close(self) -> Resolution:
        """The finished resolution; evidence that no step has decided is lost, with that reason."""
        for item in self.evidence:
            if id(item) not in self._decisions:
                self.lose(item, None, "nothing in the document needs it")
        self.resolution.decisions = [self._decisions[id(item)] for item in self.evidence]
        return self.resolution

    def _decide(self, decision: Decision) -> None:
        if id(decision.evidence) in self._decisions:
            raise ValueError(f"{decision.evidence.rule} at {decision.evidence.span} is decided twice")
        self._decisions[id(decision.evidence)] = decision
