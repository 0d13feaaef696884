"""Enumerations of bodies: `Valdor, la Région Bretagne, représentée par Anne Roy, et l'Union des lecteurs (UDL)`.

What the slot `{PARTIES}` matches. Each item is a phrase with an article, a common noun and a name, in either order of
body and representative; a group without names (`ses partenaires`) is an item, too, and so is what stands for the bodies
of the sentence before (`elles`). The body of an item: `parties_bodies.py`; what is said about it: `parties_beside.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pressmine.document import Document
from pressmine.french.determiners import DE
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import is_head
from pressmine.french.lexicon import forms
from pressmine.rules.declared.parties_beside import (
    AND,
    DETERMINERS,
    Item,
    Party,
    aside,
    behind_post,
    closed,
    followed,
    following,
    goes_on_as_clause,
    holding,
    side,
)
from pressmine.rules.declared.parties_bodies import GOVERNING, body_item
from pressmine.rules.declared.parties_groups import SEVERAL, counts, group_at, heads_list, listed_below
from pressmine.rules.lists import word_list
from pressmine.rules.names.borrowed_names import is_borrowed
from pressmine.rules.names.lines import Range
from pressmine.rules.names.name_runs import items
from pressmine.rules.names.person_names import person_at
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan

#: Prepositions that may be repeated before each item after the first.
_REPEATED = frozenset(forms("repeated_preposition"))
#: Prepositions that hold an article: `au groupe finlandais Kuusisto`.
_LED_IN = frozenset((*forms("of.contracted"), "au", "aux"))
#: What stands for the bodies of the sentence before: one of them, or all.
_ONE = forms("speaking_pronoun.one").keys() | forms("named_before.one").keys()
_ALL = forms("speaking_pronoun.several").keys() | forms("named_before.several").keys()
_GENERIC = forms("generic_body")
#: What a subject may begin with besides names and common nouns.
_OPENS = DETERMINERS | SEVERAL | _ONE | _ALL | {"d'"}
#: Behind these no subject begins.
_GOVERNED = GOVERNING | DETERMINERS
#: The most items of an enumeration, and words of a post.
_MOST, _LONGEST_POST = 40, 5
#: How sure a name must be one of a person to be taken for a signer.
_SURE = 0.6


def parties_at(document: Document, position: int) -> list[Party]:
    """The items of the enumeration that begins at a position of the view; none if none does."""
    view = scan(document)
    index = view.at(position)
    if document.text.startswith(":", position):
        return list(listed_below(document, position))
    if index >= len(view.words) or view.words[index].start != position:
        return []
    items = list(_items(view, index, view.line(index)[1]))
    if not any(item.party.body or item.party.persons for item in items):
        found = _above(view, document, index)
        if found:
            return found
    ends = (closed(document.text, max(item.party.stop, view.words[item.end - 1].end)) for item in items)
    bare = (closed(document.text, view.words[item.bare - 1].end) for item in items)
    found = [replace(i.party, stop=end, bare=short) for i, end, short in zip(items, ends, bare, strict=True)]
    return [*found, *listed_below(document, found[-1].stop)] if found and found[-1].body is None else found


def opens_parties(document: Document, position: int) -> bool:
    """True if the subject of a clause may begin at a position: no preposition governs what follows."""
    view = scan(document)
    index = view.at(position)
    if index >= len(view.words) or view.words[index].start != position:
        return False
    word, first = view.words[index], view.line(index)[0]
    if not (word.cap or word.folded in _OPENS or index in view.brands or is_head(word.folded)):
        return False
    if index == first or word.gap.strip():
        return True
    while index > first and is_head(view.words[index - 1].folded) and view.words[index].gap == " ":
        index -= 1  # `sous l'égide du lycée Vasselin`: what governs the noun governs the name
    if index == first:
        return True
    before = view.words[index - 1]
    return before.folded not in _GOVERNED and not (before.cap and word.cap)


def _above(view: Scan, document: Document, index: int) -> list[Party]:
    """The bodies of the sentence before, for a pronoun or a noun that stands for them; none if none does."""
    word = view.words[index]
    behind = view.words[index + 1] if index + 1 < view.line(index)[1] else None
    again = behind is not None and word.folded in ("la", "le", "l'") and behind.folded in _GENERIC
    theirs = behind is not None and word.folded == "leurs" and behind.folded.endswith("s")
    if not (word.folded in _ONE | _ALL or again or theirs):
        return []
    here = document.sentence_at(word.start)
    if here.start == 0:
        return []
    before = document.sentence_at(max(0, here.start - 2))
    dash = max(document.text.find(sign, before.start, before.start + 60) for sign in (" – ", " — "))
    first = view.at(max(before.start, dash + 1))
    if document.block_at(before.start) is not document.block_at(word.start):
        return []
    stop = behind.end if behind is not None and (again or theirs) else word.end
    for at in range(first, min(index, first + 40)):
        if view.words[at].cap or view.words[at].folded in DETERMINERS:
            found = [item.party for item in _items(view, at, view.line(at)[1]) if item.party.body]
            if found:
                count = len(found) if theirs or word.folded in _ALL else 1
                return [replace(p, start=word.start, stop=stop, name=None, persons=()) for p in found[:count]]
    return []


def _items(view: Scan, index: int, last: int) -> Iterator[Item]:
    at: int | None = index
    closing = joined = False
    for _ in range(_MOST):
        if at is None or at >= last:
            return
        item = _item(view, at, last, at > index)
        if item is None:
            return
        if closing and not joined and goes_on_as_clause(view, item.bare, last):
            return
        yield item
        listed = item.party.body is None and item.end < last and view.words[item.end].gap.strip() == ":"
        closing = closing or joined and not heads_list(view, at, last)
        at = item.end if listed else following(view, item.end, last)  # `sept organisations : Valdor, Norelec`
        joined = at is not None and view.words[item.end].folded in AND
        if at is not None and item.party.body is None and view.words[at].folded == "dont":
            at += 1  # `douze associations, dont Valdor et Norelec`


def _item(view: Scan, at: int, last: int, later: bool) -> Item | None:
    first = at
    at = side(view, at, last)
    if at >= last:
        return None
    if later and view.words[at].folded in _REPEATED and not view.words[at].cap:
        at += 1
    opened = at
    while at < last and view.words[at].folded in DETERMINERS and (at == first or view.words[at].gap in ("", " ", ", ")):
        at += 1
        if at < last and view.words[at].gap not in ("", " "):
            return None
    if at >= last or later and view.words[at - 1].folded in ("un", "une"):
        return None  # `Valdor, un éditeur de Trémois`
    person = person_at(view, at)
    if person is not None and is_borrowed(view, person.words):
        person = None
    if person is not None and (person.confidence >= _SURE or _told(view, person.words[1], last)):
        return _signer(view, person.words, last)
    if is_function(view.words[at].folded) and not view.words[at].upper:
        return _officer(view, at, last) or group_at(view, opened, last)
    if later and (held := _held_together(view, at, last)) is not None:
        return _item(view, held, last, False)
    brand = (at, at + 1) in items(view.document)
    if later and at == first and not view.words[at].cap and view.body(at) is None and not brand:
        return group_at(view, at, last) if counts(view.words[at]) else None
    led = at > opened or at > 0 and view.words[at - 1].folded in _LED_IN and view.words[at].gap == " "
    body = body_item(view, at, last, led)
    return _beside(view, body, last) if body is not None else group_at(view, opened, last)


def _held_together(view: Scan, at: int, last: int) -> int | None:
    """Where the bodies begin whose post several hold: `Anne Roy et Luc Petit, présidents de Valdor et de Norelec`."""
    plural = view.words[at].folded
    if not plural.endswith("s") or is_function(plural) or not is_function(plural.removesuffix("s")):
        return None
    behind = range(at + 1, min(last, at + _LONGEST_POST))
    of = next((i for i in behind if view.words[i].folded in DE), None)
    return of + 1 if of is not None and of + 1 < last else None


def _signer(view: Scan, who: Range, last: int) -> Item:
    """`Anne Roy, présidente de Valdor`; `Anne Roy (Valdor)`; `Anne Roy pour Valdor`; `Anne Roy, présidente`."""
    words = view.words
    person = (words[who[0]].start, words[who[1] - 1].end)
    at = who[1]
    alone = Item(Party(person[0], person[1], None, None, (person,)), at, at)
    if at >= last:
        return alone
    gap = words[at].gap
    of = _speaks_for(view, at, last) if gap.strip() in ("", ",") else None
    if of is not None:
        item = _item(view, of + 1, last, False)
        return holding(item, person) if item is not None and item.party.body else alone
    if gap == " (" or gap == " " and words[at].folded in (*DE - {"des"}, "pour", "chez"):
        item = _item(view, at if gap == " (" else at + 1, last, False)
        return holding(item, person) if item is not None and item.party.body else alone
    start = at + 1 if words[at].folded in DETERMINERS else at
    if gap.strip() not in (",", "–", "-") or start >= last or not is_function(words[start].folded):
        return alone
    for index in range(start + 1, min(last, start + 16)):
        word = words[index]
        ends = word.gap.strip() in (",", ";", ")", ").", "),") or word.folded in ("a", "ont", "est", "sont")
        if ends or word.folded in AND and index + 1 < last and not is_function(words[index + 1].folded):
            return behind_post(view, replace(alone, end=index), last)
        if word.folded in DE or word.folded in ("chez", "pour"):
            item = _item(view, index + 1, last, False)
            if item is not None and item.party.body:
                return behind_post(view, holding(item, person), last)
    return replace(alone, end=last) if start + 16 >= last else alone


def _told(view: Scan, at: int, last: int) -> bool:
    """True if what follows tells that the name is one of a person: `pour Valdor`, `, directrice de Valdor`."""
    if at + 1 >= last:
        return False
    word, behind = view.words[at], view.words[at + 1]
    if word.gap == ", ":
        return is_function(behind.folded if word.folded in DETERMINERS else word.folded)
    return word.gap == " " and word.folded == "pour" and behind.cap


def _speaks_for(view: Scan, at: int, last: int) -> int | None:
    """The `de` before the party that a person signs for: `, au nom de Valdor`."""
    for phrase in word_list("agreements")["scope.speaking_for"]:
        length = len(phrase.split())
        words = view.words[at : min(last, at + length + 1)]
        if (
            len(words) > length
            and [w.folded for w in words[:length]] == fold(phrase).split()
            and words[-1].folded in DE
        ):
            return at + length
    return None


def _officer(view: Scan, at: int, last: int) -> Item | None:
    """`présidente de Valdor, Anne Roy`, `président Luc Petit`, `directeur général de Valdor`."""
    words = view.words
    held = next((i for i in range(at + 1, min(last, at + 12)) if words[i].gap not in ("", " ")), min(last, at + 12))
    for index in range(at + 1, held):  # `secrétaire d'État Anne Roy`: the person, whatever is in the function
        who = person_at(view, index)
        if who is not None and not any(view.body(i) for i in range(at + 1, index)):
            return _signer(view, who.words, last)
    for index in range(at + 1, held):
        word = words[index]
        if word.folded in DE or word.folded == "chez":
            item = _item(view, index + 1, last, False)
            if item is None or not item.party.body:
                continue
            who = person_at(view, item.end) if item.end < last and words[item.end].gap in (", ", " ") else None
            if who is None:
                return item
            return replace(holding(item, (words[who.words[0]].start, words[who.words[1] - 1].end)), end=who.words[1])
    return None


def _beside(view: Scan, item: Item, last: int) -> Item:
    """An item with everything said about it: an apposition, a relative clause, who represents it."""
    for _ in range(3):
        if not followed(view, item, last):
            return item
        beside = aside(view, item, last, lambda at: _item(view, at, last, True) is not None)
        if beside.end == item.end:
            return item
        item = beside
    return item
