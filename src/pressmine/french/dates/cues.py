"""Whether a bare number is a year, a bare name a month, a bare word a season: what stands beside it says so.

Each function returns a confidence from 0 to 1; 0 means no date. A number that counts something is COUNTED (-1), so
that the other end of its range (``de 2000 à 2010 salariés``) goes with it.
"""

import re
from typing import Final

from pressmine.french import calendar as cal
from pressmine.french.dates.lexicon import OSP, SP
from pressmine.french.dates.types import FromEaster, Piece
from pressmine.french.lexicon import any_form, before_word

COUNTED: Final = -1.0
# A year behind a name with a capital: an edition (``Baromètre 2023``), or a part of the name (``France 2030``).
NAMED: Final = 0.56
# A year in a list: as sure as the year in front of it.
LISTED: Final = 0.81
_STRONG: Final = frozenset(cal.YEAR_CUES_STRONG)
_WEAK: Final = frozenset(cal.YEAR_CUES_WEAK)
# Of the weak ones, those that speak of time more often than of numbers: an old year may follow them.
_TEMPORAL: Final = frozenset({"vers", "avant", "apres", "entre", "par"})
_NEVER: Final = frozenset(w for w in cal.NOT_BEFORE_A_YEAR if " " not in w)
_NEVER_TWO: Final = tuple(w for w in cal.NOT_BEFORE_A_YEAR if " " in w)
_LAST_WORD: Final = re.compile(r"([^\s'(\[«\"“/-]+)[\s'-]*\Z")
_NEXT_WORD: Final = re.compile(r"\s{0,2}([a-z€%$£°²³œ]+[²³23]?(?:/min)?)(?!')")
_YEAR_LIST: Final = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?:\s{0,2}[,;/&-]\s{0,2}|\s{1,4}(?:(?:et|ou|puis)(?:\sen)?)?\s{0,3})\Z"
)
_ROW: Final = re.compile(r"(?:\A|\n)[\s*•·–#>|-]{0,8}\Z")
_ROW_AFTER: Final = re.compile(r"[\s*]{0,3}(?:[:|–\n-]|\Z)")
#: What opens a quotation, and a word right behind a number that counts nothing: `2023 s'annonce difficile`.
_OPENED: Final = re.compile(r"[«\"“][^\S\n]?\Z")
_WORD_AFTER: Final = re.compile(r"[^\S\n](?:s'|n'|se[^\S\n]|ne[^\S\n])?[a-zà-öø-ÿ]{1,20}\b(?!\s?\d)")
#: An acronym behind a round number is what it counts: `2000 PME`.
_ACRONYM: Final = re.compile(r"[^\S\n][A-ZÀ-Ý]{2,6}s?\b(?!')")
#: Letters of a code behind a word for what is numbered.
_INITIALS: Final = 4
_CELL: Final = re.compile(r"[\t|]\s{0,3}\Z")
_FOLLOWED: Final = re.compile(r"[^\S\n]\d{1,3}(?!\d)")
_QUOTED: Final = re.compile(r"[«\"“][^»\"”]{1,40}\Z")
_CLOSED: Final = re.compile(r"\s?[»\"”]")
_MONTH_STRONG: Final = re.compile(rf"\b{any_form('before_month', space=SP)}{OSP}-?{OSP}\Z")
_MONTH_WEAK: Final = re.compile(rf"\b(?:de{SP}|d'|pour{SP})\Z")
_EVERY: Final = re.compile(r"\b(?:chaque|tous\s{1,3}les)\s{1,3}(?:annees?|ans?)\b[^.;\n]{0,12}\Z")
_BEFORE_SEASON: Final = any_form("before_season", space=SP)
_SEASON_CUE: Final = re.compile(
    rf"(?:\b(?:cet?|au)|\b{_BEFORE_SEASON}{SP}(?:l'|la)|\b(?:debut|fin|mi|d'ici)\b|\bpour{SP}la){OSP}-?{OSP}\Z"
)
_FEAST_CUE: Final = re.compile(
    rf"\b(?:{any_form('before_feast', space=SP)}{SP}(?:le{SP}|la{SP}|l')?|(?:jusqu')?au{SP}|des{SP}"
    rf"|(?:jour|{any_form('part_of_day', 'eve')}){SP}{before_word('of', space=SP)})\Z"
)


def confidence(text: str, source: str, piece: Piece) -> float:
    """How sure it is that ``piece`` is a date, from its neighbours. ``text`` is normalised, ``source`` as it stands."""
    if piece.cue is None:
        return piece.confidence
    if piece.cue == "year":
        return min(piece.confidence, _year(text, source, piece))
    if piece.cue == "name":
        return 0.0 if _is_name(source, piece) else piece.confidence
    left = text[max(0, piece.start - 28) : piece.start]
    if piece.cue == "month":
        return _month(source, piece, left)
    if isinstance(piece.relative, FromEaster) and source[piece.start].islower():  # "pour l'ascension du sommet"
        return 0.0
    cue = _FEAST_CUE if piece.form == "date.feast" else _SEASON_CUE
    return 0.75 if cue.search(left) else 0.0


