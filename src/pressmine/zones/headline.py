"""Which line of a head is the headline: what reads most like one."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property

from pressmine.document import View
from pressmine.french.clauses import has_finite_verb
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import opens_with_head
from pressmine.french.lexicon import any_form
from pressmine.french.lists import folded_set
from pressmine.french.text_kinds import INVITES, masthead, titled_from
from pressmine.zones.head_lines import PERSON, is_address
from pressmine.zones.lines import Line

#: What a letter is about.
_SUBJECT = re.compile(rf"{any_form('subject_label')}\s?:\s?\S")
#: What a listed company prints under its name, and no headline has.
_TICKER = re.compile(rf"\b(?:{any_form('listing_label')}\b|capital (?:social )?de \d)")
#: A name, what it does, and to whom: any verb may be there.
_ACTS = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'’-]+\s(?:s'|se\s)?(?P<verb>[a-zà-öø-ÿ]{3,})\s(?:la|le|les|un|une|ses|son|sa|leurs?|l'(?=\w)|l’(?=\w))\s?"
)
#: Two sentences, of a paragraph.
_TWO = re.compile(r"[a-zà-öø-ÿ]{3}\. [A-ZÀ-ÖØ-Þ].*\.$")
#: The number of an item, or the hour of a programme: `I/- Mesures générales`, `2) Budget`, `12h00 Accueil`.
_ITEM = re.compile(
    r"(?:(?:[IVX]{1,4}|[A-H]|\d{1,2})\s?(?:/\s?-?|\))|\d{1,2}\s?-\s)\s?(?=[A-ZÀ-ÖØ-Þ])"
    r"|\d{1,2}\s?[hH]\s?(?:\d\d\b|(?=\s?[A-ZÀ-ÖØ-Þ]))"
)
_SURTITLE_END = ("...", "…")
#: What a line of one, two, three, four words is worth as a headline; of more than 30; of all others.
_BY_WORDS = {1: -4.0, 2: -2.0, 3: -0.6, 4: 0.0}
#: Words of a sentence that is a paragraph.
_PARAGRAPH = 20
#: Lowest score of a headline.
_ENOUGH = -1.0


@dataclass
class Candidate:
    """Lines that may be the headline; `follows` where no dateline or byline stands right before them, `under_kind`
    where the text's kind does. What its lines say is asked for when all of them are there.
    """

    lines: list[Line]
    index: int
    follows: bool = True
    under_kind: bool = False

    @cached_property
    def text(self) -> str:
        """All of its lines as one."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def folded(self) -> str:
        """The same, folded."""
        return " ".join(line.folded for line in self.lines)

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @cached_property
    def clause(self) -> bool:
        """True for a sentence, or a part of one, with a verb."""
        return (self.words > 4 or not self.lines[0].capitals) and has_finite_verb(self.text)

    @cached_property
    def said(self) -> bool:
        """True if it says something: it has a verb, or a colon before what it says."""
        return self.clause or " : " in self.text or acts(self.text)

    @cached_property
    def prose(self) -> bool:
        """True for a whole sentence of the text."""
        return self.words > 8 and self.text.endswith(".")

    @cached_property
    def institution(self) -> bool:
        """True if it opens like the name of a body."""
        return opens_with_head(self.text)

    @cached_property
    def address(self) -> bool:
        """True for a postal address."""
        return is_address(self.text, self.folded)


