"""Predicates of agreement: the words in a sentence that say that bodies agree, and where their names may be.

`signent une convention`, `unissent leurs forces`, `acquiert`, `la charte réunit`, or a headline `Contrat … entre …`.
"""

from __future__ import annotations

import re

from pressmine.document import Document, ZoneKind
from pressmine.french.lexicon import any_form, any_written, before_word
from pressmine.offsets import ViewSpan
from pressmine.rules.agreements.extents import WITH, cut, title
from pressmine.rules.agreements.signings import CONDITIONAL, NEGATION, PLUPERFECT, Found, signed
from pressmine.rules.agreements.words import (
    ACTS,
    AT_LAST,
    BY_IT,
    MEANT,
    acquiring,
    gathering,
    kinds,
    no_news,
    notion,
    noun,
    signed_only,
    things,
    union,
)

_THE = any_form("determiner.article", "determiner.demonstrative")
_TITLES = frozenset({ZoneKind.HEADLINE, ZoneKind.SUBTITLE, ZoneKind.SURTITLE, ZoneKind.FRONT_MATTER})
_BY = re.compile(r"(?<!\w)par\s")
_TO = re.compile(rf"\s?{before_word('links_to_party')}{{1,4}}")
_ARTICLE = before_word("determiner.article")
_APPOSITION = re.compile(
    r",\s(?=[a-zà-öø-ÿ0-9](?!t\s))(?!"
    rf"{_ARTICLE}{any_written('noun_of_apposition')}\b)(?!ainsi que)(?!l')(?!la )(?!le )(?!les )"
)
_ORIGIN = re.compile(rf"(?<!\w)(?:{any_form('origin')}|heriti\w+)(?:\s\S{{1,20}}){{0,4}}\s?$")
#: What tells of a takeover: `annonce la reprise de Valdor`.
_ANNOUNCED = re.compile(rf"(?<!\w){any_form('announces_takeover')}\w+\s(?:\S{{1,12}}\s){{0,2}}$")
#: Verbs that mean an acquisition only with a body right after them: `reprend Ferrolux`, not `reprend ses activités`.
_WEAK = re.compile(any_form("takes_over_weakly"))
_NAMED = re.compile(
    rf"\s(?:\d{{1,3}}\s?%\s(?:du capital\s)?)?{before_word('determiner.article', 'of')}?"
    r"(?:(?:(?!par\s)[a-zà-öø-ÿ-]{3,20}\s){0,3}(?:l'|d')?)?[A-ZÀ-ÖØ-Þ]"
)


def predicate(document: Document, sentence: ViewSpan) -> Found | None:
    """The predicate of agreement of a sentence that `may_agree`, or None: what did not happen, or long ago, is not
    one.
    """
    start, end = sentence.start, sentence.end
    if any(
        not AT_LAST.search(document.folded, start, m.start()) for m in no_news().finditer(document.folded, start, end)
    ):
        return None
    return (
        signed(document, start, end)
        or _gathered(document, start, end)
        or _through(document, start, end)
        or _united(document, start, end)
        or _acquired(document, start, end)
        or _titled(document, start, end)
    )


def _gathered(document: Document, start: int, end: int) -> Found | None:
    """`La déclaration réunit la Région X, les villes de Y et Z`: the agreement itself names its parties."""
    for m in noun().finditer(document.folded, start, end):
        kind = kinds()[m.group("noun")]
        if (
            kind in ("acquisition", "merger")
            or m.group("noun") in signed_only()
            or not re.search(rf"{_THE}\s?$", document.folded[start : m.start()])
        ):
            continue
        verb = gathering().search(document.folded, m.end(), min(end, m.end() + 60))
        if verb and not NEGATION.search(document.folded[m.end() : verb.end() + 12]):
            stretch = ViewSpan(verb.end(), cut(document, verb.end(), end))
            return Found(kind, ViewSpan(verb.start(), verb.end()), title(document, m, verb.start()), (stretch,), True)
    return None


