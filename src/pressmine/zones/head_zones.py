"""The head of a release: letterhead, surtitle, headline, subtitle, dateline, byline, lead."""

from __future__ import annotations

import re

from pressmine.document import MarkKind, Source, View, ZoneKind
from pressmine.french.bylines import read_byline
from pressmine.french.clauses import has_finite_verb
from pressmine.french.datelines import read_dateline
from pressmine.french.dates import find_dates
from pressmine.french.head_nouns import opens_with_head
from pressmine.french.lexicon import any_form, before_word
from pressmine.french.text_kinds import titled_from
from pressmine.zones.head_lines import (
    PERSON,
    is_address,
    is_kind,
    is_occasion,
    label,
    names_whose,
)
from pressmine.zones.headline import Candidate, choose
from pressmine.zones.lines import Line
from pressmine.zones.tail_zones import is_channel

#: Lines from the top in which a headline is looked for, and words beyond which a line is not a part of a head.
_DEEPEST = 14
_LONGEST = 45

#: Words of a line that may as well be the section of a page as its headline.
_RUBRIC = 2
#: A headline that someone says: `« Nous ouvrirons en mai »`, `Fret : « Nous ouvrirons en mai »`.
_SAID = re.compile(r"(?:[^«»“”\"\n]{1,50}:\s?)?(?:«[^«»]{10,200}»|“[^“”]{10,200}”|\"[^\"]{10,200}\")$")
#: How a line of the body may end.
_ENDS = (".", ";", ":", "»", '."', ".”", '!"', "!”")
#: An entry of a programme.
_HOUR = re.compile(r"\d{1,2}\s?h\s?(?:\d\d)?\s{2,}\S")
#: The number of an issue, by itself or with its date: below it stands what the issue says, above it who prints it.
_ISSUE = re.compile(r"(?:numero|n°)\s?\d{1,5}\b")
_LINK_WORD = re.compile(rf"(?:\b{any_form('mid_phrase')}|[,:–-])$")
#: Between a day and the headline after it.
_DAY_ABOVE = re.compile(r"\s?[:|–—-]\s(?:[A-Z]{2,4}\s[|–—-]\s)?")
_NEW = re.compile(before_word("determiner"))
#: Characters by which the lines of a wrapped paragraph differ at most.
_WRAPPED = 15
_ISO_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d\s?[:|–—-]\s")
#: In mid-name: `LA PÉPINIÈRE D'ENTREPRISES / DU PAYS DES ÉTANGS`.
_LINKED = re.compile(rf"{before_word('of', 'to')}|(?:et|en|sur)\s|l'")


def head(lines: list[Line], source: Source, view: View) -> None:
    """Label the lines above the body. The headline is what the format marks, else what reads most like one."""
    titled = _declared(lines, source, view)
    if not titled:
        _part_dateline(lines)
    candidates = _candidates(lines, titled)
    if titled:
        _below(candidates, source)
        _marked_subtitle(lines)
        return
    if source.format == "eml" and source.metadata.title:
        # A mail has its subject: a sentence of its body is not a headline in place of it.
        prose = next((i for i, c in enumerate(candidates) if c.text.endswith(".")), len(candidates))
        candidates = candidates[:prose]
    headline = choose(candidates, view)
    if headline is None or headline.prose or headline.words <= _RUBRIC:
        whose = next((line for line in lines if line.kind is ZoneKind.LETTERHEAD and names_whose(line)), None)
        if whose is not None:
            whose.kind = ZoneKind.HEADLINE
            return
    if headline is None:
        return
    _above([c for c in candidates if c.index < headline.index])
    for line in headline.lines:
        line.kind = ZoneKind.HEADLINE
    _below([c for c in candidates if c.index > headline.index and c.folded != headline.folded], source)


def _part_dateline(lines: list[Line]) -> None:
    """Part the day from the headline where the first line holds both: `3 mai 2022 – Un pont ouvre`."""
    index = next((i for i, line in enumerate(lines) if not line.blank and line.kind is None), len(lines))
    line = lines[index] if index + 1 < len(lines) and _stops(lines[index], lines[index + 1]) else None
    if line is None or line.kind is not None or line.words > _LONGEST or line.text.endswith((".", ":", ";")):
        return
    dateline = read_dateline(line.text)
    end = dateline.end if dateline is not None and not dateline.alone and not titled_from(line.text, line.folded) else 0
    parted = _DAY_ABOVE.match(line.text, end) if end else _ISO_DAY.match(line.text)
    if parted is None or len(line.text[parted.end() :].split()) < 3:
        return
    cut = line.start + line.view_text[line.start : line.end].index(line.text) + parted.end()
    lines[index : index + 1] = [
        Line(a, b, line.view_text, line.view_folded) for a, b in ((line.start, cut), (cut, line.end))
    ]
    lines[index].kind = ZoneKind.DATELINE


def _stops(line: Line, following: Line) -> bool:
    """True if the following line is empty or begins something else: a longer line, a dateline, a sentence with `Le`."""
    if following.blank:
        return True
    begins = len(following.text) > len(line.text) + _WRAPPED or _NEW.match(following.folded) is not None
    return following.text[:1].isupper() and begins or read_dateline(following.text) is not None


