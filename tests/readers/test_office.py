"""OpenDocument and RTF: what a word processor shows, in order; archives that are traps refused."""

from __future__ import annotations

import pytest

from pressmine.document import MarkKind, Source
from pressmine.errors import StageError
from pressmine.readers import no_reader, read_bytes

from .making import zipped

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
STYLES = (
    '<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="T1">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>'
)


def odt(body: str, content: str | None = None) -> bytes:
    """A document whose text is `body`."""
    whole = f"<office:document-content {NAMES}>{STYLES}<office:body><office:text>{body}</office:text></office:body>"
    said = content or f"{whole}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": said})


def document(body: str) -> Source:
    """A document read from memory."""
    return read_bytes(odt(body), "a.odt", "odt").sources[0]


def marked(source: Source, kind: MarkKind) -> list[str]:
    """The texts of the marks of one kind."""
    return [source.text[m.span.start : m.span.end] for m in source.marks if m.kind is kind]


def test_paragraphs_headings_and_lists() -> None:
    """Styles give roles; items have a dash; spaces, tabs and breaks stand as they are shown."""
    source = document(
        '<text:p text:style-name="P1">Une scierie s’agrandit</text:p>'
        '<text:h text:outline-level="2">Le chantier</text:h>'
        "<text:list><text:list-item><text:p>un hangar</text:p></text:list-item>"
        "<text:list-item><text:p>deux scies</text:p>"
        '</text:list-item></text:list><text:p>Un<text:s text:c="2"/>deux<text:line-break/>trois</text:p>'
    )
    assert source.text == "Une scierie s’agrandit\n\nLe chantier\n\n- un hangar\n- deux scies\n\nUn  deux\ntrois"
    assert (source.format, source.metadata.title) == ("odt", "Une scierie s’agrandit")
    assert marked(source, MarkKind.HEADING) == ["Le chantier"]
    assert marked(source, MarkKind.LIST_ITEM) == ["- un hangar", "- deux scies"]


def test_tables_notes_and_struck_text() -> None:
    """Values are a grid, a note stands behind the text with its label, what was struck out or deleted is no text."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in (["Année", "CA"], ["2020", "12"], ["2021", "14"])
    )
    source = document(
        "<text:tracked-changes><text:p>supprimé</text:p></text:tracked-changes>"
        '<text:p>Coût : <text:span text:style-name="T1">9</text:span>12 M€'
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body><text:p>Hors taxes.</text:p></text:note-body></text:note>.</text:p>"
        f"<table:table>{cells}</table:table>"
    )
    assert source.text == "Coût : 12 M€¹.\n\nAnnée\tCA\n2020\t12\n2021\t14\n\n1. Hors taxes."
    assert marked(source, MarkKind.FOOTNOTE_CALL) == ["¹"]
    assert marked(source, MarkKind.CELL) == ["Année", "CA", "2020", "12", "2021", "14"]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 rien",
        odt("", "<a><b></a>"),
        odt("", f"<office:document-content {NAMES}/>"),
        odt("", f'<!DOCTYPE a [<!ENTITY b "c">]><office:document-content {NAMES}>&b;</office:document-content>'),
        odt("", "x" * 30_000_000),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes) -> None:
    """Broken, another archive, entities, a bomb."""
    with pytest.raises(StageError):
        read_bytes(data, "a.odt", "odt")


RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Autre}}\pard\b Orlane agrandit\b0\par "
    r"La soci\'e9t\'e9 \u8220 ?Orlane\u8221 ? co\'fbte 12 M\'80.\par{\*\generator X;}"
    r"\trowd A\cell 12\cell\row\trowd B\cell 14\cell\row\pard Fin.}"
)


def test_rtf() -> None:
    """Signs of its code page and of Unicode; no fonts, no properties; a table's cells parted by tabs."""
    source = read_bytes(RTF.encode("latin-1"), "a.rtf", "rtf").sources[0]
    assert source.text == "Orlane agrandit\n\nLa société “Orlane” coûte 12 M€.\n\nA\t12\nB\t14\n\nFin."


@pytest.mark.parametrize(
    "unseen",
    [
        r"{\strike neuf }",
        r"{\f1\fs24\strike neuf }",
        r"\strike neuf \strike0 ",
        r"{\v neuf }",
        r"{\b\deleted neuf }",
        r"\v neuf\v0 ",
    ],
)
def test_what_is_struck_out_or_hidden_in_rtf_is_not_text(unseen: str) -> None:
    """As in the other formats; a switch whose name begins alike is none."""
    data = rf"{{\rtf1\ansi\vertalt Orlane recrute {unseen}dix {{\b personnes}} {{\strike0 ici}}.\par}}".encode()
    assert read_bytes(data, "a.rtf", "rtf").sources[0].text == "Orlane recrute dix personnes ici."


@pytest.mark.parametrize(
    "data",
    [
        b"{" * 100_000,
        rb"{\rtf1" + rb"{\v" * 30_000,
        rb"{\rtf1" + rb"\v " * 90_000,
        rb"{\rtf1 \bin99999999 a",
        rb"{\rtf1\ansicpg99999 \'e9}",
        b"Bonjour.",
    ],
)
def test_broken_rtf(data: bytes) -> None:
    """Read or refused, in a sentence."""
    try:
        read_bytes(data, "a.rtf", "rtf")
    except StageError as error:
        assert error.stage == "read"


@pytest.mark.parametrize(
    ("name", "says"),
    [("a.doc", "save it as .docx"), ("b.MSG", "save it as .eml"), ("c.jpg", "OCR"), ("d.xyz", "use one of")],
)
def test_what_no_reader_takes_is_said_with_what_to_do(name: str, says: str) -> None:
    assert says in no_reader(name).reason
