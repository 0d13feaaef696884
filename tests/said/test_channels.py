"""Numbers and mailboxes in whatever surroundings: each once, in order, and none lost to what stands before it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pressmine.cleaning import clean
from pressmine.document import Document, Source, Zone, ZoneKind
from pressmine.offsets import Span, ViewSpan
from pressmine.rules.contacts.channel_scan import channels

_PIECES = (
    *("01 99 00 12 34", "0199001234", "+33 (0)1 99 00 12 34", "00 41 21 612 34 56", "021 612 34 56", "514 555-2368"),
    *("20 123 45 67", "le 12.03.2024", "1 250 000", "+4", "3", "(0)", "(", ")", "+", " ", ".", "-", "/", ",", "\n"),
    *("anne.roy@orvelle.example", "anne [at] orvelle (point) example", "presse", "@", "<", ">", "(a)", "b" * 60),
    *("@orvelle.example", "x", "a", "Tél. ", "québec"),
)


def _document(text: str) -> Document:
    source = Source("essai.txt", "txt", "0" * 64, text)
    view = clean(source)
    half = len(view.text) // 2
    zones = (
        Zone(ZoneKind.BODY, ViewSpan(0, half), Span(0, 0)),
        Zone(ZoneKind.CONTACTS, ViewSpan(half, len(view.text)), Span(0, 0)),
    )
    return Document(source, view, zones, (), (), (), (), (), "")


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_channels_stand_in_order_and_never_over_each_other(text: str) -> None:
    document = _document(text)
    found = channels(document)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(c.value.startswith("+") if c.kind != "email" else c.value.count("@") == 1 for c in found)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from(_PIECES), max_size=6).map("".join),
    st.sampled_from(("01 99 00 12 34", "+33 1 99 00 12 34", "33 1 99 00 12 34", "(33) 1 99 00 12 34")),
    st.sampled_from(
        ("anne.roy@orvelle.example", "anne.roy [at] orvelle (point) example", "anne.roy AT orvelle DOT example")
    ),
)
def test_what_stands_on_a_line_of_its_own_is_found_whatever_stands_before(text: str, number: str, address: str) -> None:
    document = _document(f"{text:<400}\n\nTél. {number}\n\nMail : {address}\n\nFin de la page.\n")
    values = [c.value for c in channels(document)]
    assert values[-2:] == ["+33199001234", "anne.roy@orvelle.example"]


_NUMBERS = {
    "01 99 00 12 34": "+33199001234",
    "01.99.00.12.34": "+33199001234",
    "0199001234": "+33199001234",
    "01/99/00/12/34": "+33199001234",
    "06 39 98 12 34": "+33639981234",
    "+33 (0)1 99 00 12 34": "+33199001234",
    "+41 21 612 34 56": "+41216123456",
    "+262 639 69 12 34": "+262639691234",
}
_MAILBOXES = {
    "anne.roy@orvelle.example": "anne.roy@orvelle.example",
    "Presse@Orvelle.Example": "presse@orvelle.example",
    "anne.roy [at] orvelle.example": "anne.roy@orvelle.example",
    "a.roy (at) orvelle (point) example": "a.roy@orvelle.example",
}
_WORDS = ("presse", "Anne Roy", "en mars", "(directrice)", "« oui »", "d'Orvelle", "4 agents", "12 %", "le 3 mai 2024")
_BETWEEN = ("\n", " – ", " ; ", " et ", " | ", ".\n\n")


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.sampled_from((*_NUMBERS, *_MAILBOXES, *_WORDS)), st.sampled_from(_BETWEEN)), max_size=10))
def test_every_channel_is_found_once_with_its_value_and_its_place(parts: list[tuple[str, str]]) -> None:
    """Whatever stands around it and however many there are: none is lost, cut, joined to the next or told twice."""
    text = ""
    wanted: list[tuple[int, int, str]] = []
    known = {**_NUMBERS, **_MAILBOXES}
    for written, behind in parts:
        if written in known:
            wanted.append((len(text), len(text) + len(written), known[written]))
        text += written + behind
    source = Source("essai.txt", "txt", "0" * 64, text)
    view = clean(source)
    zones = (Zone(ZoneKind.BODY, ViewSpan(0, len(view.text)), Span(0, len(text))),)
    document = Document(source, view, zones, (), (), (), (), (), "")
    found = []
    for channel in channels(document):
        span = document.span(channel.span.start, channel.span.end)
        found.append((span.start, span.end, channel.value))
    assert found == wanted
