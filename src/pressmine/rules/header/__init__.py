"""The header: title, subtitle, kind, publication date and place, issuer, embargo, what is replaced, the byline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, MarkKind, Zone, ZoneKind
from pressmine.evidence import AuthorReading, EntityReading, Evidence, HeaderReading, Rule
from pressmine.offsets import Span
from pressmine.rules.header.dates import Found, day_and_month, full_dates, paris_time, time_behind
from pressmine.rules.header.kind import find_kind
from pressmine.rules.together import together

_PLACE = re.compile(
    r"[\s*–—-]{0,4}(?P<place>(?!Rendez|Invitation|Date|Jusqu|Depuis|Avant|Mise"
    r"|Publi)[A-ZÀ-ÖØ-Þ][^,.:;!?«»\n()0-9]{1,50}?)\s?(?:\([^()\n]{2,30}\)\s?"
    r"(?:(?:et|&|/|,|[-–—])\s[A-ZÀ-ÖØ-Þ][^,.:;!?«»\n()0-9]{1,30}?\s?(?:\([^()\n]{2,40}\)\s?)?)?)?"
    r",?\s(?:[Ll][Ee]\s|[Cc][Ee]\s)?$"
)
#: What parts the columns of a line: `COMMUNIQUÉ          Lyon, le 3 mars 2022`.
_COLUMNS = re.compile(r"(?<=\S)\s{4,}(?=\S)")
_WEEKDAY = re.compile(r"(?i)(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s$")
_PUBLISHED = re.compile(
    r"(?:publiee?s?|mise? en ligne|parue?|communiques?(?: de presse)?|diffusee?|poste|date)\s?(?:le|du|ce"
    r"|:)?\s?:?\s?(?:\w{5,8}\s)?$"
)
_EMBARGO = re.compile(r"(?:sous\s)?embargo\b|ne pas diffuser avant|diffusion interdite avant")
_EMBARGO_WORDS = ("embargo", "diffuser avant", "interdite avant")
_REPLACES = re.compile(
    r"(?:annule et remplace|remplace|corrige|rectifie|erratum\s?:?|rectificatif\s?(?:a|au|:)?"
    r"|mise a jour du)\s(?:la version\s|le texte\s)?"
    r"(?:le\s|la\s|l'|notre\s|du\s|de\s|au\s)?(?P<what>(?:communique|invitation|information|dossier|version|texte"
    r"|annonce|avis|document)[^*\n.;!]{3,120})"
)
_RELEASED = re.compile(r"communique (?:de presse )?(?:publie |diffuse )?(?:le|du)\s")
_BY = re.compile(r"(?:propos recueillis\s|texte\s|article\s|ecrit\s|redige\s)?(?:par|by|auteur|autrice)?\s?:?\s?")
_AUTHOR = re.compile(
    r"(?:[A-Z]\.\s?-?){1,3}[A-Z]?\.?$|[A-ZÀ-ÖØ-Þ][\w'’.-]+(?:\s(?:de|du|d'|von|van|la|le|el|ben))?(?:\s(?:de\s"
    r"|d')?[A-ZÀ-ÖØ-Þ][\w'’.-]+){0,3}"
)
#: A verb: what stands in front of the date is a sentence and no town ("Il avait reçu la médaille le …").
_SAYS = re.compile(
    r"(?i)\b(?:ai|a|ont|avait|avaient|est|sont|était|étaient|sera|fut|s'est)\s+[^\W\d_]+(?:és?|ées?|is?|it|us?|es?)\b"
)
#: A last line that is all name.
_SIGNED = re.compile(
    r"(?P<by>[Pp]ar\s)?(?P<name>(?:[A-Z]\.-?){1,3}\s?[A-ZÀ-ÖØ-Þ][\w'’-]{2,30}"
    r"|[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}\s(?:(?:de|du|d'|von|van|le)\s?)?[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}|(?:[A-Z]\.){2,3})"
)
#: Characters from the top in which a publication date may stand without a dateline of its own.
_TOP = 1500


def find_title(document: Document) -> Iterator[Evidence]:
    """The headline: what the format declares, else the headline zone."""
    metadata = document.source.metadata
    headline = _first(document, ZoneKind.HEADLINE)
    if headline is not None:
        span = _lines_span(document, headline)
        yield Evidence("header.title", span, HeaderReading("title"), 0.9)
    elif metadata.title_span is not None:
        yield Evidence("header.title", metadata.title_span, HeaderReading("title"), 0.95)
    elif metadata.title:
        yield Evidence("header.title", Span(0, 0), HeaderReading("title", metadata.title), 0.6)
    subtitle = _first(document, ZoneKind.SUBTITLE)
    if subtitle is not None:
        yield Evidence("header.subtitle", _lines_span(document, subtitle), HeaderReading("subtitle"), 0.8)


def find_published(document: Document) -> Iterator[Evidence]:
    """Publication date and place: metadata, dateline, `Communiqué du …`, the first words of the first paragraph."""
    metadata = document.source.metadata
    if metadata.published:
        span = metadata.published_span or Span(0, 0)
        yield Evidence("header.published", span, HeaderReading("published", metadata.published[:10]), 0.98)
    for start, end, whole in _date_lines(document):
        for found in full_dates(document.folded, start, end):
            if not whole and not _opens(document, start, found):
                break
            span = document.span(found.start, found.end)
            yield Evidence(
                "header.published", span, HeaderReading("published", found.value.isoformat()), 0.9 if whole else 0.85
            )
            start += max((m.end() for m in _COLUMNS.finditer(document.text[start : found.start])), default=0)
            place = _PLACE.match(_before(document, start, found))
            if place:
                at = document.span(start + place.start("place"), start + place.end("place"))
                yield Evidence("header.place", at, HeaderReading("place"), 0.85)
            break


def _before(document: Document, start: int, found: Found) -> str:
    """What stands between a line's start and its date, without the weekday."""
    text = document.text[start : found.start]
    return _WEEKDAY.sub("", text)


