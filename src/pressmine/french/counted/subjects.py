"""The subject of a verb of measure or a noun of change: what its figure measures."""

from pressmine.french.counted.phrases import Phrase, Reader, is_proper, phrase_before
from pressmine.french.counted.verb_subjects import is_said, subject_before
from pressmine.french.counted.words import is_measure_verb, lists
from pressmine.french.head_nouns import is_head
from pressmine.french.lexicon import forms


def measured(r: Reader, j: int, kind: str) -> Phrase | None:
    """What a verb at ``j`` says of the figure: its subject for a verb of measure. What is given, paid or produced
    (`l'État apporte 29 M€`) has no name there: None.
    """
    if r.low(j - 1) in forms("obliges"):
        return None  # `il faut compter 600 €`: nobody does
    reflexive = r.low(j - 1) in ("se", "s'")
    if is_measure_verb(r.low(j)) or reflexive or kind in ("percent", "count", "quantity", "ratio"):
        return subject_before(r, j)
    return None


def gives(r: Reader, span: Phrase) -> bool:
    """True for a body or a person that pays, earns or owes a sum: it is not what the sum is of."""
    head = r.token(span[0])
    return head is not None and (head.low.removesuffix("s") in lists()["agents"] or is_proper(head))


def named(r: Reader, span: Phrase) -> bool:
    """True for a name, whom a sum behind it is for: `9 M€ pour l'Île-de-France` says of nothing that it is worth so."""
    head = r.token(span[0])
    return head is not None and is_proper(head)


def pays(r: Reader, span: Phrase, j: int) -> bool:
    """True for what gives or owes the sum after the verb at ``j`` (`l'État apporte 29 M€`); `une agence coûte 29 M€`
    says what the agency is worth.
    """
    low, head = r.low(j), r.low(span[0])
    if low.startswith(tuple(lists()["raising"])) and (r.verbal(j) or r.predicate(j)):
        return True
    if low.startswith(tuple(lists()["giving"])):
        return gives(r, span) or is_head(head) and r.low(j - 1) not in lists()["verb_pronouns"]  # `lui apporte 3 M€`
    return (r.verbal(j) or r.predicate(j)) and not low.startswith(tuple(lists()["worth"])) and gives(r, span)


def apposed(r: Reader, span: Phrase) -> bool:
    """True for the bare noun of `…, en hausse de 3 %`: what stands before the comma has changed."""
    if span[1] - span[0] != 1 or r.low(span[0]) not in lists()["change_nouns"]:
        return False
    k = span[0] - 1
    while r.low(k) in lists()["before_noun"]:
        k -= 1
    return r.low(k) == "en" and r.low(k - 1) == ","


def led_place(r: Reader, span: Phrase) -> int | None:
    """`les ventes progressent en France (+ 3 %)`: the token before the small word that leads to a name; it is where
    something changes, not what does.
    """
    k = span[0] - 1
    while r.low(k) in lists()["determiners"]:
        k -= 1
    head = r.token(span[0])
    led = r.low(k) in ("a", "au", "aux") or r.low(k) in lists()["prepositions"]
    return k - 1 if led and head and is_proper(head) else None


def changed(r: Reader, span: Phrase) -> Phrase:
    """`une hausse de 3 %`: a bare noun of change has a subject that says more; else the phrase itself."""
    if span[1] - span[0] != 1 or r.low(span[0]) not in lists()["change_nouns"]:
        return span
    k = span[0] - 1
    while r.low(k) in lists()["determiners"] | lists()["before_noun"] or r.low(k) in ("en", "de", "d'", "a", "avec"):
        k -= 1
    if r.low(k) == ",":
        k -= 1  # `le résultat ressort à 5 M€, en hausse de 3 %`
    if r.low(k) in lists()["pronouns"]:  # `les ventes sont, elles, en hausse de 3 %`
        k -= 2 if r.low(k - 1) == "," else 1
    if k in r.owners:
        return k, k + 1
    if is_said(r, k):
        subject = subject_before(r, k)
        return span if subject is None or gives(r, subject) else subject
    if r.wordy(k) and r.low(k + 1) in ("en", "de"):
        return phrase_before(r, k) or span
    return span
