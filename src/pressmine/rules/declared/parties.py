"""Enumerations of bodies: `Valdor, la Région Bretagne, représentée par Anne Roy, et l'Union des lecteurs (UDL)`.

What the slot `{PARTIES}` matches. Each item is a phrase with an article, a common noun and a name, in either order of
body and representative; a group without names (`ses partenaires`) is an item, too, and so is what stands for the bodies
of the sentence before (`elles`). What stands beside an item: `parties_beside.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pressmine.document import Document
from pressmine.french.body_extent import extent
from pressmine.french.clauses import has_finite_verb
from pressmine.french.counted.words import is_infinitive
from pressmine.french.function_lexicon import is_function
from pressmine.french.functions import firm_end
from pressmine.french.head_nouns import is_head
from pressmine.french.places import place_named
from pressmine.rules.declared.parties_beside import (
    AND,
    ARTICLES,
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
from pressmine.rules.declared.parties_groups import DE, SEVERAL, STOPS, coupled, group_at, listed_below
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import person_at
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan

#: Prepositions that may be repeated in front of each item behind the first.
_REPEATED = frozenset("de du des d' a au aux avec entre par pour".split())
#: Words that govern what follows: no enumeration opens a clause behind them.
_GOVERNING = frozenset(
    "de du des d' a au aux avec entre par pour chez en dans sur sous selon contre sans vers depuis apres avant comme "
    "et ou ni ex via hors dont".split()
)
#: Words with which a name may go on.
_LINKS = frozenset("en sur sous contre sans pour".split())
#: What stands for the bodies of the sentence before: one of them, or all.
_ONE = frozenset("il elle celui-ci celle-ci".split())
_ALL = frozenset("ils elles ceux-ci celles-ci".split())
_GENERIC = frozenset(
    "societe groupe entreprise association cooperative club etablissement collectivite fondation".split()
)
#: Kinds of firms and bodies that have capitals without being names.
_SORTS = frozenset("pme pmi tpe eti esn ssii ong onge epic".split())
#: Words between an article and a name, items, words of a bracket.
_DESCRIPTOR, _MOST, _LONGEST_BRACKET = 5, 40, 25
#: Territories that are bodies where they agree.
_TERRITORIES = frozenset("region departement ville commune metropole canton province".split())
#: How sure a name must be one of a person to be taken for a signer.
_SURE = 0.6


def parties_at(document: Document, position: int) -> list[Party]:
    """The items of the enumeration that begins at a position of the view; none where none does."""
    view = scan(document)
    index = view.at(position)
    if document.text[position] == ":":
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
    """True where the subject of a clause may begin at a position: no preposition governs what follows."""
    view = scan(document)
    index = view.at(position)
    if index >= len(view.words) or view.words[index].start != position:
        return False
    word, first = view.words[index], view.line(index)[0]
    if not (word.cap or word.folded in ARTICLES | SEVERAL | _ONE | _ALL or word.folded == "d'" or is_head(word.folded)):
        return False
    if index == first or word.gap.strip():
        return True
    while index > first and is_head(view.words[index - 1].folded) and view.words[index].gap == " ":
        index -= 1  # `sous l'égide du lycée Vasselin`: what governs the noun governs the name
    if index == first:
        return True
    before = view.words[index - 1]
    return before.folded not in _GOVERNING | ARTICLES and not (before.cap and word.cap)


def _above(view: Scan, document: Document, index: int) -> list[Party]:
    """The bodies of the sentence before, for a pronoun or a noun that stands for them; none where none does."""
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
        if view.words[at].cap or view.words[at].folded in ARTICLES:
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
        closing = closing or joined
        at = item.end if listed else following(view, item.end, last)  # `sept organisations : Valdor, Norelec`
        joined = at is not None and view.words[item.end].folded in AND
        if at is not None and item.party.body is None and view.words[at].folded == "dont":
            at += 1  # `douze associations, dont Valdor et Norelec`


def _item(view: Scan, at: int, last: int, later: bool) -> Item | None:
    first = at
    at = side(view, at, last)
    if at >= last:
        return None
    if later and view.words[at].folded in _REPEATED:
        at += 1
    opened = at
    while at < last and view.words[at].folded in ARTICLES and (at == first or view.words[at].gap in ("", " ", ", ")):
        at += 1
        if at < last and view.words[at].gap not in ("", " "):
            return None
    if at >= last or later and view.words[at - 1].folded in ("un", "une"):
        return None  # `Valdor, un éditeur de Trémois`
    person = person_at(view, at)
    if person is not None and person.confidence >= _SURE:
        return _signer(view, person.words, last)
    if is_function(view.words[at].folded) and not view.words[at].upper:
        return _officer(view, at, last) or group_at(view, opened, last)
    if later and at == first and not view.words[at].cap and view.body(at) is None:
        return None if view.words[at].folded not in SEVERAL else group_at(view, at, last)
    body = _body(view, at, last, at > opened)
    return _beside(view, body, last) if body is not None else group_at(view, opened, last)


def _body(view: Scan, at: int, last: int, article: bool) -> Item | None:
    """`société Valdor`, `Région Bretagne`, `Union des lecteurs (UDL)`."""
    for index in range(at, min(last, at + _DESCRIPTOR)):
        word = view.words[index]
        if index > at and word.gap not in ("", " "):
            return None
        body = view.body(index)
        named = _name(view, index)
        if body is not None and body.confidence >= 0.4:
            end = next((i for i in range(index + 1, body.end) if _parts(view, i, body.end)), body.end)
            whole = all(w.folded not in AND for w in view.words[index:end])
            return _bracket(view, at, end, (index, end) if named or whole else None, last)
        if named is not None and not (word.folded in _SORTS and named[1] == index + 1):
            return _bracket(view, at, named[1], named, last)
        if word.cap and not word.initial and word.folded not in _SORTS or not _describes(view, index, at, article):
            return None
    return None


def _parts(view: Scan, index: int, end: int) -> bool:
    """True for the `et` behind which the next item begins: `Caisse des dépôts et la Ville de Dreux`."""
    behind = view.words[min(index + 1, end - 1)].folded
    return view.words[index].folded in AND and behind in ("la", "le", "l'", "les")


def _name(view: Scan, index: int) -> Range | None:
    """The name that begins at a word: a run of capitals that is more than a common word that opens a sentence."""
    word = view.words[index]
    if not word.cap or word.elision and view.chunk(index) is None:
        return None
    opened = index > view.line(index)[0] and view.words[index - 1].folded in ARTICLES
    if not any(name[0] == index for name in view.names) and word.initial and not opened and not coupled(view, index):
        return None
    name = view.name_at(index)
    if name is None:
        return None
    if word.initial and name[1] < view.line(index)[1] and view.words[name[1]].folded in DE:
        name = (index, extent(view.words, name[1], view.line(index)[1]))  # `L'Union des lecteurs` opens a sentence
    return name[0], next((i for i in range(index + 1, name[1]) if person_at(view, i) is not None), name[1])


def _describes(view: Scan, index: int, head: int, article: bool) -> bool:
    """True for a word in small letters that may stand between an article and a name."""
    word, noun = view.words[index], view.words[head].folded
    if word.folded in ("la", "l'") and index > head + 1 and view.words[index - 1].folded in DE:
        return _describes(view, index - 1, head, article)  # `département de la Mayenne`
    if word.folded in DE:
        return index > head and (is_head(noun) or noun.endswith("eurs"))  # `les éditeurs de logiciels A et B`
    plain = word.text.replace("-", "").isalpha() and (not word.cap or word.folded in _SORTS)
    if not plain or word.folded in _GOVERNING | ARTICLES | STOPS or is_infinitive(word.folded):
        return False
    return index == head or article


def _bracket(view: Scan, at: int, end: int, name: Range | None, last: int) -> Item:
    """A body with the bracket behind it: an acronym, a town, or who signs; and the rest of its name behind that."""
    words = view.words
    firm = firm_end(words, end, last)
    if firm > end:
        name, end = (name[0], firm) if name is not None and name[1] == end else name, firm
    persons: tuple[tuple[int, int], ...] = ()
    stop = end
    if end < last and words[end].gap == " (":
        inside = range(end, min(last, end + _LONGEST_BRACKET))
        close = next((i for i in inside if i + 1 >= last or ")" in words[i + 1].gap), None)
        if close is not None:
            stop = close + 1
            who = person_at(view, end)
            persons = ((words[who.words[0]].start, words[who.words[1] - 1].end),) if who is not None else ()
            if stop + 1 < last and words[stop].gap == ") " and words[stop].folded in DE and words[stop + 1].cap:
                stop += 2
    counted = end + 1 < last and words[end + 1].text[:1].isdigit()  # `Valdor pour 12 millions d'euros`
    if end < last and words[end].gap == " " and words[end].folded in _LINKS and not counted:
        name = None  # `Fleuve en tête`: the name may go on
    if name is not None and place_named(view.folded(name)) is not None:
        # `la commune de Riom` is a body where it signs; in `les villes de Bourges et Vierzon` others say what a town is
        name = (at, end) if at < name[0] and words[at].folded in _TERRITORIES else None
    named = (words[name[0]].start, words[name[1] - 1].end) if name else None
    longer = _complement(view, end, last) if stop == end else end
    if longer > end:
        stop, named = longer, None  # `l'ONG Terre d'avenir`: where the name ends others say
    span = (words[at].start, words[max(end, longer) - 1].end)
    return Item(Party(span[0], span[1], span, named, persons), stop, end if longer > end else stop)


def _complement(view: Scan, end: int, last: int) -> int:
    """The word behind `d'avenir`, `de la vallée`, where a sign or the next item follows; `end` where none stands."""
    words = view.words
    if end + 1 >= last or words[end].gap != " " or words[end].folded not in DE | _LINKS or words[end + 1].cap:
        return end
    linked = words[end].folded in _LINKS  # `Agir pour l'eau`: what follows is an item, too
    for index in range(end + 1, min(last, end + _DESCRIPTOR)):
        word = words[index]
        if word.gap.strip() or word.folded in AND or word.folded == "ainsi" or has_finite_verb(word.text):
            return index
        if word.folded in STOPS | {"une", "autre", "ici"}:
            return end
    return last if last <= end + _DESCRIPTOR and not linked else end


def _signer(view: Scan, who: Range, last: int) -> Item:
    """`Anne Roy, présidente de Valdor`; `Anne Roy (Valdor)`; `Anne Roy pour Valdor`; `Anne Roy, présidente`."""
    words = view.words
    person = (words[who[0]].start, words[who[1] - 1].end)
    at = who[1]
    alone = Item(Party(person[0], person[1], None, None, (person,)), at, at)
    if at >= last:
        return alone
    gap = words[at].gap
    if gap == " (" or gap == " " and words[at].folded in ("pour", "de", "du", "chez", "d'"):
        item = _item(view, at if gap == " (" else at + 1, last, False)
        return holding(item, person) if item is not None and item.party.body else alone
    start = at + 1 if words[at].folded in ARTICLES else at
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


def _officer(view: Scan, at: int, last: int) -> Item | None:
    """`présidente de Valdor, Anne Roy`, `président Luc Petit`, `directeur général de Valdor`."""
    words = view.words
    held = next((i for i in range(at + 1, min(last, at + 12)) if words[i].gap not in ("", " ")), min(last, at + 12))
    for index in range(at + 1, held):  # `secrétaire d'État Anne Roy`: the person, whatever stands in the function
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
    """An item with all that is said beside it: an apposition, a relative clause, who represents it."""
    for _ in range(3):
        if not followed(view, item, last):
            return item
        beside = aside(view, item, last, lambda at: _item(view, at, last, True) is not None)
        if beside.end == item.end:
            return item
        item = beside
    return item
