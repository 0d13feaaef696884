"""Organisations in lists: behind a plural (`des organisations comme X, Y`), under a heading, beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, ZoneKind
from pressmine.evidence import Evidence, Rule
from pressmine.french.clauses import has_finite_verb
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_form, forms
from pressmine.french.lists import folded_set, read_list
from pressmine.french.places import place_named
from pressmine.rules.names.lines import Range
from pressmine.rules.names.name_runs import items, runs
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import holder, personal, vote
from pressmine.rules.organisations.by_label import next_in_list
from pressmine.rules.shared_look import rules_of
from pressmine.weights import weight

_LIST_INTRO = re.compile(rf"(?:{any_form('introduces_list')}|:)\s*$")
#: `parmi ses actionnaires X et Y`, `avec ses partenaires X, Y et Z`: a plural with its names right behind.
_OWNED = re.compile(rf"\b{any_form('owner_of_list')}\s{any_form('determiner.possessive')}\s$")

#: Between `et` and `autres`: `et bien d'autres artisans`.
_OTHER_WORDS = forms("before_others")
#: Characters, in any order, that stand between an introducing word and the first name of a list.
_BETWEEN = " (« l'\""
_PLURALS = frozenset(fold(n) for n in read_list("bodies")["plural"]["nouns"])


def enumerations(document: Document) -> Iterator[Evidence]:
    """`des organisations comme X, Y et Z`; bullets under a heading `Signataires`, `Partenaires`, `Membres`."""
    view = scan(document)
    plurals = _PLURALS
    for first, last in dict.fromkeys(view.line(index) for index in view.where(plurals)):
        armed = -1
        for index in range(first, last):
            word = view.words[index]
            if word.folded in plurals:
                armed = index
            named = word.cap or word.initial and index in view.brands
            if armed >= 0 and index - armed <= 14 and named and index > armed and index > 0:
                if word.gap.strip() == ":" and index - armed > 4:
                    continue
                lead = (
                    document.folded[view.words[armed].end : word.start]
                    .rstrip(_BETWEEN)
                    .removesuffix(" le")
                    .removesuffix(" la")
                    .removesuffix(" les")
                )
                owned = not lead and _OWNED.search(document.folded[: view.words[armed].start][-24:])
                if (_LIST_INTRO.search(lead) or owned) and "." not in lead:
                    yield from _list(view, index, "organisations.enumeration", 0.5)
                    armed = -1
    yield from _with_others(document, view)
    yield from _under_headings(document, view)


def _with_others(document: Document, view: Scan) -> Iterator[Evidence]:
    """`X, Y et d'autres industriels`: the names in front are of the kind of the plural behind."""
    for index in view.where(frozenset({"autres"})):
        at = index + 1
        if at >= view.line(index)[1] or view.words[at].folded not in _PLURALS:
            continue
        first = index - 1
        while first > view.line(index)[0] and view.words[first].folded in _OTHER_WORDS:
            first -= 1
        if view.words[first].folded != "et":
            continue
        run = next((r for r in (*runs(document), *((i,) for i in items(document))) if r[-1][1] == first), ())
        for words in run:
            if not personal(view, words):
                yield vote(view, "organisations.enumeration", words, "organisation", 0.5)


def _list(view: Scan, index: int, rule: str, confidence: float) -> Iterator[Evidence]:
    """Votes for every name of `X, Y (…), le Z et W` from a word on."""
    name = view.name_or_brand(index)
    found: list[Range] = []
    while name is not None and len(found) < 40:
        found.append(name)
        name = next_in_list(view, name[1])
    towns = [words for words in found if place_named(view.folded(words)) is not None]
    for words in found:
        if words in towns and 2 * len(towns) >= len(found):
            continue
        if not personal(view, words):  # a town among bodies bears the name of one
            sure = weight("announced") if words in towns else confidence
            yield vote(view, rule, words, "organisation", sure)


def _under_headings(document: Document, view: Scan) -> Iterator[Evidence]:
    heads = folded_set("cues", "list_heads")
    armed = 0
    for first, last in view.lines:
        if first == last:
            continue
        block = document.block_at(view.words[first].start)
        line = document.folded[block.span.start : block.span.end].strip(" -–•*:;.")
        bullet = block.span.start < view.words[first].start or document.text[block.span.start] in "-–•*●▪"
        if (
            line in heads
            or line.startswith(tuple(forms("list_title_start")))
            and len(line) < 60
            and not has_finite_verb(line)
        ):
            armed = 2
            continue
        if document.text[block.span.end - 1] == ":" and _leads(view, first, last):
            armed = -1
            continue
        if armed < 0 and bullet:
            if _opens_with_name(view, first):
                yield from _item(view, first, last, weight("led_list"))
            continue
        if armed > 0 and (bullet or last - first <= 9 and document.text[block.span.end - 1] not in ".:!?"):
            armed = 2 if bullet else armed
            yield from _item(view, first, last, weight("headed_list"))
        else:
            armed = 0


def _leads(view: Scan, first: int, last: int) -> bool:
    """True for a sentence that announces bodies one to a line: `Les lauréats du concours sont connus :`."""
    known = _PLURALS | folded_set("cues", "list_heads")
    return any(word.folded in known for word in view.words[first:last])


def _opens_with_name(view: Scan, first: int) -> bool:
    """True for an item that begins with a name: no letter or number of a list, no common word or infinitive."""
    start = view.skip(first)
    word = view.words[start]
    if not word.cap or len(word.text) < 2 or word.text.isdigit() or view.name_at(start) is None:
        return False
    body = view.body(start)
    if body is not None and body.confidence >= 0.4:
        return True  # `Fonderies du Layon`
    return not view.common(start) or view.words[start + 1 : start + 2] != [] and view.words[start + 1].cap


def _item(view: Scan, first: int, last: int, sure: float) -> Iterator[Evidence]:
    """The body that a line of a list names: the whole line up to a bracket, a comma or a colon."""
    start = view.skip(first)
    end = start
    while end < last and (end == start or view.words[end].gap in (" ", "", "-", " & ", " - ")):
        end += 1
    if view.document.zone_at(view.words[start].start).kind is ZoneKind.ABOUT:
        return  # the heading of the next section
    if end <= start or end - start > 12 or personal(view, (start, end)) or view.words[start].folded == "pour":
        return
    lower = sum(not w.cap for w in view.words[start:end])
    if end - start > 3 and lower > (end - start) * 0.7 and view.body(start) is None:
        return
    if place_named(view.folded((start, end))) is not None:
        return  # a dateline
    body = view.body(start)
    words = (start, body.end) if body is not None and body.confidence >= 0.5 else (start, end)
    yield vote(view, "organisations.list", words, "organisation", sure)


def listed(document: Document) -> Iterator[Evidence]:
    """Names in a list of names: what most of them are, the others are; the votes here only say where the list is."""
    view = scan(document)
    for run in runs(document):
        if document.zone_at(view.words[run[0][0]].start).kind in (ZoneKind.CREDIT, ZoneKind.ABOUT):
            continue
        for words in run:
            at, governed = holder(view, words[0])
            if not personal(view, words) and not (governed and view.words[at].cap and not view.words[at].initial):
                yield vote(view, "names.listed", words, "listed", 0.1)


RULES: tuple[Rule, ...] = (
    *rules_of(
        enumerations,
        {
            "organisations.enumeration": "Les noms qu'annonce un pluriel : des organisations comme X et Y.",
            "organisations.list": "Les lignes sous un titre « Signataires », « Partenaires », « Membres ».",
        },
    ),
    Rule("names.listed", "Les noms d'une énumération, qui sont de même nature.", listed),
)
