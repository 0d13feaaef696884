"""From points to stretches: parts (``fin 2021``), ranges (``de juin 2002 à juin 2003``), bounds (``depuis 2019``)."""

import re
from dataclasses import replace
from typing import Final

from pressmine.french.dates.apart import counted_from
from pressmine.french.dates.lexicon import OSP, OTHER_YEAR, SP
from pressmine.french.dates.relative import PARTS
from pressmine.french.dates.types import Anaphor, Bound, FromEaster, Nearest, Piece, Shift
from pressmine.french.edtf import UNKNOWN_YEAR, Moment, first_day, moved
from pressmine.french.lexicon import any_form, before_word, forms

_OF: Final = before_word("of", space=SP)
_PART: Final = re.compile(
    rf"\b(?P<part>{any_form('part_of_period')})(?:{OSP}-{OSP}|{SP})(?:(?:{_OF}|l')(?:mois{SP}(?:de{SP}|d'))?)?\Z"
)
_OTHER_YEAR: Final = re.compile(OTHER_YEAR)
_NIGHT_OF: Final = re.compile(rf"\b(?:nuit|soiree|week-?{OSP}end){SP}d(?:u|es){SP}\Z")
#: ``la veille du 3 mai``; ``au lendemain du 3 mai`` says "after" and names no day.
_EVE_OF: Final = re.compile(rf"(?<!\bau )\b(?P<eve>{any_form('eve')}){SP}{_OF}\Z")
EVE_SHIFT: Final = {word: int(days) for word, days in forms("eve").items()}
_WEEK_OF: Final = re.compile(rf"\bsemaine{SP}du{SP}\Z")
_MONTH_OF: Final = re.compile(rf"\bmois{SP}(?:de{SP}|d')\Z")
_HORIZON: Final = re.compile(rf"\bhorizons?{SP}(?:de{SP}l')?\Z")
_ABOUT: Final = re.compile(
    rf"\b(?:vers|autour{SP}d[eu]|aux{SP}(?:alentours|environs){SP}d[eu])(?:{SP}(?:la|l'|les))?{OSP}\Z"
)
_THE: Final = any_form("determiner.article", "to")
_OF_THE: Final = any_form("determiner.article", "of", space=SP)
_BEFORE: Final = re.compile(
    rf"\b(?:d'ici(?:{SP}a)?(?:{SP}{_THE}|{SP}(?=l'))?(?:{OSP}l')?|jusqu'(?:au|aux|en|a{SP}la|a(?:{SP}l')?)"
    rf"|(?<!pas )avant(?:{SP}(?:le|la|les))?(?:{SP}l')?"
    rf"|au{SP}plus{SP}tard(?:{SP}(?:le|en|au|a{SP}la|a))?(?:{SP}l')?){OSP}\Z"
)
_AFTER: Final = re.compile(rf"\b(?P<word>{any_form('date_opener', space=SP)})(?:{SP}{_OF_THE})?{OSP}\Z")
_AT_LATEST: Final = re.compile(rf"{SP}au{SP}plus{SP}tard\b")
_CLOSED_ON: Final = re.compile(rf"{OSP}\({OSP}{any_form('closes_year')}e?{SP}(?:{any_form('masculine')}|en|fin)?{OSP}")
_ARTICLE: Final = before_word("determiner.article", space=SP)
_RANGE_GAP: Final = re.compile(
    rf"(?:,?{SP}(?P<to>{any_form('range_to')}){SP}|{OSP}(?P<dash>-){OSP})(?:{_ARTICLE}|en{SP})?\Z"
)
_AND_GAP: Final = re.compile(rf"{SP}et{SP}(?:{_ARTICLE}|en{SP}|au{SP})?\Z")
_OR_GAP: Final = re.compile(rf"{SP}ou{SP}(?:en{SP})?\Z")
_BETWEEN: Final = re.compile(rf"\bentre{SP}{_ARTICLE}?\Z")
_FROM: Final = re.compile(r"\bde\s{1,3}\Z")
_CHANGING: Final = re.compile(rf"\b{any_form('change.level', 'change.amount')}\w{{0,8}}\s{{1,3}}de\s{{1,3}}\Z")
_GENERATIONS: Final = 150
_TIE: Final = any_form("enumeration_tie", space=SP)
_LIST_GAP: Final = re.compile(rf"(?:{OSP}[,&]{OSP}|{SP})(?:{_TIE}{SP})?(?:(?:{_OF_THE}|{_THE}|en){SP}?)?\Z")


def with_part(text: str, piece: Piece) -> Piece:
    """``fin 2021``, ``mi-juin``, ``mois de mars``, ``horizon 2030``: the words in front that belong to it."""
    at = max(0, piece.start - 32)
    left = text[at : piece.start]
    if piece.low and piece.low.day and (m := _NIGHT_OF.search(left)):
        return piece._replace(start=at + m.start())
    if not piece.high and (m := _EVE_OF.search(left)) and (eve := _moved(piece, EVE_SHIFT[m["eve"]])):
        return eve._replace(start=at + m.start())
    if counted := counted_from(text, piece):
        return counted
    if piece.low and piece.low.day and not piece.high and (m := _WEEK_OF.search(left)):
        return _week(piece, at + m.start())
    if piece.granularity in {"day", "minute", "week"}:
        return piece
    if m := _PART.search(left):
        return piece._replace(start=at + m.start(), part=PARTS[m["part"]], confidence=max(piece.confidence, 0.9))
    if m := _MONTH_OF.search(left) or _HORIZON.search(left):
        return piece._replace(start=at + m.start())
    return piece


