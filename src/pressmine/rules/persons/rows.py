"""Several persons in a row who share a function in the plural, or hold one each in the order of their names."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.evidence import Evidence
from pressmine.french.function_lexicon import is_plural
from pressmine.french.functions import Phrase, phrase_at
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, candidates
from pressmine.rules.names.scan import Scan
from pressmine.rules.persons.holding import held
from pressmine.rules.persons.sayings import Reader, pattern


def sharing(view: Scan, name: Name, phrase: Phrase) -> Iterator[Name]:
    """Those in front who share a function in the plural: `Inès Robart et Luc Dorme, gérants de Valdor`."""
    plural = is_plural(view.words, phrase.start, phrase.end)
    if not plural and not _same_in_plural(view, phrase):
        return
    joints = (" et ", ", ", ", et ") if plural else (" et ",)
    opens = {n.words[1]: n for n in candidates(view)}
    while (before := opens.get(name.opens - (view.words[name.opens - 1].folded == "et"))) is not None:
        between = view.document.folded[view.words[before.words[1] - 1].end : view.words[name.opens].start]
        if between not in joints:
            return
        yield before
        name = before


def following(view: Scan, name: Name) -> Iterator[Name]:
    """Those who are named right behind: `Inès Robart, Luc Dorme et Awa Sow`."""
    opens = {n.opens: n for n in candidates(view)}
    at, last = name.words[1], view.line(name.words[0])[1]
    while at < last:
        at += view.words[at].folded == "et" and view.words[at].gap in (" ", ", ")
        another = opens.get(at)
        if another is None or view.words[at].gap not in (" ", ", "):
            return
        yield another
        at = another.words[1]


def _same_in_plural(view: Scan, phrase: Phrase) -> bool:
    """True for a function in capitals, which is the same in the plural: `Inès Robart et Luc Dorme, DG de Valdor`."""
    return view.words[phrase.start].upper and phrase.end - phrase.start == 1


def respectively(view: Scan, name: Name, at: int, last: int, rule: str) -> Iterator[Evidence]:
    """`Inès Robart et Luc Dorme, respectivement présidente et trésorier de Valdor`: one function each, in order."""
    opens = {n.words[1]: n for n in candidates(view)}
    names = [name]
    while (before := opens.get(names[0].opens - (view.words[names[0].opens - 1].folded == "et"))) is not None:
        names.insert(0, before)
    posts = _in_order(view, at, last, len(names))
    if len(posts) == len(names) > 1:
        for each, (function, body) in zip(names, posts, strict=True):
            yield from held(view, each, function, body or posts[-1][1], rule, 0.85)


def _in_order(view: Scan, at: int, last: int, count: int) -> list[tuple[Range | None, Range | None]]:
    """Functions and bodies of a row, of `à la tête de Valdor et de Belsolia` the bodies alone."""
    posts: list[tuple[Range | None, Range | None]] = []
    read = Reader(view)
    headed = pattern("heads").match(view.document.folded, view.words[at].start)
    at = view.at(headed.end()) if headed else at
    while at < last and len(posts) < count:
        end = next((i for i in range(at + 1, last) if view.words[i].folded == "et" or view.words[i].gap == ", "), last)
        phrase = None if headed else phrase_at(view.words, at, end if len(posts) + 1 < count else last, view.name_at)
        body = read.body(at) if headed else phrase.body if phrase is not None else None
        if phrase is None and body is None:
            return []
        posts.append(((phrase.start, phrase.end) if phrase is not None else None, body))
        at = phrase.stop if phrase is not None else body[1] if body is not None else last
        at += at < last and view.words[at].folded == "et"
    return posts
