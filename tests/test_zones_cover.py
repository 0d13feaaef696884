"""Zones cover the text: every character lies in exactly one, whatever the text is made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pressmine.cleaning import clean
from pressmine.document import Mark, MarkKind, Source
from pressmine.offsets import Span
from pressmine.zones import find_zones

LINES = [
    "COMMUNIQUÉ DE PRESSE",
    "Valdor ouvre une usine à Brest",
    "Rennes, le 3 mars 2022",
    "Par Ana Roy",
    "Le groupe annonce 40 emplois.",
    "- un point,",
    "Bretagne\t12,5",
    "Normandie | 3 | 4",
    "À propos de Valdor",
    "Contact presse :",
    "ana@valdor.example",
    "1) La Région et l'État.",
    "Les industries de santé1 signent.",
    "Signé",
    "Pour la Région : Ana Roy",
    "#Sante #Emploi",
    "À lire aussi",
    "© Valdor",
    "",
    "  \u00a0 ",
    "**gras** \u00ad",
]


@given(
    st.lists(st.sampled_from(LINES), max_size=25),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
    st.sampled_from(["txt", "md", "html", "pdf"]),
    st.data(),
)
def test_every_character_lies_in_one_zone(lines: list[str], end: str, format: str, data: st.DataObject) -> None:
    text = end.join(lines) + data.draw(st.sampled_from(["", "\n", " "]))
    marks = []
    for kind in data.draw(st.lists(st.sampled_from(list(MarkKind)), max_size=4)):
        a = data.draw(st.integers(0, len(text)))
        marks.append(Mark(kind, Span(a, data.draw(st.integers(a, len(text)))), "1"))
    source = Source("a." + format, format, "0" * 64, text, tuple(sorted(marks, key=lambda m: m.span)))
    view = clean(source)
    zones, tables, notes = find_zones(source, view)
    at = at_view = 0
    for zone in zones:
        assert (zone.source.start, zone.span.start) == (at, at_view)
        assert len(zone.source) > 0 or not text
        at, at_view = zone.source.end, zone.span.end
    assert (at, at_view) == (len(text), len(view.text))
    for span in (
        *(t.span for t in tables),
        *(c.span for t in tables for r in t.rows for c in r),
        *(n.span for n in notes),
    ):
        assert span.end <= len(view.text)