def _moved(piece: Piece, days: int) -> Piece | None:
    """A day so many days before or after; None for what is not a single day, or the relative one of another kind."""
    if isinstance(piece.relative, FromEaster):
        return piece._replace(relative=replace(piece.relative, days=piece.relative.days + days))
    low = moved(piece.low, days) if piece.low and piece.granularity == "day" else None
    return piece._replace(low=low, weekday=None) if low else None


def _week(piece: Piece, start: int) -> Piece:
    """``semaine du 6 octobre``: the week of that day, from Monday where its year is known, else the seven days."""
    low = (piece.low or Moment())._replace(time=None)
    day = first_day(low)
    first = moved(low, -day.weekday() if day else 0)
    last = moved(first, 6) if first else None
    if first is None or last is None:
        return piece
    return piece._replace(start=start, low=first, high=last, granularity="week", weekday=None)


def of_other_year(text: str, piece: Piece) -> Piece:
    """``juin de l'année prochaine``: the year counted from the base date's."""
    if (
        piece.low is None
        or piece.low.year != UNKNOWN_YEAR
        or piece.relative
        or not (m := _OTHER_YEAR.match(text, piece.end))
    ):
        return piece
    relative = Anaphor("y", 0) if m["same"] else Shift("y", -1 if m["before"] else 1 if m["after"] else 0)
    return piece._replace(end=m.end(), relative=relative, cue=None)


