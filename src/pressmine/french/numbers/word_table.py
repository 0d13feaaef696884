"""The words of numbers, as `numbers.toml` lists them, and the expressions that find them."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.lists import read_list


class _Table(NamedTuple):
    values: dict[str, int]
    collectives: dict[str, int]
    token: re.Pattern[str]
    begins: re.Pattern[str]


PARTS = {"demi": Decimal("0.5"), "demie": Decimal("0.5"), "quart": Decimal("0.25"), "quarts": Decimal("0.25")}
#: The collectives that digits stand before: `3 milliers`, `2 douzaines`.
_OF_DIGITS = tuple(read_list("numbers")["of_digits"])


@cache
def number_words() -> _Table:
    """The words with their values, and the expressions made of them."""
    data = read_list("numbers")
    values = {**data["units"], **data["tens"], **data["scales"]}
    collectives = data["collectives"]
    words = {*values, *collectives, *PARTS}
    return _Table(
        values,
        collectives,
        re.compile(rf"{any_of(words)}(?![\w])"),
        _beginning(words - {"un", "une", *PARTS}),
    )


def _beginning(words: set[str]) -> re.Pattern[str]:
    """An expression for what a number begins with. Its first letter is looked at before anything else, which lets
    the engine run over all other letters.
    """
    letters = {word[0] for word in words}
    by_letter = "|".join(
        rf"(?<={letter}){any_of(word[1:] for word in words if word[0] == letter)}" for letter in sorted(letters)
    )
    one = (
        r"(?<=u)n(?:e?(?= (?:an|mois|virgule)\b| \(1\)| (?:a|ou) (?:deux|trois)\b|[- ]quarts?\b)|e(?= )"
        r"|[- ]demie?(?=[- ]))|(?<=d)emie?(?=[- ])"
    )
    return re.compile(rf"[{''.join(sorted(letters | {'u', 'd'}))}](?<![\w-].)(?:(?:{by_letter})(?!\w)(?!'[a-z])|{one})")


@cache
def scale_word() -> str:
    """An expression for the words that scale a number in digits (`3 millions`), with `mille`."""
    scales = [word for word, value in read_list("numbers")["scales"].items() if value >= 1000 and word != "mil"]
    return any_of([*scales, *_OF_DIGITS])


def scale_of(word: str) -> int:
    """What a scaling word multiplies by."""
    table = number_words()
    found = table.values.get(word)
    return table.collectives[word] if found is None else found
