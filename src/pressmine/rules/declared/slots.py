"""What the slots of a pattern match: names, dates, figures, functions, words, each with its value.

A rule is pure and sees no other evidence: a slot reads the document's own material. Names are the model's entities and
runs of capitals, dates and figures are what the grammars of `pressmine.french` read in the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pressmine.french.dates import find_dates
from pressmine.french.lexicon import forms
from pressmine.french.places import places_named
from pressmine.french.quantities import find_quantities
from pressmine.rules.declared.name_slots import ARTICLES, NAMES, address_at, capital, functions, names
from pressmine.rules.declared.parties import parties_at
from pressmine.rules.declared.parties_beside import Party
from pressmine.rules.declared.subjects import verbs_behind
from pressmine.rules.declared.words import Page


@dataclass(frozen=True, slots=True)
class Found:
    """A value that a slot matched: its span of the view, its value, and what else is known of it, by name."""

    kind: str
    start: int
    end: int
    value: Any
    attributes: tuple[tuple[str, Any], ...] = ()

    def attribute(self, name: str) -> Any:
        """One of the slot's attributes (`unit`, `low`, …)."""
        return dict(self.attributes).get(name)


@dataclass(frozen=True, slots=True)
class SlotKind:
    """A kind of slot, for the reader and for the reference: the type of its value, and its attributes."""

    says: str
    example: str
    type: str
    attributes: tuple[str, ...] = ("text",)


_FIGURE: Final = ("text", "low", "high", "unit", "approx", "kind")
SLOTS: Final = {
    "ORG": SlotKind(
        "A name of a body. `{ORG!}` only where the language model says so, too.", "Orvelle", "organisation"
    ),
    "PER": SlotKind(
        "A person's name, two to five words, without `M.` or `Dr`. `{PER!}` as above.", "Anne Marchal", "person"
    ),
    "LOC": SlotKind("A name of a place. `{LOC!}` as above.", "Saint-Nazaire", "place"),
    "PLACE": SlotKind(
        "A commune of 2,000 inhabitants, a département, a region, a country; `code` where only one bears the name.",
        "Bretagne",
        "place",
        ("text", "name", "type", "code"),
    ),
    "NAME": SlotKind("Any name: an entity of the model, or a run of capitalised words.", "Horizon Vert", "text"),
    "FUNCTION": SlotKind("A person's function, from its noun on.", "directrice générale des services", "text"),
    "PARTIES": SlotKind(
        "One body or an enumeration of bodies, each with what describes it and who represents it.",
        "Orvelle, la Ville de Dreux, représentée par Anne Marchal, et l'Union des lecteurs",
        "text",
    ),
    "SUBJECT": SlotKind(
        "`{PARTIES}` in front of their verb: an auxiliary, adverbs, a date, a phrase between commas are passed over.",
        "Orvelle et la Ville de Dreux ont, hier soir,",
        "text",
    ),
    "DATE": SlotKind("A date or a stretch of time.", "12 et 13 mars", "date", ("text", "granularity", "weekday")),
    "YEAR": SlotKind("A year of four digits.", "2026", "date"),
    "FIGURE": SlotKind("Any figure, with its unit.", "250", "number", _FIGURE),
    "COUNT": SlotKind("A number that counts things.", "1 200", "number", _FIGURE),
    "MONEY": SlotKind("A sum.", "4,5 M€", "money", _FIGURE),
    "PERCENT": SlotKind("A percentage.", "12 %", "percent", _FIGURE),
    "DURATION": SlotKind("A duration.", "dix-huit mois", "duration", _FIGURE),
    "QUANTITY": SlotKind("A measure.", "12 000 m²", "number", _FIGURE),
    "ORDINAL": SlotKind("A rank.", "23e", "number", _FIGURE),
    "NUMBER": SlotKind("A number in digits, as it stands.", "42", "number"),
    "EMAIL": SlotKind("An e-mail address.", "presse@orvelle.example", "text"),
    "PHONE": SlotKind("A phone number; its value is in E.164.", "01 99 00 12 34", "text"),
    "URL": SlotKind("A web address.", "www.orvelle.example", "text"),
    "WORD": SlotKind("One word.", "solaire", "text"),
    "WORDS": SlotKind(
        "One to eight words without punctuation between them, as few as will do; as many as there are at the end.",
        "panneaux solaires flottants",
        "text",
    ),
    "TEXT": SlotKind(
        "Whatever stands there, signs included, up to the end of the sentence; as little as will do.",
        "une unité, la troisième du groupe",
        "text",
    ),
}
_KINDS: Final = {kind.upper(): kind for kind in ("money", "percent", "count", "duration", "quantity", "ordinal")}
_BEFORE_DATES: Final = ARTICLES | forms("of").keys() | {"au", "aux"}
_MOST_WORDS, _LONGEST_PLACE, _MOST_TEXT = 8, 6, 60

