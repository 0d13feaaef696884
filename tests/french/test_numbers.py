"""Numbers in digits and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmine.french.numbers import parse_number

VALUES = {
    "quatre-vingt-dix-sept": 97,
    "mille deux cents": 1200,
    "un million et demi": 1_500_000,
    "septante-deux": 72,
    "nonante et un": 91,
    "huitante": 80,
    "octante-trois": 83,
    "quatre-vingts": 80,
    "vingt et un": 21,
    "soixante et onze": 71,
    "soixante-dix-huit": 78,
    "cent un": 101,
    "trois cent mille": 300_000,
    "deux mille vingt-trois": 2023,
    "cinq cent cinquante millions": 550_000_000,
    "un milliard": 10**9,
    "un million deux cent mille": 1_200_000,
    "une centaine": 100,
    "une dizaine de milliers": 10_000,
    "2,5 Md": 2_500_000_000,
    "774 K": 774_000,
    "3.5 millions": 3_500_000,
    "1.250.000": 1_250_000,
    "12.000": 12_000,
    "1'250'000": 1_250_000,
    "6,02": 6.02,
    "5,000": 5000,
    "1,3 million": 1_300_000,
    "4 milliards": 4 * 10**9,
    "12 k": 12_000,
    "0,5": 0.5,
    "2 millions et demi": 2_500_000,
}


@pytest.mark.parametrize("text", VALUES)
def test_value(text: str) -> None:
    value = parse_number(text)
    assert value == VALUES[text]
    assert isinstance(value, type(VALUES[text]))


@pytest.mark.parametrize("text", ["", "abc", "12 emplois", "deux trois", "1 2", "cent pour cent"])
def test_what_is_not_one_number_has_no_value(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(0, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ".", "'", "’"]))
def test_any_thousands_separator_says_the_same(value: int, separator: str) -> None:
    assert parse_number(f"{value:,}".replace(",", separator)) == value


@given(st.integers(0, 999_999), st.integers(1, 99))
def test_a_decimal_comma_is_read_exactly(whole: int, hundredths: int) -> None:
    assert parse_number(f"{whole},{hundredths:02d}") == float(f"{whole}.{hundredths:02d}") or hundredths % 100 == 0
