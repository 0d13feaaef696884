"""What the date grammar hands out, and the pieces it works with."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from pressmine.french.edtf import Moment, first_day, parse

Granularity = Literal[
    "minute", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "interval"
]
Bound = Literal["before", "after"]
Sign = Literal["year", "month", "season", "unit", "name"]
Part = Literal["begin", "middle", "end", "course"]
Unit = Literal["d", "w", "m", "q", "h", "y"]
#: Before (-1) or after (1) the base date, or wherever it is nearest (0).
Side = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class AtHour:
    """An hour, or hours, of a day; alone that of a day that the text names elsewhere: ``10 h 45 : accueil``."""

    first: str
    last: str | None = None

    def on(self, day: str) -> str:
        """The hours on that day, as EDTF; those that pass midnight end on the next."""
        if self.last is None:
            return f"{day}T{self.first}"
        last = day if self.last > self.first else str(date.fromisoformat(day) + timedelta(days=1))
        return f"{day}T{self.first}/{last}T{self.last}"


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from the base date: ``hier`` is d -1, ``cette année`` y 0. ``stretch``: all the time between."""

    unit: Unit
    n: int
    stretch: bool = False
    hours: AtHour | None = None


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest such date on one side of the base date: ``juin dernier`` -1, ``4 mars prochain`` 1, ``cet été`` 0."""

    direction: Side


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A day of the week (Monday is 0) on one side of the base date, perhaps ``until`` another.

    ``week`` says which week instead, counted from the base date's own; ``later`` adds weeks: ``lundi en huit``.
    """

    weekday: int
    direction: Side = 0
    until: int | None = None
    week: int | None = None
    later: int = 0
    hours: AtHour | None = None


@dataclass(frozen=True, slots=True)
class WeekEnd:
    """A Saturday and Sunday: of the base date's week (0), the one before (-1) or after (+1)."""

    direction: Side


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of the base date's own month: ``le 15 courant``; with a weekday, of the nearest month where it is one.

    With a ``direction``, the nearest such day on that side: ``le 16 à 18 h``. ``months`` counts another month from the
    base date's (``du 4 au 9 du mois prochain``), ``until`` is the last of several days.
    """

    day: int
    weekday: int | None = None
    direction: Side | None = None
    hours: AtHour | None = None
    until: int | None = None
    months: int = 0


@dataclass(frozen=True, slots=True)
class FromEaster:
    """A feast so many days after Easter Sunday, of a year that the words don't give."""

    days: int
    direction: Side = 0
    hours: AtHour | None = None


@dataclass(frozen=True, slots=True)
class NthOf:
    """The nth day of a month (-1 is the last), or the nth of a weekday, for so many days.

    ``months`` counts the month from the base date's; 0 where the words name it and leave its year open.
    """

    n: int
    weekday: int | None = None
    length: int = 1
    months: int = 0
    hours: AtHour | None = None


@dataclass(frozen=True, slots=True)
class Anaphor:
    """So many units from the date that the text named last: ``le même jour`` d 0, ``le lendemain`` d 1."""

    unit: Unit
    n: int
    hours: AtHour | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A span that the grammar only bounds, with the day and year that it shows; None where it is relative."""

    day: int | None = None
    year: int | None = None


Relative = Unread | AtHour | Shift | Nearest | OnWeekday | WeekEnd | DayOfMonth | FromEaster | NthOf | Anaphor


class DateMatch(NamedTuple):
    """One date expression: ``text[start:end]``.

    ``value`` is EDTF with XXXX for a year that the expression does not give, None where ``relative`` alone says it.
    ``form`` is the stable name of the rule; ``weekday`` (Monday is 0) what the text itself names beside a day.
    ``bound`` says that the value stops (before) or begins (after) there; ``part`` which part of it is meant;
    ``approximate`` marks ``vers``. ``confidence`` is 0 to 1.
    """

    start: int
    end: int
    value: str | None
    granularity: Granularity
    form: str
    weekday: int | None = None
    relative: Relative | None = None
    bound: Bound | None = None
    part: Part | None = None
    approximate: bool = False
    confidence: float = 0.95

    @property
    def day(self) -> date | None:
        """The day that it names with its year, at whatever hour; None for a stretch, a longer or an open one."""
        if self.value is None or self.granularity not in {"day", "minute"} or self.bound is not None:
            return None
        low, high = parse(self.value.rstrip("~"))
        if low is None or high is None or low.day is None or low[:3] != high[:3]:
            return None
        return first_day(low)


class Piece(NamedTuple):
    """A date expression under construction: a point (``low``), or a stretch from ``low`` to ``high``.

    ``cue`` says that it only counts where something beside it says that it is a date.
    """

    start: int
    end: int
    form: str
    granularity: Granularity
    low: Moment | None = None
    high: Moment | None = None
    weekday: int | None = None
    relative: Relative | None = None
    cue: Sign | None = None
    bound: Bound | None = None
    part: Part | None = None
    approximate: bool = False
    confidence: float = 0.95

    @property
    def value(self) -> str | None:
        """EDTF of the piece, its bound applied."""
        if self.low is None:
            return None
        last = self.high or self.low
        if self.bound == "before":
            return f"../{last}"
        if self.bound == "after":
            return f"{self.low}/.."
        value = f"{self.low}/{self.high}" if self.high else str(self.low)
        return value + "~" if self.approximate and not self.high else value
