"""The body of a person whose function names none: by line, block, possessive, noun in the function, shared name.

`son président, Luc Dorme` leads to the body that the sentence is about, `le directeur de la régie` to the one whose
name begins with that noun, a line of a contact block to the body of the line or of the heading above it.
"""

from __future__ import annotations

from bisect import bisect_right

from pressmine.document import ZoneKind
from pressmine.evidence import PostReading
from pressmine.french.authorities import content, is_public_office, office_of
from pressmine.french.folding import fold
from pressmine.french.head_nouns import head_at
from pressmine.french.holders import begins, is_leading, long_noun_of, noun_of, possessive
from pressmine.french.words import words_of
from pressmine.offsets import Span
from pressmine.record import Organisation, Person
from pressmine.resolve.employer_lines import nearest_line, of_the_text, on_line, under_party
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.lookup import mentions_in, organisations_in
from pressmine.resolve.mailboxes import by_mailbox

#: Characters of a line of the front matter that is a sentence about the person, and no label.
_SENTENCE = 80
#: Characters of a text's opening, and of the article and the noun in front of the name there.
_OPENING, _ARTICLE = 60, 18


def employer(ledger: Ledger, person: Person, post: PostReading | None) -> Organisation | None:
    """The body in which a person holds a function that names no body; None if the text does not tell."""
    name = post.person if post is not None else min(m.span for m in person.mentions)
    at = ledger.document.view_span(name).start
    zone = ledger.document.zone_at(at).kind
    line = ledger.document.block_at(at).span
    says = zone is ZoneKind.FRONT_MATTER and post is not None and line.end - line.start > _SENTENCE
    says = says or zone is ZoneKind.SIGNATURE and _is_trade(ledger, post)
    if zone in (ZoneKind.CONTACTS, ZoneKind.FRONT_MATTER, ZoneKind.SIGNATURE) and not says:
        found = by_mailbox(ledger, person) or under_party(ledger, at) or on_line(ledger, at, name)
        found = found or nearest_line(ledger, at, zone)
        return found or (of_the_text(ledger) if zone is ZoneKind.CONTACTS else None)
    bracketed = (_in_brackets(ledger, p) for p in _places(ledger, person))
    stated = next(filter(None, bracketed), None) or under_party(ledger, at) or by_mailbox(ledger, person)
    if stated is not None or post is None or post.function is None:
        return stated
    function = fold(ledger.document.clean(post.function))
    held = by_office(ledger, fold(person.function or function))
    if held is not None or is_public_office(function):
        return held or _by_line(ledger, at, post)
    return (
        _by_noun(ledger, function, at)
        or _by_name(ledger, person)
        or _by_possessive(ledger, post, at)
        or _by_line(ledger, at, post)
        or (_of_the_sentence(ledger, at) if is_leading(function) else None)
    )


def _is_trade(ledger: Ledger, post: PostReading | None) -> bool:
    """True for a function that no body has to have: `cinéaste`."""
    return post is not None and post.function is not None and not is_leading(fold(ledger.document.clean(post.function)))


def by_office(ledger: Ledger, function: str) -> Organisation | None:
    """The only body in the text that the holder of a (folded) function stands for: `ministre de la mer`, `maire de
    Dreux`.

    Its name contains the same portfolio or territory; None if the text names no such body.
    """
    office = office_of(function)
    if office is None:
        return None
    bodies = ledger.resolution.organisations
    found = [o for o in bodies if any(_fits(fold(f), office.nouns, office.of) for f in (o.name, *o.aliases))]
    if not found and office.bare and office.of:
        found = [o for o in bodies if o.type == "local_authority" and content(fold(o.name)) == office.of]
    return found[0] if len(found) == 1 or found and office.of else None


