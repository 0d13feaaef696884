"""Longer than a day: months, seasons, quarters, halves, years, decades, centuries."""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.alternatives import any_of
from pressmine.french.dates.lexicon import (
    COUNT,
    LAST,
    MONTH,
    NEXT,
    OSP,
    SEASON,
    SHORT_YEAR,
    SP,
    YEAR,
    count_number,
    full_year,
    month_number,
)
from pressmine.french.dates.types import Granularity, Nearest, Piece, Relative
from pressmine.french.edtf import UNKNOWN_YEAR, Moment, days_in_month
from pressmine.french.lexicon import any_form

_SIDE: Final = rf"{SP}(?P<last>{LAST})|{SP}(?P<next>{NEXT})"
_UNTIL: Final = rf"(?:{OSP}[/-]{OSP}(?P<until>{YEAR}|\d\d(?!\d)))?"
_OF_YEAR: Final = (
    rf"{OSP}(?:(?:de{SP})?(?:l'(?:annee|exercice){SP})?(?:fiscal{SP}|comptable{SP})?)(?P<year>{YEAR}){_UNTIL}(?!-\d)"
)
_MONTH: Final = re.compile(
    rf"(?P<month>{MONTH})(?:(?:,?{SP}(?:de{SP})?(?:l'annee{SP})?|-|/)(?P<year>{YEAR})(?!-\d)|{_SIDE}|{SP}(?P<short>{SHORT_YEAR}))?"
)
_SEASON: Final = re.compile(
    rf"(?P<season>{SEASON})(?:{SP}(?:de{SP}(?:l'annee{SP})?)?(?:(?P<year>{YEAR}){_UNTIL}|(?P<short>{SHORT_YEAR}))|{_SIDE})?"
)
_BEEN: Final = re.compile(rf"\b{any_form('auxiliary.have', 'within_verb')}\s{{1,3}}\Z")
_LETTER: Final = re.compile(
    rf"(?:(?P<kind>[tqsh])\s?(?P<n>[1-4])|(?P<n2>[1-4])\s?(?P<kind2>[tsq]))(?:(?:{OSP}-?/?{OSP})(?P<year>{YEAR}){_UNTIL}|[-/']?(?P<yy>[1-4]\d)(?!\d))?(?![a-z\d]|[.,]\d)"
)
_LETTER_CUE: Final = re.compile(rf"\b{any_form('before_quarter')}\s{{1,3}}(?:le\s)?\Z")
_ORDINAL: Final = re.compile(
    rf"(?P<n>{any_of(cal.ORDINALS)}|dernier)(?:{SP}(?P<tie>et|au|a){SP}(?:le{SP}|au{SP})?(?P<last>{any_of(cal.ORDINALS)}|dernier))?"
    rf"{SP}(?P<kind>trimestre|semestre)s?\b(?P<school>{SP}(?:scolaire|universitaire))?(?:{_OF_YEAR})?"
)
_FORTNIGHT: Final = re.compile(
    rf"(?P<n>{any_of(cal.ORDINALS)}){SP}quinzaine{SP}(?:du{SP}mois{SP})?(?:de{SP}|d')(?P<month>{MONTH})(?:{SP}(?P<year>{YEAR}))?"
)
_FIRST_MONTHS: Final = re.compile(
    rf"(?P<n>{COUNT}){SP}premiers{SP}(?P<kind>mois|trimestres){SP}(?:de|d'){OSP}(?:l'(?:annee|exercice)\b{OSP}|la{SP}saison{OSP})?"
    rf"(?:(?P<year>{YEAR}){_UNTIL})?"
)
_NAMED_YEAR: Final = re.compile(
    rf"(?P<word>{any_form('named_stretch')}|annees?|an)(?:{SP}(?P<kind>{any_form('kind_of_year')}))?"
    rf"{SP}(?P<year>{YEAR})(?P<rest>{OSP}[/-]{OSP}(?P<until>{YEAR}|\d\d(?!\d)))?(?![-/]\d)"
)
_SHORT_SEASON: Final = re.compile(
    rf"(?:saison|exercice|annee{SP}(?:scolaire|universitaire)){SP}(?P<year>\d\d)[-/](?P<until>\d\d)(?![-/.,]?\d)"
)
_DECADE: Final = re.compile(rf"(?:annees|decennie){SP}(?P<year>(?:1[5-9]|20)?\d0)(?!\d)(?!{SP}(?:et|a|ou){SP}\d{{4}})")
_DECADE_WORDS: Final = re.compile(rf"annees{SP}(?P<decade>{any_of(cal.DECADE_WORDS)})(?![\w-])")
#: Years before 1500 need a word in front that leaves no doubt.
_OLD_YEAR: Final = r"1[0-4]\d\d(?!\d)"
_YEARS: Final = re.compile(
    rf"(?P<year>{YEAR}|{_OLD_YEAR})(?:(?P<sep>{OSP}[/-]{OSP})(?P<until>{YEAR}|\d\d(?!\d)))?(?!\d|[-/:]\d|[.,]\d)(?![a-z€%°]|\s?[x×]\s?\d)"
)
_PLAN: Final = re.compile(rf"\b{any_of(cal.PLANS)}{SP}(?:[a-z]{{3,12}}{SP})?\Z")
_CENTURY: Final = re.compile(
    rf"(?<![a-z\d])(?:(?P<n>[ivx]{{1,5}}|\d{{1,2}})\s?(?:e|eme|er|ᵉ)|(?P<word>{any_of(cal.CENTURY_WORDS)}))(?:{SP})\Z"
)
_RETURN: Final = re.compile(
    rf"rentree(?:{SP}{any_form('kind_of_return')})?"
    rf"(?:{SP}(?:de{SP}|d')?(?:(?P<month>{MONTH}){SP})?(?P<year>{YEAR}){_UNTIL}|{SP}(?:de{SP}|d')(?P<bare>{MONTH})|{_SIDE})?"
)
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}


