"""Whether a date without a year lies before or after the publication date."""

from __future__ import annotations

from datetime import date
from typing import Final

from pressmine.evidence import DateReading, Evidence
from pressmine.french import edtf
from pressmine.french.around_dates import is_since, is_starting
from pressmine.french.dates.completion import complete, nearest_year
from pressmine.resolve.dates_known import DAYS, lean
from pressmine.resolve.ledger import Ledger

#: A deadline may be this many days old on the day of publication; an older one is next year's.
_NEAR_DAYS: Final = 7
#: Nearer to the publication date than this, a date is where it is nearest, whatever side its sentence looks to.
_FLIP_DAYS: Final = 30
_TO_THE_DAY: Final = DAYS | {"interval"}


def year_near(ledger: Ledger, item: Evidence, reading: DateReading, value: str, base: date) -> int | None:
    """The year that brings an open value nearest to the publication date, in the direction its sentence looks."""
    nearest = nearest_year(value, base)
    if nearest is None:
        return None
    filled = edtf.with_year(value, nearest)
    distance = edtf.distance(filled, base) if filled else 0
    if reading.bound == "before":
        over = distance <= _NEAR_DAYS or lean(ledger, item) < 0  # "ils avaient jusqu'au 30 juin"
        return nearest if over else nearest_year(value, base, 1) or nearest
    if reading.bound == "after":
        if is_since(ledger.document.clean(item.span)):
            return nearest_year(value, base, -1) or nearest
        ahead = distance > _FLIP_DAYS and lean(ledger, item) > 0
        return (nearest_year(value, base, 1) if ahead else None) or nearest
    document = ledger.document
    if is_starting(document.folded, document.view_span(item.span).start) and lean(ledger, item) <= 0:
        return nearest
    months = reading.granularity == "interval" and not edtf.has_day(value)
    far = months and filled and edtf.distance(filled.partition("/")[2], base) > _FLIP_DAYS
    if far and lean(ledger, item) < 0:
        return nearest_year(value, base, -1) or nearest  # "de janvier à septembre", told as over in March
    if distance <= (_FLIP_DAYS if reading.granularity in _TO_THE_DAY else 0):
        return nearest
    return nearest_year(value, base, lean(ledger, item)) or nearest


def other_side(ledger: Ledger, item: Evidence, reading: DateReading, base: date | None) -> str | None:
    """`cet été` in December is the next one, where the sentence looks ahead; in January the last, where it looks
    back; None if this year's is meant.
    """
    value, side = complete(reading, base), lean(ledger, item)
    if base is None or value is None or reading.value is None or side == 0 or ".." in value:
        return None
    if reading.weekday is not None and edtf.falls_on(reading.value, int(value[:4]), reading.weekday):
        return None  # `ce jeudi 22 décembre`: the day of the week has settled the year
    low, high = edtf.parse(value.rstrip("~"))
    begin, end = edtf.first_day(low) if low else None, edtf.last_day(high) if high else None
    if side > 0 and end is not None and end < base:
        return edtf.with_year(reading.value, base.year + 1)
    if side < 0 and begin is not None and begin > base:
        return edtf.with_year(reading.value, base.year - 1)
    return None
