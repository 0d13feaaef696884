"""The model's entities as evidence, trimmed to where a name begins and ends: its labels are votes among others."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, Rule
from pressmine.french.functions import is_function
from pressmine.rules.scan import Range, Scan, scan

_LABELS = {"PER": ("person", 0.5), "ORG": ("organisation", 0.5), "LOC": ("place", 0.45), "MISC": ("none", 0.3)}
_TRIM = frozenset("le la les l' de du des d' un une au aux en et a par pour avec dans m mme dr pr contact contacts presse communique email tel source selon ce cette chez".split())


def entities(document: Document) -> Iterator[Evidence]:
    """One vote for each entity of the model that has a name in it."""
    view = scan(document)
    for entity in document.entities:
        words = _trimmed(view, view.range_of(entity.span))
        if words is None:
            continue
        label, confidence = _LABELS[entity.label]
        size = words[1] - words[0]
        if label == "person" and (size == 1 or size > 5):
            confidence = 0.15
        if view.loud(words[0]):
            confidence *= 0.6
        if size == 1 and view.common(words[0]):
            confidence *= 0.3
        yield Evidence(document.model, view.span(words), EntityReading(label), round(confidence, 2))


def _trimmed(view: Scan, words: Range) -> Range | None:
    """The entity without titles, functions, articles and half words at its edges; None where no capital is left."""
    first, last = words
    while first < last and (view.words[first].folded in _TRIM and not _capital(view, first) or is_function(view.words[first].folded) and last - first > 1):
        first += 1
    while last > first and (view.words[last - 1].folded in _TRIM):
        last -= 1
    if first >= last or not any(w.cap and not w.elision for w in view.words[first:last]):
        return None
    if view.line(first) != view.line(last - 1):
        return None
    if any(c in w.gap for w in view.words[first + 1 : last] for c in "«»\"()!?:;/"):
        return None
    while last < view.line(first)[1] and view.words[last].cap and view.joined(last) and not view.words[last].initial and not view.loud(first):
        last += 1
    return first, last


def _capital(view: Scan, index: int) -> bool:
    """`La Poste`, `Le Monde` inside of a sentence keep their article."""
    word = view.words[index]
    return word.cap and not word.initial and word.folded in ("la", "le", "les", "l'")


RULES: tuple[Rule, ...] = (Rule("model.entities", "Ce que le modèle de langue prend pour un nom.", entities),)
