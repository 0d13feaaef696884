"""Turns of an interview, each behind the name or the initials of the one who speaks: `Anne Roy : Nous avançons.`"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pressmine.document import PROSE, Document, ZoneKind
from pressmine.evidence import Evidence, QuoteReading, Rule
from pressmine.french.clauses import has_finite_verb
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_written
from pressmine.french.lists import given_names
from pressmine.french.name_forms import TITLE
from pressmine.offsets import ViewSpan
from pressmine.rules.quotes.initials import INITIALS, bearer

_WORD = r"[A-ZÀ-ÖØ-Þ][\w'-]{1,30}"
_PARTICLE = rf"(?:{any_written('particle')}\s?)?"
_TURN = re.compile(
    rf"\s*(?:(?P<name>(?:{TITLE}\.?\s)?{_WORD}(?:\s{_PARTICLE}{_WORD}){{1,3}})"
    rf"(?:,[^:.!?]{{3,80}}|\s\([^)]{{3,80}}\))?|(?P<initials>{INITIALS}))"
    r"\s?(?:\.\s?[–—-]|:|[–—])\s(?=[^\s«\"“])"
)
_ANSWERS = PROSE | {ZoneKind.HEADING, ZoneKind.HEADLINE}
#: Paragraphs of one answer, at most.
_LONGEST = 6


def find_turns(document: Document) -> Iterator[Evidence]:
    """What those say who are asked, up to the next question or turn."""
    turns = {index: m for index in range(len(document.blocks)) if (m := _turn(document, index)) is not None}
    spoken = Counter(m["name"] for m in turns.values())  # None for turns behind initials
    for index, m in turns.items():
        if m["initials"] is None and not _is_asked(document, index, m["name"], spoken):
            continue
        who = bearer(document, m["initials"]) if m["initials"] else ViewSpan(m.start("name"), m.end("name"))
        text = document.text[m.end() : document.blocks[index].span.end].rstrip()
        if who is None or _asks(text) or len(text.split()) < 3 or not has_finite_verb(text):
            continue
        end = _end(document, index, turns)
        reading = QuoteReading((document.span(who.start, who.end),))
        yield Evidence("quote.turn", document.span(m.end(), end), reading, 0.85)


def _turn(document: Document, index: int) -> re.Match[str] | None:
    block = document.blocks[index]
    if document.zones[block.zone].kind not in PROSE:
        return None
    return _TURN.match(document.text, block.span.start, block.span.end)


def _is_asked(document: Document, index: int, name: str, spoken: Counter[str | None]) -> bool:
    """True for a person's name behind a question, or one that speaks again, or in turn with initials."""
    words = re.findall(r"[a-z'-]+", fold(name))
    if not any(w in given_names() or w.split("-")[0] in given_names() for w in words):
        return False
    return index > 0 and _asks(_text(document, index - 1)) or spoken[name] > 1 or spoken[None] > 0


def _end(document: Document, index: int, turns: dict[int, re.Match[str]]) -> int:
    """Where an answer ends: before the next turn or question, else with its paragraph."""
    own = last = _stop(document, index)
    for at in range(index + 1, min(index + 1 + _LONGEST, len(document.blocks))):
        kind = document.zones[document.blocks[at].zone].kind
        if at in turns or kind in _ANSWERS and _asks(_text(document, at)):
            return last
        if kind not in PROSE or not has_finite_verb(_text(document, at)):
            return own
        last = _stop(document, at)
    return own


def _text(document: Document, index: int) -> str:
    return document.text[document.blocks[index].span.start : document.blocks[index].span.end]


def _stop(document: Document, index: int) -> int:
    block = document.blocks[index].span
    return block.start + len(document.text[block.start : block.end].rstrip())


def _asks(text: str) -> bool:
    return text.rstrip(" »\n").endswith("?")


RULES = (
    Rule(
        "quote.turn",
        "Une réponse d'entretien derrière le nom ou les initiales de qui parle.",
        find_turns,
    ),
)
