"""What a figure counts or measures: the shortest stretch of the text that says it.

`1 247 entreprises de santé` counts `entreprises de santé`. No tagger is needed: closed word lists and the agreement of
French endings find the noun phrase behind the number or before it.
"""

from bisect import bisect_left
from dataclasses import replace

from pressmine.french.counted_phrases import DE, LONGEST, SIGNS, Reader, phrase, phrase_before, skip_de, subject_before
from pressmine.french.counted_words import is_measure_verb, is_verb, lists, tokenise
from pressmine.french.flat import flatten, visible
from pressmine.french.quantities import QuantityMatch

_Earlier = list[tuple[QuantityMatch, tuple[int, int] | None]]


def _measured(r: Reader, j: int, kind: str) -> tuple[int, int] | None:
    """What a verb at ``j`` says of the figure: its subject for a verb of measure, else the verb itself."""
    low = r.low(j)
    if is_measure_verb(low) or kind in ("percent", "count"):
        return subject_before(r, j) or (j, j + 1)
    return j, j + 1


def _changed(r: Reader, span: tuple[int, int], kind: str) -> tuple[int, int]:
    """`une hausse de 3 %`: a bare noun of change has a subject that says more; else the phrase itself."""
    if span[1] - span[0] == 1 and r.low(span[0]) in lists()["change_nouns"]:
        k = span[0] - 1
        while r.low(k) in lists()["determiners"] or r.low(k) in ("en", "de", "d'", "a", "avec"):
            k -= 1
        if is_verb(r.low(k)):
            return subject_before(r, k) or span
        if r.wordy(k) and r.low(k + 1) in ("en", "de"):
            return phrase_before(r, k) or span
    return span


def _past_place(r: Reader, span: tuple[int, int]) -> tuple[int, int]:
    """`un financement via France Relance de 5 000 €`: the noun before a named place or programme is the one that is
    measured."""
    head, k = r.tokens.items[span[0]], span[0] - 1
    if head.text[0].isupper() and r.low(k) in ("via", "en", "dans", "chez", "a", "sur") and r.wordy(k - 1):
        return phrase_before(r, k - 1) or span
    return span


def _task(r: Reader, i: int) -> tuple[int, int] | None:
    """`35 jours pour corriger les failles`: the infinitive behind `pour` and its object, from token ``i``."""
    if r.low(i) != "pour" or not r.low(i + 1).endswith(("er", "ir", "re")):
        return None
    k = i + 2
    while r.low(k) in lists()["determiners"]:
        k += 1
    inner = phrase(r, k)
    return i + 1, inner[1] if inner and inner[1] - i < LONGEST else i + 2


def _from_before(r: Reader, j: int, kind: str) -> tuple[int, int] | None:
    """What is measured, from the words that end at token ``j``, the last before the figure and its hedge."""
    while r.low(j) in lists()["fillers"] or (r.low(j) == "moyenne" and r.low(j - 1) == "en"):
        j -= 2 if r.low(j) == "moyenne" else 1
    if r.low(j) == "entre":
        j -= 1
        while r.low(j).startswith(("compris", "situe", "estime", "oscillant", "variant")):
            j -= 1
    low = r.low(j)
    if low in ("(", ":", "-", "|", "=", "\t"):
        return phrase_before(r, j - 1) if r.wordy(j - 1) else (phrase_before(r, j - 2) if r.low(j - 1) == ")" else None)
    if low in ("de", "d'", "des", "du"):
        j -= 1
        if r.low(j) == "hauteur" and r.low(j - 1) == "a":
            k = j - 2
            return phrase_before(r, k) if r.wordy(k) else ((k, k + 1) if is_verb(r.low(k)) else subject_before(r, k))
        if r.wordy(j):
            span = phrase_before(r, j)
            return _changed(r, _past_place(r, span), kind) if span else None
        if is_verb(r.low(j)):
            return subject_before(r, j) or (j, j + 1)
        return subject_before(r, j)
    if low in ("a", "au", "aux") and not r.wordy(j - 1):
        return subject_before(r, j - 1) if r.low(j - 1) not in SIGNS else None
    if low in (
        "en",
        "sur",
        "pendant",
        "depuis",
        "dans",
        "pour",
        "apres",
        "a",
        "ici",
        "d'ici",
        "durant",
        "sous",
        "par",
        "avec",
        "chez",
    ):
        return phrase_before(r, j - 1) if r.wordy(j - 1) else ((j - 1, j) if is_verb(r.low(j - 1)) else None)
    if is_verb(low):
        return _measured(r, j, kind)
    if r.wordy(j):
        return phrase_before(r, j)
    return None


