"""Agreements read from whole sentences, where no pattern of the rule file `accords.yaml` matches.

The patterns are sure of who stands where; this rule takes the bodies of the stretches in front of and behind the verb.
On texts that neither was made after it finds half of the parties that the patterns miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pressmine.document import Document, ZoneKind
from pressmine.evidence import AgreementReading, Cue, Evidence, Rule
from pressmine.french.lexicon import any_form, before_word
from pressmine.offsets import Span, ViewSpan
from pressmine.rules.agreements.anaphora import signed_above
from pressmine.rules.agreements.predicates import predicate
from pressmine.rules.agreements.signings import Found, negated
from pressmine.rules.agreements.words import may_agree, outside
from pressmine.rules.header.embargo import first_year

_ZONES = frozenset(
    {
        ZoneKind.HEADLINE,
        ZoneKind.SUBTITLE,
        ZoneKind.SURTITLE,
        ZoneKind.LEAD,
        ZoneKind.BODY,
        ZoneKind.LIST,
        ZoneKind.HEADING,
        ZoneKind.CREDIT,
    }
)
#: A subject that stands for a body of the sentence before.
_PRONOUNS = any_form("speaking_pronoun.one", "speaking_pronoun.several", "named_before.one")
_PRONOUN = re.compile(rf"(?:^|[,;]\s)(?:{_PRONOUNS}|{before_word('determiner.article')}{any_form('generic_body')})\s")
#: Signers that stand for the bodies of the sentence before: `par leurs présidents`.
_THEIRS = re.compile(rf"(?<!\w)(?:par|entre)\s{any_form('theirs')}\s")
_AGAIN = re.compile(
    rf"(?<!\w)l'(?:a|ont)\s(?:\w+\s){{0,2}}?{any_form('signs_again')}(?!\w)"
    r"|(?<!\w)(?:y ont|y a)\s(?:\w+\s)?adhere(?!\w)"
    rf"|(?<!\w)s'y\s{any_form('joins_it')}(?!\w)|(?<!\w)y\s(?:souscri(?:t|vent)|adherent)(?!\w)"
    rf"|(?<!\w)(?:est|sont)\s(?:\w+\s)?parties?\s(?:prenantes?\s)?{any_form('to', 'of')}(?!\w)"
)
#: Characters beyond which a stretch without a full stop is not a sentence but a list or a table.
_LONGEST = 3000
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PLACE = re.compile(r"(?<!\w)à\s(?=[A-ZÀ-Ý])")
_LIST_OPENS = re.compile(rf"(?:{any_form('opens_parties')}|:)\s?:?\s*$")
_PHRASE_END = re.compile(
    rf"[,;:)]|\s(?:(?:(?:a|ont) )?signe|et {any_form('determiner.article')}\s|(?:avec|a|ont)\s|annonce|concl)"
)


def find_agreements(document: Document) -> Iterator[Evidence]:
    """Evidence for each sentence that reports an agreement."""
    previous: ViewSpan | None = None
    named: ViewSpan | None = None  # a sentence that names an agreement, right before
    last: Evidence | None = None
    year = _year(document)
    for sentence in _sentences(document):
        agrees = may_agree(document.folded, sentence.start, sentence.end)
        if (agrees or named or last is not None) and not _old(document, sentence, year):
            again = _AGAIN.search(document.folded, sentence.start, sentence.end) if last is not None else None
            # `ne sont pas parties à la convention`: the verb itself may stand inside of its negation
            if again and last is not None and not negated(document.folded, sentence.start, again.end() + 12):
                yield _joined(document, sentence, again, last)
            found = predicate(document, sentence) if agrees else None
            if found is None and again is None and named is not None and _beside(document, named, sentence):
                found = signed_above(document, named, sentence)
            if found is not None:
                last = _evidence(document, sentence, found, previous)
                yield last
        previous, named = sentence, sentence if agrees else None


def _beside(document: Document, one: ViewSpan, other: ViewSpan) -> bool:
    """True for two sentences of one paragraph."""
    return document.block_at(one.start) is document.block_at(other.start)


def _year(document: Document) -> int | None:
    """The year of publication, as far as the metadata or the head's first full date tell it."""
    published = document.source.metadata.published
    if published:
        return int(published[:4])
    return document.once(first_year)


def _old(document: Document, sentence: ViewSpan, year: int | None) -> bool:
    """True where all years that a sentence names are long past: history, no news."""
    if year is None:
        return False
    years = [int(y) for y in _YEAR.findall(document.text, sentence.start, sentence.end)]
    return bool(years) and max(years) < year - 1


