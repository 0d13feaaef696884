"""The head of a release: letterhead, surtitle, headline, subtitle, dateline, byline, lead."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property

from pressmine.document import MarkKind, Source, View, ZoneKind
from pressmine.french.clauses import has_finite_verb
from pressmine.french.datelines import read_dateline
from pressmine.french.dates import find_dates, only_date
from pressmine.zones.lines import BARRED, SIGNED, Line
from pressmine.zones.tail import is_channel

#: Lines from the top in which a headline is looked for, and words beyond which a line is no part of a head.
_DEEPEST = 14
_LONGEST = 45

#: The kind of the text, the number of an issue or a page: no headline, as long as nothing is said behind it.
_KIND = re.compile(
    r"\W{0,4}(?:communiques?(?: de presse| conjoint| commun)?\b.{0,40}$|dossier de presse"
    r"|invitations?(?: de)?(?: la)?(?: presse)?\s?\W{0,3}$"
    r"|informations? (?:de )?presse\b.{0,20}$|info presse|alerte (?:presse|medias?)|note (?:aux"
    r"|a l'attention des) redactions|press release|point presse\b.{0,30}$|avis (?:aux medias|de presse)"
    r"|.{0,40}\bn° ?\d{1,4}\b.{0,32}$|.{0,60}\bpage \d{1,3}(?: ?/ ?\d{1,3})?$)"
)
_LETTERHEAD = re.compile(
    r"\W{0,4}(?:(?:pour )?(?:diffusion|publication) (?:immediate|libre)"
    r"|(?:\w{1,12} ){0,2}(?:sous embargo|embargo\b|ne pas (?:diffuser|publier) avant|diffusion interdite)"
    r"|(?:.{0,40}\W)?annule et remplace|(?:bien |tres )?cordialement"
    r"|(?:sinceres|meilleures) salutations|bien a vous|veuillez agreer"
    r"|bonjour\b.{0,30}$|(?:madame|monsieur|mesdames|messieurs|chers?|cheres?)\b.{0,50},$|(?:vous trouverez"
    r"|veuillez trouver|merci de bien vouloir"
    r"|nous avons le plaisir de vous (?:adresser|transmettre|envoyer)|ci-joint|ci-dessous|je vous prie)\b.*$"
    r"|espace presse|salle de presse|a l'attention des|cp n°)"
)
_BYLINE = re.compile(
    r"(?:par|by|texte|propos recueillis par|ecrit par|redige par|auteur|autrice)\s?:?\s(?!.{0,60}\b(?:le|la|les|un"
    r"|une)\b).{3,50}$"
)
#: Two things side by side, as the page was laid out: letterheads, or one and the dateline. No headline looks so.
_COLUMNS = re.compile(r"\s{4,}")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?-?){1,3}[A-Z]?\.?$")
_PERSON = re.compile(
    r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+(?:\s(?:de|du|d'|von|van|la|le|el|ben))?(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]+){1,2}$"
)
_ADDRESS = re.compile(
    r"\b\d{5}\b|\b(?:rue|avenue|boulevard|quai|(?<!sur )(?<!en )(?:place|route|chemin)|cedex|bp \d|tel)\b|www\.|http|@"
)
#: A headline that someone says: `« Nous ouvrirons en mai »`, `Fret : « Nous ouvrirons en mai »`.
_SAID = re.compile(r"(?:[^«»\n]{1,50}:\s?)?«[^«»]{10,200}»$")
#: An entry of a programme.
_HOUR = re.compile(r"\d{1,2}\s?h\s?(?:\d\d)?\s{2,}\S")
#: The number of an issue, by itself or with its date: below it stands what the issue says, above it who prints it.
_ISSUE = re.compile(r"(?:numero|n°)\s?\d{1,5}\b")
#: What a listed company prints under its name, and no headline has.
_TICKER = re.compile(r"\b(?:(?:isin|mnemo|ticker|rcs|siren|siret|euronext)\b|capital (?:social )?de \d)")
#: Bodies and desks that stand above a headline by themselves.
_INSTITUTION = re.compile(
    r"(?:prefecture|ministere|mairie|ville|commune|conseil|direction|service|cabinet|syndicat|federation"
    r"|association|societe|chambre"
    r"|universite|district|communaute|departement|region|groupe|agence|institut|office|bureau|union|front|collectif"
    r"|comite|regie|college (?:de|des|national|regional|professionnel)|observatoire|confederation|mouvement|ligue"
    r"|hopital|hospices|etablissement"
    r"|academie|rectorat|caisse|banque|fondation|centre|chu|ordre|barreau|parti|club)\b"
)
_LINK_WORD = re.compile(
    r"(?:\b(?:de|du|des|d'|le|la|les|l'|un|une|et|ou|a|au|aux|en|pour|par|sur|avec|dans|que|qui|son|sa|ses|leur"
    r"|leurs|ce|cette)|[,:–-])$"
)
_SURTITLE_END = ("...", "…")


@dataclass
class _Candidate:
    """Lines that may be the headline; `follows` where no dateline or byline stands right before them.

    What its lines say is asked for when all of them are there.
    """

    lines: list[Line]
    index: int
    follows: bool = True

    @cached_property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @cached_property
    def folded(self) -> str:
        return " ".join(line.folded for line in self.lines)

    @cached_property
    def words(self) -> int:
        return len(self.text.split())

    @cached_property
    def clause(self) -> bool:
        return has_finite_verb(self.text)


def head(lines: list[Line], source: Source, view: View) -> None:
    """Label the lines above the body. The headline is what the format marks, else what reads most like one."""
    titled = _declared(lines, source, view)
    candidates = _candidates(lines, titled)
    if titled:
        _below(candidates, source)
        _marked_subtitle(lines)
        return
    if source.format == "eml" and source.metadata.title:
        # A mail has its subject: a sentence of its body is no headline in place of it.
        candidates = [c for c in candidates if not c.text.endswith(".")]
    plain = max((c.index for c in candidates if c.words >= 6 and not c.lines[0].capitals), default=-1)
    scored = []
    for c in candidates:
        surtitle = c.index < plain and _bare_capitals(c)
        prose = c is not candidates[0] and c.text.endswith(".")
        scored.append((_score(c, view) - 1.5 * surtitle - 1.5 * prose, -c.index, c))
    best = max(scored, key=lambda s: s[:2], default=None)
    if best is None or best[0] < -1:
        return
    headline = best[2]
    _above([c for c in candidates if c.index < headline.index])
    for line in headline.lines:
        line.kind = ZoneKind.HEADLINE
    _below([c for c in candidates if c.index > headline.index and c.folded != headline.folded], source)


def _marked_subtitle(lines: list[Line]) -> None:
    """A heading that the format marks between headline and dateline is the subtitle."""
    said = [line for line in lines if not line.blank]
    at = next((i for i, line in enumerate(said) if line.kind is ZoneKind.HEADLINE), None)
    if at is None or at + 2 >= len(said) or said[at + 1].kind is not ZoneKind.HEADING or said[at + 1].words < 4:
        return
    dateline = read_dateline(said[at + 2].text)
    if said[at + 2].kind is ZoneKind.DATELINE or dateline is not None and dateline.firm:
        said[at + 1].kind = ZoneKind.SUBTITLE


def _bare_capitals(candidate: _Candidate) -> bool:
    """True for a line in capitals that says nothing of its own: a heading above a headline in small letters."""
    return candidate.lines[0].capitals and " : " not in candidate.text and not candidate.clause


def _declared(lines: list[Line], source: Source, view: View) -> bool:
    """Label the lines that the format marks as the title; True where it declares one."""
    if source.format == "eml":
        return False  # a mail's subject is no headline
    marked = [m for m in source.marks if m.kind is MarkKind.TITLE]
    span = marked[0].span if marked else source.metadata.title_span
    if span is None:
        return False
    at = view.alignment.to_view(span)
    for line in lines:
        if line.start < at.end and at.start < line.end and line.kind in (None, ZoneKind.HEADING):
            line.kind = ZoneKind.HEADLINE
    return True


def _candidates(lines: list[Line], titled: bool) -> list[_Candidate]:
    """Lines above the body that could be headline or subtitle; datelines, bylines and letterheads are labelled."""
    found: list[_Candidate] = []
    previous: Line | None = None
    seen, labelled = 0, False
    for index, line in enumerate(lines):
        if line.blank:
            previous = None
            continue
        if line.kind is ZoneKind.HEADLINE:
            _above(found)
            found.clear()
        if line.kind is ZoneKind.HEADING and (dateline := read_dateline(line.text)) and dateline.alone:
            line.kind = ZoneKind.DATELINE
        if line.kind is not None:
            continue
        seen += 1
        if seen > _DEEPEST or _body_begins(line, found, titled):
            break
        if (titled or not _reached(lines, index)) and _label(line, bool(found) or titled):
            if previous is not None and _ISSUE.match(line.folded) and len(found) == 1 and not found[0].clause:
                _above(found)
                found.clear()
            previous, labelled = None, True
            continue
        if not titled and _reached(lines, index):
            line.kind = ZoneKind.CONTACTS
            previous, labelled = None, True
            continue
        if only_date(line.text) is not None:
            previous = None  # the day of an event, on a line of its own
            continue
        if previous is not None and found and _goes_on(previous, line):
            found[-1].lines.append(line)
        else:
            found.append(_Candidate([line], index, follows=not labelled))
        previous, labelled = line, False
    return found


def _reached(lines: list[Line], index: int) -> bool:
    """True for a line above the text that is a number or a mailbox, or the name of the person who has it."""
    line = lines[index]
    if line.words <= 8 and is_channel(line) and not find_dates(line.text):
        return True
    if index + 1 >= len(lines):
        return False
    following = lines[index + 1]
    return (
        line.words <= 4 and _PERSON.match(line.text) is not None and following.words <= 8 and _reached(lines, index + 1)
    )


def _above(candidates: list[_Candidate]) -> None:
    """Label what stands above the headline."""
    for candidate in candidates:
        plain = (
            candidate.words > 2 and not _ADDRESS.search(candidate.folded) and not _INSTITUTION.match(candidate.folded)
        )
        for line in candidate.lines:
            line.kind = ZoneKind.SURTITLE if plain else ZoneKind.LETTERHEAD


def _body_begins(line: Line, found: list[_Candidate], titled: bool) -> bool:
    if line.words > _LONGEST or line.bullet or (line.words > 5 and opens_with_dateline(line)):
        return True
    if _HOUR.match(line.folded):
        return True
    if not titled and line.words <= 25 and _SAID.match(line.text):
        return not all(c.words < 4 or _INSTITUTION.match(c.folded) for c in found)
    return (bool(found) or titled) and line.text.endswith((".", ";", ":", "»")) and line.words > (12 if found else 8)


def opens_with_dateline(line: Line) -> bool:
    """True for a paragraph that opens with place and date: the body has begun."""
    dateline = read_dateline(line.text)
    return dateline is not None and not dateline.alone


def _label(line: Line, below: bool) -> bool:
    """Label what is plainly letterhead, dateline or byline."""
    folded = line.folded
    dateline = read_dateline(line.text) if line.words <= 24 else None
    dated = dateline is not None and dateline.alone
    columns = _COLUMNS.split(folded)
    if len(columns) > 1 and all(len(c.split()) <= 8 for c in columns):
        line.kind = ZoneKind.DATELINE if dated else ZoneKind.LETTERHEAD
    elif line.words <= 24 and (_LETTERHEAD.match(folded) or _KIND.match(folded) and not _says_more(line)):
        line.kind = ZoneKind.LETTERHEAD
    elif dated:
        line.kind = (
            ZoneKind.BYLINE if below and (SIGNED.match(line.text) or BARRED.match(line.text)) else ZoneKind.DATELINE
        )
    elif (
        _INITIALS.match(line.text)
        or below
        and BARRED.match(line.text)
        or (below and (_BYLINE.match(folded) or (line.words <= 3 and _PERSON.match(line.text))))
    ):
        line.kind = ZoneKind.BYLINE
    return line.kind is not None


def _says_more(line: Line) -> bool:
    """True where a line that opens with the text's kind is its headline: `Communiqué : la mairie ferme à midi`."""
    return line.words > 4 and has_finite_verb(line.text.replace("n°", "")) or line.words > 6 and " : " in line.text


