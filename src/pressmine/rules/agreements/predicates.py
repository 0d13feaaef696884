"""Predicates of agreement: what in a sentence says that bodies agree, and where their names may stand.

`signent une convention`, `unissent leurs forces`, `acquiert`, `la charte réunit`, or a headline `Contrat … entre …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmine.document import Document, ZoneKind
from pressmine.offsets import ViewSpan
from pressmine.rules.agreements.extents import WITH, cut, title
from pressmine.rules.agreements.words import (
    ACTS,
    ASKED,
    AT_LAST,
    BY_IT,
    DAY,
    WEAK_KINDS,
    acquiring,
    gathering,
    joint,
    kinds,
    no_news,
    noun,
    outside,
    signed_only,
    signing,
    things,
    union,
)

_TITLES = frozenset({ZoneKind.HEADLINE, ZoneKind.SUBTITLE, ZoneKind.SURTITLE, ZoneKind.FRONT_MATTER})
#: Characters between a verb of signing and its noun.
_REACH = 160
_NEGATION = re.compile(
    r"(?<!\w)(?:n'|ne\s)(?:\S{1,20}\s){0,4}?(?:pas|jamais|plus|(?:d')?aucune?|guere)(?!\w)"
    r"|(?<!\w)(?:aucune?|sans)\s(?:\S{1,20}\s){0,3}$"
)
_SIGNATURE = re.compile(
    r"(?<![\w-])(?:signature|paraphe|conclusion|renouvellement|ratification|signataires?|cosignataires?)(?![\w-])"
)
_PLUPERFECT = re.compile(r"(?<!\w)(?:avait|avaient)\s(?:\w+ment\s|tous\s|ensemble\s)?$")
_GENERIC = re.compile(r"(?<!\w)(?:des|de|d'|plusieurs|ses|leurs|nos|vos|les|\d+)\s?$")
#: `trois associations ont signé la charte : X, Y et Z`: a number of bodies in front, their names behind a colon.
_COUNTED = re.compile(
    r"(?<!\w)(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|\d{1,3})\s(?:\w{4,16}\s)?"
    r"(?:associations|federations|organisations|organismes|syndicats|partenaires|entreprises|societes|collectivites"
    r"|communes|villes|regions|departements|etablissements|universites|ecoles|agences|institutions|structures|acteurs"
    r"|membres|signataires|poles|clubs|banques|hopitaux|laboratoires|groupes)(?!\w)"
)
_BOUND = re.compile(r"\s(?:\S{2,20}\s){0,4}?(?:entre|par|liant|unissant)\s")
_BY = re.compile(r"(?<!\w)par\s")
#: `signé par Anne Roy et Luc Petit`
_SIGNED_BY = re.compile(r"(?:co-?)?(?:sign|paraph)ee?s?\s(?:\S{2,20}\s){0,9}?par\s")
#: `qu'elles signent`: those who sign are named behind.
_WHICH = re.compile(r"\squ'(?:ils?|elles?)\s(?:(?:ont|vont|viennent de)\s)?$")
_TO = re.compile(r"\s?(?:(?:a|au|aux|avec|la|le|les|du|de|des|principal|officiel|majeur|exclusif)\s|l'|d'|a l'){1,4}")
_APPOSITION = re.compile(
    r",\s(?=[a-zà-öø-ÿ0-9](?!t\s))(?!(?:la|le|les|l')\s?(?:société|sociétés|entreprise|groupe|association|commune"
    r"|région|ville"
    r"|département|communauté|université|chambre|fédération|syndicat|fondation|agence|coopérative|caisse|banque"
    r"|métropole"
    r"|institut)\b)(?!ainsi que)(?!l')(?!la )(?!le )(?!les )"
)
_ORIGIN = re.compile(
    r"(?<!\w)(?:nee?s?|issue?s?|cree?e?s?|fruit|resultat|apres|depuis|lors|suite|consecutive?"
    r"|heriti\w+)(?:\s\S{1,20}){0,4}\s?$"
)
#: Verbs that mean an acquisition only with a body right behind them: `reprend Ferrolux`, not `reprend ses activités`.
_WEAK = re.compile(r"(?:reprend|repris|cede|s'offre|absorbe|acquis|acquiert)")
_NAMED = re.compile(
    r"\s(?:\d{1,3}\s?%\s(?:du capital\s)?)?(?:(?:la|le|les|du|de|des|de la)\s|l'|d'|de l')?"
    r"(?:(?:[a-zà-öø-ÿ-]{3,20}\s){0,3}(?:l'|d')?)?[A-ZÀ-ÖØ-Þ]"
)
_OPEN = re.compile(r"(?:ouverte|commune|conjointe|d'intention|d'engagement)")


@dataclass(frozen=True, slots=True)
class Found:
    """A predicate of agreement: its kind, what says so, the agreement's name, where its parties may stand.

    `strong` where a verb of signing says it.
    """

    kind: str
    cue: ViewSpan
    title: ViewSpan | None
    stretches: tuple[ViewSpan, ...]
    strong: bool
    signers: tuple[ViewSpan, ...] = ()


def predicate(document: Document, sentence: ViewSpan) -> Found | None:
    """The predicate of agreement of a sentence that `may_agree`, or None: what did not happen, or long ago, is none."""
    start, end = sentence.start, sentence.end
    if any(
        not AT_LAST.search(document.folded, start, m.start()) for m in no_news().finditer(document.folded, start, end)
    ):
        return None
    return (
        _signed(document, start, end)
        or _gathered(document, start, end)
        or _through(document, start, end)
        or _united(document, start, end)
        or _acquired(document, start, end)
        or _titled(document, start, end)
    )


def negated(folded: str, start: int, end: int) -> bool:
    """True where a negation stands in the last words of a stretch."""
    return bool(_NEGATION.search(folded[max(start, end - 60) : end]))


def _signed(document: Document, start: int, end: int) -> Found | None:
    """`signent une convention`, `la signature d'une convention avec X`, `une convention signée par X et Y`."""
    folded = document.folded
    nouns = list(noun().finditer(folded, start, end))
    if not nouns:
        return None
    verbs = [*signing().finditer(folded, start, end), *_SIGNATURE.finditer(folded, start, end)]
    for m in nouns:
        kind = kinds()[m.group("noun")]
        if kind in ("acquisition", "merger") or (
            m.group("noun").endswith("s") and _GENERIC.search(folded, start, m.start())
        ):
            continue
        for verb in sorted(verbs, key=lambda v: abs(v.start() - m.start())):
            if (verb.start() >= m.end() and verb.start() - m.end() > 60) or m.start() - verb.end() > _REACH:
                continue
            if (verb.start() < m.end() and verb.end() > m.start()) or not _holds(document, start, verb, m, kind):
                continue
            strong = verb.groupdict().get("weak") is None
            return Found(
                kind,
                ViewSpan(verb.start(), verb.end()),
                title(document, m, end),
                tuple(_around(document, start, verb, m, end)),
                strong,
                _signers(document, verb, end),
            )
    return None


def _signers(document: Document, verb: re.Match[str], end: int) -> tuple[ViewSpan, ...]:
    """Where those stand whose hands signed: `signé le 3 mars par Anne Roy, présidente, et Luc Petit`."""
    by = _SIGNED_BY.match(document.folded, verb.start(), end)
    if by is None:
        return ()
    aside = outside().search(document.folded, by.end(), end)
    stop = cut(document, by.end(), aside.start() if aside else end)
    return (ViewSpan(by.end(), stop),)


def _holds(document: Document, start: int, verb: re.Match[str], m: re.Match[str], kind: str) -> bool:
    """True where verb and noun make an agreement that took place."""
    folded = document.folded
    first, last = min(verb.start(), m.start()), max(verb.end(), m.end())
    if _NEGATION.search(folded[max(start, first - 40) : last + 12]):
        return False
    if _PLUPERFECT.search(folded[start : verb.start()]) and not DAY.search(folded[start:last]):
        return False
    if ASKED.search(folded[start : verb.start()].rstrip()):
        return False
    weak = verb.groupdict().get("weak")
    if weak is None:
        return True
    if m.group("noun") in signed_only():
        return False
    if verb.start() > m.start():
        return False  # `le contrat lance …`: only a verb of signing works from behind
    between = folded[verb.end() : m.start()]
    if len(between.split()) > 6 or re.search(r"[.:;]", between):
        return False
    if kind == "charter" and re.match(r"(?:adopt|adher|rejoi|rallie)", weak):
        return True
    if kind in WEAK_KINDS and kind != "partnership":
        behind = m.group() + folded[m.end() : m.end() + 22]
        return bool(joint().match(folded, m.end())) or bool(_OPEN.search(behind))
    return not re.match(r"(?:cre|lance|adopt|approuv|public|publi|form|devoil|initi)", weak) or kind == "partnership"


def _around(document: Document, start: int, verb: re.Match[str], m: re.Match[str], end: int) -> Iterator[ViewSpan]:
    """Where the parties of a signed agreement stand: in front of verb and noun, and behind `avec`, `entre`, `par`."""
    last = max(verb.end(), m.end())
    if not (verb.start() == m.end() + 1 and _BOUND.match(document.folded, last, end)):
        yield ViewSpan(start, last)  # in front of `l'accord conclu entre X et Y` stands who speaks of it
    at = last
    if verb.start() > m.end() and _WHICH.search(document.folded, m.end(), verb.start()):
        comma = document.text.find(", ", last, min(end, last + 60))
        if comma >= 0:  # `Par la déclaration qu'ils signent ce jour, X et Y exigent`
            at = cut(document, comma + 2, end)
            yield ViewSpan(comma + 2, at)
    colon = document.text.find(" : ", last, min(end, last + 140))
    if colon >= 0 and _COUNTED.search(document.folded, start, verb.start()):
        at = cut(document, colon + 3, end)
        yield ViewSpan(colon + 3, at)
    while w := WITH.search(document.folded, at, end):
        if any(
            o.end() >= w.end()
            for o in outside().finditer(document.folded, max(at, w.start() - 20), end)
            if o.start() <= w.start()
        ):
            at = w.end()  # `avec le soutien de`, `financé par`
            continue
        stop = cut(document, w.end(), end)
        yield ViewSpan(w.end(), stop)
        at = max(stop, w.end())


def _gathered(document: Document, start: int, end: int) -> Found | None:
    """`La déclaration réunit la Région X, les villes de Y et Z`: the agreement itself names its parties."""
    for m in noun().finditer(document.folded, start, end):
        kind = kinds()[m.group("noun")]
        if (
            kind in ("acquisition", "merger")
            or m.group("noun") in signed_only()
            or not re.search(r"(?:la|le|l'|cette|ce|cet)\s?$", document.folded[start : m.start()])
        ):
            continue
        verb = gathering().search(document.folded, m.end(), min(end, m.end() + 60))
        if verb and not _NEGATION.search(document.folded[m.end() : verb.end() + 12]):
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
    if m is None or _NEGATION.search(document.folded[max(start, m.start() - 25) : m.end()]):
        return None
    stretches = [ViewSpan(start, m.start())]
    to = _TO.match(document.folded, m.end(), end)
    if to or re.search(r"(?:\sa|\sau|avec|partenaire|sponsor)$", m.group()):
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
        if _NEGATION.search(document.folded[max(start, m.start() - 25) : m.end()]) or _PLUPERFECT.search(
            document.folded[start : m.start()]
        ):
            continue
        if _ORIGIN.search(document.folded[max(start, m.start() - 40) : m.start()]):
            continue  # `née de la fusion de X et de Y`: how a body came about
        if m.group("verb") and _WEAK.match(m.group()) and not _NAMED.match(document.text, m.end(), end):
            continue
        if things().match(document.folded, m.end(), end):
            continue  # `acquiert un terrain`: a thing, no body
        stop = cut(document, m.end(), end)
        comma = _APPOSITION.search(document.text, m.end(), stop)
        word = m.group("verb") or m.group("noun")
        kind = "merger" if word.startswith("fusion") else "acquisition"
        behind = ViewSpan(m.end(), comma.start() if comma else stop)
        given = m.group("noun") and _BY.search(document.folded, behind.start, behind.end)
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
