"""Every piece of evidence carries the id of a rule that a user can look up, switch off and lower by that id."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pressmine.document import MODEL, Document
from pressmine.evidence import Evidence, Rule
from pressmine.pipeline import Pressmine
from pressmine.rules import builtin_rules
from pressmine.workshop.articles import analyses
from tests.conftest import ROOT
from tests.declared.making import write

FAMILIES = sorted((ROOT / "src/pressmine/rules").rglob("*.py"))
IDS = {rule.id for rule in builtin_rules()}
ID = re.compile(r"[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)+")


def test_evidence_of_the_corpus_carries_the_id_of_its_rule() -> None:
    strangers: set[tuple[str, str]] = set()

    def watched(rule: Rule) -> Rule:
        def find(document: Document) -> Iterator[Evidence]:
            for item in rule.find(document):
                if not rule.answers_to(item.rule):
                    strangers.add((rule.id, item.rule))
                yield item

        return replace(rule, find=find)

    engine = Pressmine([watched(rule) for rule in builtin_rules()])
    spoke = {item.rule for _, _, evidence, _ in analyses(ROOT / "corpus", engine) for item in evidence}
    assert not strangers
    assert len(spoke & IDS) > 70


@pytest.mark.parametrize("path", FAMILIES, ids=lambda p: p.relative_to(ROOT / "src/pressmine/rules").as_posix())
def test_no_file_gives_evidence_under_an_id_that_is_no_rule(path: Path) -> None:
    for call in (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name == "Evidence" or name.lstrip("_") in ("vote", "post", "posts", "people", "list", "name"):
            said = [*call.args, *(keyword.value for keyword in call.keywords)]
            texts = [arg.value for arg in said if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            assert {text for text in texts if ID.fullmatch(text)} <= IDS


@pytest.mark.parametrize("name", [MODEL, f"{MODEL}-3.8.0", "model.entities"])
def test_what_the_model_says_is_changed_by_the_name_it_carries(tmp_path: Path, name: str) -> None:
    from pressmine.rulebook import open_book

    path = write(tmp_path / "sans-modele.yaml", {"extends": name, "enabled": False})
    book = open_book([path], installed=False)
    assert not book.errors
    assert [rule for rule, _ in book.disabled] == ["model.entities"]
