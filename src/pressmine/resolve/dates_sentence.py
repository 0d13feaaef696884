"""What the sentence around a date says about its year."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from pressmine.evidence import DateReading, Evidence
from pressmine.french.around_dates import is_since, opens_sentence
from pressmine.resolve.dates_known import is_background, lean
from pressmine.resolve.ledger import Ledger
from pressmine.resolve.span_index import SpanIndex

#: A year that is still to come gives itself to a date this near: `le 3 mai, en 2025`.
_BESIDE: Final = 12


def year_that_opens(ledger: Ledger, item: Evidence, settled: list[tuple[int, str]]) -> int | None:
    """The year with which the sentence opens, before the date: `L'an passé, …`, `En 2017, …`.

    `settled` holds the values known so far, each with its position in the view.
    """
    document = ledger.document
    at = document.view_span(item.span).start
    sentence = document.sentence_at(at).start
    for index in range(bisect_left(settled, (sentence, "")), len(settled)):
        start, value = settled[index]
        if start >= at:
            break
        if value.isdigit() and opens_sentence(document.folded, sentence, start):
            return int(value)
    return None


def year_of_sentence(ledger: Ledger, item: Evidence, places: SpanIndex[tuple[Evidence, DateReading]]) -> int | None:
    """The only bare year in the same sentence, unless it is background, or in the future and not next to the date."""
    document = ledger.document
    sentence = document.sentence_at(document.view_span(item.span).start)
    ahead = not is_since(document.clean(item.span)) and lean(ledger, item) > 0
    years = sorted(
        {
            int(reading.value)
            for _, (other, reading) in places.over(document.span(sentence.start, sentence.end))
            if reading.granularity == "year"
            and reading.value
            and reading.value.isdigit()
            and not is_background(ledger, other, reading)
            and (lean(ledger, other) <= 0 or (ahead and abs(other.span.start - item.span.end) <= _BESIDE))
        }
    )
    return years[0] if len(years) == 1 else None
