"""Verdicts counted: precision, recall and F1 by field, and errors by the rule that answers for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pressmine.evaluate.judging import FIELDS
from pressmine.evaluate.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Score:
    """One field over all documents. `gold` are the values that gold gives, `found` those that the records give."""

    field: str
    right: int
    surplus: int
    missed: int

    @property
    def gold(self) -> int:
        """Values that gold gives."""
        return self.right + self.missed

    @property
    def found(self) -> int:
        """Values that the records give."""
        return self.right + self.surplus

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0 to 1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found, 0 to 1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def judged(self) -> bool:
        """False where the gold has no value of the field and nothing was found beside it: no rate says anything."""
        return bool(self.gold or self.found)


def scores(verdicts: Iterable[Verdict]) -> list[Score]:
    """The scores of all fields, in the order of the table."""
    counts = Counter((verdict.field, verdict.outcome) for verdict in verdicts)
    return [Score(field, counts[field, "right"], counts[field, "surplus"], counts[field, "missed"]) for field in FIELDS]


def table(found: Iterable[Score], baseline: dict[str, float] | None = None) -> Iterator[str]:
    """The scores as lines; with a baseline (field -> F1) the difference follows each."""
    yield f"{'field':22}{'gold':>6}{'found':>7}{'P':>8}{'R':>8}{'F1':>8}" + (
        f"{'before':>9}{'diff':>8}" if baseline else ""
    )
    for score in found:
        line = f"{score.field:22}{score.gold:6}{score.found:7}"
        rates = (score.precision, score.recall, score.f1)
        line += "".join(f"{rate:8.3f}" if score.judged else f"{'—':>8}" for rate in rates)
        if baseline:
            before = baseline.get(score.field) if score.judged else None
            line += f"{before:9.3f}{score.f1 - before:+8.3f}" if before is not None else f"{'—':>9}{'—':>8}"
        yield line


def errors_by_rule(verdicts: Iterable[Verdict]) -> list[tuple[str, str, int, int]]:
    """Rules that answer for something wrong or too much: (rule, field, errors, right ones), worst first."""
    errors: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts:
        if verdict.source is not None and verdict.outcome != "missed":
            (right if verdict.outcome == "right" else errors)[verdict.source, verdict.field] += 1
    rows = [(rule, field, count, right[rule, field]) for (rule, field), count in errors.items()]
    return sorted(rows, key=lambda row: (-row[2], row[:2]))
