"""What a match proposes: the settings of a rule and what it captured. What each field makes of them: `proposals.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pressmine.document import Document
from pressmine.offsets import Span
from pressmine.rules.declared.candidates import Candidate, Finder
from pressmine.rules.declared.nodes import unknown
from pressmine.rules.declared.settings import CHOICES, OWN_SLOTS, SETTINGS
from pressmine.rules.declared.slots import Found
from pressmine.rules.declared.specs import Spec
from pressmine.rules.declared.values import Template, Value, check_type, compile_template


class Producer:
    """The compiled settings of a rule. Raises RuleFileError if they do not fit its field or its `find`."""

    def __init__(self, spec: Spec, finder: Finder) -> None:
        self.spec = spec
        self.head, _, self.name = spec.field.partition(".")
        self.open = spec.kind == "python"
        self.finder = finder
        self.settings: dict[str, tuple[Template, ...]] = {}
        self.parts: dict[str | None, Template] = {}
        known = SETTINGS[self.head]
        for key, value in spec.set.items():
            if key not in known:
                raise key.place.error(unknown(key, known, f"setting of {str(spec.field)!r}"))  # type: ignore[attr-defined]
            if self.head == "extra" and key == "value":
                continue
            values = value if isinstance(value, list) else [value]
            self.settings[str(key)] = tuple(self._template(key, item) for item in values)
            self._check_choice(str(key), key)
        if self.head == "extra":
            self._extra()
        if self.head == "identifiers" and "scheme" not in self.settings:
            raise spec.field.place.error("the field 'identifiers' needs `set: {scheme: …}`: siren, siret, rcs, …")

    def _template(self, key: Any, value: Any) -> Template:
        return compile_template(value, self.finder.names, getattr(key, "place", self.spec.place), self.open)

    def _check_choice(self, key: str, at: Any) -> None:
        field = self.head if self.head != "document" else str(self.spec.field)
        choices = CHOICES.get((field, key), ())
        for template in self.settings[key]:
            if choices and template.text is None and template.constant not in choices:
                raise at.place.error(unknown(str(template.constant), choices, f"value of `{key}`"))

    def _extra(self) -> None:
        spec = self.spec
        given = {str(key): value for key, value in spec.set.items()}.get("value")
        wanted = spec.type or "text"
        if given is None and not self.open and self.finder.names and spec.kind != "terms":
            names = list(self.finder.names)
            given = {n: f"{{{n}}}" for n in names} if wanted == "object" or len(names) > 1 else f"{{{names[0]}}}"
        elif given is None and spec.kind == "terms":
            given = "{name}" if wanted != "object" else {n: f"{{{n}}}" for n in self.finder.names}
        place = next((key.place for key in spec.set if key == "value"), spec.field.place)  # type: ignore[attr-defined]
        if isinstance(given, dict) != (wanted == "object") and not (self.open and given is None):
            hint = "name the values under `set: value:`" if wanted == "object" else f"`type` is {wanted}"
            raise place.error(f"the value is {'a mapping' if isinstance(given, dict) else 'single'}: {hint}")
        entries = given.items() if isinstance(given, dict) else [(None, given)] if given is not None else []
        for name, value in entries:
            template = self._template(name or spec.field, value)
            self.parts[None if name is None else str(name)] = template
            if name is None:
                check_type(template, wanted, place)


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate in its document, with access to the values that the rule's settings ask for."""

    producer: Producer
    document: Document
    candidate: Candidate

    def value(self, key: str) -> Value | None:
        """The first filled value of a setting."""
        return next(iter(self.values(key)), None)

    def values(self, key: str) -> list[Value]:
        """The filled values of a setting."""
        filled = map(self.fill, self.producer.settings.get(key, ()))
        return [value for value in filled if value is not None and value.value is not None]

    def fill(self, template: Template) -> Value | None:
        """The value of a template; None if one of its slots is empty."""
        return template.fill(self.document, self.candidate)

    def text(self, key: str) -> str | None:
        """A setting as text."""
        value = self.value(key)
        return None if value is None else str(value.value)

    def raw(self) -> str:
        """The text of the span, unchanged."""
        return self.document.text[self.candidate.start : self.candidate.end]

    def said(self) -> str:
        """The text of the span, with single spaces."""
        return " ".join(self.raw().split())

    def listed(self, key: str) -> str | None:
        """What the list of terms says about a term."""
        found = self.candidate.captures.get(key)
        return str(found.value) if found is not None and found.kind == "TERM" else None

    def stretch(self, key: str) -> Span | None:
        """The span of the slot that a setting names; by default the slot with the setting's own name."""
        value, own = self.value(key), key not in self.producer.settings
        found = value.found if value is not None else self.candidate.captures.get(key) if own else None
        return None if found is None else self.document.span(found.start, found.end)

    def stretches(self, key: str) -> tuple[Span, ...]:
        """The spans of all slots that a setting names."""
        found = [v.found for v in self.values(key) if v.found is not None]
        if key not in self.producer.settings and key in self.candidate.captures:
            found = [self.candidate.captures[key]]
        return tuple(self.document.span(f.start, f.end) for f in found)

    def found(self) -> Found | None:
        """The capture for the rule's field: the one that `span` names, or the only one of the field's kind."""
        settings, captures = self.producer.settings, self.candidate.captures
        if "span" in settings:
            slots = settings["span"][0].slots
            return captures.get(slots[0][0]) if slots else None
        own = OWN_SLOTS.get(self.producer.head, ())
        return next((found for found in captures.values() if found.kind in own), None)

    def place(self) -> tuple[int, int]:
        """The value's span in the view."""
        found = self.found() or self.candidate
        return found.start, found.end

    def span(self) -> Span:
        """The value's span in the source."""
        return self.document.span(*self.place())

    def whole(self) -> Span:
        """The candidate's span in the source."""
        return self.document.span(self.candidate.start, self.candidate.end)
