"""What a figure counts or measures: the shortest span of the text that says it.

`1 247 entreprises de santé` counts `entreprises de santé`. No tagger is needed: closed word lists and the agreement of
French endings find the noun phrase after the number or before it.
"""

import re
from bisect import bisect_left

from pressmine.french.counted.finder import Counter
from pressmine.french.counted.phrases import Reader
from pressmine.french.counted.words import tokenise
from pressmine.french.flat import flatten, visible
from pressmine.french.quantities import QuantityMatch

#: What an amount is taken by: `120 €/ha`.
_RATE = re.compile(r"/[a-z]+[²³23]?")


def _past_rate(low: str, at: int) -> int:
    rate = _RATE.match(low, at)
    return rate.end() if rate else at


def _moved(match: QuantityMatch, places: list[int]) -> QuantityMatch:
    """A match of the text as written, in positions of the text without invisible signs."""
    hedge = match.hedge and (bisect_left(places, match.hedge[0]), bisect_left(places, match.hedge[1]))
    return match._replace(start=bisect_left(places, match.start), end=bisect_left(places, match.end), hedge=hedge)


def counted_all(text: str, matches: list[QuantityMatch], wrapped: bool = True) -> list[tuple[int, int] | None]:
    """For each of the figures of ``text`` (in order), the span that says what it counts, or None.

    >>> from pressmine.french.quantities import find_quantities
    >>> text = "Avec 1 247 entreprises de santé et 39 200 salariés, dont 16 541 pour le médicament"
    >>> [text[s[0]:s[1]] for s in counted_all(text, find_quantities(text)) if s]
    ['entreprises de santé', 'salariés', 'salariés']
    """
    shown, places = visible(text)
    moved = matches if places is None else [_moved(m, places) for m in matches]
    flat = flatten(shown, wrapped)
    tokens = tokenise(flat, [m.start for m in moved])
    owners = {
        k: index
        for index, m in enumerate(moved)
        for k in range(tokens.at_or_after(m.start), tokens.at_or_after(_past_rate(flat.low, m.end)))
    }
    counter = Counter(Reader(flat, tokens, owners), moved)
    for match in moved:
        counter.spans.append(counter.find(match))
    spans = [(tokens.starts[s[0]], tokens.end(s[1] - 1)) if s else None for s in counter.spans]
    return spans if places is None else [s and (places[s[0]], places[s[1] - 1] + 1) for s in spans]
