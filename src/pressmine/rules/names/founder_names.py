"""Who founded, heads or made a body, by the place of the name alone: `fondée en 2012 par Haïm Lévy et Elif Kaya`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pressmine.french.head_nouns import is_head
from pressmine.french.known import bodies, name_key
from pressmine.french.lists import read_list, things
from pressmine.french.places import is_large, place_named
from pressmine.french.verbs import participle_forms
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.surnames import PARTICLES, surname_end

#: Words between the participle and `par`: `fondée à Dreux en 2012 par`.
_BETWEEN = 6
#: Words of a person's name at most.
_LONGEST = 4


def founders(view: Scan, taken: Collection[int]) -> Iterator[Range]:
    """Names of two words or more that no vocabulary has, behind a participle of what persons do to bodies and `par`."""
    for index in view.where(frozenset({"par"})):
        if not _done_by_persons(view, index):
            continue
        at, last = index + 1, view.line(index)[1]
        while at < last and view.words[at].gap in (" ", ", ") and (chunk := view.chunk(at)) is not None:
            name = at, max(chunk[1], surname_end(view, chunk[1], last))
            if may_be_a_person(view, name) and not any(i in taken for i in range(*name)):
                yield name
            at = name[1]
            at += at < last and view.words[at].folded == "et"


def _done_by_persons(view: Scan, index: int) -> bool:
    first = max(view.line(index)[0], index - _BETWEEN)
    for at in range(index - 1, first - 1, -1):
        if view.words[at + 1].gap not in (" ", ""):
            return False
        if view.words[at].folded in participle_forms("by_persons"):
            return not view.words[at].cap or view.words[at].initial
    return False


def may_be_a_person(view: Scan, words: Range) -> bool:
    """True for capital words that are not what bodies are called, one of them at least no French word and no place."""
    first, last = words
    if all(view.ordinary(w.text) or place_named(w.folded) or w.folded in PARTICLES for w in view.words[first:last]):
        return False
    if not 2 <= last - first <= _LONGEST or view.body(first) is not None or view.in_capitals(first):
        return False
    if bodies().get(name_key(view.text(words))) is not None or place_named(view.folded(words)) is not None:
        return False
    endings = {*read_list("cues")["legal_forms"], *read_list("cues")["endings"], *read_list("cues")["branches"]}
    return all(
        word.folded in PARTICLES
        or word.cap
        and word.text.replace("-", "").replace("'", "").isalpha()
        and word.gap in (" ", "", "-")
        and word.text not in endings
        and not (is_head(word.folded) or word.folded in things())
        and not is_large(word.folded)
        for word in view.words[first:last]
    )
