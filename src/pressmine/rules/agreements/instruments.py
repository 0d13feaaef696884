"""The nouns of what bodies agree upon, with their kinds: the list that the rule file on agreements reads, too."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from pressmine.french.folding import fold
from pressmine.rules.lists import any_of


@cache
def kinds() -> dict[str, str]:
    """Noun of agreement, folded -> kind."""
    text = files("pressmine.rules").joinpath("files", "instruments.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    return {fold(noun): row["type"] for row in rows for noun in (row["name"], *row["alias"].split("|"))}


@cache
def instrument() -> re.Pattern[str]:
    """A noun of agreement in a fold."""
    return re.compile(rf"(?<![\w-]){any_of(kinds())}(?![\w-])")
