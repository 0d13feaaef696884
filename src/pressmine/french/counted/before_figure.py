"""What the words before a figure say it counts: its noun, its subject, its label, or what an earlier figure counts."""

from dataclasses import dataclass, field

from pressmine.french.counted.complements import innermost, moved, past_place, reached
from pressmine.french.counted.phrases import (
    FAR,
    FAR_BACK,
    SIGNS,
    Phrase,
    Reader,
    back_to,
    clause_start,
    phrase,
    phrase_before,
    skip_determiners,
)
from pressmine.french.counted.subjects import apposed, changed, led_place, measured
from pressmine.french.counted.verb_subjects import subject_before
from pressmine.french.counted.words import lists
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.lexicon import forms
from pressmine.french.quantities import QuantityMatch

#: Words and signs that join a figure to an earlier one.
JOINS = frozenset({"dont", "contre", "vs", "et", ",", "puis", "soit", "ou"})
#: The most words that a label before a colon may have.
_LABEL = 18
#: `tous les deux ans` counts nothing in front of it.
_DETERMINERS = frozenset(form for form, kind in forms("determiner").items() if kind != "quantifier")
_OPENERS = frozenset({"(", ":", "-", "|", "=", "•", "…"})


@dataclass(slots=True)
class BeforeFigure:
    """The figures of one text, read in order, and the words before each of them; `spans` is what they count so far."""

    r: Reader
    matches: list[QuantityMatch]
    spans: list[Phrase | None] = field(default_factory=list)

    def owned(self, span: Phrase | None) -> Phrase | None:
        """The phrase itself, or what an earlier figure counts if the phrase is, or directly follows, that figure."""
        if span is None:
            return None
        priced = self.r.low(span[0] - 1) in (*ARTICLES, "par") and span[1] - span[0] == 1  # `0,45 € le litre`
        for k in (span[0], span[0] - 2 if priced else span[0] - 1):
            if k in self.r.owners and self.r.owners[k] < len(self.spans):
                return self.spans[self.r.owners[k]] or (span if k != span[0] else None)
        return span

    def strip(self, j: int) -> int:
        """Skip what may stand between a verb or noun and its figure: adverbs, articles, `en moyenne`, dot leaders."""
        r = self.r
        least = j - FAR
        while j > least:
            low = r.low(j)
            if low == "moyenne" and r.low(j - 1) == "en":
                j -= 2
            elif low in ("qui", "que") and r.wordy(j - 1):
                j -= 1  # `un budget qui approche les 3 M€`: the verb is the hedge
            elif (
                low in lists()["fillers"]
                or low.endswith("ment")
                and r.verbal(j - 1)
                and not r.forced(j)
                or low in _DETERMINERS
            ):
                j -= 1
            elif low in lists()["times"] and r.low(j - 1) in (*forms("determiner"), "an"):
                j -= 2
            elif r.low(j - 1) in ("en", "a", "au", "dans") and r.verbal(j - 2) and r.tokens.written(j)[0].isupper():
                j -= 2  # `a représenté en France 8 TWh`
            elif low == "." and r.low(j - 1) == ".":
                while r.low(j) == ".":
                    j -= 1
                return j + 1
            else:
                return j
        return j

    def antecedent(self, match: QuantityMatch) -> Phrase | None:
        """What the last figure of the same sentence counts: for `dont 16 541 pour …`, `contre 65 %`."""
        low, least = self.r.flat.low, max(0, match.start - FAR_BACK)
        for index in range(len(self.spans) - 1, -1, -1):
            other, span = self.matches[index], self.spans[index]
            if other.start < least:
                return None
            alike = match.kind == other.kind or match.kind not in ("duration", "ordinal")
            if span and alike and (other.kind not in ("duration", "ordinal") or match.kind == other.kind):
                ends = any(low.find(sign, other.end, match.start) >= 0 for sign in (". ", "! ", "? ", "\n"))
                return None if ends else span
        return None

    def joined(self, match: QuantityMatch, j: int) -> Phrase | None:
        """After `dont`, `contre`, a comma, `et`: what the figure before counts, else the noun phrase before."""
        r = self.r
        comma = r.low(j) == ","
        while r.low(j) in JOINS:
            j -= 1
        alike = not comma or match.kind in ("percent", "ratio", "duration", "count")
        if alike and (span := self.antecedent(match)):
            return span
        if j in r.owners:
            return j, j + 1
        if r.verbal(j) and r.wordy(j - 1):  # `les ménages concernés, dont`
            j -= 1
        return phrase_before(r, j) if r.wordy(j) else self.antecedent(match)

    def before(self, j: int, kind: str) -> Phrase | None:
        """What is measured, judging by the words up to token ``j``, the last one before the figure and its hedge."""
        r = self.r
        if r.low(j) == "entre":
            j = self.strip(j - 1)
            while r.low(j).startswith(tuple(forms("estimated"))):
                j -= 1
        low = r.low(j)
        if j in r.owners:
            return j, j + 1
        if low in _OPENERS or low == "." and r.low(j + 1) == ".":
            return self.labelled(j)
        if low in DE:
            return self.of(j - 1, kind)
        if low in ("a", "au", "aux", "jusqu'"):
            return self.at(j - 1)
        if low in lists()["prepositions"]:
            return self.adjunct(j - 1, kind)
        if r.verbal(j):
            again = self.antecedent(self.matches[len(self.spans)]) if r.low(j - 1) == "en" and kind == "count" else None
            return again or measured(r, j, kind)  # `emploie 11 personnes et en aura vingt`
        return self.noun(j) if r.wordy(j) else None

    def noun(self, k: int) -> Phrase | None:
        """The noun phrase that ends at ``k``, or before it if ``k`` is the verb."""
        return phrase_before(self.r, k - 1 if self.r.predicate(k) else k)

    def labelled(self, j: int) -> Phrase | None:
        """`CA : 12 M€`, `les fermes (150)`, `District ..... 2.400 F`: the words before the sign at ``j``."""
        r = self.r
        k = j - 1
        while r.low(k) in (".", ":", "-", "•"):
            k -= 1
        if r.low(k) == ")":
            k = back_to(r, k, ("(", "\n")) - 1
        if k in r.owners:
            return k, k + 1
        start = clause_start(r, k)
        for i in range(start, k):
            if r.low(i) in (",", "-", "•"):
                start = i + 1
        if r.low(j) in (":", ".") and k - start < _LABEL and r.wordy(start):
            return phrase(r, start)  # `Montant de l'opération pour la ville : 3 M€`
        if not r.wordy(k) or r.verbal(k) and not r.tokens.written(k)[0].isupper():  # `à Quimper (5 %)`
            return None
        span = phrase_before(r, k)
        if span is None or r.low(j) != "(":
            return span
        led = led_place(r, span)
        if led is None:
            return self.as_listed(span) or self.of_change(span)
        if r.low(led) in JOINS:  # `en France (+ 3 %) et en Italie (+ 5 %)`
            return self.antecedent(self.matches[len(self.spans)]) or span
        return (subject_before(r, led) if r.verbal(led) else phrase_before(r, led) if r.wordy(led) else None) or span

    def as_listed(self, span: Phrase) -> Phrase | None:
        """`en Bretagne (+ 3 %) et Corse (+ 5 %)`: what the figure in the bracket before counts, if that is not the name
        it follows.
        """
        r = self.r
        k = span[0] - 2
        if r.low(k + 1) not in JOINS or r.low(k) != ")" or k - 1 not in r.owners:
            return None
        listed = self.spans[r.owners[k - 1]]
        return listed if listed and listed[1] < back_to(r, k, ("(", *SIGNS)) else None

    def of(self, k: int, kind: str) -> Phrase | None:
        """Before `de` and a figure: `une hausse de 3 %`, `progresse de 3 %`, `à hauteur de 3 %`."""
        r = self.r
        k = self.strip(k)
        if k in r.owners:
            return k, k + 1
        match = self.matches[len(self.spans)]
        if kind == "count" and (span := reached(r, match)):
            return span
        if r.low(k) in JOINS and (span := self.antecedent(match)):
            return span  # `progresse de 3 % en France et de 5 % à l'étranger`
        if r.low(k) == "hauteur" and r.low(k - 1) == "a":
            k -= 2
            return phrase_before(r, k) if r.wordy(k) else subject_before(r, k)
        if r.low(k) == "nombre" and r.low(k - 1) == "au":
            k -= 3 if r.low(k - 2) == "," else 2
            return phrase_before(r, k) if r.wordy(k) else subject_before(r, k)
        if r.low(k) in lists()["empty_nouns"] and r.low(k - 1) in ("au", "a", "l'", "en"):
            return self.adjunct(k - (3 if r.low(k - 1) == "l'" else 2), kind)
        if r.low(k) in _OPENERS:
            return self.labelled(k)
        if r.low(k) in lists()["sizes"]:
            if k == clause_start(r, k):  # `Longue de 7,8 kilomètres, la ligne`
                behind = r.tokens.at_or_after(self.matches[len(self.spans)].end)
                return phrase(r, skip_determiners(r, behind + 1)) if r.low(behind) == "," else None
            return phrase_before(r, k - 1) if r.wordy(k - 1) else subject_before(r, k - 1)
        if r.verbal(k) and not r.wordy(k):
            return subject_before(r, k)
        if r.low(k) == "duree" and r.low(k - 1) == "une" and r.low(k - 2) in ("d'", "pour") and r.wordy(k - 3):
            return phrase_before(r, k - 3)  # `une convention d'une durée de trois ans`
        if r.wordy(k):
            span = self.noun(k)
            return self.of_change(innermost(r, past_place(r, span))) if span else None
        return subject_before(r, k)

    def of_change(self, span: Phrase) -> Phrase:
        """What a noun of change is said of: behind a comma (`4 M€ au 31 mars, en hausse de 3 %`) what the figure before
        counts, else its own subject.
        """
        apart = apposed(self.r, span)
        return apart and self.antecedent(self.matches[len(self.spans)]) or changed(self.r, span)

    def at(self, k: int) -> Phrase | None:
        """Before `à` and a figure: `s'élève à 4 M€`, `l'entrée à 19 €`, `fixé à 2 %`."""
        r = self.r
        if r.low(k) == "jusqu'":
            k -= 1
        k = self.strip(k)
        if k in r.owners:
            return k, k + 1
        if r.low(k) in JOINS:
            return self.antecedent(self.matches[len(self.spans)]) or (
                phrase_before(r, k - 1) if r.wordy(k - 1) else None
            )
        if span := moved(r, self.matches[len(self.spans)], k):
            return span
        if r.verbal(k):
            return subject_before(r, k)
        if not r.wordy(k):
            return None if r.low(k) in SIGNS else subject_before(r, k)
        span = self.noun(k)
        return self.attributed(span) or innermost(r, span) if span else None

    def attributed(self, span: Phrase) -> Phrase | None:
        """What words between a verb and `à` are said of: `le solde est positif à 3 M€`, `reste stable à 12 €`,
        `progresse en valeur à 4 M€`, `s'affiche en hausse à 9 %`.
        """
        r, k = self.r, span[0] - 1
        if r.low(k) == "en":
            k -= 1
            if r.low(k) in JOINS and (said := self.antecedent(self.matches[len(self.spans)])):
                return said
        return subject_before(r, k) if r.low(k) in lists()["auxiliaries"] or r.verbal(k) else None

    def adjunct(self, k: int, kind: str) -> Phrase | None:
        """Before `en`, `sur`, `pour`, `depuis` and a figure: the verb or noun that it modifies."""
        r = self.r
        k = self.strip(k)
        if k in r.owners:
            return k, k + 1
        if r.low(k) == ",":  # an aside is between: the noun before it
            k = back_to(r, k - 1, (",", *SIGNS))
            k = k - 1 if r.low(k) == "," else k
        if r.verbal(k):
            return subject_before(r, k) if kind in ("percent", "count", "ratio", "quantity") else None
        if not r.wordy(k):
            return None
        span = phrase_before(r, k)
        agent = span[0] - 1 if span else k
        while r.low(agent) in lists()["determiners"]:
            agent -= 1
        financed = kind in ("percent", "ratio") and r.low(agent) == "par" and r.verbal(agent - 1)
        if financed:  # `financé par la banque pour 40 %`
            return subject_before(r, agent - 1)
        return span
