"""What a whole run says: counts over all records, gathered one record at a time, as rows for charts and tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from pressmine.french.folding import fold
from pressmine.french.lexicon import forms
from pressmine.record import Record
from pressmine.report.values import names_of

#: Roles of dates that are something to come or to attend.
_EVENTS = frozenset({"event", "deadline", "opening", "start"})
#: How many rows a chart shows, and how many columns.
TOP, COLUMNS = 20, 60
#: A value that is known to the month; a season (`2024-22`) is not one.
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(slots=True)
class Overview:
    """Counters over a run. Names are those of the records; a body under two names is two rows."""

    releases: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    amounts: dict[tuple[str, str], float] = field(default_factory=dict)
    jobs: dict[tuple[str, str], float] = field(default_factory=dict)
    quoted: Counter[str] = field(default_factory=Counter)

    def add(self, record: Record) -> None:
        """Count one record."""
        names = names_of(record)
        if record.document.published:
            self.releases[record.document.published[:7]] += 1
        for date in record.dates:
            if date.role in _EVENTS and date.value and _MONTH.match(date.value):
                self.events[date.value[:7]] += 1
        for organisation in record.organisations:
            self.mentions[organisation.name] += len(organisation.mentions)
            self.documents[organisation.name] += 1
        for agreement in record.agreements:
            for pair in combinations(sorted({names[ref] for ref in agreement.parties if ref in names}), 2):
                self.together[pair] += 1
        for quote in record.quotes:
            if quote.speaker in names:
                self.quoted[names[quote.speaker]] += 1
        self._add_figures(record, names)

    def _add_figures(self, record: Record, names: dict[str, str]) -> None:
        for figure in record.figures:
            value = figure.value if figure.value is not None else figure.high
            body = names.get(figure.organisation or "") or names.get(record.document.issuer or "")
            year = (figure.period or record.document.published or "")[:4]
            if value is None or not body or not year.isdigit():
                continue
            if figure.kind == "money" and figure.unit == "EUR":
                self.amounts[body, year] = max(value, self.amounts.get((body, year), 0))
            elif figure.kind == "count" and is_job(figure.of):
                self.jobs[body, year] = max(value, self.jobs.get((body, year), 0))


def is_job(of: str | None) -> bool:
    """True if what is counted are jobs, posts or hires.

    >>> is_job("emplois directs"), is_job("visiteurs"), is_job(None)
    (True, False, False)
    """
    return of is not None and any(word in forms("job_counted") for word in fold(of).split())


def top(counter: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent rows, equal ones by name."""
    return sorted(counter.items(), key=lambda row: (-row[1], row[0]))[:TOP]


def largest(values: dict[tuple[str, str], float]) -> list[tuple[str, str, float]]:
    """The largest values as (body, year, value), equal ones by name and year."""
    rows = sorted(values.items(), key=lambda row: (-row[1], row[0]))[:TOP]
    return [(body, year, value) for (body, year), value in rows]


def timeline(overview: Overview) -> tuple[str, list[tuple[str, int, int]]]:
    """Releases and events as (when, releases, events) without gaps, and what a row is: `month` where they fit into a
    chart, else `year`, the last ones.
    """
    known = sorted({*overview.releases, *overview.events})
    if not known:
        return "month", []
    first, last = (12 * int(month[:4]) + int(month[5:7]) - 1 for month in (known[0], known[-1]))
    if last - first < COLUMNS:
        months = [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)]
        return "month", [(month, overview.releases[month], overview.events[month]) for month in months]
    years = [f"{year:04d}" for year in range(first // 12, last // 12 + 1)][-COLUMNS:]
    releases, events = _by_year(overview.releases), _by_year(overview.events)
    return "year", [(year, releases[year], events[year]) for year in years]


def _by_year(months: Counter[str]) -> Counter[str]:
    years: Counter[str] = Counter()
    for month, count in months.items():
        years[month[:4]] += count
    return years


def pairs(overview: Overview) -> list[tuple[str, str, int]]:
    """Who signs with whom most often."""
    rows = sorted(overview.together.items(), key=lambda row: (-row[1], row[0]))[:TOP]
    return [(one, other, count) for (one, other), count in rows]
