"""The patterns of numbers that are not figures and begin with a digit, built from ``not_figures.toml``."""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.lexicon import any_form, forms
from pressmine.french.lists import read_list
from pressmine.french.quantities.units import short_signs


@cache
def word_lists() -> dict[str, Any]:
    """The lists of ``not_figures.toml``."""
    return read_list("not_figures")


class Pattern(NamedTuple):
    """What is no figure, by how it begins. ``shape`` is what its first word, or its first digits and the two characters
    after them, look like: where they don't, the pattern has no chance and isn't tried."""

    reason: str
    shape: re.Pattern[str]
    pattern: re.Pattern[str]


def pattern(reason: str, shape: str, expression: str) -> Pattern:
    """A pattern compiled."""
    return Pattern(reason, re.compile(shape), re.compile(expression))


def first_letters(words: list[str], letters: int) -> str:
    """An expression for the letters that some words begin with."""
    return "|".join(sorted({re.escape(w[:letters]) for w in words}))


_PART_OF_HOUSE = any_form("street_number_part")
#: Right behind a telephone number and before its extension.
_EXTENSION = "|".join(
    rf"(?<=\d{sign}{re.escape(label)} )" for label in forms("extension_label") for sign in (" ", ", ")
)
_HOUR = r"(?:[01]?\d|2[0-4])"
CHUNK = re.compile(r"https?://|www\.|[\w.+-]@[\w-]+\.|^#\w|^@\w|[a-z0-9-]+\." + any_form("web_ending") + r"(?![a-z])")
NAME = re.compile(r"[a-z][a-z0-9]*-?\d[a-z0-9]*(?:[./-]\d+)*(?![a-z])")
FOOTNOTE_BEHIND = re.compile(r"\d{1,2}(?![\w,.]?\d)(?=[ ,.;:)]|\n|$)")