def _side(m: re.Match[str]) -> Relative | None:
    return Nearest(-1) if m["last"] else Nearest(1) if m["next"] else None


def _next_year(year: str, until: str) -> str | None:
    """The second year of ``2019-2022`` or ``2024-25``; None where it does not follow the first."""
    last = until if len(until) == 4 else year[:2] + until
    return last if int(last) > int(year) else None


def month(text: str, at: int) -> list[Piece]:
    """``juin 2023``, ``juin dernier``; a bare month waits for a cue."""
    if not (m := _MONTH.match(text, at)) or not (number := month_number(m["month"])):
        return []
    relative = _side(m)
    year = m["year"] or (full_year(m["short"]) if m["short"] else UNKNOWN_YEAR)
    settled = year != UNKNOWN_YEAR or relative
    if not settled and m["month"] == "sept":  # `en sept ans`, `en sept axes`: the number
        return []
    return [
        Piece(
            at, m.end(), "date.month", "month", Moment(year, number), None, None, relative, None if settled else "month"
        )
    ]


def season(text: str, at: int) -> list[Piece]:
    """``été 2021``, ``hiver 2023-2024``, ``automne dernier``; a bare season waits for a cue; ``a été`` is no summer."""
    m = _SEASON.match(text, at)
    if not m or (m["season"] == "ete" and _BEEN.search(text[max(0, at - 12) : at])):
        return []
    relative = _side(m)
    year = m["year"] or (full_year(m["short"]) if m["short"] else UNKNOWN_YEAR)
    settled = year != UNKNOWN_YEAR or relative
    low = Moment(year, cal.SEASONS[m["season"]])
    return [Piece(at, m.end(), "date.season", "season", low, None, None, relative, None if settled else "season")]


def _months(year: str, first: int, last: int) -> tuple[Moment, Moment]:
    return Moment(year, first), Moment(year, last)


def _part_of_year(start: int, end: int, length: int, n: int, year: str, confidence: float = 0.95) -> list[Piece]:
    """The nth stretch of ``length`` months of a year."""
    if n * length > 12:
        return []
    low, high = _months(year, (n - 1) * length + 1, n * length)
    kind: Granularity = "quarter" if length == 3 else "half"
    return [Piece(start, end, f"date.{kind}", kind, low, high, confidence=confidence)]


