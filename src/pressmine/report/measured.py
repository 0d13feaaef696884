"""Pages about quality: gold beside record, and one run next to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from pressmine.evaluate.scoring import Score, errors_by_rule
from pressmine.evaluate.verdicts import Verdict
from pressmine.record import Record
from pressmine.report.run_changes import Change, counted
from pressmine.report.templating import environment, style
from pressmine.report.words import shown as cut
from pressmine.wording import Lang

#: How much of the text is on each side of an error.
_AROUND = 60


def measured_page(
    scores: Sequence[Score], verdicts: Sequence[Verdict], records: Mapping[str, Record], lang: Lang = "en"
) -> str:
    """One page: the scores, the rules that answer for errors, and every error with the text around it."""
    wrong = [verdict for verdict in verdicts if verdict.outcome != "right"]
    documents = [
        (name, [(verdict, around(verdict, records.get(name))) for verdict in found])
        for name, found in groupby(wrong, key=lambda verdict: verdict.document)
    ]
    return (
        environment(lang)
        .get_template("measured.html.j2")
        .render(scores=scores, rules=errors_by_rule(verdicts), documents=documents, css=style("marks", "report"))
    )


def compared_page(changes: Sequence[Change], lang: Lang = "en") -> str:
    """One page: what changes from one run to another, by article. `changes` are told in `lang`, too."""
    sources = [(source, list(found)) for source, found in groupby(changes, key=lambda change: change.source)]
    signs = counted(changes)
    counts = [(kind, *(signs[kind, sign] for sign in "+-~")) for kind in sorted({kind for kind, _ in signs})]
    page = environment(lang).get_template("compared.html.j2")
    return page.render(sources=sources, counts=counts, css=style("marks", "report"))


def around(verdict: Verdict, record: Record | None) -> tuple[str, str, str] | None:
    """The text before, at and after an error; None if it has no place."""
    if verdict.bounds is None or record is None:
        return None
    start, end = verdict.bounds
    text = record.text
    return text[max(0, start - _AROUND) : start], cut(text[start:end]), text[end : end + _AROUND]
