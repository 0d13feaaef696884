"""Explanations in French: reasons of decisions, remarks, failures, readings and cues, which are English elsewhere."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Sequence
from functools import cache
from typing import Literal

from pressmine.report.words import strings
from pressmine.tables import read_toml
from pressmine.wording import Lang, say
from pressmine.wording import in_french as french_codes

#: What each placeholder of a template may stand for.
_STANDS_FOR = {
    "name": r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""",
    "the": r"[a-z]+",
    "so": r"its [a-z ]+",
    "how": r"[a-z ]+",
    "day": r"[-\dXT:./~?%+Z]+",
    "ref": r"[a-z]+-\d+",
    "rule": r"\S+",
    "some": r"[^;()]+",
    "other": r"[^;()]+",
    "why": r".*",
    "many": r"[\d.,]+",
    "limit": r"[\d.,]+",
    "size": r"[\d.]+ (?:MB|kB|bytes)",
    "room": r"[\d.]+ (?:MB|kB|bytes)",
    "file": r".+?",
    "error": r".+",
    "what": r".+",
}
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
#: A code within the shown value of a reading: `[dates, figures]`.
_CODE = re.compile(r"[A-Za-z_]+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_DECIMAL = re.compile(r"-?[\d ]+\.\d+")
#: The units of a file's size.
_SIZES = {"MB": "Mo", "kB": "ko", "bytes": "octets"}
#: Fields of readings that hold codes.
_CODED = frozenset(
    {"approx", "bound", "factored", "fields", "gender", "granularity", "in_dateline", "in_name", "in_table", "kind"}
    | {"label", "pronoun", "role", "roles", "signed", "type", "where", "whole"}
)
Part = Literal["reasons", "remarks", "failures"]


def table() -> dict[str, dict[str, str]]:
    """The French of each part, by its English."""
    return read_toml("pressmine.report", "explained.toml")


def in_french(part: Part, english: str) -> str | None:
    """A reason, remark or failure in French; None for one that is not pressmine's own, as those of a user's rules.

    >>> in_french("reasons", "taken together, the votes name the place")
    'ensemble, les voix nomment le lieu'
    >>> in_french("reasons", "the post of \\"Awa N'Diaye\\"")
    "la fonction de « Awa N'Diaye »"
    """
    exact, templates = _templates(part)
    if english in exact:
        return exact[english]
    for template, french in templates:
        found = template.fullmatch(english)
        said = {key: _said(key, text) for key, text in found.groupdict().items()} if found else {}
        if found and None not in said.values():
            return french.format(**said)
    return None


def told(lang: Lang, part: Part, english: str) -> str:
    """What a rule, a reader or a run says, in the language of the page. A user's rules keep their own words."""
    return (in_french(part, english) if lang == "fr" else None) or english


def reading_in_french(kind: str, facts: Sequence[tuple[str, str]]) -> str:
    """A reading in one line, its kind and its fields in French.

    >>> reading_in_french("date", [("value", "2024-03"), ("granularity", "month")])
    'date · valeur\\u202f: 2024-03 · précision\\u202f: mois'
    """
    said = [f"{_word(name)}{_colon()} {_shown(name, text)}" for name, text in facts]
    return " · ".join([_word(kind), *said])


def cue_in_french(label: str) -> str:
    """The label of a cue: a word of the article stays as it is.

    >>> cue_in_french("role:event"), cue_in_french("ministere")
    ('rôle\\u202f: événement', 'ministere')
    """
    name, mark, code = label.partition(":")
    return f"{_word(name)}{_colon()} {_word(code)}" if mark and _word(name) != name else _word(label)


def _shown(name: str, text: str) -> str:
    if name == "reason":
        return in_french("reasons", text) or text
    return _CODE.sub(lambda code: _word(code[0]), text) if name in _CODED or text == "True" else text


def _word(code: str) -> str:
    return table()["words"].get(code) or say("fr", code)


def _colon() -> str:
    return strings()["fr"]["colon"]


def _said(placeholder: str, text: str) -> str | None:
    """What stands for a placeholder, in French; None if it can't stand there."""
    if placeholder in ("the", "so", "what"):
        return table()[placeholder].get(text)
    if placeholder in ("size", "room"):
        number, unit = text.split()
        return f"{number.replace('.', ',')} {_SIZES[unit]}"
    if placeholder == "how":
        return french_codes().get(text)
    if placeholder == "name":
        try:
            return f"«\u202f{literal_eval(text)}\u202f»"
        except (SyntaxError, ValueError):
            return None
    if _GROUPED.fullmatch(text):
        return text.replace(",", "\u202f")
    return text.replace(".", ",") if _DECIMAL.fullmatch(text) else text


@cache
def _templates(part: Part) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """What has no placeholder, and what has."""
    said = table()[part]
    exact = {english: french for english, french in said.items() if not _PLACEHOLDER.search(english)}
    return exact, [(_pattern(english), french) for english, french in said.items() if english not in exact]


def _pattern(english: str) -> re.Pattern[str]:
    parts = _PLACEHOLDER.split(english)
    shape = [f"(?P<{part}>{_STANDS_FOR[part]})" if n % 2 else re.escape(part) for n, part in enumerate(parts)]
    return re.compile("".join(shape), re.DOTALL)
