"""Numbers and mailboxes are looked for where digits or an @ stand: nothing may be lost against a look at everything."""

from __future__ import annotations

from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from pressmine.clean import clean
from pressmine.document import Document, Source, Zone, ZoneKind
from pressmine.offsets import Span, ViewSpan
from pressmine.rules.contacts.channels import _EMAIL, _PHONES, _number, _regions, channels

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


def _everywhere(document: Document) -> list[tuple[int, int]]:
    """The same patterns on every zone as a whole."""
    found = [m.span() for m in document.search(_EMAIL)]
    for zone in document.zones:
        at = zone.span.start
        while m := _PHONES.search(document.folded, at, zone.span.end):
            number = _number(m, partial(_regions, document.folded))
            at = m.end() if number is not None or m.lastgroup == "intl" else m.start() + 1
            if number is not None:
                found.append((m.start(), number[1]))
                at = number[1]
    return sorted(found)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_nothing_is_lost(text: str) -> None:
    document = _document(text)
    assert [(c.span.start, c.span.end) for c in channels(document)] == _everywhere(document)
