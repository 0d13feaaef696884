"""Names between signs that a plural announces: `trois entreprises de la région, X, Y et Z,`, `deux éditeurs (X, Y)`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.folding import fold
from pressmine.french.head_nouns import heads, is_head
from pressmine.french.lists import folded_set, read_list
from pressmine.french.places import place_named
from pressmine.french.verbs import acts_form
from pressmine.rules.names.lines import Range
from pressmine.rules.names.phrases import whole_item
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import personal, vote
from pressmine.rules.organisations.by_label import next_in_list
from pressmine.weights import weight

#: Words between a plural and the sign behind it at most: `trois entreprises de la vallée de la Meuse,`.
_COMPLEMENT = 8
#: Signs that set a list off: between two of them stand its names.
_OPENS = (", ", " (", " : ", ": ", " – ", " — ")
#: Names of a list at most.
_MOST = 40


@cache
def plurals() -> dict[str, str | None]:
    """Plurals of what bodies are, folded, each with the type of body that its singular is a label of."""
    found: dict[str, str | None] = {fold(noun): None for noun in read_list("bodies")["plural"]["nouns"]}
    for first, entries in heads().items():
        for head in entries:
            if head.kind == "label" and len(head.words) == 1:
                for form in (first + "s", first if first in found else ""):
                    found[form] = found.get(form) or head.type
    found.pop("", None)
    return found


def announced_names(document: Document) -> Iterator[Evidence]:
    """Votes for the names of a list that signs set off behind a plural of bodies and its complements."""
    view = scan(document)
    for index in view.where(frozenset(plurals())):
        start = _behind(view, index)
        if start is None:
            continue
        names = _names(view, start)
        if len(names) < 2 or not _closed(view, names[-1][1]) or all(_place(view, name) for name in names):
            continue
        word = view.words[index].folded
        if plurals()[word] is None and word not in folded_set("cues", "list_heads") and _everyday(view, names):
            continue  # `les ateliers (Cuisine, Peinture, Danse)`
        for name in names:
            if not personal(view, name) and not _generic(view, name):
                yield vote(
                    view,
                    "organisations.announced",
                    name,
                    "organisation",
                    weight("announced"),
                    type=plurals()[word],
                    cue=(index, index + 1),
                )


def _behind(view: Scan, index: int) -> int | None:
    """The first name behind a plural, its complements and a sign; None where the sentence goes on otherwise."""
    at, last = index + 1, view.line(index)[1]
    while at < min(last, index + _COMPLEMENT) and view.words[at].gap in (" ", ""):
        word = view.words[at]
        if word.folded in folded_set("grammar", "stops") or acts_form(word.folded) and not word.cap:
            return None
        at += 1
    if at >= last or view.words[at].gap not in _OPENS or view.words[at - 1].cap:
        return None
    at = view.skip(at)
    return at if at < last and (view.words[at].cap or at in view.brands) else None


def _names(view: Scan, start: int) -> list[Range]:
    """The names of `X, le Y et Z` from a word on."""
    found: list[Range] = []
    name = view.name_or_brand(start)
    while name is not None and len(found) < _MOST:
        name = whole_item(view, name)
        found.append(name)
        name = next_in_list(view, name[1])
    return found


def _closed(view: Scan, end: int) -> bool:
    """True where a sign closes the list: `Deux sociétés, X et Y, …`, not `Deux sociétés, X et Y des environs`."""
    return end >= view.line(end - 1)[1] or view.words[end].gap not in (" ", "", " & ", "-", "'")


def _everyday(view: Scan, names: list[Range]) -> bool:
    return all(view.ordinary(w.text) or not w.cap for name in names for w in view.words[slice(*name)])


def _generic(view: Scan, name: Range) -> bool:
    """True for `Communes`, `Écoles`: what bodies are, without a name; and for `Hall 4`, `Stand B12`."""
    folded = view.words[name[0]].folded
    if folded in folded_set("cues", "numbered") and any(c.isdigit() for c in view.text(name)):
        return True
    return name[1] - name[0] == 1 and (is_head(folded) or is_head(folded.removesuffix("s")))


def _place(view: Scan, name: Range) -> bool:
    return place_named(view.folded(name)) is not None


RULES: tuple[Rule, ...] = (
    Rule(
        "organisations.announced",
        "Les noms qu'un pluriel annonce et que des signes entourent : trois entreprises, X, Y et Z.",
        announced_names,
    ),
)
