"""The model's entities as evidence, trimmed to where a name begins and ends: its labels are votes among others."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import MODEL, Document, ZoneKind
from pressmine.evidence import EntityReading, Evidence, Rule
from pressmine.french.bodies import unit_without_name
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import is_head
from pressmine.french.known import bodies, name_key
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, given_names, no_names, things
from pressmine.french.places import place_named
from pressmine.offsets import ViewSpan
from pressmine.rules.header.published import dateline_spans
from pressmine.rules.names.borrowed_names import is_borrowed
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import named_after, people
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.unknown_names import is_ordinal
from pressmine.rules.names.votes import before, with_article
from pressmine.weights import weight

_COORDINATES = forms("coordinates_names").keys()
#: Letters of an acronym at most.
_ACRONYM = 9
#: How sure it is that what a dateline names beside its town is no body.
_DATED = 0.9
_LABELS = {"PER": ("person", 0.5), "ORG": ("organisation", 0.5), "LOC": ("place", 0.45), "MISC": ("none", 0.3)}


def entities(document: Document) -> Iterator[Evidence]:
    """One vote for each entity of the model that contains a name."""
    view = scan(document)
    named = _sure_names(view)
    dated = document.once(dateline_spans)
    for entity, words in view.read:
        if words is None:
            continue
        label, confidence = _LABELS[entity.label]
        if view.words[words[0]].folded in _COORDINATES and words[1] - words[0] > 1:
            words = (words[0] + 1, words[1])  # `ANNULE ET REMPLACE`: no name begins with `et`
        size = words[1] - words[0]
        if label == "organisation" and (unit_without_name(view.folded(words)) or _is_number(view.text(words))):
            continue
        line = next((line for line in dated if line.overlaps(entity.span)), None)
        if line is not None and not (label == "person" or label == "place" and _is_town(view, words, line)):
            label, confidence = "none", _DATED  # `Cacouna, QC, le 4 avril 2022`: a province, the news wire
        if label == "place" and size == 1 and _no_place(view.words[words[0]].folded):
            continue
        if label == "place" and size > 1 and things().get(view.words[words[0]].folded) == "place":
            continue  # `rue des Lilas` is an address, no place of the record
        if label != "organisation" and is_borrowed(view, words):
            continue
        if size == 1 and is_ordinal(view.words[words[0]].text):
            continue
        if label == "organisation" and all(view.ordinary(w.text) or not w.cap for w in view.words[words[0] : words[1]]):
            confidence = 0.35
        if label != "person" and any(named.get(index, words) != words for index in range(*words)):
            continue
        if label == "place" and place_named(view.folded(words)) is None and not _located(view, words[0]):
            confidence = 0.3
        if label == "organisation" and _bare_acronym(view, words):
            confidence = weight("model_bare_acronym")
        first = view.words[words[0]]
        if label == "organisation" and not (first.cap or is_head(first.folded)) and first.folded in things():
            continue  # `opération Valdor`
        if label == "person" and named_after(view, words[0]):
            continue  # `la résidence Jean Zay`
        if label == "person" and (size == 1 or size > 5):
            confidence = 0.15
        if label == "person" and _doubtful(view, words):
            confidence = 0.25
        if view.in_capitals(words[0]):
            confidence *= 0.6
        if size == 1 and view.common(words[0]):
            confidence *= 0.3
        yield Evidence(document.model, view.span(words), EntityReading(label), round(confidence, 2))


def _is_town(view: Scan, words: Range, line: ViewSpan) -> bool:
    """True for the town of a dateline, and for a place of the table beside it."""
    return view.words[words[0]].start == line.start or place_named(view.folded(words)) is not None


def _bare_acronym(view: Scan, words: Range) -> bool:
    """True for an acronym without an article of its own (`en HTTP`, `(DPO)`, `les ESNL`), which is as often that of a
    technique, a law or a kind of thing: the model sees its capitals and no more.
    """
    first = words[0]
    text = view.words[first].text
    if words[1] - first > 1 or not view.words[first].upper or len(text) > _ACRONYM or view.in_capitals(first):
        return False
    return bodies().get(name_key(text)) is None and not with_article(view, first)


def _located(view: Scan, first: int) -> bool:
    """True after words that precede a place: `à X`, `près de X`, `un habitant de X`; and of villages: `Saint-X`."""
    if view.words[first].folded.startswith(("saint-", "sainte-")):
        return True
    near = before(view, first, 3)
    front = next((w for w in near if w not in ARTICLES), "")
    places = folded_set("cues", "of_places")
    return front in folded_set("cues", "locative") or front in DE and any(w in places for w in near[1:])


def _is_number(text: str) -> bool:
    """True for the number of an act: `0736/PM/SGG`."""
    return "/" in text and any(c.isdigit() for c in text)


def _sure_names(view: Scan) -> dict[int, Range]:
    """The words of persons' names that are certain, each with the whole name; no two names share a word."""
    return {index: name.words for name in people(view) if name.confidence >= 0.7 for index in range(*name.words)}


def _no_place(folded: str) -> bool:
    """True for a bare common noun: `la Région`, `la Mairie`, `le Président` are not places."""
    single = folded[:-1] if folded.endswith(("s", "x")) else folded
    return is_head(folded) or is_head(single) or is_function(folded) or folded in things() or folded in _closed()


def _closed() -> frozenset[str]:
    return no_names()


def _doubtful(view: Scan, words: Range) -> bool:
    """True if the words are unlikely to be a person's name: digits, a table, a common first word, or only common
    words.
    """
    span = view.words[words[0] : words[1]]
    if span[0].folded in ("la", "le", "les") and not span[0].initial:
        return True
    if any(c.isdigit() for w in span for c in w.text) or view.document.zone_at(span[0].start).kind is ZoneKind.TABLE:
        return True
    if len(span) > 1 and place_named(span[-1].folded) is not None and span[0].folded.split("-")[0] not in given_names():
        return True
    return not any(w.folded.split("-")[0] in given_names() for w in span) and (
        span[0].initial and view.ordinary(span[0].text) or all(view.ordinary(w.text) or not w.cap for w in span)
    )


RULES: tuple[Rule, ...] = (
    Rule("model.entities", "Ce que le modèle de langue prend pour un nom.", entities, source=MODEL),
)
