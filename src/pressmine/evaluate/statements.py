"""Signatories, quotes and contacts: what the text says of bodies and people."""

from __future__ import annotations

from collections.abc import Sequence

from pressmine.evaluate.comparing import (
    SAME_SPAN,
    Bounds,
    find,
    folded,
    folded_all,
    mailbox,
    nested,
    one_within_other,
    overlap,
)
from pressmine.evaluate.entities import accepted, forms, widened
from pressmine.evaluate.gold import Gold, GoldQuote
from pressmine.evaluate.verdicts import Verdicts
from pressmine.record import Organisation, Person, Quote, Record

Known = dict[str, Organisation | Person]


def judge_statements(verdicts: Verdicts, record: Record | None, gold: Gold, text: str) -> None:
    """Judge who signs, what is said by whom, and whom to contact."""
    known: Known = {}
    if record is not None:
        known |= {organisation.ref: organisation for organisation in record.organisations}
        known |= {person.ref: person for person in record.persons}
    _judge_signatories(verdicts, record, gold, known)
    _judge_quotes(verdicts, record.quotes if record else (), gold, text, known)
    _judge_contacts(verdicts, record, gold)


def _judge_signatories(verdicts: Verdicts, record: Record | None, gold: Gold, known: Known) -> None:
    wanted = [(widened(accepted(s), (*gold.organisations, *gold.persons)), s) for s in gold.signatories]
    seen: set[int] = set()
    for signatory in record.signatories if record else ():
        said = forms(known.get(signatory.ref)) | folded_all([signatory.name])
        fits = (k for k, (names, item) in enumerate(wanted) if names & said and item.role == signatory.role)
        hit = next(fits, None)
        if hit is None:
            if not any(names & said and item.optional for names, item in wanted):
                verdicts.surplus("signatories", f"{signatory.name} ({signatory.role})")
        elif hit not in seen:  # else it signs a second agreement
            seen.add(hit)
            if not wanted[hit][1].optional:
                verdicts.right("signatories", f"{signatory.name} ({signatory.role})")
    for k, (_, item) in enumerate(wanted):
        if k not in seen and not item.optional:
            verdicts.missed("signatories", f"{item.name} ({item.role})")


def _judge_quotes(verdicts: Verdicts, quotes: Sequence[Quote], gold: Gold, text: str, known: Known) -> None:
    used: set[int] = set()
    spans: list[Bounds] = []
    for wanted in gold.quotes:
        first, last = find(text, wanted.begins, wanted.nth), find(text, wanted.ends, wanted.nth)
        if first is None or last is None:
            continue
        span = (first[0], last[1])
        spans.append(span)
        at = _quote_at(quotes, span, used)
        if at is None:
            if not wanted.optional:
                verdicts.missed("quotes", wanted.begins, span)
            continue
        used.add(at)
        if not wanted.optional:
            verdicts.right("quotes", wanted.begins, quotes[at].source)
            _judge_speaker(verdicts, quotes[at], wanted, known)
    for i, quote in enumerate(quotes):
        bounds = (quote.start, quote.end)
        if i not in used and not any(nested(bounds, span) for span in spans):
            verdicts.surplus("quotes", quote.text[:60], quote.source, bounds)


def _quote_at(quotes: Sequence[Quote], span: Bounds, used: set[int]) -> int | None:
    """The quote that covers most of a span; one that is cut or joined at a `dit X` counts, too."""
    share, at = max(
        ((overlap((q.start, q.end), span), i) for i, q in enumerate(quotes) if i not in used), default=(0.0, -1)
    )
    if share >= SAME_SPAN:
        return at
    length = span[1] - span[0]
    inside = [
        i
        for i, q in enumerate(quotes)
        if nested((q.start, q.end), span) and (i not in used or q.end - q.start > length)
    ]
    return max(inside, default=None)


def _judge_speaker(verdicts: Verdicts, quote: Quote, wanted: GoldQuote, known: Known) -> None:
    answers = [answer for answer in wanted.answers("speaker", "speakers") if answer]
    if not answers:
        return
    speaker = known.get(quote.speaker or "")
    if folded_all(answers) & forms(speaker):
        verdicts.right("quotes.speaker", answers[0], quote.source)
    else:
        got = speaker.name if speaker else None
        verdicts.wrong("quotes.speaker", got, answers[0], quote.source, repr(wanted.begins))


def _judge_contacts(verdicts: Verdicts, record: Record | None, gold: Gold) -> None:
    """Pairs of a name and one of its numbers or mailboxes."""
    pairs: set[tuple[str, str]] = set()
    for contact in record.contacts if record else ():
        pairs |= {(folded(contact.name or ""), way) for way in (*contact.phones, *map(mailbox, contact.emails))}
    wanted: set[tuple[str, str]] = set()
    free: set[str] = set()
    for item in gold.contacts:
        ways = (*item.phones, *map(mailbox, item.emails))
        if item.optional:
            free.update(ways)
        else:
            wanted |= {(folded(item.name or ""), way) for way in ways}
    unnamed = {way for name, way in wanted if not name}  # any name of the desk is right there
    pairs = {("" if way in unnamed else _named(name, way, wanted), way) for name, way in pairs}
    right = {way for _, way in pairs & wanted}
    # an agency's line that repeats a person's number is not a surplus
    pairs = {(name, way) for name, way in pairs if (name, way) in wanted or way not in right}
    for pair in sorted(pairs & wanted):
        verdicts.right("contacts", " ".join(pair).strip())
    for name, way in sorted(pairs - wanted):
        if way not in free:
            verdicts.surplus("contacts", f"{name} {way}".strip())
    for pair in sorted(wanted - pairs):
        verdicts.missed("contacts", " ".join(pair).strip())


def _named(name: str, way: str, wanted: set[tuple[str, str]]) -> str:
    """The name that gold gives to a number, where the two names agree."""
    return next((want for want, other in sorted(wanted) if other == way and one_within_other(name, want)), name)
