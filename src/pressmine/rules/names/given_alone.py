"""Given names that stand alone for a person: `lâche Gervais`, `Fatou, 34 ans,`, `Josiane, aide-soignante`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from pressmine.french.clauses import has_finite_verb
from pressmine.french.function_lexicon import is_function
from pressmine.french.lists import ambiguous_names, given_names
from pressmine.french.places import place_named
from pressmine.french.trades import is_trade
from pressmine.french.verbs import third_persons
from pressmine.rules.lists import word_list
from pressmine.rules.names.scan import Scan

_AGE = re.compile(r",?\s\(?\d{1,2}\sans(?!\w)")
_MARK = re.compile('[«»“”"]')
#: Letters of the shortest name that counts.
_SHORTEST = 3


@cache
def _says() -> frozenset[str]:
    """Third persons and participles of verbs of saying, folded."""
    lists = word_list("saying")
    regular = (form for verb in (*lists["er"], *lists["reflexive_er"], *lists["ir"]) for form in third_persons(verb))
    participles = (verb.removesuffix("r") for verb in (*lists["er"], *lists["ir"]))
    return frozenset((*regular, *participles, *lists["forms"], *lists["reflexive"]))


def names_alone(view: Scan, taken: Collection[int], whole: Collection[str]) -> Iterator[int]:
    """The words that are a given name alone where what stands beside it is said of a person, and the same name
    elsewhere; never one that begins a whole name of the text (`whole`).
    """
    alone = [index for index in view.where(given_names()) if _may_stand(view, index, taken, whole)]
    named = {view.words[index].folded for index in alone if _speaks(view, index) or _described(view, index)}
    yield from (index for index in alone if view.words[index].folded in named)


def _may_stand(view: Scan, index: int, taken: Collection[int], whole: Collection[str]) -> bool:
    word = view.words[index]
    return (
        index not in taken
        and word.cap
        and not word.upper
        and not word.elision
        and len(word.folded) >= _SHORTEST
        and word.folded not in ambiguous_names()
        and word.folded not in whole
        and view.stands_alone(index, index + 1)
        and place_named(word.folded) is None
        and not has_finite_verb(word.folded)
    )


def _speaks(view: Scan, index: int) -> bool:
    """True behind a verb of saying that follows a quotation: `», lâche Gervais.`"""
    first, last = view.line(index)
    if index <= first or view.words[index - 1].folded not in _says() or view.words[index].gap != " ":
        return False
    if index + 1 < last and view.words[index + 1].gap in (" ", "-", "'"):
        return False
    text, document = view.words[first].start, view.document
    return _MARK.search(document.text, text, view.words[index].start) is not None


def _described(view: Scan, index: int) -> bool:
    """True in front of an age, or of a function or trade in apposition."""
    last = view.line(index)[1]
    if _AGE.match(view.document.text, view.words[index].end):
        return True
    at = index + 1
    if at >= last or view.words[at].gap != ", ":
        return False
    if view.words[at].folded in ("le", "la", "l'") and at + 1 < last:
        at += 1
    word = view.words[at]
    return not word.cap and (is_function(word.folded) or is_trade(word.folded))