def _date_lines(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Where the publication date may stand: whole datelines first, then heads, then the first paragraphs' openings."""
    top = [b for b in document.blocks[:40] if b.span.start < _TOP * 3]
    for block in top:
        if document.zones[block.zone].kind is ZoneKind.DATELINE:
            yield block.span.start, block.span.end, True
    for block in top:
        if document.zones[block.zone].kind in (ZoneKind.LETTERHEAD, ZoneKind.SURTITLE, ZoneKind.BYLINE):
            text = document.folded[block.span.start : block.span.end]
            if not _EMBARGO.search(text) and not _REPLACES.search(text):
                yield block.span.start, block.span.end, True
    opened = 0
    for block in top:
        if document.zones[block.zone].kind in (ZoneKind.BODY, ZoneKind.LEAD, ZoneKind.SUBTITLE) and opened < 4:
            opened += 1
            yield block.span.start, min(block.span.end, block.span.start + 130), False
    for m in document.search(_RELEASED):
        line = document.block_at(m.start()).span
        if any(p.search(document.folded, line.start, line.end) for p in (_REPLACES, _EMBARGO)):
            continue
        yield m.end(), min(len(document.text), m.end() + 40), False


def _opens(document: Document, start: int, found: Found) -> bool:
    """True where a date opens a paragraph as a dateline does: `Lyon, le 3 mars 2022 –`, `2 juillet 2012. -`."""
    before = _before(document, start, found)
    behind = document.folded[found.end : found.end + 14]
    if _PUBLISHED.match(before.lower()) or re.search(
        r"communique (?:de presse )?(?:publie |diffuse )?(?:le|du)\s$", document.folded[max(0, start - 40) : start]
    ):
        return True
    short = (
        len(before.split()) <= 9 and not before.strip().startswith(("Le ", "Du ", "Ce ")) and not _SAYS.search(before)
    )
    closed = (
        bool(re.match(r"(?:\s(?:a\s)?\d{1,2}\s?h\s?\d{0,2}\s?[-–—:]|\s?[-–—:.(,]|\s?$)", behind))
        or document.text[found.end : found.end + 1] == "\n"
    )
    if not before.strip(" -–—*") and behind.lstrip().startswith(":"):
        return False  # a line of a chronology
    placed = bool(_PLACE.match(before)) and (
        "," in before or before.strip(" -–—*") == "" or before.rstrip().endswith((" le", " -", "–"))
    )
    return short and closed and (placed or not before.strip(" -–—*"))


def find_embargo(document: Document) -> Iterator[Evidence]:
    """`SOUS EMBARGO JUSQU'AU mardi 4 juin 2019 à 6 h`: an ISO date-time in Paris; midnight where no hour is given."""
    if not any(word in document.folded for word in _EMBARGO_WORDS):
        return
    for m in document.search(_EMBARGO):
        line = document.block_at(m.start()).span
        end = min(line.end, m.end() + 120)
        found = next(full_dates(document.folded, m.end(), end), None)
        if found is None:
            year = next(
                (f.value.year for f in full_dates(document.folded, 0, min(len(document.folded), _TOP * 2))), None
            )
            found = day_and_month(document.folded, m.end(), end, year) if year else None
        if found is None:
            continue
        hour, minute = time_behind(document.folded, found.end, end) or (0, 0)
        yield Evidence(
            "header.embargo",
            document.span(m.start(), found.end),
            HeaderReading("embargo", paris_time(found.value, hour, minute)),
            0.9,
        )
        return


def find_author(document: Document) -> Iterator[Evidence]:
    """The byline of an article: its name or initials, a front matter's author, or the name that ends the text."""
    signed = False
    for zone in document.zones:
        if zone.kind is ZoneKind.BYLINE:
            block = document.block_at(zone.span.start).span
            by = _BY.match(document.folded, block.start, block.end)
            at = by.end() if by else block.start
            for evidence in _author(document, at, block.end, at > block.start):
                signed = True
                yield evidence
    author = document.source.metadata.author
    matter = [z.span for z in document.zones if z.kind is ZoneKind.FRONT_MATTER] if author else []
    declared = [at for span in matter if (at := document.text.find(author or "", span.start, span.end)) >= 0]
    if author and declared:
        yield from _author(document, declared[0], declared[0] + len(author), True)
    elif not signed:
        yield from _last_line(document)


def _last_line(document: Document) -> Iterator[Evidence]:
    """The author whose name stands alone under an article: `F.-X. Bourgeois`."""
    if any(z.kind in (ZoneKind.CONTACTS, ZoneKind.ABOUT, ZoneKind.SIGNATURE) for z in document.zones):
        return
    prose = [b.span for b in document.blocks if document.zones[b.zone].kind in (ZoneKind.BODY, ZoneKind.LEAD)]
    if len(prose) < 2:
        return
    last = prose[-1]
    m = _SIGNED.fullmatch(document.text, last.start, last.end)
    if m:
        yield from _author(document, m.start("name"), m.end("name"), bool(m.group("by")) or "." in m.group("name")[:3])


def _author(document: Document, start: int, end: int, said: bool) -> Iterator[Evidence]:
    m = _AUTHOR.match(document.text, start, end)
    if m is None or len(m.group()) < 2:
        return
    span = document.span(m.start(), m.end())
    known = any(e.label == "PER" and e.span.start < m.end() and m.start() < e.span.end for e in document.entities)
    initials = m.group().replace(".", "").replace(" ", "").replace("-", "").isupper() and len(m.group()) <= 7
    if said or known or initials:
        yield Evidence("header.author", span, AuthorReading(), 0.9)
        yield Evidence("header.author.person", span, EntityReading("person", roles=("author",)), 0.9)


def _first(document: Document, kind: ZoneKind) -> Zone | None:
    return next((z for z in document.zones if z.kind is kind), None)


def _lines_span(document: Document, zone: Zone) -> Span:
    """The source stretch of a zone's lines without the white space around them."""
    text = document.text[zone.span.start : zone.span.end]
    left = len(text) - len(text.lstrip(" \n\t*#-–"))
    right = len(text.rstrip(" \n\t*"))
    marks = [m for m in document.source.marks if m.kind is MarkKind.TITLE]
    if marks and zone.kind is ZoneKind.HEADLINE and zone.source.overlaps(marks[0].span):
        return marks[0].span
    return document.span(zone.span.start + left, zone.span.start + max(left, right))


RULES = (
    *together(
        find_title,
        {
            "header.title": "Le titre, sans surtitre ni résidu du site.",
            "header.subtitle": "Le sous-titre, ou le chapeau qui en tient lieu.",
        },
    ),
    *together(
        find_published,
        {
            "header.published": "La date de publication : métadonnées, dateline, « Communiqué du … ».",
            "header.place": "Le lieu qui ouvre une dateline : « Lyon, le 3 mars 2022 ».",
        },
    ),
    Rule("header.embargo", "La levée d'un embargo, à l'heure de Paris.", find_embargo),
    Rule("header.kind", "Le genre du texte : communiqué, invitation, article.", find_kind),
    *together(
        find_author,
        {
            "header.author": "La signature d'un article : nom ou initiales.",
            "header.author.person": "L'auteur d'un article, comme personne.",
        },
    ),
)