Ends = Iterator[tuple[int, Found]]


def matches(page: Page, kind: str, index: int, last: int, strict: bool, greedy: bool) -> Ends:
    """The values of a slot that begin at a word and end before the word `last`, the best first, with the index behind.

    Names, dates and figures may have an article in front, and figures their hedge (`plus de`): the value begins behind.
    """
    if index >= last:
        return
    if kind in NAMES:
        starts = [index, index + 1] if _is_article(page, index, last) else [index]
        if page.sentence_starts[index] == index:
            starts.reverse()  # the capital of an article that opens a sentence says nothing
        for start in starts:
            for end in names(page, kind, start, last, strict):
                yield end, _found(page, kind, start, end)
        return
    yield from _FINDERS.get(kind, _word)(page, kind, index, last, greedy)


def _found(page: Page, kind: str, first: int, end: int, value: Any = None, **attributes: Any) -> Found:
    start, stop = page.words[first].start, page.words[end - 1].end
    text = page.document.text[start:stop]
    return Found(kind, start, stop, text if value is None else value, tuple(attributes.items()))


def _is_article(page: Page, index: int, last: int) -> bool:
    return index + 1 < last and page.words[index].folded in ARTICLES


def _spanned(page: Page, found: Found, last: int) -> Ends:
    end = page.ends_at(found.end)
    if end is not None and end <= last:
        yield end, found


