"""What each figure of a text counts, found in order: after the figure, before it, or with an earlier figure."""

from dataclasses import dataclass

from pressmine.french.counted.before_figure import JOINS, BeforeFigure
from pressmine.french.counted.complements import aged, checked, hedged, purpose, task
from pressmine.french.counted.phrases import (
    SIGNS,
    Phrase,
    is_proper,
    phrase,
    skip_de,
    skip_determiners,
)
from pressmine.french.counted.subjects import named, pays
from pressmine.french.counted.verb_subjects import subject_before
from pressmine.french.counted.words import lists
from pressmine.french.determiners import DE
from pressmine.french.lexicon import forms
from pressmine.french.quantities import QuantityMatch

#: Figures before one that may count the same: what they count needs no second look.
_NEAR = 8


@dataclass(slots=True)
class Counter(BeforeFigure):
    """The figures of one text, read in order: each may count what an earlier one counts."""

    def find(self, match: QuantityMatch) -> Phrase | None:
        """What one figure counts."""
        r = self.r
        start = min(match.start, match.hedge[0] if match.hedge else match.start)
        j = self.strip(r.tokens.at_or_after(start) - 1)
        i = r.tokens.at_or_after(match.end)
        if match.form == "figure.one-in" and (inside := self.inside(match)):
            return inside
        span = self.behind(match)
        if span is not None:
            return span
        if match.unit == "a" and (person := aged(r, j, i)):
            return person
        span = self.around(match, i, j)
        return span if span in self.spans[-_NEAR:] else checked(r, match.kind, i, span)

    def around(self, match: QuantityMatch, i: int, j: int) -> Phrase | None:
        """What a figure between tokens ``j`` and ``i`` counts, if no noun follows it."""
        r = self.r
        span = None
        if r.low(i) in ("d'", "de") and r.low(i + 1) == "entre":
            span = self.antecedent(match)
        if span is None and match.kind == "duration":
            span = task(r, i)
        if span is None:
            joined = r.low(j) in JOINS
            span = self.owned(self.joined(match, j) if joined else hedged(r, match, j) or self.before(j, match.kind))
        if span and match.kind not in ("duration", "ordinal") and r.low(span[0]) in lists()["times"]:
            span = None
        if span is None and match.kind == "money":
            span = purpose(r, i)
        if span is None and match.kind != "duration":
            span = self.antecedent(match)
        if span is None and match.kind in ("money", "percent", "quantity", "ratio"):
            span = self.owned(subject_before(r, j))
        if span and match.kind == "money" and (pays(r, span, j) if span[0] < i else named(r, span)):
            return None
        return span

    def inside(self, match: QuantityMatch) -> Phrase | None:
        """`un salarié sur trois`: the words between the numbers."""
        first = self.r.tokens.at_or_after(match.start) + 1
        end = self.r.tokens.at_or_after(match.end)
        last = next((k for k in range(first, end) if self.r.low(k) == "sur"), first)
        return (first, last) if last > first else None

    def behind(self, match: QuantityMatch) -> Phrase | None:
        """The noun phrase after the figure, if the kind of figure has one there."""
        r = self.r
        hedged = match.hedge is not None and match.end <= match.hedge[0] <= match.end + 1
        i = r.tokens.at_or_after(match.hedge[1] if hedged and match.hedge else match.end)
        low = r.low(i)
        if low in ("(", ")"):
            i = self.past_bracket(match, i)
            low = r.low(i) if i else ""
            if low not in DE:
                return None
        if low in ("", "'", "]") or low in SIGNS:
            return None
        if match.form == "figure.times-verb":
            return phrase(r, skip_determiners(r, i))
        if low in DE:
            if r.low(i + 1) in forms("hedge_behind_de"):
                return None
            i = skip_de(r, i)
            end = i
            while end in r.owners:  # `12 des 17 routes`, `86 % des 50-64 ans`
                end += 1
            span = phrase(r, skip_de(r, end) if end > i else end) or ((i, end) if end > i else None)
            return None if span and end == i and self.apart(match, span) else span
        if match.kind == "ordinal" and low == "fois":
            return i, i + 1
        if match.kind == "count" and r.low(r.tokens.at_or_after(match.start) - 1) in JOINS and r.leftover(i):
            return None
        if match.kind in ("count", "ordinal"):
            return phrase(r, i, force=match.kind == "ordinal" and not r.only_verb(i))
        return None

    def apart(self, match: QuantityMatch, span: Phrase) -> bool:
        """True for what `de` behind a figure does not measure: a stretch of time (`3 M€ de l'an passé`), or whose a
        thing before it is (`la levée de 3 M€ de la société Orvelle`).
        """
        r = self.r
        if match.kind not in ("money", "percent"):
            return False
        named = any(is_proper(token) for k in range(*span) if (token := r.token(k)))
        led = r.low(r.tokens.at_or_after(match.start) - 1) in ("de", "d'")
        return r.low(span[0]) in lists()["times"] or match.kind == "money" and led and named

    def past_bracket(self, match: QuantityMatch, i: int) -> int:
        """`un tiers (31 %) des répondants`: the token after a bracket that holds only a figure; 0 if there is none."""
        r = self.r
        if r.low(i) == "(":
            i += 1
            while i in r.owners:
                i += 1
            return i + 1 if r.low(i) == ")" else 0
        opening = r.tokens.at_or_after(match.start) - 1
        return i + 1 if r.low(opening) == "(" and opening - 1 in r.owners else 0
