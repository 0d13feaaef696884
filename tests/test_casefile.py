"""The reader of the case files: what it reads, what it refuses, and that its dirt keeps every character's place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefile import Case, CaseError, dirty, read_cases


def _read(tmp_path: Path, text: str) -> list[Case]:
    path = tmp_path / "some.txt"
    path.write_text(text, encoding="utf-8")
    return read_cases(path, max_attrs=3)


def test_reads_marks_with_their_place_in_the_plain_text(tmp_path: Path) -> None:
    (case,) = _read(tmp_path, "# a comment\n\nLe ⟦3 mai|XXXX-05-03|date.day-month⟧ à ⟦Foix|place⟧\n")
    assert case.text == "Le 3 mai à Foix"
    assert case.line == 3
    assert [(case.text[m.start : m.end], m.attrs) for m in case.marks] == [
        ("3 mai", ("XXXX-05-03", "date.day-month")),
        ("Foix", ("place",)),
    ]
    assert not case.negative and not case.known_failure


def test_reads_negative_lines_and_known_failures(tmp_path: Path) -> None:
    negative, known, both = _read(tmp_path, "∅ rien ici\n! le ⟦3 mai|x⟧\n! ∅ rien là\n")
    assert (negative.negative, negative.known_failure, negative.text) == (True, False, "rien ici")
    assert (known.negative, known.known_failure, known.text) == (False, True, "le 3 mai")
    assert (both.negative, both.known_failure) == (True, True)


@pytest.mark.parametrize(
    "line",
    [
        "rien n'est marqué",
        "Le ⟦3 mai|x",
        "Le 3 mai⟧",
        "Le ⟦3 ⟦mai|x⟧|y⟧",
        "Le ⟦3 mai⟧",
        "Le ⟦3 mai|⟧",
        "Le ⟦|x⟧",
        "Le ⟦ 3 mai|x⟧",
        "Le ⟦3 mai|a|b|c|d⟧",
        "∅ Le ⟦3 mai|x⟧",
        "∅",
        "Le ⟦3 mai|x⟧\nLe ⟦3 mai|x⟧",
        "# seulement un commentaire",
    ],
)
def test_refuses_a_line_that_could_pass_for_the_wrong_reason(tmp_path: Path, line: str) -> None:
    with pytest.raises(CaseError):
        _read(tmp_path, line)


@given(st.text(alphabet="abcdefghé 1,.'", max_size=80))
def test_dirt_keeps_every_character_in_its_place(text: str) -> None:
    dirtied, place = dirty(text)
    assert len(place) == len(text) + 1 and place[-1] == len(dirtied)
    assert all(
        dirtied[at] == char or (char == " " and dirtied[at] in "\xa0\n") for char, at in zip(text, place, strict=False)
    )


def test_dirt_is_there() -> None:
    dirtied, _ = dirty("une phrase assez longue pour une démonstration du genre attendu")
    assert "\xa0" in dirtied and "\xad" in dirtied and "\n" in dirtied
