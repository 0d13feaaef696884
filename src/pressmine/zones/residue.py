"""Residue of web pages in copied articles: navigation, share bars, teasers, comment forms, hashtag rows."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from pressmine.document import ZoneKind
from pressmine.zones.lines import Line
from pressmine.zones.tail import opens_tail

_HASHTAGS = re.compile(r"(?:#[\w-]{2,60}[\s,;]*){2,200}$|(?:#[\w-]{2,60})$")
_URL_ONLY = re.compile(r"<?(?:https?://|www\.)\S+>?$")
_CAPTURED = re.compile(r"_?(?:captured|source url|url|keywords|mots-cles|tags)\s?:")
_PUNCTUATION = re.compile(r"[,;|/·•>»<«\s.-]+$")
_WORD = re.compile(r"[\w'-]+")


@cache
def _lists() -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    data = tomllib.loads(files("pressmine.french").joinpath("residue.toml").read_text(encoding="utf-8"))
    return tuple(data["opens"]), tuple(data["lines"]), frozenset(data["only"])


def residue(lines: list[Line]) -> None:
    """Label residue as boilerplate. An opener takes all lines up to the next part of the article's own tail."""
    open_stretch = False
    for line in lines:
        if line.blank or line.kind is not None:
            continue
        if opens_tail(line):
            open_stretch = False
        elif _opens(line):
            open_stretch = True
        if open_stretch or _alone(line):
            line.kind = ZoneKind.BOILERPLATE


def _opens(line: Line) -> bool:
    return line.words <= 14 and line.folded.lstrip("-•> ").startswith(_lists()[0])


def _alone(line: Line) -> bool:
    folded = line.folded
    if _HASHTAGS.match(folded) or _URL_ONLY.match(folded) or _CAPTURED.match(folded) or _PUNCTUATION.match(folded):
        return True
    _, parts, only = _lists()
    if line.words <= 30 and any(part in folded for part in parts):
        return True
    words = _WORD.findall(folded)
    return 0 < len(words) <= 12 and all(w in only or w.isdigit() for w in words) and not words[0].isdigit()
