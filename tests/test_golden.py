"""Every article of the corpus becomes what was accepted, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import golden

if TYPE_CHECKING:
    from pressmine.errors import Failure
    from pressmine.pipeline import Pressmine
    from pressmine.record import Record


@pytest.fixture(scope="module")
def results(pm: Pressmine) -> list[Record | Failure]:
    return golden.read_corpus(pm)


def test_the_corpus_becomes_what_was_accepted(results: list[Record | Failure]) -> None:
    changed = list(golden.differences(golden.accepted(), golden.current(results)))
    shown = "\n".join(changed[:60])
    assert not changed, (
        f"{len(changed)} lines differ from tests/golden. Read them with `python -m tests.golden`; "
        f"if they are meant, take them over with `make golden`.\n{shown}"
    )


def test_no_field_of_the_corpus_is_read_worse_than_was_accepted(
    results: list[Record | Failure], capsys: pytest.CaptureFixture[str]
) -> None:
    # the gate of CI: `pressmine evaluate` against the gold beside the articles
    code = golden.measured(results, "--baseline", golden.SCORES, "--no-worse", "0.002")
    shown = capsys.readouterr()
    assert code == 0, f"{shown.err}\n{shown.out}\nIf it is meant, `make golden` takes the new scores over."


def test_every_article_of_the_corpus_gives_a_record() -> None:
    failed = [name for name, text in golden.accepted().items() if text.startswith("failure ")]
    assert failed == []


def test_a_difference_names_file_and_line() -> None:
    was, now = {"a.golden": "un\ndeux\n", "b.golden": "x\n"}, {"a.golden": "un\ntrois\n"}
    shown = list(golden.differences(was, now))
    assert [line for line in shown if line[0] in "+-" and line[:3] not in ("+++", "---")] == ["-deux", "+trois", "-x"]
    assert "--- accepted/b.golden" in shown
