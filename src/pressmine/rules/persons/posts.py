"""The posts that persons hold: function and body in front of a name, behind it, on the next line, in a list or a
signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, Rule
from pressmine.french.determiners import DE
from pressmine.french.function_ends import dated
from pressmine.french.function_lexicon import behind_degrees, listed
from pressmine.french.functions import Phrase, labelled, phrase_at
from pressmine.french.places import place_named
from pressmine.french.trades import trade_at
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, candidates, person_at
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.persons.holding import held, post
from pressmine.rules.persons.leading import led_names
from pressmine.rules.persons.rows import further_bodies, in_order, respectively, sharing
from pressmine.rules.persons.stacked import body_below, bracket_below, function_below, in_bracket_below, phrase_above
from pressmine.rules.shared_look import rules_of

_AFTER = re.compile(r"\.?\s?[,(:|]\s?|\s[-–—]\s|\s|\s?\*\*\s?,?\s?")
#: Between two columns of a line.
_COLUMN = re.compile(r"\s{3,}|\t")
#: A name that an unknown trade stands beside is as sure at least: it has a given name.
_SURE = 0.4
_CONTACT = re.compile(r"@|\btel\b|\bmob\.?\b|\bport\.?\b|\bmail\b|(?:\+\d{2}|\b0\d)[\s.\-()/]{0,3}\d\d")


def behind(document: Document) -> Iterator[Evidence]:
    """`Inès Robart, directrice générale de Valdor`; `Luc Dorme (CGT)`; the function on the next line."""
    view = scan(document)
    for name in candidates(view):
        at = name.words[1]
        last = view.line(name.words[0])[1]
        if at < last:
            gap = view.words[at].gap
            if _COLUMN.search(gap):
                yield from _stacked(view, name)
            elif _AFTER.fullmatch(gap):
                yield from _posts(view, name, at, last, "persons.post-behind", 0.8)
        else:
            yield from _stacked(view, name)


def _stacked(view: Scan, name: Name) -> Iterator[Evidence]:
    """The function on the line above a name, else the one on the line below."""
    if in_bracket_below(view, name):
        return
    phrase = phrase_above(view, name)
    if phrase is not None:
        yield from held(view, name, (phrase.start, phrase.end), phrase.body, "persons.post-above", 0.75)
        return
    bracket = bracket_below(view, name)
    if bracket is not None:
        yield post(view, name, None, bracket, "persons.post-bracket", 0.6)
        yield Evidence("persons.post-bracket", view.span(bracket), EntityReading("organisation"), 0.9)
    below = function_below(view, name)
    if below is not None:
        yield from _posts(view, name, *below, "persons.post-below", 0.7)


def _posts(view: Scan, name: Name, at: int, last: int, rule: str, confidence: float) -> Iterator[Evidence]:
    """The functions that begin at a word, one or two of them, each with its body."""
    at = behind_degrees(view.words, _behind_age(view, at, last), last)
    if at + 1 < last and view.words[at].folded == "respectivement":
        yield from respectively(view, name, at + 1, last, rule)
        return
    phrase = (phrase_at(view.words, at, last, view.name_at) or _trade(view, name, at, last)) if at < last else None
    if phrase is None and at < last:
        yield from _member(view, name, at, last)
    if phrase is None or _participle(view, phrase, last):
        return
    if view.words[at].gap == " " and not _direct(view, name, phrase):
        return
    if _of_the_next(view, name, phrase, last):
        return
    body = phrase.body
    if body is None and phrase.stop < last and view.words[phrase.stop].gap == " (":
        body = _bracket(view, phrase.stop)
    body = body or _beside(view, phrase, last)
    if body is None and rule == "persons.post-below" and phrase.stop == last == view.line(phrase.start)[1]:
        body = body_below(view, phrase.start)
    names = (*reversed(list(sharing(view, name, phrase))), name)
    bodies = [body, *(more for more, _ in further_bodies(view, phrase, last))] if len(names) > 1 else [body]
    for each, own in in_order(names, bodies):
        yield from held(view, each, (phrase.start, phrase.end), own, rule, confidence)
    start = phrase.start
    for _ in range(2):
        stop = phrase.stop
        if (
            stop >= last
            or view.words[stop].gap not in (", ", " ")
            or view.words[stop].gap == " "
            and view.words[stop].folded != "et"
        ):
            return
        step = stop + (view.words[stop].folded == "et")
        following = phrase_at(view.words, step, last, view.name_at) if step < last else None
        if following is None or _leads_on(view, following, last):
            return
        aside = any(w.folded in _ASIDE for w in view.words[stop : following.end])
        phrase = following
        yield post(view, name, (start, phrase.end), phrase.body, rule, confidence - (0.3 if aside else 0.1))


def _participle(view: Scan, phrase: Phrase, last: int) -> bool:
    """True for `élu en 2014 à la tête de`: somebody was elected, and is no `élu`."""
    word, end = view.words[phrase.start], phrase.start + 1
    said = phrase.end == end and word.text in ("élu", "élue") and end < last and view.words[end].gap == " "
    return said and (dated(view.words, end, last) or view.words[end].folded in listed("stops"))


def _leads_on(view: Scan, phrase: Phrase, last: int) -> bool:
    """True for a function that is that of a person named behind it, and not of the one in front."""
    at = phrase.stop
    if at >= last or view.words[at].gap not in (" ", ", "):
        return False
    following = person_at(view, at)
    return following is not None and following.words[1] in view.document.once(led_names)


def _bracket(view: Scan, at: int) -> Range | None:
    """The body that fills the bracket a word opens: `cheffe de service (Valdor)`; a country is none."""
    name = view.name_at(at)
    closed = name is not None and view.document.text.startswith(")", view.words[name[1] - 1].end)
    return name if closed and name is not None and place_named(view.folded(name)) is None else None


def _trade(view: Scan, name: Name, at: int, last: int) -> Phrase | None:
    """The trade that no list names behind somebody who is surely a person: `Inès Robart, perchiste, …`."""
    sure = name.confidence >= _SURE and view.words[at].gap in (", ", " (")
    return trade_at(view.words, at, last, view.name_at) if sure else None


def _beside(view: Scan, phrase: Phrase, last: int) -> Range | None:
    """The body behind a comma: `Inès Robart, trésorière, Valdor, a pris la parole`; a name with a function is none."""
    at = phrase.stop
    if (
        phrase.body is not None
        or at >= last
        or view.words[at].gap.strip(" ") not in (",", "|", "\t")
        or person_at(view, at) is not None
    ):
        return None
    name = view.name_at(at)
    if name is None or place_named(view.folded(name)) is not None or view.common(at):
        return None
    if name[1] == last or view.words[phrase.start].gap == " (" and view.words[name[1]].gap.startswith(")"):
        return name  # `(PDG, Valdor)`
    follows = phrase_at(view.words, name[1], last, view.name_at)
    return name if view.words[name[1]].gap == ", " and follows is None else None


def _of_the_next(view: Scan, name: Name, phrase: Phrase, last: int) -> bool:
    """True in a row of functions in front of names: `le maire, Luc Dorme, la sous-préfète, Inès Robart`."""
    led = view.document.once(led_names)
    if phrase.stop < last and view.words[phrase.stop].gap == " " and name.words[1] in led:
        straight = person_at(view, phrase.stop)  # `l'artiste Inès Robart, la photographe Awa Sow`
        if straight is not None and straight.words[1] in led:
            return True
    if name.words[1] not in led or view.words[name.opens].gap != ", " or phrase.stop >= last:
        return False
    following = person_at(view, phrase.stop)
    return following is not None and following.words[1] in led


def _behind_age(view: Scan, at: int, last: int) -> int:
    """Behind `, 39 ans,` between a name and its function."""
    aged = at + 2 < last and view.words[at].text.isdigit() and view.words[at + 1].folded == "ans"
    return at + 2 if aged and view.words[at + 2].gap == ", " else at


#: Words that set a second post beside the first: `PDG, également administrateur du Medef`.
_ASIDE = frozenset("egalement aussi ailleurs ancien ancienne ex membre".split())


def _direct(view: Scan, name: Name, phrase: Phrase) -> bool:
    """True where a function may stand behind a name without a comma: on a short line, or behind a name that is sure."""
    first, last = view.line(name.words[0])
    return name.confidence >= 0.5 and (
        view.words[phrase.start].folded not in ("membre",)
        and (
            last - first <= 14
            or first == name.words[0]
            or name.opens == first
            or view.words[name.words[1] - 1].upper
            or view.document.text[view.words[name.opens].start - 1 : view.words[name.opens].start] == " "
        )
    )


def _member(view: Scan, name: Name, at: int, last: int) -> Iterator[Evidence]:
    """`Luc Dorme, de la CGT`; `Luc Dorme (CGT)`; `Noémie Vasse, Valdor` in a line of signatures or contacts."""
    if name.confidence < 0.3 and view.words[at].gap.strip() not in ("(",):
        return
    word, gap = view.words[at], view.words[at].gap.strip()
    start = at
    if word.folded in ("de", "du", "des", "d'", "pour", "chez"):
        start = view.skip(at + 1)
        if gap not in (",", "(") and word.folded != "chez" and not _is_labelled(view, word.folded, start, last):
            return
    body = (labelled(view.words, start, last, view.name_at) or view.name_at(view.skip(start))) if start < last else None
    if body is None or body[1] > last:
        return
    first = view.line(at)[0]
    alone = first == name.opens or view.words[name.opens].gap.strip() in ("-", "–", "•", "", "*", ":", ",", ";")
    end = view.words[body[1] - 1].end
    closed = view.document.text[end : end + 1] == ")"
    if gap == "(" and closed and not any(person_at(view, i, inside=True) for i in range(*body)):
        yield post(view, name, None, body, "persons.post-bracket", 0.6)
        if body[1] < last and view.words[body[1]].gap == "), ":  # `Luc Dorme (Valdor), trésorier`
            phrase = phrase_at(view.words, body[1], last, view.name_at)
            if phrase is not None:
                function = (phrase.start, phrase.end)
                yield post(view, name, function, phrase.body or body, "persons.post-behind", 0.75)
        if name.confidence >= 0.5 and place_named(view.folded(body)) is None:
            yield Evidence("persons.post-bracket", view.span(body), EntityReading("organisation"), 0.5)
    elif gap == "(" and (phrase := _in_the_bracket(view, body, last)) is not None:
        yield from held(view, name, (phrase.start, phrase.end), phrase.body or body, "persons.post-bracket", 0.75)
    elif gap in (",", "") and word.folded in DE:
        yield post(view, name, None, body, "persons.post-behind", 0.55)
    elif gap in (",", "–", "-", "—", "|", ":") and first == name.opens and _short(view, last, body):
        yield post(view, name, None, body, "persons.post-line", 0.6)
        yield Evidence("persons.post-line", view.span(name.words), EntityReading("person"), 0.3)
        yield Evidence("persons.post-line", view.span(body), EntityReading("organisation"), 0.55)
    elif word.folded == "chez" and alone:
        yield post(view, name, None, body, "persons.post-behind", 0.6)


def _in_the_bracket(view: Scan, body: Range, last: int) -> Phrase | None:
    """The function that closes a bracket with a body in front: `Luc Dorme (Valdor, directeur technique)`."""
    at = body[1]
    if at >= last or view.words[at].gap != ", " or person_at(view, body[0]) is not None:
        return None
    phrase = phrase_at(view.words, at, last, view.name_at)
    return (
        phrase if phrase is not None and view.document.text.startswith(")", view.words[phrase.stop - 1].end) else None
    )


def _is_labelled(view: Scan, folded: str, start: int, last: int) -> bool:
    """True for a body behind a name without a comma that its noun or its capitals show: `du syndicat Valdor`."""
    if folded not in DE or start >= last:
        return False
    word = view.words[start]
    return (
        word.upper and len(word.text) > 1 if word.cap else labelled(view.words, start, last, view.name_at) is not None
    )


def _short(view: Scan, last: int, body: Range) -> bool:
    """True for a line that is a name, a body and at most ways to reach them."""
    if body[1] == last:
        return True
    rest = view.document.folded[view.words[body[1] - 1].end : view.words[last - 1].end + 40]
    return bool(_CONTACT.search(rest)) and last - body[1] < 16


RULES: tuple[Rule, ...] = (
    *rules_of(
        behind,
        {
            "persons.post-behind": "Une fonction derrière le nom d'une personne, ou un organisme : X, directrice de Y.",
            "persons.post-bracket": "Un organisme entre parenthèses derrière le nom d'une personne : X (Y).",
            "persons.post-line": "Une ligne de signature ou de contact : une personne, un organisme.",
            "persons.post-above": "Une fonction sur la ligne au-dessus d'un nom, avec son article : Le maire / X.",
            "persons.post-below": "Une fonction sur la ligne qui suit le nom d'une personne.",
        },
    ),
)
