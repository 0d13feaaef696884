"""Quotes: direct speech of a whole clause between quotation marks, with the spans that name its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pressmine.document import Document, ZoneKind
from pressmine.evidence import Cue, Evidence, QuoteReading
from pressmine.french.clauses import has_finite_verb
from pressmine.french.lexicon import any_form
from pressmine.rules.quotes.attribution import Attribution, carry
from pressmine.rules.quotes.bearers import ANY_NAME, clause_end
from pressmine.rules.quotes.marks import Marked, between, marked_stretches
from pressmine.rules.quotes.saying import calls, inverted, naming, naming_word
from pressmine.rules.quotes.speakers import attribute
from pressmine.rules.shared_look import rules_of

#: Words right before an opening mark that make a term of what follows, unless it is long or attributed.
_PARTICLE = re.compile(rf"(?<!\w)(?:{any_form('mid_phrase.term')}|dite?s?)\s?$")
_FIRST_PERSON = re.compile(rf"(?<!\w){any_form('first_person')}(?!\w)")
_TITLES = frozenset({ZoneKind.HEADLINE, ZoneKind.SUBTITLE, ZoneKind.SURTITLE, ZoneKind.HEADING, ZoneKind.LETTERHEAD})
_STOPS = (".", "!", "?", "…")
_CONFIDENCE = {"said": 0.95, "according": 0.9, "named": 0.9, "carried": 0.85, "alone": 0.6}


def find_quotes(document: Document) -> Iterator[Evidence]:
    """Evidence for each quotation; its confidence says how surely it is speech."""
    marks = marked_stretches(document)
    attributions = [attribute(document, *surroundings) for surroundings in between(document, marks)]
    spoken_before = False
    spoken = -1  # the last mark that speech is in
    for index, mark in enumerate(marks):
        own = attributions[index]
        before = _neighbour(document, marks, index, spoken)
        if before is not None and (own is None or (own.way == "said" and not own.bare)):
            if own is not None and own.pronoun and _names_another(document, marks[before], mark):
                before = None
        else:
            before = None
        if before is not None:
            attributions[index] = own = carry(own, attributions[before])
        if own is None and spoken == index - 1 >= 0 and _next_paragraph(document, marks[spoken], mark):
            earlier = attributions[spoken]
            closed = not any(c.isalnum() for c in _rest(document, marks[spoken]))
            if earlier is not None and (closed or earlier.behind):
                attributions[index] = own = carry(None, earlier)
        if own is None and index + 1 < len(marks) and marks[index + 1].first == mark.last:
            later = attributions[index + 1]
            own = carry(None, later if later is not None and later.way == "said" else None)
        interrupted = index > 0 and spoken_before and _goes_on(document, marks[index - 1], mark)
        spoken_before = _is_speech(document, mark, own, interrupted)
        if spoken_before:
            spoken = index
            yield _evidence(document, mark, own)


def _neighbour(document: Document, marks: Sequence[Marked], index: int, spoken: int) -> int | None:
    """The mark of the same paragraph whose speaker continues: the one right before, else the last with speech in it."""
    if not index or marks[index - 1].last != marks[index].first:
        return None
    gap = document.text[marks[index - 1].outer.end : marks[index].outer.start]
    if spoken < 0 or marks[spoken].last != marks[index].first or not any(c.isalnum() for c in gap):
        return index - 1
    return spoken


def _names_another(document: Document, before: Marked, mark: Marked) -> bool:
    """True if a whole sentence between two quotations names someone: a pronoun may mean them."""
    at = clause_end(document, before.outer.end, mark.outer.start)
    return at < mark.outer.start and ANY_NAME.search(document.text, at, mark.outer.start) is not None


def _rest(document: Document, mark: Marked) -> str:
    """What follows a quotation in its paragraph."""
    return document.text[mark.outer.end : document.blocks[mark.last].span.end]


def _next_paragraph(document: Document, before: Marked, mark: Marked) -> bool:
    """True for a quotation that fills the paragraph right after the one in which another ends."""
    front = document.text[document.blocks[mark.first].span.start : mark.outer.start]
    return before.last + 1 == mark.first and not any(c.isalnum() for c in front + _rest(document, mark))


def _evidence(document: Document, mark: Marked, own: Attribution | None) -> Evidence:
    speakers = tuple(document.span(s.start, s.end) for s in own.speakers) if own else ()
    cues = (Cue("says", document.span(own.cue.start, own.cue.end)),) if own and own.cue else ()
    return Evidence(
        rule="quote.marks",
        span=document.span(mark.inner.start, mark.inner.end),
        reading=QuoteReading(speakers, own is not None and (own.pronoun or own.bare), own.gender if own else None),
        confidence=_CONFIDENCE[own.way if own else "alone"],
        cues=cues,
    )


def _sentence_like(inner: str, own: Attribution | None) -> bool:
    """True for words that someone is said to say and that stand as a sentence does, even if no verb was recognised:
    with a capital and a full stop, or with what says who speaks right after them.
    """
    if own is None or not inner[:1].isupper():
        return False
    words = len(inner.split())
    return (
        words >= 3
        and inner.endswith(_STOPS)
        or own.behind
        and own.way in ("said", "named", "according", "carried")
        and words >= (6 if own.way == "carried" else 4)
    )


def _goes_on(document: Document, before: Marked, mark: Marked) -> bool:
    """True if a quotation continues after `, ajoute-t-il, `: a part of the sentence that was interrupted."""
    gap = document.text[before.outer.end : mark.outer.start].rstrip()
    return (
        before.last == mark.first
        and gap.startswith(",")
        and gap.endswith(",")
        and len(gap) < 120
        and inverted().match(document.folded, before.outer.end, mark.outer.start) is not None
    )


def _is_subject(document: Document, mark: Marked, own: Attribution | None) -> bool:
    """True if a verb follows without a comma: `le programme « Petites villes » soutient la commune`."""
    return own is not None and own.cue is not None and document.text[mark.outer.end : own.cue.start].isspace()


def _is_speech(document: Document, mark: Marked, own: Attribution | None, interrupted: bool) -> bool:
    """Direct speech of a clause at least, not a name, a title, a slogan or a term.

    `interrupted` where it continues a sentence of the quotation before.
    """
    inner = document.text[mark.inner.start : mark.inner.end]
    words = len(inner.split())
    stops = inner.endswith(_STOPS)
    whole = words == 2 and own is not None and own.way in ("said", "named") and (own.behind or stops)
    if words < 3 and not whole or not (has_finite_verb(inner) or interrupted or _sentence_like(inner, own)):
        return False
    title = document.zone_at(mark.outer.start).kind in _TITLES
    way = own.way if own else "alone"
    front = document.folded[document.block_at(mark.outer.start).span.start : mark.outer.start]
    if calls().search(front[-40:]):
        return False
    if naming().search(front[-60:]) and (way not in ("said", "named", "according") or _is_subject(document, mark, own)):
        return False
    if _PARTICLE.search(front[-20:]):
        # `le « … »`: a term, unless the verb of saying comes right after it or it is a long clause of its own.
        return (way in ("said", "according") and words >= (5 if own and own.behind else 10)) or words >= 14
    if own is not None and way == "said" and not own.behind and words <= 7 and own.cue is not None:
        # `a testé … dans un programme en dix points : « … »`: the name of the thing, not what was said.
        since = document.folded[own.cue.end : mark.outer.start]
        if (
            since.rstrip().endswith(":")
            and naming_word().search(since)
            and not _FIRST_PERSON.search(inner.lower())
            and not stops
        ):
            return False
    if way in ("said", "according"):
        return True
    if title:
        return way in ("named", "carried")
    if way == "named":
        return words >= 4 or stops
    if way == "carried":
        return words >= 4
    ends = inner.rstrip()[-1:] in ".!?…" or document.text[mark.outer.end : mark.outer.end + 1] in ".!?"
    alone = not any(c.isalnum() for c in front)
    return words >= 8 and (
        alone or (ends and bool(_FIRST_PERSON.search(document.folded[mark.inner.start : mark.inner.end])))
    )


RULES = rules_of(
    find_quotes,
    {
        "quote.marks": (
            "Une citation d'une proposition au moins entre guillemets, avec les passages qui nomment son auteur."
        ),
    },
)
