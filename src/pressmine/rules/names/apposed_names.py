"""Where the name of a person begins right behind the body that a function is held in, without a comma: `la directrice
d'Ateliers Morvan Sophie Lavoine`, `le gérant de Tandem L. Dorme`.
"""

from __future__ import annotations

from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_lexicon import first_words, head_length, is_function
from pressmine.french.head_nouns import is_head
from pressmine.french.lexicon import forms
from pressmine.french.lists import ambiguous_names, folded_set, given_names, things
from pressmine.french.words import Word
from pressmine.rules.names.lines import Lines

#: Words between the noun of a function and the name of who holds it at most.
_REACH = 18
_SMALL = DE | ARTICLES | {"et"}
_DETERMINERS = frozenset((*ARTICLES, *forms("determiner.indefinite")))


def apposed(lines: Lines) -> frozenset[int]:
    """The words with which such names begin."""
    found: set[int] = set()
    for index in lines.where(first_words(), is_function):
        if index == lines.line(index)[0]:
            continue
        if _introduced(lines, index) and (at := _name_behind(lines, index)):
            found.add(at)
    return frozenset(found)


def _introduced(lines: Lines, index: int) -> bool:
    """True for a function with its article, an adjective between them at most: `l'ancienne directrice`."""
    at, first = index - 1, lines.line(index)[0]
    while at > first and lines.words[at + 1].gap in (" ", "") and lines.words[at].folded not in _DETERMINERS:
        if index - at > 2:
            return False
        at -= 1
    return lines.words[at].folded in _DETERMINERS and lines.words[at + 1].gap in (" ", "")


def _name_behind(lines: Lines, index: int) -> int:
    """Where the name begins; 0 where none does."""
    words, last = lines.words, min(lines.line(index)[1], index + _REACH)
    if lines.in_capitals(index):
        return 0
    at = index + max(head_length(words, index, last), 1)
    while at < last and words[at].gap in (" ", "", "-") and not words[at].cap:
        at += 1
    if at + 1 >= last or words[at].gap not in (" ", "") or words[at - 1].folded not in (*_SMALL, "chez"):
        return 0
    bare = words[at - 1].folded in DE or words[at - 1].folded == "chez"
    found = 0
    for step in range(at + 1, last):
        word = words[step]
        if word.gap not in (" ", "", "-", " & ", ". ", ".-") or not (word.cap or word.folded in _SMALL):
            break
        if _opens_name(words, step, last) and _may_end(lines, at, step - 1, bare):
            found = step
    return found


def _opens_name(words: list[Word], index: int, last: int) -> bool:
    """True for a given name, or initials, with a surname behind."""
    word = words[index]
    if index + 1 >= last or not word.cap or word.gap != " ":
        return False
    following = words[index + 1]
    if len(word.text) == 1 and following.gap in (". ", ".-"):
        return following.cap
    if word.folded == "el" and following.gap == " " and following.folded in given_names():
        return True  # `El Hadj Omar Sow`
    given = word.folded in given_names() or "-" in word.text and word.folded.split("-")[0] in given_names()
    surname = following.cap or following.folded in DE and index + 2 < last and words[index + 2].cap
    return given and following.gap in (" ", "") and surname and word.folded not in ambiguous_names()


def _may_end(lines: Lines, first: int, at: int, bare: bool) -> bool:
    """True for a word that may be the last of the body's name: not of `Parfums Christian Dior`, `Institut Jean Monnet`,
    `Jean Paul Gaultier`.
    """
    word = lines.words[at]
    if word.text.isdigit() or word.upper and len(word.text) > 1:
        return at > first or len(word.text) > 1
    if not word.cap or word.folded.split("-")[0] in given_names() or "." in word.text or len(word.text) < 3:
        return False
    if at == first:
        named_after = is_head(word.folded) or things().get(word.folded) in ("place", "event", "product")
        return bare and not named_after and not word.folded.endswith("s")
    return bare or not lines.ordinary(word.text) or word.folded in folded_set("cues", "partners")
