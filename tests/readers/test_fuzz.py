"""Damaged files of every format: a source that keeps its contract, or a refusal in a sentence; nothing else ever."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmine.document import Source
from pressmine.errors import StageError
from pressmine.readers import EXTENSIONS, read_bytes
from pressmine.readers.drawing import sort_marks
from tests.conftest import examples

from .making import column, docx, paragraph, pdf, table

PROSE = "La scierie Bardin¹ investit 12 M€ à Épinal, dit « Anne Petit ». "
SEEDS = {
    "txt": PROSE.encode("cp1252", "ignore") * 3,
    "md": f"---\ntitle: Une scierie\ndate: 2020-01-02\nchapeau: 'a: b'\n---\n\n# Titre\n\n{PROSE}\n".encode(),
    "html": (
        f"<html><head><meta charset='utf-8'><title>T</title></head><body><nav>a</nav><article>"
        f"<h1>Titre</h1><p>{PROSE * 3}<sup>1</sup></p><ul><li>un<li>deux</ul>"
        "<table><tr><th>a<td colspan=2>1<tr><td>2<td>3</table></article>"
    ).encode(),
    "pdf": pdf([(50, 760, 18, "Une scierie s'agrandit encore"), *column(50, 700, [PROSE.replace("¹", "")] * 4)]),
    "docx": docx(paragraph(PROSE, "Titre") + table(["a", "1"], ["b", "2"]), header=paragraph("En-tête")),
    "eml": (
        b"From: a@b.example\nSubject: =?utf-8?q?=C3=A9t=C3=A9?=\nDate: Tue, 17 Apr 2018 08:30:00 +0200\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset=utf-8\n\nBonjour.\n'
        b'--x\nContent-Type: text/html\nContent-Disposition: attachment; filename="a.html"\n\n<p>Annexe</p>\n--x--\n'
    ),
}
EDITS = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3), st.integers(0, 6)), max_size=12)


def check(source: Source) -> None:
    """The contract of a Source: text that a record can hold, marks in order inside of it."""
    source.text.encode("utf-8")
    assert source.text.strip() and "\x00" not in source.text
    assert all(m.span.end <= len(source.text) for m in source.marks)
    assert source.marks == sort_marks(source.marks)
    for span in (source.metadata.title_span, source.metadata.published_span):
        assert span is None or span.end <= len(source.text)
    assert source.format in EXTENSIONS.values()


def read_or_refuse(data: bytes, format: str) -> None:
    """Read, and hold what comes out to its contract."""
    try:
        result = read_bytes(data, f"a.{format}", format)
    except StageError as error:
        assert error.stage == "read" and error.reason.endswith(".") and ":" in error.reason
        return
    assert result.sources[0].name == f"a.{format}"
    for source in result.sources:
        check(source)


@pytest.mark.parametrize("format", sorted(SEEDS))
def test_the_seeds_are_read(format: str) -> None:
    """Else the damage below would be tried on nothing."""
    sources = read_bytes(SEEDS[format], f"a.{format}", format).sources
    for source in sources:
        check(source)
    assert sources[0].marks or format == "txt"


@settings(max_examples=examples(60), deadline=None)
@given(st.sampled_from(sorted(SEEDS)), EDITS)
def test_damaged_files(format: str, edits: list[tuple[float, bytes, int]]) -> None:
    """Bytes changed, cut out and put in at any place."""
    data = SEEDS[format]
    for where, new, cut in edits:
        at = int(where * len(data))
        data = data[:at] + new + data[at + cut :]
    read_or_refuse(data, format)


@settings(max_examples=examples(60), deadline=None)
@given(st.sampled_from(sorted(SEEDS)), st.binary(max_size=400))
def test_any_bytes(format: str, data: bytes) -> None:
    """Bytes that were never a file."""
    read_or_refuse(data, format)


@settings(max_examples=examples(60), deadline=None)
@given(st.sampled_from(["html", "md", "eml"]), st.text(max_size=300))
def test_any_characters(format: str, text: str) -> None:
    """Text that was never a page, a mail or a front matter."""
    read_or_refuse(text.encode("utf-8", "replace"), format)


@settings(max_examples=examples(80), deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "<ul>",
                "<li>",
                "<sup>1</sup>",
                "<br>",
                "<h1>",
                "<div class='share'>",
                "<pre>",
                "\n",
                " ",
                "texte ",
                "m",
                "<a href='x'>",
                "</a>",
                "</div>",
                "</table>",
                "<nav>",
                "<blockquote>",
                "&#0;",
                "&nbsp;",
                "<ol start=9>",
            ]
        ),
        max_size=60,
    )
)
def test_any_soup_of_tags(pieces: list[str]) -> None:
    """Tags in any order: the marks stay inside of the text and in order."""
    read_or_refuse("".join(pieces).encode(), "html")