def _marked_subtitle(lines: list[Line]) -> None:
    """A heading that the format marks between headline and dateline is the subtitle."""
    said = [line for line in lines if not line.blank]
    at = next((i for i, line in enumerate(said) if line.kind is ZoneKind.HEADLINE), None)
    if at is None or at + 2 >= len(said) or said[at + 1].kind is not ZoneKind.HEADING or said[at + 1].words < 4:
        return
    dateline = read_dateline(said[at + 2].text)
    if said[at + 2].kind is ZoneKind.DATELINE or dateline is not None and dateline.firm:
        said[at + 1].kind = ZoneKind.SUBTITLE


def _declared(lines: list[Line], source: Source, view: View) -> bool:
    """Label the lines that the format marks as the title; True if it declares one."""
    if source.format == "eml":
        return False  # a mail's subject is not a headline
    marked = [m for m in source.marks if m.kind is MarkKind.TITLE]
    span = marked[0].span if marked else source.metadata.title_span
    if span is None:
        return False
    at = view.alignment.to_view(span)
    for line in lines:
        if line.start < at.end and at.start < line.end and line.kind in (None, ZoneKind.HEADING):
            line.kind = ZoneKind.HEADLINE
    return True


def _candidates(lines: list[Line], titled: bool) -> list[Candidate]:
    """Lines above the body that could be headline or subtitle; datelines, bylines and letterheads are labelled."""
    found: list[Candidate] = []
    previous: Line | None = None
    parted = labelled = kind = False
    seen = 0
    for index, line in enumerate(lines):
        if line.blank:
            parted = True
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
        reached = _reached(lines, index)
        if (titled or not reached) and label(line, bool(found) or titled):
            if previous is not None and not parted and _ISSUE.match(line.folded) and _prints(found):
                _above(found)
                found.clear()
            kind = kind or is_kind(line)
            previous, labelled, parted = None, True, False
            continue
        if reached and not titled:
            line.kind = ZoneKind.CONTACTS
            previous, labelled = None, True
        elif is_occasion(line):
            previous = None  # when something takes place
        elif previous is not None and found and _goes_on(previous, line, parted):
            found[-1].lines.append(line)
            previous = line
        else:
            found.append(Candidate([line], index, follows=not labelled, under_kind=kind))
            previous, labelled, kind = line, False, False
        parted = False
    return found


def _prints(found: list[Candidate]) -> bool:
    """True for one line that names something and says nothing: who prints the issue whose number stands below."""
    return len(found) == 1 and not found[0].clause


def _reached(lines: list[Line], index: int) -> bool:
    """True for a line above the text that is a number or a mailbox, or the name of the person who has it."""
    line = lines[index]
    if line.words <= 8 and is_channel(line) and not find_dates(line.text):
        return True
    if index + 1 >= len(lines):
        return False
    following = lines[index + 1]
    return (
        line.words <= 4 and PERSON.match(line.text) is not None and following.words <= 8 and _reached(lines, index + 1)
    )


def _above(candidates: list[Candidate]) -> None:
    """Label what stands above the headline."""
    for candidate in candidates:
        plain = candidate.words > 2 and not candidate.address and not candidate.institution
        for line in candidate.lines:
            line.kind = ZoneKind.SURTITLE if plain else ZoneKind.LETTERHEAD


def _body_begins(line: Line, found: list[Candidate], titled: bool) -> bool:
    if line.words > _LONGEST or line.bullet or (line.words > 5 and opens_with_dateline(line)):
        return True
    if _HOUR.match(line.folded):
        return True
    if not titled and line.words <= 25 and _SAID.match(line.text):
        return not all(c.words < 4 or c.institution or c.address for c in found)
    return (bool(found) or titled) and line.text.endswith(_ENDS) and line.words > (12 if found else 8)


def opens_with_dateline(line: Line) -> bool:
    """True for a paragraph that opens with place and date: the body has begun."""
    dateline = read_dateline(line.text)
    return dateline is not None and not dateline.alone and read_byline(line.text) is None


def _goes_on(line: Line, following: Line, parted: bool) -> bool:
    """True if a headline runs over into the next line; over a blank one only in mid-sentence."""
    if line.text.endswith((".", "!", "?", "...")):
        return False
    if line.text.endswith(":"):  # `Internats ruraux :` and below it what is said of them
        return not parted and line.words <= 8 and following.words >= 4
    if parted and line.capitals and following.capitals:
        return _LINK_WORD.search(line.folded) is not None
    if parted:
        return following.text[:1].islower() and following.words <= 12 and line.words <= 12
    if _LINK_WORD.search(line.folded) or following.text[:1].islower():
        return True
    if is_address(line.text, line.folded) or is_address(following.text, following.folded):
        return False
    if opens_with_head(line.text) and not has_finite_verb(line.text) and not _LINKED.match(following.folded):
        return line.capitals and following.capitals and has_finite_verb(f"{line.text} {following.text.split()[0]}")
    return line.capitals and following.capitals and line.words >= 3


def _below(candidates: list[Candidate], source: Source) -> None:
    """What is between headline and body: one subtitle; a front matter's text begins with its body."""
    if source.metadata.title_span is not None and source.format == "md":
        return
    if not candidates:
        return
    first = candidates[0]
    if 4 <= first.words <= _LONGEST and not first.lines[0].sentence and len(candidates) <= 2 and first.follows:
        for line in first.lines:
            line.kind = ZoneKind.SUBTITLE
