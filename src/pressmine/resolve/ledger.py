"""The ledger of one document: its evidence, what became of each piece, and the resolution as it grows."""

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
    """What the steps of resolution share. A step decides with `keep`, `merge`, `complete` and `lose`, once for each."""

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
        """What `make` gives, made once for the document's names as they stand: `forget` where they change."""
        if key not in self._memo:
            self._memo[key] = make()
        found: V = self._memo[key]
        return found

    def forget(self) -> None:
        """Organisations, persons, places or their mentions are not what they were."""
        self._memo.clear()

    def open(self, reading: type[R]) -> Iterator[tuple[Evidence, R]]:
        """Evidence of one kind of reading that nothing has decided yet, in the total order."""
        for item in self._of.get(reading, ()):
            if id(item) not in self._decisions:
                yield item, item.reading  # type: ignore[misc]

    def kept(self, reading: type[R]) -> Iterator[tuple[Evidence, R]]:
        """Evidence of one kind of reading that was kept or completed, in the total order."""
        for item in self._of.get(reading, ()):
            decision = self._decisions.get(id(item))
            if decision is not None and decision.outcome in ("kept", "completed"):
                yield item, item.reading  # type: ignore[misc]

    def keep(self, item: Evidence, reason: str) -> None:
        """The evidence stands in the record as it is."""
        self._decide(Decision(item, "kept", reason))

    def complete(self, item: Evidence, reason: str) -> None:
        """The evidence stands in the record with a value that the line alone does not give."""
        self._decide(Decision(item, "completed", reason))

    def merge(self, item: Evidence, winner: Evidence | None, reason: str) -> None:
        """The evidence speaks for a thing that another piece stands for."""
        self._decide(Decision(item, "merged", reason, winner))

    def lose(self, item: Evidence, winner: Evidence | None, reason: str) -> None:
        """The evidence does not reach the record."""
        self._decide(Decision(item, "lost", reason, winner))

    def diagnose(self, code: str, message: str, span: Span | None = None, other: Span | None = None) -> None:
        """Tell the record's reader something."""
        self.resolution.diagnostics.append(Diagnostic(code, message, span, other))

    def close(self) -> Resolution:
        """The resolution; evidence that no step decided is lost for want of a use, and said to be."""
        for item in self.evidence:
            if id(item) not in self._decisions:
                self.lose(item, None, "nothing in the document needs it")
        self.resolution.decisions = [self._decisions[id(item)] for item in self.evidence]
        return self.resolution

    def _decide(self, decision: Decision) -> None:
        if id(decision.evidence) in self._decisions:
            raise ValueError(f"{decision.evidence.rule} at {decision.evidence.span} is decided twice")
        self._decisions[id(decision.evidence)] = decision
