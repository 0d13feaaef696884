"""The subject before a verb, across auxiliaries, adverbs, relative pronouns and insertions."""

from pressmine.french.counted.phrases import (
    FAR,
    SIGNS,
    Phrase,
    Reader,
    back_to,
    clause_start,
    is_proper,
    phrase,
    phrase_before,
    skip_determiners,
)
from pressmine.french.counted.words import Token, lists


def _opening(r: Reader, end: int, copula: bool) -> Phrase | None:
    """What a pronoun in the clause that begins at ``end`` stands for: the first noun phrase of the clause before, or
    where its verb is a ``copula`` what the last figure there measures.
    """
    stop, least = end - 1, max(0, end - FAR)
    while stop > least and r.low(stop - 1) in (*SIGNS, ":", "»"):
        stop -= 1
    start = stop - 1
    while start > least and r.low(start - 1) not in SIGNS:
        start -= 1
    figures = [k for k in range(max(start, 0), stop) if k in r.owners]
    if figures and copula:
        return figures[-1], figures[-1] + 1
    for k in range(max(start, 0), stop):
        if r.wordy(k) and r.low(k - 1) not in lists()["prepositions"] and r.low(k - 1) not in ("a", "au", "aux"):
            return phrase(r, k)
    return None


def _over_bracket(r: Reader, k: int) -> int:
    """Before the bracket that closes at ``k``."""
    return back_to(r, k, ("(", *SIGNS)) - 1


def subject_before(r: Reader, j: int) -> Phrase | None:
    """The noun phrase before the verb at ``j``, skipping auxiliaries, adverbs, `qui` and insertions."""
    start = clause_start(r, j)
    if r.low(j) in ("(", ":"):
        return None
    k = j
    while j - k < FAR and (k >= start or r.low(k) == "("):
        low = r.low(k)
        if low == ")":
            k = _over_bracket(r, k)
            start = clause_start(r, k)
            continue
        if low in lists()["pronouns"] and k < j:
            return _opening(r, start, r.low(j) in lists()["copulas"])
        if low == "," or k in r.owners or r.wordy(k) and not r.verbal(k) and (not low.endswith("ment") or r.forced(k)):
            break
        k -= 1
    if r.low(k) == ",":  # an aside: the subject stands before it
        inner = k - 1
        while inner >= start and r.low(inner) != ",":
            inner -= 1
        k = inner - 1 if inner > start and r.low(inner) == "," else k - 1
        while k >= start and not r.wordy(k) and k not in r.owners:
            k -= 1
    if k < start:
        return None
    return _not_object(r, start, phrase_before(r, _before_place(r, k))) if k not in r.owners else (k, k + 1)


def _before_place(r: Reader, k: int) -> int:
    """`ses effectifs en France ont baissé`: the noun before a place that a small word leads up to."""
    at = k
    while at > 0 and k - at < 4 and is_proper(Token(r.tokens.written(at), r.low(at))) and r.wordy(at):
        at -= 1
    return at - 1 if at < k and r.low(at) in ("en", "a", "chez") and r.wordy(at - 1) else k


def _not_object(r: Reader, start: int, span: Phrase | None) -> Phrase | None:
    """`le délai entre X et une annonce comprenant un correctif était de …`: the object of a participle is no
    subject."""
    k = span[0] - 1 if span else start
    while k > start and r.low(k) in lists()["determiners"]:
        k -= 1
    if k <= start or not r.low(k).endswith("ant") or len(r.low(k)) < 6:
        return span
    begin = start
    for i in range(start, k):
        if r.low(i) in ("que", "qu'"):
            begin = i + 1
    return phrase(r, skip_determiners(r, begin)) or span