def _is_name(source: str, piece: Piece) -> bool:
    """Whether a word with a capital goes on with another: `Demain Sport`."""
    word, behind = source[piece.start : piece.end], source[piece.end : piece.end + 2]
    return word.istitle() and behind[:1] == " " and behind[1:].isupper()


def _month(source: str, piece: Piece, left: str) -> float:
    if _EVERY.search(left):
        return 0.0
    lower = source[piece.start].islower()
    if not lower and left.endswith("vers ") and source.startswith("Mars", piece.start):
        return 0.0  # the planet
    if _MONTH_STRONG.search(left):
        return 0.9
    return 0.6 if lower and _MONTH_WEAK.search(left) else 0.0


def counts(text: str, source: str, end: int) -> bool:
    """Whether a unit or a counted noun follows: a number, then, and no year."""
    if not (m := _NEXT_WORD.match(text, end)):
        return False
    word = m[1]
    if word in cal.COUNTED:
        return not (len(word) == 1 and m.start(1) > end and source[m.start(1)].isupper())
    if len(word) < 4 or word[-1] not in "sx" or word in cal.NOT_COUNTED or m.start(1) == end:
        return False
    return source[m.start(1)].islower() and word not in cal.MONTHS and not word.endswith(("ons", "ames"))


def _year(text: str, source: str, piece: Piece) -> float:
    start = piece.start
    left = text[max(0, start - 40) : start]
    glued = left[-1:]
    if glued and (glued.isalnum() or glued in "._@#:=+,/&?~" or (glued == "-" and not left.endswith(("mi-", " -")))):
        return 0.0
    if counts(text, source, piece.end):
        return COUNTED
    year = int(piece.low.year) if piece.low else 0
    plain = 1900 <= year <= 2050
    bare = left.rstrip()
    if bare.endswith(("(", "[")):
        sure = plain or piece.granularity == "interval"  # "(1888-1935)": the years of a life
        return 0.9 if text[piece.end : piece.end + 1] in set(")],;-/ ") and sure else 0.0
    if _ROW.search(left) and not (_QUOTED.search(left) and _CLOSED.match(source, piece.end)):
        inside = start > 0 and not _counts_acronym(source, piece)
        opens = inside or _WORD_AFTER.match(source, piece.end)
        return 0.8 if _ROW_AFTER.match(text, piece.end) and plain else 0.6 if plain and opens else 0.0
    if _OPENED.search(left):
        return 0.6 if plain and _WORD_AFTER.match(source, piece.end) else 0.0
    if _CELL.search(left) and piece.granularity == "year":  # alone in a cell: the table says what it is
        return 0.0
    if plain and _YEAR_LIST.search(left) and not _FOLLOWED.match(text, piece.end):
        return LISTED
    if not (m := _LAST_WORD.search(left)):
        apart = bare.endswith((",", ":", ";")) and not _counts_acronym(source, piece)
        return 0.5 if plain and apart else 0.0
    return _after_word(source, piece, left, m, year)


def _counts_acronym(source: str, piece: Piece) -> bool:
    round_number = piece.low is not None and piece.low.year.endswith(("00", "50"))
    return round_number and _ACRONYM.match(source, piece.end) is not None


def _after_word(source: str, piece: Piece, left: str, m: re.Match[str], year: int) -> float:
    """The confidence that the word in front gives."""
    word = m[1].rstrip(".,:;)»")
    at = piece.start - len(left) + m.start(1)
    plain = 1900 <= year <= 2050 and not (m[1] != word and _counts_acronym(source, piece))
    if word in _NEVER or left.rstrip(". ").endswith(_NEVER_TWO):
        return 0.0
    if m[1] != word:  # a mark of punctuation between the word and the number
        return 0.55 if plain and m[1][-1] in ",:;)" else 0.6 if plain and m[1][-1] == "." else 0.0
    capital = source[at].isupper()
    if word in _STRONG and not (
        word in {"horizon", "en"}
        and capital
        and "'" not in left[-14:]
        and (word == "horizon" or source[at : at + 2] == "EN")
    ):
        return 0.95
    if word in _WEAK:
        if not plain:
            return 0.7 if word in _TEMPORAL and year % 100 else 0.0
        return 0.85 if year % 500 else 0.55
    if not 1950 <= year <= 2035 or year % 500 == 0 or (_QUOTED.search(left) and _CLOSED.match(source, piece.end)):
        return 0.0
    if source[at : at + len(word)].isupper() and len(word) <= _INITIALS:
        before = _LAST_WORD.search(left[: m.start(1)])
        if before and before[1] in _NEVER:
            return 0.0  # `le vol AF 2019`
    return NAMED if capital else 0.6 if word.isalpha() and len(word) > 3 else 0.0
