"""What a rule's `set` makes of what its `find` captured: constants, `{slot}`, `{slot.attribute}`, texts with both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from pressmine.document import Document
from pressmine.french.dates import find_dates
from pressmine.french.edtf import is_valid
from pressmine.french.numbers import parse_number
from pressmine.rules.declared.candidates import Candidate, Names
from pressmine.rules.declared.nodes import Place, Text, unknown
from pressmine.rules.declared.slots import Found

_SLOT: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?:\.([a-z]+))?\}")
_NUMBERS: Final = frozenset({"number", "money", "percent", "duration"})
#: Which types of slot may fill a field of a type; text is read as a number or a date when the rule runs.
_FITS: Final = {
    "text": None,
    "object": None,
    "number": _NUMBERS | {"text"},
    "money": frozenset({"money", "text"}),
    "percent": frozenset({"percent", "text"}),
    "duration": frozenset({"duration", "text"}),
    "date": frozenset({"date", "text"}),
    "boolean": frozenset({"boolean"}),
    "organisation": frozenset({"organisation", "text"}),
    "person": frozenset({"person", "text"}),
    "place": frozenset({"place", "text"}),
}


class Unfit(ValueError):
    """A value can't be made of what was captured; the message says why."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its type, and the slot it was read from, where it is one slot's."""

    type: str
    value: Any
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """One setting: a constant, or the text with its slots."""

    constant: Any
    text: str | None
    type: str
    slots: tuple[tuple[str, str], ...]

    def fill(self, document: Document, candidate: Candidate) -> Value | None:
        """The value for a candidate; None if one of its slots is empty."""
        if self.text is None:
            return Value(self.type, self.constant)
        held = [(candidate.captures.get(name), attribute) for name, attribute in self.slots]
        if any(found is None for found, _ in held):
            return None
        if len(self.slots) == 1 and _SLOT.fullmatch(self.text):
            found, attribute = held[0]
            assert found is not None
            value = _attribute(document, found, attribute) if attribute else found.value
            return Value(self.type, value, found if attribute in ("", "name", "value") else None)
        pieces = iter([_shown(document, found, attribute) for found, attribute in held if found is not None])
        return Value("text", _SLOT.sub(lambda _: next(pieces), self.text))


def compile_template(value: Any, names: Names, place: Place, open_names: bool = False) -> Template:
    """The template of a setting. `open_names`: what can be captured is not known beforehand (a function).

    Raises RuleFileError if it names a slot that there is not.
    """
    if not isinstance(value, str):
        if isinstance(value, dict | list):
            raise place.error("a setting is a constant or a text with {slots}")
        return Template(value, None, "boolean" if isinstance(value, bool) else "number", ())
    at = value.place if isinstance(value, Text) else place
    slots = tuple((m.group(1), m.group(2) or "") for m in _SLOT.finditer(value))
    for name, attribute in slots:
        if open_names:
            continue
        if name not in names:
            raise at.error(unknown(name, names, "slot") if names else f"unknown slot {name!r}: `find` captures nothing")
        if attribute and attribute not in (*names[name][1], "value"):
            raise at.error(unknown(attribute, names[name][1], f"attribute of {{{name}}}"))
    left = _SLOT.sub("", value)
    if "{" in left or "}" in left:
        raise at.error(f"{str(value)!r} has a brace that is not a slot: write {{name}} or {{name.attribute}}")
    if not slots:
        return Template(str(value), None, "text", ())
    kind = "text"
    if len(slots) == 1 and _SLOT.fullmatch(value):
        name, attribute = slots[0]
        kind = names[name][0] if name in names and not attribute else "text"
        kind = "number" if attribute in ("low", "high", "weekday") else kind
    return Template(None, str(value), kind, slots)


def check_type(template: Template, wanted: str, place: Place) -> None:
    """Raise RuleFileError if a value of the template can't be of the type that the field wants."""
    fits = _FITS[wanted]
    if template.text is None:
        good = {"text": str, "boolean": bool, "object": object}.get(wanted, int | float if wanted in _NUMBERS else str)
        if not isinstance(template.constant, good) or (wanted in _NUMBERS and isinstance(template.constant, bool)):
            raise place.error(f"{template.constant!r} is no {wanted}")
        if wanted == "date" and not is_valid(str(template.constant)):
            raise place.error(f"{template.constant!r} is no EDTF date, as in 2026-06 or 2026-06-30")
    elif fits is not None and template.type not in fits:
        raise place.error(f"{template.text} is of type {template.type}, the field wants {wanted}")


def as_type(document: Document, value: Value, wanted: str) -> Value:
    """The value in the type of the field. Raises Unfit where it can't be read so."""
    if wanted == "text":
        return Value("text", _text(document, value), value.found)
    if wanted in _NUMBERS and isinstance(value.value, str):
        number = parse_number(value.value)
        if number is None:
            raise Unfit(f"{value.value!r} is not a number")
        return Value(wanted, number, value.found)
    if wanted == "date" and value.type != "date" and not is_valid(str(value.value)):
        dates = find_dates(str(value.value))
        if len(dates) != 1:
            raise Unfit(f"{value.value!r} is not a date")
        return Value("date", dates[0].value, value.found)
    return Value(wanted, value.value, value.found)


def _phrase(document: Document, place: Found) -> str:
    """What is at a place, with single spaces."""
    return " ".join(document.text[place.start : place.end].split())


def _attribute(document: Document, found: Found, name: str) -> Any:
    if name == "text":
        return _phrase(document, found)
    return found.value if name == "value" else found.attribute(name)


def _shown(document: Document, found: Found, attribute: str) -> str:
    value = _attribute(document, found, attribute) if attribute else found.value
    if value is None or isinstance(value, tuple):
        return _phrase(document, found)
    return str(value)


def _text(document: Document, value: Value) -> str:
    if isinstance(value.value, str):
        return value.value
    return str(value.value) if value.found is None else _phrase(document, value.found)
