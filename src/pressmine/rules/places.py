"""Places: communes, départements, regions and countries of the table, with their codes; homonyms stay open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set
from pressmine.french.places import Known, departments, is_written_so, places_named
from pressmine.rules.names.borrowed_names import is_borrowed
from pressmine.rules.names.lines import Range
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import before, vote
from pressmine.rules.shared_look import rules_of

_BEHIND = re.compile(r"\s?[(,]\s?(?:(\d{2,3}|2[AB])\)|([A-ZÀ-Ý][\w'-]{2,30}(?:[ -][\w'-]{2,20}){0,3})\))")
_POSTAL = re.compile(r"(?<!\d)(\d{2})\s?(\d{3})\s?-?\s?$")
_OF = frozenset(forms("noun_of_place"))


def known(document: Document) -> Iterator[Evidence]:
    """Names of the table, as long as they get (`Pays de la Loire`, `Clermont-Ferrand`)."""
    view = scan(document)
    until, bare = 0, document.text.isascii()  # a text without accents has none on its towns
    for index in view.capitals:
        words = _place_at(view, index) if index >= until else None
        if words is None:
            continue
        if is_borrowed(view, words):
            until = words[1]
            continue
        written = document.text[view.words[words[0]].start : view.words[words[1] - 1].end]
        entries = tuple(p for p in places_named(view.folded(words)) if bare or is_written_so(p.name, written))
        sure = _confidence(view, words, entries) if entries else 0.0
        if sure > 0:
            place = _settled(view, words, entries)
            yield vote(
                view,
                "places.known",
                words,
                "place",
                sure,
                type=place.type if place else entries[0].type,
                name=entries[0].name,
                code=place.code if place else None,
            )
        until = words[1]


def _place_at(view: Scan, index: int) -> Range | None:
    """The longest name of the table that begins at a word with a capital."""
    word = view.words[index]
    if word.elision or word.initial and not view.name(index) and word.folded not in ("le", "la", "les"):
        return None
    last = min(view.line(index)[1], index + 6)
    end = index + 1
    stops = [end]
    while end < last and view.words[end].gap in (" ", "", "-"):
        end += 1
        stops.append(end)
    for stop in reversed(stops):
        if (
            view.words[stop - 1].cap
            and (stop - index > 1 or len(word.text) > 2)
            and places_named(view.folded((index, stop)))
        ):
            return index, stop
    return None


def _confidence(view: Scan, words: Range, entries: tuple[Known, ...]) -> float:
    """How sure the words are the place: by its kind, its size and what comes before."""
    first = words[0]
    chunk = view.chunk(first)
    joined = (chunk is not None and chunk[1] > words[1]) or (
        first > 0
        and view.joined(first)
        and view.words[first - 1].cap
        and not view.words[first - 1].elision
        and not view.words[first - 1].initial
    )
    near = before(view, first, 3)
    front = next((w for w in near if w not in ARTICLES), "")
    cued = front in folded_set("cues", "locative") or front in DE and any(w in _OF for w in near[1:])
    big = any(p.type in ("country", "region", "department", "other") or p.population > 20000 for p in entries)
    base = 0.75 if big else 0.1 if front in ("chez", "par") else 0.35  # who does something bears the town's name
    if cued:
        base += 0.25
    if view.words[first].upper and len(view.words[first].text) <= 5 and not view.in_capitals(first):
        base = 0.2
    if view.common(first) and words[1] - first == 1:
        base -= 0.4
    return round(max(0.0, base - 0.5 * joined), 2)


def _settled(view: Scan, words: Range, entries: tuple[Known, ...]) -> Known | None:
    """The place that is meant: the only one, the one whose département or postcode is next to it, else none."""
    text = view.document.text
    end = view.words[words[1] - 1].end
    m = _BEHIND.match(text, end)
    inside = None
    if m:
        inside = m.group(1) or next((p.code for p in places_named(m.group(2)) if p.type == "department"), None)
    else:
        before_it = _POSTAL.search(text, max(0, view.words[words[0]].start - 9), view.words[words[0]].start)
        inside = before_it.group(1) if before_it else None
    if inside is not None:
        meant = [p for p in entries if p.inside == inside]
        if meant:
            return meant[0]
    if len(entries) == 1:
        return entries[0]
    kinds = [p for p in entries if p.type in ("country", "region")]
    if kinds:
        return kinds[0]
    communes = sorted((p for p in entries if p.type == "commune"), key=lambda p: -p.population)
    others = [p for p in entries if p.type == "department"]
    if others and communes:
        return communes[0]
    if len(communes) > 1 and communes[0].population > 20 * communes[1].population:
        return communes[0]
    return None


def bracketed(document: Document) -> Iterator[Evidence]:
    """`Saint-Genis (69)`, `Plougastel-Daoulas (Finistère)`, `35000 Rennes`: towns that the table may not hold."""
    view = scan(document)
    for first, last in view.names:
        end = view.words[last - 1].end
        m = _BEHIND.match(document.text, end)
        named = (
            m and m.group(2) and any(p.type in ("department", "region", "country") for p in places_named(m.group(2)))
        )
        postal = _POSTAL.search(document.text, max(0, view.words[first].start - 9), view.words[first].start)
        if named:
            yield vote(view, "places.bracket", (first, last), "place", 0.7, type="commune")
        elif postal and postal.group(1) in departments() and postal.end() <= view.words[first].start:
            yield vote(view, "places.postcode", (first, last), "place", 0.7, type="commune")


RULES: tuple[Rule, ...] = (
    Rule("places.known", "Une commune, un département, une région, un pays du tableau.", known),
    *rules_of(
        bracketed,
        {
            "places.bracket": "Une commune que suit son département : Plougastel-Daoulas (Finistère).",
            "places.postcode": "Une commune que précède son code postal.",
        },
    ),
)
