"""The pieces of a contact line: person, desk, body, label, function, or heading of a block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pressmine.document import Document
from pressmine.french.head_nouns import opens_with_head
from pressmine.french.lexicon import any_form, any_written, before_word
from pressmine.french.lists import given_names
from pressmine.french.name_forms import TITLE
from pressmine.offsets import ViewSpan
from pressmine.rules.contacts.channel_scan import Channel
from pressmine.rules.lists import any_of, word_list

_SEPARATOR = re.compile(
    r"\s?[,;|/•·►→\t]\s?|\s[-–—]+\s?|^[-–—]\s?|\s{3,}|\s?:(?=\s|$)|\s[-–—]$|[()<>]"
    rf"|\s(?={any_written('channel_label')}\s?[.:])"
)
#: Between a name and the number: `Claire Morel au 01 …`.
_TO = re.compile(rf"\s{any_written('leads_to_number')}\s*$")
_TITLE = re.compile(rf"{TITLE}\.?\s")
_NAME_TOKEN = re.compile(rf"(?:(?:d'|l')?[A-ZÀ-ÖØ-Þ][\w'.-]*|{any_written('particle')}|N')$")
#: `Cabinet de Léa MORVAN`: the office of somebody.
_OFFICE = re.compile(rf"[\w-]+ {before_word('of')}")
_LAST_NAME = re.compile(r"(?:[dl]')?[A-ZÀ-ÖØ-Þ]")
_AND = re.compile(r"(?<!\w)(?:et|ou|&)\s(?=[A-ZÀ-ÖØ-Þ])")
_BETWEEN = re.compile(r"[\s'’-]+")
_SURNAME = re.compile(r"[a-zà-ÿ]\s[A-ZÀ-Ý]{2,}$|^[A-ZÀ-Ý]{3,}\s[A-ZÀ-Ý][a-zà-ÿ]+$")
_INITIALS = re.compile(r"(?:[A-ZÀ-Ý]\.[- ]?){1,3}[A-ZÀ-Ý][a-zà-ÿ]")
_LETTER = re.compile(r"[^\W\d_]")
_DOMAIN = re.compile(rf"\w\.{any_form('web_ending')}$")
#: What the model's word adds to a span that may be a person's name.
_LABELS = {"PER": 1.5, "ORG": -0.8, "LOC": -0.3}
_POST = re.compile(rf"\s(?={any_form('post_behind_name')}\b)")
_LABEL = re.compile(rf"\W*(?:{any_of(word_list('contacts')['labels'])}\W*){{1,3}}$")
_DESK = re.compile(rf"(?:l[ea]s?\s|l'|notre\s|nos\s)?(?P<desk>{any_of(word_list('contacts')['desks'])})(?!\w)")
_BODIES = frozenset(word_list("contacts")["bodies"])


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of a contact line; `kind` is person, desk, body, text, head, phone, email or fax."""

    kind: str
    span: ViewSpan
    value: str = ""


@cache
def _head() -> re.Pattern[str]:
    heads = any_of(word_list("contacts")["heads"])
    return re.compile(
        rf"\W{{0,4}}(?P<head>(?:{any_form('before_desk')}\s)?{heads}(?:\s(?:et|ou|&"
        rf"|/)\s{heads})?)(?![\w@-]|\.\w)(?P<rest>\s?:?\s?)"
    )


@cache
def asked() -> re.Pattern[str]:
    """Words right before the person to ask for: `auprès de`, `contactez`, `à l'attention de`."""
    return re.compile(rf"(?<!\w){any_of(word_list('contacts')['verbs'])}\s?(?:m\.\s|mme\s|mlle\s)?(?=[a-z])")


def head_of(document: Document, start: int, end: int) -> re.Match[str] | None:
    """The words at the start of a line that announce a contact block: `Contacts presse :`."""
    return _head().match(document.folded, start, end)


def pieces(document: Document, start: int, end: int, near: Sequence[Channel]) -> Iterator[Piece]:
    """The pieces of a line, in order. `near` holds the channels of the block, by which names are recognised."""
    at = start
    for channel in [*(c for c in near if start <= c.span.start < end), None]:
        stop = channel.span.start if channel else end
        yield from _words(document, at, stop, near)
        if channel:
            yield Piece(channel.kind, channel.span, channel.value)
            at = channel.span.end


def _words(document: Document, start: int, end: int, near: Sequence[Channel]) -> Iterator[Piece]:
    cuts = [start]
    for m in _SEPARATOR.finditer(document.folded, start, end):
        cuts += [m.start(), m.end()]
    cuts.append(end)
    named = False
    for a, b in _couples(document, list(zip(cuts[::2], cuts[1::2], strict=True))):
        if named and document.text[a - 1 : a] == "(" and document.text[b : b + 1] == ")":
            yield from (Piece("body", p.span) for p in _piece(document, a, b, near) if p.kind in ("person", "body"))
            continue
        post = _POST.search(document.folded, a, b)
        if post and _is_name(document.text[a : post.start()].strip()):
            found = [*_piece(document, a, post.start(), near), *_piece(document, post.end(), b, near)]
        else:
            found = list(_piece(document, a, b, near))
        named = any(p.kind == "person" for p in found) or named and not found
        yield from found


