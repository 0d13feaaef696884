"""Given names that stand alone because the surname follows once for all: `Inès et Luc Robart`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pressmine.french.lists import ambiguous_names, given_names
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan

#: Given names in front of the last one at most: `Inès, Luc, Noé et Awa Robart`.
_MOST = 5


def sharing_a_surname(view: Scan, names: Collection[Range]) -> Iterator[tuple[int, Range]]:
    """The words that are a given name alone, each with the surname behind that it shares, by whole names."""
    borne = {view.words[last - 1].folded for _, last in names}
    for first, last in names:
        at, surname = first, _behind_given(view, first, last)
        if surname[0] == surname[1]:
            continue
        for _ in range(_MOST):
            at = _given_in_front(view, at, at == first)
            if at < 0 or view.words[at].folded in borne:
                break
            yield at, surname


def _behind_given(view: Scan, first: int, last: int) -> Range:
    at = first + 1
    while at < last - 1 and view.words[at].folded in given_names():
        at += 1
    known = view.words[first].folded.split("-")[0] in given_names()
    return (at, last) if known else (last, last)


def _given_in_front(view: Scan, index: int, joined_by_et: bool) -> int:
    """The word of the given name in front of a word, behind `et` or a comma; -1 where none stands alone there."""
    first = view.line(index)[0]
    at = index - 1
    if joined_by_et:
        if at < first or view.words[at].folded not in ("et", "&") or view.words[index].gap not in (" ", " & "):
            return -1
        at -= 1
    elif view.words[index].gap != ", ":
        return -1
    if at < first or (joined_by_et and view.words[at + 1].gap != " "):
        return -1
    word = view.words[at]
    given = word.cap and word.folded.split("-")[0] in given_names() and word.folded not in ambiguous_names()
    if not given or word.upper:
        return -1
    front = view.words[at - 1] if at > first and view.joined(at) else None
    return -1 if front is not None and front.cap and not front.initial else at
