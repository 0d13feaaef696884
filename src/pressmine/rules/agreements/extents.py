"""Where the name of an agreement and the list of its parties end in a sentence."""

from __future__ import annotations

import re

from pressmine.document import Document
from pressmine.french.alternatives import any_of
from pressmine.french.calendar import WEEKDAYS
from pressmine.french.clauses import has_finite_verb
from pressmine.french.lexicon import any_form
from pressmine.offsets import ViewSpan
from pressmine.rules.agreements.words import purpose, signing

#: What comes before the parties.
WITH = re.compile(rf"(?<!\w){any_form('with_parties')}(?!\w)")
#: A verb after the parties: `signée par X et Y est parue`.
_CLAUSE = re.compile(rf"\s{any_form('clause_behind_parties')}\s")
_DENIED = re.compile(r"\s(?:ne\s|n['’])")
#: Words at which the name of an agreement ends.
_TITLE_END = re.compile(rf"(?:{any_form('title_ends_at')}|{any_of(WEEKDAYS)})$")
_TITLE_WORD = re.compile(r"\s(?:«[^»]{2,80}»|“[^”]{2,80}”|\"[^\"]{2,80}\"|\([^()]{2,20}\)|[^\s,.;:()]{1,40})")


def title(document: Document, m: re.Match[str], end: int) -> ViewSpan | None:
    """The agreement's name: the noun with its complements, up to the parties or the purpose."""
    stop = m.end()
    text = document.text[m.end() : min(end, m.end() + 160)]
    at = 0
    while word := _TITLE_WORD.match(text, at):
        plain = document.folded[m.end() + word.start() : m.end() + word.end()].strip()
        if WITH.match(plain) or purpose().match(plain) or signing().match(plain) or _TITLE_END.match(plain):
            break
        at = word.end()
        stop = m.end() + word.end()
    tail = document.folded[m.end() : stop]
    stop -= len(tail) - len(re.sub(rf"\s{any_form('title_no_end')}$", "", tail))
    return ViewSpan(m.start(), stop) if stop > m.end() else None


def cut(document: Document, start: int, end: int) -> int:
    """Where a list of parties ends: at the purpose of the agreement, or at a new clause."""
    ends = (purpose().search(document.folded, start, end), _CLAUSE.search(document.folded, start, end))
    semicolon = document.folded.find(" ; ", start, end)
    stop: int = min((end, *(m.start() for m in ends if m), *([semicolon] if semicolon >= 0 else ())))
    last = document.text.find(" et ", start, stop)
    comma: int = document.text.find(", ", last, stop) if last >= 0 else -1
    while comma >= 0:
        behind = document.text.find(", ", comma + 2, stop)
        clause = document.text[comma + 2 : behind if behind >= 0 else stop]
        if has_finite_verb(clause) or _DENIED.search(clause):
            return comma
        comma = behind
    return stop
