"""Several persons in a row who share a function in the plural, or hold one each in the order of their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressmine.document import Document
from pressmine.evidence import Evidence
from pressmine.french.determiners import DE
from pressmine.french.function_lexicon import is_plural
from pressmine.french.functions import Phrase, phrase_at
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, candidates
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.persons.holding import held
from pressmine.rules.persons.sayings import Reader, pattern


def names_by_end(document: Document) -> dict[int, Name]:
    """The names that may be persons', by the word behind each."""
    return {n.words[1]: n for n in candidates(scan(document))}


def _names_by_opening(document: Document) -> dict[int, Name]:
    """The names that may be persons', by the word with which each opens, its title included."""
    return {n.opens: n for n in candidates(scan(document))}


def sharing(view: Scan, name: Name, phrase: Phrase) -> Iterator[Name]:
    """Those in front who share a function in the plural: `Inès Robart et Luc Dorme, gérants de Valdor`."""
    plural = is_plural(view.words, phrase.start, phrase.end)
    if not plural and not _same_in_plural(view, phrase):
        return
    joints = (" et ", ", ", ", et ") if plural else (" et ",)
    opens = view.document.once(names_by_end)
    while (before := opens.get(name.opens - (view.words[name.opens - 1].folded == "et"))) is not None:
        between = view.document.folded[view.words[before.words[1] - 1].end : view.words[name.opens].start]
        if between not in joints:
            return
        yield before
        name = before


def following(view: Scan, name: Name) -> Iterator[Name]:
    """Those who are named right behind: `Inès Robart, Luc Dorme et Awa Sow`."""
    opens = view.document.once(_names_by_opening)
    at, last = name.words[1], view.line(name.words[0])[1]
    while at < last:
        at += view.words[at].folded == "et" and view.words[at].gap in (" ", ", ")
        another = opens.get(at)
        if another is None or view.words[at].gap not in (" ", ", "):
            return
        yield another
        at = another.words[1]


def further_bodies(view: Scan, phrase: Phrase, last: int) -> Iterator[tuple[Range, int]]:
    """The bodies of one function beside the first, up to a word, each with where it ends: `les maires de Dreux et de
    Chartres`.
    """
    stop = phrase.stop
    while phrase.body is not None and stop + 1 < last and view.words[stop].gap in (" ", ", "):
        at = stop + (view.words[stop].folded == "et")
        if at + 1 >= last or view.words[at].folded not in DE:
            return
        more = view.name_at(view.skip(at + 1))
        if more is None or more[1] > last:
            return
        stop = more[1]
        yield more, stop


def in_order(names: Sequence[Name], bodies: Sequence[Range | None]) -> Iterator[tuple[Name, Range | None]]:
    """Each person with the body of the same place, where there are as many; else with the first: `Inès Robart et Luc
    Dorme, maires de Dreux et de Chartres`.
    """
    same = len(names) == len(bodies)
    yield from ((name, bodies[place if same else 0]) for place, name in enumerate(names))


def _same_in_plural(view: Scan, phrase: Phrase) -> bool:
    """True for a function in capitals, which is the same in the plural: `Inès Robart et Luc Dorme, DG de Valdor`."""
    return view.words[phrase.start].upper and phrase.end - phrase.start == 1


def respectively(view: Scan, name: Name, at: int, last: int, rule: str) -> Iterator[Evidence]:
    """`Inès Robart et Luc Dorme, respectivement présidente et trésorier de Valdor`: one function each, in order."""
    opens = view.document.once(names_by_end)
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
        linked = headed or posts and view.words[at].folded in DE  # `maires de Dreux et de Chartres`
        phrase = None if linked else phrase_at(view.words, at, end if len(posts) + 1 < count else last, view.name_at)
        body = read.body(at) if linked else phrase.body if phrase is not None else None
        if phrase is None and body is None:
            return []
        held_before = posts[-1][0] if posts and linked else None
        posts.append(((phrase.start, phrase.end) if phrase is not None else held_before, body))
        at = phrase.stop if phrase is not None else body[1] if body is not None else last
        at += at < last and view.words[at].folded == "et"
    return posts