def _fits(form: str, nouns: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """True if a body's name is one of the nouns followed by the same portfolio or territory, or by its beginning."""
    noun = next((n for n in nouns if form == n or form.startswith(n + " ")), None)
    if noun is None:
        return False
    named = content(form[len(noun) :])
    if not said or not named:
        return not said
    shorter = min(len(said), len(named))
    return said[:shorter] == named[:shorter]


def _places(ledger: Ledger, person: Person) -> list[int]:
    """Where a person's full name stands."""
    full = sorted(m.span for m in person.mentions if " " in ledger.document.clean(m.span).strip())
    return [ledger.document.view_span(span).start for span in full[:6]]


def _in_brackets(ledger: Ledger, at: int) -> Organisation | None:
    """`Valdor (Inès Robart, Luc Dorme)`: the body before the bracket that holds the person."""
    document = ledger.document
    start = document.block_at(at).span.start
    opened = document.text.rfind("(", start, at)
    if opened < 0 or ")" in document.text[opened:at]:
        return None
    bodies = organisations_in(ledger, document.span(max(start, opened - 3), opened)) if opened > start else []
    return bodies[-1] if bodies else None


def _by_noun(ledger: Ledger, function: str, at: int) -> Organisation | None:
    """`directeur de la régie`, `présidente de l'association`: the one body whose name begins with the noun, else the
    last of its kind.
    """
    noun = noun_of(function)
    if noun is None:
        return _by_long_noun(ledger, function)
    return body_meant(ledger, noun, at)


def body_meant(ledger: Ledger, noun: str, at: int) -> Organisation | None:
    """`l'association`, `la mairie`: the one body whose name begins with the folded noun, else the last of its kind."""
    owners = ledger.once("bodies by first word", lambda: _by_first_word(ledger)).get(noun, [])
    if len(owners) == 1:
        return owners[0]
    words = words_of(noun)
    head = head_at(words, 0, 1, ("label",)) if words else None
    if head is None:
        return None
    last = _last_before(ledger, at, head.type)
    opening = ledger.once(("opens the text", head.type), lambda: _opening(ledger, head.type))
    return opening if opening is not None and last not in _of_the_sentence_so_far(ledger, at) else last


def _opening(ledger: Ledger, kind: str) -> Organisation | None:
    """The body of a type with which the headline begins, else the first paragraph: what the text is about."""
    document = ledger.document
    zones = [z for z in document.zones if z.kind in (ZoneKind.HEADLINE, ZoneKind.LEAD, ZoneKind.BODY)]
    for zone in sorted(zones, key=lambda z: (z.kind is not ZoneKind.HEADLINE, z.span.start))[:2]:
        opening = document.span(zone.span.start, min(zone.span.end, zone.span.start + _OPENING))
        found = next((o for o in organisations_in(ledger, opening) if o.type == kind), None)
        if found is not None and mentions_in(ledger, found, opening)[0].start - opening.start <= _ARTICLE:
            return found
    return None


def _of_the_sentence_so_far(ledger: Ledger, at: int) -> list[Organisation]:
    start = ledger.document.sentence_at(at).start
    return organisations_in(ledger, ledger.document.span(start, at)) if start < at else []


def _by_long_noun(ledger: Ledger, function: str) -> Organisation | None:
    """`présidente de la communauté de communes`, `du conseil général`: the one body whose name begins so."""
    said = long_noun_of(function)
    if said is None:
        return None
    noun = begins(said)
    forms = ((o, fold(form)) for o in ledger.resolution.organisations for form in (o.name, *o.aliases))
    owners = list({o.ref: o for o, form in forms if noun.match(form)}.values())
    return owners[0] if len(owners) == 1 else None


def _by_possessive(ledger: Ledger, post: PostReading, at: int) -> Organisation | None:
    """`X, représentée par son président, Luc Dorme`: the nearest body before it, in this sentence or the previous
    one.
    """
    if post.function is None:
        return None
    document = ledger.document
    said = possessive(document.folded, document.view_span(post.function).start)
    if said is None:
        return None
    return (
        _of_the_sentence(ledger, at, last=said == "represented")
        or _subject_before(ledger, at)
        or _last_before(ledger, at, None)
    )


def _subject_before(ledger: Ledger, at: int) -> Organisation | None:
    """`L'Ipal, unité mixte du CNRS, ouvre ses portes. Son directeur, …`: the body that the previous sentence is
    about.
    """
    document = ledger.document
    start = document.sentence_at(at).start
    if start < 2 or document.block_at(at).span.start >= start:
        return None
    before = document.sentence_at(start - 2)
    bodies = organisations_in(ledger, document.span(before.start, min(before.end, before.start + 60)))
    return bodies[0] if bodies else None


def _by_line(ledger: Ledger, at: int, post: PostReading) -> Organisation | None:
    """`Valdor – Inès Robart, directrice`: the body of a short line, with nothing but signs between."""
    document = ledger.document
    block = document.block_at(at).span
    if block.end - block.start >= 160 or document.text[block.end - 1] in ".!?":
        return None
    line = document.span(block.start, block.end)
    start, end = post.person.start, max(post.person.end, post.function.end if post.function else 0)
    for body in organisations_in(ledger, line):
        for m in mentions_in(ledger, body, line):
            between = document.source.text[m.end : start] if m.end <= start else document.source.text[end : m.start]
            if len(between) <= 8 and not any(c.isalnum() for c in between):
                return body
    return None


def _by_name(ledger: Ledger, person: Person) -> Organisation | None:
    """`Maison Brélivet` is Bertrand Brélivet's: the only body that bears the surname."""
    surname = fold(person.name).split()[-1]
    owners = ledger.once("bodies by word", lambda: _by_word(ledger)).get(surname, ()) if len(surname) > 3 else ()
    return owners[0] if len(owners) == 1 else None


def _by_word(ledger: Ledger) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = {}
    for organisation in ledger.resolution.organisations:
        for word in dict.fromkeys(fold(organisation.name).replace("-", " ").split()):
            found.setdefault(word, []).append(organisation)
    return found


def _by_first_word(ledger: Ledger) -> dict[str, list[Organisation]]:
    found: dict[str, list[Organisation]] = {}
    for organisation in ledger.resolution.organisations:
        forms = (words_of(form) for form in (organisation.name, *organisation.aliases))
        for word in dict.fromkeys(words[0].folded for words in forms if words):
            found.setdefault(word, []).append(organisation)
    return found


def _of_the_sentence(ledger: Ledger, at: int, last: bool = True) -> Organisation | None:
    """The last, or the first, body that the sentence names before the person."""
    document = ledger.document
    sentence = document.sentence_at(at)
    if sentence.start >= at:
        return None
    before = document.span(sentence.start, at)
    bodies = organisations_in(ledger, before)
    if not bodies:
        return None
    return max(bodies, key=lambda o: max(m.span for m in mentions_in(ledger, o, before))) if last else bodies[0]


def _last_before(ledger: Ledger, at: int, kind: str | None) -> Organisation | None:
    """The last body of a type named before a position; of any type if `kind` is None."""
    position = ledger.document.span(at, at).start
    found = ledger.once(("mentions of a kind", kind), lambda: _of_a_kind(ledger, kind))
    at = bisect_right(found, position, key=lambda f: f[0].start)
    return next((found[i][1] for i in range(at - 1, -1, -1) if found[i][0].end <= position), None)


def _of_a_kind(ledger: Ledger, kind: str | None) -> list[tuple[Span, Organisation]]:
    organisations = (o for o in ledger.resolution.organisations if kind is None or o.type in (kind, "other"))
    return sorted(((m.span, o) for o in organisations for m in o.mentions), key=lambda f: f[0])
