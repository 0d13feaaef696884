"""The words of the pages in each language, and how long texts are shown."""

from __future__ import annotations

from pressmine.tables import read_toml


def strings() -> dict[str, dict[str, str]]:
    """Every word of the pages: language -> key -> text."""
    return read_toml("pressmine.report", "strings.toml")


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
