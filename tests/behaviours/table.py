"""The table of pass rates: by capability and sort, then every template that fails, its first failures below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tests.behaviours.run import Result
from tests.behaviours.template import CAPABILITIES, Template

SORTS = ("found", "same", "nothing")
#: The sort of articles that run the entries of word lists: counted apart.
ENTRY = "entry"


def rate(passed: int, of: int) -> str:
    """A share as the table prints it, cut off and not rounded up: 100.0 means all."""
    return f"{int(1000 * passed / of) / 10:5.1f} %" if of else "      –"


class Tally:
    """Results counted by template and sort."""

    def __init__(self, chosen: Sequence[Template], results: Iterable[Result]) -> None:
        self.templates = {template.id: template for template in chosen}
        self.passed: dict[tuple[str, str], int] = defaultdict(int)
        self.total: dict[tuple[str, str], int] = defaultdict(int)
        self.failures: dict[str, list[Result]] = defaultdict(list)
        for result in results:
            key = result.template, result.sort
            self.total[key] += 1
            self.passed[key] += not result.complaints
            if result.complaints:
                self.failures[result.template].append(result)

    def counted(self, capability: str | None, sort: str | None, known: bool = True) -> tuple[int, int]:
        """How many passed, of how many; without `known`, templates marked as known failures are left out."""
        keys = [
            key
            for key in self.total
            if (capability is None or self.templates[key[0]].capability == capability)
            and (key[1] != ENTRY if sort is None else key[1] == sort)
            and (known or self.templates[key[0]].known is None)
        ]
        return sum(self.passed[key] for key in keys), sum(self.total[key] for key in keys)

    def of(self, template: str) -> tuple[int, int]:
        """How many articles of a template passed, of how many."""
        keys = [(template, sort) for sort in (*SORTS, ENTRY)]
        return sum(self.passed.get(key, 0) for key in keys), sum(self.total.get(key, 0) for key in keys)

    def rates(self) -> Iterator[str]:
        """The upper table, one line a capability."""
        yield f"{'':16}{'templates':>10}{'articles':>10}" + "".join(
            f"{sort:>9}" for sort in (*SORTS, "all", "unmarked", "entries")
        )
        for capability in (*CAPABILITIES, None):
            ids = [t for t in self.templates.values() if capability in (None, t.capability)]
            if not ids:
                continue
            cells = [self.counted(capability, sort) for sort in (*SORTS, None)]
            cells += [self.counted(capability, None, known=False), self.counted(capability, ENTRY)]
            yield f"{capability or 'all':16}{len(ids):10}{cells[3][1]:10}" + "".join(f"{rate(*c):>9}" for c in cells)

    def failing(self, examples: int) -> Iterator[str]:
        """The templates that fail, worst first within their capability, with their first failures."""
        for capability in CAPABILITIES:
            ids = [t.id for t in self.templates.values() if t.capability == capability]
            for name in sorted(ids, key=lambda name: (self.of(name)[0] / max(1, self.of(name)[1]), name)):
                passed, total = self.of(name)
                if passed < total:
                    yield from self.failures_of(name, examples)
                elif total and self.templates[name].known:
                    yield f"{name}: passes now: take its `known` away"

    def failures_of(self, name: str, examples: int) -> Iterator[str]:
        """A template's rate and its first failures; nothing where it passes."""
        if not self.failures[name]:
            return
        passed, total = self.of(name)
        template = self.templates[name]
        known = f"  known: {template.known}" if template.known else ""
        yield f"{name:48}{rate(passed, total)}  {passed} of {total}  ({template.file}){known}"
        for result in self.failures[name][:examples]:
            change = f"[{result.change}] " if result.change else ""
            yield f"    {change}{' | '.join(result.complaints[:3])}"
            if result.text:
                yield f"        in: {excerpt(result.text)}"


def excerpt(text: str) -> str:
    """The longest paragraph that no layout brings, on one line."""
    from tests.behaviours.template import layouts

    given = "\n".join(layout.text for layout in layouts().values())
    blocks = [" ".join(block.split()) for block in text.replace("\r", "").split("\n\n")]
    own = [block for block in blocks if block and block.removeprefix("# ") not in given]
    return " ⏎ ".join(own)[:300]