def _through(document: Document, start: int, end: int) -> Found | None:
    """`À travers cette convention, X et Y entendent …`: those who act by an agreement are its parties."""
    for m in noun().finditer(document.folded, start, end):
        kind = kinds()[m.group("noun")]
        if kind in ("acquisition", "merger") or not BY_IT.search(document.folded, start, m.start()):
            continue
        comma = document.text.find(", ", m.end(), min(end, m.end() + 60))
        verb = ACTS.search(document.folded, comma, end) if comma >= 0 else None
        if verb and " et " in document.folded[comma : verb.start()] and verb.start() - comma <= 200:
            cue = ViewSpan(m.start(), m.end())
            return Found(kind, cue, None, (ViewSpan(comma + 2, verb.start()),), True)
    return None


def _united(document: Document, start: int, end: int) -> Found | None:
    m = union().search(document.folded, start, end)
    if m is None or NEGATION.search(document.folded[max(start, m.start() - 25) : m.end()]):
        return None
    stretches = [ViewSpan(start, m.start())]
    to = _TO.match(document.folded, m.end(), end)
    if to or re.search(rf"\b{any_form('to_partner')}$", m.group()):
        stretches.append(ViewSpan(m.end(), cut(document, m.end(), end)))
    else:
        w = WITH.search(document.folded, m.end(), end)
        if w:
            stretches.append(ViewSpan(w.end(), cut(document, w.end(), end)))
    named = noun().search(document.folded, m.end(), end)
    if m.group().startswith("s'engagent"):
        together = " et " in document.folded[start : m.start()]
        return Found("charter", ViewSpan(m.start(), m.end()), None, tuple(stretches), together)
    return Found(
        kinds()[named.group("noun")] if named else "partnership",
        ViewSpan(m.start(), m.end()),
        None,
        tuple(stretches),
        False,
    )


def _acquired(document: Document, start: int, end: int) -> Found | None:
    """`X acquiert Y`, `l'acquisition de Y`, `X et Y fusionnent`: both sides are parties."""
    for m in acquiring().finditer(document.folded, start, end):
        if NEGATION.search(document.folded[max(start, m.start() - 25) : m.end()]):
            continue
        if PLUPERFECT.search(document.folded[start : m.start()]) or CONDITIONAL.search(
            document.folded, start, m.start()
        ):
            continue
        if m.group().endswith(("er", "re", "ir")) and MEANT.search(document.folded, start, m.start()):
            continue
        if _ORIGIN.search(document.folded[max(start, m.start() - 40) : m.start()]):
            continue  # `née de la fusion de X et de Y`: how a body came about
        if notion().search(document.folded, start, m.start()):
            continue
        if m.group("verb") and _WEAK.match(m.group()) and not _NAMED.match(document.text, m.end(), end):
            continue
        if things().match(document.folded, m.end(), end):
            continue  # `acquiert un terrain`: a thing, no body
        stop = cut(document, m.end(), end)
        comma = _APPOSITION.search(document.text, m.end(), stop)
        word = m.group("verb") or m.group("noun")
        kind = "merger" if word.startswith("fusion") else "acquisition"
        behind = ViewSpan(m.end(), comma.start() if comma else stop)
        taken = document.text[m.end() : stop]
        if m.group("verb") and kind == "acquisition" and not ("%" in taken or any(map(str.isupper, taken))):
            continue  # `Valdor reprend son activité et Norelec rachète des quotas`: no body is taken over
        given = m.group("noun") and _BY.search(document.folded, behind.start, behind.end)
        if word == "reprise" and not given and not _ANNOUNCED.search(document.folded, start, m.start()):
            continue  # `la reprise de Palmyre`, `la reprise de la Ligue 1`
        stretches = (behind,) if given else (ViewSpan(start, m.start()), behind)  # `X autorise le rachat de Y par Z`
        return Found(kind, ViewSpan(m.start(), m.end()), None, stretches, False)
    return None


def _titled(document: Document, start: int, end: int) -> Found | None:
    """A headline without a verb: `Contrat d'objectifs entre la région et le syndicat`."""
    if document.zone_at(start).kind not in _TITLES:
        return None
    m = noun().search(document.folded, start, end)
    if m is None or kinds()[m.group("noun")] in ("acquisition", "merger") or m.group("noun") in signed_only():
        return None
    w = re.compile(r"(?<!\w)(?:entre|avec)(?!\w)").search(document.folded, m.end(), end)
    if w is None:
        return None
    return Found(
        kinds()[m.group("noun")],
        ViewSpan(m.start(), m.end()),
        title(document, m, end),
        (ViewSpan(start, m.start()), ViewSpan(w.end(), cut(document, w.end(), end))),
        False,
    )
