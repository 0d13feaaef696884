"""What stands behind a number's unit and belongs to the number: `et demi`, the cents of a price, the minutes of a
duration."""

import re
from decimal import Decimal

from pressmine.french.alternatives import any_of
from pressmine.french.calendar import FIVES
from pressmine.french.flat import Flat
from pressmine.french.lexicon import any_form
from pressmine.french.numbers import Number, whole, words_value
from pressmine.french.quantities.unfigures import lasts
from pressmine.french.quantities.units import Unit

Measured = tuple[Number, Unit, int]

AND_HALF = re.compile(r" et (?:(?P<half>demie?)|quart)\b| (?P<part>1/2|½)(?!\d)")
#: `12 euros et 50 centimes`, `12 € 50`, `12€50`.
_NO_NOUN = any_form("not_counted")
_CENTS = re.compile(
    r" (?:et )?(\d{1,2}) (?:centimes?|cents?)\b"
    rf"|(?: |(?<=[€$£F]))(\d\d)(?= ?(?:[.,;:)!?\n]|$)| (?:{_NO_NOUN}|ttc|ht)\b)"
)
#: `1 h 30`, `2h10`, `2 heures 30 minutes`; `3 min 20 s`.
MINUTES = re.compile(
    r" ?(?:et )?(?P<digits>[0-5]\d|[1-9](?= ?min))(?: ?(?:minutes?|min|mn)\b)?(?![\w,.]?\d)(?! ?[%€$])"
    rf"| (?P<words>{any_of(FIVES, ' ')})\b(?: minutes?\b)?"
    rf"(?![ -](?!{_NO_NOUN}\b)[a-z]{{3,}}[sx]\b)"
)
#: `2 h 03 min 12 s`, `2 h 03'12''`: the seconds behind minutes.
_AND_SECONDS = re.compile(
    r"(?:(?<=min) ?|(?<=mn) ?|(?<=minutes) (?:et )?|(?<=minute) (?:et )?|')(?P<s>[0-5]\d|[1-9](?= ?s))"
    r"(?: ?(?:secondes?|sec|s)\b|''|″)?(?![\w,.]?\d)(?! ?[%€$])"
)
#: `9 s 98`, `1 min 58 s 32`.
_HUNDREDTHS = re.compile(rf"(?<=[ \d]s) ?(\d{{2,3}})(?=[.,;:)\n](?!\d)| ?$| {_NO_NOUN}\b)")
#: `1'24"356`, `58'32''`: minutes and seconds as a watch shows them (quotation marks are blanks here).
_WATCH = re.compile(r"'(?P<s>[0-5]\d)(?:(?:''|″| )(?P<part>\d{1,3})(?![\w,.]?\d)|''|″| ?(?=[ ,.;:)\n]|$))")
_SECONDS = re.compile(r" ?(?:et )?([0-5]\d|[1-9](?= ?s))(?: ?(?:secondes?|sec|s)\b)?(?![\w,.]?\d)(?! ?[%€$])")


def with_rest(flat: Flat, start: int, number: Number, unit: Unit) -> Measured:
    """A number that begins at ``start`` and its unit, with what completes them, and where that ends."""
    value, end = number.value, unit.end
    added: Decimal | None = None
    match = None
    if unit.kind == "money" and isinstance(value, int) and (match := _CENTS.match(flat.low, end)):
        added = Decimal(match[1] or match[2]) / 100
    elif unit.kind in ("duration", "quantity") and (match := AND_HALF.match(flat.low, end)):
        added = Decimal("0.5") if match["half"] or match["part"] else Decimal("0.25")
    elif unit.code == "h" and isinstance(value, int) and (match := MINUTES.match(flat.low, end)):
        minutes = words_value(match["words"]) if match["words"] else int(match["digits"])
        if minutes is not None and (match["digits"] or lasts(flat, start, match.end())):
            if seconds := _AND_SECONDS.match(flat.low, match.end()):
                return _in_seconds(flat, number, unit, (value * 60 + minutes) * 60 + int(seconds["s"]), seconds.end())
            return _in_minutes(number, unit, value * 60 + minutes, match.end())
        match = None
    elif unit.code == "min" and isinstance(value, int) and (match := _SECONDS.match(flat.low, end)):
        return _in_seconds(flat, number, unit, value * 60 + int(match[1]), match.end())
    elif unit.code == "s" and isinstance(value, int):
        return _in_seconds(flat, number, unit, value, end)
    if match is None or added is None:
        return number, unit, end
    return number._replace(value=whole(Decimal(str(value)) + added)), unit, match.end()


def on_a_watch(flat: Flat, number: Number) -> Measured | None:
    """`1'24"356`: a number of minutes with what a watch shows behind it."""
    match = _WATCH.match(flat.low, number.end) if isinstance(number.value, int) and not number.words else None
    if match is None:
        return None
    seconds = Decimal(number.value * 60 + int(match["s"])) + Decimal(f"0.{match['part'] or 0}")
    unit = Unit("duration", "s", 1, number.end, match.end())
    return number._replace(value=whole(seconds)), unit, match.end()


def _in_seconds(flat: Flat, number: Number, unit: Unit, seconds: int | float | Decimal, end: int) -> Measured:
    """A duration in seconds, with the hundredths behind them."""
    value = Decimal(seconds)
    if match := _HUNDREDTHS.match(flat.low, end):
        value, end = value + Decimal(f"0.{match[1]}"), match.end()
    return number._replace(value=whole(value)), unit._replace(code="s"), end


def _in_minutes(number: Number, unit: Unit, minutes: int | float | Decimal, end: int) -> Measured:
    """A duration in hours and minutes: in hours where these are quarters, else in minutes."""
    hours = Decimal(minutes) / 60
    if hours * 100 % 25:
        unit, hours = unit._replace(code="min"), Decimal(minutes)
    return number._replace(value=whole(hours)), unit, end
