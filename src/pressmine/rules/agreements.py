"""Agreements: sentences that say who agrees with whom, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressmine.document import Document, ZoneKind
from pressmine.evidence import AgreementReading, Cue, Evidence, Rule
from pressmine.offsets import Span, ViewSpan
from pressmine.rules.header_dates import full_dates
from pressmine.rules.agreement_words import (
    WEAK_KINDS,
    acquiring,
    joint,
    kinds,
    no_news,
    noun,
    outside,
    purpose,
    signing,
    union,
)

_ZONES = frozenset(
    {
        ZoneKind.HEADLINE,
        ZoneKind.SUBTITLE,
        ZoneKind.SURTITLE,
        ZoneKind.LEAD,
        ZoneKind.BODY,
        ZoneKind.LIST,
        ZoneKind.HEADING,
        ZoneKind.CREDIT,
    }
)
_TITLES = frozenset({ZoneKind.HEADLINE, ZoneKind.SUBTITLE, ZoneKind.SURTITLE, ZoneKind.FRONT_MATTER})
#: Characters between a verb of signing and its noun.
_REACH = 160
_NEGATION = re.compile(
    r"(?<!\w)(?:n'|ne\s)(?:\S+\s){0,4}?(?:pas|jamais|plus|aucune?|guere)(?!\w)|(?<!\w)(?:aucune?|sans)\s(?:\S+\s){0,3}$"
)
_SIGNATURE = re.compile(
    r"(?<![\w-])(?:signature|paraphe|conclusion|renouvellement|ratification|signataires?|cosignataires?)(?![\w-])"
)
_PLUPERFECT = re.compile(r"(?<!\w)(?:avait|avaient)\s(?:\w+ment\s|tous\s|ensemble\s)?$")
_GENERIC = re.compile(r"(?<!\w)(?:des|de|d'|plusieurs|ses|leurs|nos|vos|les|\d+)\s?$")
_WITH = re.compile(r"(?<!\w)(?:avec|entre|par|aux cotes d[eu]s?|d'une part|a laquelle|auquel)(?!\w)")
_TO = re.compile(r"\s?(?:a|au|aux|avec|la|le|les|l'|du|de|des|d'|principal|officiel|majeur|exclusif|\s)+(?!\w)")
_PRONOUN = re.compile(
    r"(?:^|[,;]\s)(?:il|elle|ils|elles|la societe|le groupe|l'entreprise|l'association|la cooperative|le club|l'etablissement|la collectivite|celui-ci|celle-ci)\s"
)
_APPOSITION = re.compile(
    r",\s(?=[a-zà-öø-ÿ0-9](?!t\s))(?!(?:la|le|les|l')\s?(?:société|sociétés|entreprise|groupe|association|commune|région|ville|département|communauté|université|chambre|fédération|syndicat|fondation|agence|coopérative|caisse|banque|métropole|institut)\b)(?!ainsi que)(?!l')(?!la )(?!le )(?!les )"
)
_THEIRS = re.compile(r"(?<!\w)(?:par|entre)\s(?:leurs?|les deux|les trois|les quatre|ces)\s")
_ORIGIN = re.compile(
    r"(?<!\w)(?:nee?s?|issue?s?|cree?e?s?|fruit|resultat|apres|depuis|lors|suite|consecutive?|heriti\w+)(?:\s\S+){0,4}\s?$"
)
_AGAIN = re.compile(
    r"(?<!\w)l'(?:a|ont)\s(?:\w+\s){0,2}?(?:signee?|paraphee?|ratifiee?|cosignee?|rejointe?)(?!\w)|(?<!\w)(?:y ont|y a)\s(?:\w+\s)?adhere(?!\w)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PLACE = re.compile(r"(?<!\w)à\s(?=[A-ZÀ-Ý])")


@dataclass(frozen=True, slots=True)
class _Found:
    """A predicate of agreement in a sentence: what says so, and from where to where its parties may stand."""

    kind: str
    cue: ViewSpan
    title: ViewSpan | None
    stretches: tuple[ViewSpan, ...]
    strong: bool


def find_agreements(document: Document) -> Iterator[Evidence]:
    """Evidence for each sentence that reports an agreement."""
    previous: ViewSpan | None = None
    last: Evidence | None = None
    year = _year(document)
    for sentence in _sentences(document):
        if not _old(document, sentence, year):
            again = _AGAIN.search(document.folded, sentence.start, sentence.end)
            if again and last is not None:
                yield _joined(document, sentence, again, last)
            for found in _predicates(document, sentence):
                last = _evidence(document, sentence, found, previous)
                yield last
        previous = sentence


def _year(document: Document) -> int | None:
    """The year of publication, as far as the metadata or the head's first full date tell it."""
    published = document.source.metadata.published
    if published:
        return int(published[:4])
    first = next(full_dates(document.folded, 0, min(len(document.folded), 1500)), None)
    return first.value.year if first else None