def choose(candidates: list[Candidate], view: View) -> Candidate | None:
    """The candidate that reads most like a headline, if one does."""
    plain = max((c.index for c in candidates if c.words >= 6 and not c.lines[0].capitals), default=-1)
    under = next((c.index for c in candidates if c.under_kind), -1)
    opens = bool(candidates) and candidates[0].prose and candidates[0].words > _PARAGRAPH  # the text has no headline
    best: tuple[float, int] | None = None
    found: Candidate | None = None
    listed = False
    for before, c in zip([None, *candidates], candidates, strict=False):
        score = _score(c, view)
        listed = listed or any(_ITEM.match(line.text) for line in c.lines)
        score -= 4.0 * listed  # an item, or what stands below one
        score -= 1.5 * (c.index < plain and _bare_capitals(c))  # a surtitle
        score -= (3.5 if opens else 1.5) * (c is not candidates[0] and c.text.endswith("."))  # prose
        score -= 2.0 * (opens and c.text.endswith(":"))
        score -= 1.0 * (c.index < under)  # whoever issues the text stands above its kind
        score -= 1.0 * (before is not None and c.follows and _titles(before))
        if (
            c.words <= 2
            and (c.under_kind and not _right_above(c, candidates) or len(candidates) == 1)
            and _common(c, view)
        ):
            score += 4.2 if c.under_kind else 3.6
        if best is None or (score, -c.index) > best:
            best, found = (score, -c.index), c
    return found if best is not None and best[0] >= _ENOUGH else None


def _titles(candidate: Candidate) -> bool:
    """True for a line that says something by itself: what stands right under it is a subtitle."""
    if not candidate.said or candidate.words < 3 or candidate.institution or candidate.lines[0].capitals:
        return False
    return not masthead(candidate.folded)


def _right_above(candidate: Candidate, candidates: list[Candidate]) -> bool:
    """True if another candidate is on the very next line: this one is its surtitle."""
    return any(c.index == candidate.index + 1 for c in candidates)


def acts(text: str) -> bool:
    """True for a name with what it does, whatever the verb: `Maison Roy croque la conserverie`."""
    small = folded_set("counted", "prepositions") | folded_set("counted", "stops")
    return any(fold(m.group("verb")) not in small for m in _ACTS.finditer(text))


def _common(candidate: Candidate, view: View) -> bool:
    """True for a word or two that name nobody: the text has them nowhere else with a capital."""
    if candidate.institution or not candidate.text[0].isupper() or candidate.text.endswith((":", ",")):
        return False
    return PERSON.match(candidate.text) is None and view.text.count(candidate.text) == 1


def _bare_capitals(candidate: Candidate) -> bool:
    """True for a line in capitals that says nothing of its own: a heading above a headline in small letters."""
    return candidate.lines[0].capitals and not candidate.said


def _signs(text: str) -> bool:
    """True for a name with its function: `Luc Roy, président du club`."""
    name, _, function = text.partition(", ")
    return len(name.split()) <= 6 and function[:1].islower() and is_function(fold(function).split()[0])


def _score(candidate: Candidate, view: View) -> float:
    """How much a line reads like a headline; below _ENOUGH it is not one."""
    text, folded, words = candidate.text, candidate.folded, candidate.words
    score = _BY_WORDS.get(words, 1.0 if words <= 30 else -1.0) + 0.5 * (words >= 6)
    score += (1.3 if words <= 5 and not candidate.lines[0].capitals else 0.8) * candidate.said
    score += 3.0 * (_SUBJECT.match(folded) is not None or titled_from(text, folded) > 0)
    score -= (
        1.5 * text.endswith(_SURTITLE_END) + 1.0 * (text.endswith(".") and words > 20) + 1.0 * text.endswith((":", ","))
    )
    score -= 1.5 * (INVITES.search(folded) is not None)
    score -= 1.0 * (words > 30 and text.endswith("."))  # the first paragraph of a text without a headline
    score -= 3.0 * (text[0] == "(" and text[-1] == ")")  # an aside, not what the text is about
    score -= 1.5 * bool(re.search(r"[•|·>]", text)) + 0.8 * (words <= 5 and bool(re.search(r"\s[–—/-]\s", text)))
    score -= 1.8 * (words <= 9 and candidate.institution and not candidate.said)
    score -= 3.0 * (_TICKER.search(folded) is not None or masthead(folded) > 0)
    score -= 2.5 * candidate.address + 1.5 * (sum(c.isdigit() for c in text) > 0.3 * len(text))
    score += 1.5 * (words >= 4 and not candidate.institution and view.folded.count(folded) > 1)
    score -= 2.5 * (not candidate.said and _signs(text))
    score -= 2.0 * (_TWO.search(text) is not None)
    score -= 2.0 * text[:1].islower() * (words > 8)
    return score - 0.25 * math.sqrt(candidate.index)
