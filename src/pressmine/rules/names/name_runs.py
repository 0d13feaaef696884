"""Names side by side: `X, Y et Z`, `X (38), Y et le groupe Z`. What is said of one of them is said of all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pressmine.document import Document
from pressmine.french.bodies import Body
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.folding import fold
from pressmine.french.head_nouns import head_at, head_words
from pressmine.french.lexicon import any_form, before_word, forms
from pressmine.french.lists import folded_set, read_list
from pressmine.french.verbs import taking_forms
from pressmine.rules.names.lines import Range
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import acts

_COORDINATED = re.compile(
    rf"\)?(?:\s?\([^()]{{1,40}}\))?\s?(?:,|,? {any_form('coordinates_names', space=' ')}|/)\s?"
    rf"{before_word('before_name_of_run', space=' ')}?(?:l'|la )?"
)
#: The most words that may stand between two names of a run.
_APART = 4

#: How sure a long name is that others are next to, and that the words around it may make a body.
_LIKELY, _SURE = 0.2, 0.5

#: Words up to `autres` at most: `et bien d'autres`.
_TO_OTHERS = 4
#: Behind these a clause begins with its subject.
_AGENCIES = forms("news_agency").keys() | forms("agency_in_credit").keys()
_CONJUNCTIONS = forms("opens_clause")

#: The names of a run, from left to right.
Run = tuple[Range, ...]


def items(document: Document) -> tuple[Range, ...]:
    """Names, long names of bodies and brands in lower case, from left to right; no two share a word."""
    return document.once(_items)


def _items(document: Document) -> tuple[Range, ...]:
    view = scan(document)
    found = [*view.names, *_bodies(view), *((i, i + 1) for i in range(len(view.words)) if _brand(view, i))]
    kept: list[Range] = []
    for item in sorted(found, key=lambda r: (r[0], -r[1])):
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    return tuple(kept)


def _bodies(view: Scan) -> Iterator[Range]:
    """`club d'aviron de Nantes`, `Caisse d'épargne du Val de Sèvre`; not `société Valdor`, where a label says it."""
    until = -1
    for index in view.where(head_words()):
        body = view.body(index) if index >= until else None
        if body is None or body.confidence < _LIKELY:
            continue
        part = body.head.words[0] in folded_set("cues", "parts") and not view.words[index].cap
        part = part or body.head.type == "company" and not view.words[index].cap  # `les ateliers de Valdor`
        if _labelled(view, body) or part and body.confidence < _SURE:
            continue
        behind = index + len(body.head.words)
        if behind < body.end and view.words[behind].folded in DE or body.confidence >= _SURE:
            yield index, body.end
            until = body.end


def _labelled(view: Scan, body: Body) -> bool:
    """True for a description followed by a name that stands by itself: `groupe de services Valdor`."""
    begin = body.start + len(body.head.words)
    label = head_at(view.words, body.start, body.end, ("label",)) is not None
    return label and any(
        view.words[at].cap and not view.words[at - 1].cap and view.words[at - 1].folded not in DE | ARTICLES | {"et"}
        for at in range(begin, body.end)
    )


def _brand(view: Scan, index: int) -> bool:
    """A brand in lower case where a name is expected: at the start of a sentence, or after a cue or a name."""
    word = view.words[index]
    if word.cap or index not in view.brands:
        return False
    if word.initial:
        return True
    front, before = view.words[index - 1], view.words[index - 2 if index > 1 else 0]
    if word.gap == ", ":
        return front.cap or index - 1 in view.brands or bool(acts(view, index + 1))
    if front.folded in ("de", "d'"):
        return before.folded in _have_bodies() and not before.cap
    if front.folded == "et" and word.gap == " ":
        return before.cap or index - 2 in view.brands or before.folded == "part"  # `d'une part, et voltara`
    if front.folded in _CONJUNCTIONS and word.gap == " " and acts(view, index + 1):
        return True  # `mais voltara tient ses délais`: a bare subject is a name
    return front.folded in folded_set("cues", "brand_behind") or front.folded in taking_forms() and not front.cap


@cache
def _have_bodies() -> frozenset[str]:
    """The last words of what has a body behind its `de`: `salariés de`, `pour le compte de`."""
    phrases = (phrase.removesuffix(" de") for phrase in read_list("cues")["before"]["strong"] if phrase.endswith(" de"))
    return frozenset(fold(phrase).split()[-1] for phrase in (*read_list("cues")["of"], *phrases))


def runs(document: Document) -> tuple[Run, ...]:
    """Every run of two or more names, computed once per document."""
    return document.once(_runs)


def run_of(view: Scan, name: Range) -> Run:
    """The run that a name belongs to, or the name alone."""
    return view.document.once(_run_by_name).get(name, (name,))


def _runs(document: Document) -> tuple[Run, ...]:
    view = scan(document)
    found: list[Run] = []
    index = 0
    names = items(document)
    while index < len(names):
        run = [names[index]]
        while index + 1 < len(names) and _coordinated(view, run[-1][1], names[index + 1][0]):
            index += 1
            run.append(names[index])
        if len(run) > 1 or _and_others(view, run[-1][1]):
            closed = view.words[run[-1][0] - 1].folded == "et" or _and_others(view, run[-1][1])
            opener = _opener(view, run[0][0]) if closed else None
            found.append((*((opener,) if opener else ()), *run))
        index += 1
    return tuple(found)


def _run_by_name(document: Document) -> dict[Range, Run]:
    return {name: run for run in runs(document) for name in run}


def _opener(view: Scan, first: int) -> Range | None:
    """The common word at the start of a sentence before `, Horizon et Boussole`: it is a name like the others."""
    at = first - 1
    if at < view.line(first)[0] or view.words[first].gap != ", " or not view.words[at].cap:
        return None
    word = view.words[at]
    alone = word.initial and not word.elision and view.name(at) and not view.words[first].initial
    return (at, first) if alone and (at, first) not in view.names else None


def _and_others(view: Scan, end: int) -> bool:
    """True in front of `et d'autres industriels`, `, et bien d'autres artisans`: what stands in front is a list."""
    behind = [w.folded for w in view.words[end : min(view.line(end - 1)[1], end + _TO_OTHERS)]]
    return behind[:1] == ["et"] and any(word in ("autres", "d'autres") for word in behind)


def _coordinated(view: Scan, end: int, start: int) -> bool:
    """True if two names on a line are separated only by `,`, `et`, `ou`, an article or a bracket."""
    if view.line(end - 1) != view.line(start) or start - end > _APART:
        return False
    between = view.document.folded[view.words[end - 1].end : view.words[start].start]
    if between.strip() == "/" and not _AGENCIES.isdisjoint({view.words[end - 1].folded, view.words[start].folded}):
        return False  # `Inès Robart/AFP`: whose picture it is, and through whom it came
    return bool(_COORDINATED.fullmatch(between))
