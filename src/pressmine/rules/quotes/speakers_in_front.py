"""The speaker, from what comes before the opening mark: `X précise :`, `Selon X,`, the sentence before."""

from __future__ import annotations

import re

from pressmine.document import Document
from pressmine.french.clauses import has_finite_verb
from pressmine.french.lexicon import any_form
from pressmine.offsets import ViewSpan
from pressmine.rules.quotes.attribution import Attribution
from pressmine.rules.quotes.bearers import ANY_NAME, GENDERS, NAME, clause_end, is_bare
from pressmine.rules.quotes.initials import introduced
from pressmine.rules.quotes.marks import Marked
from pressmine.rules.quotes.saying import HIM, PRONOUN_SUBJECT, according, spoken

_FIRST_WORD = re.compile(r"\W{1,3}(?P<word>\w+)")
_ACRONYM = re.compile(r"(?:l[ae]\s|l')?[A-Z]{2,8}(?![a-z])")
_ASIDE = re.compile(rf"\s*(?:(?:\w+\s){{0,2}}par|{any_form('aside_before_quote')})\b")


#: What turns the verb in front of its subject: `comme le souligne Anne Roy : « … »`.
_INVERTED = re.compile(r"(?<!\w)(?:comme|ainsi que|tel que)\s(?:le\s|la\s|l'|nous\s|y\s)*(?:a|ont|avait|avaient)?\s?\Z")


def from_front(document: Document, mark: Marked, left: int) -> Attribution | None:
    """What the sentence before the opening mark says."""
    block = document.blocks[mark.first]
    start = max(left, block.span.start, min(document.sentence_at(mark.outer.start).start, mark.outer.start))
    if document.text[start : mark.outer.start].strip(" -–—•:,.") == "" and start == block.span.start:
        return None
    semicolon = document.text.rfind(";", start, mark.outer.start)
    if semicolon >= 0 and ANY_NAME.search(document.text, semicolon, mark.outer.start):
        start = semicolon + 1  # `assure Anne Roy ; Luc Dorme, lui, en doute : « … »`
    return read_front(document, start, mark.outer.start)


def read_front(document: Document, start: int, end: int) -> Attribution | None:
    """What a span before a quotation says about its speaker."""
    folded = document.folded
    if (who := introduced(document, start, end)) is not None:
        return Attribution("named", (who,))
    verbs = list(spoken().finditer(folded, start, end))
    verb = verbs[-1] if verbs else None
    m = next((m for m in according().finditer(folded, start, end) if _opens_clause(folded[start : m.start()])), None)
    if verb is not None and end - verb.end() <= 160 and (m is None or m.start() < verb.start()):
        return _said_front(document, start, verb, end)
    if m and (
        folded[start:end].rstrip()[-1:] in ",:"
        or m.group().strip() not in ("pour", "chez")
        or _leads_to_predicate(document, m.end(), end)
    ):
        return Attribution(
            "according",
            (ViewSpan(m.end(), end),),
            ViewSpan(m.start(), m.end()),
            pronoun=bool(HIM.match(folded, m.end(), end)),
            bare=is_bare(document, m.end(), end),
        )
    if verb is not None and end - verb.end() <= 160:
        return _said_front(document, start, verb, end)
    if folded[start:end].rstrip().endswith(":") and ANY_NAME.search(document.text, start, end):
        return Attribution("named", (ViewSpan(start, end),))
    return None


def _leads_to_predicate(document: Document, start: int, end: int) -> bool:
    """True for `Pour ⟨Anne Roy, maire de Dreux, l'accord⟩ « est une bonne nouvelle »`: a name, and the subject of what
    the marks hold.
    """
    name = NAME.match(document.text, start, end) or _ACRONYM.match(document.text, start, end)
    comma = document.text.rfind(", ", start, end)
    first = _FIRST_WORD.match(document.text, end)
    return name is not None and comma >= 0 and first is not None and has_finite_verb(first.group("word"))


def _opens_clause(before: str) -> bool:
    """True if what comes before leaves room for `selon …` to open a clause."""
    return not before.strip(" -–—•") or before.rstrip().endswith((",", ":", ";", " que", " et", " mais"))


def _said_front(document: Document, start: int, verb: re.Match[str], end: int) -> Attribution:
    cue = ViewSpan(verb.start(), verb.end())
    stretches, cut = [], verb.start()
    for comma in [*reversed([m.start() for m in re.finditer(r"[,;]", document.folded[start : verb.start()])]), -1]:
        at = start + comma + 1
        stretches.append(ViewSpan(at, cut))
        cut = start + comma if comma >= 0 else start
    asides = [s for s in stretches if _ASIDE.match(document.folded, s.start, s.end)]
    behind = ViewSpan(verb.end(), end)
    ordered = [*(s for s in stretches if s not in asides), behind, *asides]
    if _INVERTED.search(document.folded, start, verb.start()):
        ordered = [behind, *(s for s in ordered if s is not behind)]
    subject = document.folded[start : verb.start()]
    pronoun = bool(PRONOUN_SUBJECT.search(subject)) or bool(re.match(r"\W*(?:et|puis)\s(?:de\s|d')$", subject))
    pronoun = pronoun or bool(re.match(r"-t-(?:il|elle)|-(?:il|elle)\b", document.folded[verb.end() : end]))
    nearest = next((s for s in stretches if len(s) > 1), None)
    named = any(ANY_NAME.search(document.text, s.start, s.end) for s in stretches)
    bare_ = (
        nearest is not None and not pronoun and not named and any(is_bare(document, s.start, s.end) for s in stretches)
    )
    words = set(re.findall(r"[a-z]+", f"{subject} {document.folded[verb.end() : verb.end() + 8]}"))
    genders = {GENDERS[w] for w in words & GENDERS.keys()} if pronoun else set()
    gender = genders.pop() if len(genders) == 1 else None
    return Attribution("said", tuple(s for s in ordered if len(s) > 1), cue, pronoun, bare_, gender=gender)


def from_earlier(document: Document, mark: Marked, left: int) -> Attribution | None:
    """Who speaks, from the sentence before the one that is all quotation: `Le professeur Roy tempère. « … »`."""
    block = document.blocks[mark.first]
    at = max(left, block.span.start)
    before = document.text[at : mark.outer.start].rstrip()
    if len(before) < 12 or not before.endswith((".", ":")) or not _ends_sentence(document, mark):
        return None
    start = max(at, document.sentence_at(at + len(before) - 2).start)
    end = at + len(before) - 1
    if (said := spoken_last(document, start, end)) is not None:
        return said
    named = ANY_NAME.search(document.text, start, end)
    if named or is_bare(document, start, min(end, start + 60)):
        cut = document.text.find(",", start, end)
        return Attribution("carried", (ViewSpan(start, cut if cut > 0 and not named else end),), bare=not named)
    return None


def spoken_last(document: Document, start: int, end: int) -> Attribution | None:
    """Who speaks in a sentence whose last word is a verb of speech: `Le professeur Roy tempère`."""
    verbs = [m for m in spoken().finditer(document.folded, start, end) if end - m.end() < 3]
    return _said_front(document, start, verbs[-1], end) if verbs else None


def _ends_sentence(document: Document, mark: Marked) -> bool:
    """True if a quotation ends its sentence: nothing follows it there that could say who speaks."""
    if document.text[mark.inner.start : mark.inner.end].endswith((".", "!", "?", "…")):
        return True
    end = clause_end(document, mark.outer.end, document.blocks[mark.last].span.end)
    return not any(c.isalnum() for c in document.text[mark.outer.end : end])
