"""How the rules about names say what they saw: one vote for what a range of words names."""

from __future__ import annotations

from pressmine.evidence import Cue, EntityReading, Evidence
from pressmine.french.lists import folded_set, given_names
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan

#: Between a name and the word in front of it: prepositions that an article may have swallowed.
_FROM = frozenset({"de", "du", "des", "d'"})


def vote(
    scan: Scan,
    rule: str,
    words: Range,
    label: str,
    confidence: float,
    *,
    type: str | None = None,
    name: str | None = None,
    code: str | None = None,
    acronym: str | None = None,
    cue: Range | None = None,
) -> Evidence:
    """Evidence that the words name an organisation, a person, a place, or nothing of the kind."""
    cues = (Cue(scan.folded(cue), scan.span(cue)),) if cue is not None and cue[1] > cue[0] else ()
    return Evidence(rule, scan.span(words), EntityReading(label, type, name, acronym, code), confidence, cues)


def before(scan: Scan, index: int, count: int = 4) -> list[str]:
    """Up to `count` folded words in front of a word, joined to it without a sign, the nearest first."""
    found: list[str] = []
    at = index
    first = scan.line(index)[0]
    while at > first and len(found) < count and (scan.words[at].gap in (" ", "")):
        at -= 1
        found.append(scan.words[at].folded)
    return found


def holder(scan: Scan, index: int) -> tuple[int, bool]:
    """The word that governs a name over `de`, `du`, `de la`: its index and True; else the index in front and False."""
    at = index - 1
    first = scan.line(index)[0]
    if at >= first and scan.words[index].gap in (" ", "") and scan.words[at].folded in ("la", "le", "les", "l'"):
        at -= 1
        if at < first or scan.words[at + 1].gap not in (" ", ""):
            return at + 1, False
    if at >= first and scan.words[at].folded in _FROM and scan.words[at + 1].gap in (" ", ""):
        return (at - 1, True) if at - 1 >= first and scan.words[at].gap == " " else (at, False)
    return index - 1, False


def personal(scan: Scan, words: Range) -> bool:
    """True where the words read as a person's name: a given name and more."""
    first = scan.words[words[0]].folded.split("-")[0]
    return words[1] - words[0] > 1 and first in given_names()


def acts(view: Scan, index: int) -> bool:
    """True where an acting verb stands behind a name."""
    words = view.words
    last = view.line(index - 1)[1]
    if index >= last or words[index].gap not in (" ", ""):
        return False
    if words[index].folded in ("a", "ont", "avait", "avaient", "aura", "auront", "n'a") and index + 1 < last:
        following = words[index + 1].folded
        at = (
            index + 2
            if following
            in ("egalement", "aussi", "deja", "ainsi", "notamment", "recemment", "donc", "pu", "ete", "en", "bien")
            else index + 1
        )
        return at < last and words[at].folded in folded_set("cues", "participles")
    if words[index].folded in ("se", "s'"):
        index += 1
        return (
            index < last
            and f"s'{words[index].folded}" in folded_set("cues", "verbs")
            or f"se {words[index].folded}" in folded_set("cues", "verbs")
        )
    return words[index].folded in folded_set("cues", "verbs")