def letter_quarter(text: str, at: int) -> list[Piece]:
    """``T3 2023``, ``3T23``, ``Q1 2024``, ``S1 2023``; without a year behind a preposition only."""
    if not (m := _LETTER.match(text, at)):
        return []
    kind, n = m["kind"] or m["kind2"], int(m["n"] or m["n2"])
    year = m["year"] or (full_year(m["yy"]) if m["yy"] else None)
    if year is None and not _LETTER_CUE.search(text[max(0, at - 14) : at]):
        return []
    confidence = 0.95 if year else 0.6
    pieces = _part_of_year(at, m.end(), 6 if kind in "sh" else 3, n, year or UNKNOWN_YEAR, confidence)
    return _of_fiscal_year(pieces, year, m["until"]) if year else pieces


def quarter(text: str, at: int) -> list[Piece]:
    """``3e trimestre 2023``, ``dernier trimestre de l'année 2022``, ``premier et deuxième trimestres``."""
    if not (m := _ORDINAL.match(text, at)):
        return []
    length = 3 if m["kind"] == "trimestre" else 6
    year = m["year"] or UNKNOWN_YEAR
    if m["school"]:  # its months are the school's to say
        return []
    first, last = (_which(m[n], length) if m[n] else 0 for n in ("n", "last"))
    sure = 0.95 if m["year"] else 0.85
    pieces = _part_of_year(at, m.end("n") if last else m.end(), length, first, year, sure)
    if last and pieces:
        return _to_last(pieces[0], _part_of_year(m.start("last"), m.end(), length, last, year, sure), m["tie"] == "et")
    return _of_fiscal_year(pieces, year, m["until"])


def _of_fiscal_year(pieces: list[Piece], year: str, until: str | None) -> list[Piece]:
    """A part of a year: of one that is not a calendar year (`2020/21`) only the years are sure."""
    if not pieces or not until:
        return pieces
    high = _next_year(year, until)
    return [pieces[0]._replace(low=Moment(year), high=Moment(high), confidence=0.7)] if high else []


def _which(word: str, length: int) -> int:
    """Which stretch of ``length`` months of a year an ordinal names."""
    return 12 // length if word == "dernier" else cal.ORDINALS[re.sub(r"\s+", " ", word)]


def _to_last(first: Piece, others: list[Piece], listed: bool) -> list[Piece]:
    """``premier et deuxième trimestres``: one stretch where they adjoin or run from the one to the other."""
    for last in others:
        if first.low and first.high and last.low and (first.low.month or 0) < (last.low.month or 0):
            if listed and last.low.month != (first.high.month or 0) + 1:
                return [first, last]
            return [first._replace(end=last.end, high=last.high, form="date.range", granularity="interval")]
    return []


def fortnight(text: str, at: int) -> list[Piece]:
    """``première quinzaine de mai 2023``: its first fifteen days, or the rest."""
    if not (m := _FORTNIGHT.match(text, at)) or not (number := month_number(m["month"])):
        return []
    half = cal.ORDINALS[re.sub(r"\s+", " ", m["n"])]
    if half > 2:
        return []
    year = m["year"] or UNKNOWN_YEAR
    days = days_in_month(int(year) if m["year"] else 2001, number)  # an open February ends on the 28th
    low, high = (1, 15) if half == 1 else (16, days)
    return [Piece(at, m.end(), "date.fortnight", "interval", Moment(year, number, low), Moment(year, number, high))]


def first_months(text: str, at: int) -> list[Piece]:
    """``neuf premiers mois de 2023``."""
    if not (m := _FIRST_MONTHS.match(text, at)) or not (n := count_number(m["n"])):
        return []
    last = n if m["kind"] == "mois" else 3 * n
    if not 1 < last <= 12 or (not m["year"] and "l'" not in m[0]):
        return []
    low, high = _months(m["year"] or UNKNOWN_YEAR, 1, last)
    pieces = [Piece(at, _rstrip(text, m.end()), "date.first-months", "interval", low, high, confidence=0.9)]
    return _of_fiscal_year(pieces, m["year"], m["until"]) if m["year"] else pieces


