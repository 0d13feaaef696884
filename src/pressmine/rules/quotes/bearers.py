"""Names and functions next to a quotation: does a span name a person, only a function, or nobody?"""

from __future__ import annotations

import re
from dataclasses import replace

from pressmine.document import Document
from pressmine.french.clauses import has_finite_verb
from pressmine.french.folding import fold
from pressmine.french.function_lexicon import is_function
from pressmine.french.lexicon import any_written
from pressmine.french.name_forms import RANK, TITLE
from pressmine.offsets import ViewSpan
from pressmine.rules.quotes.attribution import Attribution
from pressmine.rules.quotes.saying import ARTICLE, documents, nameless

#: A line or clause that begins with a person's name: `Mme Anne de La Tour`, `– Marie MARTIN`, `(Paul Roy`.
NAME = re.compile(
    rf"[\s,(–—-]{{0,4}}(?:{TITLE}\.?\s)?"
    rf"[A-ZÀ-ÖØ-Þ][\w'’.-]{{0,30}}(?:\s[A-ZÀ-ÖØ-Þ]\.){{0,2}}\s(?:(?:{any_written('particle')}|N')\s?){{0,3}}[A-ZÀ-ÖØ-Þ]"
)
#: The whole name before what its bearer is.
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_PARTICLE = rf"(?:{any_written('particle')}\s?)?"
_BEARER = re.compile(
    rf"[\s,(–—-]{{0,4}}(?P<name>{_WORD}(?:\s{_PARTICLE}{_WORD}){{1,4}})\s?[,(–—-]\s?(?P<function>[\w-]+)"
)
ANY_NAME = re.compile(
    rf"(?:(?<![\w'])|(?<=[dD]'))[A-ZÀ-ÖØ-Þ](?:[^\W\d_A-ZÀ-ÖØ-Þ]|['-])+\s{_PARTICLE}[A-ZÀ-ÖØ-Þ]|(?:M\.|Mme|Dr"
    r"|Pr)\s[A-ZÀ-ÖØ-Þ]|(?<!\w)(?:[A-ZÀ-ÖØ-Þ]\.[\s-]?){1,2}[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]"
)
_SENTENCE_END = re.compile(r"(?<![\s.-][A-ZÀ-ÖØ-Þ])(?<!\s[DP]r)(?<!\sSt)(?<!\sMM)[.!?](?:\s|$)")
#: `un geste que Anne Roy explique ainsi`: whom a clause names after a subject without a name.
_RELATIVE = re.compile(r"\s(?:que|dont)\s|\squ'")
_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ][\w'-]*")
_TITLED = re.compile(rf",?\s?(?:le|la)\s(?i:{TITLE}|{RANK})\.?\s[A-ZÀ-Ý]")
GENDERS = {"il": "m", "elle": "f"}


def named_only(document: Document, found: Attribution) -> Attribution:
    """The span without what an unnamed subject says about itself: `raconte un salarié de la société Orvelle`."""
    said_before = found.way == "said" and not found.behind and found.cue is not None
    front = found.cue.start if said_before and found.cue is not None else 0
    subjects = [s for s in found.speakers if not front or s.end <= front]
    if not any(nameless().match(document.folded, s.start, s.end) for s in subjects):
        return found
    parts = []
    for stretch in subjects:
        comma = document.text.find(",", stretch.start, stretch.end)
        without = nameless().match(document.folded, stretch.start, stretch.end)
        clause = _RELATIVE.search(document.text, stretch.start, stretch.end) if comma < 0 else None
        beyond = comma if comma >= 0 else clause.end() if clause else stretch.end
        start = beyond if without else stretch.start
        if NAME.match(document.text, start, stretch.end) or _TITLED.match(document.text, start, stretch.end):
            parts.append(ViewSpan(start, stretch.end))
    return replace(found, speakers=tuple(parts))


def is_bare(document: Document, start: int, stop: int) -> bool:
    """True if a span names a function and no one: `la présidente du syndicat`; not `l'un des membres`."""
    m = re.compile(r"\s*").match(document.folded, start, stop)
    at = m.end() if m else start
    if documents().match(document.folded, at, stop) or nameless().match(document.folded, at, stop):
        return False
    return bool(ARTICLE.match(document.text, at, stop)) and not ANY_NAME.search(document.text, at, stop)


def clause_end(document: Document, start: int, end: int) -> int:
    """The end of the sentence that says who speaks."""
    m = _SENTENCE_END.search(document.text, start, end)
    return m.start() if m else end


def describes(text: str) -> bool:
    """True for a name and a description of its bearer, without a verb: `Anne Roy, guide de montagne`."""
    m = _BEARER.match(text)
    rest = text[m.end() :] if m and names_function(m["function"]) else text
    return bool(NAME.match(text)) and not any(has_finite_verb(_CAPITALISED.sub("", t)) for t in rest.split(",", 1))


def names_function(word: str) -> bool:
    """True for the noun of a function, or a compound that begins with one: `présidente-directrice`."""
    folded = fold(word)
    return is_function(folded) or is_function(folded.partition("-")[0])


def signer(document: Document, start: int, end: int) -> ViewSpan | None:
    """The name that opens a span with a function right after it."""
    m = _BEARER.match(document.text, start, end)
    return ViewSpan(m.start("name"), m.end("name")) if m and names_function(m["function"]) else None
