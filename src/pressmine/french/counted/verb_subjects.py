"""The subject before a verb, across auxiliaries, adverbs, relative pronouns and insertions."""

from pressmine.french.counted.phrases import (
    FAR,
    PARTICIPLES,
    SIGNS,
    Phrase,
    Reader,
    back_to,
    clause_start,
    phrase,
    phrase_before,
    skip_determiners,
)
from pressmine.french.counted.words import is_infinitive, lists
from pressmine.french.lexicon import forms
from pressmine.french.numbers.word_table import number_words


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


def is_said(r: Reader, k: int) -> bool:
    """True for a verb, and for `reste` without an article."""
    return r.verbal(k) or r.low(k) in lists()["copulas"] and not r.forced(k) and k not in r.owners


def _finite(r: Reader, k: int) -> bool:
    """True for a verb that has a subject: neither an infinitive nor a participle."""
    if not (is_said(r, k) or r.predicate(k)) or r.participle(k):
        return False
    return not is_infinitive(r.low(k)) and not r.tokens.written(k).endswith(("ant", *PARTICIPLES))


def _stated(r: Reader, start: int, end: int) -> int | None:
    """Where the last subject before ``end`` begins, at the opening of the clause or behind a comma, if it has its verb:
    a pronoun at ``end`` stands for it.
    """
    verb = next((k for k in range(end - 1, start, -1) if _finite(r, k)), start)
    for k in range(verb - 1, start - 1, -1):
        first = skip_determiners(r, k) if k == start or r.low(k - 1) == "," else k
        if k < first < verb and r.wordy(first) and r.low(first) not in lists()["times"]:
            return first
    return None


def _verb_at(r: Reader, k: int) -> bool:
    """True if a finite verb stands at ``k``, or a verb behind `se`, `ne` or `a` there."""
    led = r.low(k) in lists()["verb_pronouns"] or r.low(k) == "a" and r.tokens.written(k) == "a"
    return _finite(r, k) or led and r.verbal(k + 1)


def _shared(r: Reader, start: int, k: int) -> int | None:
    """The verb before the `mais`, `et` or comma at ``k``, right behind which a second verb of the same subject stands;
    None if what is between is an aside.
    """
    if not _verb_at(r, k + 1):
        return None
    stop = start
    if r.low(k) == ",":
        stop = max(start, back_to(r, k - 1, (",", *SIGNS)) + 1)
        if r.low(stop - 1) == "," and not _verb_at(r, stop):
            return None  # `le site, ouvert en 2019, s'étend`
    return next((i for i in range(k - 1, stop - 1, -1) if _finite(r, i)), None)


def _nominal(r: Reader, k: int, verb: int) -> bool:
    """True for a word before a verb, or in its place, that is none itself."""
    return r.wordy(k) and not is_said(r, k) and not (k == verb and r.predicate(k))


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
            first = _stated(r, start, k)
            return phrase(r, first) if first is not None else _opening(r, start, r.low(j) in lists()["copulas"])
        if k < j and low in ("mais", "et", "puis", ",") and (verb := _shared(r, start, k)) is not None:
            return subject_before(r, verb)  # `constituent 18 % des sorties mais sont en baisse`
        if low == "," or k in r.owners or _nominal(r, k, j) and (not low.endswith("ment") or r.forced(k)):
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
    if k in r.owners:
        return k, k + 1
    return _not_object(r, start, _head(r, start, phrase_before(r, k)))


def _head(r: Reader, start: int, span: Phrase | None) -> Phrase | None:
    """`la part des femmes dans les conseils plafonne`, `le bénéfice sur les six premiers mois grimpe`: the noun before
    what small words lead up to.
    """
    while span is not None:
        k = span[0] - 1
        while not r.low(k).isalpha() and r.low(k)[:1].isalnum() or _counts(r.low(k)):
            k -= 1
        if r.low(k) not in forms("to") and r.low(k) not in lists()["prepositions"]:
            return span
        k -= 1
        while k > start and r.participle(k):  # `le chiffre d'affaires réalisé en France`
            k -= 1
        if k < start or not r.wordy(k) or r.tokens.written(k).endswith(PARTICIPLES):  # `Installé dans l'ancienne gare`
            return span
        span = phrase_before(r, k)
    return span


def _counts(low: str) -> bool:
    """True for what stands between a small word and its noun: an article, `premiers`, a number word."""
    return low in lists()["determiners"] or low in lists()["before_noun"] or low in number_words().values


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
