"""Organisations, persons and places: one item per entity, decided once for the whole document.

Evidence votes per name (`voting`), candidates are chosen so that no two mentions overlap, further
occurrences of a decided name are added, and the mentions are grouped into items.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace

from pressmine.evidence import AliasReading, Evidence
from pressmine.offsets import Span
from pressmine.record import Place
from pressmine.resolution import draft
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.organisations import build_organisations
from pressmine.resolve.persons import build_persons
from pressmine.resolve.span_index import names_in
from pressmine.resolve.voting import Candidate, Found, Voting, count_votes
from pressmine.weights import weight

_SCORE, _MOST = weight("stretch_score"), weight("stretch_score_most")
_WORD, _WORD_NEEDS = weight("stretch_word"), weight("stretch_word_needs")
_UNVOTED, _INNER = weight("stretch_unvoted"), weight("stretch_place")


def resolve_entities(ledger: Ledger) -> None:
    """Resolve the organisations, persons and places of a document, with a decision for each vote."""
    voting = count_votes(ledger)
    standing = _choose(ledger, voting)
    full = [f.key.split() for f in standing if f.label == "person" and " " in f.key]
    surnames, parts = {name[-1] for name in full}, {part for name in full for part in name[:-1] if len(part) > 3}
    standing = [_as_person(f, surnames, parts) for f in standing]
    found = sorted(
        [*standing, *_repeats(ledger, voting, standing)], key=lambda f: (f.mention.start, f.mention.end, f.label)
    )
    build_organisations(ledger, voting, [f for f in found if f.label == "organisation"])
    build_persons(ledger, [f for f in found if f.label == "person"])
    _build_places(ledger, [f for f in found if f.label == "place"])
    ledger.forget()
    for item, _ in ledger.open(AliasReading):
        ledger.keep(item, "two forms of one name")


def _build_places(ledger: Ledger, found: Sequence[Found]) -> None:
    """Fill `resolution.places`, ordered by first mention; a place has a code if all votes with a code agree."""
    groups: dict[str, list[Found]] = {}
    for item in found:
        groups.setdefault(item.key, []).append(item)
    for number, items in enumerate(groups.values(), 1):
        votes = [
            (e, r) for item in items if item.candidate for e, r in item.candidate.votes if r.label == "place" and r.type
        ]
        best = max(votes, key=lambda v: (v[1].code is not None, v[0].confidence), default=None)
        codes = sorted({r.code for _, r in votes if r.code})
        name = best[1].name if best and best[1].name else items[0].text
        kind = best[1].type if best and best[1].type else "other"
        code = codes[0] if len(codes) == 1 else None
        mentions = tuple(i.mention for i in items)
        ledger.resolution.places.append(
            draft(Place, ref=f"loc-{number}", name=name, type=kind, code=code, mentions=mentions)
        )


def _choose(ledger: Ledger, voting: Voting) -> list[Found]:
    """The candidates that become mentions: the surest first; those that overlap one already chosen are left out."""
    things = sorted({c.span for c in voting.candidates if voting.label(c.key) == "none" and _sure_thing(c)})
    wanted = [
        (candidate, label)
        for candidate in voting.candidates
        if (label := voting.label(candidate.key)) != "none"
        and _speaks(candidate, label)
        and not (label == "organisation" and _inside(candidate.span, things))
    ]
    wanted.sort(key=lambda w: (-_strength(w[0], w[1], voting), w[0].span.start, -w[0].span.end))
    taken: list[Span] = []
    standing: list[Found] = []
    lost: list[tuple[Candidate, Evidence | None, str]] = []
    for candidate, label in wanted:
        if _free(candidate.span, taken):
            at = bisect_left(taken, candidate.span)
            taken.insert(at, candidate.span)
            standing.append(_stand(ledger, candidate, label, voting))
        else:
            lost.append((candidate, None, "a surer or longer name is here"))
    chosen = {id(candidate) for candidate, _ in wanted}
    for candidate in voting.candidates:
        if id(candidate) not in chosen:
            lost.append((candidate, None, _outvoted(voting.label(candidate.key))))
    for candidate, winner, reason in lost:
        for item, _ in candidate.votes:
            ledger.lose(item, winner, reason)
    return standing


def _sure_thing(candidate: Candidate) -> bool:
    """True for a stretch that is surely a thing: a known one, a street."""
    return any(e.confidence >= weight("thing_holds") for e, reading in candidate.votes if reading.label == "none")


def _inside(span: Span, things: list[Span]) -> bool:
    """True for the `Ford` of `Ford Focus`: a part of the name of a thing names no body there."""
    at = bisect_left(things, span)
    near = things[max(0, at - 1) : at + 1]
    return any(thing.contains(span) and thing != span for thing in near)


def _outvoted(label: str) -> str:
    """The reason given for a vote that lost to another label."""
    return (
        "taken together, the votes name nothing" if label == "none" else f"taken together, the votes name the {label}"
    )


def _as_person(found: Found, surnames: Collection[str], parts: Collection[str]) -> Found:
    """A lone surname is the person, and another part of the name no body, unless strong evidence makes it one:
    `lance Dorme`.
    """
    if found.label != "organisation" or " " in found.key or found.candidate is None:
        return found
    if any(e.confidence >= weight("lone_body") for e, r in found.candidate.votes if r.label == "organisation"):
        return found
    if found.key in surnames:
        return replace(found, label="person")
    return replace(found, label="none") if found.key in parts else found


def _free(span: Span, taken: list[Span]) -> bool:
    """True if no chosen span overlaps this one; `taken` is sorted and free of overlaps."""
    at = bisect_left(taken, span)
    return not (at < len(taken) and taken[at].overlaps(span) or at > 0 and taken[at - 1].overlaps(span))


def _speaks(candidate: Candidate, label: str) -> bool:
    """True unless all of the candidate's own votes speak against the label."""
    said = {reading.label for _, reading in candidate.votes}
    if "elsewhere" in said:
        return False
    return label in said or "listed" in said or len(said) == 1 and not said <= {"person"}


