"""Label voting: what each name in a document names, by all the evidence for it, wherever it occurs.

Repeated votes of one rule for a name count once and a little more; votes of different rules add up. Aliases
share their votes. The winner must be sure enough for its kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pressmine.evidence import AliasReading, EntityReading, Evidence
from pressmine.french.known import name_key
from pressmine.french.name_forms import complemented, is_heading, is_several, title_length
from pressmine.offsets import Span
from pressmine.record import Mention
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.span_index import beginning
from pressmine.weights import weight

#: Characters up to which a span may be no more than a heading.
_HEADING = 32
#: What a label needs to be believed.
THRESHOLDS = {label: weight(f"needs_{label}") for label in ("organisation", "person", "place")}
OTHER = "none"
_REPEAT, _WAVERS, _ALIAS_SHARE = weight("repeat"), weight("model_wavers"), weight("alias_share")
_LISTED_BODY, _LISTED_PLACE = weight("listed_body"), weight("listed_place")


@dataclass(slots=True)
class Candidate:
    """A candidate mention: a span of the source text with all the evidence for it."""

    span: Span
    text: str
    key: str
    votes: list[tuple[Evidence, EntityReading]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """A chosen candidate, or another occurrence of its name: its key, its label, the mention it becomes."""

    key: str
    label: str
    text: str
    confidence: float
    mention: Mention
    candidate: Candidate | None


@dataclass(slots=True)
class Voting:
    """All candidates of a document, the groups of names that mean the same, and what each group names."""

    candidates: list[Candidate]
    parent: dict[str, str]
    labels: dict[str, str] = field(default_factory=dict)
    scores: dict[str, dict[str, float]] = field(default_factory=dict)

    def root(self, key: str) -> str:
        """The representative of a name's group."""
        while (above := self.parent.get(key, key)) != key:
            self.parent[key] = self.parent.get(above, above)  # the way up is halved each time it is gone
            key = above
        return key

    def unite(self, one: str, other: str) -> None:
        """Unite two names; the one that sorts first represents the group."""
        a, b = sorted((self.root(one), self.root(other)))
        self.parent[b] = a
        self.parent.setdefault(a, a)

    def label(self, key: str) -> str:
        """What the name's group names: organisation, person, place or none."""
        return self.labels.get(self.root(key), OTHER)

    def score(self, key: str, label: str) -> float:
        """The score of a label for the name's group."""
        return self.scores.get(self.root(key), {}).get(label, 0.0)


def count_votes(ledger: Ledger) -> Voting:
    """Candidates, groups and labels of a document."""
    candidates: dict[tuple[Span, str], Candidate] = {}
    for item, reading in ledger.open(EntityReading):
        span = _edges(ledger, item.span, reading.label)
        if span is None:
            ledger.lose(item, None, "the span holds more than a name")
            continue
        # A name in a factored list (`universités de Poitiers et Limoges`) is not what its own words alone would name.
        own_name = reading.name if reading.factored and reading.name else ""
        candidate = candidates.get((span, own_name))
        if candidate is None:
            text = own_name or ledger.document.clean(span)
            candidate = candidates[span, own_name] = Candidate(span, text, name_key(text))
        candidate.votes.append((item, reading))
    result = Voting(sorted(candidates.values(), key=lambda s: (s.span.start, -s.span.end, s.key)), {})
    own = _scores(result.candidates, ledger.document.model)
    for item, alias in ledger.open(AliasReading):
        long, short = (name_key(ledger.document.clean(s)) for s in (alias.long, alias.short))
        if (
            item.confidence >= weight("alias_sure")
            and long != short
            and _may_be_one(own.get(long, {}), own.get(short, {}))
        ):
            result.unite(long, short)
    groups: dict[str, dict[str, float]] = {}
    for key, labels in own.items():
        group = groups.setdefault(result.root(key), {})
        for label, score in labels.items():
            group[label] = max(group.get(label, 0.0), score) + _ALIAS_SHARE * min(group.get(label, 0.0), score)
    result.scores = groups
    result.labels = {key: decide(labels) for key, labels in groups.items()}
    _shorten(result)
    _spread(result)
    return result


def _shorten(result: Voting) -> None:
    """A single word that begins the name of only one body (`Mobilis` of `Mobilis Meuse SA`) means that body.

    A word followed by a complement is a common noun, not a short name: `Côte` of `Côte d'Azur Habitat`.
    """
    long = [k for k, _ in sorted(result.scores.items()) if " " in k and result.label(k) == "organisation"]
    for candidate in result.candidates:
        if " " in candidate.key or result.label(candidate.key) != OTHER or len(candidate.key) < 4:
            continue
        scores = result.scores[result.root(candidate.key)]
        owners = beginning(long, candidate.key + " ")
        if len(owners) != 1 or complemented(owners[0], candidate.key):
            continue
        if scores.get(OTHER, 0.0) < weight("shortened") and candidate.text[0].isupper():
            scores["organisation"] = max(scores.get("organisation", 0.0), weight("shortened"))
            result.labels[result.root(candidate.key)] = "organisation"


def _edges(ledger: Ledger, span: Span, label: str) -> Span | None:
    """The span without a person's title and without an unclosed bracket; None for a line that holds several things."""
    text = ledger.document.source.text[span.start : span.end]
    if label == "organisation" and (
        is_several(text) or len(text) <= _HEADING and is_heading(ledger.document.clean(span))
    ):
        return None
    start, end = span.start, span.end
    titles = title_length(text) if label == "person" else 0
    if titles < len(text):
        start += titles
    if text.endswith(")") and "(" not in text:
        end -= 1
    return Span(start, end) if start < end else None


