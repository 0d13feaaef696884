"""Every article of the corpus becomes what was accepted, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import golden

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine


def test_the_corpus_becomes_what_was_accepted(pm: Pressmine) -> None:
    changed = list(golden.differences(golden.accepted(), golden.current(pm)))
    shown = "\n".join(changed[:60])
    assert not changed, (
        f"{len(changed)} lines differ from tests/golden. Read them with `python -m tests.golden`; "
        f"if they are meant, take them over with `make golden`.\n{shown}"
    )


def test_every_article_of_the_corpus_gives_a_record() -> None:
    failed = [name for name, text in golden.accepted().items() if text.startswith("failure ")]
    assert failed == []


def test_a_difference_names_file_and_line() -> None:
    was, now = {"a.golden": "un\ndeux\n", "b.golden": "x\n"}, {"a.golden": "un\ntrois\n"}
    shown = list(golden.differences(was, now))
    assert [line for line in shown if line[0] in "+-" and line[:3] not in ("+++", "---")] == ["-deux", "+trois", "-x"]
    assert "--- accepted/b.golden" in shown