def _joined(document: Document, sentence: ViewSpan, again: re.Match[str], last: Evidence) -> Evidence:
    """`Les communes l'ont également signée`: more parties of the agreement before."""
    reading = last.reading
    if not isinstance(reading, AgreementReading):
        raise TypeError(f"{last.rule} is not an agreement")
    stretch = ViewSpan(sentence.start, again.start())
    own = tuple(_source(document, s) for s in _outside(document, stretch, reading.kind))
    return replace(
        last,
        span=_source(document, sentence),
        reading=replace(reading, parties=(*reading.parties, *own)),
        cues=(Cue("agrees", _source(document, ViewSpan(again.start(), again.end()))),),
    )


def _sentences(document: Document) -> Iterator[ViewSpan]:
    title = document.source.metadata.title_span
    if title is not None and document.source.format == "md":
        yield document.view_span(title)
    for sentence in document.sentences:
        if document.zone_at(sentence.start).kind in _ZONES and len(sentence) <= _LONGEST:
            yield sentence


def _evidence(document: Document, sentence: ViewSpan, found: Found, previous: ViewSpan | None) -> Evidence:
    start, end = sentence.start, sentence.end
    stretches = [s for s in found.stretches if len(s) > 1]
    stretches += _called_notes(document, found.stretches)
    stretches += _listed(document, sentence)
    if previous is not None and _THEIRS.search(document.folded, found.cue.end, end):
        dash = document.text.find(" — ", previous.start, min(previous.end, previous.start + 60))
        stretches.append(ViewSpan(dash + 3 if dash >= 0 else previous.start, previous.end))
    elif (
        previous is not None
        and _PRONOUN.search(document.folded[start : found.cue.start])
        and _beside(document, previous, sentence)
    ):
        comma = document.text.find(",", previous.start, previous.end)
        stretches.append(ViewSpan(previous.start, min(previous.start + 90, comma if comma > 0 else previous.end)))
    stretches = [part for s in stretches for part in _outside(document, s, found.kind)]
    place = _PLACE.search(document.text, start, end)
    return Evidence(
        rule="agreement.sentence",
        span=document.span(start, end),
        reading=AgreementReading(
            kind=found.kind,
            title=_source(document, found.title) if found.title else None,
            date=document.span(start, end),
            place=_source(document, ViewSpan(place.end(), min(end, place.end() + 40))) if place else None,
            parties=tuple(_source(document, s) for s in stretches),
            representatives=tuple(_source(document, s) for s in stretches),
            bound=tuple((_source(document, s), _source(document, s)) for s in found.signers),
            whole=True,
        ),
        confidence=0.9 if found.strong else 0.75,
        cues=(Cue("agrees", _source(document, found.cue)),),
    )


def _source(document: Document, span: ViewSpan) -> Span:
    return document.span(span.start, span.end)


def _called_notes(document: Document, stretches: tuple[ViewSpan, ...]) -> list[ViewSpan]:
    """Footnotes that the parties' stretches call."""
    if not stretches:
        return []
    whole = ViewSpan(min(s.start for s in stretches), max(s.end for s in stretches) + 3)
    return [
        note.span for note in document.footnotes if any(whole.start <= call.start < whole.end for call in note.calls)
    ]


def _listed(document: Document, sentence: ViewSpan) -> list[ViewSpan]:
    """The items of a list that the sentence opens with a colon."""
    if not document.text[sentence.start : sentence.end].rstrip().endswith(":"):
        return []
    if not _LIST_OPENS.search(document.folded[sentence.start : sentence.end].rstrip(" :\n") + " "):
        return []
    items = []
    for block in document.blocks:
        if block.span.start >= sentence.end:
            if document.zones[block.zone].kind is not ZoneKind.LIST:
                break
            items.append(block.span)
    return items


def _outside(document: Document, stretch: ViewSpan, kind: str) -> Iterator[ViewSpan]:
    """What is left of a stretch without the phrases whose bodies do not sign."""
    start = stretch.start
    for phrase in _excluded(document, stretch, kind):
        if phrase.start > start:
            yield ViewSpan(start, phrase.start)
        start = max(start, phrase.end)
    if stretch.end > start:
        yield ViewSpan(start, stretch.end)


def _excluded(document: Document, stretch: ViewSpan, kind: str) -> Iterator[ViewSpan]:
    """Phrases inside a stretch whose bodies do not sign: `en présence de …`, `filiale de …`, up to the next comma."""
    for m in outside().finditer(document.folded, stretch.start, stretch.end):
        if kind == "acquisition" and m.group().startswith("aupres"):
            continue  # who sells is a party
        stop = _PHRASE_END.search(document.folded, m.end(), stretch.end)
        yield ViewSpan(m.start(), stop.start() if stop else stretch.end)


RULES = (
    Rule(
        "agreement.sentence",
        "Une phrase qui dit qui s'accorde avec qui : signature, partenariat, acquisition, déclaration.",
        find_agreements,
    ),
)