def _old(document: Document, sentence: ViewSpan, year: int | None) -> bool:
    """True where all years that a sentence names are long past: history, no news."""
    years = [int(y) for y in _YEAR.findall(document.text[sentence.start : sentence.end])]
    return year is not None and bool(years) and max(years) < year - 1


def _joined(document: Document, sentence: ViewSpan, again: re.Match[str], last: Evidence) -> Evidence:
    """`Les communes l'ont également signée`: more parties of the agreement before."""
    reading = last.reading
    if not isinstance(reading, AgreementReading):
        raise TypeError(f"{last.rule} is no agreement")
    stretch = ViewSpan(sentence.start, again.start())
    excluded = [_source(document, e) for e in _excluded(document, stretch, stretch)]
    own = _source(document, stretch)
    return replace(
        last,
        span=_source(document, sentence),
        reading=replace(reading, parties=(*reading.parties, own), excluded=(*reading.excluded, *excluded)),
        cues=(Cue("agrees", _source(document, ViewSpan(again.start(), again.end()))),),
    )


def _sentences(document: Document) -> Iterator[ViewSpan]:
    title = document.source.metadata.title_span
    if title is not None and document.source.format == "md":
        yield document.view_span(title)
    for sentence in document.sentences:
        if document.zone_at(sentence.start).kind in _ZONES:
            yield sentence


def _predicates(document: Document, sentence: ViewSpan) -> Iterator[_Found]:
    start, end = sentence.start, sentence.end
    folded = document.folded
    if no_news().search(folded, start, end):
        return
    found = (
        _signed(document, start, end)
        or _united(document, start, end)
        or _acquired(document, start, end)
        or _titled(document, start, end)
    )
    if found is not None:
        yield found


def _signed(document: Document, start: int, end: int) -> _Found | None:
    """`signent une convention`, `la signature d'une convention avec X`, `une convention signée par X et Y`."""
    folded = document.folded
    verbs = [*signing().finditer(folded, start, end), *_SIGNATURE.finditer(folded, start, end)]
    for m in noun().finditer(folded, start, end):
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
            return _Found(
                kind,
                ViewSpan(verb.start(), verb.end()),
                _title(document, m, end),
                tuple(_around(document, start, verb, m, end)),
                strong,
            )
    return None


def _holds(document: Document, start: int, verb: re.Match[str], m: re.Match[str], kind: str) -> bool:
    """True where verb and noun make an agreement that took place."""
    folded = document.folded
    first, last = min(verb.start(), m.start()), max(verb.end(), m.end())
    if _NEGATION.search(folded[max(start, first - 40) : last + 12]) or _PLUPERFECT.search(folded[start : verb.start()]):
        return False
    weak = verb.groupdict().get("weak")
    if weak is None:
        return True
    if verb.start() > m.start():
        return False  # `le contrat lance …`: only a verb of signing works from behind
    between = folded[verb.end() : m.start()]
    if len(between.split()) > 6 or re.search(r"[.:;]", between):
        return False
    if kind == "charter" and re.match(r"(?:adopt|adher|rejoi|rallie)", weak):
        return True
    if kind in WEAK_KINDS and kind != "partnership":
        return bool(joint().match(folded, m.end())) or bool(
            re.search(
                r"(?:ouverte|commune|conjointe|d'intention|d'engagement)", m.group() + folded[m.end() : m.end() + 22]
            )
        )
    return not re.match(r"(?:cre|lance|adopt|approuv|public|publi|form|devoil|initi)", weak) or kind == "partnership"


