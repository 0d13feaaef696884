"""Who takes up, holds, leaves or hands over a function: `nommée directrice de Valdor`, `succède à Luc Dorme au poste
de DRH`, `prend la tête de Valdor`, `qui préside l'Union`, `À la FNAUT, Luc Dorme …`.

The words are in `data/appointments.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, Rule
from pressmine.french.functions import Phrase, firm_end, phrase_at
from pressmine.french.places import place_named
from pressmine.rules.lists import any_of, word_list
from pressmine.rules.names.lines import Range
from pressmine.rules.names.people import Name, candidates, people
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.persons.holding import held, post
from pressmine.rules.together import together

#: What opens a sentence whose subject speaks for the body that follows.
_SPEAKS_FOR = frozenset({"a", "au", "aux", "chez", "cote"})
_ADVERB = (
    r"(?:(?:[a-z]{3,14}ment|ainsi|aussi|alors|desormais|a l'unanimite|a son tour|hier|depuis \d{4}"
    r"|lundi|mardi|mercredi|jeudi|vendredi)\s)?"
)
_AGE = r"(?:\(?\d\d ans\)?,?\s)?"
_ARTICLE = r"(?:(?:la|le|les|son|sa|leur|un|une|nouveau|nouvelle)\s|l')?"
_TITLE = r"(?:m\.\s|mme\s|dr\s|pr\s)?"


@cache
def _pattern(way: str) -> re.Pattern[str]:
    """What stands between a name and the function, body or name that a way of saying leads to."""
    lists = {key: any_of(_glued(entries)) for key, entries in word_list("appointments").items()}
    link = rf"(?:{lists['links']})\s?"
    auxiliary = r"(?:(?:est|a ete|vient d'etre|sera|etait|avait ete|fut|a egalement ete|,)\s)?"
    taken = rf"{auxiliary}{_ADVERB}{lists['participles']}(?:e|s|es)?\s{_ADVERB}(?:{link})?"
    return re.compile(
        {
            "link": rf",?\s{_AGE}{link}{_ARTICLE}",
            "taken": rf",?\s{_AGE}(?:{taken}|{lists['becomes']}\s{_ADVERB})(?:,\s)?{_ARTICLE}",
            "holds": rf"(?:,? qui)?\s{lists['holds']}\s{_ADVERB}{lists['seats']}\s?{_ARTICLE}",
            "joins": rf"(?:,? qui)?\s{lists['joins']}\s",
            "succeeds": rf"(?:,? qui)?\s{_ADVERB}{lists['succeeds']}\s?{_TITLE}",
            "hands_over": rf"\s{lists['hands_over']}\s?{_TITLE}",
            "later": rf"(?:,\s[a-z' -]{{3,40}},)?\s{link}{_ARTICLE}",
            "leads": rf"(?:,? qui)?,?\s{_ADVERB}(?:{taken})?{lists['leads']}\s(?=d(?:e|u|es)\s|d')",
            "directs": rf",?\s(?:qui\s)?{lists['directs']}\s",
            "appoints": rf"(?<!\w){lists['appoints']}\s?{_TITLE}$",
            "nominations": rf"(?<!\w){lists['nominations']}\s?{_TITLE}$",
            "heads": rf"{lists['leads']}\s(?=d(?:e|u|es)\s|d')",
        }[way]
    )


def _glued(entries: Sequence[str]) -> list[str]:
    """Entries without the space that an elision swallows."""
    return [e.strip() for e in entries]


class _Reader:
    """What follows a way of saying, read on the words of a scan."""

    def __init__(self, view: Scan) -> None:
        self.view = view
        self.names = {n.words[0]: n for n in candidates(view)}
        self.opens = {n.opens: n for n in candidates(view)}

    def behind(self, way: str, words: Range) -> int | None:
        """The word behind a way of saying that stands behind some words; None where it does not."""
        last = self.view.line(words[0])[1]
        m = _pattern(way).match(self.view.document.folded, self.view.words[words[1] - 1].end)
        at = self.view.at(m.end()) if m else last
        return at if at < last else None

    def function(self, at: int | None) -> Phrase | None:
        """The function that begins at a word."""
        if at is None:
            return None
        phrase = phrase_at(self.view.words, at, self.view.line(at)[1], self.view.name_at)
        return phrase if phrase is not None and phrase.start - at <= 2 else None

    def body(self, at: int | None) -> Range | None:
        """The body that begins at a word, behind `de` and articles and the noun that says what it is."""
        if at is None:
            return None
        last = self.view.line(at)[1]
        while at < last and self.view.words[at].folded in ("de", "du", "des", "d'") and self.view.words[at].gap != ", ":
            at += 1
        at = self.view.skip(at)
        name = self.view.name_at(at) if at < last else None
        return (name[0], firm_end(self.view.words, name[1], last)) if name is not None else None

    def person(self, at: int | None) -> Name | None:
        """The person who is named at a word."""
        return (self.names.get(at) or self.opens.get(at)) if at is not None else None


def appointed(document: Document) -> Iterator[Evidence]:
    """The function that a person takes up, holds or leaves, and the body in which it is held."""
    read = _Reader(scan(document))
    objects: set[int] = set()
    for name in read.names.values():
        yield from _successions(read, name, objects)
    for name in read.names.values():
        found = None if name.words[0] in objects else read.function(read.behind("link", name.words))
        found = found or read.function(read.behind("taken", name.words))
        found = found or read.function(read.behind("holds", name.words))
        if found is not None and (name.confidence >= 0.3 or name.words[1] - name.words[0] > 1):
            body = found.body or _appointing(read, name)
            yield from held(read.view, name, (found.start, found.end), body, "persons.appointed", 0.75)
        else:
            yield from _joined(read, name)
            yield from _object(read, name)


def _joined(read: _Reader, name: Name) -> Iterator[Evidence]:
    """`Inès Robart rejoint Valdor en tant que DRH`; `prend la tête de Valdor`."""
    body = read.body(read.behind("joins", name.words))
    if body is not None:
        phrase = read.function(read.behind("link", body))
        if phrase is not None:
            function = (phrase.start, phrase.end)
            yield from held(read.view, name, function, phrase.body or body, "persons.appointed", 0.75)
    led = read.body(read.behind("leads", name.words))
    if led is not None and name.confidence >= 0.3:
        yield from held(read.view, name, None, led, "persons.heads", 0.6)


def _successions(read: _Reader, name: Name, objects: set[int]) -> Iterator[Evidence]:
    """`Inès Robart succède à Luc Dorme au poste de DRH`: of two persons one has the function."""
    for way in ("succeeds", "hands_over"):
        other = read.person(read.behind(way, name.words))
        if other is None:
            continue
        objects.add(other.words[0])
        owner = name if way == "succeeds" else other
        phrase = read.function(read.behind("later", other.words))
        if phrase is not None:
            yield from held(read.view, owner, (phrase.start, phrase.end), phrase.body, "persons.appointed", 0.75)
        led = read.body(read.behind("leads", other.words))
        if led is not None:
            yield from held(read.view, owner, None, led, "persons.heads", 0.6)


def _object(read: _Reader, name: Name) -> Iterator[Evidence]:
    """`Valdor nomme Inès Robart directrice`: the function right behind the name."""
    if _lead(read, name, "appoints") is None:
        return
    last = read.view.line(name.words[0])[1]
    at = name.words[1]
    phrase = read.function(at) if at < last and read.view.words[at].gap == " " else None
    if phrase is not None:
        body = phrase.body or _appointing(read, name)
        yield from held(read.view, name, (phrase.start, phrase.end), body, "persons.appointed", 0.75)


def _lead(read: _Reader, name: Name, way: str) -> int | None:
    """Where a way of saying begins that stands right in front of a name."""
    document, at = read.view.document, read.view.words[name.opens].start
    m = _pattern(way).search(document.folded, max(document.sentence_at(at).start, at - 60), at)
    return m.start() if m else None


def _appointing(read: _Reader, name: Name) -> Range | None:
    """The body that appoints the person: the subject of `Valdor nomme Inès Robart directrice`."""
    start = _lead(read, name, "appoints")
    if start is None:
        return None
    view = read.view
    verb = view.at(start)
    first = view.at(view.document.sentence_at(start).start)
    for index in range(first, verb):
        body = view.name_at(index)
        if body is not None and body[1] >= verb:
            return body if body[1] == verb else None
    return None


def speaking_for(document: Document) -> Iterator[Evidence]:
    """`À la FNAUT, Luc Dorme approuve`; `Côté Valdor, Inès Robart relève`: the body in front of the subject."""
    view = scan(document)
    for name in people(view):
        first = view.at(document.sentence_at(view.words[name.opens].start).start)
        if view.words[name.opens].gap != ", " or not 1 < name.opens - first <= 12:
            continue
        if view.words[first].folded not in _SPEAKS_FOR:
            continue
        start = view.skip(first + 1)
        body = view.name_at(start) if start < name.opens else None
        if body is not None and body[1] == name.opens and place_named(view.folded(body)) is None:
            yield post(view, name, None, body, "persons.speaks-for", 0.5)
            if view.words[first].folded in ("chez", "cote"):
                yield Evidence("persons.speaks-for", view.span(body), EntityReading("organisation"), 0.5)


def heading_a_body(document: Document) -> Iterator[Evidence]:
    """`Inès Robart, qui préside l'Union des commerçants`; `À la tête de Valdor depuis 2012, Luc Dorme …`."""
    read = _Reader(scan(document))
    view = read.view
    for name in people(view):
        body = read.body(read.behind("directs", name.words))
        if body is not None and place_named(view.folded(body)) is None:
            yield from held(view, name, None, body, "persons.heads", 0.6)
        start = document.sentence_at(view.words[name.opens].start).start
        m = _pattern("heads").match(document.folded, start, view.words[name.opens].start)
        if m and view.words[name.opens].gap == ", ":
            led = read.body(view.at(m.end()))
            if led is not None and led[1] <= name.opens <= led[1] + 6:
                yield from held(view, name, None, led, "persons.heads", 0.6)


def _verbs(document: Document) -> Iterator[Evidence]:
    yield from appointed(document)
    yield from heading_a_body(document)


RULES: tuple[Rule, ...] = (
    *together(
        _verbs,
        {
            "persons.heads": "Une personne qui préside, dirige, anime un organisme : X, qui préside Y.",
            "persons.appointed": "Une nomination : X nommée directrice de Y, au poste de, devient, succède à.",
        },
    ),
    Rule("persons.speaks-for", "Un organisme en tête de phrase devant la personne : À la FNAUT, X.", speaking_for),
)
