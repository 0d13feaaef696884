"""Quotes, each with its speaker, who is looked up in the spans that the evidence gives."""

from __future__ import annotations

import re

from pressmine.evidence import Evidence, QuoteReading
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import gender_of
from pressmine.french.holders import function_in
from pressmine.french.name_forms import gender_of_name
from pressmine.french.speaking import belongs_to_another, is_no_person, is_told, may_mean, subject_noun
from pressmine.offsets import Span
from pressmine.record import Organisation, Person, Quote
from pressmine.resolve.employers import body_meant
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import (
    add_role,
    by_ref,
    mentions_in,
    organisations_in,
    persons_after,
    persons_before,
    persons_in,
)

#: Earlier quotations in which a mention is looked for.
_NEAR = 8
_NAME_WORD = re.compile(r"[\w-]+")


def resolve_quotes(ledger: Ledger) -> None:
    """Keep every quotation and link it to its speaker, a person or else an organisation."""
    last: tuple[str, int] | None = None
    end = 0
    for item, reading in ledger.open(QuoteReading):
        if item.span.start < end:
            ledger.lose(item, None, "it lies inside another quotation")
            continue
        speaker, reason = _speaker(ledger, item, reading, last)
        ledger.keep(item, reason)
        ledger.resolution.quotes.append(ledger.resolution.read(Quote, item, speaker=speaker))
        last, end = (speaker, item.span.end) if speaker else last, item.span.end
        _give_roles(ledger, speaker)


def _give_roles(ledger: Ledger, speaker: str | None) -> None:
    who = by_ref(ledger, speaker)
    if isinstance(who, Person):
        add_role(who, "speaker")
        employer = by_ref(ledger, who.organisation)
        if isinstance(employer, Organisation):
            add_role(employer, "employer_of_speaker")


def _speaker(
    ledger: Ledger, item: Evidence, reading: QuoteReading, last: tuple[str, int] | None
) -> tuple[str | None, str]:
    """The ref of the speaker, and the reason."""
    noun = _noun(ledger, reading) if reading.pronoun else None
    for stretch in reading.speakers:
        person = _person(ledger, stretch)
        if person is not None and (not reading.pronoun or _fits(person, reading.gender)):
            return person.ref, "the person named next to it speaks"
    if reading.pronoun:
        if noun is not None and is_no_person(noun):
            return _body(ledger, item, reading, noun)
        for stretch in reading.speakers:
            holder = _holder(ledger, stretch, item.span)
            if holder is not None:
                return holder.ref, "the holder of the function named next to it speaks"
        gender = reading.gender or _gender(ledger, reading)
        speaker = by_ref(ledger, last[0]) if last and last[1] >= _paragraph(ledger, item.span).start else None
        if noun is not None and isinstance(speaker, Person) and speaker.function is None and _fits(speaker, gender):
            return speaker.ref, "a function points back at the last speaker, who has no other"
        if noun is not None and (named := _unemployed_before(ledger, item.span, gender, noun)) is not None:
            return named.ref, "a function with its body is that of the person named before, who has no other"
        if not any(_bodies(ledger, stretch, noun) for stretch in reading.speakers):
            return _before(ledger, item.span, last, gender, noun)
    for stretch in reading.speakers:
        bodies = _bodies(ledger, stretch, noun)
        if bodies:
            return bodies[0].ref, "the body named next to it speaks"
    if reading.pronoun:
        return _nearest(ledger, item.span, reading.gender, noun)
    return None, "the text around it names no speaker"


def _gender(ledger: Ledger, reading: QuoteReading) -> str | None:
    """The gender of the function that stands for its holder: `la présidente de l'association`."""
    genders = (gender_of(ledger.document.clean(stretch)) for stretch in reading.speakers)
    return next(filter(None, genders), None)


def _body(ledger: Ledger, item: Evidence, reading: QuoteReading, noun: str) -> tuple[str | None, str]:
    """The body that the subject names, or that its noun stands for: `le club d'aviron`, `l'association`."""
    named = next((bodies[0] for s in reading.speakers if (bodies := _bodies(ledger, s, noun))), None)
    meant = named or body_meant(ledger, noun, ledger.document.view_span(item.span).start)
    return (meant.ref, "the body that the noun means speaks") if meant else (None, "a body without a name speaks")


def _bodies(ledger: Ledger, stretch: Span, noun: str | None) -> list[Organisation]:
    """The bodies named in a span; where a noun stands for who speaks, not those that are told: `déclare le gérant à
    l'Agence Brise`.
    """
    return [b for b in organisations_in(ledger, stretch) if noun is None or not _is_told(ledger, stretch, b)]


def _is_told(ledger: Ledger, stretch: Span, body: Organisation) -> bool:
    before = Span(stretch.start, max(stretch.start, mentions_in(ledger, body, stretch)[0].start))
    return is_told(fold(ledger.document.clean(before)) + " ")


def _noun(ledger: Ledger, reading: QuoteReading) -> str | None:
    """The noun of a subject without a name: `la présidente`; None for a pronoun."""
    nouns = (subject_noun(fold(ledger.document.clean(stretch))) for stretch in reading.speakers)
    return next(filter(None, nouns), None)


