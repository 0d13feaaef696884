"""Malformed rule files: each is answered by one clear error that points at its place.

`malformed.txt` holds one file a block: `=== what is wrong`, the file, `--- LINE:COLUMN: message`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pressmine.errors import RuleFileError
from pressmine.rulebook import load_rules, open_book, run_all_tests
from tests.conftest import Command

BLOCKS = Path(__file__).with_name("malformed.txt").read_text(encoding="utf-8").split("=== ")[1:]


def parts(block: str) -> tuple[str, str, str]:
    """A block's name, its file, and the error that is expected of it."""
    name, _, rest = block.partition("\n")
    text, _, error = rest.rpartition("--- ")
    return name, text, error.rstrip("\n")


CASES = [parts(block) for block in BLOCKS]


def test_there_are_enough_of_them() -> None:
    assert len({name for name, _, _ in CASES}) == len(CASES) >= 60


COLUMNS = "name, aliases, acronym, type, country, ambiguous, note, code, siren"


@pytest.mark.parametrize(("text", "expected"), [(text, error) for _, text, error in CASES], ids=[c[0] for c in CASES])
def test_each_has_one_error(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "regles.yaml"
    path.write_text(text, encoding="utf-8")
    book = open_book([path], installed=False)
    if not book.errors:
        run_all_tests(book)
    assert [str(error).replace(str(tmp_path), "DIR") for error in book.errors] == [f"DIR/regles.yaml:{expected}"]


def test_every_error_of_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "regles.yaml"
    path.write_text("pressmine: 1\nrules:\n  - {id: A, says: x}\n  - {id: b, contxt: 1}\n", encoding="utf-8")
    book = open_book([path], installed=False)
    assert [(error.line, error.message.split(":")[0].split(",")[0]) for error in book.errors] == [
        (4, "unknown key 'contxt'"),
        (3, "an `id` is lower-case words with dots and dashes"),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"pressmine: 1\nrules: [\xe9]\n", ":2:9: the file is not in UTF-8: save it as UTF-8"),
        (b" " * 5_000_001, ":1:1: the file has more than 5,000,000 bytes: put long lists of terms into a CSV file"),
        (b"pressmine: " + b"[" * 30 + b"]" * 30, ":1:32: nested too deeply"),
    ],
)
def test_bytes_that_are_no_rule_file(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "regles.yaml"
    path.write_bytes(data)
    with pytest.raises(RuleFileError) as error:
        load_rules([path], installed=False)
    assert str(error.value) == f"{path}{message}"


@pytest.mark.parametrize(
    ("csv", "message"),
    [
        (
            "nom;code\nOrvelle;1\n",
            ":1:1: column 1 is unknown: expected one of " + COLUMNS,
        ),
        ("code\n1\n", ":1:1: the column `name` is missing"),
        ("name,name\na,b\n", ":1:1: a column stands twice"),
        ("name;code\nOrvelle\n", ":2:1: expected 2 cells as in the first line, found 1"),
        ("name;code\nOrvelle;1\n;2\n", ":3:1: the name is empty"),
        (
            "",
            ":1:1: the file is empty: its first line names the columns, " + COLUMNS,
        ),
        ('name;code\n"Orvelle;1\n', ":2:1: this is not a valid CSV file: unexpected end of data"),
    ],
)
def test_csv_files_have_places_too(tmp_path: Path, csv: str, message: str) -> None:
    (tmp_path / "noms.csv").write_text(csv, encoding="utf-8")
    path = tmp_path / "regles.yaml"
    path.write_text(
        "pressmine: 1\nrules:\n  - {id: a, says: Un nom., field: organisations, find: {terms: noms.csv}, "
        "tests: {match: [{text: Orvelle, gives: Orvelle}], no_match: [Rien]}}\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleFileError) as error:
        load_rules([path], installed=False)
    assert str(error.value) == f"{tmp_path / 'noms.csv'}{message}"


def test_the_command_line_prints_the_error_alone(inside: Command, tmp_path: Path) -> None:
    path = tmp_path / "regles.yaml"
    path.write_text("pressmine: 1\nrules:\n  - contxt: 3\n", encoding="utf-8")
    for arguments in (("rules", "test", path), ("rules", "check", path), ("extract", "-", "--rules", path)):
        done = inside(*arguments, stdin="Bonjour.")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == f"{path}:3:5: unknown key 'contxt': did you mean 'context'?\n"


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"absent:1:1: there is no such file or folder$"):
        load_rules([tmp_path / "absent"], installed=False)
    with pytest.raises(RuleFileError, match=r":1:1: the folder has no rule file \(\*\.yaml\)$"):
        load_rules([tmp_path], installed=False)
