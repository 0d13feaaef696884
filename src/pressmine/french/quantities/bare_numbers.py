"""Numbers without a unit: a year, part of a name, or a count of the noun behind."""

import re

from pressmine.french.alternatives import any_of
from pressmine.french.calendar import PLANS, YEAR_CUES_STRONG, YEAR_CUES_WEAK
from pressmine.french.flat import Flat
from pressmine.french.lexicon import any_form, forms
from pressmine.french.numbers import Number

#: Small words that cannot be the counted noun.
CLOSED = frozenset(forms("not_counted"))
_NEXT = re.compile(r"[ ]{1,3}(?:d')?([^\W\d_][\w'-]*)")
#: `l'an`, `qu'en`: the small word before the apostrophe is the one that follows.
_ELIDED = re.compile(r"(?<=^[lcjsnmt])'.*|(?<=^qu)'.*|(?<=^jusqu)'.*")
_PREVIOUS = re.compile(r"([\w'°&-]+)[ ]{1,2}$")
_YEAR_CUE = re.compile(rf"\b{any_of((*YEAR_CUES_STRONG, *YEAR_CUES_WEAK, *PLANS))}[ -]{{1,2}}(?:l'an )?$")
_BARE_SCALE_CUE = re.compile(rf"\b(?:{any_form('masculine')}|demi)[ -]$")
_COLLECTIVE_CUE = re.compile(r"\b(?:la|cette) $")


def next_word(flat: Flat, at: int) -> str | None:
    """The folded word after ``at``, past a gap and an elided `d'`, or None if something else is there."""
    match = _NEXT.match(flat.low, at)
    if match is None:
        return None
    return _ELIDED.sub("", match[1]) if "'" in match[1] else match[1]


def noun_follows(flat: Flat, at: int) -> bool:
    """Whether a word that can be counted follows: not a small word, nor a capitalised one that starts something new."""
    word = next_word(flat, at)
    return word is not None and word not in CLOSED and len(word) > 1


def plural_follows(flat: Flat, at: int) -> bool:
    """Whether a lower-case plural (or an acronym) follows directly."""
    match = _NEXT.match(flat.text, at)
    if match is None or next_word(flat, at) in CLOSED:
        return False
    word = match[1]
    return bool(re.search(r"(?:[sxz]|aux)$", word)) and word[0].islower() or (word.isupper() and len(word) > 1)


def is_year(flat: Flat, number: Number, hedged: bool) -> bool:
    """Whether a number of four digits is a year: by its value, a cue in front, and no plural behind."""
    digits = flat.text[number.start : number.end]
    if hedged or not (len(digits) == 4 and digits.isdigit() and 1000 <= number.value <= 2150):
        return False
    plural = plural_follows(flat, number.end)
    cue = _YEAR_CUE.search(flat.low[max(0, number.start - 14) : number.start])
    if 1900 <= number.value <= 2100:
        return not plural or bool(re.search(r"\ben $|annee $", flat.low[max(0, number.start - 7) : number.start]))
    return bool(cue) and not plural


#: `Comptez 15 à 20 minutes`: the first end of a range.
_TIED = re.compile(r" (?:a|ou|et) \d")
#: The longest word that is cut before an apostrophe: `jusqu'`.
_ELIDED_LENGTH = 2
#: Characters of its line that are looked at before a number: enough to tell a line in capitals.
_LINE = 400


def _is_small(word: str) -> bool:
    return word.isalpha() and word.islower()


def is_in_name(flat: Flat, number: Number) -> bool:
    """`Horizon 36`, `MSA 340`: an ungrouped number right after a capitalised word, with nothing after it to be
    counted."""
    if number.grouped or number.scale != 1 or number.value >= 10_000:
        return False
    before = flat.text[max(0, number.start - 24) : number.start]
    if not before.endswith((" ", " \n")) or _is_small(before.rstrip(" \n").rpartition(" ")[2]):
        return False
    previous = _PREVIOUS.search(before)
    if previous is None or plural_follows(flat, number.end):
        return False
    left, apostrophe, word = previous[1].rpartition("'")
    if apostrophe and len(left) > _ELIDED_LENGTH and left[0].isupper():
        word = previous[1]  # `Éduc'action 93`
    road = len(word) == 1 and word in "DENRT"  # `la D 942`, `le T 3`
    if not word or word.islower() or not road and (word.lower() in CLOSED or len(word) < 2):
        return False
    farthest = max(0, number.start - _LINE)
    line_start = flat.text.rfind("\n", farthest, number.start) + 1 or farthest
    if flat.text[line_start : number.end + 40].split("\n")[0].isupper():
        return False  # a line in capitals names nothing by them
    behind = flat.text[line_start : number.start - len(previous[0])].rstrip(" •")
    first = not behind or behind[-1] in ".:!?"
    counted = noun_follows(flat, number.end) or _TIED.match(flat.low, number.end) is not None
    return not (first and not word[1:].isupper() and counted)


def is_suffix(flat: Flat, number: Number) -> bool:
    """`vue du site 2` at the end of a line: a digit that numbers the words before it."""
    if (
        number.value > 9
        or number.decimals
        or number.scale > 1
        or flat.text[number.end : number.end + 1] not in ("", "\n")
    ):
        return False
    before = re.search(r"([a-z]{3,}) $", flat.low[max(0, number.start - 24) : number.start])
    return before is not None and before[1] not in CLOSED


def words_count(flat: Flat, number: Number) -> bool:
    """Whether a bare number in words counts something."""
    low = flat.low[number.start : number.end]
    if number.bare:
        before = flat.low[max(0, number.start - 8) : number.start]
        if low.endswith("s"):
            return False
        return bool((_BARE_SCALE_CUE if number.scale >= 10**6 else _COLLECTIVE_CUE).search(before)) and bool(
            re.match(r" d(?:e |')", flat.low[number.end : number.end + 4])
        )
    if number.collective or number.scale >= 10**6:
        return True
    if flat.low[number.start - 2 : number.start] == flat.low[number.end : number.end + 2] == "  ":
        return False  # alone between quotation marks: the word is meant
    if low in ("un", "une", "zero") or flat.text[number.start].isupper() and not _line_start(flat, number.start):
        return False
    if re.search(r"\b(?:tous|toutes) (?:les )?$", flat.low[max(0, number.start - 11) : number.start]):
        return False
    if number.value <= 1000:
        entre = flat.low.startswith(" d'entre ", number.end)
        noun = noun_follows(flat, number.end) and (low != "neuf" or plural_follows(flat, number.end))
        alone = number.value > 16 and low not in ("cent", "mille") and flat.low[number.end : number.end + 1] == " "
        return entre or noun or alone
    return True


def _line_start(flat: Flat, at: int) -> bool:
    before = flat.text[max(0, at - 40) : at].rstrip(" •")
    return not before or before[-1] in ".\n:!?"
