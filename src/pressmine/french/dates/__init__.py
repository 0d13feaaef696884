"""Find the dates of a French text: a closed grammar, from a point (``29 mars``) to a span (``depuis mai dernier``).

Nothing here knows a document: a year that the expression does not give stays ``XXXX``, a relative expression stays
relative. ``complete`` says what they come to once a base date is known.

This is the one place that knows how a date is written. Whoever asks whether a line holds a date (the head of a release,
a table's cell, a contact block) asks ``find_dates`` or ``only_date`` and brings no pattern of its own.
"""

import re
from functools import lru_cache
from typing import Final

from pressmine.french.dates.cues import LISTED, NAMED, confidence
from pressmine.french.dates.hours import with_hours, with_hours_before
from pressmine.french.dates.joins import join, of_other_year, share_years, with_bound, with_close, with_part
from pressmine.french.dates.lexicon import normalise
from pressmine.french.dates.openers import openings
from pressmine.french.dates.short_and_spelt import with_year_in_words
from pressmine.french.dates.types import DateMatch, Nearest, Piece
from pressmine.french.lexicon import any_form

__all__ = ["DateMatch", "date_numbers", "find_dates", "only_date"]

# Below this confidence a number or a word is not a date.
_ENOUGH: Final = 0.5
# What may stand around a date that is all a text says.
_ARTICLE: Final = re.compile(
    rf"\W{{0,8}}(?:(?:{any_form('determiner.article', 'masculine.definite')}|l’|en)\s{{0,3}})?\W{{0,4}}", re.IGNORECASE
)
_MARKS: Final = re.compile(r"\W{0,8}")


def find_dates(text: str, folded: str | None = None) -> list[DateMatch]:
    """Every expression in ``text`` for a day, a time, a month, a season, a year, or a period between two of them.

    The matches are in order, without overlap; offsets are code points of ``text``. No clock is read. ``folded`` is
    the text normalised, where that is known.

    >>> [(m.start, m.end, m.value) for m in find_dates("Réunie le mardi 29 mars à 17h 30")]
    [(10, 32, 'XXXX-03-29T17:30')]
    """
    return list(_find(text, normalise(text) if folded is None else folded)[0])


def date_numbers(text: str, folded: str | None = None) -> tuple[tuple[int, int], ...]:
    """The spans of numbers in dates: those of ``find_dates``, and those of what only looks like a date.

    >>> [text[a:b] for text in ("rue du 4-Septembre, le 3 mai",) for a, b in date_numbers(text)]
    ['4-Septembre', '3 mai']
    """
    return _find(text, normalise(text) if folded is None else folded)[1]


def only_date(text: str, folded: str | None = None) -> DateMatch | None:
    """The date that ``text`` consists of, apart from an article before it and marks and spaces around it; else None.

    >>> [m.value for t in ("le 29.3.2024", "29 mars 2024 -", "Dreux, le 29 mars") if (m := only_date(t))]
    ['2024-03-29', '2024-03-29']
    """
    found = find_dates(text, folded)
    if len(found) != 1:
        return None
    around = text[: found[0].start], text[found[0].end :]
    return found[0] if _ARTICLE.fullmatch(around[0]) and _MARKS.fullmatch(around[1]) else None


@lru_cache(maxsize=2**10)
def _find(text: str, folded: str) -> tuple[tuple[DateMatch, ...], tuple[tuple[int, int], ...]]:
    """What ``find_dates`` and ``date_numbers`` return. A line that several ask about is read once."""
    pieces = _points(folded)
    if not pieces:
        return (), ()
    sure: list[float] = []
    for piece in pieces:
        found = confidence(folded, text, piece)
        sure.append(0.0 if found == LISTED and (not sure or sure[-1] < _ENOUGH) else found)
    parted = [with_part(folded, p) if s > 0 else p for p, s in zip(pieces, sure, strict=True)]
    parted = [p._replace(form="date.named-year") if s == NAMED else p for p, s in zip(parted, sure, strict=True)]
    joined, sure = join(folded, _settle(folded, parted), sure)
    kept = [p._replace(confidence=s, cue=None) for p, s in zip(joined, sure, strict=True) if s >= _ENOUGH]
    timed = [with_hours_before(folded, p) for p in with_close(folded, share_years(folded, kept))]
    matches = tuple(_match(with_bound(folded, text, p)) for p in timed)
    others = [(p.start, p.end) for p in pieces if p.form == "date.none"]
    return matches, tuple(sorted([*((m.start, m.end) for m in matches), *others]))


def _points(folded: str) -> list[Piece]:
    """What each opening word or digit begins, the longest at each place, without overlap."""
    found: list[Piece] = []
    done = 0
    for at, rules in openings(folded):
        if at < done:
            continue
        best: list[Piece] = []
        for rule in rules:
            pieces = rule(folded, at)
            if pieces and (not best or pieces[-1].end > best[-1].end):
                best = pieces
        if best:
            best[-1] = with_hours(folded, with_year_in_words(folded, of_other_year(folded, best[-1])))
            while found and found[-1].end > best[0].start:  # a rule that looks to its left takes what stood there
                found.pop()
            found.extend(best)
            done = best[-1].end
    return found


def _settle(folded: str, pieces: list[Piece]) -> list[Piece]:
    """``cet été``, ``ce mois de mars``, ``ce 12 mars``: the one of the base date's own year."""
    out = []
    for piece in pieces:
        left = folded[max(0, piece.start - 5) : piece.start]
        if (
            piece.low
            and not piece.relative
            and "XXXX" in str(piece.low)
            and left.rstrip().endswith((" ce", " cet", "cet", "(ce"))
        ):
            piece = piece._replace(relative=Nearest(0))
        out.append(piece)
    return out


def _match(piece: Piece) -> DateMatch:
    return DateMatch(
        piece.start, piece.end, piece.value, piece.granularity, piece.form, piece.weekday, piece.relative,
        piece.bound, piece.part, piece.approximate, piece.confidence,
    )  # fmt: skip
