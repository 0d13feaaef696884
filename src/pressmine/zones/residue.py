"""Residue of web pages in copied articles: navigation, share bars, teasers, comment forms, hashtag rows."""

from __future__ import annotations

import re

from pressmine.document import ZoneKind
from pressmine.french.lists import folded_set, read_list
from pressmine.zones.lines import Line
from pressmine.zones.tail import opens_tail

_HASHTAGS = re.compile(r"(?:#[\w-]{2,60}[\s,;]*){2,200}$|(?:#[\w-]{2,60})$")
_URL_ONLY = re.compile(r"<?(?:https?://|www\.)\S+>?$")
_CAPTURED = re.compile(r"_?(?:captured|source url|url|keywords|mots-cles|tags)\s?:")
_PUNCTUATION = re.compile(r"[,;|/·•>»<«\s.-]+$")
#: `|---|---|`: the rule under the head of a table in Markdown; without it the table would lose its head.
_RULED = re.compile(r"\|\s?:?--|--:?\s?\|")
_WORD = re.compile(r"[\w'-]+")


_OPENS = tuple(read_list("residue")["opens"])
_ALONE = tuple(read_list("residue")["lines"])
_ONLY = folded_set("residue", "only")


def residue(lines: list[Line]) -> None:
    """Label residue as boilerplate. An opener takes all lines up to the next part of the article's own tail."""
    open_stretch = False
    for index, line in enumerate(lines):
        if line.blank or line.kind is not None:
            continue
        if opens_tail(line):
            open_stretch = False
            if index > 0.3 * len(lines):  # `Contact` alone: an entry of a menu above the text, a heading below it
                continue
        elif _opens(line):
            open_stretch = True
        if open_stretch or _alone(line):
            line.kind = ZoneKind.BOILERPLATE


def _opens(line: Line) -> bool:
    return line.words <= 14 and line.folded.lstrip("-•> ").startswith(_OPENS)


def _alone(line: Line) -> bool:
    folded = line.folded
    if "\t" in line.view_text[line.start : line.end] or _RULED.search(folded):
        return False
    if _HASHTAGS.match(folded) or _URL_ONLY.match(folded) or _CAPTURED.match(folded) or _PUNCTUATION.match(folded):
        return True
    if line.words <= 30 and any(part in folded for part in _ALONE):
        return True
    found = _WORD.findall(folded)
    return 0 < len(found) <= 12 and all(w in _ONLY for w in found) and found != ["x"]
