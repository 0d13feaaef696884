"""When and where a text came out: what its format declares, its datelines, its byline."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Set
from datetime import date

from pressmine.document import Block, Document, ZoneKind
from pressmine.evidence import Evidence, HeaderReading, Rule
from pressmine.french.alternatives import any_of
from pressmine.french.calendar import WEEKDAYS
from pressmine.french.dateline_towns import PARENTHESIS, town_alone
from pressmine.french.datelines import Dateline, read_dateline
from pressmine.french.dates import find_dates
from pressmine.french.tense import leaning
from pressmine.offsets import Span, ViewSpan
from pressmine.rules.header.embargo import EMBARGO
from pressmine.rules.shared_look import rules_of

#: Lines of the top in which datelines are looked for, and paragraphs that may open with one.
_TOP, _OPENINGS = 40, 4
#: Lines at the end of a text, one of which may be its dateline, as in a letter.
_END = 6
_HEAD = frozenset(
    {ZoneKind.LETTERHEAD, ZoneKind.SURTITLE, ZoneKind.BYLINE, ZoneKind.DATELINE, ZoneKind.CONTACTS, ZoneKind.HEADING}
)
#: Zones in which a bare date may be that of anything.
_LOOSE = frozenset({ZoneKind.CONTACTS, ZoneKind.HEADING, ZoneKind.LIST})
_TEXT = frozenset({ZoneKind.BODY, ZoneKind.LEAD, ZoneKind.SUBTITLE})
#: Zones around a headline in which a town may stand by itself, and how sure it is then the text's place.
_AROUND_TITLE = frozenset({ZoneKind.LETTERHEAD, ZoneKind.SURTITLE, ZoneKind.SUBTITLE, ZoneKind.BYLINE})
_TOWN = 0.5
#: The day on which a text is written.
_THIS_DAY = re.compile(
    r"(?<!jusqu'a )(?<!avant )(?<!des )(?<!partir de )(?<!d'ici )(?<!pour )(?<!\w)"
    rf"(?:(?:aujourd'hui|ce jour),?\s(?:le\s)?|ce\s)(?P<day>(?:{any_of(WEEKDAYS)}\s)?\d)"
)
_NO_YEAR = re.compile(r"XXXX-(?P<month>\d\d)-(?P<day>\d\d)")
#: How sure the day is that a format declares, and that a mail was sent: what it carries may have its own.
_DECLARED, _SENT = 0.98, 0.8
#: How sure a date is that came out of a dateline, of the date of a change, of a dateline under the text.
_SURE, _CHANGED, _UNDER = 0.9, 0.6, 0.65
#: What a date loses that nothing but its place on a line makes a dateline, and one with a weekday, as events have.
_BARE, _WEEKDAY = 0.15, 0.25


def find_published(document: Document) -> Iterator[Evidence]:
    """Publication date and place: metadata, the head's datelines, what opens a paragraph, a dateline under a letter."""
    metadata = document.source.metadata
    if metadata.published:
        span = metadata.published_span or Span(0, 0)
        sure = _SENT if document.source.format == "eml" else _DECLARED
        yield Evidence("header.published", span, HeaderReading("published", metadata.published[:10]), sure)
    years = {dateline.day.year for _, dateline, _ in document.once(datelines) if dateline.day is not None}
    for block, dateline, confidence in document.once(datelines):
        start = block.span.start
        day = dateline.day or _in_a_year(dateline, years)
        if day is not None:
            span = document.span(start + dateline.start, start + dateline.end)
            sure = min(confidence, _CHANGED) if dateline.says == "updated" else confidence - _doubt(dateline)
            yield Evidence("header.published", span, HeaderReading("published", day.isoformat()), sure)
        if dateline.place is not None:
            at = document.span(start + dateline.place[0], start + dateline.place[1])
            yield Evidence("header.place", at, HeaderReading("place"), confidence - 0.05)


def find_this_day(document: Document) -> Iterator[Evidence]:
    """`ce vendredi 14 octobre 2011`, said in the lead of what has happened: the text is of that day."""
    prose = [b.span for b in document.blocks if document.zones[b.zone].kind in (ZoneKind.LEAD, ZoneKind.BODY)][:1]
    for span in prose:
        for m in _THIS_DAY.finditer(document.folded, span.start, span.end):
            sentence = document.sentence_at(m.start())
            found = next(iter(find_dates(document.text[m.start("day") : sentence.end])), None)
            if found is None or found.day is None or found.start or found.granularity != "day":
                continue
            end = m.start("day") + found.end
            if leaning(document.text, m.start(), end, (sentence.start, sentence.end)) < 0:
                at = document.span(m.start("day"), end)
                yield Evidence("header.published.this-day", at, HeaderReading("published", found.day.isoformat()), 0.4)
                return