def _couples(document: Document, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches, with `Anne Roy et Paul Petit` cut in two and a leading `et` dropped."""
    for start, end in stretches:
        a = start
        joined = _AND.search(document.text, a, end)
        while joined:
            before = document.text[a : joined.start()].strip(" :*-–")
            if not before or _is_name(before) and _is_name(document.text[joined.end() : end].strip(" .:")):
                if before:
                    yield a, joined.start()
                a = joined.end()
                joined = _AND.search(document.text, a, end)
            else:
                break
        yield a, end


def _piece(document: Document, start: int, end: int, near: Sequence[Channel]) -> Iterator[Piece]:
    for m in asked().finditer(document.folded, start, end):
        start = m.end()
        end = start + len(_TO.sub("", document.text[start:end]))
    text = document.text[start:end]
    left = len(text) - len(text.lstrip(" .:'\"*_-–"))
    right = len(text.rstrip(" :'\"*_-–"))
    start, end = start + min(left, right), start + right
    if end - start < 2 or not _LETTER.search(document.text, start, end):
        return
    folded = document.folded[start:end]
    if "http" in folded or "www." in folded or _DOMAIN.search(folded[-5:]) or _LABEL.match(folded):
        return
    title = _TITLE.match(document.text, start, end)
    if title:
        start = title.end()
    yield Piece(_kind(document, start, end, near, bool(title)), ViewSpan(start, end))


def _kind(document: Document, start: int, end: int, near: Sequence[Channel], titled: bool) -> str:
    text, folded = document.text[start:end], document.folded[start:end]
    behind = _OFFICE.match(folded) if opens_with_head(text) else None
    office = behind is not None and _is_name(text[behind.end() :])
    person = _is_name(text) and not office and (titled or _score(document, start, end, near) > 0)
    if _DESK.match(folded) and not (titled or person and _score(document, start, end, near) > 2):
        return "desk"
    if person:
        return "person"
    return "body" if _reads_as_body(document, start, end, near) else "text"


def _reads_as_body(document: Document, start: int, end: int, near: Sequence[Channel]) -> bool:
    """True for what may be a body's name: it opens like one, has a capital past its first word, or the text or a
    mailbox
    next to it has the name, too. `Photos`, `Riverains`, `Navette depuis la gare` are labels.
    """
    text, folded = document.text[start:end], document.folded[start:end]
    words = text.split()
    if len(words) > 9 or sum(c.isdigit() for c in text) >= 3 or folded in word_list("contacts")["languages"]:
        return False
    if opens_with_head(text) or any(w in _BODIES for w in folded.split()[:2]) and any(c.isupper() for c in text):
        return True
    if not (text[0].isupper() or text[0].isdigit()):
        return False
    if 1 < len(words) <= 5 and any(w[0].isupper() or w[:2] in ("d'", "l'") for w in words[1:]) and not text.isupper():
        return True
    if len(words) == 1 and len(text) > 3 and text.isalpha() and folded[-1] not in "sx" and folded not in _labelling():
        return True
    return _entity_at(document, start, end) == "ORG" or _named_elsewhere(document, text, folded, near)


@cache
def _labelling() -> frozenset[str]:
    """Words that head a block or label a number, and name nobody by themselves."""
    lists = word_list("contacts")
    return frozenset((*lists["heads"], *lists["labels"], *lists["desks"], *lists["filed"]))


def _named_elsewhere(document: Document, text: str, folded: str, near: Sequence[Channel]) -> bool:
    """True if a mailbox's domain spells the name, or the text has it in another line."""
    plain = re.sub(r"\W", "", folded)
    if any(len(plain) > 2 and plain in re.sub(r"[^\w@]", "", c.value).partition("@")[2] for c in near):
        return True
    return len(text) > 2 and (document.text.count(text) > 1 or text.isupper() and text.capitalize() in document.text)


def _is_name(text: str) -> bool:
    """True for two to five words that a name could be made of, the first and last with a capital."""
    words = text.split()
    if not 2 <= len(words) <= 6 or not words[0][0].isupper() or not _LAST_NAME.match(words[-1]):
        return False
    return all(map(_NAME_TOKEN.match, words)) and not any(c.isdigit() for c in text)


def _entity_at(document: Document, start: int, end: int) -> str | None:
    """What the model says of the first of its entities that a span touches; they are in order, none in another."""
    index = bisect_right(document.entities, start, key=lambda e: e.span.start)
    for entity in document.entities[max(0, index - 1) : index + 1]:
        if entity.span.start < end and start < entity.span.end:
            return entity.label
    return None


def _score(document: Document, start: int, end: int, near: Sequence[Channel]) -> float:
    """How much speaks for a person, not a body: the mailboxes near it, the model, words that only bodies have."""
    words = [w.strip(".") for w in _BETWEEN.split(document.folded[start:end]) if w]
    score = 0.5
    for channel in near:
        if channel.kind == "email":
            local, _, domain = channel.value.partition("@")
            if any(len(w) > 2 and w in local for w in words):
                score += 3
            if any(len(w) > 3 and w in domain for w in words):
                score -= 1.5
    score -= 3 * (any(w in _BODIES for w in words) or words[:1] == ["l"] or words[:1] == ["les"])
    score += 1.2 * (words[:1] != [] and words[0] in given_names())
    score += _LABELS.get(_entity_at(document, start, end) or "", 0)
    if document.text[start:end].isupper():
        score -= 1
    elif _INITIALS.match(document.text, start, end):
        score += 1.5  # `J.-P. Petit`
    elif _SURNAME.search(document.text[start:end]):
        score += 1  # `Marion GARBAY`
    return score
