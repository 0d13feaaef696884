"""Words of a line: their capitals."""

import pytest

from pressmine.french.words import words_of


@pytest.mark.parametrize(
    ("text", "upper"),
    [
        ("LEEM", True),
        ("CO2", True),
        ("R2D", True),
        ("AB", True),
        ("A", False),
        ("G7", False),
        ("7", False),
        ("Leem", False),
    ],
)
def test_two_capitals_or_more_and_no_small_letter(text: str, upper: bool) -> None:
    (word,) = words_of(text)
    assert word.upper is upper
