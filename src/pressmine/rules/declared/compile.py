"""Compiling a spec into a `Rule` of the same kind as the built-in ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pressmine.document import Document
from pressmine.evidence import Cue, Evidence, NearMiss, Rule
from pressmine.rules.declared.candidates import Candidate
from pressmine.rules.declared.conditions import Conditions, Judgement
from pressmine.rules.declared.finders import compile_find
from pressmine.rules.declared.lookup import TermIndex
from pressmine.rules.declared.nodes import Place
from pressmine.rules.declared.produce import Match, Producer
from pressmine.rules.declared.proposing import Proposal, proposals
from pressmine.rules.declared.read import Table
from pressmine.rules.declared.specs import Spec
from pressmine.rules.declared.values import Unfit
from pressmine.rules.declared.words import page_of


class DeclaredRule:
    """A rule of a rule file, compiled. Raises RuleFileError if its parts do not fit each other."""

    def __init__(
        self, spec: Spec, lists: Mapping[str, TermIndex], builtin: bool = False, changed_at: Place | None = None
    ) -> None:
        self.spec = spec
        self.builtin = builtin
        self.changed_at = changed_at
        self.finder = compile_find(spec, lists)
        self.conditions = Conditions(spec)
        self.producer = Producer(spec, self.finder)
        self.lists = lists

    def rule(self) -> Rule:
        """The rule that the pipeline runs."""
        return Rule(
            id=str(self.spec.id),
            says=str(self.spec.says),
            find=self.find,
            fields=(str(self.spec.field),),
            origin=self.origin,
            digest=self.digest(),
            near=self.near,
        )

    @property
    def origin(self) -> str:
        """The file and line of the rule, and of what changes it."""
        if self.builtin:
            return f"built-in {Path(self.spec.place.path).name}:{self.spec.place.line}"
        return str(self.spec.place) + (f", changed by {self.changed_at}" if self.changed_at is not None else "")

    def find(self, document: Document) -> Iterator[Evidence]:
        """What the rule proposes."""
        for candidate, judgement, made in self.accepted(document):
            cues = _cues(document, candidate, judgement)
            for span, reading in made:
                yield Evidence(
                    str(self.spec.id), span, reading, judgement.confidence, cues, priority=self.spec.priority
                )

    def accepted(self, document: Document) -> Iterator[tuple[Candidate, Judgement, list[Proposal]]]:
        """The accepted matches, each with what it proposes, the value of the rule's own field first."""
        page = page_of(document)
        if not self.finder.possible(page.folded(self.spec.zones)) or not self.conditions.possible(page):
            return
        for candidate in self.finder.find(page):
            match = Match(self.producer, document, candidate)
            judgement = self.conditions.judge(page, candidate, match.place())
            if judgement.failed is None:
                try:
                    made = list(proposals(match))
                except Unfit:
                    continue
                yield candidate, judgement, made
                if self.spec.position == "first":
                    return

    def near(self, document: Document) -> Iterator[NearMiss]:
        """Near misses: matches that a condition rejected, and patterns that broke off."""
        page = page_of(document)
        for candidate in self.finder.find(page):
            match = Match(self.producer, document, candidate)
            failed = self.conditions.judge(page, candidate, match.place()).failed
            if failed is None:
                try:
                    list(proposals(match))
                except Unfit as error:
                    failed = f"set: {error}"
            if failed is not None:
                yield NearMiss(str(self.spec.id), document.span(candidate.start, candidate.end), failed)
        for start, end, missing in self.finder.near(page):
            yield NearMiss(str(self.spec.id), document.span(start, end), missing)

    def digest(self) -> str:
        """A digest of everything the rule does, independent of the order and layout of its file."""
        spec = self.spec
        terms: TermIndex | None = getattr(self.finder, "index", None)
        used = {name: index.digest for name, index in self.lists.items()}
        everything = [
            spec.id, spec.says, spec.field, spec.type, sorted(spec.zones), spec.position, spec.kind,
            terms.digest if terms else said([spec.source, spec.added]), said(spec.set), spec.check,
            said(spec.when), said(spec.unless), said(spec.context), spec.confidence, spec.least, spec.priority, used,
            getattr(self.finder, "digest", ""),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(everything, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def said(value: Any) -> Any:
    """Plain data without places."""
    if isinstance(value, Table):
        return {key: said(inner) for key, inner in value.values.items()}
    if isinstance(value, Mapping):
        return {str(key): said(inner) for key, inner in value.items()}
    if isinstance(value, tuple) and hasattr(value, "line"):
        return None
    if isinstance(value, list | tuple):
        return [said(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def _cues(document: Document, candidate: Candidate, judgement: Judgement) -> tuple[Cue, ...]:
    whole = document.span(candidate.start, candidate.end)
    slots = [Cue(f"{{{name}}}", document.span(f.start, f.end)) for name, f in candidate.captures.items()]
    return (*slots, *(Cue(label, whole) for label in judgement.cues))
