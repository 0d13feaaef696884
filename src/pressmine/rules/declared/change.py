"""A rule written in Python, restricted by a rule file: it can get more conditions and a lower confidence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from pressmine.document import Document
from pressmine.evidence import Cue, Evidence, NearMiss, Rule
from pressmine.offsets import Span
from pressmine.rules.declared.candidates import Candidate
from pressmine.rules.declared.compile import said
from pressmine.rules.declared.conditions import Conditions, Stretch
from pressmine.rules.declared.read import Table
from pressmine.rules.declared.specs import Spec
from pressmine.rules.declared.words import page_of


def changed(rule: Rule, table: Table, spec: Spec) -> Rule:
    """The changed rule; `spec` holds the change's conditions. Raises RuleFileError if they are invalid."""
    under = _Changed(rule, table, spec)
    change = json.dumps(said(table), ensure_ascii=False, sort_keys=True)
    return replace(
        rule,
        find=under.find,
        near=under.near,
        says=str(table.get("says", rule.says)),
        origin=f"{rule.origin or 'built-in'}, changed by {table.place}",
        digest=hashlib.sha256((rule.digest + change).encode()).hexdigest(),
    )


class _Changed:
    def __init__(self, rule: Rule, table: Table, spec: Spec) -> None:
        self.rule = rule
        self.conditions = Conditions(spec)
        self.ceiling = table.get("confidence", 1.0)
        self.priority = table.get("priority", 0)

    def find(self, document: Document) -> Iterator[Evidence]:
        """The evidence of the rule that the change accepts."""
        for item in self.rule.find(document):
            confidence, cues, failed = self._judged(document, item)
            if failed is None:
                seen = tuple(Cue(label, item.span) for label in cues)
                yield replace(
                    item, confidence=confidence, cues=(*item.cues, *seen), priority=item.priority + self.priority
                )

    def near(self, document: Document) -> Iterator[NearMiss]:
        """The evidence of the rule that the change rejects, and what the rule itself almost proposed."""
        refused: dict[tuple[Span, str], None] = {}
        for item in self.rule.find(document):
            failed = self._judged(document, item)[2]
            if failed is not None:
                refused[item.span, failed] = None
        for span, failed in refused:
            yield NearMiss(self.rule.id, span, failed)
        if self.rule.near is not None:
            yield from self.rule.near(document)

    def _judged(self, document: Document, item: Evidence) -> tuple[float, tuple[str, ...], str | None]:
        """The confidence under the change, what moved it, and the condition that failed."""
        page, view = page_of(document), document.view_span(item.span)
        place: Stretch = (view.start, view.end)
        candidate = Candidate(*place)
        before = min(item.confidence, self.ceiling)
        confidence, cues = self.conditions.moved(page, candidate, place, before)
        failed = self.conditions.failed(page, candidate, place)
        # Votes on names may be low from the start: only what the context lowers falls below the threshold.
        if failed is None and confidence < before and confidence < self.conditions.spec.least:
            failed = f"the confidence {confidence:g} is below {self.conditions.spec.least:g} ({', '.join(cues)})"
        return confidence, cues, failed
