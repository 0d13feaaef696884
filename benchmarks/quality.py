"""Writes the tables of `docs/quality.md`: scores on the corpus by field, rates of the behaviours by capability.

python -m benchmarks.quality        (`make quality`)
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressmine.version import VERSION
from tests.behaviours.run import load, results
from tests.behaviours.table import ENTRY, SORTS, Tally, rate
from tests.behaviours.template import CAPABILITIES, templates

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "quality.md"


def corpus_table() -> Iterator[str]:
    """Precision, recall and F1 of each field, as `pressmine evaluate` gives them."""
    with tempfile.TemporaryDirectory() as folder:
        out, scores = Path(folder, "output"), Path(folder, "scores.json")
        _pressmine("run", ROOT / "corpus", "--out", out)
        _pressmine("evaluate", out, ROOT / "corpus", "--json", scores)
        fields: dict[str, dict[str, float]] = json.loads(scores.read_text(encoding="utf-8"))
    yield "| field | in gold | found | precision | recall | F1 |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, score in fields.items():
        if not score["gold"]:
            continue
        counts = f"{score['gold']:.0f} | {score['found']:.0f}"
        yield f"| {name} | {counts} | {score['p']:.3f} | {score['r']:.3f} | {score['f1']:.3f} |"


def behaviours_table() -> Iterator[str]:
    """How many templates and articles there are of each capability, and which share passes."""
    chosen = templates()
    tally = Tally(chosen, results(chosen, load(), jobs=os.cpu_count() or 1))
    yield f"| capability | templates | articles | {' | '.join(SORTS)} | all | entries |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for capability in (*CAPABILITIES, None):
        number = sum(capability in (None, template.capability) for template in chosen)
        cells = [tally.counted(capability, sort) for sort in (*SORTS, None, ENTRY)]
        shown = " | ".join(rate(*cell).strip() for cell in cells)
        yield f"| {capability or '**all**'} | {number} | {cells[3][1] + cells[4][1]:,} | {shown} |"


def written(page: str, name: str, table: Iterable[str]) -> str:
    """The page with the table between its marks."""
    text = "\n".join([f"<!-- {name} -->", f"pressmine {VERSION}:", "", *table, f"<!-- /{name} -->"])
    return re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _: text, page, flags=re.DOTALL)


def _pressmine(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "pressmine", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Writes the page."""
    page = PAGE.read_text(encoding="utf-8")
    page = written(page, "corpus", corpus_table())
    page = written(page, "behaviours", behaviours_table())
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
