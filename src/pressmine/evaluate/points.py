"""Dates and figures: values that are at one place of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from pressmine.evaluate.comparing import (
    NESTED_DATE,
    SAME_SPAN,
    find,
    nested,
    overlap,
    paired,
    same_number,
    same_unit,
    words,
)
from pressmine.evaluate.gold import Gold, GoldDate, GoldFigure
from pressmine.evaluate.verdicts import Verdicts
from pressmine.record import Date, Figure, Record

_Item = TypeVar("_Item", Date, Figure)
_Wanted = TypeVar("_Wanted", GoldDate, GoldFigure)
_SECONDS = re.compile(r"(T\d\d:\d\d):\d\d")
#: A counted thing of more words than this says a sentence, not a thing.
_LONGEST_OF = 10


def judge_points(verdicts: Verdicts, record: Record | None, gold: Gold, text: str) -> None:
    """Judge dates and figures: the span, the value where the span is right, and what a figure counts."""
    _judge(verdicts, "dates", text, record.dates if record else (), gold.dates, _same_date)
    for figure, wanted in _judge(
        verdicts, "figures", text, record.figures if record else (), gold.figures, _same_figure
    ):
        if not wanted.optional:
            _judge_about(verdicts, figure, wanted)


def _judge(
    verdicts: Verdicts,
    field: str,
    text: str,
    items: Sequence[_Item],
    gold: Sequence[_Wanted],
    same: Callable[[_Item, _Wanted], bool],
) -> list[tuple[_Item, _Wanted]]:
    places = [find(text, item.text, item.nth) for item in gold]
    least = NESTED_DATE if field == "dates" else SAME_SPAN
    ranked = []
    for i, item in enumerate(items):
        for j, place in enumerate(places):
            share = overlap((item.start, item.end), place) if place else 0.0
            if place and (share >= SAME_SPAN or (share >= least and nested((item.start, item.end), place))):
                ranked.append((share, i, j))
    mine = paired(ranked)
    for i, j in mine.items():
        if gold[j].optional:
            continue
        verdicts.right(f"{field}.span", gold[j].text, items[i].source)
        if same(items[i], gold[j]):
            verdicts.right(f"{field}.value", gold[j].text, items[i].source)
        else:
            verdicts.wrong(f"{field}.value", _said(items[i]), _said(gold[j]), items[i].source, repr(gold[j].text))
    free = [place for place, item in zip(places, gold, strict=True) if place and item.optional]
    for i, item in enumerate(items):
        if i not in mine and not any(a < item.end and item.start < b for a, b in free):
            for part in ("span", "value"):
                verdicts.surplus(f"{field}.{part}", text[item.start : item.end], item.source, (item.start, item.end))
    for j, wanted in enumerate(gold):
        if j not in mine.values() and not wanted.optional:
            for part in ("span", "value"):
                verdicts.missed(f"{field}.{part}", wanted.text, places[j])
    return [(items[i], gold[j]) for i, j in mine.items()]


def _same_date(date: Date, wanted: GoldDate) -> bool:
    value = _SECONDS.sub(r"\1", date.value) if date.value else None
    return value in wanted.answers("value", "values")


def _same_figure(figure: Figure, wanted: GoldFigure) -> bool:
    if figure.kind != wanted.kind or not same_unit(figure.unit, wanted.unit):
        return False
    if wanted.gives("value", "values"):
        return any(same_number(figure.value, value) for value in wanted.answers("value", "values"))
    return same_number(figure.low, wanted.low) and same_number(figure.high, wanted.high)


def _said(item: Date | Figure | GoldDate | GoldFigure) -> str:
    if isinstance(item, Date | GoldDate):
        return str(item.value)
    ends = f"{item.value:g}" if item.value is not None else f"{item.low}-{item.high}"
    return f"{item.kind} {ends} {item.unit or ''}".strip()


def _judge_about(verdicts: Verdicts, figure: Figure, wanted: GoldFigure) -> None:
    who = repr(wanted.text)
    if (figure.approx or None) == (wanted.approx or None):
        verdicts.right("figures.approx", who, figure.source)
    else:
        verdicts.missed("figures.approx", f"{who}: got {figure.approx!r}, want {wanted.approx!r}")
    heads = [words(answer) for answer in wanted.answers("of", "ofs") if answer]
    if heads:
        got = words(figure.of or "")
        if len(got) <= _LONGEST_OF and any(head and head[0] in got for head in heads):
            verdicts.right("figures.of", f"{who}: {figure.of}", figure.source)
        else:
            verdicts.missed("figures.of", f"{who}: got {figure.of!r}, want {wanted.answers('of', 'ofs')[0]!r}")