@cache
def lasting() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind hours and minutes that are a duration."""
    before, behind = any_of(word_lists()["lasting_before"], " "), any_of(word_lists()["lasting_behind"], " ")
    filler = any_of(word_lists()["lasting_fillers"], " ")
    return (
        re.compile(rf"(?<![\w-]){before}(?: {filler})?(?: \d\d? (?:a|ou))? ?:? ?(?:les )?$"),
        re.compile(rf" {behind}(?!\w)| (?:de |d')(?!l'|ce)[a-z]{{3}}"),
    )


@cache
def _others() -> tuple[Pattern, ...]:
    """What else begins with a digit, in the order in which it claims text."""
    ways = word_lists()["ways"]
    return (
        pattern("phone", "0", r"(?<![\d,])0[1-9](?:[ .-]?\d\d){4}(?!\d)|0 ?8\d\d(?: ?\d{3}){2}(?!\d)"),
        pattern("phone", r"(?:1[ .-])?\d{3}[ .)-]", r"(?<![\d,.])(?:1[ .-])?\(?\d{3}\)?[ .-]{1,2}\d{3}-\d{4}(?![\d-])"),
        pattern("phone", r"\d", rf"(?:{_EXTENSION})\d{{1,5}}(?!\d)"),
        pattern("phone", r"0\d{3}", r"(?<!\d)00\d{2}[ .()/-]{0,3}\d(?:[ .()/-]{0,2}\d){6,12}(?!\d)"),
        pattern(
            "time",
            r"\d\d?(?: ?[hjs/]|:|  )",
            rf"(?<![\d,.]){_HOUR} ?h(?:eures)? ?[0-5]\d(?!\d)(?: ?(?:-|a) ?{_HOUR} ?h(?: ?[0-5]\d)?)?"
            rf"|(?<![\d,.]){_HOUR} ?h ?(?:-|/) ?{_HOUR} ?h(?: ?[0-5]\d)?"
            r"|(?<![\d,.])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?: ?[ap]m\b)?(?!\d)"
            r"|\b24 ?(?:h|heures)? ?(?:/|sur) ?24\b ?(?:h\b)?|\b7 ?(?:j|jours)? ?(?:/|sur) ?7\b ?(?:j\b)?|\b24/7\b",
        ),
        pattern(
            "time",
            r"\d\d? ?h",
            rf"(?:(?<=\ba )|(?<=\bdes )|(?<=\bvers )|(?<=jusqu'a )|(?<=\bil est )|(?<=\bavant )|(?<=\bapres )"
            rf"|(?<=\bentre )"
            rf"|(?<=\bde ))"
            rf"{_HOUR} ?h(?:eures?)?\b(?: ?(?:[0-5]\d|\d(?= ?[.,;:)\n]|$))(?!\d))?(?: (?:a"
            rf"|et|ou) {_HOUR} ?h(?:eures?)?\b(?: ?[0-5]\d)?)?(?! de | d')",
        ),
        pattern(
            "time",
            r"\d\d? a",
            rf"(?<=\bde ){_HOUR} a {_HOUR} ?h(?:eures?)?\b(?: ?[0-5]\d)?(?! de | d')",
        ),
        pattern(
            "time",
            r"\d\d? e",
            r"(?<=\bentre )(?:[7-9]|1\d|2[0-4]) et (?:[89]|1\d|2[0-4]) ?h(?:eures?)?\b(?! (?:de|par)\b)",
        ),
        pattern(
            "identifier",
            r"\d{3} \d|\d{14}",
            r"(?<![\d ,])\d{3} \d{3} \d{3}(?: \d{5}|(?= ?(?:rcs|r\.c\.s|[),.;]|\n|$)))(?! ?[€$%\d])|\d{14}(?!\d)",
        ),
        pattern(
            "address",
            rf"\d{{1,4}}(?:[,btqe/-]| (?:[gpvbtqe/-]|{first_letters(ways, 1)}))",
            rf"(?<![\d,.])\d{{1,4}}(?: ?(?:{_PART_OF_HOUSE}|b|- ?\d{{1,4}}|/ ?\d{{1,4}}|et \d{{1,3}}))?,? "
            rf"(?:(?:grande?|petite?|vieille) )?(?:{any_of(ways, ' ')})(?![\w.])",
        ),
        *_numbering(),
    )


def _numbering() -> tuple[Pattern, ...]:
    """Codes, formats, scores and versions: digits tied by signs."""
    behind = any_of(word_lists()["scores"])
    falling = "|".join(f"{n} a (?:{'|'.join(map(str, range(n)))})" for n in range(1, 10))  # `5 à 0` is no range
    return (
        pattern("code", r"\d+-\d", r"\d+(?:-\d+){2,7}(?![\d%])"),
        pattern("code", r"\d{4}[-/]\d", r"(?:19|20)\d\d[-/]\d{2,4}(?![\d%,])(?! ?[%€])"),
        pattern(
            "name",
            r"\d{1,4}(?:,\d| ?[x×])",
            r"\d{1,4}(?:,\d{1,2})? ?[x×] ?\d{1,4}(?:,\d{1,2})?(?: ?[x×] ?\d{1,4})?(?!,?\d)",
        ),
        pattern(
            "score",
            r"\d{1,3} ?[-a]",
            rf"(?:(?<![\d,.-])\d{{1,3}} ?- ?\d{{1,3}}|(?<!\bde )(?<![\d,.-])(?:{falling}))(?![\d,%-])(?! ?[%€])"
            rf"(?= ?[),.;:\n]| ?$| (?:{behind})\b| (?!de (?:plus|moins))d[eu] )",
        ),
        pattern(
            "version",
            r"\d{1,3}\.\d",
            r"(?:(?<=[a-z+)] )|(?<= v)|(?<= v\. ))(?:\d{1,3}\.\d{1,2}(?![\d.])|(?!\d{1,3}(?:\.\d{3}){2}(?![\d.]))"
            r"\d{1,3}(?:\.\d{1,4}){2,3})"
            r"(?! (?:point|fois))(?!,?\d)"
            r"|(?<!\d)\d{1,3}\.\d{1,2}\.\d{1,2}(?:\.\d{1,3})?(?!\d)",
        ),
    )


_POSTAL = pattern(
    "address",
    r"\d{5}[ \n]|\d{1,4}[ ,][ ,\d]",
    r"(?:\d{1,4}[ ,]{1,3})?\d{5}(?=[ \n]+(?!Fran[cç]ai|Europ|PME|ETI|TPE|M€|K€)"
    r"(?:(?:L[eaEA][sS]? |L')[A-ZÉÈ]|[A-ZÉÈ][A-Za-zÉÈÀ-ÿ]{2}))"
    rf"(?! [A-Z][a-zé]+{any_form('people_ending')}\b)",
)
#: Five figures in a row that count nothing named: a postal code.
_LONE_POSTAL = pattern(
    "address", r"\d{5}(?: ?[.,;:)|\n]| ?$)", r"(?<![\d.,] )\d{5}(?!\d)(?![.,]\d)(?= ?(?:[.,;:)|]|\n|$))"
)
#: `(et non plus le 20)`: a day of the month, since `le` stands before no other number.
_DAY_OF_MONTH = pattern(
    "date", r"\d\d?(?: ?[.,;:)!?\n]| ?$)", r"(?:[12]?\d|3[01])(?![\w,.]?\d)(?= ?(?:[.,;:)!?]|\n|$))"
)
_COORDINATE = pattern("code", r"\d{1,3}°[\d ns]", r"\d{1,3}°\d{1,2}|\d{1,3}° ?[ns]\b")
_CLOCK = pattern("time", r"\d\d? ?h", rf"{_HOUR} ?h(?:eures?)?\b(?: ?[0-5]\d)?")
_LIST_MARK = pattern(
    "list_mark", r"\d\d?(?: ?[.)/°-]|\n|$)", r"\d{1,2}(?: ?(?:[.)/°](?!\d)-?(?= |$)|- ?(?=[a-z]))|(?=\n|$))"
)
_PAGE = pattern("page", r"\d{1,3}(?: ?/| s)", r"\d{1,3}(?: ?/ ?| sur )\d{1,3}(?=\n|$)")
_SECOND_MARK = pattern("list_mark", r"\d\d?[.)] ", r"\d{1,2}[.)] ")
_UNITS = any_of(short_signs())
_GLUED = pattern(
    "name",
    r"\d{1,4}[a-z]",
    rf"\d{{1,4}}(?:[dg]\b|x\d+\b|(?!(?:{_UNITS}|{any_form('ordinal_suffix')}|de|[dkx]|md|pt)\b)[a-z]{{1,2}}\d*(?![\w²³/'%€]))",
)
#: `– 30 –`, `* 2 *`, `2/2`: the end of a text, or a page, on a line of its own.
END_MARK = re.compile(r"\d{1,4}(?: ?/ ?\d{1,4})? ?[-*#]{1,3}(?=\n|$)")
#: `1) d'abord`: a number that a bracket closes and none opens.
BRACKET_MARK = re.compile(r"\d{1,2}\)(?= )")
#: `#9`: the number of an issue or a meeting.
HASH = re.compile(r"\d{1,4}(?![\w,.]?\d)(?!\w)")
#: `texte^1^`, `texte[^1]`: the mark of a note.
MARK = re.compile(r"\d{1,3}[\^\]]")
_DEGREES = re.compile(r"\d{2,3} ?(?:°|degres?\b)(?! ?c)")
NORM = re.compile(r"\d{3,5}(?:-\d{1,3}){0,3}")
CODE = re.compile(
    r"\((?:0?[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-8]|98[678])(?:(?:,| et|/| -) ?(?:\d\d|2[ab]))*\)|[\[(]\d{1,2}[\])]"
)
PLUS = re.compile(r"\+\d{1,3}[ .()/-]{0,3}(?:\(0\) ?)?\d(?:[ .()/-]{0,2}\d){5,12}(?!\d)")


@cache
def turn() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before degrees that say how far something turns, and these."""
    return re.compile(rf"(?<![\w-]){any_of(word_lists()['turns'], ' ')}s? (?:[a-z]+ )?(?:a|de|sur) $"), _DEGREES