def _behind(r: Reader, match: QuantityMatch) -> tuple[int, int] | None:
    """The noun phrase behind the figure, where the grammar of its kind puts it there."""
    end = max(match.end, match.hedge[1] if match.hedge else 0)
    i = r.tokens.at_or_after(end)
    low = r.low(i)
    if low in ("'", ")", "]") or low in SIGNS:
        return None
    if match.form == "figure.times-verb":
        while r.low(i) in lists()["determiners"]:
            i += 1
        return phrase(r, i)
    if low in DE:
        if r.low(i + 1) in ("plus", "moins", "entre", "mieux"):
            return None
        return phrase(r, skip_de(r, i))
    if match.kind in ("count", "ordinal") or match.form == "figure.range" and match.unit is None:
        return phrase(r, i, force=match.kind == "ordinal")
    return None


def _antecedent(r: Reader, match: QuantityMatch, earlier: _Earlier) -> tuple[int, int] | None:
    """What the last figure of the same sentence counted: for `dont 16 541 pour …`, `15 % d'entre elles`, `contre 65
    %`."""
    sentence = max(r.flat.low.rfind(sign, 0, match.start) for sign in (". ", "! ", "? ", "\n"))
    for other, span in reversed(earlier):
        if other.start < sentence - 160:
            return None
        if (
            span
            and (other.kind == match.kind or other.kind == "count" or match.kind == "count")
            and other.kind not in ("duration", "ordinal")
        ):
            return span
    return None


def _beside(r: Reader, j: int, earlier: _Earlier) -> tuple[int, int] | None:
    """`10 points en 1 an (47 %`: what the figure right before counts, where only a small word or a bracket stands
    between."""
    k = j
    while k > j - 3 and (r.low(k) in lists()["stops"] or r.low(k) in ("(", ",", "de", "d'", "-")):
        k -= 1
    token = r.token(k)
    if token is None or k == j or not earlier:
        return None
    last, span = earlier[-1]
    return span if last.start < token.end <= last.end else None


def _find(r: Reader, match: QuantityMatch, earlier: _Earlier) -> tuple[int, int] | None:
    start = min(match.start, match.hedge[0] if match.hedge else match.start)
    j = r.tokens.at_or_after(start) - 1
    i = r.tokens.at_or_after(match.end)
    if match.form == "figure.one-in":
        inside = phrase(r, r.tokens.at_or_after(match.start) + 1)
        return inside if inside and r.tokens.items[inside[1] - 1].end < match.end else subject_before(r, j)
    span = _behind(r, match)
    if span is None and (
        r.low(i) in ("d'", "de")
        and r.low(i + 1) == "entre"
        or r.low(j) in ("dont", "contre", "vs", "et", ",", "puis", "soit", "ou")
    ):
        span = _antecedent(r, match, earlier)
        while r.low(j) in ("dont", "contre", "vs", "et", ",", "puis", "soit", "ou"):
            j -= 1
            if span is None and r.wordy(j):
                span = phrase_before(r, j)
    if span is None and match.kind == "duration":
        span = _task(r, i)
    if span is None:
        span = _beside(r, j, earlier) or _from_before(r, j, match.kind)
    if span is None and r.low(i) == "pour" and match.kind in ("money", "quantity"):
        k = i + 1
        while r.low(k) in lists()["determiners"]:
            k += 1
        span = phrase(r, k)
    if span is None and match.kind in ("count", "percent", "money"):
        span = _antecedent(r, match, earlier)
    return span


def _moved(match: QuantityMatch, places: list[int]) -> QuantityMatch:
    """A match of the text as written, in positions of the text without invisible signs."""
    hedge = match.hedge and (bisect_left(places, match.hedge[0]), bisect_left(places, match.hedge[1]))
    return replace(match, start=bisect_left(places, match.start), end=bisect_left(places, match.end), hedge=hedge)


def counted_all(text: str, matches: list[QuantityMatch], wrapped: bool = True) -> list[tuple[int, int] | None]:
    """For each of the figures of ``text`` (in order), the stretch that says what it counts, or None.

    >>> from pressmine.french.quantities import find_quantities
    >>> text = "Avec 1 247 entreprises de santé et 39 200 salariés, dont 16 541 pour le médicament"
    >>> [text[s[0]:s[1]] for s in counted_all(text, find_quantities(text)) if s]
    ['entreprises de santé', 'salariés', 'salariés']
    """
    shown, places = visible(text)
    flat = flatten(shown, wrapped)
    reader = Reader(flat, tokenise(flat))
    earlier: _Earlier = []
    for match in matches if places is None else [_moved(m, places) for m in matches]:
        earlier.append((match, _find(reader, match, earlier)))
    items = reader.tokens.items
    spans = [
        (items[span[0]].start, items[span[1] - 1].end) if span and span[1] > span[0] else None for _, span in earlier
    ]
    return spans if places is None else [span and (places[span[0]], places[span[1] - 1] + 1) for span in spans]


def counted(text: str, match: QuantityMatch) -> tuple[int, int] | None:
    """The stretch of ``text`` that says what one figure counts, looking at no other figure, or None.

    >>> from pressmine.french.quantities import find_quantities
    >>> text = "un chiffre d’affaires de 500 millions d’euros"
    >>> span = counted(text, find_quantities(text)[0])
    >>> span and text[span[0]:span[1]]
    'chiffre d’affaires'
    """
    return counted_all(text, [match])[0]