def _dates(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    start = page.words[index].start
    for found in _in_line(page, index, "DATE", _line_dates):
        inside = found.start < start < found.end
        # `avant le 30 juin` is one date for the grammar: a pattern that says `avant` itself wants the rest of it.
        rest = _line_dates(page.document.text[start : found.end], start) if inside else [found]
        for date in rest[:1]:
            before = page.document.folded[start : date.start].split() if date.start > start else []
            if date.start == start or (len(before) == 1 and before[0] in _BEFORE_DATES):
                yield from _spanned(page, date, last)
                return


def _figures(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    start = page.words[index].start
    for found in _in_line(page, index, "FIGURE", _line_figures):
        hedge = found.attribute("hedge")
        opens = found.start == start or (hedge is not None and hedge[0] == start and hedge[1] <= found.start)
        article = _is_article(page, index, last) and page.words[index + 1].start == found.start
        if (opens or article) and (kind == "FIGURE" or found.attribute("kind") == _KINDS[kind]):
            yield from _spanned(page, found, last)
            return


def _in_line(page: Page, index: int, what: str, read: Callable[[str, int], list[Found]]) -> list[Found]:
    """The dates or figures of the line that holds a word; each line is read once."""
    first, last = page.line(index)
    key = (what, first)
    if key not in page.read:
        start = page.words[first].start
        page.read[key] = read(page.document.text[start : page.words[last - 1].end], start)
    found: list[Found] = page.read[key]
    return found


def _line_dates(text: str, offset: int) -> list[Found]:
    return [
        Found("DATE", offset + m.start, offset + m.end, m.value, (("granularity", m.granularity), ("match", m)))
        for m in find_dates(text)
    ]


def _line_figures(text: str, offset: int) -> list[Found]:
    out = []
    for m in find_quantities(text, wrapped=False):
        hedge = (offset + m.hedge[0], offset + m.hedge[1]) if m.hedge else None
        value = m.value if m.value is not None else (m.low, m.high)
        known = {"low": m.low, "high": m.high, "unit": m.unit, "approx": m.approx, "kind": m.kind, "hedge": hedge}
        out.append(Found("FIGURE", offset + m.start, offset + m.end, value, tuple(known.items())))
    return out


def _year(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    text = page.words[index].text
    if len(text) == 4 and text.isdigit() and "1800" <= text < "2200":
        yield index + 1, _found(page, kind, index, index + 1, text)


def _number(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    text = page.words[index].text.replace(" ", "").replace(",", ".")
    if text.replace(".", "", 1).isdecimal():
        value = float(text)
        yield index + 1, _found(page, kind, index, index + 1, int(value) if value.is_integer() else value)


def _functions(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    start = index + 1 if _is_article(page, index, last) else index
    for end in functions(page, start, last):
        yield end, _found(page, kind, start, end)


def _addresses(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    found = address_at(page, kind, index)
    if found is not None:
        yield from _spanned(page, Found(kind, page.words[index].start, *found), last)


def _places(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    if not capital(page, index):
        return
    for end in range(min(last, index + _LONGEST_PLACE), index, -1):
        known = places_named(page.document.folded[page.words[index].start : page.words[end - 1].end])
        if known and capital(page, end - 1):
            code = known[0].code if len(known) == 1 else None
            yield end, _found(page, kind, index, end, name=known[0].name, type=known[0].type, code=code)


def _parties(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    """The enumeration that begins at a word, then the same without its last items, one after the other."""
    key = ("PARTIES", index)
    if key not in page.read:
        page.read[key] = parties_at(page.document, page.words[index].start)
    parties: list[Party] = page.read[key]
    for count in range(len(parties), 0, -1):
        some = tuple(parties[:count])
        for stop in dict.fromkeys((some[-1].stop, some[-1].bare or some[-1].stop)):
            end = page.ends_at(stop)
            if end is not None and index < end <= last:
                start = min(some[0].start, stop)
                yield end, Found(kind, start, stop, page.document.text[start:stop], (("parties", some),))


def _subjects(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    """The same, each with all that may come before its verb; many patterns ask for the same subject."""

    def date(at: int) -> int | None:
        return next(_dates(page, "DATE", at, last, False), (None,))[0]

    key = ("SUBJECT", index, last)
    if key not in page.read:
        page.read[key] = [
            (verb, found)
            for end, found in _parties(page, kind, index, last, greedy)
            for verb in verbs_behind(page, end, last, date)
        ]
    yield from page.read[key]


def _word(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    if page.words[index].is_word:
        yield index + 1, _found(page, kind, index, index + 1)


def _words(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    stop = min(last, page.sentence_ends[index], index + _MOST_WORDS)
    end = index
    while end < stop and page.words[end].is_word:
        end += 1
    for at in range(end, index, -1) if greedy else range(index + 1, end + 1):
        if not page.words[at - 1].text.endswith("'"):
            yield at, _found(page, kind, index, at)


def _text(page: Page, kind: str, index: int, last: int, greedy: bool) -> Ends:
    stop = min(last, page.sentence_ends[index], index + _MOST_TEXT)
    if greedy:
        while stop > index + 1 and not page.words[stop - 1].is_word and page.words[stop - 1].text in ".;:!?,":
            stop -= 1
    for at in range(stop, index, -1) if greedy else range(index + 1, stop + 1):
        yield at, _found(page, kind, index, at)


_FINDERS: Final[dict[str, Callable[[Page, str, int, int, bool], Ends]]] = {
    "DATE": _dates,
    "YEAR": _year,
    "FIGURE": _figures,
    **dict.fromkeys(_KINDS, _figures),
    "NUMBER": _number,
    "PLACE": _places,
    "PARTIES": _parties,
    "SUBJECT": _subjects,
    "FUNCTION": _functions,
    "EMAIL": _addresses,
    "PHONE": _addresses,
    "URL": _addresses,
    "WORDS": _words,
    "TEXT": _text,
}
