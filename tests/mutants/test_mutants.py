"""Which changes are made, which functions a change concerns, and what counts as noticed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.mutants.__main__ import chosen
from tests.mutants.changes import mutants
from tests.mutants.reach import Reach, around
from tests.mutants.trial import Measured

CODE = """from functools import cache, lru_cache


@lru_cache(maxsize=2**4)
def short(word):
    return len(word) < 3 and word != "a"


@cache
def table():
    return short("ab")


def outer(word):
    def inner() -> Literal[7]:
        return 1 if word else 2.0
    return inner()
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "pkg" / "french"
    folder.mkdir(parents=True)
    (folder / "code.py").write_text(CODE, encoding="utf-8")
    (folder / "words.toml").write_text('# "no"\nnames = ["one", "two"]\nkey = "none"\n', encoding="utf-8")
    (folder / "table.csv").write_text("form;class\nmaire;post\n# remark\nadjoint;post\n", encoding="utf-8")
    return tmp_path / "pkg"


def test_changes_of_each_sort(package: Path) -> None:
    found = mutants(package)
    said = {sort: sorted({(m.old, m.new) for m in changes}) for sort, changes in found.items()}
    assert said["comparison"] == [("len(word) < 3", "len(word) <= 3"), ('word != "a"', 'word == "a"')]
    assert ('len(word) < 3 and word != "a"', '((len(word) < 3) or (word != "a"))') in said["condition"]
    assert ("word", "(not (word))") in said["condition"]
    assert said["constant"] == [("1", "2"), ("2.0", "2.5"), ("3", "4")], (
        "sizes of caches and annotations are no behaviour"
    )
    assert [old for old, _ in said["word"]] == ['"one",', '"two"', "adjoint;post", "maire;post"]


def test_as_many_of_each_sort_in_turn_and_the_same_with_the_same_seed(package: Path) -> None:
    found = mutants(package)
    drawn = chosen(found, 8, 5)
    assert [sort for sort, _ in drawn] == [*found, *found]
    assert len(set(drawn)) == 8
    assert drawn == chosen(found, 8, 5)


def test_the_outermost_function_around_a_line() -> None:
    assert around(CODE, 6) == range(4, 7)  # its decorator counts
    assert around(CODE, 16) == range(14, 18)
    assert around(CODE, 1) is None
    assert around(CODE, 4) is None, "what a decorator says is said for all"


def test_calls_are_recorded_and_a_table_concerns_everybody(package: Path) -> None:
    reach = Reach(package)
    module: dict[str, object] = {}
    exec(compile(CODE, str(package / "french" / "code.py"), "exec"), module)
    with reach.recorded() as seen:
        assert module["outer"]("a") == 1  # type: ignore[operator]
    assert seen == {reach.numbers["french/code.py", 14], reach.numbers["french/code.py", 15]}
    assert not reach.everywhere
    with reach.recorded():
        module["table"]()  # type: ignore[operator]
    assert reach.everywhere == {reach.numbers["french/code.py", 9], reach.numbers["french/code.py", 4]}
    assert sys.getprofile() is None


def test_whom_a_change_concerns(package: Path) -> None:
    found = mutants(package)
    (short,) = (m for m in found["comparison"] if "!=" in m.old)
    (word, *_) = found["word"]
    numbers = {("french/code.py", 4): 0, ("french/code.py", 14): 1}
    called = {"calls": frozenset({0}), "other": frozenset({1}), "fails": frozenset({0})}
    outcomes: dict[str, object] = {"calls": True, "other": True, "fails": False}
    measured = Measured(outcomes, called, frozenset(), numbers)
    assert measured.concerned(short, CODE) == {"calls"}
    assert measured.concerned(word, "") == {"calls", "other"}
    kept = Measured(outcomes, called, frozenset({0}), numbers)
    assert kept.concerned(short, CODE) == {"calls", "other"}
