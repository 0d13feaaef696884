"""Words, names and days: the examples in the modules, and properties that both databases rely on."""

from __future__ import annotations

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmine.sinks.database import bounds, connection, names, words


@pytest.mark.parametrize("module", [bounds, connection, names, words], ids=lambda module: module.__name__)
def test_the_examples_hold(module: object) -> None:
    done = doctest.testmod(module)  # type: ignore[arg-type]
    assert done.attempted and not done.failed


@given(st.text(max_size=60))
def test_stems_are_ascii_words_that_begin_with_a_letter(text: str) -> None:
    for stem in words.stems(text).split(" "):
        assert re.fullmatch(r"([a-z][a-z0-9]*)?", stem), text


@given(st.text(max_size=60))
def test_a_text_is_found_by_each_of_its_words(text: str) -> None:
    held = set(words.stems(text).split())
    for piece in text.split():
        for stem, prefix, unwanted in words.asked(piece.strip("-*")):
            assert not prefix and not unwanted
            assert stem in held


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("signees", "signées"),
        ("convention", "conventions"),
        ("SIGNER", "signé"),
        ("regional", "régionaux"),
        ("œuvre", "oeuvres"),
        ("Nouvelle", "nouvelles"),
        ("2024", "2024"),
    ],
)
def test_a_word_finds_its_other_forms(asked: str, written: str) -> None:
    assert {stem for stem, _, _ in words.asked(asked)} <= set(words.stems(written).split())


@given(st.text(max_size=400))
def test_keys_fit_an_index(name: str) -> None:
    key = names.name_key(name)
    assert len(key) <= 180


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("siren", "552100555"), ("siret", "552 100 555 00013"), ("lei", "969500UP76J52A9OXU28"), ("isin", "FR0000120579")],
)
def test_a_number_whose_check_digit_is_wrong_proves_nothing(scheme: str, value: str) -> None:
    assert names.proven(scheme, value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2011-03-29T17:30", ("2011-03-29", "2011-03-29")),
        ("2021-24", ("2021-12-01", "2022-02-28")),
        ("20XX", ("2000-01-01", "2099-12-31")),
        ("2019/..", ("2019-01-01", None)),
        ("2023-06~", ("2023-06-01", "2023-06-30")),
        ("T17:30", (None, None)),
        (None, (None, None)),
    ],
)
def test_days_of_a_value(value: str | None, expected: tuple[str | None, str | None]) -> None:
    assert bounds.days(value) == expected
