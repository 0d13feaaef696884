"""Items without a name of their own: a group (`trois associations¹`), and the list that a colon opens."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Document, ZoneKind
from pressmine.french.body_extent import extent
from pressmine.french.clauses import has_finite_verb
from pressmine.french.determiners import DE
from pressmine.french.head_nouns import is_head
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set
from pressmine.french.words import Word, opens_sentence
from pressmine.rules.declared.parties_beside import AND, Item, Party, closed
from pressmine.rules.lists import word_list
from pressmine.rules.names.name_runs import run_of
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import deals

#: What opens a group without names, and words that end one.
SEVERAL = frozenset(forms("opens_group"))
_OWN = frozenset(forms("opens_group.own"))
STOPS = frozenset(forms("closes_group"))
#: Words of a group.
_LONGEST_GROUP = 8


def listed_below(document: Document, stop: int) -> Iterator[Party]:
    """The items of the list that a colon opens: `avec ses partenaires :`, `entre :`."""
    line = document.block_at(stop - 1).span
    if document.text[stop : line.end].strip() != ":":
        return
    end = document.text.index(":", stop) + 1
    for block in document.blocks:
        if block.span.start >= line.end:
            if document.zones[block.zone].kind is not ZoneKind.LIST:
                return
            yield Party(stop, end, (block.span.start, block.span.end))


def group_at(view: Scan, at: int, last: int) -> Item | None:
    """`ses partenaires`, `trois entreprises mécènes¹`: a group without names; the note that it calls has them."""
    words = view.words
    if not counts(words[at]) or words[at].cap and not words[at].initial:
        return None
    end = at + 1
    while end < min(last, at + _LONGEST_GROUP):
        word = words[end]
        goes_on = word.folded in AND and end + 1 < last and words[end + 1].folded in DE and not words[end + 1].cap
        if word.gap not in ("", " ") or word.folded in STOPS or word.folded in AND and not goes_on:
            break
        if word.cap and end == at + 1 or has_finite_verb(word.text):
            break
        end += 1
    noun = words[at + 1].folded.rstrip("0123456789") if end >= at + 2 else ""
    if not noun.endswith(("s", "x")) or words[at].folded in _OWN and not _may_agree(noun):
        return None
    start, stop = words[at].start, words[end - 1].end
    notes = [(n.span, c.end) for n in view.document.footnotes for c in n.calls if start <= c.start < stop + 3]
    body = (notes[0][0].start, notes[-1][0].end) if notes else None
    stop = max([stop, *(closed(view.document.text, called) for _, called in notes)])
    while end < last and words[end].start < stop:
        end += 1
    if body is None and _heads_several(words[at + 1].folded) and any(w.cap for w in words[at + 1 : end]):
        body = (start, stop)  # `les communes de Moudon et de Lucens`
    return Item(Party(start, stop, body), end, end)


def counts(word: Word) -> bool:
    """True for a word that says of how many bodies a group is: `les`, `sept`, `7`."""
    return word.folded in SEVERAL or word.text.isdigit()


def heads_list(view: Scan, at: int, last: int) -> bool:
    """True for what says the sort of the names behind it: `les organisations de jeunesse Fidl, Unef et MNL`."""
    return (
        at + 1 < last and view.words[at].folded in ("les", "des", "aux") and _heads_several(view.words[at + 1].folded)
    )


def coupled(view: Scan, index: int) -> bool:
    """True for a common word that opens a sentence and is a name: `Tandem et Valdor signent`, `Verres du Nord signe`.

    No noun opens a sentence without an article: it is a name with what follows, unless a comma makes an
    apposition of it.
    """
    last = view.line(index)[1]
    one = (index, index + 1)
    if (deals(view, index + 1) or len(run_of(view, one)) > 1) and not opens_sentence(view.words[index]):
        return True  # `Boussole entre au capital de Valdor`
    behind = view.words[index + 1 : min(index + 3, last)]
    if len(behind) == 2 and behind[0].gap == ", " and behind[0].cap and _opens_list(view, index, last):
        return True
    if len(behind) < 2 or behind[0].gap != " ":
        return False
    if behind[0].folded not in DE:
        return behind[0].folded == "et" and behind[1].cap
    end = extent(view.words, index + 1, last)
    return end > index + 2 and end < last and view.words[end].gap == " "


def _opens_list(view: Scan, index: int, last: int) -> bool:
    """True for the first of `Tandem, Valdor et Norelec`, of a list whose items have one word each and capitals."""
    first = view.words[index].folded
    if first in folded_set("openers", "openers") or first.endswith(("ment", "s", "e", "ee")):
        return False
    at = index + 1
    while at + 1 < last and view.words[at].gap == ", " and view.words[at].cap and view.words[at + 1].gap in (", ", " "):
        at += 1
    return at + 1 < last and view.words[at].folded in AND and view.words[at].gap == " " and at > index + 1


def _may_agree(noun: str) -> bool:
    """True for a noun in the plural of those who can agree: `ses partenaires`, `leurs filiales`; not `ses légumes`."""
    return _heads_several(noun) or noun in word_list("agreements")["scope.groups"]


def _heads_several(noun: str) -> bool:
    """True for a noun of bodies in the plural: `communes`, `universités`, `hôpitaux`."""
    return is_head(noun.removesuffix("s")) or noun.endswith("aux") and is_head(noun[:-3] + "al")
