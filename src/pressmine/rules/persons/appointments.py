"""Persons who take up, hold, leave or hand over a function: `nommée directrice de Valdor`, `succède à Luc Dorme au
poste de DRH`, `prend la tête de Valdor`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.counted.words import is_infinitive
from pressmine.french.function_lexicon import is_plural, is_shared
from pressmine.french.functions import Phrase
from pressmine.rules.names.founder_names import may_be_a_person
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, people
from pressmine.rules.names.reading import scan
from pressmine.rules.persons.heading import heading_a_body
from pressmine.rules.persons.holding import held, post
from pressmine.rules.persons.rows import respectively, sharing
from pressmine.rules.persons.sayings import Reader, pattern
from pressmine.rules.shared_look import rules_of

#: What a sentence or a clause begins with that continues about the person of the one before.
_ENDS = frozenset(".!?;…")
#: Words in front of the name of a body that opens a sentence: `Le groupe coopératif Valdor`.
_LABEL = 3
#: Characters that are looked back over for who announces an appointment.
_BACK = 500
#: Characters in front of the name of who is given a post in which the post is named.
_FRONT = 140
_PRONOUN = re.compile(r"(?:il|elle|celui-ci|celle-ci) ")


def appointed(document: Document) -> Iterator[Evidence]:
    """The function that a person takes up, holds or leaves, and the body in which it is held."""
    read = Reader(scan(document))
    anchors = {name.words: list(read.anchors(name)) for name in read.names.values()}
    for name, index in _pronouns(read):
        anchors[name.words].append(index)
    objects: set[int] = set()
    for name in read.names.values():
        for index in anchors[name.words]:
            yield from _successions(read, name, index, objects)
            yield from _handed(read, name, index, objects)
    for name in read.names.values():
        yield from _together(read, name)
        found = False
        for index in anchors[name.words]:
            taken = list(_taken(read, name, index, name.words[0] in objects))
            taken = taken or list(_joined(read, name, index))
            found = found or bool(taken)
            yield from taken
        if not found:
            yield from _object(read, name)
            yield from _entrusted(read, name)


def _pronouns(read: Reader) -> Iterator[tuple[Name, int]]:
    """`Inès Robart dirige Valdor. Elle succède à …`: a person and the word after the pronoun that means them."""
    view, document = read.view, read.view.document
    named = people(view)
    for first, last in view.lines:
        subject: Name | None = None
        inside = [n for n in named if first <= n.words[0] < last]
        if not inside:
            continue
        titled = {n.words[0] for n in inside if n.opens < n.words[0]}  # the point of `M.` ends no clause
        starts = [i for i in range(first, last) if _begins_clause(read, i, first) and i not in titled]
        for start, end in pairwise([*starts, last]):
            if _PRONOUN.match(document.folded, view.words[start].start):
                if subject is not None:
                    yield subject, start + 1
                continue
            own = [n for n in inside if start <= n.words[0] < end]
            subject = own[0] if own else None


def _begins_clause(read: Reader, index: int, first: int) -> bool:
    return index == first or not _ENDS.isdisjoint(read.view.words[index].gap)


def _taken(read: Reader, name: Name, index: int, loses: bool) -> Iterator[Evidence]:
    """`a été élue présidente de Valdor`, `quitte ses fonctions de DRH`."""
    linked = index == name.words[1] and not loses and _lead(read, name, "succeeded") is None
    phrase = read.function(read.behind("link", index)) if linked else None
    phrase = phrase or _no_task(read, read.function(read.behind("taken", index)))
    phrase = phrase or read.function(read.behind("holds", index))
    if phrase is not None and (name.confidence >= 0.3 or name.words[1] - name.words[0] > 1):
        body = phrase.body or _appointing(read, name) or _announcing(read, name)
        said = read.view.document.folded[read.view.words[index - 1].end : read.view.words[phrase.start].start]
        shared = is_shared(read.view.words[phrase.start].folded)  # `elle est un acteur majeur`: a firm
        less = shared or pattern("past").match(said) or pattern("added").search(said)
        sure = 0.7 if less else 0.97  # what a release tells is the new function
        yield from held(read.view, name, (phrase.start, phrase.end), body, "persons.appointed", sure)


def _no_task(read: Reader, phrase: Phrase | None) -> Phrase | None:
    """None for what somebody is to do, and is not: `est chargée de mettre en œuvre le projet`."""
    if phrase is None or not read.view.words[phrase.start].folded.startswith("charge"):
        return phrase
    behind = read.view.words[phrase.start + 2 : phrase.start + 3]
    return None if behind and is_infinitive(behind[0].folded) else phrase


def _together(read: Reader, name: Name) -> Iterator[Evidence]:
    """`Inès Robart et Luc Dorme deviennent présidente et trésorier de Valdor`, `sont nommés coprésidents de Valdor`."""
    at = read.behind("become", name.words[1])
    if at is None:
        return
    each = list(respectively(read.view, name, at, read.view.line(at)[1], "persons.appointed"))
    phrase = None if each else read.function(read.view.skip(at))
    if phrase is not None and is_plural(read.view.words, phrase.start, phrase.end):
        for person in sharing(read.view, name, phrase):
            each += held(read.view, person, (phrase.start, phrase.end), phrase.body, "persons.appointed", 0.85)
        if each:  # one alone has no function in the plural
            each += held(read.view, name, (phrase.start, phrase.end), phrase.body, "persons.appointed", 0.85)
    yield from each


def _joined(read: Reader, name: Name, index: int) -> Iterator[Evidence]:
    """`Inès Robart rejoint Valdor en tant que DRH`; `prend la tête de Valdor`."""
    body = read.body(read.behind("joins", index))
    if body is not None:
        phrase = read.function(read.behind("link", body[1]))
        if phrase is not None:
            function = (phrase.start, phrase.end)
            yield from held(read.view, name, function, phrase.body or body, "persons.appointed", 0.85)
    led = read.body(read.behind("leads", index))
    if led is not None and (name.confidence >= 0.3 or may_be_a_person(read.view, name.words)):
        yield from held(read.view, name, None, led, "persons.heads", 0.6)


def _successions(read: Reader, name: Name, index: int, objects: set[int]) -> Iterator[Evidence]:
    """`Inès Robart succède à Luc Dorme au poste de DRH`: one of two has the function, both had it in one body."""
    for way in ("succeeds", "hands_over"):
        other = read.person(read.behind(way, index))
        if other is None:
            continue
        objects.add(other.words[0])
        owner, former = (name, other) if way == "succeeds" else (other, name)
        phrase = read.function(read.behind("later", other.words[1]))
        body = phrase.body if phrase is not None else None
        if phrase is not None:
            yield from held(read.view, owner, (phrase.start, phrase.end), phrase.body, "persons.appointed", 0.75)
        led = read.body(read.behind("leads", other.words[1]))
        if led is not None:
            yield from held(read.view, owner, None, led, "persons.heads", 0.6)
        body = body or led or _body_of(read, name)
        if body is not None:
            yield post(read.view, former, None, body, "persons.succeeded", 0.4)


def _handed(read: Reader, name: Name, index: int, objects: set[int]) -> Iterator[Evidence]:
    """`Luc Dorme cède son fauteuil de président de Valdor à Inès Robart`: both hold the function, one after the
    other.
    """
    view = read.view
    phrase = read.function(read.behind("gives_up", index))
    if phrase is None:
        return
    taken = phrase.body is not None and read.person(phrase.body[0])  # `directeur général à Inès Robart`
    at = phrase.stop
    if not taken and at < view.line(name.words[0])[1] and view.words[at].folded == "a":
        taken = read.person(at + 1)
    if not taken:
        return
    objects.add(taken.words[0])
    body = None if phrase.body is not None and phrase.body[0] == taken.words[0] else phrase.body
    for each, sure in ((taken, 0.75), (name, 0.7)):
        yield from held(view, each, (phrase.start, phrase.end), body, "persons.appointed", sure)


def _body_of(read: Reader, name: Name) -> Range | None:
    """The body of the function that a person is given in the same line: the one taken up, else the one held."""
    for index in read.anchors(name):
        phrase = read.function(read.behind("taken", index)) or read.function(read.behind("holds", index))
        body = phrase.body if phrase is not None else read.body(read.behind("leads", index))
        if body is not None:
            return body
    phrase = read.function(name.words[1]) if name.words[1] < read.view.line(name.words[0])[1] else None
    return phrase.body if phrase is not None else None


def _object(read: Reader, name: Name) -> Iterator[Evidence]:
    """`Valdor nomme Inès Robart directrice`: the function right after the name."""
    if _lead(read, name, "appoints") is None:
        return
    last = read.view.line(name.words[0])[1]
    at = name.words[1]
    if pattern("at_its_head").match(read.view.document.folded, read.view.words[at - 1].end):
        led = _appointing(read, name)
        if led is not None:
            yield from held(read.view, name, None, led, "persons.heads", 0.6)
        return
    phrase = read.function(at) if at < last and read.view.words[at].gap == " " else None
    if phrase is not None:
        body = phrase.body or _appointing(read, name)
        yield from held(read.view, name, (phrase.start, phrase.end), body, "persons.appointed", 0.75)


def _entrusted(read: Reader, name: Name) -> Iterator[Evidence]:
    """`Le poste de directrice de Valdor revient à Inès Robart`."""
    document, at = read.view.document, read.view.words[name.opens].start
    m = pattern("post_entrusted").search(document.folded, max(document.sentence_at(at).start, at - _FRONT), at)
    phrase = read.function(read.view.at(m.start("post"))) if m else None
    if phrase is not None and phrase.stop < name.opens:
        yield from held(read.view, name, (phrase.start, phrase.end), phrase.body, "persons.appointed", 0.75)


def _lead(read: Reader, name: Name, way: str) -> int | None:
    """Where a way of saying begins that comes right before a name."""
    document, at = read.view.document, read.view.words[name.opens].start
    m = pattern(way).search(document.folded, max(document.sentence_at(at).start, at - 60), at)
    return m.start() if m else None


def _appointing(read: Reader, name: Name) -> Range | None:
    """The body that appoints the person: the subject of `Valdor nomme Inès Robart directrice`."""
    start = _lead(read, name, "appoints")
    if start is None:
        return None
    verb = read.view.at(start)
    return read.body_before(verb, read.view.at(read.view.document.sentence_at(start).start))


def _announcing(read: Reader, name: Name) -> Range | None:
    """The body that has announced appointments earlier in the paragraph: `Valdor annonce deux nominations. Inès Robart
    est nommée directrice`.
    """
    document, view = read.view.document, read.view
    at = view.words[name.opens].start
    start, own = max(document.block_at(at).span.start, at - _BACK), document.sentence_at(at).start
    while start < own:
        sentence = document.sentence_at(start)
        if pattern("announces").search(document.folded, sentence.start, min(sentence.end, own)):
            first = view.at(max(sentence.start, start))
            body = read.body(first)
            return body if body is not None and body[0] - first <= _LABEL else None
        start = max(sentence.end, start + 1)
    return None


def _verbs(document: Document) -> Iterator[Evidence]:
    yield from appointed(document)
    yield from heading_a_body(document)


RULES: tuple[Rule, ...] = (
    *rules_of(
        _verbs,
        {
            "persons.heads": "Une personne qui préside, dirige, anime un organisme : X, qui préside Y.",
            "persons.appointed": "Une nomination : X nommée directrice de Y, au poste de, devient, succède à.",
            "persons.succeeded": "Celui à qui l'on succède dans un organisme : X, directrice de Y, succède à Z.",
        },
    ),
)
