"""Every promise of the pages has a test, and every sentence that sounds like one is listed in promises.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

#: Made of the code, or about how it is built.
LEFT_OUT = ("api.md", "architecture.md", "rules-reference.md")
#: Words without which a page promises little.
_PROMISE = re.compile(r"\b(?:never|always|nothing|refused|byte for byte|letter for letter|same bytes)\b", re.I)
_LISTED = [
    [cell.strip() for cell in line.removeprefix("=").split(" | ")]
    for line in (ROOT / "tests/promises.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
PROMISES = [entry for entry in _LISTED if len(entry) == 3]


def page(name: str) -> str:
    """The words of a page, on one line, cells of tables apart by ` / `."""
    path = ROOT / name if name == "README.md" else ROOT / "docs" / name
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    return " ".join(text.replace("**", "").replace(" | ", " / ").split())


def sentences(name: str) -> Iterator[str]:
    """The sentences of a page that sound like a promise."""
    for sentence in re.split(r"(?<=[.!?:])\s+(?=[A-Z`«])|\s/?\|\s|\s- (?=[A-Z`])", page(name)):
        if _PROMISE.search(sentence):
            yield sentence


@pytest.mark.parametrize(("name", "words", "test"), PROMISES)
def test_a_promise_stands_on_its_page_and_has_its_test(name: str, words: str, test: str) -> None:
    assert words in page(name), f"{name} no longer says this: mend tests/promises.txt"
    file, _, function = test.partition("::")
    code = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {function}\(", code, re.M), f"{test} is gone: who holds the promise now?"


@pytest.mark.parametrize(
    "name", ["README.md", *sorted(p.name for p in (ROOT / "docs").glob("*.md") if p.name not in LEFT_OUT)]
)
def test_what_sounds_like_a_promise_is_listed(name: str) -> None:
    known = [entry[1] for entry in _LISTED if entry[0] == name]
    new = [sentence for sentence in sentences(name) if not any(words in sentence for words in known)]
    assert new == [], "list it in tests/promises.txt with its test, or under `=`"


@pytest.mark.parametrize(("name", "words"), [entry for entry in _LISTED if len(entry) == 2])
def test_what_is_no_promise_stands_on_its_page(name: str, words: str) -> None:
    assert words in page(name), f"{name} no longer says this: take it out of tests/promises.txt"


def test_the_list_is_long_and_names_nothing_twice() -> None:
    assert len(PROMISES) > 100
    assert len({tuple(entry[:2]) for entry in _LISTED}) == len(_LISTED)
