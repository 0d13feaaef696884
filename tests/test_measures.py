"""What measures the product: which rules change nothing, and the tables of the page on its quality."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ablation import articles, needed, spoken, without
from benchmarks.quality import written
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pressmine.pipeline import Pressmine


def test_a_rule_without_which_a_record_differs_is_needed(pm: Pressmine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Un nouveau pont\n\nDreux, le 4 mars 2024\n\nLe chantier ouvrira la première quinzaine de mai.\n"
        "\nIl durera trois mois et chacun pourra suivre sa progression.\n",
        encoding="utf-8",
    )
    found = [(source, day) for source, day in articles([tmp_path], sample=0)]
    where = spoken(pm, found)
    by_id = {rule.id: rule for rule in pm.rules}
    assert where["date.fortnight"] == [0]
    assert "date.week-end" not in where
    assert needed(pm, without(pm, by_id["date.fortnight"]), found, [0])
    assert not needed(pm, without(pm, by_id["date.week-end"]), found, [0])


def test_a_table_is_written_between_its_marks() -> None:
    page = "Before.\n<!-- corpus -->\nold\n<!-- /corpus -->\nAfter.\n"
    new = written(page, "corpus", ["| a |", "|---|"])
    assert new.startswith("Before.\n<!-- corpus -->\npressmine ")
    assert "| a |\n|---|\n<!-- /corpus -->\nAfter.\n" in new
    assert "old" not in new
    assert written(page, "behaviours", ["| a |"]) == page


def test_the_page_has_the_marks_of_both_tables() -> None:
    page = (ROOT / "docs/quality.md").read_text(encoding="utf-8")
    for name in ("corpus", "behaviours"):
        assert written(page, name, ["x"]) != page
