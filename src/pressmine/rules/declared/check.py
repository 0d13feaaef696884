"""The tests inside a rule: texts that must match, with their expected values, and texts that must not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

from pressmine.document import Document, ZoneKind
from pressmine.errors import RuleFileError, counted
from pressmine.extra_values import ExtraReading
from pressmine.offsets import Span
from pressmine.record_types import whole
from pressmine.rules.declared.compile import DeclaredRule
from pressmine.rules.declared.nodes import Place, Text, unknown, without_places
from pressmine.rules.declared.proposing import Proposal
from pressmine.rules.declared.read import Table

#: Makes a document of one sentence that is in a zone of that kind.
ReadSentence = Callable[[str, ZoneKind], Document]


def run_tests(rule: DeclaredRule, read: ReadSentence) -> list[RuleFileError]:
    """The failures of a rule's tests: one error for each test that fails; none if all pass."""
    try:
        return [*_positive(rule, read), *_negative(rule, read)]
    except Exception as error:  # noqa: BLE001  # a function of the user's may raise anything
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return [rule.spec.place.error(f"the rule {str(rule.spec.id)!r} raises in its tests: {reason}")]


def results(rule: DeclaredRule, document: Document) -> list[dict[str, Any]]:
    """What a rule finds in a document, as plain data: each value's text and its attributes."""
    return [_described(document, proposals) for _, _, proposals in rule.accepted(document)]


def _positive(rule: DeclaredRule, read: ReadSentence) -> Iterator[RuleFileError]:
    for test in rule.spec.match:
        document = read(test.get("text"), zone_of(rule, test.get("zone")))
        found = results(rule, document)
        wanted = test.get("gives")
        wanted = wanted if isinstance(wanted, list) else [wanted]
        if len(found) != len(wanted):
            near = "" if found else _near(rule, document)
            yield _error(rule, test.place, f"expected {counted(len(wanted), 'match')}, found {_shown(found)}{near}")
            continue
        for want, have in zip(wanted, found, strict=True):
            problem = _compared(want if isinstance(want, dict) else {"text": want}, have, test.place)
            if isinstance(problem, RuleFileError):
                yield problem
            elif problem:
                yield _error(rule, test.place, problem)


def _negative(rule: DeclaredRule, read: ReadSentence) -> Iterator[RuleFileError]:
    for test in rule.spec.no_match:
        text, zone = (test.get("text"), test.get("zone")) if isinstance(test, Table) else (test, None)
        found = results(rule, read(text, zone_of(rule, zone)))
        if found:
            place = test.place if isinstance(test, Table) else text.place
            yield _error(rule, place, f"nothing may be found here, found {_shown(found)}")


def _compared(want: dict[Any, Any], have: dict[str, Any], place: Place) -> str | RuleFileError | None:
    for key, value in want.items():
        if key not in have:
            at = key.place if isinstance(key, Text) else place
            return at.error(unknown(str(key), have, "result"))
        plain = without_places(value)
        if have[key] != plain:
            return f"expected {key} {plain!r}, found {have[key]!r}"
    return None


def _described(document: Document, proposals: list[Proposal]) -> dict[str, Any]:
    text = document.source.text
    out: dict[str, Any] = {"text": text[proposals[0][0].start : proposals[0][0].end]}
    for _, reading in proposals:
        if isinstance(reading, ExtraReading):
            out["value"] = reading.value
            continue
        for item in fields(reading):
            out.setdefault(item.name, _data(text, getattr(reading, item.name)))
    return out


def _data(text: str, value: Any) -> Any:
    """A reading's value with spans as their texts."""
    if isinstance(value, Span):
        return text[value.start : value.end]
    if isinstance(value, tuple):
        return [_data(text, item) for item in value]
    return whole(value)


def zone_of(rule: DeclaredRule, name: str | None) -> ZoneKind:
    """The zone of a test sentence: the one it names, else the body, else the first that the rule looks at."""
    if name is not None:
        return ZoneKind(name)
    zones = rule.spec.zones
    return ZoneKind.BODY if ZoneKind.BODY in zones else next(kind for kind in ZoneKind if kind in zones)


def _near(rule: DeclaredRule, document: Document) -> str:
    text = document.source.text
    near = sorted(rule.near(document), key=lambda miss: (miss.span.start - miss.span.end, miss.span.start))
    if not near:
        return ""
    return f"; it came near at {text[near[0].span.start : near[0].span.end]!r}: {near[0].failed}"


def _error(rule: DeclaredRule, place: Place, message: str) -> RuleFileError:
    fails = f"a test of the rule {str(rule.spec.id)!r} fails: {message}"
    if rule.changed_at is not None and rule.changed_at.path != place.path:
        return rule.changed_at.error(f"with this change {fails} (the test stands at {place})")
    return place.error(fails)


def _shown(found: list[dict[str, Any]]) -> str:
    if not found:
        return "none"
    shown = [f"{item['text']!r} (value {item['value']!r})" if "value" in item else repr(item["text"]) for item in found]
    return f"{len(found)}: {', '.join(shown)}"
