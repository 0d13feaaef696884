"""Where the phrase of a function ends or goes on: before a verb, a date or an aim, behind a bracket or a comma."""

from __future__ import annotations

from collections.abc import Sequence

from pressmine.french.calendar import MONTHS
from pressmine.french.counted.words import is_infinitive
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_lexicon import qualifiers
from pressmine.french.lexicon import forms
from pressmine.french.verbs import acts_form
from pressmine.french.words import Word

#: Small words that lead from a function to the body in which it is held.
LINKS = frozenset(forms("link_in_function"))
#: What leads from a function to the month or year in which it is taken up, and the figures of a year.
_OPENS_A_DATE = forms("part_of_period").keys() | {"en"}
_YEAR = 4
#: What a function is taken up for: `pour trois ans`, `pour un mandat`.
_TERMS = forms("term_of_office")


def dated(words: Sequence[Word], at: int, last: int) -> bool:
    """True for a word that opens a date, how long something lasts, or an aim: `directrice en avril`, `fin 2024`, `dès
    lundi`, `le 1er mars`, `pour trois ans`, `pour remplacer`.
    """
    if at + 1 >= last:
        return False
    folded, behind = words[at].folded, words[at + 1].folded
    if words[at].text.lower() == "dès" or words[at].text in ("nommé", "nommée") and behind == "en":
        return True
    if folded in ("le", "pour"):
        lasting = at + 2 < last and words[at + 2].folded in _TERMS
        return folded == "pour" and (lasting or is_infinitive(behind)) or folded == "le" and behind[:1].isdigit()
    return folded in _OPENS_A_DATE and (behind in MONTHS or behind.isdigit() and len(behind) == _YEAR)


def acts(words: Sequence[Word], at: int) -> bool:
    """True for a verb that goes on with the sentence: `directrice générale ouvre`, `président présentera`."""
    folded = words[at].folded
    if folded in LINKS or folded in qualifiers() or words[at - 1].folded in LINKS | ARTICLES:
        return False
    return acts_form(folded) or len(folded) > 6 and folded.endswith(("era", "eront", "aient"))


def bracketed_gender(words: Sequence[Word], at: int) -> bool:
    """`président(e) de`: the bracket is part of the word in front."""
    return (
        words[at].gap == "("
        and words[at].folded in ("e", "ere", "rice", "trice", "ne", "euse")
        or words[at].gap in (") ", ")")
        and words[at - 1].folded in ("e", "ere", "rice", "trice", "ne", "euse")
    )


def resumes(words: Sequence[Word], at: int) -> bool:
    """True behind a comma that goes on with the same function: `ministre délégué, chargé des Transports`."""
    return words[at].folded in ("charge", "chargee") and any(
        w.folded.startswith(tuple(forms("of_functions_held"))) for w in words[max(0, at - 14) : at]
    )


def behind_link(words: Sequence[Word], at: int, last: int) -> int | None:
    """The word behind a link (`de la`, `chez`, `au sein du`) that begins at a word; None where none begins."""
    if words[at].folded not in LINKS:
        return None
    end = at + 1
    if words[at].folded == "au" and end + 1 < last and words[end].folded == "sein":
        end += 2
    elif words[at].folded == "aupres" and end < last and words[end].folded in DE:
        end += 1
    while (
        end < last
        and words[end].folded in ARTICLES
        and words[end].gap in (" ", "")
        and not (words[end].cap and not words[end].initial)
    ):
        end += 1
    return end if end < last and words[end].gap in (" ", "") else None