def _rstrip(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end


def named_year(text: str, at: int) -> list[Piece]:
    """``année 2011``, ``exercice 2024-2025``, ``année scolaire 2023-2024``, ``saison 2023/24``, ``années 80``."""
    if m := _DECADE.match(text, at):
        digits = m["year"] if len(m["year"]) == 4 else "19" + m["year"]
        if int(digits) % 10 == 0 and not (len(m["year"]) == 2 and int(m["year"]) < 20):
            return [Piece(at, m.end(), "date.decade", "decade", Moment(digits[:3] + "X"))]
    if m := _DECADE_WORDS.match(text, at):
        word = re.sub(r"\s+", " ", m["decade"])
        return [Piece(at, m.end(), "date.decade", "decade", Moment(f"19{cal.DECADE_WORDS[word]}X"))]
    if m := _SHORT_SEASON.match(text, at):
        year, until = full_year(m["year"]), full_year(m["until"])
        if int(until) == int(year) + 1:
            return [Piece(at, m.end(), "date.year", "interval", Moment(year), Moment(until))]
    if not (m := _NAMED_YEAR.match(text, at)):
        return []
    form = "date.fiscal-year" if m["word"] == "exercice" else "date.year"
    high = _next_year(m["year"], m["until"]) if m["until"] else None
    end = m.end() if high or not m["rest"] else m.start("rest")
    return [Piece(at, end, form, "interval" if high else "year", Moment(m["year"]), Moment(high) if high else None)]


def years(text: str, at: int) -> list[Piece]:
    """``2019-2022``, ``2024-25``, ``2019``: whether it is a year is for its neighbours to say."""
    if not (m := _YEARS.match(text, at)):
        return []
    end = m.end("year")
    high = _next_year(m["year"], m["until"]) if m["until"] else None
    if high and m["until"] and _plan(text, at, m["until"]):
        return [Piece(at, m.end(), "date.year-range", "interval", Moment(m["year"]), Moment(high), confidence=0.85)]
    if high and m["until"] and (len(m["until"]) == 4 or int(high) == int(m["year"]) + 1):
        low = Moment(m["year"])
        return [Piece(at, m.end(), "date.year-range", "interval", low, Moment(high), cue="year", confidence=0.85)]
    if m["until"] and m["sep"] in {"-", "/"}:  # "2016/679", "2021-12": a reference
        return []
    return [Piece(at, end, "date.year", "year", Moment(m["year"]), None, None, None, "year", confidence=0.9)]


def _plan(text: str, at: int, until: str) -> bool:
    """``programmation 2021-27``: the last year of a plan in two figures that can be no month."""
    return 12 < int(until) < 100 and _PLAN.search(text, max(0, at - 24), at) is not None


def century(text: str, at: int) -> list[Piece]:
    """``XXIe siècle``: called at the word ``siècle``, looks to its left."""
    if not (m := _CENTURY.search(text, max(0, at - 20), at)):
        return []
    n = cal.CENTURY_WORDS[m["word"]] if m["word"] else int(m["n"]) if m["n"].isdigit() else _roman(m["n"])
    if not 1 <= n <= 22:
        return []
    return [Piece(m.start(), at + len("siecle"), "date.century", "century", Moment(f"{n - 1:02d}XX"))]


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def school_return(text: str, at: int) -> list[Piece]:
    """``rentrée 2024`` (September), ``rentrée scolaire``, ``rentrée de janvier 2025``."""
    if not (m := _RETURN.match(text, at)):
        return []
    settled = m["year"] or m["last"] or m["next"]
    named = m["month"] or m["bare"]
    number = month_number(named) if named else 9
    low = Moment(m["year"] or UNKNOWN_YEAR, number)
    return [
        Piece(
            at,
            m.end(),
            "date.school-return",
            "month",
            low,
            None,
            None,
            _side(m),
            None if settled else "season",
            confidence=0.85,
        )
    ]
