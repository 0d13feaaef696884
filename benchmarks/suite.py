"""How many expressions of a suite are read right: dates, or number words, each in a short release.

    python -m benchmarks.suite FILE.csv [--failures]

The file is yours (the French suites of other date and number parsers can be written that way), separated by semicolons:

- dates: `expression;reference;expected;sentence`. The reference is the release's date, expected is EDTF, several
  accepted values are parted by `|`, and the sentence has `{}` where the expression goes (left empty: `La rencontre
  aura lieu {}.`);
- numbers: `expression;value;sentence`. All numbers that the sentence holds, parted by spaces.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pressmine
from pressmine.french.calendar import MONTH_NAMES
from pressmine.pipeline import Pressmine
from pressmine.record import Figure, Record

_DATED = "La rencontre aura lieu {}."
_COUNTED = "La filière réunit {} adhérents."
_RELEASE = """La filière du bois se réunit

Dreux, le {day}

Les entreprises de la filière ont fait le point sur leurs projets communs.

{sentence}

Les équipes remercient leurs partenaires pour leur soutien.
"""


def main() -> int:
    """Print how many are right, and the others where they are asked for."""
    names = [name for name in sys.argv[1:] if not name.startswith("--")]
    if len(names) != 1:
        print(__doc__)
        return 2
    with Path(names[0]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    mine, right = pressmine.load(installed=False), 0
    for row in rows:
        found = _dates(mine, row) if row.get("expected") else _numbers(mine, row)
        if row.get("expected"):
            good = bool(found) and found <= set(row["expected"].split("|"))
        else:
            good = found == set(row["value"].split())
        right += good
        if not good and "--failures" in sys.argv:
            print(f"{row['expression']}: {row.get('expected') or row['value']}, found {sorted(found) or 'nothing'}")
    print(f"{right} of {len(rows)}")
    return 0


def _read(mine: Pressmine, day: str, sentence: str) -> tuple[Record, range]:
    """The record of a release of that day with the sentence, and where the sentence stands in its text."""
    year, month, number = day.split("-")
    name = next(name for name, n in MONTH_NAMES.items() if n == int(month))
    written = f"{int(number)} {name} {year}"
    text = _RELEASE.format(day=written, sentence=sentence)
    start = text.index(sentence)
    return mine.extract_text(text), range(start, start + len(sentence))


def _dates(mine: Pressmine, row: dict[str, str]) -> set[str]:
    sentence = (row.get("sentence") or _DATED).format(row["expression"])
    record, place = _read(mine, row["reference"], sentence)
    return {date.value or "null" for date in record.dates if date.start in place}


def _numbers(mine: Pressmine, row: dict[str, str]) -> set[str]:
    sentence = (row.get("sentence") or _COUNTED).format(row["expression"])
    record, place = _read(mine, "2024-03-04", sentence)
    return {_value(figure) for figure in record.figures if figure.start in place}


def _value(figure: Figure) -> str:
    if figure.value is None:
        return f"{figure.low:g}-{figure.high:g}"
    return f"{figure.value:.12g}"


if __name__ == "__main__":
    sys.exit(main())
