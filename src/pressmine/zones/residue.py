"""Residue of web pages in copied articles: navigation, share bars, teasers, comment forms, hashtag rows."""

from __future__ import annotations

import re

from pressmine.document import ZoneKind
from pressmine.french.lists import folded_set, read_list
from pressmine.zones.lines import BARRED, Line
from pressmine.zones.tail import opens_tail

#: Rows of hashtags, a bare address, what a clipping service notes, signs alone.
_SIGNS = re.compile(
    r"(?:#[\w-]{2,60}[\s,;]*){2,200}$|(?:#[\w-]{2,60})$"
    r"|<?(?:https?://|www\.)\S+>?$"
    r"|_?(?:captured|source url|url|keywords|mots-cles|tags)\s?:"
    r"|[,;|/·•>»<«\s.-]+$"
)
#: `|---|---|`: the rule under the head of a table in Markdown; without it the table would lose its head.
_RULED = re.compile(r"\|\s?:?--|--:?\s?\|")
_WORD = re.compile(r"[\w'-]+")


_OPENS = tuple(read_list("residue")["opens"])
_ALONE = tuple(read_list("residue")["lines"])
_ONLY = folded_set("residue", "only")
#: Words of a line in which an entry of the list is looked for.
_SHORT = 30


def residue(lines: list[Line]) -> None:
    """Label residue as boilerplate. An opener takes all lines up to the next part of the article's own tail."""
    open_stretch = False
    short = "\n".join([line.folded for line in lines if line.words <= _SHORT])
    parts = [part for part in _ALONE if part in short]
    for index, line in enumerate(lines):
        if line.blank or line.kind is not None:
            continue
        if opens_tail(line):
            open_stretch = False
            if index > 0.3 * len(lines):  # `Contact` alone: an entry of a menu above the text, a heading below it
                continue
        elif _opens(line):
            open_stretch = True
        if open_stretch or _alone(line, parts):
            line.kind = ZoneKind.BOILERPLATE


def _opens(line: Line) -> bool:
    return line.words <= 14 and line.folded.lstrip("-•> ").startswith(_OPENS)


def _alone(line: Line, parts: list[str]) -> bool:
    """True for a line that is residue by itself; `parts` are the entries of the list that the text has at all."""
    folded = line.folded
    if "\t" in line.view_text[line.start : line.end] or ("|" in folded and _RULED.search(folded)):
        return False
    if _SIGNS.match(folded):
        return True
    if "|" in folded and BARRED.match(line.text):
        return False  # `Temps de lecture` stands beside who wrote it, and when
    if parts and line.words <= _SHORT and any(part in folded for part in parts):
        return True
    first = _WORD.search(folded)
    if first is None or first.group() not in _ONLY:
        return False
    found = _WORD.findall(folded)
    return len(found) <= 12 and all(w in _ONLY for w in found) and found != ["x"]
