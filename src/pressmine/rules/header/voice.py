"""The voice of a text that says `nous`: the body that takes a stand in it by name and in the first person.

`La FSU dénonce ces suppressions. Nous appelons à la grève.` No medium says so of itself outside of quotation marks, and
what only one of two says is no sign: the text speaks of the body then, or for people who sign it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pressmine.document import Document, ZoneKind
from pressmine.french.alternatives import any_of
from pressmine.french.lexicon import any_form, written
from pressmine.french.verbs import first_plural, third_persons
from pressmine.offsets import ViewSpan
from pressmine.rules.declared.parties import parties_at
from pressmine.rules.quotes.marks import marked_stretches

_READ = frozenset({ZoneKind.LEAD, ZoneKind.BODY, ZoneKind.LIST, ZoneKind.SUBTITLE})
#: Stands that make a voice of a body without `nous` right behind one of them.
_ENOUGH = 2


def own_voice(document: Document) -> ViewSpan | None:
    """The first name of the body that speaks in the first person; None if none does, or more than one."""
    if _ours().search(document.folded) is None:
        return None
    stands: dict[str, list[ViewSpan]] = {}
    joined: set[str] = set()
    before: str | None = None
    for sentence in _spoken(document):
        ours = _ours().search(document.folded, sentence.start, sentence.end) is not None
        subject = _takes_stand(document, sentence)
        key = document.folded[subject.start : subject.end] if subject else None
        if subject is not None and key is not None:
            stands.setdefault(key, []).append(subject)
        joined |= {name for name in (key, before) if ours and name is not None}
        before = key
    return _one(document, stands, joined)


def _one(document: Document, stands: Mapping[str, list[ViewSpan]], joined: set[str]) -> ViewSpan | None:
    found = [spans[0] for name, spans in stands.items() if name in joined or len(spans) >= _ENOUGH]
    said = any(_ours().search(document.folded, s.start, s.end) for s in _spoken(document))
    return found[0] if len(found) == 1 and said else None


def _spoken(document: Document) -> Iterator[ViewSpan]:
    """The sentences of running text that hold no quotation."""
    marks = [mark.outer for mark in document.once(marked_stretches)]
    for sentence in document.sentences:
        quoted = any(mark.start < sentence.end and sentence.start < mark.end for mark in marks)
        if not quoted and document.zone_at(sentence.start).kind in _READ:
            yield sentence


def _takes_stand(document: Document, sentence: ViewSpan) -> ViewSpan | None:
    """The first body of the subject of a sentence whose verb says that it takes a stand."""
    if _stand().search(document.folded, sentence.start, sentence.end) is None:
        return None
    parties = parties_at(document, sentence.start)
    if not parties or any(party.body is None or party.persons for party in parties):
        return None
    if _stand().match(document.folded, parties[-1].stop, sentence.end) is None:
        return None
    return ViewSpan(*(parties[0].name or parties[0].body or (0, 0)))


@cache
def _stand() -> re.Pattern[str]:
    verbs = any_of({form for verb in written("takes_a_stand") for form in third_persons(verb)})
    return re.compile(rf"\s(?:n'|ne\s|s'|se\s)?(?:\w+ment\s)?{verbs}(?!\w)")


@cache
def _ours() -> re.Pattern[str]:
    verbs = any_of({first_plural(verb) for verb in written("takes_a_stand")})
    return re.compile(rf"(?<!\w)(?:nous\s(?:\w+\s){{0,2}}?{verbs}|notre\s{any_form('generic_body', 'own_body')})(?!\w)")
