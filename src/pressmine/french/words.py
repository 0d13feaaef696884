"""The words of a line with what a reader of names asks of them: case, place in the sentence, elision.

Works on the text that the cleaner left: one kind of apostrophe, hyphen and space. Positions count in the line's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmine.french.folding import fold
from pressmine.french.lexicon import any_form, any_written, forms
from pressmine.french.lists import folded_set, read_list

#: In a credit an agency stands beside whose picture it is: `AFP/Sophie Roy`, `Sophie Roy/AFP`.
_AGENCY = any_written("news_agency", "agency_in_credit") + r"(?!\w)"
_WORD = re.compile(
    r"(?P<elision>(?:[DdLl]|[cjmnst]|[CJMNST](?='[a-zà-öø-ÿœ])|[Qq]u|QU|(?i:" + any_form("elides") + r"))'(?=[^\W\d_]))"
    r"|(?P<former>[Ee]x-(?=[A-ZÀ-ÖØ-Þ0-9]|$))"
    r"|(?P<agency>" + _AGENCY + r"(?=/[A-ZÀ-ÖØ-Þ]))"
    r"|(?P<pdg>P\.-?D\.-?G\.?(?!\w))"
    r"|(?P<word>[^\W_]+'s(?=\s[A-Z]|[\s,.;:)]|$)|[^\W_]+(?:[-'.+·][^\W_]+|/(?!" + _AGENCY + r")[^\W_]+|&[^\W_]+)*\+?)"
)
#: Addresses and links: no names are read inside them.
ADDRESS = re.compile(
    r"[\w.+-]{1,80}@[\w.-]{1,80}|https?://\S{1,500}|www\.\S{1,300}|(?<![\w.])[a-z0-9-]{1,40}(?:\.[a-z0-9-]{2,40}){1,4}(?:/\S{0,300})?(?![\w])"
)
#: Without one of these there is no address in a line.
_MAY_ADDRESS = re.compile(r"@|://|www\.|\.[a-z0-9-]{2}")
#: Openers whose accents count.
_ACCENTED = frozenset(word for word in read_list("openers")["openers"].split() if not word.isascii())
_PLAIN = frozenset(map(fold, _ACCENTED))
#: What may follow a verb with a hyphen.
_PRONOUNS = forms("clitic").keys() | forms("subject_pronoun").keys()
#: How the forms of a verb end that a pronoun may follow with a hyphen.
_VERB_ENDINGS = tuple(forms("ending_before_clitic"))
_OPENS = frozenset('.!?:;«"“”([•●▪◦■□►▶➢➔→✓✔*·-–—|\t…/')


@dataclass(slots=True)
class Word:
    """A word of a line. `cap` says that a capital is in it, `initial` that it stands where any word has a capital."""

    start: int
    end: int
    text: str
    folded: str
    cap: bool
    initial: bool
    elision: bool
    gap: str

    @property
    def upper(self) -> bool:
        """True for two capitals or more and no small letter: `LEEM`, `CO2`, but not `A`, `G7`."""
        return self.text.isupper() and (
            len(self.text) > 1 if self.text.isalpha() else sum(c.isalpha() for c in self.text) >= 2
        )


def opens_sentence(word: Word) -> bool:
    """True for a word that has a capital because it opens a sentence and is in no name: `Côté`, but not `Côte`."""
    return word.folded in folded_set("openers", "openers") and (
        word.folded not in _PLAIN or word.text.lower() in _ACCENTED or word.text.lower() == word.folded
    )


def has_pronoun(word: Word) -> bool:
    """True for a verb with the pronoun behind it, which opens a sentence: `Soyons-en`, `Dites-le`, `Faut-il`."""
    verb, joint, pronoun = word.folded.rpartition("-")
    return bool(joint) and pronoun in _PRONOUNS and verb.endswith(_VERB_ENDINGS)


def words_of(text: str, offset: int = 0, folded: str | None = None) -> list[Word]:
    """The words of a line in order; `gap` is what is between a word and the one before it. `folded`: the text's
    fold, where the caller has it.

    >>> [(w.text, w.cap, w.initial) for w in words_of("L'Oréal et le Leem.")]
    [("L'", True, True), ('Oréal', True, True), ('et', False, False), ('le', False, False), ('Leem', True, False)]
    """
    closed = [m.span() for m in ADDRESS.finditer(text)] if _MAY_ADDRESS.search(text) else []
    plain, lower = fold(text) if folded is None else folded, text.lower()
    lower = lower if len(lower) == len(text) else plain
    found: list[Word] = []
    at, index = 0, 0
    for m in _WORD.finditer(text):
        start, end = m.span()
        if closed:
            while index < len(closed) and closed[index][1] <= start:
                index += 1
            if index < len(closed) and closed[index][0] < end:
                continue
        gap = text[at:start]
        elision = m.lastgroup == "elision"
        piece = m.group()
        said = "pdg" if m.lastgroup == "pdg" else plain[start:end]
        initial = not found or (gap != " " and not _OPENS.isdisjoint(gap))
        initial = initial or gap == ") " and len(found[-1].text) < 3  # `2) La …`, `(2) La …`
        found.append(Word(offset + start, offset + end, piece, said, lower[start:end] != piece, initial, elision, gap))
        at = end
    return found