def _spread(result: Voting) -> None:
    """Names in a list are of one kind: those with little evidence take the label of the majority."""
    listed = [s for s in result.candidates if any(r.label == "listed" for _, r in s.votes)]
    runs: list[list[Candidate]] = []
    for candidate in listed:
        if runs and 0 <= candidate.span.start - runs[-1][-1].span.end <= 48:
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    for run in runs:
        sure = [
            s for s in run if _is(result, s, "organisation") and result.score(s.key, "organisation") >= _LISTED_BODY
        ]
        places = [s for s in run if _is(result, s, "place") and result.score(s.key, "place") > _LISTED_PLACE]
        if len(run) > 2 and 3 * len(places) >= 2 * len(run):
            _follow_places(result, run)
        if not sure or len(places) > len(sure) or 3 * len(sure) < len(run):
            continue
        for candidate in run:
            scores = result.scores[result.root(candidate.key)]
            if _undecided(result, candidate, scores):
                scores["organisation"] = max(scores.get("organisation", 0.0), weight("listed_follows"))
                result.labels[result.root(candidate.key)] = "organisation"


def _follow_places(result: Voting, run: list[Candidate]) -> None:
    """The town whose name little makes a body (`Caen` of `Caen, Rouen et Rennes`) is one among towns."""
    for candidate in run:
        scores = result.scores[result.root(candidate.key)]
        if scores.get("place", 0.0) >= THRESHOLDS["place"] and scores.get("organisation", 0.0) < _LISTED_PLACE:
            result.labels[result.root(candidate.key)] = "place"


def _is(result: Voting, candidate: Candidate, label: str) -> bool:
    return result.label(candidate.key) == label


def _scores(candidates: Iterable[Candidate], model: str) -> dict[str, dict[str, float]]:
    """For each name and label the sum of each rule's best vote, with a little extra for repeated ones.

    If the model gives one name several labels, each of them counts less.
    """
    best: dict[str, dict[tuple[str, str], list[float]]] = {}
    first: dict[str, int] = {}
    for candidate in candidates:
        first[candidate.key] = max(first.get(candidate.key, 0), *(item.priority for item, _ in candidate.votes))
    for candidate in candidates:
        for item, reading in candidate.votes:
            if item.priority < first[candidate.key]:
                continue  # what a rule of higher priority says of a name is not outvoted
            if reading.label in ("listed", "elsewhere"):
                best.setdefault(candidate.key, {})
                continue
            label = reading.label if reading.label in THRESHOLDS else OTHER
            best.setdefault(candidate.key, {}).setdefault((label, item.rule), []).append(item.confidence)
    out: dict[str, dict[str, float]] = {}
    for key, rules in best.items():
        labels: dict[str, float] = {}
        seen = sum(len(values) for (_, rule), values in rules.items() if rule == model)
        for (label, rule), values in sorted(rules.items()):
            share = _WAVERS + (1 - _WAVERS) * len(values) / seen if rule == model else 1.0
            labels[label] = labels.get(label, 0.0) + share * max(values) * (1 + _REPEAT * min(len(values) - 1, 4))
        if _said_to_be_a_thing(rules, model):
            labels["organisation"] = 0.0
        out[key] = labels
    return out


def _said_to_be_a_thing(rules: dict[tuple[str, str], list[float]], model: str) -> bool:
    """True if a noun before the name says that it is a thing, and neither a strong cue nor many weak ones say body."""
    thing = max((max(v) for (label, _), v in rules.items() if label == OTHER), default=0.0)
    if thing < weight("thing_noun"):
        return False
    cues = [v for (label, rule), v in sorted(rules.items()) if label == "organisation" and rule != model]
    plain = max((max(v) for v in cues), default=0.0) >= weight("plain_cue")
    many = sum(max(v) * (1 + _REPEAT * min(len(v) - 1, 4)) for v in cues) >= thing + weight("many_cues")
    return not plain and not many


def _may_be_one(one: dict[str, float], other: dict[str, float]) -> bool:
    """False if one of the two aliases is surely a person or a place and the other a body."""
    for a, b in ((one, other), (other, one)):
        for label in ("person", "place"):
            if (
                a.get(label, 0.0) >= weight("other_label")
                and a.get(label, 0.0) > a.get("organisation", 0.0)
                and b.get("organisation", 0.0) >= THRESHOLDS["organisation"]
            ):
                return False
    return True


def _undecided(result: Voting, candidate: Candidate, scores: dict[str, float]) -> bool:
    """True for a listed name with little evidence, none of which makes it a person or a town."""
    if scores.get(OTHER, 0.0) >= weight("listed_none") or scores.get("person", 0.0) >= weight("listed_person"):
        return False
    place = scores.get("place", 0.0)
    return (
        result.label(candidate.key) == OTHER
        or place <= _LISTED_PLACE
        and (" " in candidate.text or candidate.text.isupper())
    )


def decide(labels: dict[str, float]) -> str:
    """The winning label, or none: the one with the best score that reaches its threshold and is not outvoted."""
    ranked = sorted(((score, label) for label, score in labels.items()), key=lambda s: (-s[0], s[1]))
    if not ranked:
        return OTHER
    score, label = ranked[0]
    if label == OTHER or score < THRESHOLDS[label]:
        return OTHER
    return label
