"""The ways French says that somebody takes up, holds, leaves or hands over a function, and what follows them.

The words are in `data/appointments.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pressmine.french.calendar import WEEKDAYS
from pressmine.french.determiners import DE
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import listed
from pressmine.french.functions import Phrase, labelled, phrase_at
from pressmine.french.lexicon import any_form, before_word
from pressmine.french.name_forms import TITLE
from pressmine.rules.lists import any_of, word_list
from pressmine.rules.names.lines import Range
from pressmine.rules.names.person_names import Name, candidates
from pressmine.rules.names.posts import held_in
from pressmine.rules.names.scan import Scan

_ADVERB = (
    rf"(?:,?\s?(?:[a-z]{{3,14}}ment|{any_form('adverb_of_taking', space=' ')}"
    rf"|depuis (?:[a-z' ]{{2,20}} )?(?:\d{{4}}|ans)|{any_of(WEEKDAYS)}),?\s)?"
)
_YEAR = r"(?:en\s(?:[a-z]{3,9}\s)?\d{4},?\s)?"
_AGE = r"(?:\(?\d\d ans\)?,?\s)?"
_ARTICLE = (
    rf"(?:{before_word('determiner.article', 'determiner.indefinite', 'determiner.possessive')}|nouve(?:au|lle)\s)?"
    r"(?:plus\s[a-z]{4,12}\s)?"
)
_TITLE = rf"(?:(?:l[ea]\s)?{fold(TITLE)}\.?\s)?"


#: Words of a part of a body that somebody leads, at most: `la filiale informatique belge`.
_PART = 4
#: What the direction is of: `prend la direction générale de`.
_FIELD = r"(?:\s(?!de\b|du\b|des\b)[a-z]{4,16}e)?"


@cache
def pattern(way: str) -> re.Pattern[str]:
    """What is between a name and the function, body or name that a way of saying leads to."""
    lists = {key: any_of(_unglued(entries)) for key, entries in word_list("appointments").items()}
    link = rf"(?:{lists['links']})\s?"
    auxiliary = rf"(?:(?:{any_form('takes_auxiliary', space=' ')}|,)\s)?"
    taken = rf"{auxiliary}{_ADVERB}{lists['participles']}(?:e|s|es)?\s{_ADVERB}{_YEAR}(?:{link})?"
    return re.compile(
        {
            "link": rf",?\s{_AGE}{link}{_ARTICLE}",
            "taken": rf",?\s{_AGE}(?:{taken}|{lists['becomes']}\s{_ADVERB})(?:,\s)?{_ARTICLE}",
            "become": rf"\s{lists['become']}(?:\s{lists['participles']}(?:e|s|es)?)?\s{_ADVERB}",
            "holds": rf"(?:,? qui)?,?\s{lists['holds']}\s{_ADVERB}{lists['seats']}\s?{_ARTICLE}",
            "joins": rf"(?:,? qui)?,?\s{lists['joins']}\s",
            "succeeds": rf"(?:,? qui)?,?\s{_ADVERB}{lists['succeeds']}\s?{_TITLE}",
            "succeeded": rf"(?<!\w){lists['succeeds']}\s?{_TITLE}$",
            "hands_over": rf",?\s{lists['hands_over']}\s?{_TITLE}",
            "gives_up": rf"(?:,? qui)?,?\s{_ADVERB}{lists['gives_up']}\s{lists['given_up']}\s(?:d'|de\s)",
            "at_its_head": rf",?\s{lists['at_its_head']}(?!\w)",
            "later": rf"(?:,\s[a-z' -]{{3,40}},)?\s{link}{_ARTICLE}",
            "leads": rf"(?:,? qui)?,?\s{_ADVERB}(?:{taken})?{lists['leads']}{_FIELD}\s(?=d(?:e|u|es)\s|d')",
            "directs": rf",?\s(?:qui\s)?{lists['directs']}\s{_ADVERB}",
            "appoints": rf"(?<!\w){lists['appoints']}\s?{_TITLE}$",
            "nominations": rf"(?<!\w){lists['nominations']}\s?{_TITLE}$",
            "announces": r"(?<!\w)annonc\w+ [^.;]{0,40}(?<!\w)nominations?(?!\w)",
            "led": rf"(?:,\s|\s)qu(?:e\s|'){_ADVERB}{lists['directs']}\s{_ADVERB}{_TITLE}$",
            "presided": rf"(?<!\w)sous (?:la |l'){lists['under']}\s?{_TITLE}$",
            "entrusted": (
                rf"(?<!\w){lists['leadership']}{_FIELD}(?P<of>\s?d[eu'].{{3,80}})?\s{lists['entrusted']}\s?{_TITLE}$"
            ),
            "post_entrusted": (rf"(?<!\w){lists['seats']}\s?(?P<post>\S.{{3,80}}?)\s{lists['entrusted']}\s?{_TITLE}$"),
            "added": rf"\s{lists['added']}(?!\w)",
            "past": rf"\s{lists['past']}(?!\w)",
            "heads": rf"{lists['leads']}{_FIELD}\s(?=d(?:e|u|es)\s|d')",
        }[way]
    )


def _unglued(entries: Sequence[str]) -> list[str]:
    """Entries without the space that an elision swallows."""
    return [e.strip() for e in entries]


class Reader:
    """What follows a way of saying, read on the words of a scan."""

    def __init__(self, view: Scan) -> None:
        self.view = view
        bodies = held_in(view.document)
        names = [n for n in candidates(view) if n.confidence or bodies.isdisjoint(range(n.words[0] - 1, n.words[1]))]
        self.names = {n.words[0]: n for n in names}
        self.opens = {n.opens: n for n in names}

    def anchors(self, name: Name) -> Iterator[int]:
        """The words before which a verb may stand whose subject a person is: after the name or an apposition."""
        words = self.view.words
        yield name.words[1]
        last = self.view.line(name.words[0])[1]
        end = self.view.document.sentence_at(words[name.words[0]].start).end
        for index in range(name.words[1] + 1, min(last, name.words[1] + 26)):
            if words[index].start >= end or index in self.opens:
                return
            if words[index].gap in (", ", "), ", ") "):
                yield index
            if words[index].folded == "et":
                yield index + 1

    def behind(self, way: str, index: int) -> int | None:
        """The word after a way of saying that comes before a word; None if it does not."""
        last = self.view.line(index - 1)[1]
        m = pattern(way).match(self.view.document.folded, self.view.words[index - 1].end)
        at = self.view.at(m.end()) if m else last
        return at if at < last else None

    def function(self, at: int | None) -> Phrase | None:
        """The function that begins at a word."""
        if at is None:
            return None
        phrase = phrase_at(self.view.words, at, self.view.line(at)[1], self.view.name_at)
        return phrase if phrase is not None and phrase.start - at <= 2 else None

    def body(self, at: int | None) -> Range | None:
        """The body that begins at a word, after `de` and articles and the noun that says what it is."""
        if at is None:
            return None
        last = self.view.line(at)[1]
        while at < last and self.view.words[at].folded in DE and self.view.words[at].gap != ", ":
            at += 1
        at = self._behind_part(self.view.skip(at), last)
        if at >= last:
            return None
        return labelled(self.view.words, at, last, self.view.name_or_brand) or self._plain_body(at)

    def _plain_body(self, at: int) -> Range | None:
        """The body that a common noun and a capital name: `le club d'aviron de Nantes`."""
        body = self.view.body(at)
        named = body is not None and any(w.cap for w in self.view.words[at : body.end])
        return (at, body.end) if body is not None and named else None

    def _behind_part(self, at: int, last: int) -> int:
        """The word behind a part of a body and its link: `la filiale belge de Valdor`, `la R&D de Valdor`; else the
        word itself.
        """
        words = self.view.words
        if at >= last or words[at].folded not in listed("units") | listed("domains"):
            return at
        if not words[at].upper and self.view.name_at(at):
            return at
        end = at + 1
        while end < min(last, at + _PART) and words[end].gap == " " and words[end].folded not in DE:
            if words[end].folded in listed("stops") or words[end].cap:
                return at
            end += 1
        linked = end < last and words[end].gap == " " and words[end].folded in DE
        behind = self.view.skip(end + 1) if linked and end + 1 < last else at
        return behind if behind < last and words[behind].cap else at

    def body_before(self, end: int, first: int) -> Range | None:
        """The body whose name ends before a word, the longest of them; it begins at a first word or after it."""
        found = (self.view.name_at(i) for i in range(max(first, end - 14), end))
        return next((n for n in found if n is not None and n[1] == end), None)

    def person(self, at: int | None) -> Name | None:
        """The person who is named at a word."""
        return (self.names.get(at) or self.opens.get(at)) if at is not None else None
