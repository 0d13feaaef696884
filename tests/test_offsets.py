"""Spans, edits and alignments: monotone, composable, and never pointing past what they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmine.offsets import Alignment, Edit, Piece, Span, ViewSpan, apply_edits

MESSY = "ab é\u00ad\u00a0\u202f\n\r\t'’«»-😀e\u0301ﬁ*_1"


@st.composite
def edited(draw: st.DrawFn, text: str | None = None) -> tuple[str, list[Edit]]:
    text = draw(st.text(MESSY, max_size=40)) if text is None else text
    edits: list[Edit] = []
    at = 0
    while at <= len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 4)))
        edits.append(Edit(start, end, draw(st.text(MESSY, max_size=3))))
        at = end + 1
    return text, edits


@given(edited())
def test_edits_give_the_text_that_slicing_gives(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    view, alignment = apply_edits(text, edits)
    assert view == expected
    assert alignment.view_length == len(view)
    assert alignment.source_length == len(text)


@given(edited(), st.data())
def test_mapping_is_monotone_and_in_range(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    view, alignment = apply_edits(text, edits)
    a = data.draw(st.integers(0, len(view)))
    b = data.draw(st.integers(a, len(view)))
    whole = alignment.to_source(ViewSpan(0, len(view)))
    part = alignment.to_source(ViewSpan(a, b))
    assert whole.contains(part) or a == b
    assert 0 <= part.start <= part.end <= len(text)
    left = alignment.to_source(ViewSpan(a, a)).start
    assert left <= part.end


@given(edited(), st.data())
def test_kept_characters_say_the_same_on_both_sides(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    view, alignment = apply_edits(text, edits)
    kept = [p for p in alignment.pieces if p.kept and text[p.start : p.end] == view[p.view_start : p.view_end]]
    for piece in kept:
        a = data.draw(st.integers(piece.view_start, piece.view_end - 1))
        source = alignment.to_source(ViewSpan(a, a + 1))
        assert text[source.start : source.end] == view[a]
        assert alignment.to_view(source) == ViewSpan(a, a + 1)


@given(st.data())
def test_composing_maps_as_mapping_twice(data: st.DataObject) -> None:
    text, first = data.draw(edited())
    middle, inner = apply_edits(text, first)
    _, second = data.draw(edited(middle))
    view, outer = apply_edits(middle, second)
    both = inner.compose(outer)
    assert both.view_length == len(view)
    a = data.draw(st.integers(0, len(view)))
    b = data.draw(st.integers(a, len(view)))
    if a < b:
        step = outer.to_source(ViewSpan(a, b))
        if step.start < step.end:
            twice = inner.to_source(ViewSpan(step.start, step.end))
            assert twice.contains(both.to_source(ViewSpan(a, b)))


def test_dropped_characters_at_the_edges_are_left_out() -> None:
    text = "**Leem** signe"
    view, alignment = apply_edits(text, [Edit(0, 2, ""), Edit(6, 8, "")])
    assert view == "Leem signe"
    assert alignment.to_source(ViewSpan(0, 4)) == Span(2, 6)
    assert alignment.to_view(Span(0, 8)) == ViewSpan(0, 4)


def test_a_word_broken_across_lines_maps_to_both_halves() -> None:
    text = "déve-\nloppement"
    view, alignment = apply_edits(text, [Edit(4, 6, "")])
    span = alignment.to_source(ViewSpan(0, len(view)))
    assert text[span.start : span.end] == text


def test_what_breaks_the_order_is_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits("abc", [Edit(1, 2, ""), Edit(0, 1, "")])
    with pytest.raises(ValueError, match="not ordered"):
        Span(3, 2)
    with pytest.raises(ValueError, match="not ordered"):
        ViewSpan(3, 2)
    with pytest.raises(ValueError, match="breaks the order"):
        Alignment([Piece(0, 1, 1, 2, True), Piece(1, 2, 0, 1, True)], 2)
    with pytest.raises(ValueError, match="changes its length"):
        Alignment([Piece(0, 2, 0, 1, True)], 1)
    with pytest.raises(ValueError, match="outside"):
        Alignment.identity(3).to_source(ViewSpan(0, 4))
    with pytest.raises(ValueError, match="do not follow"):
        Alignment.identity(3).compose(Alignment.identity(4))
