"""The words of the pages in each language, and how long texts are shown."""

from __future__ import annotations

from pressmine.tables import read_toml
from pressmine.wording import Lang, say

#: Facts of a value whose text is a code of the record, or several.
CODED = frozenset({"type", "roles", "role", "granularity", "kind", "approx"})


def strings() -> dict[str, dict[str, str]]:
    """Every word of the pages: language -> key -> text."""
    return read_toml("pressmine.report", "strings.toml")


def fact(lang: Lang, name: str, text: str) -> str:
    """The text of a value's fact as a page says it: a code becomes a word.

    >>> fact("fr", "type", "local_authority"), fact("en", "function", "maire")
    ('collectivité', 'maire')
    """
    if name == "inferred":
        how, mark, rest = text.partition(":")
        return say(lang, how) + (mark and strings()[lang]["colon"]) + rest
    return ", ".join(say(lang, code) for code in text.split(", ")) if name in CODED else text


def shown(text: str, length: int = 90) -> str:
    """A text on one line, cut in the middle where it is long.

    >>> shown("un  texte\\ncourt"), shown("abcdefghij", 8)
    ('un texte court', 'abcd … j')
    """
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 4]} … {text[-(length // 8) :]}"


def cut(text: str, length: int) -> str:
    """The beginning of a text, on one line.

    >>> cut("Conseil général du Bas-Rhin", 20), cut("Dreux", 20)
    ('Conseil général du…', 'Dreux')
    """
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