def _title(document: Document, m: re.Match[str], end: int) -> ViewSpan | None:
    """The agreement's name: the noun with what says what it is, up to its parties or its purpose."""
    stop = m.end()
    for word in re.finditer(
        r"\s(?:«[^»]{2,80}»|“[^”]{2,80}”|\"[^\"]{2,80}\"|\([^()]{2,20}\)|[^\s,.;:()]+)",
        document.text[m.end() : min(end, m.end() + 160)],
    ):
        plain = document.folded[m.end() + word.start() : m.end() + word.end()].strip()
        if (
            _WITH.match(plain)
            or purpose().match(plain)
            or signing().match(plain)
            or re.match(
                r"(?:lors|a|au|aux|le|ce|la|des|entre|en|sur|dans|jeudi|lundi|mardi|mercredi|vendredi|samedi|hier|est|a ete|fut|sera|qu')$",
                plain,
            )
        ):
            break
        stop = m.end() + word.end()
        if document.text[stop : stop + 1] in ",.;:":
            break
    tail = document.folded[m.end() : stop]
    stop -= len(tail) - len(re.sub(r"\s(?:de|du|d'|et|un|une|pour|par)$", "", tail))
    return ViewSpan(m.start(), stop) if stop > m.end() else None


def _around(document: Document, start: int, verb: re.Match[str], m: re.Match[str], end: int) -> Iterator[ViewSpan]:
    """Where the parties of a signed agreement stand: in front of verb and noun, and behind `avec`, `entre`, `par`."""
    last = max(verb.end(), m.end())
    yield ViewSpan(start, last)
    at = last
    while w := _WITH.search(document.folded, at, end):
        stop = _cut(document, w.end(), end)
        yield ViewSpan(w.end(), stop)
        at = max(stop, w.end())


def _cut(document: Document, start: int, end: int) -> int:
    """Where a list of parties ends: at what the agreement is for, or at a new clause."""
    m = purpose().search(document.folded, start, end)
    semicolon = document.folded.find(" ; ", start, end)
    return min(x for x in (m.start() if m else end, semicolon if semicolon >= 0 else end, end))


def _united(document: Document, start: int, end: int) -> _Found | None:
    m = union().search(document.folded, start, end)
    if m is None or _NEGATION.search(document.folded[max(start, m.start() - 25) : m.end()]):
        return None
    stretches = [ViewSpan(start, m.start())]
    to = _TO.match(document.folded, m.end(), end)
    if to or re.search(r"(?:\sa|\sau|avec|partenaire|sponsor)$", m.group()):
        stretches.append(ViewSpan(m.end(), _cut(document, m.end(), end)))
    else:
        w = _WITH.search(document.folded, m.end(), end)
        if w:
            stretches.append(ViewSpan(w.end(), _cut(document, w.end(), end)))
    named = noun().search(document.folded, m.end(), end)
    return _Found(
        kinds()[named.group("noun")] if named and "mission" not in m.group() else "partnership",
        ViewSpan(m.start(), m.end()),
        None,
        tuple(stretches),
        False,
    )


def _acquired(document: Document, start: int, end: int) -> _Found | None:
    """`X acquiert Y`, `l'acquisition de Y`, `X et Y fusionnent`: both sides are parties."""
    for m in acquiring().finditer(document.folded, start, end):
        if _NEGATION.search(document.folded[max(start, m.start() - 25) : m.end()]) or _PLUPERFECT.search(
            document.folded[start : m.start()]
        ):
            continue
        if _ORIGIN.search(document.folded[max(start, m.start() - 40) : m.start()]):
            continue  # `née de la fusion de X et de Y`: how a body came about
        stop = _cut(document, m.end(), end)
        comma = _APPOSITION.search(document.text, m.end(), stop)
        word = m.group("verb") or m.group("noun")
        kind = "merger" if word.startswith("fusion") else "acquisition"
        stretches = (ViewSpan(start, m.start()), ViewSpan(m.end(), comma.start() if comma else stop))
        return _Found(kind, ViewSpan(m.start(), m.end()), None, stretches, False)
    return None


