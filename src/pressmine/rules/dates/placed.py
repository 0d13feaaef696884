"""Dates read by their position: in a table cell, a line of a programme, a byline, a front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pressmine.document import PROSE, RESIDUE, Cell, Document, ZoneKind
from pressmine.evidence import DateReading, Evidence, Rule
from pressmine.french.dates import find_dates
from pressmine.french.dates.hours import hours_alone
from pressmine.french.dates.lexicon import MONTH, YEAR, straight
from pressmine.french.dates.types import AtHour, DateMatch
from pressmine.french.edtf import is_valid
from pressmine.french.lexicon import any_form
from pressmine.french.tense import leaning

_WRAPPED: Final = 60
_YEAR_NEXT: Final = re.compile(rf"{YEAR}\s?(?:[.,;)–—-]|$)", re.MULTILINE)
_MONTH_LAST: Final = re.compile(rf"\d(?:er)?\s{MONTH}\Z")
_YEAR_CELL: Final = re.compile(
    r"((?:19|20)\d\d)(?:\s?[-–/]\s?((?:19|20)\d\d))?(?:\s?\(?(?:e|p|r|b|est\.?|prév\.?|estimé)\)?)?", re.I
)
_PRINTED: Final = re.compile(rf"\b(?:{any_form('printed_by_page')}|publiee? |redaction\b|par [a-z]|modifie)")
#: The same where the line stands as a subtitle: a subtitle may say "par", too.
_PRINTED_SURELY: Final = re.compile(rf"\b{any_form('printed_by_page')}")
_BETWEEN: Final = {ZoneKind.BOILERPLATE: _PRINTED, ZoneKind.BYLINE: _PRINTED, ZoneKind.SUBTITLE: _PRINTED_SURELY}
_UPDATED: Final = re.compile(r"\b(?:mise? a jour|modifiee?|actualise)")
#: What stands between hours and the days that they belong to: `les`, `du`, `de`.
_OF_DAYS: Final = len(" les ")
_EVERY_DAY: Final = re.compile(rf"\b{any_form('opening_hours')}")
#: Zones whose dates are not dates of the article: captions and what a content system declares (see `date.declared`).
SILENT: Final = RESIDUE | {ZoneKind.FRONT_MATTER, ZoneKind.CREDIT}


class Line(NamedTuple):
    """A line to read, from `start` to `end` in the view: its normalised text and the dates in it."""

    start: int
    end: int
    low: str
    dates: list[DateMatch]


def read_lines(document: Document) -> list[Line]:
    """The lines that dates are read in."""
    low = straight(document.folded)
    return [
        Line(start, end, low[start:end], find_dates(document.text[start:end], low[start:end]))
        for start, end in lines_to_read(document)
    ]


def lines_to_read(document: Document) -> tuple[tuple[int, int], ...]:
    """The lines to read, as bounds in the view; a line that stops in the middle of a sentence goes with the next."""
    out: list[tuple[int, int]] = []
    zone = -1
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        if document.zones[block.zone].kind in SILENT:
            zone = -1
            continue
        if (
            zone >= 0
            and document.text[out[-1][1] : start].strip(" ") == "\n"
            and ((zone == block.zone and _goes_on(document.text, *out[-1])) or _cut(document.folded, out[-1][1], start))
        ):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        zone = block.zone
    return tuple(out)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a long line stops in the middle of a sentence."""
    return end - start >= _WRAPPED and text[start:end].rstrip()[-1:] not in ".!?:;»|"


def _cut(folded: str, end: int, start: int) -> bool:
    """Whether a line's end parts a day from its year: `Dreux, le 29 mars` above `2024`."""
    return bool(_YEAR_NEXT.match(folded, start) and _MONTH_LAST.search(folded, max(0, end - 16), end))


def _declared(document: Document) -> Iterable[Evidence]:
    """The publication date that a front matter, a page's head or a mail declares, where it is in the text."""
    declared, span = document.source.metadata.published, document.source.metadata.published_span
    if declared is None or span is None or document.source.format != "md":
        return  # the lines above a mail or in a page's head are not part of its text
    value = declared[:16] if len(declared) >= 16 and declared[10] == "T" else declared[:10]
    if not is_valid(value):
        return
    granularity = "minute" if "T" in value else "day"
    yield Evidence("date.declared", span, DateReading(value, granularity, "date.declared", role="published"), 0.99)