def with_close(text: str, pieces: list[Piece]) -> list[Piece]:
    """``exercice 2024-2025 (clos le 30 septembre 2025)`` is one expression: the day in brackets bounds the year."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if (
            before
            and before.form in {"date.fiscal-year", "date.year-range"}
            and text[piece.end : piece.end + 1] == ")"
            and _CLOSED_ON.fullmatch(text[before.end : piece.start])
        ):
            out[-1] = before._replace(end=piece.end + 1)
        else:
            out.append(piece)
    return out


def with_bound(text: str, source: str, piece: Piece) -> Piece:
    """``depuis 2019``, ``d'ici la fin de l'année``, ``vers 2040``: the piece from the word that opens or closes it."""
    at = max(0, piece.start - 36)
    left = text[at : piece.start]
    if m := _ABOUT.search(left):
        return piece._replace(start=at + m.start(), approximate=True)
    bound: Bound | None = None
    if m := _BEFORE.search(left):
        bound = "before"
    elif (m := _AFTER.search(left)) and (m["word"] != "des" or _is_from(source, at + m.start("word"), m[0], piece)):
        bound = "after"
    if m and bound == "after" and m["word"] == "des":  # "dès mars": it happens then, and may be over by April
        return piece._replace(start=at + m.start())
    if m and bound and not piece.bound:
        return piece._replace(start=at + m.start(), bound=bound)
    if m := _AT_LATEST.match(text, piece.end):
        return piece._replace(end=m.end(), bound="before")
    return piece


def _is_from(source: str, at: int, words: str, piece: Piece) -> bool:
    """``dès`` and not the article ``des``, whose accent may be lost: then only before ``le`` or a month."""
    word = source[at : at + 3]
    if word[1:2] in "èÈ":
        return True
    return words.split()[-1] in {"le", "la"} or (piece.granularity in {"month", "season"} and not word.isupper())


def share_years(text: str, pieces: list[Piece]) -> list[Piece]:
    """In a list the year of the last belongs to all: ``le 12 mars et le 14 avril 2023``."""
    out = list(pieces)
    for i in range(len(out) - 2, -1, -1):
        one, after = out[i], out[i + 1]
        if (
            not one.low
            or not after.low
            or one.relative
            or one.low.year != UNKNOWN_YEAR
            or not after.low.year.isdigit()
            or after.cue
        ):
            continue
        if (
            one.low.month is None
            or after.low.month is None
            or one.low.month > 12
            or not _LIST_GAP.match(text[one.end : after.start])
        ):
            continue
        year = after.low.year
        if (one.low.day is None) != (after.low.day is None) or one.low.month > after.low.month:
            continue
        out[i] = one._replace(low=one.low._replace(year=year), high=one.high._replace(year=year) if one.high else None)
    return out


def join(text: str, pieces: list[Piece], sure: list[float]) -> tuple[list[Piece], list[float]]:
    """Tie the two ends of a range. ``sure`` is how sure each piece is to be a date; -1 for a number that counts."""
    out: list[Piece] = []
    kept: list[float] = []
    for piece, confidence in zip(pieces, sure, strict=True):
        if out and out[-1].low and piece.low:
            tie = _tie(text, out[-1], piece)
            if tie and (kept[-1] < 0 or confidence < 0):
                kept[-1] = -1.0
            elif tie == "to" and _from_to(text, out[-1], piece) and (joined := _joined(out[-1], piece)):
                out[-1], kept[-1] = joined, 0.8
                continue
            elif tie and _may_join(tie, out[-1], piece, kept[-1], confidence) and (joined := _joined(out[-1], piece)):
                out[-1], kept[-1] = joined, max(kept[-1], confidence, 0.92 if tie == "between" else 0.8)
                continue
        out.append(piece)
        kept.append(confidence)
    return out, kept


def _tie(text: str, one: Piece, other: Piece) -> str | None:
    """How two neighbours are tied: ``to``, ``dash``, ``between``, ``and``; None where they are not."""
    if other.start - one.end > 24 or other.start < one.end:
        return None
    gap = text[one.end : other.start]
    if m := _RANGE_GAP.match(gap):
        return "to" if m["to"] else "dash"
    if _OR_GAP.match(gap):
        return "or"
    if _AND_GAP.match(gap):
        return "between" if _BETWEEN.search(text[max(0, one.start - 16) : one.start]) else "and"
    return None


def _may_join(tie: str, one: Piece, other: Piece, sure_one: float, sure_other: float) -> bool:
    if one.bound or other.bound or not one.low or not other.low:
        return False
    if one.high or other.high:
        return one.form == other.form and _stretches_join(tie, one, other)
    if not all(piece.relative is None or isinstance(piece.relative, Nearest) for piece in (one, other)):
        return False
    if (one.low.month is None, one.low.day is None) != (other.low.month is None, other.low.day is None):
        return False
    if one.low.month is None:  # years: one end at least must be a year by its own cue
        adjoin = (
            tie == "or"
            and other.low.year.isdigit()
            and one.low.year.isdigit()
            and int(other.low.year) == int(one.low.year) + 1
        )
        if tie == "between" and not (_is_round(one.low) and _is_round(other.low)):
            return True  # "entre 1887 et 1903" counts nothing, or it would have been told
        return (adjoin or tie in {"to", "between"}) and max(sure_one, sure_other) >= 0.5
    if tie in {"and", "or"}:  # months that adjoin are one stretch, as days are
        adjoin = (
            one.low.day is None
            and other.low.day is None
            and other.low.month == one.low.month % 12 + 1
            and one.low.month <= 12
        )
        return (
            adjoin
            and (one.low.year in {UNKNOWN_YEAR, other.low.year} or one.low.month == 12)
            and not one.part
            and not other.part
            and (tie == "and" or max(sure_one, sure_other) >= 0.5)  # "Juillet et août" needs no other word
        )
    if tie == "dash":
        return max(sure_one, sure_other) >= 0.5 and (one.low.month <= 12 or one.low.year != UNKNOWN_YEAR)
    return True


def _stretches_join(tie: str, one: Piece, other: Piece) -> bool:
    """``2016-2017 à 2019-2020``, ``du T1 au T3``, ``T1 et T2``: from the first to the last, or two that adjoin."""
    if one.form == "date.year-range":
        return tie == "to"
    if one.form not in {"date.quarter", "date.half"} or not (one.high and other.low and one.high.month):
        return False
    return tie in {"to", "dash", "between"} or tie == "and" and other.low.month == one.high.month % 12 + 1


def _from_to(text: str, one: Piece, other: Piece) -> bool:
    """``de 1494 à 1512``: years, though neither has a word of time beside it; not ``passe de 1450 à 1520``."""
    if not (one.form == other.form == "date.year" and one.low and other.low) or one.bound or other.bound:
        return False
    left = text[max(0, one.start - 24) : one.start]
    near = 0 < int(other.low.year) - int(one.low.year) <= _GENERATIONS
    return near and bool(_FROM.search(left)) and not _CHANGING.search(left) and not _is_round(one.low)


def _is_round(year: Moment) -> bool:
    return year.year.endswith("00")


def _joined(one: Piece, other: Piece) -> Piece | None:
    """The stretch from one to the other, the year of either end given to both; None where it would run backwards."""
    low, high = one.low, other.high or other.low
    if low is None or high is None:
        return None
    known_low, known_high = low.year.isdigit(), high.year.isdigit()
    backwards = (low.month or 0, low.day or 0) > (high.month or 0, high.day or 0)
    if known_high and not known_low and low.month:
        low = low._replace(year=str(int(high.year) - backwards))
    elif known_low and not known_high and high.month:
        high = high._replace(year=str(int(low.year) + backwards))
    if low.year.isdigit() and high.year.isdigit() and _key(low) >= _key(high):
        return None
    form = "date.year-range" if low.month is None else "date.range"
    return Piece(
        one.start, other.end, form, "interval", low, high, one.weekday, other.relative, approximate=one.approximate
    )


def _key(moment: Moment) -> tuple[int, int, int, str]:
    month = moment.month or 0
    return int(moment.year), (month - 20) * 3 if month > 12 else month, moment.day or 0, moment.time or ""