def find_town(document: Document) -> Iterator[Evidence]:
    """A town alone on a line above or below the headline says where the text is from."""
    for block in document.blocks[:_TOP]:
        if document.zones[block.zone].kind in _AROUND_TITLE:
            town = town_alone(document.text[slice(*_bounds(block))])
            if town is not None:
                at = document.span(block.span.start + town[0], block.span.start + town[1])
                yield Evidence("header.place.town", at, HeaderReading("place"), _TOWN)


def _doubt(dateline: Dateline) -> float:
    """How much the confidence of a bare date falls below that of one with a town, a label or a verb of publication."""
    return 0.0 if dateline.plain else _BARE if dateline.weekday is None else _WEEKDAY


def _in_a_year(dateline: Dateline, years: Set[int]) -> date | None:
    """The day of a dateline that names its weekday and no year, in the one year of the other datelines that fits."""
    m = _NO_YEAR.match(dateline.value or "") if dateline.weekday is not None and dateline.place is not None else None
    if m is None:
        return None
    days = [
        day for year in sorted(years) if (day := _day(year, int(m.group("month")), int(m.group("day")))) is not None
    ]
    fitting = [day for day in days if day.weekday() == dateline.weekday]
    return fitting[0] if len(fitting) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def datelines(document: Document) -> tuple[tuple[Block, Dateline, float], ...]:
    """The lines that are or begin with a dateline, each with its confidence."""
    return tuple(_datelines(document))


def dateline_days(document: Document) -> dict[int, str]:
    """Where the date of a dateline starts -> what it says: `published` or `updated`."""
    return {
        block.span.start + line.start: "updated" if line.says == "updated" else "published"
        for block, line, _ in document.once(datelines)
    }


def dateline_spans(document: Document) -> tuple[ViewSpan, ...]:
    """From the town of each dateline, or its date, to the bracket behind its date: province, country, news wire."""
    return tuple(_dateline_spans(document))


def _dateline_spans(document: Document) -> Iterator[ViewSpan]:
    for block, line, _ in document.once(datelines):
        start = block.span.start + min(line.start, line.place[0] if line.place else line.start)
        end = block.span.start + line.end
        behind = PARENTHESIS.match(document.text, end, block.span.end)
        yield ViewSpan(start, behind.end() if behind else end)


def _datelines(document: Document) -> Iterator[tuple[Block, Dateline, float]]:
    opened = 0
    for block in document.blocks[:_TOP]:
        kind = document.zones[block.zone].kind
        opened += kind in _TEXT
        listed = kind is ZoneKind.LIST and not opened  # particulars before the text
        dateline = _read(document, block) if kind in _TEXT or kind in _HEAD or listed else None
        if dateline is None:
            continue
        if kind in _TEXT:
            dashed = document.text[slice(*_bounds(block))].rstrip().endswith(("–", "—"))
            if opened <= _OPENINGS and (not dateline.alone or dateline.firm or dashed):
                yield block, dateline, _SURE - 0.05
        elif (dateline.firm or kind not in _LOOSE) and not EMBARGO.search(document.folded, *_bounds(block)):
            yield block, dateline, _SURE
    last = [b for b in document.blocks if document.zones[b.zone].kind is not ZoneKind.BOILERPLATE][1:][-_END:]
    for block in last:
        dateline = _read(document, block)
        placed = dateline is not None and dateline.place is not None
        if dateline is not None and (
            dateline.alone and (placed or dateline.plain) or placed and dateline.says == "published"
        ):
            yield block, dateline, _UNDER


def _read(document: Document, block: Block) -> Dateline | None:
    return read_dateline(document.text[slice(*_bounds(block))])


def _bounds(block: Block) -> tuple[int, int]:
    return block.span.start, block.span.end


RULES = (
    Rule(
        "header.published.this-day",
        "Le jour même, dit dans le premier paragraphe : « ce vendredi 14 octobre 2011 ».",
        find_this_day,
    ),
    Rule("header.place.town", "Une ville seule sur une ligne, au-dessus ou au-dessous du titre.", find_town),
    *rules_of(
        find_published,
        {
            "header.published": "La date de publication : métadonnées, dateline, « Communiqué du … ».",
            "header.place": "La ville qui ouvre une dateline : « Lyon, le 3 mars 2022 ».",
        },
    ),
)
