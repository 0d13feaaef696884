"""Full dates are looked for where a year or two separators stand: none may be lost against a look at everything."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pressmine.rules.header.dates import _DATE, _value, full_dates

_PIECES = (
    *(
        "3",
        "12",
        "04",
        "22",
        "2022",
        "1999",
        "20",
        "0",
        "1er ",
        "le ",
        "a",
        " ",
        "/",
        ".",
        "-",
        " - ",
        " / ",
        ", ",
        "\n",
    ),
    *(" mars ", "march 3, ", "september 31, 2024", "2024-05-24", "12.03.2024", "5 / 7 / 8 / 22", "20.9.23"),
)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join))
def test_nothing_is_lost(text: str) -> None:
    wanted = [m.span() for m in _DATE.finditer(text) if _value(m) is not None]
    assert [(found.start, found.end) for found in full_dates(text, 0, len(text))] == wanted
