"""What is looked for before an expression or a pattern is: it must never cost a match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmine.french.folding import fold
from pressmine.rules.declared.literals import may_stand, needed, shortest

EXPRESSIONS = (
    r"(?i)(?:annule et remplace|corrige|mise [àa] jour du) (?:le |la )?(?:communiqu[ée]|avis)[^.]{2,9}",
    r"\bannonc(?:e|er|ée?s?)\b",
    r"(?i)sous (?:embargo|réserve)|ne pas diffuser avant",
    r"(?P<n>\d{1,3}) (?:sites?|usines?)(?! fermées)",
    r"(?:prix|tarif){1,2} réduits?",
    r"(?i)[éè]cole[^a-z]{0,3}supérieure|ÎLE-DE-FRANCE",
    r"(?i:Orvelle) et Fils",
    r"[A-Z]{3} ?\d",
    r"(?i)kilos? de µfilm",
)


@pytest.mark.parametrize("expression", EXPRESSIONS)
@settings(deadline=None)
@given(st.data())
def test_no_match_is_lost(expression: str, data: st.DataObject) -> None:
    found = data.draw(st.from_regex(expression))
    assert may_stand(fold(found), needed(expression)), found


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (r"(?i)signe", "il ſigne"),
        (r"(?i)site", "sıte"),
        (r"(?i)site", "SİTE"),
        (r"(?i)kilo", "\u212ailo"),
    ],
)
def test_letters_that_match_and_fold_otherwise(expression: str, text: str) -> None:
    assert re.search(expression, text)
    assert may_stand(fold(text), needed(expression))


def test_what_is_needed() -> None:
    assert needed(EXPRESSIONS[0]) == (("annule et remplace ", "corrige ", "mise a jour du "), ("avis", "communique"))
    assert needed(r"(?:le )?prix|tarif") == (("prix", "tarif"),)
    assert needed(r"x{0,3}embargo|nota") == (("embargo", "nota"),)
    assert needed(r"[A-Z]{3}|embargo") == ()


def test_what_is_not_there() -> None:
    assert not may_stand("la mairie corrige le tir", [("corrige", "remplace"), ("avis",)])
    assert may_stand("la mairie corrige un avis", [("corrige", "remplace"), ("avis",)])
    assert shortest(["remplacent", "place", "avis"]) == ("avis", "place")
