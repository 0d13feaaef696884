"""The head of a release: letterhead, surtitle, headline, subtitle, dateline, byline, lead."""

from __future__ import annotations

import re

from pressmine.document import MarkKind, Source, View, ZoneKind
from pressmine.zones.lines import Line

_LETTERHEAD = re.compile(
    r"\W{0,3}(?:communiques?(?: de presse| conjoint| commun)?\b.{0,40}$|dossier de presse|invitation(?: presse)?\b.{0,30}$|information presse|info presse|alerte presse|note (?:aux|a l'attention des) redactions"
    r"|pour diffusion|diffusion immediate|sous embargo|embargo\b|annule et remplace|press release)"
)
_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_DATE = rf"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s)?(?:\d{{1,2}}|1er)\s{_MONTH}(?:\s\d{{4}})?"
_DATELINE = re.compile(rf"(?:[^,.\n]{{2,50}},?\s(?:le|ce)\s)?(?:{_DATE}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d\d-\d\d)\.?\s*[-–—:.]?$")
_BYLINE = re.compile(r"(?:par|by|texte|propos recueillis par)\s.{3,60}$|(?:[A-Z]\.\s?-?){1,3}[A-Z]?\.?$")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]?\.?$")


def head(lines: list[Line], source: Source, view: View) -> None:
    """Label the lines above the body. The headline is what the format marks as title, else the first line that reads as one."""
    marked = [m for m in source.marks if m.kind is MarkKind.TITLE]
    title_span = marked[0].span if marked else source.metadata.title_span
    if title_span is not None:
        at = view.alignment.to_view(title_span)
        for line in lines:
            if line.start < at.end and at.start < line.end and line.kind in (None, ZoneKind.HEADING):
                line.kind = ZoneKind.HEADLINE
    _label(lines, any(line.kind is ZoneKind.HEADLINE for line in lines) or title_span is not None)


def _label(lines: list[Line], titled: bool) -> None:
    seen = 0
    for line in lines:
        if line.blank or line.kind is not None:
            continue
        seen += 1
        if seen > 14:
            break
        kind = _kind(line, titled)
        if kind is None:
            break
        line.kind = kind
        titled = titled or kind is ZoneKind.HEADLINE


def _kind(line: Line, titled: bool) -> ZoneKind | None:
    """What a line above the body is; None where the body begins."""
    folded = line.folded
    if _LETTERHEAD.match(folded) and line.words <= 14:
        return ZoneKind.LETTERHEAD
    if _DATELINE.match(folded):
        return ZoneKind.DATELINE
    if _INITIALS.match(line.text) or (_BYLINE.match(folded) and titled):
        return ZoneKind.BYLINE
    if line.words > 40 or line.bullet:
        return None
    if not titled:
        if line.words < 3 or (line.text.endswith("...") and line.words < 8):
            return ZoneKind.SURTITLE
        return ZoneKind.HEADLINE
    if line.words <= 3 and not line.sentence:
        return ZoneKind.BYLINE if line.words >= 2 else ZoneKind.LETTERHEAD
    return None