def _goes_on(line: Line, following: Line) -> bool:
    """True where a headline runs over into the next line."""
    if line.text.endswith((".", "!", "?", ":", "...")):
        return False
    if _LINK_WORD.search(line.folded) or following.text[:1].islower():
        return True
    if _ADDRESS.search(f"{line.folded} {following.folded}") or _INSTITUTION.match(line.folded):
        return False
    return line.capitals and following.capitals and line.words >= 3


def _score(candidate: _Candidate, view: View) -> float:
    """How much a line reads like a headline; below -1 it is none."""
    text, folded, words = candidate.text, candidate.folded, candidate.words
    score = {1: -4.0, 2: -2.0, 3: -0.6, 4: 0.0}.get(words, 1.0 if words <= 30 else -1.0)
    score += 0.5 * (words >= 6) + 0.8 * (candidate.clause or bool(re.search(r"\s:\s", text)))
    score -= (
        1.5 * text.endswith(_SURTITLE_END) + 1.0 * (text.endswith(".") and words > 20) + 1.0 * text.endswith((":", ","))
    )
    score -= 3.0 * (text[0] == "(" and text[-1] == ")")  # an aside, not what the text is about
    score -= 1.5 * bool(re.search(r"[•|·>]", text)) + 0.8 * (words <= 5 and bool(re.search(r"\s[–—/-]\s", text)))
    score -= 1.8 * (words <= 9 and bool(_INSTITUTION.match(folded)) and not candidate.clause and " : " not in text)
    score -= 3.0 * bool(_TICKER.search(folded))
    score -= 2.5 * bool(_ADDRESS.search(folded)) + 1.5 * (sum(c.isdigit() for c in text) > 0.3 * len(text))
    score += 1.5 * (words >= 4 and not _INSTITUTION.match(folded) and view.folded.count(folded) > 1)
    score -= 2.0 * text[:1].islower() * (words > 8)
    return score - 0.25 * math.sqrt(candidate.index)


def _below(candidates: list[_Candidate], source: Source) -> None:
    """What stands between headline and body: one subtitle; a front matter's text begins with its body."""
    if source.metadata.title_span is not None and source.format == "md":
        return
    if not candidates:
        return
    first = candidates[0]
    if 4 <= first.words <= _LONGEST and not first.lines[0].sentence and len(candidates) <= 2 and first.follows:
        for line in first.lines:
            line.kind = ZoneKind.SUBTITLE
