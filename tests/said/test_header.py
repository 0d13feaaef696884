"""The header: title, subtitle, date and place, embargo, what is replaced, the byline."""

from __future__ import annotations

import pytest

from pressmine.evidence import AuthorReading, HeaderReading
from pressmine.pipeline import Pressmine
from pressmine.resolve.header import resolve_header
from pressmine.resolve.ledger import Ledger
from pressmine.rules import builtin_rules
from tests.casefile import Case
from tests.said.stage import cases, evidence, params, read, soiled

#: Those in Python and those in rule files.
RULES = [rule for rule in builtin_rules() if rule.id.startswith("header.")]
CASES = cases("header", max_attrs=2)
#: Fields that stay empty where a case marks none; a title every text has that is long enough.
_ALWAYS = ("published", "embargo", "replaces", "author")


def _wanted(case: Case) -> dict[str, str]:
    fields = {m.attrs[0]: m.attrs[1] if len(m.attrs) > 1 else case.text[m.start : m.end] for m in case.marks}
    return {**dict.fromkeys(_ALWAYS, "-"), **{k: " ".join(v.replace("⏎", " ").split()) for k, v in fields.items()}}


def _found(pm: Pressmine, text: str) -> dict[str, str]:
    document = read(pm, text)
    proposed = evidence(document, RULES)
    ledger = Ledger(document, proposed, None)
    resolve_header(ledger)
    found = {k: v or "-" for k, v in ledger.resolution.header.model_dump().items()}
    authors = [document.clean(e.span) for e in proposed if isinstance(e.reading, AuthorReading)]
    return {**found, "author": authors[0] if authors else "-"}


@pytest.mark.parametrize("case", params(CASES))
def test_the_header(pm: Pressmine, case: Case) -> None:
    wanted, found = _wanted(case), _found(pm, case.text)
    assert {k: found[k] for k in wanted} == wanted


@pytest.mark.parametrize("case", params(CASES))
def test_the_header_through_odd_spaces(pm: Pressmine, case: Case) -> None:
    text, _ = soiled(case, wrap=False)
    wanted, found = _wanted(case), _found(pm, text)
    assert {k: found[k] for k in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("COMMUNIQUÉ DE PRESSE\n\nValdor ouvre un atelier à Dreux\n\nLe groupe ouvre demain.\n", "press_release"),
        ("INVITATION PRESSE\n\nVisite du chantier du pont Morvan\n\nRendez-vous jeudi 3 mars.\n", "invitation"),
        ("Valdor supprime 120 postes\n\nPar Ana Roy\n\nLe groupe a confirmé jeudi un plan social.\n", "article"),
        (
            "Valdor ouvre un atelier à Dreux\n\nLe groupe ouvre demain.\n\nContact presse\nAna Roy – 02 37 11 12 13\n",
            "press_release",
        ),
    ],
)
def test_the_kind_of_a_text(pm: Pressmine, text: str, kind: str) -> None:
    document = read(pm, text)
    (found,) = [e.reading for e in evidence(document, RULES) if e.rule == "header.kind"]
    assert isinstance(found, HeaderReading)
    assert found.value == kind


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
