"""The nouns for agreements, with their kinds: the list that the rule file on agreements also reads."""

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
    """A regular expression for a noun of agreement in folded text."""
    return re.compile(rf"(?<![\w-]){any_of(kinds())}(?![\w-])")
