"""Who can speak: what the subject of a verb of saying means where it has no name of its own."""

from __future__ import annotations

import re

from pressmine.french.authorities import is_public_office
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function, listed
from pressmine.french.head_nouns import is_head
from pressmine.french.holders import is_leading
from pressmine.french.lexicon import any_form, before_word, forms
from pressmine.french.name_forms import TITLE

_BEFORE = re.compile(r"[\w-]+\s")
_DETERMINER = before_word("determiner")
_SUBJECT = re.compile(rf"\W*{_DETERMINER}(?P<rest>[^,;:.]{{3,60}})")
_NOUN = re.compile(r"[a-z-]{3,24}(?!\w)")
#: `l'avocate de`, `le bras droit de M.`: right before a name, whose bearer does not speak.
_RELATED = re.compile(
    rf"\W*{_DETERMINER}(?:[a-z]+\s)?{any_form('relation')}(?!\w)"
    rf"[^,;:]{{0,40}}?\s(?:de|d')(?:\s{fold(TITLE)}\.?)?\s?$"
)
#: `auprès de`, `à l'agence`, `interrogée par le quotidien`: right before a name that is told something, or asks.
_TOLD = re.compile(
    rf"(?:^|.*[\s,]){before_word('told_by')}{before_word('determiner.article')}?"
    r"(?:(?!d[eu]s?\s)[a-z-]{2,20}\s){0,2}$"
)


def subject_noun(folded: str) -> str | None:
    """The noun of a subject without a name, behind its article and what may stand before it.

    >>> subject_noun(" la jeune directrice de la regie"), subject_noun(" elle"), subject_noun(" ce dernier")
    ('directrice', None, 'dernier')
    """
    m = _SUBJECT.match(folded)
    if m is None:
        return None
    rest = m["rest"]
    first = _BEFORE.match(rest)
    if first and first.group().strip() in listed("before"):
        rest = rest[first.end() :]
    noun = _NOUN.match(rest)
    return noun.group() if noun else None


def is_no_person(noun: str) -> bool:
    """True for a noun of a body, or of another voice that is no one person's.

    >>> is_no_person("association"), is_no_person("foule"), is_no_person("maire")
    (True, True, False)
    """
    return not is_function(noun) and (is_head(noun) or noun in forms("voice"))


def may_mean(noun: str | None, function: str | None) -> bool:
    """True if a subject without a name can mean someone of this (folded) function, or of none that the text says.

    >>> may_mean("ingenieur", "directrice"), may_mean("presidente", "directrice"), may_mean("ingenieur", None)
    (False, True, True)
    >>> may_mean("mere", None), may_mean("avocate", "avocate au barreau de Dreux")
    (False, True)
    """
    if noun is None or noun in forms("anyone"):
        return True
    if not function:
        return noun not in forms("relation")
    leads = is_leading(noun) and is_leading(function) and not is_public_office(noun)  # a treasurer is no mayor
    return noun[:7] in function or leads


def belongs_to_another(before: str) -> bool:
    """True where a folded subject ends in front of a name whose bearer it only belongs to.

    >>> belongs_to_another(" l'avocate de "), belongs_to_another(" la maire de "), belongs_to_another(" l'avis de ")
    (True, False, False)
    """
    return bool(_RELATED.match(before))


def is_told(before: str) -> bool:
    """True where a folded clause ends in front of a name that is told something, or asks.

    >>> is_told("le gerant a declare a l'"), is_told("contactee par le quotidien "), is_told("la direction de ")
    (True, True, False)
    """
    return bool(_TOLD.match(before))