class Chances(NamedTuple):
    """What may begin with a run of digits: each group in the order in which it claims text, most of them empty."""

    heads: tuple[Pattern, ...]
    seconds: tuple[Pattern, ...]
    others: tuple[Pattern, ...]
    postal: tuple[Pattern, ...]
    lone_postal: tuple[Pattern, ...]
    days: tuple[Pattern, ...]
    clocks: tuple[Pattern, ...]
    coordinates: tuple[Pattern, ...]
    glued: tuple[Pattern, ...]


#: A longer run looks like one of this length.
LONGEST_RUN = 15


@lru_cache(maxsize=2**12)
def chances(digits: int, zero: bool, behind: str) -> Chances:
    """What may begin with a run of so many digits (a ``zero`` in front or not) and the two characters ``behind``."""
    shape = ("0" if zero else "9") + "9" * (digits - 1) + behind
    return Chances(*(tuple(p for p in group if p.shape.match(shape)) for group in from_digit()))


@cache
def from_digit() -> Chances:
    """All that may begin with a run of digits, whatever the run looks like."""
    return Chances(
        *((_PAGE, _LIST_MARK), (_SECOND_MARK,), _others(), (_POSTAL,)),
        *((_LONE_POSTAL,), (_DAY_OF_MONTH,), (_CLOCK,), (_COORDINATE,), (_GLUED,)),
    )
