"""Find the dates of a French text: a closed grammar, from a point (``29 mars``) to a stretch (``depuis mai dernier``).

Nothing here knows a document: a year that the expression does not give stays ``XXXX``, a relative expression stays
relative. ``dates_complete`` says what they come to once a base date is known.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.dates import anaphors as back
from pressmine.french.dates import days as days
from pressmine.french.dates import numeric as numeric
from pressmine.french.dates import relative as near
from pressmine.french.dates import spans as spans
from pressmine.french.dates import weekdays as weekdays
from pressmine.french.dates.cues import LISTED, NAMED, confidence
from pressmine.french.dates.joins import (
    join,
    of_other_year,
    share_years,
    with_bound,
    with_close,
    with_hours_before,
    with_part,
)
from pressmine.french.dates.lexicon import normalise
from pressmine.french.dates.types import DateMatch, Piece, Toward

__all__ = ["DateMatch", "find_dates"]

_Rule = Callable[[str, int], list[Piece]]
# Below this confidence a number or a word is no date.
_ENOUGH: Final = 0.5
_OPENERS: Final[dict[str, tuple[_Rule, ...]]] = {
    "num": (
        numeric.iso,
        days.days,
        numeric.numeric,
        numeric.numeric_range,
        spans.quarter,
        spans.letter_quarter,
        spans.first_months,
        spans.fortnight,
        near.day_of_month,
        back.later,
        spans.years,
    ),
    "weekday": (
        days.days,
        numeric.english,
        numeric.with_weekday,
        days.in_words,
        weekdays.weekday_day,
        weekdays.weekday,
    ),
    "weekdays": (days.days,),
    "month": (numeric.english, spans.month),
    "season": (spans.season,),
    "letter": (spans.letter_quarter,),
    "dayword": (days.in_words, spans.quarter, spans.first_months, spans.fortnight),
    "dernier": (spans.quarter,),
    "day": (near.near_day,),
    "this": (near.this, weekdays.weekday, weekdays.week_end, back.anaphor),
    "count": (back.later,),
    "unit": (spans.named_year, near.last_next, near.part_of_current),
    "siecle": (spans.century,),
    "rentree": (spans.school_return,),
    "feast": (spans.feast,),
    "il": (near.ago,),
    "within": (near.within,),
    "nuit": (weekdays.night, near.last_next),
    "weekend": (weekdays.week_end,),
    "same": (back.anaphor,),
    "eve": (back.eve,),
}
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "weekday": (*cal.WEEKDAYS, *cal.WEEKDAY_ABBREVIATIONS),
    "weekdays": tuple(word + "s" for word in cal.WEEKDAYS),
    "month": (*cal.MONTHS, *cal.ENGLISH_MONTHS),
    "season": tuple(cal.SEASONS),
    "dayword": (*cal.DAY_WORDS, *(w for w in cal.ORDINALS if w.isalpha())),
    "dernier": ("dernier",),
    "count": tuple(cal.COUNT_WORDS),
    "day": ("aujourd", "hier", "avant-hier", "demain", "apres-demain"),
    "this": ("ce", "cet", "cette"),
    "unit": (*cal.UNITS, "exercice", "saison", "decennie"),
    "siecle": ("siecle", "siecles"),
    "rentree": ("rentree",),
    "feast": tuple(w.split()[0] for w in cal.FEASTS),
    "il": ("il",),
    "within": ("dans", "sous", "d'ici"),
    "nuit": ("nuit",),
    "weekend": ("week-end", "weekend", "week"),
    "same": ("le", "la"),
    "eve": ("lendemain", "surlendemain", "veille", "avant-veille"),
    "letter": tuple(f"{kind}{n}" for kind in "tqsh" for n in range(1, 5)),
}
_KINDS: Final[dict[str, tuple[_Rule, ...]]] = {}
for _kind, _words in _WORDS.items():
    for _word in _words:
        _KINDS[_word] = tuple(dict.fromkeys((*_KINDS.get(_word, ()), *_OPENERS[_kind])))
# "le" and "la" open one rule, and are too frequent to try it on each: the word behind them is looked at first.
_PLAIN: Final = sorted(
    (w for w in _KINDS if w not in {"le", "la", "il", "dans", "ce", "cet", "cette"}), key=lambda w: (-len(w), w)
)


def _by_first_letter(words: list[str]) -> str:
    """Alternatives grouped by their first letter, so that one look at a character rules most of them out."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{letter}(?:{'|'.join(tails)})" for letter, tails in groups.items())


_TRIGGER: Final = re.compile(
    r"(?<![a-z0-9œ])(?:\d|(?:" + _by_first_letter(_PLAIN) + r")(?![a-zœ])|(?:le|la)(?=\s{1,3}meme)"
    r"|il(?=\s{1,3}y\s)|dans(?=\s{1,3}(?:les\s|une?\s|[\w-]{1,14}\s{1,3}(?:prochain|jour|semaine|mois|trimestre|an)))|(?:cette|cet|ce)(?=\s))"
)


def find_dates(text: str) -> list[DateMatch]:
    """Every expression in ``text`` that points at a day, a time, a month, a season, a year, or a stretch between such.

    Offsets count the code points of ``text``, in order, without overlap. Deterministic; reads no clock.

    >>> [(m.start, m.end, m.value) for m in find_dates("Réunie le mardi 29 mars à 17h 30")]
    [(10, 32, 'XXXX-03-29T17:30')]
    """
    folded = normalise(text)
    pieces = _points(folded)
    if not pieces:
        return []
    sure: list[float] = []
    for piece in pieces:
        found = confidence(folded, text, piece)
        sure.append(0.0 if found == LISTED and (not sure or sure[-1] < _ENOUGH) else found)
    parted = [with_part(folded, p) if s > 0 else p for p, s in zip(pieces, sure, strict=True)]
    parted = [replace(p, form="date.named-year") if s == NAMED else p for p, s in zip(parted, sure, strict=True)]
    joined, sure = join(folded, _settle(folded, parted), sure)
    kept = [replace(p, confidence=s, cue=None) for p, s in zip(joined, sure, strict=True) if s >= _ENOUGH]
    timed = [with_hours_before(folded, p) for p in with_close(folded, share_years(folded, kept))]
    return [_match(with_bound(folded, text, p)) for p in timed]


def _points(folded: str) -> list[Piece]:
    """What each opening word or digit begins, the longest at each place, without overlap."""
    found: list[Piece] = []
    done = 0
    for trigger in _TRIGGER.finditer(folded):
        at = trigger.start()
        if at < done:
            continue
        best: list[Piece] = []
        for rule in _KINDS[trigger[0]] if not trigger[0].isdigit() else _OPENERS["num"]:
            pieces = rule(folded, at)
            if pieces and (not best or pieces[-1].end > best[-1].end):
                best = pieces
        if best:
            best[-1] = of_other_year(folded, best[-1])
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
            piece = replace(piece, relative=Toward(0))
        out.append(piece)
    return out


def _match(piece: Piece) -> DateMatch:
    return DateMatch(
        piece.start, piece.end, piece.value, piece.granularity, piece.form, piece.weekday, piece.relative,
        piece.bound, piece.part, piece.approximate, piece.confidence,
    )  # fmt: skip
