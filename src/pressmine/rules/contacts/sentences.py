"""Channels in running text: `contactez le service X au 01 …`, `envoyez un message à <presse@…>`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from pressmine.document import Document
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_form, before_word
from pressmine.french.lists import given_names
from pressmine.french.name_forms import TITLE
from pressmine.offsets import ViewSpan
from pressmine.rules.contacts.channel_scan import Channel
from pressmine.rules.contacts.line_pieces import asked
from pressmine.rules.lists import any_of, word_list

_PERSON = re.compile(
    rf"(?:{TITLE}\.?)?\s?(?P<name>[A-ZÀ-ÖØ-Þ][\w'.-]*"
    rf"(?:\s{before_word('particle')}{{0,3}}[A-ZÀ-ÖØ-Þ][\w'.-]+){{1,4}})"
    r"(?:[^.!?]|\b(?:[Tt][ée]l|[Mm]ob|[Pp]ort)\.){0,60}$"
)
_DESK_ARTICLE = before_word("determiner.article", "determiner.possessive", "to", "of")
#: Channels this near to each other belong to one contact.
_NEAR = 40


def sentence_contacts(document: Document, found: Sequence[Channel]) -> Iterator[tuple[ViewSpan | None, list[Channel]]]:
    """Phone numbers and addresses in running text, with the person or desk that the sentence names; neighbours
    together.
    """
    group: list[Channel] = []
    name: ViewSpan | None = None
    for channel in found:
        if channel.kind == "fax":
            continue
        here = _name(document, channel, group[-1].span.end if group else 0)
        if group and (here is not None or channel.span.start - group[-1].span.end > _NEAR):
            yield name, group
            group = []
        if not group:
            name = here
        group.append(channel)
    if group:
        yield name, group


@cache
def _contact() -> re.Pattern[str]:
    lists = word_list("contacts")
    return re.compile(
        rf"(?<!\w){any_of(lists['verbs'])}\s?{_DESK_ARTICLE}?"
        rf"(?P<desk>{any_of(lists['desks'])}(?!\w)[^.;:@()<>]{{0,80}}?)\s?(?:[,(<:]|\s(?:{any_form('leads_to_number')}|\(|<)\s|$)"
    )


def _name(document: Document, channel: Channel, after: int) -> ViewSpan | None:
    start = max(after, document.sentence_at(channel.span.start).start)
    desk = None
    for m in _contact().finditer(document.folded, start, channel.span.start):
        desk = ViewSpan(m.start("desk"), m.end("desk"))
    if desk is not None:
        return desk
    person = _PERSON.search(document.text, start, channel.span.start)
    if person and _is_asked(document.folded, start, person.start("name")):
        return ViewSpan(person.start("name"), person.end("name"))
    given = person and fold(person.group("name").split()[0]).split("-")[0] in given_names()
    if person and (given or _is_person(document, person.start("name"), person.end("name"))):
        return ViewSpan(person.start("name"), person.end("name"))
    return None


def _is_asked(folded: str, start: int, name: int) -> bool:
    return any(m.end() == name for m in asked().finditer(folded, start, name + 1))


def _is_person(document: Document, start: int, end: int) -> bool:
    """True if the model sees a person in a span of the view; its entities are in order."""
    last = bisect_left(document.entities, end, key=lambda e: e.span.start)
    for index in range(last - 1, -1, -1):
        entity = document.entities[index]
        if entity.span.end <= start:
            return False
        if entity.label == "PER":
            return True
    return False