def _cells(document: Document) -> Iterator[Evidence]:
    """Years that stand alone in their cells: a column or a row of a table that holds nothing but dates."""
    for table in document.tables:
        if document.zone_at(table.span.start).kind in SILENT:
            continue
        width = max((len(row) for row in table.rows), default=0)
        columns = [[row[i] for row in table.rows[table.heads :] if i < len(row)] for i in range(width)]
        cells = [cell for column in columns if _all_dates(document, column) for cell in column]
        cells += [cell for row in table.rows[: max(1, table.heads)] if _names_years(document, row) for cell in row]
        for span in sorted({cell.span for cell in cells}):
            if m := _YEAR_CELL.fullmatch(document.text, span.start, span.end):
                end = m.end(2) if m[2] else m.end(1)
                value = f"{m[1]}/{m[2]}" if m[2] else m[1]
                reading = DateReading(value, "interval" if m[2] else "year", "date.cell", role="period")
                yield Evidence("date.cell", document.span(m.start(), end), reading, 0.98)


def _all_dates(document: Document, cells: list[Cell]) -> bool:
    """Whether every cell that holds something is a date, and a year, a quarter or a half-year is among them."""
    texts = [text for cell in cells if (text := document.text[cell.span.start : cell.span.end].strip())]
    return bool(texts) and all(_is_date(text) for text in texts)


def _names_years(document: Document, row: tuple[Cell, ...]) -> bool:
    """Whether a head row names years: half of the cells after the first that hold something, at least."""
    texts = [text for cell in row[1:] if (text := document.text[cell.span.start : cell.span.end].strip())]
    return sum(_YEAR_CELL.fullmatch(text) is not None for text in texts) * 2 >= max(1, len(texts))


def _is_date(text: str) -> bool:
    if _YEAR_CELL.fullmatch(text):
        return True
    found = find_dates(text)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))


def _hours(document: Document) -> Iterator[Evidence]:
    """Hours without a day: at the head of a programme's line, or where the sentence announces something."""
    for start, _, line, days in document.once(read_lines):
        alone = hours_alone(line)
        if not alone or _EVERY_DAY.search(line):
            continue
        for hours in alone:
            if any(day.start <= hours.end + _OF_DAYS and hours.start < day.end for day in days):
                continue  # in a date, or those of several days: `de 20 h à 5 h les 16 et 17 novembre`
            at = start + hours.start
            sentence = document.sentence_at(at)
            if not hours.opens and leaning(document.text, at, start + hours.end, (sentence.start, sentence.end)) <= 0:
                continue
            reading = DateReading(None, "minute", "date.hour", relative=AtHour(hours.first, hours.last), role="event")
            yield Evidence("date.hour", document.span(at, start + hours.end), reading, 0.75, missing=("day",))


def _byline(document: Document) -> Iterator[Evidence]:
    """The date that a page prints between its headline and the text, in a line that is no sentence of the article."""
    heads = [zone.span.start for zone in document.zones if zone.kind is ZoneKind.HEADLINE]
    texts = [zone.span.start for zone in document.zones if zone.kind in PROSE]
    if not heads or not texts:
        return
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        printed = _BETWEEN.get(document.zones[block.zone].kind)
        if printed is None or not heads[0] < start < texts[0] or not printed.search(document.folded, start, end):
            continue
        for match in find_dates(document.text[start:end]):
            if match.value and match.value[:4].isdigit() and match.granularity in {"day", "minute"}:
                updated = _UPDATED.search(document.folded, start, start + match.start)
                reading = DateReading(
                    match.value,
                    match.granularity,
                    "date.byline",
                    match.weekday,
                    role="updated" if updated else "published",
                )
                yield Evidence("date.byline", document.span(start + match.start, start + match.end), reading, 0.97)


RULES: tuple[Rule, ...] = (
    Rule("date.byline", "La date imprimée sous le titre : « Rédaction – 9 octobre 2025 – Temps de lecture ».", _byline),
    Rule("date.hour", "Une heure seule, d'un jour que le texte nomme ailleurs : « 10 h 45 : accueil ».", _hours),
    Rule(
        "date.cell",
        "Une année seule dans sa case, quand toute la colonne est faite de dates, ou qu'elle est en tête.",
        _cells,
    ),
    Rule("date.declared", "La date de parution que déclare l'en-tête d'un fichier Markdown.", _declared),
)
