"""What is right and yet looks wrong in rule files: rules that are dead, duplicate, shadowed or slow."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from pressmine.document import Document, ZoneKind
from pressmine.errors import counted
from pressmine.pipeline import read_sentence
from pressmine.rules.declared.book import Book
from pressmine.rules.declared.check import zone_of
from pressmine.rules.declared.compile import DeclaredRule, said
from pressmine.rules.declared.finders import TermFinder

#: Slow is a rule that takes more than so many microseconds for a thousand characters.
SLOW = 2_000.0
_PROBE = 20_000


def warnings(book: Book) -> Iterator[str]:
    """One line for each thing worth a look, `PATH:LINE: rule: what`."""
    rules = book.own
    for name, place in book.disabled:
        yield f"{place}: {name}: switched off; its tests are not run"
    yield from _duplicates(rules)
    yield from _terms(rules)
    yield from _shadowed(rules)
    yield from _slow(rules)


def microseconds(rule: DeclaredRule, document: Document) -> float:
    """What a rule takes for a thousand characters: the best of three passes, so that other work counts less."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        list(rule.find(document))
        best = min(best, time.process_time() - start)
    return best * 1e6 / (len(document.text) / 1000)


def _line(rule: DeclaredRule, what: str) -> str:
    return f"{rule.spec.place}: {rule.spec.id}: {what}"


def _duplicates(rules: list[DeclaredRule]) -> Iterator[str]:
    seen: dict[str, DeclaredRule] = {}
    for rule in rules:
        spec = rule.spec
        key = json.dumps([spec.field, spec.kind, said([spec.source, spec.added]), said(spec.set), sorted(spec.zones)])
        first = seen.setdefault(key, rule)
        if first is not rule:
            yield _line(rule, f"duplicate: finds and sets the same as {first.spec.id}")


def _terms(rules: list[DeclaredRule]) -> Iterator[str]:
    """A list whose every name another list of the same field has: it is dead."""
    lists = [(rule, {t.form for t in rule.finder.index.terms}) for rule in rules if isinstance(rule.finder, TermFinder)]
    for rule, forms in lists:
        for other, others in lists:
            smaller = forms < others or (forms == others and str(rule.spec.id) > str(other.spec.id))
            if other is not rule and other.spec.field == rule.spec.field and smaller and not rule.spec.set:
                yield _line(rule, f"dead: {counted(len(forms), 'term')}, all in {other.spec.id}")


def _shadowed(rules: list[DeclaredRule]) -> Iterator[str]:
    """A rule whose every match, in its own tests, another rule of its field takes away from it."""
    for rule in rules:
        documents = [read_sentence(test.get("text"), zone_of(rule, test.get("zone"))) for test in rule.spec.match]
        for other in rules:
            if (
                other is not rule
                and other.spec.field == rule.spec.field
                and all(_loses(rule, other, d) for d in documents)
            ):
                yield _line(rule, f"shadowed: {other.spec.id} wins in every one of its tests")


def _loses(rule: DeclaredRule, other: DeclaredRule, document: Document) -> bool:
    own, rivals = list(rule.find(document)), list(other.find(document))
    return bool(own) and all(
        any(
            r.span.overlaps(o.span)
            and (r.priority, r.confidence, len(r.span)) > (o.priority, o.confidence, len(o.span))
            for r in rivals
        )
        for o in own
    )


def _slow(rules: list[DeclaredRule]) -> Iterator[str]:
    texts = [str(test.get("text")) for rule in rules for test in rule.spec.match]
    if not texts:
        return
    probe = " ".join(texts)
    document = read_sentence("\n".join([probe] * max(1, _PROBE // max(1, len(probe)))), ZoneKind.BODY)
    for rule in rules:
        list(rule.find(document))  # dates and figures of the text are read once, whoever asks first
    for rule in rules:
        took = microseconds(rule, document)
        if took > SLOW:
            yield _line(rule, f"slow: {took:,.0f} microseconds for a thousand characters of its tests")
