"""The body of an item: where its phrase and the name in it begin and end, with the bracket after it."""

from __future__ import annotations

from pressmine.french.body_extent import extent
from pressmine.french.clauses import has_finite_verb
from pressmine.french.counted.words import is_infinitive
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.functions import firm_end
from pressmine.french.head_nouns import is_head
from pressmine.french.known import bodies, name_key
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set
from pressmine.french.places import place_named
from pressmine.rules.declared.parties_beside import AND, DASHES, DETERMINERS, Item, Party, side
from pressmine.rules.declared.parties_groups import STOPS, coupled
from pressmine.rules.names.borrowed_names import is_borrowed
from pressmine.rules.names.lines import Range
from pressmine.rules.names.name_runs import items
from pressmine.rules.names.person_names import person_at
from pressmine.rules.names.scan import Scan

#: Words that govern what follows: no enumeration opens a clause after them.
GOVERNING = frozenset(forms("governs_what_follows"))
#: Words with which a name may continue.
_LINKS = frozenset(forms("link_in_party"))
#: Kinds of firms and bodies that have capitals without being names.
_SORTS = forms("sort_in_capitals")
#: The most words between an article and a name, and the most words of a bracket.
_DESCRIPTOR, _LONGEST_BRACKET = 5, 25
#: Territories that are bodies where they agree.
_TERRITORIES = folded_set("territories", "nouns") | {"port", "aeroport"}


def body_item(view: Scan, at: int, last: int, article: bool) -> Item | None:
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
    """True for the `et` after which the next item begins: `Caisse des dépôts et la Ville de Dreux`."""
    behind = view.words[min(index + 1, end - 1)].folded
    return view.words[index].folded in AND and behind in ARTICLES


def _name(view: Scan, index: int) -> Range | None:
    """The name that begins at a word: a run of capitals that is more than a common word that opens a sentence."""
    word = view.words[index]
    if (index, index + 1) in items(view.document) and not word.cap:
        return index, index + 1  # `voltara`
    if not word.cap or word.elision and view.chunk(index) is None:
        return None
    later = index > view.line(index)[0]
    listed = later and word.gap.strip() in DASHES and view.words[index - 1].cap  # `FSU – Solidaires – Unef`
    opened = later and view.words[index - 1].folded in DETERMINERS or word.gap == " (" or listed
    name = view.name_at(index)
    if name is None:
        return None
    bare = word.initial and not opened and not any(name[0] == index for name in view.names)
    if bare and not _is_known(view, name) and not coupled(view, index):
        return None
    if word.initial and name[1] < view.line(index)[1] and view.words[name[1]].folded in DE:
        name = (index, extent(view.words, name[1], view.line(index)[1]))  # `L'Union des lecteurs` opens a sentence
    last = view.line(index)[1]
    inside = range(index + 1, name[1])
    cut = (i for i in inside if person_at(view, i) or _reaches(view, index, i) or view.joins_another(index, i, last))
    return name[0], next(cut, name[1])


def _is_known(view: Scan, name: Range) -> bool:
    """True for a name that only a known body bears."""
    known = bodies().get(name_key(view.text(name)))
    return known is not None and not known.ambiguous


def _reaches(view: Scan, first: int, index: int) -> bool:
    """True for what leads from one side to the other: `liant Valdor à Norelec`, `le rachat de Valdor par Norelec`;
    `Ville à Joie` is a name.
    """
    word = view.words[index].text
    return word == "par" or word == "à" and not is_head(view.words[first].folded)


def _describes(view: Scan, index: int, head: int, article: bool) -> bool:
    """True for a word in small letters that may be between an article and a name."""
    word, noun = view.words[index], view.words[head].folded
    if word.folded in ("la", "l'") and index > head + 1 and view.words[index - 1].folded in DE:
        return _describes(view, index - 1, head, article)  # `département de la Mayenne`
    if word.folded in DE:
        kind = index + 1 < view.line(index)[1] and not view.words[index + 1].cap  # `les organisations de jeunesse A`
        return index > head and (is_head(noun) or noun.endswith("eurs") or kind and is_head(noun.removesuffix("s")))
    plain = word.text.replace("-", "").isalpha() and (not word.cap or word.folded in _SORTS)
    if not plain or word.folded in GOVERNING | DETERMINERS | STOPS or is_infinitive(word.folded):
        return False
    return index == head or article


def _bracket(view: Scan, at: int, end: int, name: Range | None, last: int) -> Item:
    """A body with the bracket after it: an acronym, a town, or who signs; and the rest of its name after that."""
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
    if end < last and words[end].gap == " " and words[end].folded in _LINKS and not _says_why(view, end, last):
        name = None  # `Fleuve en tête`: the name may continue
    if name is not None and place_named(view.folded(name)) is not None and not is_borrowed(view, name):
        # `la commune de Riom` is a body where it signs; in `les villes de Bourges et Vierzon` others say what a town is
        name = (at, end) if at < name[0] and words[at].folded in _TERRITORIES else None
    named = (words[name[0]].start, words[name[1] - 1].end) if name else None
    longer = _complement(view, end, last) if stop == end else end
    if longer > end:
        stop, named = longer, None  # `l'ONG Terre d'avenir`: where the name ends others say
    span = (words[at].start, words[max(end, longer) - 1].end)
    return Item(Party(span[0], span[1], span, named, persons), stop, end if longer > end else stop)


def _says_why(view: Scan, at: int, last: int) -> bool:
    """True for a link that leads to a price, a purpose or a means: `Valdor pour 12 millions d'euros`, `Valdor pour
    restaurer le moulin`, `Valdor en signant`.
    """
    behind = view.words[at + 1] if at + 1 < last else None
    if behind is None or behind.cap:
        return False
    means = view.words[at].folded == "en" and behind.folded.endswith("ant")
    return behind.text[:1].isdigit() or is_infinitive(behind.folded) or means


def _complement(view: Scan, end: int, last: int) -> int:
    """The word after `d'avenir`, `de la vallée`, where a sign or the next item follows; `end` where none stands."""
    words = view.words
    if side(view, end, last) > end:
        return end
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
