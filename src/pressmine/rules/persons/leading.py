"""Functions and bodies in front of a name: `le président de Valdor, Luc Dorme`, `Valdor, dirigée par Inès Robart`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_ends import dated
from pressmine.french.function_lexicon import first_words, is_function, is_plural, is_shared, plural_words
from pressmine.french.functions import Phrase, phrase_at
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set
from pressmine.french.places import place_named
from pressmine.french.trades import trade_at
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, candidates
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.persons.holding import held
from pressmine.rules.persons.rows import following, further_bodies, in_order


def in_front(document: Document) -> Iterator[Evidence]:
    """`le président de Valdor, Luc Dorme`; `la ministre Inès Robart`; `Cheffe du service, le Dr Noé Vasse`."""
    view = scan(document)
    for name, phrase in document.once(led_names).values():
        body = phrase.body or _possessor(view, phrase.start)
        names = (name, *_following(view, name, phrase))
        bodies = [body, *(more for more, _ in further_bodies(view, phrase, name.opens))]
        for each, own in in_order(names, bodies):
            yield from held(view, each, (phrase.start, phrase.end), own, "persons.post-front", 0.7)


def _possessor(view: Scan, start: int) -> Range | None:
    """The name that a possessive points back at: `Valdor et son directeur, Luc Dorme`."""
    first = view.line(start)[0]
    at = start - 1
    if at - 1 <= first or view.words[at].folded not in ("son", "sa", "leur"):
        return None
    if view.words[at - 1].folded not in ("et", "avec", "via"):
        return None
    end = at - 1
    return next(
        (n for i in range(max(first, end - 6), end) if (n := view.name_at(i)) is not None and n[1] == end), None
    )


def led_names(document: Document) -> dict[int, tuple[Name, Phrase]]:
    """The names that a function leads to, each with it, by the word behind the name."""
    view = scan(document)
    heads = view.where(first_words() | plural_words(), is_function)
    names = candidates(view)
    owned = {n.words[1] for n in names if n.confidence}
    found: dict[int, tuple[Name, Phrase]] = {}
    for name in names:
        first = view.line(name.words[0])[0]
        start = name.opens
        while (
            start > first
            and view.words[start - 1].folded in forms("before_holder")
            and view.words[start].gap in (" ", "")
        ):
            start -= 1
        start = _behind_person(view, start)
        copula = _copula(view, start)
        trade = _trade(view, name, start)
        if trade is not None:
            found[name.words[1]] = name, trade
            continue
        for index in heads[bisect_left(heads, max(first, start - 26)) : bisect_left(heads, start)]:
            phrase = _reaching(view, index, start)
            if phrase is None and copula is not None and index < copula:
                phrase = _told(view, index, copula)
            if phrase is None or _of_another_holder(view, heads, phrase, start):
                continue
            owner = _owner(view, phrase.start, owned)
            row = owner in found and (view.words[found[owner][0].opens].gap == ", " or _straight(view, phrase, start))
            if owner is not None and not row:
                break  # a noun further on in the phrase begins none: `directeur adjoint`
            if _closes_an_apposition(view, phrase, name):
                break
            unsure = name.confidence < 0.3 and view.words[name.words[0]].gap != " " and name.opens == name.words[0]
            head = view.words[index].folded
            told = view.words[phrase.start - 1].folded in _ARTICLES or head in folded_set("leading", "house")
            if unsure and (is_shared(head) or phrase.body is None and not told):
                continue
            if name.confidence < 0.3 and is_plural(view.words, phrase.start, phrase.end) and phrase.body is None:
                continue
            found[name.words[1]] = name, phrase
            break
    return found


def _behind_person(view: Scan, start: int) -> int:
    """Where `en la personne d'Inès Robart` begins, a name standing at a word; else the word itself."""
    said = tuple(w.folded for w in view.words[max(0, start - 4) : start])
    return start - 4 if said[:3] == ("en", "la", "personne") and said[3] in ("de", "d'") else start


def _trade(view: Scan, name: Name, start: int) -> Phrase | None:
    """The trade that no list names between an article and somebody who is surely a person: `le rappeur Luc Dorme`."""
    first = view.line(start)[0]
    if name.confidence < _SURE or view.words[start].gap != " ":
        return None
    for index in range(start - 1, max(first, start - 3), -1):
        if view.words[index - 1].folded in _ARTICLES and not view.words[index].cap:
            phrase = trade_at(view.words, index, start, lambda _: None)
            return phrase if phrase is not None and phrase.stop == start else None
    return None


def _reaching(view: Scan, index: int, start: int) -> Phrase | None:
    """The phrase that begins at a function noun and ends where the name begins."""
    first = view.line(index)[0]
    begin = index
    while (
        begin > first
        and index - begin < 3
        and view.words[begin].gap == " "
        and view.words[begin - 1].folded in _BEFORE_FUNCTIONS
    ):
        begin -= 1
    phrase = phrase_at(view.words, begin, start, lambda i: _clipped(view.name_at(i), start))
    if phrase is None:
        return None
    gap = view.words[start].gap
    if gap == " " and view.words[start - 1].folded in ("de", "du", "des", "d'", "a", "avec", "pour", "par", "chez"):
        return None
    stop = _behind_aside(view, phrase, start)
    if stop == start and gap.removeprefix(")") in (" ", ", ", " : ", "", " – ", ": "):
        return phrase
    return None


def _of_another_holder(view: Scan, heads: Sequence[int], phrase: Phrase, start: int) -> bool:
    """True for a function held under somebody who is named right behind an office of theirs: `chef de cabinet du
    ministre Luc Dorme`.
    """
    if view.words[start].gap != " ":
        return False
    inner = heads[bisect_right(heads, phrase.start) : bisect_left(heads, start)]
    ends = (at for at in inner if view.words[at - 1].folded in ("du", "la", "l'") and not view.words[at].cap)
    return any((own := _reaching(view, at, start)) is not None and own.body is None for at in ends)


def _copula(view: Scan, start: int) -> int | None:
    """Where the verb begins that says who somebody is: `La directrice de Valdor est Inès Robart`, `s'appelle`."""
    if start < 1 or view.words[start].gap != " ":
        return None
    verb = view.words[start - 1].folded
    if verb in forms("is_called"):
        return start - 2 if start > 1 and view.words[start - 2].folded in ("s'", "se") else None
    return start - 1 if verb in forms("copula_of_person") else None


def _told(view: Scan, index: int, copula: int) -> Phrase | None:
    """The phrase, behind an article, that ends where a verb begins that leads to a name."""
    phrase = _reaching(view, index, copula)
    article = phrase is not None and phrase.start and view.words[phrase.start - 1].folded in _ARTICLES
    return phrase if article else None


def _behind_aside(view: Scan, phrase: Phrase, start: int) -> int:
    """The word behind what may stand between a body and a name: its acronym in brackets, a second name beside it."""
    stop = phrase.stop
    if phrase.body is not None and stop < start and view.words[stop].gap in (" – ", " - ", "/", " / "):
        second = view.name_at(stop)
        stop = second[1] if second is not None else stop
    stop = max([stop, *(end for _, end in further_bodies(view, phrase, start))])
    if stop < start <= stop + 5 and view.words[stop].folded == "depuis" and view.words[start].gap == ", ":
        return start  # `Patron de Valdor depuis 2011, Luc Dorme …`
    if stop < start <= stop + 5 and view.words[stop].folded in _NAMED_LATELY and view.words[stop + 1].folded == "en":
        return start  # `la directrice nommée en septembre dernier Inès Robart`
    opens = any(w.initial for w in view.words[max(0, phrase.start - 1) : phrase.start + 1])
    if opens and stop < start <= stop + 5 and view.words[start].gap == ", " and dated(view.words, stop, start):
        return start  # `Nommée directrice de Valdor le 3 mai, Inès Robart …`
    if _second_function(view, phrase, stop, start):
        return start
    if stop + 1 < start and _in_charge(view, stop, start):
        return start
    bracketed = stop < start <= stop + 8 and view.words[stop].gap == " (" and view.words[start].gap.startswith(")")
    return start if bracketed and place_named(view.folded((stop, start))) is None else stop


def _second_function(view: Scan, phrase: Phrase, stop: int, start: int) -> bool:
    """True for a function without an article that is apposed to one with it: `Le maire de Dreux, président de Valdor,
    Luc Dorme, …`.
    """
    if stop >= start or view.words[stop].gap != ", " or view.words[start].gap != ", ":
        return False
    if phrase.body is None or view.words[phrase.start - 1].folded not in ARTICLES:
        return False
    second = phrase_at(view.words, stop, start, lambda i: _clipped(view.name_at(i), start))
    return second is not None and second.start == stop and second.stop == start


def _in_charge(view: Scan, stop: int, start: int) -> bool:
    """True for what a holder is charged with: `adjointe au maire de Dreux chargée de la voirie, Inès Robart`."""
    words = view.words[stop:start]
    if len(words) > _LONGEST_CHARGE or words[0].folded not in folded_set("leading", "charges"):
        return False
    return words[1].folded in DE | {"a", "au", "aux"} and all(
        w.gap in (" ", "") or w.gap == ", " and w.folded in DE for w in words
    )


def _closes_an_apposition(view: Scan, phrase: Phrase, name: Name) -> bool:
    """True for a function without an article between commas, in front of a name that has its own behind it:
    `Inès Robart, docteure en droit, présidente de Valdor, Luc Dorme, maire de Dreux` is a row.
    """
    first, last = view.line(name.words[0])
    behind = name.words[1]
    if phrase.start == first or view.words[phrase.start].gap != ", " or view.words[phrase.start].initial:
        return False
    if behind >= last or view.words[behind].gap != ", " or view.words[name.opens].gap.lstrip(")") != ", ":
        return False
    return phrase_at(view.words, behind, last, view.name_at) is not None


def _clipped(words: Range | None, end: int) -> Range | None:
    return None if words is None or words[0] >= end else (words[0], min(words[1], end))


def _owner(view: Scan, index: int, owned: set[int]) -> int | None:
    """The end of the name in front of a function that it belongs to: `Luc Dorme, maire de Dreux, Inès Robart`."""
    at = index
    first = view.line(index)[0]
    while at > first and view.words[at].gap in (" ", "") and view.words[at - 1].folded in ("le", "la", "l'"):
        at -= 1
    return at if at in owned and view.words[at].gap.strip(" *") in (",", "(", "-", "–", "—") else None


def _straight(view: Scan, phrase: Phrase, start: int) -> bool:
    """True for a function with its article right in front of a name: `…, la photographe Awa Sow`."""
    first = phrase.start - (view.words[phrase.start].folded not in ARTICLES)
    return view.words[start].gap == " " and view.words[first].folded in ARTICLES and view.words[first].gap == ", "


def _following(view: Scan, name: Name, phrase: Phrase) -> Iterator[Name]:
    """Those behind who share it: `les gérants de Valdor, Inès Robart et Luc Dorme`."""
    if not is_plural(view.words, phrase.start, phrase.end):
        return
    yield from following(view, name)


#: What may stand between a function and a name, with the month in which it was taken up.
_NAMED_LATELY = frozenset({"nomme", "nommee", "elu", "elue", "arrive", "arrivee"})
#: A name that an unknown trade stands beside is as sure at least: it has a given name.
_SURE = 0.4
#: The most words that say what a holder is charged with.
_LONGEST_CHARGE = 16
#: In front of a function that somebody is said to hold: `par un technicien, Inès Robart`.
_ARTICLES = frozenset(forms("determiner")) - forms("determiner.demonstrative").keys()
#: Words between an article and a function that belong to it.
_BEFORE_FUNCTIONS = frozenset(forms("before_function_word"))


RULES: tuple[Rule, ...] = (Rule("persons.post-front", "Une fonction devant le nom d'une personne.", in_front),)