def _person(ledger: Ledger, stretch: Span) -> Person | None:
    """The first person mentioned in a span, or failing that, named there by surname alone; not one to whom only the
    subject belongs: `l'avocate de Luc Dorme`.
    """
    found = persons_in(ledger, stretch)
    for person in found:
        before = Span(stretch.start, max(stretch.start, mentions_in(ledger, person, stretch)[0].start))
        if not belongs_to_another(fold(ledger.document.clean(before))):
            return person
    if found:
        return None
    surnames = ledger.once("surnames", lambda: _surnames(ledger))
    words = _NAME_WORD.findall(fold(ledger.document.clean(stretch)))
    index = min((surnames[word] for word in words if word in surnames), default=None)
    return ledger.resolution.persons[index] if index is not None else None


def _surnames(ledger: Ledger) -> dict[str, int]:
    """Surnames, each with the index of the first person who bears it."""
    found: dict[str, int] = {}
    for index, person in enumerate(ledger.resolution.persons):
        surname = fold(person.name).split()[-1]
        if len(surname) > 2:
            found.setdefault(surname, index)
    return found


def _holder(ledger: Ledger, stretch: Span, quote: Span) -> Person | None:
    """The person whose function the span names (`la ministre`, `le directeur`); the nearest one if several hold it."""
    said = ledger.document.clean(stretch)
    words, gender = function_in(fold(said)), gender_of(said)
    best: tuple[int, Person] | None = None
    for person in ledger.resolution.persons:
        function = fold(person.function or "")
        if not _fits(person, gender) or not any(re.search(rf"(?<!\w){re.escape(w[:7])}", function) for w in words):
            continue
        distance = min((abs(m.span.start - quote.start) for m in person.mentions), default=0)
        if best is None or distance < best[0]:
            best = (distance, person)
    return best[1] if best else None


def _fits(person: Person, gender: str | None) -> bool:
    """False if a person's title, function or given name has the other gender: `elle` is not a `directeur`."""
    own = gender and (gender_of(person.function or "") or gender_of_name(person.name))
    return gender is None or own is None or own == gender


def _before(
    ledger: Ledger, span: Span, last: tuple[str, int] | None, gender: str | None, noun: str | None
) -> tuple[str | None, str]:
    """The person a pronoun refers back to: the last speaker, unless someone else was named since in the same paragraph.

    Of several named in one sentence it is the first, its subject; never someone whose function, title or given name has
    the other gender, nor someone of another trade than the noun.
    """
    paragraph = _paragraph(ledger, span)
    speaker = by_ref(ledger, last[0]) if last else None
    if isinstance(speaker, Person) and not _can_be(speaker, gender, noun):
        last = None
    subject = _subject_before(ledger, span, gender, noun)
    if subject is None:
        return (last[0], "a pronoun points back at the last speaker") if last else _nearest(ledger, span, gender, noun)
    person, at = subject
    if last is None or last[1] <= at.start and paragraph.contains(at):
        return person.ref, "a pronoun points back at the subject of the last sentence that names someone"
    return last[0], "a pronoun points back at the last speaker"


def _subject_before(ledger: Ledger, span: Span, gender: str | None, noun: str | None) -> tuple[Person, Span] | None:
    """The first fitting person in the nearest sentence before a quotation that names one."""
    found: tuple[Person, Span] | None = None
    first = 0
    for person, mention in persons_before(ledger, span.start):
        if found is not None and mention.span.start < first:
            break
        if _can_be(person, gender, noun) and not _quoted(ledger, mention.span):
            if found is None:
                document = ledger.document
                sentence = document.sentence_at(document.view_span(mention.span).start)
                first = document.span(sentence.start, sentence.end).start
            found = person, mention.span
    return found


def _unemployed_before(ledger: Ledger, span: Span, gender: str | None, noun: str) -> Person | None:
    """The person whom the sentence before names in the same paragraph, if the text gives them no function:
    `Luc Dorme, 27 ans, en sera. « … », se réjouit le cofondateur de Valdor`.
    """
    found = _subject_before(ledger, span, gender, noun)
    if found is None or found[0].function is not None or not _paragraph(ledger, span).contains(found[1]):
        return None
    return found[0]


def _can_be(person: Person, gender: str | None, noun: str | None) -> bool:
    """True if a pronoun of a gender, or a noun without a name, can mean a person."""
    return _fits(person, gender) and may_mean(noun, fold(person.function or ""))


def _quoted(ledger: Ledger, span: Span) -> bool:
    """True if a mention lies inside an earlier quotation."""
    return any(Span(q.start, q.end).contains(span) for q in ledger.resolution.quotes[-_NEAR:])


def _paragraph(ledger: Ledger, span: Span) -> Span:
    block = ledger.document.block_at(ledger.document.view_span(span).start).span
    return ledger.document.span(block.start, block.end)


def _nearest(ledger: Ledger, span: Span, gender: str | None, noun: str | None) -> tuple[str | None, str]:
    for person, _ in persons_before(ledger, span.start):
        if _can_be(person, gender, noun):
            return person.ref, "a pronoun points back at the last person named"
    for person, _ in persons_after(ledger, span.end) if noun is None else ():  # `le maire` is not who is named next
        if _can_be(person, gender, noun):
            return person.ref, "a pronoun points at the next person named"
    return None, "a pronoun points at no one whom the text names"