def _strength(candidate: Candidate, label: str, voting: Voting) -> float:
    """How a span ranks against others that overlap it: by its name's score, then by its length."""
    words = candidate.text.count(" ") + 1
    own = max((item.confidence for item, reading in candidate.votes if reading.label == label), default=_UNVOTED)
    inner = _INNER if label == "place" else 0.0
    score = min(voting.score(candidate.key, label), _MOST) * _SCORE
    return score - inner + own + _WORD * min(words - 1, 10) * (own >= _WORD_NEEDS)


def _stand(ledger: Ledger, candidate: Candidate, label: str, voting: Voting) -> Found:
    """The mention of a candidate, by its best vote: other votes for the label merge into it, the rest lose."""
    votes = sorted(candidate.votes, key=lambda v: (v[1].label != label, -v[0].confidence, v[0].rule))
    best = votes[0][0]
    for item, reading in votes:
        if item is best:
            ledger.keep(item, f"names the {label} {candidate.text!r}")
        elif reading.label in (label, "listed"):
            ledger.merge(item, best, "says the same")
        else:
            ledger.lose(item, best, _outvoted(label))
    confidence = min(
        weight("mention_most"), weight("mention_score") * voting.score(candidate.key, label) + weight("mention_base")
    )
    return Found(
        candidate.key,
        label,
        candidate.text,
        confidence,
        ledger.resolution.mention(candidate.span, best.rule, confidence),
        candidate,
    )


def _repeats(ledger: Ledger, voting: Voting, standing: list[Found]) -> list[Found]:
    """Further occurrences of a decided name without evidence of their own: in headings in capitals, lists, tables."""
    document = ledger.document
    names: dict[str, Found] = {}
    for found in standing:
        if found.label != "place" and (len(found.key) > 2):
            names.setdefault(found.key, found)
    taken = sorted(f.mention.span for f in standing)
    refused = {s.span for s in voting.candidates if any(r.label == "elsewhere" for _, r in s.votes)}
    more: list[Found] = []
    for start, end, name in names_in(document, names):
        known, text = names[name], document.text[start:end]
        span = document.span(start, end)
        if span in refused or not _free(span, taken) or not _same_case(text, known.text):
            continue
        taken.insert(bisect_left(taken, span), span)
        mention = ledger.resolution.mention(
            span, "document.name", max(weight("mention_base"), known.confidence - weight("repeated_less"))
        )
        more.append(Found(known.key, known.label, text, known.confidence, mention, None))
    return more


def _same_case(text: str, known: str) -> bool:
    """True if another occurrence is written like a name: with its capital, or in lower case like the known form."""
    if text[0].isupper() or known[0].islower():
        return len(text) > 3 or text == known or text.isupper()
    return False