def _titled(document: Document, start: int, end: int) -> _Found | None:
    """A headline without a verb: `Contrat d'objectifs entre la région et le syndicat`."""
    if document.zone_at(start).kind not in _TITLES:
        return None
    m = noun().search(document.folded, start, end)
    if m is None or kinds()[m.group("noun")] in ("acquisition", "merger"):
        return None
    w = re.compile(r"(?<!\w)(?:entre|avec)(?!\w)").search(document.folded, m.end(), end)
    if w is None:
        return None
    return _Found(
        kinds()[m.group("noun")],
        ViewSpan(m.start(), m.end()),
        _title(document, m, end),
        (ViewSpan(start, m.start()), ViewSpan(w.end(), _cut(document, w.end(), end))),
        False,
    )


def _evidence(document: Document, sentence: ViewSpan, found: _Found, previous: ViewSpan | None) -> Evidence:
    start, end = sentence.start, sentence.end
    stretches = [s for s in found.stretches if len(s) > 1]
    stretches += _called_notes(document, found.stretches)
    stretches += _listed(document, sentence)
    if previous is not None and _THEIRS.search(document.folded, found.cue.end, end):
        stretches.append(previous)
    elif (
        previous is not None
        and _PRONOUN.search(document.folded[start : found.cue.start])
        and document.block_at(previous.start) is document.block_at(start)
    ):
        comma = document.text.find(",", previous.start, previous.end)
        stretches.append(ViewSpan(previous.start, min(previous.start + 90, comma if comma > 0 else previous.end)))
    excluded = [e for s in stretches for e in _excluded(document, s, found.cue)]
    place = _PLACE.search(document.text, start, end)
    return Evidence(
        rule="agreement.sentence",
        span=document.span(start, end),
        reading=AgreementReading(
            kind=found.kind,
            title=_source(document, found.title) if found.title else None,
            date=document.span(start, end),
            place=_source(document, ViewSpan(place.end(), min(end, place.end() + 40))) if place else None,
            parties=tuple(_source(document, s) for s in stretches),
            representatives=tuple(_source(document, s) for s in stretches),
            excluded=tuple(_source(document, e) for e in excluded),
        ),
        confidence=0.9 if found.strong else 0.75,
        cues=(Cue("agrees", _source(document, found.cue)),),
    )


def _source(document: Document, span: ViewSpan) -> Span:
    return document.span(span.start, span.end)


def _called_notes(document: Document, stretches: tuple[ViewSpan, ...]) -> list[ViewSpan]:
    """Footnotes that the parties' stretches call."""
    if not stretches:
        return []
    whole = ViewSpan(min(s.start for s in stretches), max(s.end for s in stretches) + 3)
    return [
        note.span for note in document.footnotes if any(whole.start <= call.start < whole.end for call in note.calls)
    ]


def _listed(document: Document, sentence: ViewSpan) -> list[ViewSpan]:
    """The items of a list that the sentence opens with a colon."""
    if not document.text[sentence.start : sentence.end].rstrip().endswith(":"):
        return []
    if not re.search(
        r"(?:entre|avec|par|signataires?|parties|partenaires?|sont|:)\s?:?\s*$",
        document.folded[sentence.start : sentence.end].rstrip(" :\n") + " ",
    ):
        return []
    items = []
    for block in document.blocks:
        if block.span.start >= sentence.end:
            if document.zones[block.zone].kind is not ZoneKind.LIST:
                break
            items.append(block.span)
    return items


def _excluded(document: Document, stretch: ViewSpan, cue: ViewSpan) -> Iterator[ViewSpan]:
    """Phrases inside a stretch whose bodies do not sign: `en présence de …`, `filiale de …`, up to the next comma."""
    for m in outside().finditer(document.folded, stretch.start, stretch.end):
        stop = re.compile(
            r"[,;:)]|\s(?:signe|signent|a signe|ont signe|et (?:la|le|les|l')\s|avec\s|a\s|ont\s|annonce|concl)"
        ).search(document.folded, m.end(), stretch.end)
        yield ViewSpan(m.start(), stop.start() if stop else stretch.end)


RULES = (
    Rule(
        "agreement.sentence",
        "Une phrase qui dit qui s'accorde avec qui : signature, partenariat, acquisition, déclaration.",
        find_agreements,
    ),
)
