"""DOCX: what a word processor shows, in order, with notes, lists, tables, headers; archives that are traps refused."""

from __future__ import annotations

import pytest

from pressmine.document import MarkKind, Source
from pressmine.errors import StageError
from pressmine.readers import read_bytes

from .making import W, docx, paragraph, table, zipped


def document(body: str, **parts: str) -> Source:
    """A document read from memory."""
    return read_bytes(docx(body, **parts), "a.docx", "docx").sources[0]


def marked(source: Source, kind: MarkKind) -> list[str]:
    """The texts of the marks of one kind."""
    return [source.text[m.span.start : m.span.end] for m in source.marks if m.kind is kind]


def test_title_headings_and_bullets() -> None:
    """Styles give roles; bullets stand in the text."""
    source = document(
        paragraph("Une scierie s’agrandit", "Titre")
        + paragraph("Le chantier", "Titre2")
        + paragraph("un hangar ;", "Puces")
        + paragraph("deux scies.", "Puces")
    )
    assert source.text == "Une scierie s’agrandit\n\nLe chantier\n\n- un hangar ;\n- deux scies."
    assert source.metadata.title == "Une scierie s’agrandit"
    assert marked(source, MarkKind.TITLE) == ["Une scierie s’agrandit"]
    assert marked(source, MarkKind.HEADING) == ["Le chantier"]
    assert marked(source, MarkKind.LIST_ITEM) == ["- un hangar ;", "- deux scies."]


def test_the_first_heading_is_the_title_where_no_style_says_title() -> None:
    """Many releases set their headline as `Titre 1`."""
    source = document(paragraph("Un titre", "Titre1") + paragraph("Une partie", "Titre1"))
    assert (marked(source, MarkKind.TITLE), marked(source, MarkKind.HEADING)) == (["Un titre"], ["Une partie"])


def test_footnotes_with_their_calls() -> None:
    """The call is raised in the text, the note stands behind it with its label."""
    call = '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t xml:space="preserve"> signe.</w:t></w:r>'
    source = document(
        paragraph("Le Leem", extra=call),
        footnotes=f'<w:footnote w:id="7">{paragraph("Les entreprises du médicament.")}</w:footnote>',
    )
    assert source.text == "Le Leem¹ signe.\n\n1. Les entreprises du médicament."
    assert [(m.label, m.span.start, m.span.end) for m in source.marks if m.kind is MarkKind.FOOTNOTE_CALL] == [
        ("1", 7, 8)
    ]
    assert marked(source, MarkKind.FOOTNOTE) == ["1. Les entreprises du médicament."]


def test_values_signatures_and_numbers() -> None:
    """A table of values is a grid; signatures side by side are read one after the other; lists count."""
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    )
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    source = document(
        table(["Site", "2019", "2020"], ["Dole", "12", "14"])
        + table(["Pour Bardin\nAnne Petit", "Pour la Région\nLuc Roy"])
        + item.format("trois")
        + item.format("quatre"),
        numbering=numbering,
    )
    assert marked(source, MarkKind.ROW) == ["Site\t2019\t2020", "Dole\t12\t14"]
    assert "Pour Bardin\nAnne Petit\n\nPour la Région\nLuc Roy" in source.text
    assert source.text.endswith("3) trois\n4) quatre")


def test_header_and_footer_stand_around_the_text() -> None:
    """A letterhead is text; a page number is a running head."""
    source = document(
        paragraph("Le corps."),
        header=paragraph("Scierie Bardin"),
        footer=paragraph("SIREN 123 456 789") + paragraph("Page 1 / 2"),
    )
    assert source.text == "Scierie Bardin\n\nLe corps.\n\nSIREN 123 456 789\n\nPage 1 / 2"
    assert marked(source, MarkKind.RUNNING_HEAD) == ["Page 1 / 2"]


def test_what_a_reviewer_struck_out_or_hid_is_not_text() -> None:
    """Deletions, hidden runs and field codes are not shown; insertions and text boxes are."""
    source = document(
        "<w:p><w:del><w:r><w:delText>ancien</w:delText></w:r></w:del><w:ins><w:r><w:t>nouveau</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
        f"<w:r><w:txbxContent>{paragraph('encadré')}</w:txbxContent></w:r></w:p>"
    )
    assert source.text == "nouveau²\n\nencadré"


def archive(**entries: bytes) -> bytes:
    """A zip archive; `__` in a name stands for `/`."""
    return zipped({name.replace("__", "/") + ".xml": data for name, data in entries.items()})


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
ROOT = f"<w:document {W}><w:body>".encode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted or an old .doc"),
        (b"rien de tel", "not in the DOCX format"),
        (docx(paragraph("x"))[:300], "not in the DOCX format"),
        (archive(autre=b"<a/>"), "no Word document"),
        (archive(word__document=b"<w:document><non"), "broken"),
        (archive(word__document=BOMB + ROOT + b"&c;</w:body></w:document>"), "document type"),
        (archive(word__document=bytes(30 * 1024 * 1024)), "unpacks from"),
        (archive(**{f"n{i}": b"" for i in range(2_100)}), "2,100 parts"),
        (archive(word__document=ROOT + b"<w:p>" * 5_000), "broken"),
        (docx(""), "no text"),
    ],
)
def test_traps_and_damage_are_refused(data: bytes, says: str) -> None:
    """Each with a sentence, before anything large is unpacked."""
    with pytest.raises(StageError, match=says) as caught:
        read_bytes(data, "a.docx", "docx")
    assert caught.value.stage == "read"


def test_an_encrypted_entry_is_refused() -> None:
    """The flag in the archive's directory tells."""
    data = bytearray(docx(paragraph("x")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    with pytest.raises(StageError, match="encrypted"):
        read_bytes(bytes(data), "a.docx", "docx")


def test_a_damaged_stream_is_refused() -> None:
    """Bytes overwritten in the middle of the compressed text."""
    data = bytearray(docx(paragraph("Une phrase. " * 400)))
    at = bytes(data).index(b"word/document.xml") + 40
    data[at : at + 20] = b"\xff" * 20
    with pytest.raises(StageError, match="broken"):
        read_bytes(bytes(data), "a.docx", "docx")


def run(text: str, *properties: str) -> str:
    """A run's XML with properties that are on, or `name=value`."""
    said = "".join(
        f"<w:{name}{f' w:val={value!r}' if value else ''}/>"
        for name, _, value in (p.partition("=") for p in properties)
    )
    return f'<w:r><w:rPr>{said}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run(" 9 M€", "strike") + run(" 12 M€"), "Coût : 12 M€"),
        (run(" 9 M€", "dstrike") + run(" 12 M€", "strike=0"), "Coût : 12 M€"),
        (run(" zoé robart", "caps"), "Coût : ZOÉ ROBART"),
        (run(" Zoé Robart", "caps") + run(" zoé", "smallCaps"), "Coût : Zoé Robart ZOÉ"),
        (run(" zoé", "caps=false"), "Coût : zoé"),
    ],
)
def test_struck_text_and_capitals_are_as_they_are_shown(runs: str, text: str) -> None:
    """What a reader of the page sees; names that were typed in both cases keep them."""
    assert document(paragraph("Coût :", extra=runs)).text == text
